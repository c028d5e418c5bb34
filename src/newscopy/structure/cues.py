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

_ANNOUNCING = frozenset({"byline", "published", "updated", "ago"})
# Bits of the tables that are asked before the phrases, and of the table of common words, which is asked alone.
_BITS, _COMMON_BITS = 15, 18
_TOP, _COMMON_TOP = np.uint64(64 - _BITS), np.uint64(64 - _COMMON_BITS)
# How many of a block's first words are looked at; of the characters of a script without spaces more; and how many for
# the share of common words.
_WORDS, _SIGNS, _COMMON_IN = 16, 60, 40
Masks = NDArray[np.int64]


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
        self._tables: dict[int, _Table] = {}
        self._going: dict[int, NDArray[np.bool_]] = {}
        self._longest = int(length.max(initial=0))
        self._bits = np.arange(len(self.kinds))
        self._sentence = common
        for size in range(1, self._longest + 1):
            whole = length == size
            if whole.any():
                self._tables[size] = _Table(hashes[size - 1][whole], masks[whole])
            if size < self._longest:
                self._going[size] = tokens.membership(hashes[size - 1][length > size], _BITS)

    def find(self, words: Tokens) -> Found:
        """The phrases among the first words of each block of a page."""
        at = np.flatnonzero((words.place < _WORDS) | (words.single & (words.place < _SIGNS)))
        hashes = words.hashes[at]
        hits: list[tuple[NDArray[np.int64], int, Masks]] = []
        for length in range(1, self._longest + 1):
            if length in self._tables:
                hit, masks = self._tables[length].look_up(hashes)
                hits.append((at[hit], length, masks))
            if length not in self._going:
                break
            keep = np.flatnonzero(self._going[length][hashes >> _TOP])
            after = at[keep] + length
            inside = after < len(words.hashes)
            inside &= words.owner[at[keep]] == words.owner[np.minimum(after, len(words.owner) - 1)]
            keep, after = keep[inside], after[inside]
            if not len(keep):
                break
            at, hashes = at[keep], tokens.followed(hashes[keep], words.hashes[after])
        return self._noted(words, hits)

    def _common(self, words: Tokens) -> NDArray[np.float32]:
        """Of each block's first words, the share that stands in any sentence of some language."""
        blocks = len(words.count)
        at = np.flatnonzero(words.place < _COMMON_IN)
        hit = np.flatnonzero(standing_in(self._sentence, words.hashes[at]))
        known = np.bincount(words.owner[at[hit]], minlength=blocks)
        share: NDArray[np.float32] = (known / np.clip(words.count, 1, _COMMON_IN)).astype(np.float32)
        return share

    def _noted(self, words: Tokens, hits: Sequence[tuple[NDArray[np.int64], int, Masks]]) -> Found:
        """Enter what was looked up; `hits` has for each number of words where phrases start, and their masks."""
        at = np.concatenate([start for start, _, _ in hits])
        masks = np.concatenate([masks for _, _, masks in hits])
        length = np.repeat([length for _, length, _ in hits], [len(start) for start, _, _ in hits])
        owner = words.owner[at]
        opens = words.place[at] == 0
        whole = opens & (words.count[owner] == length)
        mask = masks[:, 0] | np.where(opens, masks[:, 1], 0) | np.where(whole, masks[:, 2], 0)
        rows, kinds = np.nonzero((mask[:, None] >> self._bits) & 1)
        shape = (len(words.count), len(self.kinds))
        cells = owner[rows] * len(self.kinds) + kinds
        counts = np.bincount(cells, minlength=shape[0] * shape[1]).astype(np.float32).reshape(shape)
        leads, covers = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
        leads.reshape(-1)[cells[opens[rows]]] = True
        covers.reshape(-1)[cells[whole[rows]]] = True
        return Found(counts, leads, covers, self._common(words))


def standing_in(common: frozenset[str], hashes: Hashes) -> NDArray[np.bool_]:
    """Which words are among some that stand in any sentence."""
    found: NDArray[np.bool_] = _table_of(common)[hashes >> _COMMON_TOP]
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
            # Folding made "ss" of "ß"; the text's letters are folded one for one.
            for spelling in (phrase, phrase.replace("ss", "ß")) if "ss" in phrase else (phrase,):
                spelled.append(spelling)
                masks.append(mask)
    return spelled, np.array(masks, np.int64).reshape(-1, 3)


class _Table:
    """Hashes in order with the masks of each, and a table of flags before them that spares most look-ups."""

    def __init__(self, hashes: Hashes, masks: Masks) -> None:
        self._hashes, place = np.unique(hashes, return_inverse=True)
        self._masks = np.zeros((len(self._hashes), 3), np.int64)
        np.bitwise_or.at(self._masks, place, masks)
        self._known = tokens.membership(self._hashes, _BITS)

    def look_up(self, hashes: Hashes) -> tuple[NDArray[np.int64], Masks]:
        """Which of the hashes are known, and the masks of these."""
        maybe = np.flatnonzero(self._known[hashes >> _TOP])
        wanted = hashes[maybe]
        place = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        right = self._hashes[place] == wanted
        return maybe[right], self._masks[place[right]]
