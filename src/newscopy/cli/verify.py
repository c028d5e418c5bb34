"""`newscopy verify`: is all text of the source in the Story?"""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable


@click.command()
@click.argument("story", metavar="JSON")
@click.option("--source", required=True, metavar="FILE", help="The file that the Story was read from.")
@debuggable
def command(story: str, source: str) -> None:
    """Prove that nothing was lost: every character of the source is in the Story once, white space aside.

    The JSON alone is enough to get all the text back; FILE is what it is compared with. The exit code is 6 if
    anything is missing, stands there twice or differs.

    \b
    newscopy convert story.txt -o story.json
    newscopy verify story.json --source story.txt
    """
    from newscopy.convert import load
    from newscopy.loss import verify

    click.echo(f"{story}: {verify(load(Path(story)), story, load(Path(source)), source)}")
