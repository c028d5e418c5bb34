"""Words and letters as hashes: words, and runs of letters, looked up and compared without making strings.

A stretch of characters is hashed as a polynomial over the ring of 64-bit numbers, so that one running sum over the page
gives the hash of any stretch. Two words have the same hash if they have the same letters, case aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import characters
from newscopy.structure.characters import Codes, Kinds

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

# An odd number has an inverse modulo 2**64: dividing by its power moves a stretch to the place 0.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_NEXT = np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = np.uint64(32)
_LETTERS = ("upper", "lower", "caseless", "wide", "mark", "digit")


@dataclass(frozen=True, eq=False)
class Letters:
    """The letters and digits of a page in lower case, one behind the other.

    codes: each. owner: the line or block it stands in. count: how many each of these has. sums: the running sum that
    gives the hash of any stretch, one value more than letters.
    """

    codes: Codes
    owner: Ints
    count: Ints
    sums: Hashes

    def hashes(self, first: Ints, last: Ints) -> Hashes:
        """The hash of each half-open stretch of the letters."""
        return mixed((self.sums.take(last) - self.sums.take(first)) * _powers(len(self.sums))[1].take(first))

    def keys(self) -> Hashes:
        """The hash of all letters of each block."""
        ends = np.cumsum(self.count)
        return self.hashes(ends - self.count, ends)

    def grams(self, size: int) -> Hashes:
        """The hash of each run of `size` letters; the last `size - 1` places have none."""
        runs = max(0, len(self.sums) - size)
        return mixed((self.sums[size:] - self.sums[:runs]) * _powers(len(self.sums))[1][:runs])


@dataclass(frozen=True, eq=False)
class Tokens:
    """The words of a page. hashes: one a word. owner: the line or block it stands in. place: its number within that.

    single: it is one character of a script without spaces. first: where its first character is among the codes. size:
    its length. count: how many words each line or block has, shape (lines,). letters: what the words are made of.
    """

    hashes: Hashes
    owner: Ints
    place: Ints
    single: NDArray[np.bool_]
    first: Ints
    size: Ints
    count: Ints
    letters: Letters


def words(codes: Codes, kinds: Kinds, owner: Ints, lines: int) -> Tokens:
    """The words among characters that are given with their kinds and the line of each, in order."""
    at = np.flatnonzero(characters.one_of(kinds, *_LETTERS))
    found = letters(codes.take(at), owner.take(at), lines)
    apart = characters.unspaced(found.codes)
    opens = np.ones(len(at), np.bool_)
    np.greater(at[1:] - at[:-1], 1, out=opens[1:])
    opens[1:] |= found.owner[1:] != found.owner[:-1]
    if apart.any():
        opens[1:] |= apart[1:] | apart[:-1]
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(at))[: len(first)]
    owner_of = found.owner[first]
    count = np.bincount(owner_of, minlength=lines)
    place = np.arange(len(first)) - (np.cumsum(count) - count)[owner_of]
    hashes = found.hashes(first, last)
    return Tokens(hashes, owner_of, place, apart[first], at[first], last - first, count, found)


def letters(codes: Codes, owner: Ints, lines: int) -> Letters:
    """Letters that are given with the line of each, in order."""
    lower = characters.folded(codes)
    terms = lower.astype(np.uint64)
    terms += np.uint64(1)
    terms *= _powers(len(terms) + 1)[0][: len(terms)]
    sums = np.zeros(len(lower) + 1, np.uint64)
    np.cumsum(terms, out=sums[1:])
    return Letters(lower, owner, np.bincount(owner, minlength=lines), sums)


def mixed(hashes: Hashes) -> Hashes:
    """The hashes with their bits spread, so that any of them can be used alone."""
    spread = hashes >> _SHIFT
    spread ^= hashes
    spread *= _MIX
    spread ^= spread >> _SHIFT
    return spread


def again(keys: Hashes, told: NDArray[np.bool_]) -> tuple[Ints, NDArray[np.bool_]]:
    """How many others have the same key, 0 where it is not `told`, and whether one of them stands before."""
    order = keys.argsort(kind="stable")
    ordered = keys[order]
    same = np.zeros(len(keys), np.bool_)
    np.equal(ordered[1:], ordered[:-1], out=same[1:])
    opens = np.append(np.flatnonzero(~same), len(keys))
    sizes = opens[1:] - opens[:-1]
    others, earlier = np.empty(len(keys), np.int64), np.empty(len(keys), np.bool_)
    others[order], earlier[order] = (sizes - 1).repeat(sizes), same
    return np.where(told, others, 0), earlier


def followed(hashes: Hashes, by: Hashes) -> Hashes:
    """The hash of a phrase that goes on with another word."""
    return mixed(hashes * _NEXT + by)


def phrases(texts: Sequence[str]) -> tuple[list[Hashes], Ints]:
    """Of many phrases, the hashes of their first word, of their first two words and so on, and how many words each has.

    The first value has one array for each number of words, with a value for each phrase; where a phrase has fewer
    words, the value means nothing.
    """
    codes = characters.codes_of("\n".join(texts) + "\n")
    kinds = characters.kinds_of(codes)
    ends = np.flatnonzero(codes == 10)
    found = words(codes, kinds, np.repeat(np.arange(len(texts)), np.diff(ends, prepend=-1)), len(texts))
    first = np.cumsum(found.count) - found.count
    chain: list[Hashes] = []
    for at in range(int(found.count.max(initial=0))):
        word = found.hashes[np.minimum(first + at, len(found.hashes) - 1)]
        chain.append(followed(chain[-1], word) if chain else word)
    return chain, found.count


def membership(known: Sequence[int] | Hashes, bits: int) -> NDArray[np.bool_]:
    """A table of 2**bits flags that is true at the top bits of each known hash."""
    table = np.zeros(1 << bits, np.bool_)
    table[np.array(known, np.uint64) >> np.uint64(64 - bits)] = True
    return table


@cache
def _power_table(size: int) -> tuple[Hashes, Hashes]:
    powers, inverses = np.empty(size, np.uint64), np.empty(size, np.uint64)
    for table, base in ((powers, _BASE), (inverses, _INVERSE)):
        table[0] = 1
        filled = 1
        while filled < size:
            step = np.uint64(pow(base, filled, 1 << 64))
            more = min(filled, size - filled)
            table[filled : filled + more] = table[:more] * step
            filled += more
    return powers, inverses


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse, at least `size` of them; tables grow by doubling."""
    return _power_table(max(1 << 16, 1 << (size - 1).bit_length()))
