"""Text files that hold many stories: one a line, each ended by a line that says so, or the documents of a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, NoStory, Record
from newscopy.archive.sources.lines import Line, lines
from newscopy.archive.sources.settings import Settings
from newscopy.errors import ReadError
from newscopy.structure import documents

_OPENS, _ENDS, _BETWEEN = "opens", "ends", "between"


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry for each story that is not blank.

    What stands around the documents of an export, such as its cover, is an entry that is no story.
    """
    found = lines(path, compression, mark)
    ends = (settings.ends or "").strip()
    exported = ends == "documents"
    stories: Iterator[tuple[Line | Damage, bool]]
    if ends in ("", "line"):
        stories = ((line, True) for line in found)
    else:
        stories = _documents(found) if exported else _ended(found, ends.encode())
    for story, known in stories:
        if isinstance(story, Damage):
            yield story
        elif story.cut or story.data.strip():
            number += 1
            key = f"story {number}"

            def record(data: bytes, key: str = key, known: bool = known or not exported) -> Record:
                if not known:
                    raise NoStory("what stands around the documents of an export")
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


def _ended(found: Iterator[Line | Damage], end: bytes) -> Iterator[tuple[Line | Damage, bool]]:
    """The stories, each ended by a line that belongs to none."""
    return _joined(found, lambda line: _BETWEEN if line == end else None)


def _documents(found: Iterator[Line | Damage]) -> Iterator[tuple[Line | Damage, bool]]:
    """The stories of an export of a database, each with the lines that open and close it."""

    def marked(line: bytes) -> str | None:
        text = line.decode("latin-1")
        return _OPENS if documents.opens(text) else _ENDS if documents.ends(text) else None

    return _joined(found, marked)


def _joined(
    found: Iterator[Line | Damage], marked: Callable[[bytes], str | None]
) -> Iterator[tuple[Line | Damage, bool]]:
    """The lines of each story as one, and whether a mark opens or ends it; `marked` says what a line is, without the
    blanks around it. More than a story may have is dropped and told.
    """
    start, parts, length, known, several = 0, list[bytes](), 0, False, False
    for line in found:
        if isinstance(line, Damage):
            yield line, True
            continue
        mark = None if line.cut else marked(line.data.strip())
        several = several or mark is not None
        if mark == _OPENS and (parts or length):
            yield Line(start, b"".join(parts), length > LONGEST), known
            parts, length = [], 0
        if not parts and not length:
            start, known = line.start, False
        known = known or mark is not None
        length += LONGEST + 1 if line.cut else 0 if mark == _BETWEEN else len(line.data)
        if length <= LONGEST and mark != _BETWEEN:
            parts.append(line.data)
        if mark in (_ENDS, _BETWEEN):
            yield Line(start, b"".join(parts), length > LONGEST), known
            parts, length = [], 0
    yield Line(start, b"".join(parts), length > LONGEST), known or not several
