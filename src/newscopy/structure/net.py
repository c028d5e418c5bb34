"""The learned labeller: small nets over the rows of a page. Their weights are a package file made by training/."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import dates, dense, features
from newscopy.structure.blocks import Blocks
from newscopy.structure.cues import Cues
from newscopy.structure.dense import Weights
from newscopy.structure.hints import Hints
from newscopy.structure.words import Lexicon

CLASSES = (
    "other", "headline", "standfirst", "paragraph", "subheading", "list_item", "pull_quote", "byline", "timestamp",
    "category", "kicker", "caption", "credit", "related_title", "related_summary", "related_heading", "tag", "note",
)  # fmt: skip
NETS = ("", "second_")
"""What the names of weights begin with. Two nets that were trained alike err in different places."""
DILATIONS = (1, 2, 4, 8, 16)
_UNUSED = frozenset({"goes_on", "joiner", "place", "until"})


def page_of(found: Blocks, lexicon: Lexicon, hints: Hints | None = None) -> features.Page:
    """The rows of a page's blocks; where there are hints, with their columns behind the others."""
    page = features.measure(found, _cues(lexicon))
    return page if hints is None else replace(page, rows=np.hstack((page.rows, hints.of(found))))


def chances(page: features.Page, weights: Weights) -> NDArray[np.float32]:
    """The probability of each class for each block: shape (blocks, classes), rows sum to 1.

    Where the file has several nets it is the mean of theirs. Raises OptionError for weights that were made with other
    columns.
    """
    found = [_chances(page, weights, name) for name in NETS if name == NETS[0] or f"{name}mean" in weights]
    result: NDArray[np.float32] = sum(found[1:], start=found[0]) / np.float32(len(found))
    return result


def _chances(page: features.Page, weights: Weights, name: str) -> NDArray[np.float32]:
    scores = dense.scores(page.rows, weights, name, DILATIONS)
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = scores / scores.sum(axis=1, keepdims=True)
    return result


@cache
def _cues(lexicon: Lexicon) -> Cues:
    kinds = {kind: phrases for kind, phrases in lexicon.phrases.items() if kind not in _UNUSED}
    kinds["month"] = frozenset(name for name in dates.month_names() if len(name) > 2)
    return Cues(kinds, lexicon["function"])
