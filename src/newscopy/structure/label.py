"""The seam between blocks and roles: `label` says what each block is, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newscopy.model import DiscardReason, Role
from newscopy.structure.blocks import Block


class Label(NamedTuple):
    """What a block is. `reason` is a short phrase for people; of a discarded block, a DiscardReason's value."""

    role: Role
    confidence: float
    reason: str


def label(blocks: Sequence[Block]) -> list[Label]:
    """One label for each block of a page, in order; at most one of them is the headline."""
    from newscopy.structure import decoding, net, patterns  # numpy comes with them, and only reading needs it

    if not blocks:
        return []
    page = net.page_of(blocks)
    end = patterns.second_story(blocks, page)
    if end is None:
        return decoding.decode(blocks, page, net.chances(page))
    rest = Label(Role.DISCARDED, 0.9, DiscardReason.OTHER_STORY.value)
    mark = Label(Role.DISCARDED, 0.9, DiscardReason.FURNITURE.value)
    return [*label(blocks[:end]), mark, *(rest for _ in blocks[end + 1 :])]
