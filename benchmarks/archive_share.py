"""How much of the work over an archive is reading and writing stories, and how much is everything around it.

One process does the whole run, warm, with a clock around what reads a story and what writes it. What is left is the
archive's: unpacking and parsing the source, packing the outputs, planning, and the rest - hashing, names, notes,
ledger, markers, syncing, and the clocks, which take some ten microseconds a story.
"""

from __future__ import annotations

import functools
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

from newscopy import formats
from newscopy.archive import containers, reading, run, work
from newscopy.archive.shards import Options
from newscopy.archive.state import State
from newscopy.archive.worker import Slot

Spent = dict[str, float]


class Clock:
    """CPU seconds by what they were spent on."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def of(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted."""

        @functools.wraps(function)
        def timed(*arguments: Any, **more: Any) -> Any:
            start = process_time()
            try:
                return function(*arguments, **more)
            finally:
                self.spent[name] += process_time() - start

        return timed

    def of_each(self, name: str, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """The same for what gives entries one by one, and for what is asked of these."""

        def timed(*arguments: Any) -> Iterator[Any]:
            found = function(*arguments)
            while True:
                start = process_time()
                thing = next(found, None)
                self.spent[name] += process_time() - start
                if thing is None:
                    return
                yield replace(thing, load=self.of(name, thing.load), record=self.of(name, thing.record))

        return timed


def share(archive: Path, writers: list[str], rounds: int) -> Spent:
    """CPU seconds of the run, the median of the rounds: reading, writing, packing, source, planning, rest, all."""
    work.warm(tuple(writers))
    found: list[Spent] = []
    for _ in range(rounds):
        spent = _run(archive, writers)
        found.append(spent | {"rest": 2 * spent["all"] - sum(spent.values())})
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def _run(archive: Path, writers: list[str]) -> Spent:
    clock = Clock()
    options = Options({writer: {} for writer in writers}, {}, layout="shards")
    kept = (reading.entries, containers.Containers.add, containers.Containers.finish)
    read, write = formats.reader, formats.writer
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as shared:
        shared.write(bytes(Slot.SIZE))
        shared.flush()
        slot = Slot(shared.fileno())

        def engine(tasks: Any) -> Iterator[work.Done]:
            for task in tasks:
                yield work.convert_shard(task, slot)

        try:
            formats.reader = functools.cache(
                lambda name: replace(read(name), read=clock.of("reading", read(name).read))
            )
            formats.writer = functools.cache(
                lambda name: replace(write(name), write=clock.of("writing", write(name).write))
            )
            reading.entries = clock.of_each("source", reading.entries)  # type: ignore[assignment]
            containers.Containers.add = clock.of("packing", kept[1])  # type: ignore[method-assign]
            containers.Containers.finish = clock.of("packing", kept[2])  # type: ignore[method-assign]
            start = process_time()
            run.prepare([str(archive)], options, State(Path(name)))
            clock.spent["planning"] = process_time() - start
            run.resume(Path(name), run.Wishes(engine=engine), lambda *_: None)
            clock.spent["all"] = process_time() - start
        finally:
            formats.reader, formats.writer = read, write
            reading.entries, containers.Containers.add, containers.Containers.finish = kept  # type: ignore[method-assign]
            slot.close()
    return dict(clock.spent)
