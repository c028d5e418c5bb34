"""The entries of a shard, as they lie in its source or in its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newscopy.archive import sources
from newscopy.archive.records import LONGEST, Damage, Entry, Record
from newscopy.archive.shards import Item, Options, Shard, SourceFile
from newscopy.archive.sources.detect import Found
from newscopy.archive.sources.settings import Settings
from newscopy.errors import ReadError


@dataclass
class _Cursor:
    """Where reading stands in the source that was read last, so that the next shard need not begin at its start."""

    source: SourceFile | None = None
    entries: Iterator[Entry | Damage] = field(default_factory=lambda: iter(()))
    number: int = 0


_cursor = _Cursor()


def entries(source: SourceFile, shard: Shard, options: Options) -> Iterator[Entry]:
    """The entries of a shard; going on from where the last one ended, if it is the next of the same source."""
    if shard.items:
        yield from (file_entry(Path(source.path), item) for item in shard.items)
        return
    if _cursor.source != source or _cursor.number > shard.first or shard.mark:
        found = Found(source.kind, source.compression)
        settings = Settings(options.fields, options.ends)
        number = shard.first if shard.mark else 0
        _cursor.entries = sources.entries(Path(source.path), found, settings, shard.mark, number)
        _cursor.source, _cursor.number = source, number
    for entry in _cursor.entries:
        if isinstance(entry, Damage):
            continue
        _cursor.number += 1
        if _cursor.number > shard.first:
            yield entry
        if _cursor.number == shard.first + shard.count:
            return


def forget() -> None:
    """Begin at the start of the source the next time."""
    _cursor.source = None


def file_entry(root: Path, item: Item) -> Entry:
    """The entry of a plain file below a folder."""
    path = root / item.path

    def load() -> bytes:
        try:
            if path.stat().st_size > LONGEST:
                raise ReadError(f"{path.stat().st_size:,} bytes are too long for a story; the limit is {LONGEST:,}")
            return path.read_bytes()
        except OSError as error:
            raise ReadError(f"{error.strerror or error}") from error

    return Entry(item.path, load, lambda data: Record(path.name, data))
