"""What the shards of a run have made, by their own account, and what an earlier state of the inputs has left behind."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from newscopy.archive import shelf
from newscopy.archive.containers import Written
from newscopy.archive.output import write_whole
from newscopy.archive.shards import Plan
from newscopy.archive.state import State


def made_by(state: State, shard: int) -> Iterator[Written]:
    """The files that a shard has made, by the account of its marker and of its stories."""
    marker = state.read_marker(shard)
    yield from (marker or {}).get("out", ())
    for row in stories_of(state, shard):
        yield from row.get("out", ())


def stories_of(state: State, shard: int) -> Iterator[dict[str, Any]]:
    """What became of each story of a shard; nothing if it is not done."""
    import zstandard

    try:
        with state.stories(shard).open("rb") as file:
            lines = zstandard.ZstdDecompressor().stream_reader(file).read().splitlines()
    except (OSError, zstandard.ZstdError):
        return
    yield from (json.loads(line) for line in lines)


def made_in(state: State, plan: Plan) -> Iterator[Written]:
    """The files that all shards of a plan have made, in its order."""
    for shard in plan.shards:
        yield from made_by(state, shard.id)


def remember(state: State, old: Plan, new: Plan) -> None:
    """Note the files of shards that the new plan does otherwise or not at all, before their markers are replaced."""
    now = {shard.id: new.spec(shard) for shard in new.shards}
    changed = [shard.id for shard in old.shards if now.get(shard.id) != old.spec(shard)]
    files = {path for shard in changed for path, _, _ in made_by(state, shard)} | _noted(state)
    if files:
        write_whole(state.stale, json.dumps(sorted(files)).encode(), state.folder)


def leftovers(state: State, plan: Plan) -> list[str]:
    """Files of an earlier state of the inputs that nothing of a plan that is done has made again."""
    noted = _noted(state)
    if noted:
        noted -= {path for path, _, _ in made_in(state, plan)}
    store = shelf.of(state)
    return sorted(path for path in noted if store.size(path) is not None)


def prune(state: State, plan: Plan) -> int:
    """Take away the leftovers; gives how many files."""
    files, store = leftovers(state, plan), shelf.of(state)
    for path in files:
        store.delete(path)
    state.stale.unlink(missing_ok=True)
    for marker in state.folder.glob("shards/*.json"):
        if int(marker.stem) >= len(plan.shards):
            marker.unlink()
            state.stories(int(marker.stem)).unlink(missing_ok=True)
    return len(files)


def sweep(state: State) -> None:
    """Take away all that the run before has made, by its own account, and the account."""
    store = shelf.of(state)
    for marker in sorted(state.folder.glob("shards/*.json")):
        for path, _, _ in made_by(state, int(marker.stem)):
            store.delete(path)
        marker.unlink()
    for path in _noted(state):
        store.delete(path)
    shutil.rmtree(state.folder / "stories", ignore_errors=True)
    for known in [state.plan, state.stale, *state.folder.glob("ledger*.sqlite*")]:
        with suppress(OSError):
            known.unlink()


def _noted(state: State) -> set[str]:
    try:
        return set(json.loads(state.stale.read_bytes()))
    except (OSError, ValueError):
        return set()
