"""`newscopy apply`: what people have corrected becomes part of the stories."""

from __future__ import annotations

import os
from pathlib import Path

import click

from newscopy.cli import debuggable


@click.command()
@click.argument("corrections", nargs=-1, required=True, metavar="CORRECTIONS...")
@click.argument("target", metavar="DIR|JSON")
@click.option("-t", "--to", "writers", metavar="FORMAT[,FORMAT...]", help="Of a JSON: formats to write beside it.")
@click.option("--source", metavar="FILE", help="Of a JSON: the file that the Story was read from.")
@click.option("-j", "--jobs", default=1, type=click.IntRange(0), help="Processes to use; 0 means one a processor.")
@click.option("--check", "check_only", is_flag=True, help="Only tell what would be done, or why it cannot be.")
@debuggable
def command(
    corrections: tuple[str, ...], target: str, writers: str | None, source: str | None, jobs: int, check_only: bool
) -> None:
    """Apply CORRECTIONS, as the review page saves them, to the run in DIR or to one Story in JSON.

    Of a run exactly the corrected stories are exported anew, in every format that the run had, each file in one step;
    containers that hold one of them are made again. The corrections are kept with the run and count whenever it is
    done again. Before anything is written, every correction is tried on its story: if one does not fit, nothing is
    applied, and the exit code is 35. Applying a file twice changes nothing.

    \b
    newscopy apply corrections.jsonl out
    newscopy apply monday.jsonl tuesday.jsonl out --check
    newscopy apply corrections.jsonl story.json -t pdf,docx
    """
    from newscopy.archive import correcting

    files, place = [Path(path) for path in corrections], Path(target)
    if place.is_dir():
        if writers or source:
            raise click.UsageError("-t and --source are for a Story in JSON; a run has its formats and its sources")
        processes = jobs or os.cpu_count() or 1
        applied = correcting.to_run(place, files, processes, check_only=check_only)
    else:
        wanted: dict[str, dict[str, str]] = {name.strip(): {} for name in (writers or "json").split(",")}
        applied = correcting.to_file(place, files, wanted, Path(source) if source else None, check_only=check_only)
    for remark in applied.remarks:
        click.echo(f"newscopy: {remark}", err=True)
    done = "would be corrected" if check_only else "corrected"
    click.echo(f"{target}: {applied.corrected:,} stories {done}, {applied.accepted:,} only accepted", err=True)
