"""Finds the lexicon's phrases at the start of blocks, all blocks of a page at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import punctuation

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import tokens
from newscopy.structure.tokens import Hashes, Tokens
from newscopy.structure.words import spellings

_ANNOUNCING = frozenset({"byline", "published", "updated", "ago"})
# Bits of the table that is asked before the phrases, and of the table of common words, which is asked alone; what the
# former says of a hash: it may be that of a phrase, or of the first words of one.
_BITS, _COMMON_BITS = 18, 18
_WHOLE, _GOING = np.uint8(1), np.uint8(2)
_TOP, _COMMON_TOP = np.uint64(64 - _BITS), np.uint64(64 - _COMMON_BITS)
# How many of a block's first words are looked at; of the characters of a script without spaces more; and how many for
# the share of common words.
_WORDS, _SIGNS, _COMMON_IN = 16, 60, 40
Masks = NDArray[np.int64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Found:
    """What the cues of a page are; the first three have shape (blocks, kinds).

    counts: how often phrases of a kind stand in the block. leads: one opens it. covers: one is all of it. common: the
    share of words that stand in any sentence, shape (blocks,).
    """

    counts: NDArray[np.float32]
    leads: NDArray[np.bool_]
    covers: NDArray[np.bool_]
    common: NDArray[np.float32]


class Cues:
    """Phrases of many kinds, ready to be found. `phrases` maps a kind to its folded phrases.

    A phrase that is no more than a letter or one of `common`, words that stand in any sentence, is found only where
    it is the whole text; one that announces something ("by", "vom") also where it opens the text.
    """

    def __init__(self, phrases: Mapping[str, frozenset[str]], common: frozenset[str]) -> None:
        self.kinds = tuple(sorted(phrases))
        spelled, masks = _columns(self.kinds, phrases, common)
        hashes, length = tokens.phrases(spelled)
        self._sentence = common
        chain = np.array(hashes, np.uint64).reshape(len(hashes), len(spelled))
        told = np.flatnonzero(length)
        self._hashes, place = np.unique(chain[length[told] - 1, told], return_inverse=True)
        self._masks = np.zeros((len(self._hashes), 3), np.int64)
        np.bitwise_or.at(self._masks, place, masks[told])
        self._longest = len(chain)
        opening = chain[length > np.arange(1, self._longest + 1)[:, None]]
        self._flags = tokens.membership(self._hashes, _BITS) * _WHOLE
        self._flags |= tokens.membership(opening, _BITS) * _GOING

    def find(self, words: Tokens) -> Found:
        """The phrases among the first words of each block of a page."""
        at = np.flatnonzero((words.place < _WORDS) | (words.single & (words.place < _SIGNS)))
        hashes = words.hashes[at]
        # Where what may be a phrase of so many words starts, and its hash.
        starts: list[Ints] = []
        wanted: list[Hashes] = []
        for length in range(1, self._longest + 1):
            flags = self._flags.take((hashes >> _TOP).view(np.int64))
            maybe = np.flatnonzero((flags & _WHOLE).view(np.bool_))
            starts.append(at[maybe])
            wanted.append(hashes[maybe])
            keep = np.flatnonzero(flags >= _GOING)
            at, hashes = at[keep], hashes[keep]
            # A phrase ends in the block in which it starts.
            keep = np.flatnonzero(words.count[words.owner[at]] - words.place[at] > length)
            if not len(keep):
                break
            at = at[keep]
            hashes = tokens.followed(hashes[keep], words.hashes[at + length])
        return self._noted(words, starts, wanted)

    def _common(self, words: Tokens) -> NDArray[np.float32]:
        """Of each block's first words, the share that stands in any sentence of some language."""
        blocks = len(words.count)
        at = np.flatnonzero(words.place < _COMMON_IN)
        hit = np.flatnonzero(standing_in(self._sentence, words.hashes[at]))
        known = np.bincount(words.owner[at[hit]], minlength=blocks)
        share: NDArray[np.float32] = (known / np.maximum(np.minimum(words.count, _COMMON_IN), 1)).astype(np.float32)
        return share

    def _noted(self, words: Tokens, starts: Sequence[Ints], wanted: Sequence[Hashes]) -> Found:
        """Look up what may be phrases; both sequences have an array for each number of words from 1 on."""
        at, hashes = np.concatenate(starts), np.concatenate(wanted)
        length = np.repeat(np.arange(1, len(starts) + 1), list(map(len, starts)))
        place = np.minimum(self._hashes.searchsorted(hashes), len(self._hashes) - 1)
        right = np.flatnonzero(self._hashes[place] == hashes)
        at, length, masks = at[right], length[right], self._masks[place[right]]
        owner = words.owner[at]
        opens = words.place[at] == 0
        whole = opens & (words.count[owner] == length)
        mask = masks[:, 0] | np.where(opens, masks[:, 1], 0) | np.where(whole, masks[:, 2], 0)
        bits = np.unpackbits(mask.astype("<i8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        told = np.flatnonzero(bits.view(np.bool_))  # of 64 bits each
        rows, kinds = told >> 6, told & 63
        shape = (len(words.count), len(self.kinds))
        cells = owner[rows] * len(self.kinds) + kinds
        counts = np.bincount(cells, minlength=shape[0] * shape[1]).astype(np.float32).reshape(shape)
        leads, covers = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
        leads.reshape(-1)[cells[opens[rows]]] = True
        covers.reshape(-1)[cells[whole[rows]]] = True
        return Found(counts, leads, covers, self._common(words))


def standing_in(common: frozenset[str], hashes: Hashes) -> NDArray[np.bool_]:
    """Which words are among some that stand in any sentence."""
    found: NDArray[np.bool_] = _table_of(common).take((hashes >> _COMMON_TOP).view(np.int64))
    return found


@cache
def _table_of(common: frozenset[str]) -> NDArray[np.bool_]:
    single, words = tokens.phrases(sorted(common) or ["-"])
    return tokens.membership(single[0][words == 1] if single else np.zeros(0, np.uint64), _COMMON_BITS)


def _columns(
    kinds: Sequence[str], phrases: Mapping[str, frozenset[str]], common: frozenset[str]
) -> tuple[list[str], Masks]:
    """Each phrase in each spelling, and its kinds as bits: found anywhere, where it opens, where it is all."""
    spelled: list[str] = []
    masks: list[tuple[int, int, int]] = []
    for number, kind in enumerate(kinds):
        bit = 1 << number
        for phrase in sorted(phrases[kind]):
            # A text is compared by its words, in which "a+" is an "a".
            said = phrase.strip(punctuation)
            if len(said) > 1 and said not in common:
                mask = (bit, 0, 0)
            else:
                mask = (0, bit, 0) if kind in _ANNOUNCING and len(said) > 1 else (0, 0, bit)
            for spelling in spellings(phrase):
                spelled.append(spelling)
                masks.append(mask)
    return spelled, np.array(masks, np.int64).reshape(-1, 3)
