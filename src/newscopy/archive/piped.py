"""The stories of archives as JSON Lines for a pipe: a run in a folder of its own that is gone at the end."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from newscopy.archive import run
from newscopy.archive.shards import SHARDS, Options, Plan
from newscopy.archive.state import State
from newscopy.archive.work import Done

_PIECE = 1 << 20


def start(
    arguments: Sequence[str],
    options: Options,
    out: BinaryIO,
    wishes: run.Wishes,
    watch: Callable[[Done, Plan], None],
    fail: Callable[[str], None],
) -> run.Result:
    """Convert archives into one format that stands on lines, and write them to a stream in the order of the plan.

    What is written of a shard is deleted, so that the disk holds only those that wait for their turn. A run that is
    broken off is not gone on with. `fail` is told why each story failed. Raises what `run.start` does.
    """
    with tempfile.TemporaryDirectory(prefix="newscopy-") as name:
        folder = Path(name, "run")
        (format_name,) = options.writers
        done: set[int] = set()
        turn = 0

        def finished(shard: Done, plan: Plan) -> None:
            nonlocal turn
            done.add(shard.id)
            while turn in done:
                path = folder / format_name / f"{turn:05d}.jsonl.zst"
                for piece in _pieces(path):
                    out.write(piece)
                path.unlink(missing_ok=True)
                for *_, message in (State(folder).read_marker(turn) or {}).get("failures", ()):
                    fail(message)
                turn += 1
            out.flush()
            watch(shard, plan)

        return run.start(arguments, replace(options, layout=SHARDS, bag=False), folder, wishes, finished)


def _pieces(path: Path) -> Iterator[bytes]:
    """The lines of a shard; nothing if no story of it was converted."""
    import zstandard

    if not path.exists():
        return
    with path.open("rb") as file:
        reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
        yield from iter(lambda: reader.read(_PIECE), b"")
