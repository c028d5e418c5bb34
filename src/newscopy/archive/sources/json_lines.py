"""JSON Lines: one object a line, plain or compressed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newscopy.archive.records import Damage, Entries, Entry, Record
from newscopy.archive.sources import fields
from newscopy.archive.sources.lines import lines
from newscopy.archive.sources.settings import Settings
from newscopy.errors import ReadError


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry a line, blank lines aside; those of a plain file can be read from any line on."""
    for line in lines(path, compression, mark):
        if isinstance(line, Damage):
            yield line
        elif line.cut or line.data.strip():
            number += 1
            key = f"record {number}"

            def record(data: bytes, key: str = key) -> Record:
                return fields.record_of(_object(data), f"{path.name}, {key}", settings)

            yield Entry(key, line.content, record, mark=None if compression else line.start)


def _object(data: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(data.decode("utf-8", "surrogateescape"))
    except ValueError as error:
        raise ReadError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise ReadError("not readable as JSON: nested too deep") from error
    if not isinstance(value, dict):
        raise ReadError(f"not a JSON object but {type(value).__name__}")
    return value
