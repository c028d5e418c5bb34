"""Our profile of NewsML-G2, schemas/newsml-text.rng: as a schema, and as the facts that messages are made from.

libxml2 tells reliably whether a document follows a RELAX NG schema, but seldom where it does not. So the order and
the names are read from the schema itself, and the rules that give messages are built on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from newscopy.assets import asset_bytes
from newscopy.g2 import NAR, XHTML

_RNG = "{http://relaxng.org/ns/structure/1.0}"


@dataclass(frozen=True)
class Order:
    """The children of an element: the place of each in the order (several may share one), and which must be there."""

    places: dict[str, int]
    required: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """The profile and what rules need of it.

    orders: by element name. identified: elements that need a qcode, uri or literal. body_elements and
    body_attributes: what an XHTML body may hold.
    """

    schema: etree.RelaxNG
    orders: dict[str, Order]
    identified: frozenset[str]
    body_elements: frozenset[str]
    body_attributes: frozenset[str]


@cache
def profile() -> Profile:
    """The profile, read once per process."""
    grammar = etree.fromstring(asset_bytes("schemas/newsml-text.rng"))
    defines = {define.get("name", ""): define for define in grammar.iter(f"{_RNG}define")}
    xhtml = next(part for part in grammar.iter(f"{_RNG}div") if part.get("ns") == XHTML)
    return Profile(
        schema=etree.RelaxNG(grammar),
        orders={name: _order(defines, name) for name in ("newsItem", "itemMeta", "contentMeta")},
        identified=frozenset(
            element.get("name", "")
            for element in grammar.iter(f"{_RNG}element")
            if any(ref.get("name") == "identified" for ref in element.iterchildren(f"{_RNG}ref"))
        ),
        body_elements=frozenset(_names(xhtml, f"{_RNG}element")),
        body_attributes=frozenset(_names(xhtml, f"{_RNG}attribute")),
    )


def g2_name(element: etree._Element) -> str | None:
    """The local name of a NewsML-G2 element; None for others, comments and processing instructions."""
    if not isinstance(element.tag, str):
        return None
    name = etree.QName(element)
    return name.localname if name.namespace == NAR else None


def _order(defines: dict[str, etree._Element], name: str) -> Order:
    pattern = defines[name][0]
    places = {}
    required = []
    for place, part in enumerate(pattern):
        names = list(_children(part, defines))
        places.update(dict.fromkeys(names, place))
        if part.tag in (f"{_RNG}element", f"{_RNG}ref"):
            required += names
    return Order(places, tuple(required))


def _children(pattern: etree._Element, defines: dict[str, etree._Element]) -> Iterator[str]:
    """Names of the elements a pattern stands for, not of those inside them."""
    if pattern.tag == f"{_RNG}element":
        if pattern.get("name"):
            yield pattern.get("name", "")
    elif pattern.tag == f"{_RNG}ref":
        for part in defines[pattern.get("name", "")]:
            yield from _children(part, defines)
    else:
        for part in pattern:
            yield from _children(part, defines)


def _names(part: etree._Element, tag: str) -> Iterator[str]:
    """Names that element or attribute patterns have, in their attribute or in a choice of names."""
    for pattern in part.iter(tag):
        named = pattern.get("name")
        if named:
            yield named
        for choice in pattern.iterchildren(f"{_RNG}choice"):
            yield from (name.text or "" for name in choice.iterchildren(f"{_RNG}name"))
