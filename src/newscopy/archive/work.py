"""One shard: its stories read, its outputs written, its marker set. Nothing else decides what comes out of it."""

from __future__ import annotations

import errno
import json
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Any

from pydantic_core import PydanticSerializationError

from newscopy import formats
from newscopy.archive import history, near, places, reading
from newscopy.archive.batch import DOUBT, Failure, failure_of
from newscopy.archive.containers import Written, outputs
from newscopy.archive.output import write_whole
from newscopy.archive.records import Entry, NoStory, Record
from newscopy.archive.shards import FILES, PAYLOAD, Options, Shard, SourceFile, shard_at, stamp
from newscopy.archive.state import State
from newscopy.archive.stories import Reading
from newscopy.archive.worker import Slot, TooSlow
from newscopy.errors import LimitError, OutputError, PlanError, ReadError, WriteError
from newscopy.model import Story
from newscopy.structure import doubt

# What a disk says that is full; the run stops, and goes on when there is room.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_SUFFIXES = re.compile(r"(\.\w{1,10})?(\.(gz|zst|bz2|xz))?$", re.IGNORECASE)
OK, FAILED, SKIPPED, DUPLICATE = "ok", "failed", "skipped", "duplicate"


@dataclass(frozen=True)
class Task:
    """A shard to be done. `line` is where the plan describes it.

    given_up: stories that have killed a worker, by their number in the shard, with the reason. only: nothing but this
    story is read, and nothing is written, to see whether it kills again. limit: seconds for a story, 0 for no limit.
    entries: only these are done again, by their number in the shard; the files of the others stay.
    """

    out: str
    line: int
    id: int
    spec: str
    options: Options
    layout: str
    source: SourceFile
    limit: float = 0
    given_up: tuple[tuple[int, int, str], ...] = ()
    only: int | None = None
    again: bool = False
    entries: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Done:
    """A shard that is done: how many of its stories came to what, and how long that took.

    `stopped` says why it could not be done, with nothing left behind; the other fields mean nothing then.
    """

    id: int
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0
    stopped: str | None = None


def convert_shard(task: Task, slot: Slot) -> Done:
    """Do a shard, unless its marker says that it is done; doing it twice gives the same bytes."""
    state = State(Path(task.out))
    start = monotonic()
    if task.only is not None:
        return _probe(task, slot, state)
    told = state.read_marker(task.id)
    if told and told["spec"] == task.spec and not task.again:
        return Done(task.id, told["counts"])
    shard = shard_at(state.plan, task.line)
    if shard.items == () and stamp(Path(task.source.path)) != (task.source.size, task.source.changed):
        return Done(task.id, stopped=f"{task.source.label} has changed since the run began")
    try:
        state.parts.mkdir(parents=True, exist_ok=True)
        warm(tuple(task.options.writers))
        counts = _Work(task, shard, state, slot).do()
    except (WriteError, PlanError) as error:  # of a story alone it would have been told in its row
        reading.forget()
        return Done(task.id, stopped=str(error))
    except OSError as error:
        reading.forget()
        return Done(task.id, stopped=f"{state.out}: {error.strerror or error}")
    return Done(task.id, counts, monotonic() - start)


@cache
def warm(writers: tuple[str, ...]) -> None:
    """Load what the first story of a process would wait for, and not at the cost of its time limit."""
    with suppress(Exception):  # what is wrong is told of the first story
        story = formats.reader("text").read("Rain at last\n\nIt rained.", "", formats.reader("text").options())
        for name in writers:
            formats.writer(name).write(story, formats.writer(name).options())


def _probe(task: Task, slot: Slot, state: State) -> Done:
    """Read and write one story for nobody."""
    shard = shard_at(state.plan, task.line)
    work = _Work(task, shard, state, slot)
    for number, entry in enumerate(reading.entries(task.source, shard, task.options)):
        if number == task.only:
            with slot.step(number):
                work.try_out(entry)
            break
    return Done(task.id)


class _Work:
    def __init__(self, task: Task, shard: Shard, state: State, slot: Slot) -> None:
        self.task = task
        self.shard = shard
        self.slot = slot
        self.state = state
        options = task.options
        self.writing = {name: _writing(name, given, task.layout) for name, given in options.writers.items()}
        self.writers = {name: formats.writer(name) for name in self.writing}
        self.joined = {
            name
            for name, writer in self.writers.items()
            if writer.stream is not None and (task.layout != FILES or writer.gathers)
        }
        below = PAYLOAD if options.bag else ""
        self.out = outputs(state.out, state.parts, shard.id, self.writing, task.layout, below)
        self.reading = Reading(options, history.load(state), state.profile)
        self.rows: list[dict[str, Any]] = []
        self.stats: dict[str, Counter[str]] = {name: Counter() for name in ("language", "category", "month", "sure")}

    def do(self) -> dict[str, int]:
        """All stories; the marker comes last."""
        try:
            given_up = {number: (code, reason) for number, code, reason in self.task.given_up}
            copies = dict(self.shard.copies)
            kept = history.Kept(self.state, self.task.id, self.task.entries)
            count = 0
            for number, entry in enumerate(reading.entries(self.task.source, self.shard, self.task.options)):
                count += 1
                rows = kept.of(number, _printable(entry.key))
                if rows is not None:
                    self.rows += rows
                    continue
                if number in copies:
                    self._row(entry.key, DUPLICATE, message=f"the same as {copies[number]}")
                    continue
                if number in given_up:
                    code, reason = given_up[number]
                    self._row(entry.key, FAILED, code=code, message=f"{self._where(entry.key)}: {reason}")
                    continue
                with self.slot.step(number, self.task.limit):
                    self._one(number, entry)
            if count != self.shard.count:
                raise PlanError(f"{self.task.source.label} has changed since the run began")
            written = self.out.finish()
            return self._mark(written)
        finally:
            self.out.drop()

    def try_out(self, entry: Entry) -> None:
        """Read a story and write it to nowhere."""
        try:
            for story in self.reading.stories(entry.record(entry.load())):
                for name, options in self.writing.items():
                    if isinstance(story, Story):
                        self.writers[name].write(story, options)
        except Exception:  # noqa: BLE001 - what is asked is only whether it kills
            return

    def _one(self, number: int, entry: Entry) -> None:
        where = self._where(entry.key)
        try:
            record = entry.record(entry.load())
            told = list(self.reading.stories(record))
        except NoStory as reason:
            self._row(entry.key, SKIPPED, message=str(reason))
            return
        except (Exception, TooSlow) as error:  # noqa: BLE001 - a bug met in one story must not cost the others
            self._failed(entry.key, _limited(error), where)
            return
        for part, story in enumerate(told):
            key = entry.key if len(told) == 1 else f"{entry.key} ({part + 1})"
            if isinstance(story, ReadError):
                self._failed(key, story, where)
            else:
                self._export(number, key, record, story, where)

    def _export(self, number: int, key: str, record: Record, story: Story, where: str) -> None:
        place = self._place(number, key, record)
        written: list[Written] = []
        failures: list[Failure] = []
        for name, options in self.writing.items():
            try:
                data = b"" if name in self.joined else self.writers[name].write(story, options)
                written += self.out.add(name, story, data, place)
            except OutputError as error:
                if isinstance(error.__cause__, OSError) and error.__cause__.errno in _FULL:
                    raise
                failures.append(failure_of(error, where, record.name, f"{name}: "))
            except (Exception, TooSlow) as error:
                if isinstance(error, OSError) and error.errno in _FULL:
                    raise
                failures.append(failure_of(_limited(error), where, record.name, f"{name}: "))
        text = near.plain(story.paragraphs)
        more: dict[str, Any] = {
            "id": story.id,
            "sha256": story.source.sha256,
            "words": near.words(text),
            "near": near.sketch(text),
            "out": written,
        }
        self._count(story)
        if any(notice.code == DOUBT for notice in story.notices):
            more["doubtful"] = round(self._sure(story), 4)
        if failures:
            self._row(key, FAILED, code=failures[0].code, message=failures[0].message, **more)
        else:
            self._row(key, OK, **more)

    def _place(self, number: int, key: str, record: Record) -> PurePosixPath:
        if self.shard.items:
            place = PurePosixPath(self.shard.items[number].place)
            return place if key == self.shard.items[number].path else places.apart(place, key)
        folder = _SUFFIXES.sub("", self.task.source.label)
        return places.below(folder, self.shard.id, record.place or key, f"{self.task.source.label}\0{key}")

    def _where(self, key: str) -> str:
        if self.shard.items:
            return str(Path(self.task.source.path, key))
        return f"{self.task.source.label}: {key}"

    def _failed(self, key: str, error: BaseException, where: str) -> None:
        failure = failure_of(error, where, key.rpartition("/")[2], "")
        self._row(key, FAILED, code=failure.code, message=failure.message)

    def _row(self, key: str, status: str, **more: Any) -> None:
        self.rows.append({"key": _printable(key), "status": status, **more})

    def _count(self, story: Story) -> None:
        self.stats["language"][story.language or "?"] += 1
        self.stats["category"][story.category or "?"] += 1
        value = story.published.value if story.published else None
        self.stats["month"][value[:7] if value else "?"] += 1
        self.stats["sure"][f"{self._sure(story):.1f}" if story.segments else "?"] += 1

    def _sure(self, story: Story) -> float:
        return doubt.confidence((segment.role, segment.confidence) for segment in story.segments)

    def _mark(self, written: list[Written]) -> dict[str, int]:
        import zstandard

        counts = Counter(row["status"] for row in self.rows)
        done = {status: counts[status] for status in (OK, FAILED, SKIPPED, DUPLICATE)}
        lines = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in self.rows).encode()
        packed = zstandard.ZstdCompressor(level=3, write_checksum=True).compress(lines)
        write_whole(self.state.stories(self.shard.id), packed, self.state.parts)
        told = {
            "spec": self.task.spec,
            "counts": done,
            "doubtful": sum("doubtful" in row for row in self.rows),
            "out": written,
            "failures": [
                [number, row["key"], row["code"], row["message"]]
                for number, row in enumerate(self.rows)
                if row["status"] == FAILED
            ],
            "stats": {name: dict(sorted(counter.most_common(200))) for name, counter in self.stats.items()},
        }
        if self.task.entries is not None:  # what was not read again is not counted again
            told["stats"] = (self.state.read_marker(self.shard.id) or told)["stats"]
        self.state.write_marker(self.shard.id, told)
        return done


def _writing(name: str, given: Mapping[str, Any], layout: str) -> formats.Options:
    """The options of a format; where stories share a file, one a line, none may hold a line break."""
    writer = formats.writer(name)
    lines = {"indent": 0} if layout != FILES and writer.joins and "indent" in writer.options.model_fields else {}
    return writer.options.model_validate({**given, **lines})


def _limited(error: BaseException) -> BaseException:
    # Pydantic's serializer makes an error of its own of whatever is raised inside it, and keeps the name alone.
    wrapped = isinstance(error, PydanticSerializationError) and TooSlow.__name__ in str(error)
    if isinstance(error, TooSlow) or wrapped:
        return LimitError("it took too long and was given up")
    if isinstance(error, MemoryError):
        return LimitError("it took too much memory and was given up")
    return error


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
