"""`newscopy status`: how far a run is."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable


@click.command()
@click.argument("output", metavar="DIR")
@debuggable
def command(output: str) -> None:
    """Tell how far the run in DIR is, and what became of its stories, by its ledger."""
    from newscopy.archive.account import standing

    for line in standing(Path(output)).lines():
        click.echo(line)
