"""The bytes of a structured file, and what the Story says of where it came from."""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from newscopy.errors import SchemaError
from newscopy.formats import Finding
from newscopy.model import SourceInfo
from newscopy.readers.markup.words import as_line
from newscopy.safe_xml import parse

_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
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


def source_info(data: bytes, name: str, media_type: str) -> SourceInfo:
    """Name, encoding, size and fingerprint of a file."""
    encoding = _encoding(data)
    return SourceInfo(
        name=as_line(name, exact=True) or "",
        media_type=media_type,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        length=len(data.decode(encoding, "replace")),
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
