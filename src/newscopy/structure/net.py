"""The learned labeller: a small net over the rows of a page, in plain numpy.

One dense layer, then residual convolutions over neighbouring blocks, each reaching twice as far as the one before,
one look at the whole page, and a score for each class. Weights are a package file made by training/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import blocks, dates, lines, matrix, words
from newscopy.structure.blocks import Block
from newscopy.structure.cues import Cues

CLASSES = (
    "other", "headline", "standfirst", "paragraph", "subheading", "list_item", "pull_quote", "byline", "timestamp",
    "category", "kicker", "caption", "credit", "related_title", "related_summary", "related_heading", "tag", "note",
)  # fmt: skip
DILATIONS = (1, 2, 4, 8, 16)
WEIGHTS = Path(__file__).parent / "labeller.npz"
_CLIP = 6.0
_SLICE = 32
Weights = Mapping[str, NDArray[np.float32]]


def blocks_of(text: str) -> list[Block]:
    """The blocks of a decoded source."""
    return blocks.build(lines.split(text), words.load()["section"])


def page_of(found: Sequence[Block]) -> matrix.Page:
    """The rows of a page's blocks."""
    cues, function, months = _tools()
    return matrix.measure(found, cues, function, months)


def chances(page: matrix.Page, weights: Weights | None = None) -> NDArray[np.float32]:
    """The probability of each class for each block: shape (blocks, classes), rows sum to 1."""
    net = load() if weights is None else weights
    rows = np.clip((page.rows - net["mean"]) / net["spread"], -_CLIP, _CLIP)
    hidden = np.maximum(_product(rows, net["in_w"]) + net["in_b"], 0)
    for number, reach in enumerate(DILATIONS):
        left, right = np.zeros_like(hidden), np.zeros_like(hidden)
        left[reach:], right[:-reach] = hidden[:-reach], hidden[reach:]
        mixed = _product(np.concatenate((left, hidden, right), axis=1), net[f"conv{number}_w"]) + net[f"conv{number}_b"]
        if number == len(DILATIONS) // 2:
            mixed += hidden.max(axis=0) @ net["page_w"]
        hidden = hidden + np.maximum(mixed, 0)
    scores = _product(hidden, net["out_w"]) + net["out_b"]
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = scores / scores.sum(axis=1, keepdims=True)
    return result


def _product(rows: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The matrix product, in slices so small that OpenBLAS starts no threads for them.

    Its threads doubled the processor time of reading a page (benchmarks/RESULTS.md), and a result that depends on
    how many there are is none of ours. The limit is 2**18 multiplications.
    """
    size = len(rows)
    slices = np.zeros((-(-size // _SLICE), _SLICE, rows.shape[1]), np.float32)
    slices.reshape(-1, rows.shape[1])[:size] = rows
    result: NDArray[np.float32] = (slices @ weights).reshape(-1, weights.shape[1])[:size]
    return result


@cache
def load() -> Weights:
    """The packaged weights, as 32-bit numbers."""
    with np.load(WEIGHTS) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files if stored[name].dtype.kind == "f"}


@cache
def _tools() -> tuple[Cues, frozenset[str], frozenset[str]]:
    lexicon = words.load()
    unused = ("function", "joiner", "place")
    kinds = {kind: phrases for kind, phrases in lexicon.phrases.items() if kind not in unused}
    months = frozenset(name for name in dates.month_names() if len(name) > 2)
    return Cues(kinds, lexicon["function"]), lexicon["function"], months
