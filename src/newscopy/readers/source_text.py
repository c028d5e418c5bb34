"""The text that the offsets of a Story count: that of a text file, what a page shows, or a document's paragraphs."""

from __future__ import annotations

import re

from newscopy.readers.docx.paragraphs import MEDIA_TYPE
from newscopy.structure.decode import decode

RTF = "application/rtf"
_NUMBERED = re.compile(r", document \d+$")


def named(name: str, number: int, of: int) -> str:
    """What the source of one of so many documents in a file is called; that of the only one as the file is."""
    return name if of == 1 else f"{name}, document {number}"


def part_of(name: str) -> str:
    """What a source's name says of the document in its file (", document 2"), "" if that holds one."""
    found = _NUMBERED.search(name)
    return found[0] if found else ""


def text_of(data: bytes | str, name: str, media_type: str) -> str:
    """The text of a source, for Stories with such a media type; raises as the readers do."""
    if media_type in ("text/html", "text/markdown"):
        from newscopy.readers.page.saved import shown_text  # lxml, and only pages need it

        return shown_text(data, name, media_type).text
    if media_type == RTF:
        from newscopy.readers.from_rtf import words

        return words(data, name)
    if media_type == MEDIA_TYPE and isinstance(data, bytes):
        from newscopy.readers.docx.unstyled import document_text

        return document_text(data, name)
    return decode(data, name).text
