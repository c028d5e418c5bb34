"""What a page shows: its text in lines, the elements they stand in, and what is marked or pictured in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

MARKS = ("headline", "articlebody", "description", "author", "datepublished", "time", "tag")
"""What microdata, rel and time say, as bits in this order."""


class Place:
    """A block element of the tree: where lines stand. The parent of the root is the root itself."""

    __slots__ = ("depth", "families", "marks", "names", "number", "parent", "tag")

    def __init__(self, number: int, tag: str, parent: Place | None, names: str, families: int, marks: int) -> None:
        self.number = number
        self.tag = tag
        self.parent: Place = parent or self
        self.names = names
        self.families = families
        self.marks = marks
        self.depth: int = parent.depth + 1 if parent else 0


def article_of(place: Place) -> int:
    """The outermost article around a place, 0 if there is none."""
    found = 0
    while place.number:
        found = place.number if place.tag == "article" else found
        place = place.parent
    return found


class Stretch(NamedTuple):
    """A half-open stretch of the shown text that is marked: `kind` as in model.Mark, `url` of a link."""

    kind: str
    start: int
    end: int
    url: str | None


class Picture(NamedTuple):
    """An image, the block it stands in, and how much of the text is above it."""

    url: str
    words: str
    place: Place
    at: int


@dataclass
class Line:
    """A line of the shown text: where it is, and what marks it.

    links, strong, emphasis: characters so marked. families, marks: of inline elements. soft: a lone br parts it from
    the line before, in the same block.
    """

    start: int
    end: int
    place: Place
    links: int
    strong: int
    emphasis: int
    families: int
    marks: int
    soft: bool


@dataclass
class Shown:
    """What a page shows: its text, its lines, and what is marked or pictured in it.

    seams: offsets of the blanks between an inline element and the next one, in order. hidden: blocks left out.
    """

    text: str = ""
    lines: list[Line] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    seams: list[int] = field(default_factory=list)
    hidden: int = 0
