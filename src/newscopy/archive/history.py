"""The corrections that a run has had, which count whenever its stories are read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscopy.archive.made import stories_of
from newscopy.archive.output import write_whole
from newscopy.archive.state import State
from newscopy.corrections import records
from newscopy.corrections.records import Corrections


def load(state: State) -> Corrections:
    """All corrections in a run's folder, the later before the earlier where both speak of one place."""
    return records.load(sorted(state.corrections.glob("*.jsonl")))


def add(state: State, data: bytes) -> Path | None:
    """Keep a file of corrections; None if the very same file is the last that was kept."""
    files = sorted(state.corrections.glob("*.jsonl"))
    if files and files[-1].read_bytes() == data:
        return None
    path = state.corrections / f"{int(files[-1].stem) + 1 if files else 1:05d}.jsonl"
    write_whole(path, data)
    return path


class Kept:
    """What a marker has said of the entries of a shard that are not to be done again."""

    def __init__(self, state: State, shard: int, again: tuple[int, ...] | None) -> None:
        self._again = again
        self._rows: list[dict[str, Any]] = []
        self._at = 0
        if again is not None:
            self._rows = list(stories_of(state, shard))

    def of(self, number: int, key: str) -> list[dict[str, Any]] | None:
        """The rows of an entry, which must be asked for in order; None if it is to be done again."""
        if self._again is None:
            return None
        rows = self._taken(key)
        return None if number in self._again else rows

    def _taken(self, key: str) -> list[dict[str, Any]]:
        """An entry has one row, or one a story: "key (1)", "key (2)" and so on."""
        first = self._at
        if self._key() == key:
            self._at += 1
        else:
            while self._key() == f"{key} ({self._at - first + 1})":
                self._at += 1
        return self._rows[first : self._at]

    def _key(self) -> str | None:
        return self._rows[self._at]["key"] if self._at < len(self._rows) else None
