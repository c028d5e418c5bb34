"""What an archive is: kinds of files that hold many stories, read an entry at a time.

Each kind is a function `entries(path, compression, settings, mark, number)`: the entries from a mark on, which is 0
or that of an entry met before, whose number was `number`, counted from 0. Memory stays flat however long the file
is, and the end is proven: a file that breaks off, or is broken, gives what can be read, and then a Damage.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from newscopy.archive.records import Damage, Entries
from newscopy.archive.sources.detect import Found
from newscopy.archive.sources.settings import Settings

_KINDS = MappingProxyType(
    {
        "zip": "zipped:entries",
        "tar": "tarred:entries",
        "lines": "json_lines:entries",
        "table": "tables:entries",
        "parquet": "parquet:entries",
        "items": "items:entries",
        "mbox": "mail:entries",
        "message": "mail:message",
        "warc": "warcs:entries",
        "texts": "texts:entries",
        "single": "texts:single",
    }
)


def entries(path: Path, found: Found, settings: Settings, mark: int = 0, number: int = 0) -> Entries:
    """The entries of a source; what keeps it from being opened is Damage too."""
    module, _, function = _KINDS[found.kind].partition(":")
    read: Callable[[Path, str | None, Settings, int, int], Entries]
    read = getattr(import_module(f"newscopy.archive.sources.{module}"), function)
    try:
        yield from read(path, found.compression, settings, mark, number)
    except OSError as error:
        yield Damage(0, f"cannot be read: {error.strerror or error}")
