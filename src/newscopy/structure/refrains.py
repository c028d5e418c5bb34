"""Lines that a site prints between paragraphs again and again ("Article content", "Advertisement")."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscopy.structure.blocks import Blocks
from newscopy.structure.characters import KIND
from newscopy.structure.features import Page
from newscopy.structure.lines import Flags
from newscopy.structure.net import CLASSES

_OTHER, _PARAGRAPH = CLASSES.index("other"), CLASSES.index("paragraph")
# How often such a line stands on the page at least, how long it is at most, in columns, how likely it is furniture in
# the mean, and what share of its places is between two paragraphs: "Reply" stands between comments, "Price" in lists.
_FEWEST, _LONGEST, _LIKELY, _BETWEEN = 5, 60, 0.6, 0.2


def unseen(blocks: Blocks) -> Flags:
    """Which blocks show nothing, such as a zero-width space where an advertisement was to stand."""
    counts = blocks.counts
    shows_nothing: Flags = counts.kinds[:, KIND["other"]] == counts.length
    return shows_nothing if not shows_nothing.all() else np.zeros(len(blocks), np.bool_)


def between_paragraphs(page: Page, blocks: Blocks, chances: NDArray[np.float32]) -> Flags:
    """Which blocks are such a line; `chances` has shape (blocks, classes)."""
    found = np.zeros(len(blocks), np.bool_)
    often = (page.again >= _FEWEST - 1) & (page.letters > 0) & (page.width <= _LONGEST) & ~page.prose
    if not often.any():
        return found
    copy = chances.argmax(axis=1) == _PARAGRAPH
    between = np.zeros(len(blocks), np.bool_)
    between[1:-1] = copy[:-2] & copy[2:]
    candidates = np.flatnonzero(often)
    keys = page.keys[candidates]
    for key in set(keys.tolist()):
        same = candidates[keys == np.uint64(key)]
        if chances[same, _OTHER].mean() < _LIKELY or between[same].mean() < _BETWEEN:
            continue
        # What a colon ends is who speaks, or what is told below.
        if not blocks.texts[int(same[0])].endswith((":", "：")):
            found[same] = True
    return found
