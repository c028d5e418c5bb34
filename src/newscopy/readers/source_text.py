"""The text that the offsets of a Story count: that of a text file, what a page shows, or a document's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newscopy.readers.docx.paragraphs import MEDIA_TYPE
from newscopy.structure import documents
from newscopy.structure.decode import Source, decode

RTF, PDF = "application/rtf", "application/pdf"
_NUMBERED = re.compile(r", document (\d+)$")


def named(name: str, number: int, of: int) -> str:
    """What the source of one of so many documents in a file is called; that of the only one as the file is."""
    return name if of == 1 else f"{name}, document {number}"


def part_of(name: str) -> str:
    """What a source's name says of the document in its file (", document 2"), "" if that holds one."""
    found = _NUMBERED.search(name)
    return found[0] if found else ""


def number_of(name: str) -> int:
    """The number of that document, 0 if the file holds one."""
    found = _NUMBERED.search(name)
    return int(found[1]) if found else 0


def parts_of(source: Source) -> list[Source]:
    """The documents of a database's export, each with a name of its own; of any other text it is all."""
    lines = source.text.split("\n")
    found = documents.parts(lines)
    names = [named(source.name, at, len(found)) for at in range(1, len(found) + 1)]
    return [
        replace(source, name=name, text="\n".join(lines[part]), part=number_of(name))
        for name, part in zip(names, found, strict=True)
    ]


def part_called(name: str, found: Sequence[Source]) -> Source:
    """The document of that name, or the first."""
    return next((source for source in found if source.name == name), found[0])


def text_of(data: bytes | str, name: str, media_type: str) -> str:
    """The text of a source, for Stories with such a media type; raises as the readers do."""
    if media_type in ("text/html", "text/markdown"):
        from newscopy.readers.page.saved import shown_text  # lxml, and only pages need it

        return shown_text(data, name, media_type).text
    if media_type in (RTF, PDF):
        from newscopy.readers import from_pdf, from_rtf

        return from_rtf.words(data, name) if media_type == RTF else from_pdf.words(data, name)
    if media_type == MEDIA_TYPE and isinstance(data, bytes):
        from newscopy.readers.docx.unstyled import document_text

        return document_text(data, name)
    return decode(data, name).text
