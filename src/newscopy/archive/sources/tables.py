"""CSV and TSV: a row is a story, the first row names the fields."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, Record
from newscopy.archive.sources import fields
from newscopy.archive.sources.settings import Settings
from newscopy.archive.sources.streams import opened
from newscopy.errors import ReadError

_DELIMITERS = ",;\t|"


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry a row. As a row may span lines, reading always begins at the start."""
    del mark, number
    csv.field_size_limit(min(LONGEST, sys.maxsize))
    stream, reader = opened(path, compression)
    with stream:
        head = reader.peek(8192)[:8192].decode("utf-8-sig", "replace").partition("\n")[0]
        delimiter = max(_DELIMITERS, key=head.count)
        text = io.TextIOWrapper(reader, "utf-8-sig", "surrogateescape", newline="")
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            names = next(rows, [])
            for count, row in enumerate(rows, 1):
                if row:
                    yield _entry(names, row, f"row {count}", path.name, settings)
        except csv.Error as error:
            yield Damage(stream.offset, f"line {rows.line_num} is no row of the table: {error}")
        yield from stream.damage


def _entry(names: list[str], row: list[str], key: str, file: str, settings: Settings) -> Entry:
    def load() -> bytes:
        return json.dumps(row).encode()

    def record(data: bytes) -> Record:
        del data
        if len(row) > len(names):
            raise ReadError(f"the row has {len(row)} fields, the table {len(names)}")
        return fields.record_of(dict(zip(names, row, strict=False)), f"{file}, {key}", settings)

    return Entry(key, load, record)
