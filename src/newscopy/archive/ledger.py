"""The ledger of a run: a row for each shard that is done and each story that failed, in SQLite.

Only the coordinator opens it, on its own disk. All of it can be made again from the markers of the shards.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscopy.errors import OutputError, StoppedEarly

_TABLES = """
CREATE TABLE IF NOT EXISTS shard (id INTEGER PRIMARY KEY, spec TEXT NOT NULL, ok INTEGER NOT NULL,
    failed INTEGER NOT NULL, skipped INTEGER NOT NULL, duplicate INTEGER NOT NULL, seconds REAL NOT NULL);
CREATE TABLE IF NOT EXISTS failure (shard INTEGER NOT NULL, number INTEGER NOT NULL, key TEXT NOT NULL,
    code INTEGER NOT NULL, message TEXT NOT NULL, PRIMARY KEY (shard, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS doubt (shard INTEGER PRIMARY KEY, stories INTEGER NOT NULL);
"""
_LEAST_ROOM = 1 << 16
"""Bytes that are free, below which a disk is full for SQLite."""


@dataclass(frozen=True)
class Balance:
    """What became of all stories; the four always add up to those that were read."""

    ok: int
    failed: int
    skipped: int
    duplicate: int

    @property
    def read(self) -> int:
        """All of them."""
        return self.ok + self.failed + self.skipped + self.duplicate


@dataclass(frozen=True)
class FailedStory:
    """A story that failed: its shard, its number there, its name in its source, and why."""

    shard: int
    number: int
    key: str
    code: int
    message: str


class Ledger:
    """The ledger behind a connection; see `opened`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def specs(self) -> dict[int, str]:
        """The shards that are done, and under which spec."""
        return dict(self._connection.execute("SELECT id, spec FROM shard"))

    def record(self, shard: int, marker: dict[str, Any], seconds: float = 0) -> None:
        """A shard is done; what was said of it before no longer holds."""
        counts = marker["counts"]
        with self._connection:
            self._connection.execute("DELETE FROM failure WHERE shard = ?", (shard,))
            self._connection.executemany(
                "INSERT INTO failure VALUES (?, ?, ?, ?, ?)", ((shard, *failure) for failure in marker["failures"])
            )
            self._connection.execute(
                "INSERT OR REPLACE INTO shard VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    shard,
                    marker["spec"],
                    counts["ok"],
                    counts["failed"],
                    counts["skipped"],
                    counts["duplicate"],
                    seconds,
                ),
            )
            self._connection.execute("INSERT OR REPLACE INTO doubt VALUES (?, ?)", (shard, marker.get("doubtful", 0)))

    def forget(self, shards: Iterable[int]) -> None:
        """Shards are not done any more."""
        with self._connection:
            for shard in shards:
                self._connection.execute("DELETE FROM shard WHERE id = ?", (shard,))
                self._connection.execute("DELETE FROM failure WHERE shard = ?", (shard,))
                self._connection.execute("DELETE FROM doubt WHERE shard = ?", (shard,))

    def balance(self) -> Balance:
        """What became of the stories of all shards that are done."""
        sums = "SELECT TOTAL(ok), TOTAL(failed), TOTAL(skipped), TOTAL(duplicate) FROM shard"
        return Balance(*(int(number) for number in self._connection.execute(sums).fetchone()))

    def causes(self) -> dict[int, int]:
        """How many stories failed, by the exit code of the cause."""
        return dict(self._connection.execute("SELECT code, COUNT(*) FROM failure GROUP BY code ORDER BY code"))

    def doubtful(self) -> dict[int, int]:
        """How many stories are doubtful in each shard that has such."""
        return dict(self._connection.execute("SELECT shard, stories FROM doubt WHERE stories > 0 ORDER BY shard"))

    def seconds(self) -> float:
        """How long the shards took, all in all."""
        return float(self._connection.execute("SELECT TOTAL(seconds) FROM shard").fetchone()[0])

    def failures(self) -> Iterator[FailedStory]:
        """Every story that failed, in order."""
        rows = self._connection.execute("SELECT shard, number, key, code, message FROM failure ORDER BY shard, number")
        return (FailedStory(*row) for row in rows)


@contextmanager
def opened(path: Path) -> Iterator[Ledger]:
    """A ledger, made if there is none, durable with each shard that is recorded; on a disk to read only, to be read.

    Raises OutputError if it is damaged, or cannot be written to; StoppedEarly if the disk is full.
    """
    connection = None
    try:
        if path.exists() and not os.access(path.parent, os.W_OK):
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
            _check(connection)
        else:
            connection = sqlite3.connect(path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _check(connection)
            connection.executescript(_TABLES)
        yield Ledger(connection)
    except sqlite3.OperationalError as error:
        # Of its side files SQLite says "disk I/O error" where the disk is full.
        if "full" in str(error) or shutil.disk_usage(path.parent).free < _LEAST_ROOM:
            raise StoppedEarly(f"{path}: the disk is full; make room and run the same command again") from error
        raise OutputError(f"{path}: the ledger cannot be written: {error}") from error
    except sqlite3.DatabaseError as error:
        raise OutputError(
            f"{path}: the ledger is damaged ({error}): `newscopy repair` makes it again from what is done"
        ) from error
    finally:
        if connection is not None:
            connection.close()


def _check(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
