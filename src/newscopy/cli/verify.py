"""`newscopy verify`: is all text of the source in the Story?"""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable


@click.command()
@click.argument("story", metavar="JSON|DIR")
@click.option("--source", metavar="FILE", help="The file that the Story was read from.")
@debuggable
def command(story: str, source: str | None) -> None:
    """Prove that nothing was lost: every character of the source is in the Story once, white space aside.

    The JSON alone is enough to get all the text back; FILE is what it is compared with. Of a DIR that `newscopy
    convert` has filled from an archive, prove that every file is there as it was written. The exit code is 6 if
    anything is missing, stands there twice or differs.

    \b
    newscopy convert story.txt -o story.json
    newscopy verify story.json --source story.txt
    newscopy verify out
    """
    from newscopy.convert import load
    from newscopy.loss import verify

    if source is None:
        from newscopy.archive import account
        from newscopy.archive.remote import state_of

        if "://" not in story and not Path(story).is_dir():
            raise click.UsageError("Missing option '--source'.")
        click.echo(f"{story}: {account.verify(state_of(story).out)}")
        return
    click.echo(f"{story}: {verify(load(Path(story)), story, load(Path(source)), source)}")
