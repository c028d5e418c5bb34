"""Parquet tables: a row is a story. Needs pyarrow, which the extra `parquet` brings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newscopy.archive.records import Damage, Entries, Entry, Record
from newscopy.archive.sources import fields
from newscopy.archive.sources.settings import Settings
from newscopy.errors import MissingDependencyError

_ROWS = 200


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry a row, in the order of the file; raises MissingDependencyError without pyarrow."""
    del compression, mark, number
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingDependencyError(f"{path}: Parquet needs pyarrow: pip install 'newscopy[parquet]'") from error
    count = 0
    try:
        with ParquetFile(path) as table:
            for batch in table.iter_batches(_ROWS):
                for row in batch.to_pylist():
                    count += 1
                    yield _entry(row, f"row {count}", path.name, settings)
    except (pyarrow.ArrowException, OSError) as error:
        line = " ".join(str(error).split())
        yield Damage(path.stat().st_size, f"the table cannot be read beyond row {count:,}: {line}")


def _entry(row: Mapping[str, Any], key: str, file: str, settings: Settings) -> Entry:
    def record(data: bytes) -> Record:
        del data
        return fields.record_of(row, f"{file}, {key}", settings)

    return Entry(key, lambda: json.dumps(row, default=str).encode(), record)
