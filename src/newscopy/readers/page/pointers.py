"""Pointers to other stories by their links: what leads nowhere is none, what is all link is one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from newscopy.model import DiscardReason, Role
from newscopy.readers.page.shown import Stretch
from newscopy.structure.blocks import Blocks
from newscopy.structure.label import Label

# Of two titles in one link the shorter is a kicker if it is no longer than so much of the other.
_KICKER = 0.6
# An item of a list is a pointer from so many characters on, if so much of it is linked.
_SHORTEST, _LINKED = 20, 0.9
# What a title that stands in brackets of its own is taken for.
_ENCLOSED = frozenset({Role.PARAGRAPH, Role.SUBHEADING})


def lead(found: list[Label], blocks: Blocks, stretches: Sequence[Stretch]) -> None:
    """Discard pointers that lead nowhere, where links are kept, and kickers of pointers; take items that are all link
    for some, and what brackets enclose. `stretches` are what the page marks.
    """
    links = _Links(stretches)
    for at, label in enumerate(found):
        text = blocks.texts[at]
        enclosed = label.role in _ENCLOSED and text[0] == "[" and text[-1] == "]"
        if (enclosed or label.role is Role.LIST_ITEM) and links.fill(blocks, at):
            why = "brackets around a link" if enclosed else "an item that is all link"
            found[at] = Label(Role.RELATED_TITLE, label.confidence, why)
    titles = [at for at, label in enumerate(found) if label.role is Role.RELATED_TITLE]
    linked = {at: links.at(blocks, at) for at in titles}
    if not any(linked.values()):
        return
    for at, link in linked.items():
        if link is None or _is_local(link):
            found[at] = Label(Role.DISCARDED, found[at].confidence, DiscardReason.NAVIGATION.value)
    for at, behind in pairwise(titles):
        link = linked[at]
        if link is not None and link is linked[behind] and _size(blocks, at) <= _KICKER * _size(blocks, behind):
            found[at] = Label(Role.DISCARDED, found[at].confidence, DiscardReason.FURNITURE.value)


class _Links:
    """The links of a page, found by the block that they meet."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self.links = sorted((one for one in stretches if one.url), key=lambda one: one.start)
        self.starts = [link.start for link in self.links]
        self.longest = max((link.end - link.start for link in self.links), default=0)

    def at(self, blocks: Blocks, at: int) -> Stretch | None:
        """The first link that meets a block."""
        start, end = int(blocks.start[at]), int(blocks.end[at])
        first, last = bisect_left(self.starts, start - self.longest), bisect_right(self.starts, end)
        return next((link for link in self.links[first:last] if link.start < end and link.end > start), None)

    def fill(self, blocks: Blocks, at: int) -> bool:
        """True for a block of a title's length that is nearly all link, and leads elsewhere."""
        size = _size(blocks, at)
        link = self.at(blocks, at) if size >= _SHORTEST else None
        return link is not None and not _is_local(link) and link.end - link.start >= _LINKED * size


def _is_local(link: Stretch) -> bool:
    """True for a link to a place on the page itself."""
    return (link.url or "").startswith("#")


def _size(blocks: Blocks, at: int) -> int:
    return int(blocks.end[at] - blocks.start[at])
