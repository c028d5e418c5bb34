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
from newscopy.structure.dense import Weights, load, product

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
    rows = np.clip((page.rows - net["mean"]) / net["spread"], -_CLIP, _CLIP)
    hidden = np.maximum(product(rows, net["in_w"]) + net["in_b"], 0)
    for number, reach in enumerate(DILATIONS):
        left, right = np.zeros_like(hidden), np.zeros_like(hidden)
        left[reach:], right[:-reach] = hidden[:-reach], hidden[reach:]
        mixed = product(np.concatenate((left, hidden, right), axis=1), net[f"conv{number}_w"]) + net[f"conv{number}_b"]
        if number == len(DILATIONS) // 2:
            mixed += hidden.max(axis=0) @ net["page_w"]
        hidden = hidden + np.maximum(mixed, 0)
    scores = product(hidden, net["out_w"]) + net["out_b"]
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = scores / scores.sum(axis=1, keepdims=True)
    return result


@cache
def _cues() -> Cues:
    lexicon = words.load()
    kinds = {kind: phrases for kind, phrases in lexicon.phrases.items() if kind not in _UNUSED}
    kinds["month"] = frozenset(name for name in dates.month_names() if len(name) > 2)
    return Cues(kinds, lexicon["function"])
