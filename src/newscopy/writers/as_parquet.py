"""Writes the flat fields of Stories as a Parquet table, a row a story; needs pyarrow, which the extra `parquet` brings.

The table is for counting and searching: segments, links and the order of the blocks are left to the JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal

from newscopy.errors import MissingDependencyError
from newscopy.formats import Options, Writer
from newscopy.model import Story

_ROWS = 1000  # a row group
_TEXT, _LIST, _NUMBER = "text", "list", "number"
# Dates are text: they are as precise as the source, and "1987" is no day.
_COLUMNS = {
    "id": _TEXT, "language": _TEXT, "direction": _TEXT, "headline": _TEXT, "kicker": _TEXT, "standfirst": _TEXT,
    "slugline": _TEXT, "byline": _TEXT, "authors": _LIST, "dateline": _TEXT, "place": _TEXT, "published": _TEXT,
    "updated": _TEXT, "category": _TEXT, "categories": _LIST, "qcodes": _LIST, "keywords": _LIST, "text": _TEXT,
    "paragraphs": _NUMBER, "source_name": _TEXT, "source_sha256": _TEXT, "notices": _LIST,
}  # fmt: skip


class ParquetOptions(Options):
    """compression: of the columns."""

    compression: Literal["zstd", "snappy", "gzip", "none"] = "zstd"


def stream(stories: Iterable[Story], options: ParquetOptions) -> Iterator[bytes]:
    """The file in pieces, one for each thousand stories; raises MissingDependencyError without pyarrow."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise MissingDependencyError("Parquet needs pyarrow: pip install 'newscopy[parquet]'") from error
    kinds = {_TEXT: pyarrow.string(), _LIST: pyarrow.list_(pyarrow.string()), _NUMBER: pyarrow.int32()}
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in _COLUMNS.items()])
    waiting, sink = iter(stories), _Sink()
    with ParquetWriter(sink, schema, compression=options.compression) as table:
        while rows := [_row(story) for story in islice(waiting, _ROWS)]:
            table.write_table(pyarrow.Table.from_pylist(rows, schema))
            yield sink.taken()
    yield sink.taken()


def write(story: Story, options: ParquetOptions) -> bytes:
    """A table of one row; raises MissingDependencyError without pyarrow."""
    return b"".join(stream([story], options))


class _Sink:
    """A file for the library to write to, whose bytes are taken out as they come."""

    closed = False
    mode = "wb"

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._at = 0

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self._waiting.append(bytes(data))
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        """How many were written in all."""
        return self._at

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """The bytes stay to be taken."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        data, self._waiting = b"".join(self._waiting), []
        return data


def _row(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "language": story.language,
        "direction": story.direction,
        "headline": story.headline,
        "kicker": story.kicker,
        "standfirst": story.standfirst,
        "slugline": story.slugline,
        "byline": story.byline,
        "authors": [byline.name for byline in story.bylines],
        "dateline": story.dateline and story.dateline.text,
        "place": story.dateline and story.dateline.place,
        "published": story.published and story.published.value,
        "updated": story.updated and story.updated.value,
        "category": story.category,
        "categories": [category.name for category in story.categories],
        "qcodes": [category.qcode for category in story.categories if category.qcode],
        "keywords": list(story.keywords),
        "text": "\n\n".join(story.paragraphs),
        "paragraphs": len(story.paragraphs),
        "source_name": story.source.name,
        "source_sha256": story.source.sha256,
        "notices": [notice.code for notice in story.notices],
    }


WRITER = Writer(
    "parquet", ".parquet", "application/vnd.apache.parquet", write, ParquetOptions, stream=stream, gathers=True
)
