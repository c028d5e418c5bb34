"""`newscopy plan`: what a run over archives will do, settled before it begins."""

from __future__ import annotations

from typing import Any

import click

from newscopy.cli import debuggable
from newscopy.cli.asking import Asked, asking, learning
from newscopy.cli.running import telling
from newscopy.errors import PartialFailure


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@asking
@learning
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder that `convert` will write to.")
@debuggable
def command(inputs: tuple[str, ...], output: str, **asked: Any) -> None:
    """Count the stories of each INPUT, find what is damaged, and freeze the run into shards; nothing is converted.

    `newscopy convert` does this by itself. Plan first to see what there is, or to do the shards in several jobs:

    \b
    newscopy plan archive.tar.zst -t json -o out
    newscopy convert --shard 1/8 -o out        one job of eight
    newscopy merge out                         when all are done
    """
    from newscopy.archive import remote, run

    given = Asked(**asked)
    plan, notes = run.prepare(
        inputs, given.frozen(), remote.state_of(output, given.state), force=given.force, prune=given.prune
    )
    counts = [0] * len(plan.sources)
    for shard in plan.shards:
        counts[shard.source] += shard.count
    for source, count in zip(plan.sources, counts, strict=True):
        click.echo(f"{count:>10,}  {source.kind:8}{source.label or source.path}")
    click.echo(f"{plan.stories:>10,}  stories in {len(plan.shards):,} shards, to be written as {plan.layout}")
    for note in notes:
        telling(note)
    for broken in plan.broken:
        telling(f"{broken.source}: at byte {broken.offset:,}: {broken.message}")
    if plan.broken:
        raise PartialFailure(f"{len({broken.source for broken in plan.broken}):,} archives damaged")
