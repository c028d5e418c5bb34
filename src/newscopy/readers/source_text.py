"""The text that the offsets of a Story count: that of a text file, or what a page shows."""

from __future__ import annotations

from newscopy.structure.decode import decode


def text_of(data: bytes | str, name: str, media_type: str) -> str:
    """The text of a source, for Stories with such a media type; raises as the readers do."""
    if media_type in ("text/html", "text/markdown"):
        from newscopy.readers.page.saved import shown_text  # lxml, and only pages need it

        return shown_text(data, name, media_type).text
    return decode(data, name).text
