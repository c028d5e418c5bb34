"""Text files that hold many stories: one a line, or each ended by a line that says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, Record
from newscopy.archive.sources.lines import Line, lines
from newscopy.archive.sources.settings import Settings
from newscopy.errors import ReadError


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry for each story that is not blank."""
    ends = settings.ends
    found = lines(path, compression, mark)
    for story in found if ends in (None, "line") else _joined(found, (ends or "").strip().encode()):
        if isinstance(story, Damage):
            yield story
        elif story.cut or story.data.strip():
            number += 1
            key = f"story {number}"

            def record(data: bytes, key: str = key) -> Record:
                return Record(f"{path.name}, {key}", data, "text")

            yield Entry(key, story.content, record, mark=None if compression else story.start)


def single(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """One entry: the whole of a compressed file, called as the file is without the suffix of the compression."""
    del settings, mark, number
    from newscopy.archive.sources.streams import opened

    stream, reader = opened(path, compression)
    with stream:
        data = reader.read(LONGEST + 1)

        def load() -> bytes:
            if len(data) > LONGEST:
                raise ReadError(f"more than {LONGEST:,} bytes are too long for a story")
            return data

        name = path.stem
        yield Entry(name, load, lambda content: Record(name, content, place=Path(name).stem))
        if len(data) <= LONGEST:
            yield from stream.damage


def _joined(found: Iterator[Line | Damage], end: bytes) -> Iterator[Line | Damage]:
    """The lines up to each that ends a story, as one; more than a story may have is dropped and told."""
    start, parts, length = 0, list[bytes](), 0
    for line in found:
        if isinstance(line, Damage):
            yield line
            continue
        if not parts and not length:
            start = line.start
        if line.data.strip() == end and not line.cut:
            yield Line(start, b"".join(parts), length > LONGEST)
            parts, length = [], 0
            continue
        length += LONGEST + 1 if line.cut else len(line.data)
        if length <= LONGEST:
            parts.append(line.data)
    yield Line(start, b"".join(parts), length > LONGEST)
