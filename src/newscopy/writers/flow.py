"""The body as writers need it: runs of equally marked text, and lists put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from newscopy.model import Block, ListItem, Mark


class Run(NamedTuple):
    """A stretch of a block's text with the same marks all along; never empty."""

    text: str
    emphasis: bool = False
    strong: bool = False
    url: str | None = None


@dataclass
class ListEntry:
    """An item and the lists nested below it."""

    item: ListItem
    lists: list[ListGroup] = field(default_factory=list)


@dataclass
class ListGroup:
    """Neighbouring list items of one level and kind."""

    ordered: bool
    entries: list[ListEntry] = field(default_factory=list)


def runs(text: str, marks: Sequence[Mark]) -> Iterator[Run]:
    """The text cut where a mark starts or ends; where links overlap, the first one counts."""
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for start, end in pairwise(cuts):
        here = [mark for mark in marks if mark.start <= start and end <= mark.end]
        kinds = {mark.kind for mark in here}
        url = next((mark.url for mark in here if mark.url), None)
        yield Run(text[start:end], "emphasis" in kinds, "strong" in kinds, url)


def grouped(body: Iterable[Block]) -> Iterator[Block | ListGroup]:
    """The blocks in order, with each run of list items as one nested ListGroup."""
    items: list[ListItem] = []
    for block in body:
        if isinstance(block, ListItem):
            items.append(block)
            continue
        yield from _lists(items, 1)
        items = []
        yield block
    yield from _lists(items, 1)


def _lists(items: Sequence[ListItem], level: int) -> Iterator[ListGroup]:
    """Items of `level` or deeper as groups; a first item that is too deep counts as one of this level."""
    group: ListGroup | None = None
    at = 0
    while at < len(items):
        item = items[at]
        if group is None or (item.level <= level and item.ordered != group.ordered):
            if group is not None:
                yield group
            group = ListGroup(item.ordered)
        end = at + 1
        while end < len(items) and items[end].level > level:
            end += 1
        group.entries.append(ListEntry(item, list(_lists(items[at + 1 : end], level + 1))))
        at = end
    if group is not None:
        yield group
