"""Pictures of colour fonts, made once each: WeasyPrint 70 packs the picture of an emoji anew wherever it stands.

A text of 30,000 emoji took 41 seconds, nearly all of them for packing the same few pictures.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

# An emoji is some ten kilobytes; stories have a handful.
_KEPT = 512


def keep_pictures() -> None:
    """Make WeasyPrint keep the pictures of its colour fonts; it has no hook for it."""
    from PIL import Image
    from weasyprint.draw import text

    make = text.RasterImage

    @lru_cache(maxsize=_KEPT)
    def picture(identifier: str, data: bytes) -> Any:
        return make(Image.open(io.BytesIO(data)), identifier, data)

    def kept(_opened: Any, identifier: str, data: bytes) -> Any:
        return picture(identifier, data)

    text.RasterImage = kept
