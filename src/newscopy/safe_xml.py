"""Reads XML from anywhere without harm: no entities, no network, no bottomless nesting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html.entities import html5
from io import BytesIO
from typing import Any, BinaryIO

from lxml import etree

from newscopy.formats import Finding

_START = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(\[.*?\]\s*)?>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# libxml2 ends some messages with the place, others with a word to programmers.
_ASIDE = re.compile(r",? line \d+, column \d+.*$|, (use XML_|see xml).*$")
_DECLARATION = "has a document type declaration, which may hold entities: take it out"
# Enough for a licence in a comment before the root.
_HEAD = 16_384


def root_name(data: bytes | BinaryIO) -> str | None:
    """The local name of the root element, told from the first bytes; None if they are not XML."""
    head = _decoded(_first_bytes(data))
    start = _START.match(head, len(_prolog(head)))
    return start[2] if start else None


def finding(element: etree._Element, message: str, severity: str = "error") -> Finding:
    """A Finding at the line on which the start tag of an element ends."""
    line = element.sourceline
    return Finding(severity, message, line if isinstance(line, int) else None)


def parse(data: bytes, *, names_a_dtd: bool = False) -> etree._Element | Finding:
    """The root element, or what keeps the bytes from being read.

    A document type declaration is refused, as entities are how a small file grows until memory is full, or reads
    other files. `names_a_dtd` is for formats whose files name their DTD: a declaration that does only that is let
    pass, the DTD is not fetched, and entities that HTML has too become their characters.
    """
    if declares_a_type(data, bare=not names_a_dtd):
        return Finding("error", _DECLARATION, 1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return Finding("error", f"not well-formed XML: {_plain(error.msg)}", error.lineno or None)
    except ValueError as error:
        return Finding("error", f"not readable as XML: {error}")
    document = root.getroottree().docinfo
    declared: Any = document.internalDTD
    if declared is not None and (not names_a_dtd or any(True for _ in declared.iterentities())):
        return Finding("error", _DECLARATION, 1)
    if declared is not None:
        _settle_entities(root)
    return root


def declares_a_type(data: bytes | BinaryIO, *, bare: bool = True) -> bool:
    """True if a document type declaration stands before the root element; one that is not `bare` declares things."""
    declaration = _COMMENT.sub("", _prolog(_decoded(_first_bytes(data)))).partition("<!DOCTYPE")[1:]
    return bool(declaration[0]) and (bare or "[" in declaration[1])


def _settle_entities(root: etree._Element) -> None:
    """Put in the place of each reference to an entity its character, or the reference as words if HTML has none."""
    references: list[Any] = list(root.iter(etree.Entity))
    for reference in references:
        words = html5.get(f"{reference.name};", f"&{reference.name};") + (reference.tail or "")
        before, parent = reference.getprevious(), reference.getparent()
        if before is not None:
            before.tail = (before.tail or "") + words
        elif parent is not None:
            parent.text = (parent.text or "") + words
        if parent is not None:
            parent.remove(reference)


def children(
    data: bytes | BinaryIO, tags: tuple[str, ...], idle: Mapping[str, Callable[[etree._Element], bool]]
) -> Iterator[etree._Element | Finding]:
    """Each outermost element of `tags` in turn, freed when the next is asked for; memory stays flat.

    `idle` names elements inside them of which there may be any number, and tells which are to be freed unread. A file
    is read from its start, whatever of it was read before.

    What keeps the rest of the bytes from being read comes last, as a Finding.
    """
    if declares_a_type(data):
        yield Finding("error", _DECLARATION, 1)
        return
    try:
        for _, element in etree.iterparse(
            _as_file(data), tag=(*tags, *idle), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            name = str(element.tag)
            if name in idle:
                if idle[name](element):
                    _free(element)
            elif not any(ancestor.tag in tags for ancestor in element.iterancestors()):
                yield element
                _free(element)
    except etree.XMLSyntaxError as error:
        yield Finding("error", f"not well-formed XML: {_plain(error.msg)}", error.lineno or None)


def _first_bytes(data: bytes | BinaryIO) -> bytes:
    return data[:_HEAD] if isinstance(data, bytes) else _as_file(data).read(_HEAD)


def _as_file(data: bytes | BinaryIO) -> BinaryIO:
    if isinstance(data, bytes):
        return BytesIO(data)
    data.seek(0)
    return data


def _free(element: etree._Element) -> None:
    """Empty an element that was read, and let those before it go."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def _prolog(head: str) -> str:
    """What stands before the root element."""
    at = 0
    while match := _SKIPPED.match(head, at):
        at = match.end()
    return head[:at]


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "ignore")


def _plain(message: str | None) -> str:
    """libxml2's message in one line, without its own place, which the Finding has."""
    return _ASIDE.sub("", " ".join((message or "unknown error").split()))
