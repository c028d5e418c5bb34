"""`newscopy duplicates`: stories of a run that say the same."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.cli.running import folder_of


@click.command()
@click.argument("output", metavar="DIR|URL", callback=folder_of)
@click.option("--near", is_flag=True, help="List pairs of stories that share many of their sentences.")
@click.option(
    "--least", default=0.5, metavar="SHARE", type=click.FloatRange(0.1, 1), help="How many, with --near; 0.5."
)
@debuggable
def command(output: Path, least: float, *, near: bool) -> None:
    """List the stories of the run in DIR whose paragraphs say the same, cases and white space aside.

    One a line: a digest of the words, a tab, the file or the name of the story. Lines with the same digest belong
    together; `sort` brings them side by side.

    With --near, pairs of stories one a line: the share of their sentences that both have, estimated in eighths, and
    both names, with tabs between.
    """
    from newscopy.archive.account import duplicates, near_duplicates

    if near:
        for much, one, other in near_duplicates(output, least):
            click.echo(f"{much:.2f}\t{one}\t{other}")
        return
    for digest, name in duplicates(output):
        click.echo(f"{digest}\t{name}")
