"""Lines to counts: characters by kind, words and ends of each line, for all lines of a page at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import characters, tokens
from newscopy.structure.characters import KIND, KINDS, Kinds
from newscopy.structure.lines import Ints, Lines
from newscopy.structure.tokens import Tokens

_OPEN_ENDED = tuple(kind for kind in KINDS if kind not in ("quote", "bracket", "space", "break"))


@dataclass(frozen=True, eq=False)
class Counts:
    """What stands on each line, or in each block; arrays have one value a line.

    kinds: characters by kind, shape (lines, kinds). length: characters. words, capitals: how many there are, and how
    many with a capital. first, last: kind of the first and the last character. end: kind of the last one that closes
    no quotation or bracket.
    """

    kinds: Ints
    length: Ints
    words: Ints
    capitals: Ints
    first: Kinds
    last: Kinds
    end: Kinds

    def of(self, *names: str) -> Ints:
        """Characters of the named kinds together."""
        first, *others = (self.kinds[:, KIND[name]] for name in names)
        return sum(others, start=first)

    @property
    def width(self) -> Ints:
        """Columns on a terminal: CJK characters take two."""
        return self.length + self.kinds[:, KIND["wide"]]

    def grouped(self, first: Ints) -> Counts:
        """The same for groups of lines, of which `first` are the first lines."""
        if len(first) == len(self.length):
            return self
        final = np.append(first[1:], len(self.length)) - 1
        # The lines of a group are joined by one blank each.
        length = np.add.reduceat(self.length, first) + (final - first)
        return Counts(
            np.add.reduceat(self.kinds, first),
            length,
            np.add.reduceat(self.words, first),
            np.add.reduceat(self.capitals, first),
            self.first[first],
            self.last[final],
            self.end[final],
        )


def owners(lines: Lines) -> Ints:
    """The line of each character, from the first line's first character on."""
    return np.arange(len(lines)).repeat(np.append(lines.start[1:], len(lines.codes)) - lines.start)


def count(lines: Lines) -> tuple[Counts, Tokens]:
    """Counts of the lines, and their words; there must be at least one line."""
    head = int(lines.start[0])
    codes, kinds, owner = lines.codes[head:], lines.kinds[head:], owners(lines)
    size = len(lines)
    cells = owner * len(KINDS)
    cells += kinds
    table = np.bincount(cells, minlength=size * len(KINDS)).reshape(size, len(KINDS))
    length = lines.end - lines.start
    table[:, KIND["break"]] = 0
    table[:, KIND["space"]] = length - table[:, KIND["break"] :].sum(axis=1)
    words = tokens.words(codes, kinds, owner, size)
    capitals = np.bincount(words.owner[kinds[words.first] == KIND["upper"]], minlength=size)
    open_ended = np.flatnonzero(characters.one_of(lines.kinds, *_OPEN_ENDED))
    before = open_ended.searchsorted(lines.end) - 1
    last = np.maximum(open_ended[before] if len(open_ended) else lines.start, lines.start)
    counts = Counts(
        table, length, words.count, capitals, lines.kinds[lines.start], lines.kinds[lines.end - 1], lines.kinds[last]
    )
    return counts, words


def regrouped(words: Tokens, first: Ints) -> Tokens:
    """The words by groups of lines, of which `first` are the first lines."""
    lines = len(words.count)
    if len(first) == lines:
        return words
    group = np.repeat(np.arange(len(first)), np.append(first[1:], lines) - first)
    owner = group[words.owner]
    count = np.add.reduceat(words.count, first)
    place = np.arange(len(owner)) - (np.cumsum(count) - count)[owner]
    letters = words.letters
    grouped = replace(letters, owner=group[letters.owner], count=np.add.reduceat(letters.count, first))
    return replace(words, owner=owner, place=place, count=count, letters=grouped)


def share(part: NDArray[np.integer], whole: NDArray[np.integer]) -> NDArray[np.float32]:
    """part / whole, 0 where there is no whole."""
    result: NDArray[np.float32] = (part / np.maximum(whole, 1)).astype(np.float32)
    return result
