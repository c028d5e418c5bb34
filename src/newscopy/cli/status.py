"""`newscopy status`: how far a run is."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.cli.running import folder_of


@click.command()
@click.argument("output", metavar="DIR|URL", callback=folder_of)
@click.option(
    "--doubtful", is_flag=True, help="List the stories whose structure may be wrong, and how likely it is right."
)
@click.option("--report", metavar="FILE", help="Write a page about the run: counts, plots, every failure.")
@debuggable
def command(output: Path, report: str | None, *, doubtful: bool) -> None:
    """Tell how far the run in DIR is, and what became of its stories, by its ledger.

    With --doubtful: each story that carries the notice low-confidence, one a line, with how likely headline and all
    paragraphs are right, and a tab between.
    """
    from newscopy.archive import account

    if report is not None:
        from newscopy.archive import report as page

        page.write(output, Path(report))
    if doubtful:
        for name, sure in account.doubtful(output):
            click.echo(f"{sure:.1%}\t{name}")
        return
    for line in account.standing(output).lines():
        click.echo(line)
