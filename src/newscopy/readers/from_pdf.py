"""Reads the Story that a PDF of ours carries as its source, and the words of other PDFs as those of a text."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pydantic import ValidationError

from newscopy.errors import ReadError, SchemaError
from newscopy.formats import Reader
from newscopy.model import Notice, Story
from newscopy.qpdf import in_one_line
from newscopy.readers.from_text import TextOptions, told
from newscopy.readers.pdf import words as pdf_words
from newscopy.readers.source_text import PDF, part_called, part_of, parts_of
from newscopy.readers.values import as_first
from newscopy.structure.decode import Source, drawn

# A story of a million characters takes some five; a bomb unpacks to a thousand times its size.
_LARGEST = 100 * 2**20
_EDITED = Notice(code="edited", message="the PDF was changed after it was made; this is the story it was made from")
_SOURCE = "/Source"


def read(data: bytes | str, name: str, options: TextOptions) -> Story:
    """The Story inside, unchanged; with a notice if there are more, or if the file was changed since.

    Of a PDF of others it is the story in its words, of which every character is in one of the Story's segments. Raises
    SchemaError if the file is damaged or locked, MissingDependencyError where its words are needed and pypdfium2 is not
    there, StructureError if it has none, and OptionError as the reader of texts does.
    """
    found = list(read_many(data, name, options))
    first = found[0]
    if isinstance(first, ReadError):
        raise first
    return first if len(found) == 1 else as_first(first)


def read_many(data: bytes | str | BinaryIO, name: str, options: TextOptions) -> Iterator[Story | ReadError]:
    """Each Story inside, in the order of the pages; one that cannot be read is a SchemaError in its place.

    Raises SchemaError as `read` does.
    """
    import pikepdf

    if isinstance(data, str):
        raise SchemaError(f"{name}: text, not a PDF")
    try:
        with pikepdf.open(io.BytesIO(data) if isinstance(data, bytes) else data, suppress_warnings=True) as pdf:
            held = [(str(key), _content(pdf.attachments[key], name)) for key in sorted(pdf.attachments)]
            edited = _edited(pdf)
    except pikepdf.PasswordError as error:
        raise SchemaError(f"{name}: the PDF is locked; it cannot be read without its password") from error
    except pikepdf.PdfError as error:
        raise SchemaError(f"{name}: the PDF is damaged: {in_one_line(error)}") from error
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        # pikepdf hands on odd structures as they are; whatever breaks on them is damage too.
        raise SchemaError(f"{name}: the PDF is damaged: {type(error).__name__}: {in_one_line(error)}") from error
    stories = [(key, content) for key, content in held if content is not None]
    if not stories:
        yield from (told(document, options, PDF) for document in _documents(_whole(data), name))
    for key, content in stories:
        yield _story(content, f"{name}, {key}", edited=edited)


def words(data: bytes | str, name: str) -> str:
    """The words of a PDF that the offsets of a Story count whose source is called so; raises as `read` does."""
    return part_called(name, _documents(_whole(data), name.removesuffix(part_of(name)))).text


def _documents(data: bytes, name: str) -> list[Source]:
    source = Source(name, "", "utf-8", hashlib.sha256(data).hexdigest())
    return parts_of(drawn(source, pdf_words.words(data, name)))


def _whole(data: bytes | str | BinaryIO) -> bytes:
    if isinstance(data, bytes | str):
        return data if isinstance(data, bytes) else data.encode("latin-1", "replace")
    data.seek(0)
    return data.read()


def _content(attached: Any, name: str) -> bytes | None:
    """The bytes of an attachment that is a source in JSON, None for any other; they are never unpacked past a limit."""
    specification = attached.obj
    stream = specification.EF.F
    if str(specification.get("/AFRelationship")) != _SOURCE or not str(attached.filename).endswith(".json"):
        return None
    raw: bytes = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if filters is None:
        return raw
    if str(filters) != "/FlateDecode" and [str(part) for part in filters] != ["/FlateDecode"]:
        raise SchemaError(f"{name}: the Story is packed in a way that newscopy does not use: {filters}")
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(raw, _LARGEST)
    except zlib.error as error:
        raise SchemaError(f"{name}: the Story in the PDF is damaged: {error}") from error
    if unpacker.unconsumed_tail:
        raise SchemaError(f"{name}: the Story in the PDF unpacks to more than {_LARGEST // 2**20} MB")
    return content


def _edited(pdf: Any) -> bool:
    """True if another program changed the file: the second half of its identifier is then another (14.4).

    WeasyPrint makes both halves alike; typst repeats the second one in the metadata.
    """
    halves = [bytes(half) for half in pdf.trailer.get("/ID", ())]
    if len(halves) != 2:
        return True
    return halves[0] != halves[1] and halves[1] not in bytes(pdf.Root.Metadata.read_bytes())


def _story(content: bytes, name: str, *, edited: bool) -> Story | ReadError:
    try:
        story = Story.model_validate_json(content)
    except ValidationError as error:
        problem = error.errors()[0]
        place = "/" + "/".join(str(part) for part in problem["loc"])
        return SchemaError(f"{name}: at {place}: {problem['msg']}")
    return story.model_copy(update={"notices": (*story.notices, _EDITED)}) if edited else story


READER = Reader("pdf", (".pdf",), read, TextOptions, read_many=read_many)
