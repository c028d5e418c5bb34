"""`newscopy repair`: the ledger of a run, made again."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.cli.running import ending, folder_of


@click.command()
@click.argument("output", metavar="DIR|URL", callback=folder_of)
@debuggable
def command(output: Path) -> None:
    """Make the ledger of the run in DIR again from what its shards say, and clear away what is not whole.

    For a ledger that is damaged or lost. Nothing is converted; `newscopy convert` goes on with what is left.
    """
    from newscopy.archive.run import repair

    ending(repair(output), str(output))
