"""The learned labeller: a small net over the rows of a page, in plain numpy.

One dense layer, then residual convolutions over neighbouring blocks, each reaching twice as far as the one before,
one look at the whole page, and a score for each class. Weights are a package file made by training/.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newscopy.errors import OptionError
from newscopy.structure import dates, features
from newscopy.structure.blocks import Blocks
from newscopy.structure.cues import Cues
from newscopy.structure.dense import Floats, Weights, padded, product
from newscopy.structure.hints import Hints
from newscopy.structure.words import Lexicon

CLASSES = (
    "other", "headline", "standfirst", "paragraph", "subheading", "list_item", "pull_quote", "byline", "timestamp",
    "category", "kicker", "caption", "credit", "related_title", "related_summary", "related_heading", "tag", "note",
)  # fmt: skip
DILATIONS = (1, 2, 4, 8, 16)
_CLIP = 6.0
_UNUSED = frozenset({"joiner", "place", "until"})


def page_of(found: Blocks, lexicon: Lexicon, hints: Hints | None = None) -> features.Page:
    """The rows of a page's blocks; where there are hints, with their columns behind the others."""
    page = features.measure(found, _cues(lexicon))
    return page if hints is None else replace(page, rows=np.hstack((page.rows, hints.of(found))))


def chances(page: features.Page, weights: Weights) -> NDArray[np.float32]:
    """The probability of each class for each block: shape (blocks, classes), rows sum to 1.

    Raises OptionError for weights that were made with other columns.
    """
    size = len(page.rows)
    if page.rows.shape[1] != len(weights["mean"]):
        told = f"{len(weights['mean'])} columns; here are {page.rows.shape[1]}"
        raise OptionError(f"weights of a labeller for {told}: texts and saved pages have each their own")
    # All layers work on whole slices (see `product`); the rows beyond the page stay zero.
    hidden = _layer(
        padded((page.rows - weights["mean"]) / weights["spread"], _CLIP), weights["in_w"], weights["in_b"], size
    )
    beside = np.zeros((len(hidden), 3, hidden.shape[1]), np.float32)
    for number, reach in enumerate(DILATIONS):
        beside[:, 1] = hidden
        beside[reach:, 0], beside[:reach, 0] = hidden[:-reach], 0
        beside[:-reach, 2], beside[-reach:, 2] = hidden[reach:], 0
        bias = weights[f"conv{number}_b"]
        if number == len(DILATIONS) // 2:
            bias = bias + hidden[:size].max(axis=0) @ weights["page_w"]
        hidden += _layer(beside.reshape(len(hidden), -1), weights[f"conv{number}_w"], bias, size)
    scores = product(hidden, weights["out_w"])[:size] + weights["out_b"]
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = scores / scores.sum(axis=1, keepdims=True)
    return result


def _layer(rows: Floats, weights: Floats, bias: Floats, size: int) -> Floats:
    """A dense layer of which only the first `size` rows are of the page."""
    made = product(rows, weights)
    made += bias
    np.maximum(made, 0, out=made)
    made[size:] = 0
    return made


@cache
def _cues(lexicon: Lexicon) -> Cues:
    kinds = {kind: phrases for kind, phrases in lexicon.phrases.items() if kind not in _UNUSED}
    kinds["month"] = frozenset(name for name in dates.month_names() if len(name) > 2)
    return Cues(kinds, lexicon["function"])
