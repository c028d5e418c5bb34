"""The seam between blocks and roles: `label` says what each block is, how sure that is, and why."""

from __future__ import annotations

from typing import NamedTuple

from newscopy.model import DiscardReason, Role
from newscopy.structure.blocks import Blocks


class Label(NamedTuple):
    """What a block is. `reason` is a short phrase for people; of a discarded block, a DiscardReason's value."""

    role: Role
    confidence: float
    reason: str


def label(blocks: Blocks) -> list[Label]:
    """One label for each block of a page, in order; at most one of them is the headline."""
    from newscopy.structure import decoding, net, patterns  # only reading text needs the weights

    page = net.page_of(blocks)
    end = patterns.second_story(blocks, page)
    if end is None:
        return decoding.decode(blocks, page, net.chances(page))
    rest = Label(Role.DISCARDED, 0.9, DiscardReason.OTHER_STORY.value)
    mark = Label(Role.DISCARDED, 0.9, DiscardReason.FURNITURE.value)
    return [*label(blocks.until(end)), mark, *(rest for _ in range(end + 1, len(blocks)))]
