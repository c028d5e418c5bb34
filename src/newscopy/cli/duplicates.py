"""`newscopy duplicates`: stories of a run that say the same."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable


@click.command()
@click.argument("output", metavar="DIR")
@debuggable
def command(output: str) -> None:
    """List the stories of the run in DIR whose paragraphs say the same, cases and white space aside.

    One a line: a digest of the words, a tab, the file or the name of the story. Lines with the same digest belong
    together; `sort` brings them side by side.
    """
    from newscopy.archive.account import duplicates

    for digest, name in duplicates(Path(output)):
        click.echo(f"{digest}\t{name}")
