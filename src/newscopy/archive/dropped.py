"""The files that are dropped into a hot folder: which of them are whole, which are being done, where they go then.

A journal in the output folder is written before a file is converted and after it, so that whoever takes over after
a crash gives it the same place again, or only moves it where it belongs.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Any

from newscopy.archive import places
from newscopy.archive.folders import Tally, walk
from newscopy.archive.output import write_whole
from newscopy.archive.shards import stamp
from newscopy.archive.state import State
from newscopy.errors import OutputError

DONE, FAILED = "done", "failed"


@dataclass(frozen=True)
class Drop:
    """A file that is whole. name: its path below the hot folder. place: where its outputs go, without a suffix.

    reasons: why it failed; None if it was not converted yet.
    """

    name: str
    stamp: tuple[int, int]
    place: str
    reasons: tuple[str, ...] | None = None


class Folder:
    """A hot folder and its journal. `suffixes` are those of the outputs; `settle` counts seconds."""

    def __init__(self, folder: Path, out: Path, suffixes: Sequence[str], settle: float) -> None:
        self.folder = folder
        self._out = out
        self._suffixes = suffixes
        self._settle = settle
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}
        self._under_way: set[str] = set()
        self._journal = State(out).folder / "watched.jsonl"
        self._known = _read(self._journal)
        write_whole(self._journal, (_line(drop) for drop in self._known.values()))

    def whole(self) -> Iterator[Drop]:
        """Files that have not changed for a while and are not under way, each given once."""
        now, here = monotonic(), dict[Path, tuple[tuple[int, int], float]]()
        for path in self._files():
            found = stamp(path)
            before, since = self._seen.get(path, (None, now))
            here[path] = (found, since if before == found else now)
            name = path.relative_to(self.folder).as_posix()
            if name not in self._under_way and now - here[path][1] >= self._settle:
                self._under_way.add(name)
                yield self._drop(name, path, found)
        self._seen = here

    def waiting(self) -> bool:
        """True if files lie there that are not done."""
        return bool(self._seen) or bool(self._under_way)

    def begun(self, drop: Drop) -> None:
        """A file is about to be converted."""
        self._note(drop)

    def settled(self, drop: Drop, reasons: tuple[str, ...]) -> Path | None:
        """A file was converted, or failed for reasons; it is moved, and where to is given.

        None if it was written to meanwhile: it stays, and is another file. Raises OutputError.
        """
        source = self.folder / drop.name
        if source.exists() and stamp(source) != drop.stamp:
            self._forget(drop)
            return None
        self._note(replace(drop, reasons=reasons))
        target = _free(self.folder / (FAILED if reasons else DONE) / drop.name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if reasons:
                write_whole(target.with_name(f"{target.name}.reason.txt"), "".join(f"{r}\n" for r in reasons).encode())
            with suppress(FileNotFoundError):  # somebody has taken it away
                source.rename(target)
        except OSError as error:
            raise OutputError(f"{target}: cannot move {drop.name} there: {error.strerror or error}") from error
        self._forget(drop)
        return target

    def _forget(self, drop: Drop) -> None:
        self._known.pop(drop.name, None)
        self._append({"name": drop.name, "moved": True})
        self._under_way.discard(drop.name)
        self._seen.pop(self.folder / drop.name, None)

    def _files(self) -> Iterator[Path]:
        for path in walk(self.folder, self._out, Tally()):
            if path.relative_to(self.folder).parts[0] not in (DONE, FAILED) and path.is_file():
                yield path

    def _drop(self, name: str, path: Path, found: tuple[int, int]) -> Drop:
        known = self._known.get(name)
        if known is not None and known.stamp == found:
            return known
        place = PurePosixPath(name)
        place = place.with_name(places.short(place.stem) or place.name)
        if self._taken(place):
            place = places.apart(place, _content(path))
        return Drop(name, found, str(place))

    def _taken(self, place: PurePosixPath) -> bool:
        """True if something was written there for a file of before, or is about to be."""
        if any(places.same(PurePosixPath(drop.place)) == places.same(place) for drop in self._known.values()):
            return True
        base = self._out / place
        return base.exists() or any(base.with_name(base.name + suffix).exists() for suffix in self._suffixes)

    def _note(self, drop: Drop) -> None:
        self._known[drop.name] = drop
        self._append(_told(drop))

    def _append(self, told: dict[str, Any]) -> None:
        try:
            with self._journal.open("ab") as file:
                file.write(json.dumps(told).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OutputError(f"{self._journal}: cannot write: {error.strerror or error}") from error


def _told(drop: Drop) -> dict[str, Any]:
    return {"name": drop.name, "stamp": drop.stamp, "place": drop.place, "reasons": drop.reasons}


def _line(drop: Drop) -> bytes:
    return json.dumps(_told(drop)).encode() + b"\n"


def _read(journal: Path) -> dict[str, Drop]:
    """Files that were begun or settled, and not moved; a last line that breaks off is of what had not begun."""
    known: dict[str, Drop] = {}
    try:
        lines = journal.read_bytes().splitlines()
    except FileNotFoundError:
        return known
    for line in lines:
        with suppress(ValueError, KeyError, TypeError):
            told = json.loads(line)
            if told.get("moved"):
                known.pop(told["name"], None)
                continue
            reasons = None if told["reasons"] is None else tuple(told["reasons"])
            known[told["name"]] = Drop(told["name"], (told["stamp"][0], told["stamp"][1]), told["place"], reasons)
    return known


def _free(path: Path) -> Path:
    """The path, or the first with a number that is free."""
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return path if not path.exists() else next(name for name in names if not name.exists())


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return str(path)
