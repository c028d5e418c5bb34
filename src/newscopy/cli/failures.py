"""`newscopy failures`: the stories of a run that failed, and why."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.cli.running import folder_of


@click.command()
@click.argument("output", metavar="DIR|URL", callback=folder_of)
@click.option("--save", metavar="FOLDER", help="Write the raw text of each into a folder, to be looked at.")
@debuggable
def command(output: Path, save: str | None) -> None:
    """List every story of the run in DIR that failed: exit code of the cause, and the reason, with a tab between."""
    from newscopy.archive import account

    failed = account.failures(output)
    for story in failed:
        click.echo(f"{story.code}\t{story.message}")
    if save is not None:
        saved = account.save(output, failed, Path(save))
        click.echo(f"newscopy: {saved:,} of {len(failed):,} saved in {save}", err=True)
