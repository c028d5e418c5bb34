"""Reads a Story from rich text (RTF), as old word processors and text databases keep it: its words are a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from newscopy.errors import DecodeError, ReadError, StructureError
from newscopy.formats import Reader
from newscopy.model import Story
from newscopy.readers.from_text import TextOptions, laid, told
from newscopy.readers.source_text import RTF, part_called, part_of, parts_of
from newscopy.readers.values import as_first
from newscopy.structure.decode import MAX_BYTES, Source, drawn
from newscopy.structure.furniture import Laid

_MAGIC = b"{\\rtf"


def read(data: bytes | str, name: str, options: TextOptions) -> Story:
    """The first story in a document, with a notice if it holds more; every character of its words that is not blank is
    in one of the Story's segments.

    Pictures, headers and footers, and what programs note for themselves are no words of it. Raises DecodeError if it
    is no RTF or damaged, StructureError if there are no words, and OptionError as the reader of texts does.
    """
    first, *others = _documents(data, name)
    story = told(first, options, RTF)
    return as_first(story) if others else story


def read_many(data: bytes | str | BinaryIO, name: str, options: TextOptions) -> Iterator[Story | ReadError]:
    """The story of each document of a database's export, of any other file its one; raises as `read` does."""
    for document in _documents(data if isinstance(data, bytes | str) else data.read(), name):
        yield told(document, options, RTF)


def lay_out(data: bytes | str, name: str, options: TextOptions) -> Laid:
    """The blocks of the first document's words, before they are labelled; raises what `read` does."""
    return laid(_documents(data, name)[0], options)


def words(data: bytes | str, name: str) -> str:
    """The words that the offsets of a Story count whose source is called so; raises as `read` does."""
    return part_called(name, _documents(data, name.removesuffix(part_of(name)))).text


def _documents(data: bytes | str, name: str) -> list[Source]:
    return parts_of(_words(data, name))


def _words(data: bytes | str, name: str) -> Source:
    """The words of a file, a line for each paragraph."""
    from striprtf.striprtf import rtf_to_text

    raw = data.encode("latin-1", "replace") if isinstance(data, str) else data
    if not raw.lstrip().startswith(_MAGIC):
        raise DecodeError(f"{name}: no RTF: it does not begin with {_MAGIC.decode()}")
    if len(raw) > MAX_BYTES:
        raise StructureError(f"{name}: {len(raw):,} bytes are too long for one story; the limit is {MAX_BYTES:,}")
    try:
        # RTF itself is ASCII; what stands in bytes above it is of the code page that it names.
        text = rtf_to_text(raw.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, IndexError, OverflowError) as error:
        raise DecodeError(f"{name}: the RTF is damaged: {error}") from error
    if not text.strip():
        raise StructureError(f"{name}: the document has no words")
    return drawn(Source(name, "", "utf-8", hashlib.sha256(raw).hexdigest()), text)


READER = Reader("rtf", (".rtf",), read, TextOptions, lay_out=lay_out, read_many=read_many)
