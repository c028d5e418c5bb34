"""Deflates the streams of a PDF once: pydyf does it at its slowest level, and again for the file's identifier."""

from __future__ import annotations

import zlib
from typing import Any

# A twentieth larger than the highest level, in half the time.
_LEVEL = 6


def pack(pdf: Any) -> None:
    """Put the deflated bytes in the place of each stream that is to be deflated when the file is written."""
    from pydyf import _to_bytes as as_bytes  # what pydyf itself makes of a stream's pieces

    for part in pdf.objects:
        if getattr(part, "compress", False):
            part.stream = [zlib.compress(b"\n".join(map(as_bytes, part.stream)), _LEVEL)]
            part.extra["Filter"] = "/FlateDecode"
            part.compress = False
