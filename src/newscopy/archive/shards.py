"""The plan of a run: all that is to be read, frozen into shards before anything is written.

A shard is up to a thousand stories. Its `spec` is a digest of its inputs, the options and the version of newscopy: what
was made under the same spec need not be made again. The plan is a file of JSON lines - each source in front of its
shards, the end with the options - that workers read for themselves.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from newscopy import __version__
from newscopy.errors import OutputError, PlanError, StoppedEarly

FILES, SHARDS, AUTO = "files", "shards", "auto"
PAYLOAD = "data"
"""The folder of a bag that holds what was bagged."""
MOST_FILES = 10_000
"""Stories up to which each gets a file of its own, if nothing else is asked for."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORM = 2
"""The form of a plan's file."""


@dataclass(frozen=True)
class Options:
    """All that decides what a story is made into; what is not here must not change a byte of the output.

    writers and reading: options of formats, by the name of the format. reader: for all inputs, None to go by each.
    shard_size: stories a shard, None if shards grow as `stories_from` says.
    include and exclude: which files of folders count, see `folders.Rules`.
    bag: the outputs are to be a bag. once: of stories that are exactly the same, only the first is written.
    files: those that options of formats name, with digests of their content. learn: by what pages are taken for those
    of one site, when what stands on all of them is learned first; None if it is not.
    """

    writers: Mapping[str, Mapping[str, Any]]
    reading: Mapping[str, Mapping[str, Any]]
    reader: str | None = None
    strict: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    ends: str | None = None
    layout: str = AUTO
    shard_size: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    bag: bool = False
    once: bool = False
    files: tuple[tuple[str, str], ...] = ()
    learn: str | None = None
    version: str = __version__

    def digest(self) -> str:
        """Changes with any of them."""
        return digest(asdict(self))

    def stories_from(self, first: int) -> int:
        """Stories that a shard takes which begins with story `first` of its source.

        Shards grow with what stands in front of them, to a thousand stories, so that of a small archive each process
        gets its share, too, and of none is one left working for long when the others are done. They depend on their
        own source alone: those of another do not change with it.
        """
        return self.shard_size or min(1000, max(100, first // 32))


@dataclass(frozen=True)
class SourceFile:
    """A file that holds many stories; or, of kind "files", the folder that plain files lie in.

    label: what it is called in messages, and the folder of its outputs.
    """

    path: str
    label: str
    kind: str
    compression: str | None = None
    size: int = 0
    changed: int = 0


@dataclass(frozen=True)
class Item:
    """A plain file: its path below its source, its place in the output, size in bytes, time of change in ns."""

    path: str
    place: str
    size: int
    changed: int


@dataclass(frozen=True)
class Shard:
    """Entries `first` to `first + count` of a source, or the files of `items`; `mark` is where to begin reading.

    copies: stories that are not to be written, by their number in the shard, as they are the same as another, which is
    named.
    """

    id: int
    source: int
    first: int
    count: int
    mark: int
    content: str
    items: tuple[Item, ...] = ()
    copies: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Broken:
    """Damage met while planning, and the source that has it."""

    source: str
    offset: int
    message: str


@dataclass
class Plan:
    """A frozen plan. `shards` are without their items and copies, which stay in the file; `lines` says where."""

    options: Options
    layout: str
    sources: list[SourceFile] = field(default_factory=list)
    shards: list[Shard] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    ignored: int = 0
    linked: int = 0
    lines: list[int] = field(default_factory=list)

    @property
    def stories(self) -> int:
        """How many entries the sources hold."""
        return sum(shard.count for shard in self.shards)

    def spec(self, shard: Shard) -> str:
        """What the outputs of a shard depend on."""
        return digest([self.options.digest(), self.layout, shard.content])


def digest(value: Any) -> str:
    """SHA-256 of a value as JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def content_of(source: SourceFile, items: Sequence[Item]) -> str:
    """The digest of a shard of plain files: their names, places, sizes and times of change."""
    return digest([source.kind, [vars(item) for item in items]])


class Draft:
    """A plan that is being written: its shards go to the file as they are found, and stay in it with what they list.

    Raises OutputError where the file cannot be written, and StoppedEarly where the disk is full.
    """

    def __init__(self, plan: Plan, path: Path) -> None:
        self.plan = plan
        self._path = path
        self._sources = 0
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("wb")
        self._write({"newscopy plan": _FORM})

    def add(self, shard: Shard) -> None:
        """Take the next shard, with its items and copies."""
        self._add_sources(shard.source + 1)
        self.plan.lines.append(self._file.tell())
        self.plan.shards.append(replace(shard, items=(), copies=()))
        self._write({"shard": {**vars(shard), "items": [vars(item) for item in shard.items]}})

    def shards(self) -> Iterator[Shard]:
        """The shards so far, with their items and copies."""
        with told(self._path):
            self._file.flush()
        return (shard_at(self._path, line) for line in self.plan.lines)

    def end(self) -> None:
        """Write what is known at the end alone; the plan is on the disk then."""
        plan = self.plan
        self._add_sources(len(plan.sources))
        end = {"options": asdict(plan.options), "layout": plan.layout, "broken": [asdict(one) for one in plan.broken]}
        self._write({"end": end | {"ignored": plan.ignored, "linked": plan.linked}})
        with told(self._path), self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file, ended or not."""
        with suppress(OSError):
            self._file.close()

    def _add_sources(self, end: int) -> None:
        for source in self.plan.sources[self._sources : end]:
            self._write({"source": asdict(source)})
        self._sources = max(self._sources, end)

    def _write(self, value: Any) -> None:
        with told(self._path):
            self._file.write(json.dumps(value, separators=(",", ":")).encode() + b"\n")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise OutputError for what goes wrong while a plan is written, StoppedEarly if the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoppedEarly(f"stopped: {path}: {error.strerror}; run the same command again to go on") from error
        raise OutputError(f"{path}: cannot write: {error.strerror or error}") from error


def load(path: Path) -> Plan | None:
    """A plan as it was frozen, None if there is none; raises PlanError if it is damaged or of another form."""
    plan = Plan(Options({}, {}), AUTO)
    ended = False
    try:
        with path.open("rb") as file:
            while line := file.readline():
                at = file.tell() - len(line)
                [(kind, value)] = json.loads(line).items() if at else [_form(line)]
                if kind == "source":
                    plan.sources.append(SourceFile(**value))
                elif kind == "shard":
                    plan.shards.append(Shard(**(value | {"items": (), "copies": ()})))
                    plan.lines.append(at)
                elif kind == "end":
                    plan.options, plan.layout, ended = options_of(value["options"]), value["layout"], True
                    plan.broken = [Broken(**one) for one in value["broken"]]
                    plan.ignored, plan.linked = value["ignored"], value["linked"]
                elif value != _FORM:
                    raise PlanError(
                        f"{path}: the plan was made by another version of newscopy; plan again with --force"
                    )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise PlanError(f"{path}: the plan cannot be read: {error}") from error
    if not ended:
        raise PlanError(f"{path}: the plan breaks off; plan again with --force")
    return plan


def _form(line: bytes) -> tuple[str, Any]:
    """The form of a plan, which its first line tells."""
    return "newscopy plan", json.loads(line).get("newscopy plan")


def shard_at(path: Path, line: int) -> Shard:
    """A shard with its items and copies, by the place of its line."""
    with path.open("rb") as file:
        file.seek(line)
        value = json.loads(file.readline())["shard"]
    items = tuple(Item(**item) for item in value["items"])
    return Shard(**(value | {"items": items, "copies": tuple((number, name) for number, name in value["copies"])}))


def options_of(value: Mapping[str, Any]) -> Options:
    """Options as they were written to JSON."""
    lists = {name: tuple((key, told) for key, told in value[name]) for name in ("fields", "files")}
    names = {name: tuple(value[name]) for name in ("include", "exclude")}
    return Options(**(dict(value) | lists | names))


def stamp(path: Path) -> tuple[int, int]:
    """Size and time of change of a file, to tell whether it has changed; zeros if it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
