"""Addresses in exchange formats: those that run a program when they are followed are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscopy.formats import Finding
from newscopy.safe_xml import finding

_SCHEME = re.compile(r"\s*([^:/?#]*):")
_SAFE = frozenset({"http", "https", "mailto", "tel", "ftp", "urn", "tag"})
_ADDRESSES = ("href", "src", "cite")


def unsafe_addresses(element: etree._Element) -> Iterator[Finding]:
    """A Finding for each attribute of an element that leads to a scheme not of the list."""
    for key in _ADDRESSES:
        scheme = _SCHEME.match(element.get(key) or "")
        if scheme and scheme[1].lower() not in _SAFE:
            name = etree.QName(element).localname
            yield finding(element, f"{name}: {key} leads to {scheme[1]}:, which is not safe to follow: take it out")
