"""What a source is made of: entries, each of which is read into a record; and damage, where a source is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from newscopy.evidence import Evidence

LONGEST = 32 * 1024 * 1024
"""Bytes of one entry; what is longer is no story, and is not taken into memory."""


@dataclass(frozen=True)
class Record:
    """One text to be read.

    name: what the Story's source is called. reader: a format, None to go by the name. place: where its outputs go
    below those of the source, without a suffix; it comes from the source and is not to be trusted.
    """

    name: str
    data: bytes | str
    reader: str | None = None
    evidence: Evidence = field(default_factory=Evidence)
    place: str = ""


@dataclass(frozen=True)
class Entry:
    """One story to come, as it lies in its source.

    key: names it inside its source, once only. load: its raw content, to be asked for before the next entry is;
    raises ReadError. record: what that content says; raises ReadError, or NoStory if the entry is not meant to be a
    story. version: changes with the content, where that can be told without loading it. mark: the byte of the
    source at which reading can begin again with this entry, None if only at the start.
    """

    key: str
    load: Callable[[], bytes]
    record: Callable[[bytes], Record]
    version: str | None = None
    mark: int | None = None


@dataclass(frozen=True)
class Damage:
    """Where a source is broken: `offset` counts bytes of the file as it lies on the disk."""

    offset: int
    message: str


Entries = Iterator[Entry | Damage]


class NoStory(Exception):  # noqa: N818 - it is not an error that an archive holds other things too
    """An entry that is not meant to be a story; the message says what it is."""


def content_of(data: bytes) -> Callable[[], bytes]:
    """A `load` for what is in memory already."""
    return lambda: data
