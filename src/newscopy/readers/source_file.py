"""The bytes of a structured file, and what the Story says of where it came from."""

from __future__ import annotations

import codecs
import hashlib
import re
from io import BytesIO
from typing import BinaryIO

from lxml import etree

from newscopy.errors import SchemaError
from newscopy.formats import Finding
from newscopy.model import SourceInfo
from newscopy.readers.markup.words import as_line
from newscopy.safe_xml import parse

_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_HEAD = 16_384
_PIECE = 1_048_576
_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")


def as_bytes(data: bytes | str) -> bytes:
    """The file's bytes; text becomes UTF-8, and loses an XML declaration that may say otherwise."""
    return data if isinstance(data, bytes) else _DECLARATION.sub("", data).encode("utf-8", "replace")


def xml_root(data: bytes, name: str, *, names_a_dtd: bool = False) -> etree._Element:
    """The root element; raises SchemaError that says where the file cannot be read."""
    root = parse(data, names_a_dtd=names_a_dtd)
    if isinstance(root, Finding):
        raise SchemaError(said(root, name))
    return root


def said(found: Finding, name: str) -> str:
    """What a Finding says, with the place it says it of."""
    return f"{name}, line {found.line}: {found.message}" if found.line else f"{name}: {found.message}"


def source_info(data: bytes | BinaryIO, name: str, media_type: str) -> SourceInfo:
    """Name, encoding, size and fingerprint of a file; one that is open is read piece by piece."""
    file = BytesIO(data) if isinstance(data, bytes) else data
    file.seek(0)
    encoding = _encoding(file.read(_HEAD))
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    digest, length = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(_PIECE):
        digest.update(piece)
        length += len(decoder.decode(piece))
    return SourceInfo(
        name=as_line(name, exact=True) or "",
        media_type=media_type,
        encoding=encoding,
        sha256=digest.hexdigest(),
        length=length + len(decoder.decode(b"", final=True)),
    )


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    match = _ENCODING.match(data)
    told = match[1].decode("ascii").lower() if match else "utf-8"
    try:
        "".encode(told)
    except LookupError:
        return "utf-8"
    return told
