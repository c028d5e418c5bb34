"""Pointers to other stories by their links: what leads nowhere is none, and what shares its link is one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from newscopy.model import DiscardReason, Role
from newscopy.readers.page.walk import Stretch
from newscopy.structure.blocks import Blocks
from newscopy.structure.label import Label

# Of two titles in one link the shorter is a kicker if it is no longer than so much of the other.
_KICKER = 0.6


def lead(found: list[Label], blocks: Blocks, stretches: Sequence[Stretch]) -> None:
    """Discard pointers without a link or to a place on the page, where links are kept, and kickers of pointers.

    `stretches` are what the page marks.
    """
    links = sorted((one for one in stretches if one.url), key=lambda one: one.start)
    starts = [link.start for link in links]
    longest = max((link.end - link.start for link in links), default=0)
    titles = [at for at, label in enumerate(found) if label.role is Role.RELATED_TITLE]

    def link_of(at: int) -> Stretch | None:
        first, last = bisect_left(starts, blocks.start[at] - longest), bisect_right(starts, blocks.end[at])
        near = [link for link in links[first:last] if link.start < blocks.end[at] and link.end > blocks.start[at]]
        return next(iter(near), None)

    linked = {at: link_of(at) for at in titles}
    if not any(linked.values()):
        return
    for at, link in linked.items():
        if link is None or (link.url or "").startswith("#"):
            found[at] = Label(Role.DISCARDED, found[at].confidence, DiscardReason.NAVIGATION.value)
    for at, behind in pairwise(titles):
        link = linked[at]
        if link is not None and link is linked[behind] and _size(blocks, at) <= _KICKER * _size(blocks, behind):
            found[at] = Label(Role.DISCARDED, found[at].confidence, DiscardReason.FURNITURE.value)


def _size(blocks: Blocks, at: int) -> int:
    return int(blocks.end[at] - blocks.start[at])
