"""Opens zip packages from anywhere without harm: nothing unpacks to more than a document does."""

from __future__ import annotations

import io
import zipfile
import zlib

UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
"""What zipfile raises for damage, unknown methods, encryption and cut-off data."""
# A document unpacks to a few times its size; a bomb to a thousand times.
_LARGEST = 200 * 2**20


def broken(data: bytes) -> str | None:
    """Why the zip cannot be read whole, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
            if size > _LARGEST:
                return f"unpacks to {size:,} bytes, more than a document does"
            bad = package.testzip()
            return f"{bad} is damaged" if bad else None
    except UNREADABLE as error:
        return f"not a whole zip file: {error}"
