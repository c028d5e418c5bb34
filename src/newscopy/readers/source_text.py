"""The text that the offsets of a Story count: that of a text file, what a page shows, or a document's paragraphs."""

from __future__ import annotations

from newscopy.readers.docx.paragraphs import MEDIA_TYPE
from newscopy.structure.decode import decode

NUMBER = ", document "
"""Behind the name of a file that holds several documents, in front of the number of one."""


def part_of(name: str) -> str:
    """What a source's name says of the document in its file (", document 2"), "" if that holds one."""
    number = name.rpartition(NUMBER)[2]
    return f"{NUMBER}{number}" if number.isdigit() and name.endswith(f"{NUMBER}{number}") else ""


def text_of(data: bytes | str, name: str, media_type: str) -> str:
    """The text of a source, for Stories with such a media type; raises as the readers do."""
    if media_type in ("text/html", "text/markdown"):
        from newscopy.readers.page.saved import shown_text  # lxml, and only pages need it

        return shown_text(data, name, media_type).text
    if media_type == MEDIA_TYPE and isinstance(data, bytes):
        from newscopy.readers.docx.unstyled import document_text

        return document_text(data, name)
    return decode(data, name).text
