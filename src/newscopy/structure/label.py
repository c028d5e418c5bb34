"""The seam between blocks and roles: `label` says what each block is, how sure that is, and why."""

from __future__ import annotations

from typing import NamedTuple

from newscopy.model import DiscardReason, Role
from newscopy.structure.blocks import Blocks
from newscopy.structure.dense import Weights
from newscopy.structure.hints import Hints
from newscopy.structure.words import Lexicon


class Label(NamedTuple):
    """What a block is. `reason` is a short phrase for people; of a discarded block, a DiscardReason's value."""

    role: Role
    confidence: float
    reason: str


def label(blocks: Blocks, lexicon: Lexicon, weights: Weights, hints: Hints | None = None) -> list[Label]:
    """One label for each block of a page, in order; at most one of them is the headline.

    `weights` are those of the labeller, made with the very columns of features.py, and of the hints if there are any.
    """
    from newscopy.structure import decoding, net, patterns  # they make Labels

    page = net.page_of(blocks, lexicon, hints)
    end = patterns.second_story(blocks, page)
    if end is None:
        return decoding.decode(blocks, page, net.chances(page, weights), lexicon)
    rest = Label(Role.DISCARDED, 0.9, DiscardReason.OTHER_STORY.value)
    mark = Label(Role.DISCARDED, 0.9, DiscardReason.FURNITURE.value)
    return [*label(blocks.until(end), lexicon, weights, hints), mark, *(rest for _ in range(end + 1, len(blocks)))]
