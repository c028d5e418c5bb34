"""`newscopy merge`: one account of a run that several jobs have done."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.cli.running import ending, folder_of


@click.command()
@click.argument("output", metavar="DIR|URL", callback=folder_of)
@debuggable
def command(output: Path) -> None:
    """Join what the jobs of `newscopy convert --shard I/N -o DIR` have done into one ledger, and tell how it ended.

    The exit code is 3 if any story failed, 4 if shards are left to be done.
    """
    from newscopy.archive.run import repair
    from newscopy.errors import StoppedEarly

    result = repair(output)
    if result.left:
        raise StoppedEarly(f"{output}: {result.left:,} of {len(result.plan.shards):,} shards are not done yet")
    ending(result, str(output))
