"""Reads a Story from a Word document: the one that our writer put in, else what its paragraphs and styles tell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from newscopy.errors import ReadError, SchemaError
from newscopy.formats import Reader, ReadOptions
from newscopy.model import Notice, SourceInfo, Story
from newscopy.readers.docx import unstyled
from newscopy.readers.docx.fields import story_fields, with_properties
from newscopy.readers.docx.inside import inside
from newscopy.readers.docx.paragraphs import MEDIA_TYPE, Read, opened, paragraphs, texts
from newscopy.readers.markup.words import as_line
from newscopy.readers.values import as_first, story
from newscopy.safe_zip import broken

_EDITED = Notice(
    code="edited", message="the document was edited after it was made: read from its paragraphs and styles"
)


def read(data: bytes | str, name: str, options: ReadOptions) -> Story:
    """The first story of the document, with a notice if there are more, or if it was edited.

    Raises SchemaError if the file is no whole Word document.
    """
    found = list(_stories(data, name, options))
    first = found[0]
    return first if len(found) == 1 else as_first(first)


def read_many(data: bytes | str | BinaryIO, name: str, options: ReadOptions) -> Iterator[Story | ReadError]:
    """Each story of a book; raises SchemaError if the file is no whole Word document."""
    yield from _stories(data if isinstance(data, bytes | str) else data.read(), name, options)


def _stories(data: bytes | str, name: str, options: ReadOptions) -> Iterator[Story]:
    content = _package(data, name)
    document = opened(content, name)
    held = inside(content)
    if held is not None and held.agrees(texts(document)):
        yield from held.stories
        return
    notices = [] if held is None else [_EDITED]
    read = list(paragraphs(document))
    if not read or not unstyled.is_unstyled(read):
        yield _by_styles(read, content, name, options, document, notices)
        return
    properties = document.core_properties
    for part_name, part in unstyled.parts(read, name).items():
        found = unstyled.told(part, unstyled.source(part, content, part_name), properties, options)
        yield with_properties(found, properties, notices)


def _package(data: bytes | str, name: str) -> bytes:
    if isinstance(data, str):
        raise SchemaError(f"{name}: text, not a Word document")
    damage = broken(data)
    if damage:
        raise SchemaError(f"{name}: {damage}")
    return data


def _by_styles(
    read: Sequence[Read], content: bytes, name: str, options: ReadOptions, document: Any, notices: list[Notice]
) -> Story:
    fields = story_fields(read, document, options.language)
    sha256 = hashlib.sha256(content).hexdigest()
    fields["id"] = fields["id"] or f"tag:{options.id_domain},2026:docx-{sha256[:16]}"
    length = sum(len(text) for text in texts(document))
    source = SourceInfo(
        name=as_line(name, exact=True) or "", media_type=MEDIA_TYPE, encoding="utf-8", sha256=sha256, length=length
    )
    return story({**fields, "source": source}, name, notices)


READER = Reader("docx", (".docx",), read, read_many=read_many)
