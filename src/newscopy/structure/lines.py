"""Source text to Lines: only \\r\\n, \\r and \\n end a line; blank lines are counted, not kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import characters
from newscopy.structure.characters import Codes, Kinds

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# A text is double-spaced if it has so many lines at least, of which so many have an empty one before them, so many are
# as full as wrapped lines are, none is wider, and so many begin with a small letter.
_FEWEST, _SPACED, _FULL, _NARROWEST, _WIDEST, _GOING_ON = 6, 0.7, 0.4, 40, 110, 0.25


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines with something on them, without the white space around them; all arrays have one value a line.

    codes, kinds: of each character of the text. start, end: half-open offsets into the text. blanks: empty lines
    right before. indent, trailing: white space before and behind on the same line. glued: cut off from the line
    before, with no white space between but a blank.
    """

    text: str
    codes: Codes
    kinds: Kinds
    start: Ints
    end: Ints
    blanks: Ints
    indent: Ints
    trailing: Ints
    glued: Flags

    def __len__(self) -> int:
        return len(self.start)

    def until(self, number: int) -> Lines:
        """The lines before one of them, with the text up to there."""
        stop = int(self.end[number - 1])
        return Lines(
            text=self.text[:stop],
            codes=self.codes[:stop],
            kinds=self.kinds[:stop],
            start=self.start[:number],
            end=self.end[:number],
            blanks=self.blanks[:number],
            indent=self.indent[:number],
            trailing=self.trailing[:number],
            glued=self.glued[:number],
        )

    def texts(self) -> list[str]:
        """Each line as it stands."""
        text = self.text
        return [text[start:end] for start, end in zip(self.start.tolist(), self.end.tolist(), strict=True)]


def split(text: str) -> Lines:
    """All lines of the text that are not blank, in order."""
    codes = characters.codes_of(text)
    kinds = characters.kinds_of(codes)
    breaks = kinds == characters.BREAK
    if "\r\n" in text:
        breaks[:-1] &= (codes[:-1] != 13) | (codes[1:] != 10)
    spots = np.flatnonzero(breaks)
    opens, closes = np.append(0, spots + 1), np.append(spots, len(text))
    # How many characters that are not blank stand before the end of each line.
    solid = np.flatnonzero(kinds > characters.BREAK)
    told = solid.searchsorted(closes)
    before = np.append(0, told[:-1])
    row = np.flatnonzero(told > before)
    start, end = solid[before[row]], solid[told[row] - 1] + 1
    blanks = np.diff(row, prepend=-1) - 1
    glued = np.zeros(len(start), np.bool_)
    return Lines(text, codes, kinds, start, end, blanks, start - opens[row], closes[row] - end, glued)


def single_spaced(lines: Lines) -> Lines:
    """The lines of a text that was typed with an empty line behind each, without these; its head may stand closer."""
    spaced = lines.blanks > 0
    if len(lines) < _FEWEST or np.count_nonzero(spaced[1:]) < _SPACED * (len(lines) - 1):
        return lines
    width = lines.end - lines.start
    full = np.count_nonzero(width >= _NARROWEST)
    small = np.count_nonzero(lines.kinds[lines.start] == characters.KIND["lower"])
    if width.max() > _WIDEST or full < _FULL * len(lines) or small < _GOING_ON * len(lines):
        return lines
    # What stands above the first of them stands apart.
    inside = spaced.copy()
    inside[2:] &= spaced[1:-1]
    return replace(lines, blanks=np.where(inside, lines.blanks - 1, lines.blanks))


def cut(lines: Lines, places: Sequence[tuple[int, Sequence[int]]]) -> Lines:
    """The lines with some of them cut in pieces; `places` has (number of the line, offsets in the text), in order.

    Each offset is where a piece begins; of a blank before it neither piece has any.
    """
    if not places:
        return lines
    at = np.array([number + 1 for number, cuts in places for _ in cuts])
    offsets = np.array([offset for _, cuts in places for offset in cuts])
    start = np.insert(lines.start, at, offsets)
    end = np.insert(lines.end, at, 0)
    fresh = np.isin(start, offsets)
    # A piece ends where the next one starts, or before the blanks there; the last one ends where its line did.
    solid = np.flatnonzero(lines.kinds > characters.BREAK)
    before = solid[np.maximum(solid.searchsorted(start[1:]) - 1, 0)] + 1
    end[:-1] = np.where(fresh[1:], before, end[:-1])
    ends = iter(lines.end.tolist())
    for place in np.flatnonzero(~np.append(fresh[1:], np.False_)).tolist():
        end[place] = next(ends)

    def around(values: Ints) -> Ints:
        return np.where(fresh, 0, np.insert(values, at, 0))

    return replace(
        lines,
        start=start,
        end=end,
        blanks=around(lines.blanks),
        indent=around(lines.indent),
        trailing=around(lines.trailing),
        glued=fresh | np.insert(lines.glued, at, np.False_),
    )
