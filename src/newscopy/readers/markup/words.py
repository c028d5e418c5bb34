"""The words of an element or attribute as a field of the Story can hold them."""

from __future__ import annotations

import re

from lxml import etree

_NO_LINE = re.compile(r"[\x00-\x1f\ufffe\uffff]+")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
_BLANKS = re.compile(r"\s+")


def as_line(text: str | None, *, exact: bool = False) -> str | None:
    """Text in one line, or None if there is none; `exact` keeps its blanks as they are."""
    if text is None:
        return None
    return (_NO_LINE.sub(" ", text) if exact else _BLANKS.sub(" ", _NO_LINE.sub(" ", text)).strip()) or None


def as_text(text: str | None, *, exact: bool = False) -> str | None:
    """Text that may hold line feeds if it is `exact`; otherwise they are taken for the file's own and are blanks."""
    if not exact:
        return as_line(text)
    return _NO_TEXT.sub("", text or "") or None


def all_text(element: etree._Element | None) -> str | None:
    """All text in an element, a line feed for each br, without comments; None without an element."""
    return None if element is None else "".join(_pieces(element))


def _pieces(element: etree._Element) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces += ["\n"] if local_name(child) == "br" else _pieces(child)
        pieces.append(tail_of(child))
    return pieces


def tail_of(element: etree._Element) -> str:
    """What follows an element; a blank after a line break is no part of the next line."""
    tail = element.tail or ""
    return tail.removeprefix(" ") if local_name(element) == "br" else tail


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, in small letters; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
