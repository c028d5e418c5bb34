"""What a page's markup says of its lines, as more columns beside those of features.py.

Texts have none; the labeller of pages is taught with both (training/README.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscopy.structure.blocks import Blocks, group, unglued
from newscopy.structure.counts import count
from newscopy.structure.dense import Floats
from newscopy.structure.lines import Ints


@dataclass(frozen=True, eq=False)
class Hints:
    """The hints of a page's lines: where each starts, its columns, and whether it goes on with the one above.

    start: offsets, in order. rows: shape (lines, columns). joined: shape (lines,). place: names what a
    line stands in, by its number, as all pages of a site do.
    """

    start: Ints
    rows: Floats
    joined: NDArray[np.bool_]
    place: Callable[[int], str] | None = None

    def of(self, blocks: Blocks) -> Floats:
        """The columns of the line in which each block starts, shape (blocks, columns)."""
        found: Floats = self.rows[self.lines_of(blocks)]
        return found

    def lines_of(self, blocks: Blocks) -> Ints:
        """The number of the line in which each block starts."""
        return np.searchsorted(self.start, blocks.start, side="right") - 1


def build(text: str, sections: frozenset[str], hints: Hints) -> Blocks:
    """The blocks of a page whose markup tells them; `sections` are section names by which glued chips are recognised.

    Raises ValueError if the text is blank.
    """
    lines = unglued(text, sections)
    counts, words = count(lines)
    place = np.searchsorted(hints.start, lines.start, side="right") - 1
    opens = ~hints.joined[place] | lines.glued
    opens[0] = True
    return group(lines, counts, words, opens)
