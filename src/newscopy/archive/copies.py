"""Finds stories that are exactly the same while a run is planned: same text, same words about it beside the text.

What is dropped must not depend on who does which shard when, so it is settled in the plan: the first one stays.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace

from newscopy.archive.records import Entry, NoStory
from newscopy.archive.shards import Shard, SourceFile, digest
from newscopy.errors import ReadError


class Copies:
    """Eight bytes for each story of a plan, in its order."""

    def __init__(self) -> None:
        self._digests = array("Q")

    def add(self, entry: Entry, content: bytes | ReadError | None) -> None:
        """Take the next story with its content; one that cannot be read is never a copy."""
        self._digests.append(_digest(entry, content) if isinstance(content, bytes) else 0)

    def marked(self, count: int, shard_at: Callable[[int], Shard], sources: Sequence[SourceFile]) -> Iterator[Shard]:
        """So many shards, by their numbers, with their copies; they are all of which stories were added."""
        import numpy as np

        digests = np.frombuffer(self._digests, np.uint64) if self._digests else np.zeros(0, np.uint64)
        order = np.argsort(digests, kind="stable")
        same = np.zeros(len(digests), bool)
        same[1:] = (digests[order][1:] == digests[order][:-1]) & (digests[order][1:] != 0)
        starts = np.maximum.accumulate(np.where(same, 0, np.arange(len(digests))))
        firsts = np.full(len(digests), -1)
        firsts[order[same]] = order[starts[same]]
        copied = np.unique(firsts[firsts >= 0])
        names: dict[int, str] = {}
        story = 0
        for number in range(count):
            shard = shard_at(number)
            low, high = np.searchsorted(copied, (story, story + shard.count))
            names |= {first: _name(shard, first - story, sources) for first in copied[low:high].tolist()}
            here = firsts[story : story + shard.count]
            story += shard.count
            # What is copied stands before its copies, so that its name is known.
            yield _with(shard, [(int(at), names[int(here[at])]) for at in np.flatnonzero(here >= 0)])


def _name(shard: Shard, number: int, sources: Sequence[SourceFile]) -> str:
    if shard.items:
        return shard.items[number].path
    return f"story {shard.first + number + 1} of {sources[shard.source].label}"


def _with(shard: Shard, copies: list[tuple[int, str]]) -> Shard:
    """What a shard makes depends on its copies, too."""
    if not copies:
        return shard
    told = tuple(copies)
    return replace(shard, copies=told, content=digest([shard.content, told]))


def _digest(entry: Entry, content: bytes) -> int:
    try:
        record = entry.record(content)
    except (ReadError, NoStory):
        return 0
    if not record.data.strip():
        return 0
    data = record.data if isinstance(record.data, bytes) else record.data.encode("utf-8", "surrogatepass")
    beside = digest(asdict(record.evidence)).encode()
    return int.from_bytes(hashlib.blake2b(data, digest_size=8, key=beside).digest(), "big")
