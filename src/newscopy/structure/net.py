"""The learned labeller: a small net over the rows of a page, in plain numpy.

One dense layer, then residual convolutions over neighbouring blocks, each reaching twice as far as the one before,
one look at the whole page, and a score for each class. Weights are a package file made by training/.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import blocks, dates, features, words
from newscopy.structure.blocks import Blocks
from newscopy.structure.cues import Cues
from newscopy.structure.dense import Floats, Weights, load, padded, product

CLASSES = (
    "other", "headline", "standfirst", "paragraph", "subheading", "list_item", "pull_quote", "byline", "timestamp",
    "category", "kicker", "caption", "credit", "related_title", "related_summary", "related_heading", "tag", "note",
)  # fmt: skip
DILATIONS = (1, 2, 4, 8, 16)
_CLIP = 6.0
_UNUSED = frozenset({"joiner", "place"})


def blocks_of(text: str, weights: Weights | None = None) -> Blocks:
    """The blocks of a decoded source; raises ValueError if it is blank."""
    return blocks.build(text, words.load()["section"], load() if weights is None else weights)


def page_of(found: Blocks) -> features.Page:
    """The rows of a page's blocks."""
    return features.measure(found, _cues())


def chances(page: features.Page, weights: Weights | None = None) -> NDArray[np.float32]:
    """The probability of each class for each block: shape (blocks, classes), rows sum to 1."""
    net = load() if weights is None else weights
    size = len(page.rows)
    # All layers work on whole slices (see `product`); the rows beyond the page stay zero.
    hidden = _layer(padded((page.rows - net["mean"]) / net["spread"], _CLIP), net["in_w"], net["in_b"], size)
    beside = np.zeros((len(hidden), 3, hidden.shape[1]), np.float32)
    for number, reach in enumerate(DILATIONS):
        beside[:, 1] = hidden
        beside[reach:, 0], beside[:reach, 0] = hidden[:-reach], 0
        beside[:-reach, 2], beside[-reach:, 2] = hidden[reach:], 0
        bias = net[f"conv{number}_b"]
        if number == len(DILATIONS) // 2:
            bias = bias + hidden[:size].max(axis=0) @ net["page_w"]
        hidden += _layer(beside.reshape(len(hidden), -1), net[f"conv{number}_w"], bias, size)
    scores = product(hidden, net["out_w"])[:size] + net["out_b"]
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
def _cues() -> Cues:
    lexicon = words.load()
    kinds = {kind: phrases for kind, phrases in lexicon.phrases.items() if kind not in _UNUSED}
    kinds["month"] = frozenset(name for name in dates.month_names() if len(name) > 2)
    return Cues(kinds, lexicon["function"])
