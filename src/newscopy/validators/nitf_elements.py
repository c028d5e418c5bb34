"""What each element of NITF 3.6 may hold (nitf_elements.toml): the facts that the rules are built on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_TEXT = "text"


@dataclass(frozen=True)
class Content:
    """What one element may hold.

    inside: names of the elements. words: it may hold text of its own. places: the place of each in the order, empty
    where order does not matter. single: those that may stand there once.
    """

    inside: frozenset[str]
    words: bool = False
    places: Mapping[str, int] = field(default_factory=dict)
    single: frozenset[str] = frozenset()


@cache
def contents() -> Mapping[str, Content]:
    """By element name, without namespace."""
    table = tomllib.loads((files("newscopy.validators") / "nitf_elements.toml").read_text(encoding="utf-8"))
    made: dict[str, Content] = {}
    for names, held in table["holds"].items():
        inside = [part for name in held.split() for part in table["groups"].get(name, name).split()]
        for name in names.split():
            made[name] = Content(frozenset(inside) - {_TEXT}, words=_TEXT in inside)
    for name, held in table["in_order"].items():
        made[name] = _ordered(held.split())
    return MappingProxyType(made)


def _ordered(parts: list[str]) -> Content:
    names = [part.removesuffix("?") for part in parts]
    places = MappingProxyType({name: place for place, name in enumerate(names)})
    return Content(frozenset(names), places=places, single=frozenset(p[:-1] for p in parts if p.endswith("?")))
