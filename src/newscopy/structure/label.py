"""The seam between blocks and roles: `label` says what each block is, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newscopy.model import DiscardReason, Role
from newscopy.structure.blocks import Blocks
from newscopy.structure.dense import Weights
from newscopy.structure.hints import Hints
from newscopy.structure.lines import Flags
from newscopy.structure.words import Lexicon

if TYPE_CHECKING:
    from newscopy.structure.furniture import Furniture

BY_HAND = "corrected by hand"
"""The reason of a label that a person gave: what is said so is not taken apart any more."""
FIELD = "the name of a field says so"
"""The reason of parts that a field names, as in exports of databases."""
POINTER = "opens like a pointer to another story"
"""The reason of titles of other stories with words such as "Read more:" in front of them."""
STEP = "a step of the trail that the page's head tells"
"""The reason of section labels that are known to be some, whatever else their words may be."""


class Label(NamedTuple):
    """What a block is. `reason` is a short phrase for people; of a discarded block, a DiscardReason's value."""

    role: Role
    confidence: float
    reason: str


def label(
    blocks: Blocks,
    lexicon: Lexicon,
    weights: Weights,
    hints: Hints | None = None,
    known: Furniture | None = None,
    titles: Sequence[str] | None = None,
    *,
    by_words: bool = False,
) -> list[Label]:
    """One label for each block of a page, in order; at most one of them is the headline.

    `weights` are those of the labeller, made with the very columns of features.py, and of the hints if there are any.
    known: what the page's site prints on page after page, if a profile tells. titles: if the file has a field for the
    story's, only a block that says one of these is the headline, the likelier ones first. by_words: the labeller looks
    at words alone, and the hints tell no more than where on the page a line stands.
    """
    from newscopy.structure import (
        another,
        comments,
        decoding,
        furniture,
        headlines,
        net,
        patterns,
        refrains,
        teasers,
    )  # they make Labels

    seen = None if by_words else hints

    def of(part: Blocks) -> list[Label]:
        return label(part, lexicon, weights, hints, known, titles, by_words=by_words)

    if seen is None and (others := patterns.other_documents(blocks)):
        apart = np.isin(np.arange(len(blocks)), list(others))
        own = iter(of(blocks.without(apart)))
        return [others.get(at) or next(own) for at in range(len(blocks))]
    if seen is None and (unseen := refrains.unseen(blocks)).any():
        return _beside(unseen, of(blocks.without(unseen)))
    page = net.page_of(blocks, lexicon, seen)
    chances = net.chances(page, weights)
    if titles is not None:
        chances = headlines.titled(chances, blocks, titles)
    end, behind = another.second_story(blocks, page, chances), DiscardReason.OTHER_STORY
    if end is None:
        end, behind = patterns.end_of_copy(blocks, page), DiscardReason.FURNITURE
    if end is None:
        # Markup says what belongs together.
        if seen is None and (between := refrains.between_paragraphs(page, blocks, chances)).any():
            return _beside(between, of(blocks.without(between)))
        if known is not None:
            chances = furniture.weighed(chances, blocks, page, known, hints)
        labels = decoding.decode(blocks, page, chances, lexicon, marked_up=seen is not None)
        labels = teasers.without_teasers(comments.without_comments(labels, blocks, page))
        return another.without_next(labels, blocks)
    rest = Label(Role.DISCARDED, 0.9, behind.value)
    mark = Label(Role.DISCARDED, 0.9, DiscardReason.FURNITURE.value)
    first = of(blocks.until(end))
    return [*first, mark, *(rest for _ in range(end + 1, len(blocks)))]


def _beside(between: Flags, labels: Sequence[Label]) -> list[Label]:
    """The labels of a page, with those of the lines that stand between its paragraphs again and again."""
    mark = Label(Role.DISCARDED, 0.95, DiscardReason.FURNITURE.value)
    others = iter(labels)
    return [mark if is_between else next(others) for is_between in between.tolist()]
