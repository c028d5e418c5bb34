"""Blocks to numbers: one row a block, for the labeller; no decisions.

Everything is counted for the whole page at once, over code points and over hashes of words; no text is made.
Training and reading share this code, so a model and the features it was made with go together: change a column and
raise dense.VERSION.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import characters, tokens
from newscopy.structure.blocks import Blocks
from newscopy.structure.characters import KIND
from newscopy.structure.counts import share
from newscopy.structure.cues import Cues, Found
from newscopy.structure.dense import Floats, padded, product
from newscopy.structure.lines import Flags, Ints
from newscopy.structure.tokens import Hashes, Letters

# How much of a block is compared with others, in letters.
_COMPARED = 1000
_BITS = 16
_GRAM, _WIDE_GRAM = 5, 2
# The share of letters without case from which on the shorter runs are compared.
_WITHOUT_CASE = 0.5
_SAID, _TWICE, _LEADING, _ON_TOP = (np.uint8(1 << bit) for bit in range(4))
# A number for each sum of these, from which they can be counted apart.
_APART_BY = 12
_APART = np.array([sum(((flags >> bit) & 1) << (_APART_BY * bit) for bit in range(4)) for flags in range(16)])
_LEAD = 4
_FAR = 99
# Stretches around a block in which prose is counted, half-open, and how far they reach before it and behind.
_STRETCHES = ((-3, 4), (-8, 9), (-5, 0), (1, 6), (-12, 0), (1, 13))
_AROUND = (12, 13)
_ZERO, _ONE, _TWO, _NINE, _COLON, _DOT, _SLASH, _DASH, _AT, _H = map(ord, "0129:./-@h")


@dataclass(frozen=True, eq=False)
class Page:
    """What decoding needs beside the rows; arrays have one value a block.

    keys: equal where two blocks have the same letters. again: how many others have. letters: how many. body: the
    stretch of blocks with most prose, half-open. cues: phrases of the lexicon, by kind.
    """

    rows: Floats
    keys: Hashes
    again: Ints
    letters: Ints
    width: Ints
    prose: Flags
    body: tuple[int, int]
    cues: Found
    kinds: tuple[str, ...]

    def count(self, kind: str) -> Floats:
        """How often phrases of a kind stand in each block."""
        found: Floats = self.cues.counts[:, self.kinds.index(kind)]
        return found

    def has(self, *kinds: str) -> Flags:
        """Where a phrase of one of the kinds stands in the block."""
        return functools.reduce(np.logical_or, (self.count(kind) > 0 for kind in kinds))

    def is_one(self, *kinds: str) -> Flags:
        """Where a phrase of one of the kinds is all of the block."""
        covers = self.cues.covers
        return functools.reduce(np.logical_or, (covers[:, self.kinds.index(kind)] for kind in kinds))

    def leads(self, kind: str) -> Flags:
        """Where a phrase of a kind opens the block."""
        found: Flags = self.cues.leads[:, self.kinds.index(kind)]
        return found


def measure(blocks: Blocks, cues: Cues) -> Page:
    """The rows of a page, shape (blocks, columns)."""
    counts, words = blocks.counts, blocks.words
    found = cues.find(words)
    letters = _letters(blocks)
    keys = letters.keys()
    again = tokens.again(keys, letters.count > 0)
    capital = share(counts.capitals, counts.words)
    alphabetic = counts.of("upper", "lower", "caseless", "wide")
    caseless = share(counts.of("caseless", "wide"), alphabetic)
    function = found.common
    width = counts.width
    ends = characters.one_of(counts.end, "stop", "asking", "ellipsis")
    titled = (capital > 0.65) & (counts.words > 4)
    running = ((function > 0.15) & ~titled) | (caseless > 0.3)
    prose = ((width >= 90) & running) | ((width >= 45) & ends & (((function > 0.2) & ~titled) | (caseless > 0.3)))
    prose |= (width >= 80) & ends & (capital <= 0.45) & (counts.words > 6)
    body = _body(width, prose)
    groups = (
        _shape(blocks, capital, caseless, function, prose, titled),
        _signs(blocks),
        [np.minimum(found.counts, 2), found.leads, found.covers],
        _places(blocks, width, prose, body),
        _repeats(letters, keys, again, prose, body, caseless),
    )
    columns = [values for group in groups for values in group]
    rows = np.empty((len(blocks), sum(1 if values.ndim == 1 else values.shape[1] for values in columns)), np.float32)
    at = 0
    for values in columns:
        if values.ndim == 1:
            rows[:, at] = values
            at += 1
        else:
            rows[:, at : at + values.shape[1]] = values
            at += values.shape[1]
    return Page(rows, keys, again[0], letters.count, width, prose, body, found, cues.kinds)


def _letters(blocks: Blocks) -> Letters:
    """The letters of each block, of long ones the first _COMPARED."""
    found = blocks.words.letters
    if int(found.count.max()) <= _COMPARED:
        return found
    near = np.arange(len(found.owner)) - (np.cumsum(found.count) - found.count)[found.owner] < _COMPARED
    return tokens.letters(found.codes[near], found.owner[near], len(blocks))


# Characters of these kinds are counted up to so many: more of them say nothing more.
_COUNTED = (
    (("comma",), 5), (("stop", "asking"), 8), (("bracket",), 4), (("quote",), 6), (("colon",), 2), (("dash",), 3),
    (("sign",), 1), (("bar",), 1), (("other",), 1), (("digit",), 8),
)  # fmt: skip
_CAPS = np.array([cap for _, cap in _COUNTED], np.float32)
_COUNT = characters.groups(*(kinds for kinds, _ in _COUNTED))
_FIRST = characters.groups(
    ("upper",), ("lower",), ("digit",), ("quote",), ("bar", "dash"), ("caseless", "wide"), ("bracket",), ("sign",)
)
_LAST = characters.groups(
    ("quote",), ("colon",), ("comma", "dash", "bar"), ("ellipsis",), ("upper", "lower", "digit"), ("bracket",)
)
_END = characters.groups(("stop", "asking", "ellipsis"), ("asking",))
BLANK_COLUMNS = slice(39, 43)
"""Columns of blank lines and indents, which much that dumps or pastes a page loses: training erases them at times."""


def _shape(
    blocks: Blocks, capital: Floats, caseless: Floats, function: Floats, prose: Flags, titled: Flags
) -> list[NDArray[np.generic]]:
    """What a block is like by itself: its length, its case, how it starts and ends."""
    counts = blocks.counts
    width, words = counts.width, counts.words
    blanks = blocks.lines.blanks[blocks.first]
    size = len(blocks)
    lines = np.diff(np.append(blocks.first, len(blocks.lines)))
    upper, lower, digit = (counts.kinds[:, KIND[name]] for name in ("upper", "lower", "digit"))
    return [
        np.minimum(product(padded(counts.kinds.astype(np.float32)), _COUNT)[:size], _CAPS),
        _FIRST[counts.first], _LAST[counts.last], _END[counts.end],
        np.log1p(width), np.minimum(width, 600) / 100, np.log1p(words), np.minimum(width / np.maximum(words, 1), 20),
        capital, (upper > 3) & (lower == 0), digit / np.maximum(counts.length, 1), words <= 1,
        counts.capitals >= words, function, np.minimum(function * words, 12), caseless, np.minimum(lines, 6),
        np.minimum(blocks.lines.indent[blocks.first], 12), np.minimum(blanks, 4),
        np.append(np.minimum(blanks[1:], 4), 4), np.full(size, (blanks > 0).mean()), prose, titled,
        blocks.lines.glued[blocks.first],
    ]  # fmt: skip


def _signs(blocks: Blocks) -> list[NDArray[np.generic]]:
    """Numbers that are years, times and dates; dots and signs inside words, as addresses have them."""
    size, lines, words = len(blocks), blocks.lines, blocks.words
    codes, kinds = lines.codes, lines.kinds
    head, end = int(lines.start[0]), len(codes) - 1
    at = np.flatnonzero(kinds[words.first + head] == KIND["digit"])
    first, length, owner = words.first[at] + head, words.size[at], words.owner[at]
    begins, second = codes[first], codes[np.minimum(first + 1, end)]
    behind = codes[np.minimum(first + length, end)]
    # The next word is a number too, with one character between.
    after = np.minimum(at + 1, len(words.size) - 1)
    goes_on = (words.first[after] + head == first + length + 1) & (kinds[words.first[after] + head] == KIND["digit"])
    two = (length <= 2) & goes_on
    year = (length == 4) & (((begins == _ONE) & (second == _NINE)) | ((begins == _TWO) & (second == _ZERO)))
    clock = two & ((behind == _COLON) | (behind == _DOT)) & (words.size[after] == 2)
    hour = (length <= 5) & ((second == _H) | (codes[np.minimum(first + 2, end)] == _H)) & (length > 2)
    numeric = two & ((behind == _DOT) | (behind == _SLASH) | (behind == _DASH))
    spots = np.flatnonzero((codes == _DOT) | (codes == _AT))
    spots = spots[(spots > head) & (spots < end)]
    near = (kinds[spots - 1] == KIND["lower"]) & (kinds[spots + 1] == KIND["lower"])
    group = np.searchsorted(lines.start[blocks.first], spots[near], side="right") - 1
    flat = np.concatenate((owner[year], size + owner[clock | hour], 2 * size + owner[numeric], 3 * size + owner,
                           4 * size + group))  # fmt: skip
    found = np.bincount(flat, minlength=5 * size).reshape(5, size)
    return [np.minimum(found, 3).T]


def _body(width: Ints, prose: Flags) -> tuple[int, int]:
    """The stretch of blocks with the greatest sum of prose against everything else."""
    gain = np.where(prose, np.minimum(width, 400) / 100.0, np.where(width > 110, 0.2, -0.35 - 0.25 * (width < 40)))
    sums = np.concatenate(([0.0], np.cumsum(gain)))
    rise = sums - np.minimum.accumulate(sums)
    last = int(rise.argmax())
    if rise[last] <= 0:
        return 0, len(width)
    return int(sums[:last].argmin()), last


def _places(blocks: Blocks, width: Ints, prose: Flags, body: tuple[int, int]) -> list[NDArray[np.generic]]:
    """Where a block stands: on the page, against the body, among its neighbours."""
    size = len(blocks)
    first, last = body
    at = np.arange(size)
    # Sums of prose blocks from the top, with those that stand before the page and behind it.
    sums = np.empty(_AROUND[0] + size + 1 + _AROUND[1], np.int64)
    sums[: _AROUND[0] + 1] = 0
    np.cumsum(prose, out=sums[_AROUND[0] + 1 : _AROUND[0] + 1 + size])
    total = sums[_AROUND[0] + size]
    sums[_AROUND[0] + 1 + size :] = total
    # Prose blocks within some stretches around each block.
    within = np.empty((size, len(_STRETCHES)), np.float32)
    for number, (low, high) in enumerate(_STRETCHES):
        low, high = _AROUND[0] + low, _AROUND[0] + high
        within[:, number] = sums[high : high + size] - sums[low : low + size]
    # Distance to the next prose block behind, and before; a block counts as far from itself as from the next one.
    spots = np.flatnonzero(prose)
    ahead = np.append(spots, size + _FAR)[spots.searchsorted(at, side="right")] - at
    back = at - np.append(-_FAR, spots)[spots.searchsorted(at, side="left")]
    edges = np.append(0, np.flatnonzero(prose[1:] != prose[:-1]) + 1)
    lengths = np.append(edges[1:], size) - edges
    body_width = width[first:last][prose[first:last]]
    usual = np.log1p(np.sort(body_width)[len(body_width) // 2]) if len(body_width) else 0.0
    distances = np.empty((size, 8), np.int64)
    far = (
        at, size - 1 - at, np.abs(at - first), np.abs(at - last), np.minimum(ahead, _FAR), np.minimum(back, _FAR),
        lengths.repeat(lengths), at - edges.repeat(lengths),
    )  # fmt: skip
    for number, values in enumerate(far):
        distances[:, number] = values
    logs = np.log1p(distances)
    logs[:first, 2] *= -1
    logs[:last, 3] *= -1
    logs[prose, 6] *= -1
    whole = np.empty((size, 4), np.float32)
    share_of_body = (sums[_AROUND[0] + last] - sums[_AROUND[0] + first]) / max(1, total)
    whole[:] = np.log1p(size), share_of_body, usual, np.log1p(total)
    through = np.minimum(np.maximum((at - first) / max(1, last - first), -0.5), 1.5)
    return [logs, at / size, (at >= first) & (at < last), through, within, whole, _rank(width), at == 0]


def _rank(width: Ints) -> Floats:
    """Share of the ten blocks around that are longer."""
    longer = np.zeros(len(width), np.float32)
    for step in range(1, 6):
        wider = width[:-step] > width[step:]
        longer[step:] += wider
        longer[:-step] += width[step:] > width[:-step]
    return longer / np.float32(10)


def _repeats(
    letters: Letters,
    keys: Hashes,
    again: tuple[Ints, Flags],
    prose: Flags,
    body: tuple[int, int],
    caseless: Floats,
) -> list[NDArray[np.generic]]:
    """What is said again elsewhere: equal blocks, and runs of letters shared with the body, the lead and the top."""
    size = len(prose)
    next_same = np.zeros(size, np.bool_)
    next_same[:-1] = (keys[1:] == keys[:-1]) & (letters.count[:-1] > 0)
    first, last = body
    in_body = np.zeros(size, np.bool_)
    in_body[first:last] = prose[first:last]
    leading = np.flatnonzero(in_body)[:_LEAD].tolist()
    lead = np.zeros(size, np.bool_)
    lead[leading] = True
    grams, total = _grams(letters, caseless)
    ends = total.cumsum()
    starts = ends - total
    # What is known of each number a run of letters can have: said in the body, said there twice, in the lead, on top.
    known = np.zeros(1 << _BITS, np.uint8)
    told = grams[in_body.repeat(total)]
    order = np.arange(len(told), dtype=np.int32)
    latest = np.empty(1 << _BITS, np.int32)
    latest[told] = order
    known[told] = _SAID
    known[told[np.flatnonzero(latest.take(told) != order)]] = _SAID | _TWICE
    for at in leading:
        known[grams[starts[at] : ends[at]]] |= _LEADING
    known[grams[: ends[0]]] |= _ON_TOP
    # Counted by block at once, each in bits of its own: no block has more runs than _COMPARED.
    sums = np.zeros(len(grams) + 1, np.int64)
    np.cumsum(_APART.take(known.take(grams)), out=sums[1:])
    found = sums[ends] - sums[starts]
    said, twice, with_lead, with_top = (
        share((found >> (_APART_BY * bit)) & ((1 << _APART_BY) - 1), total) for bit in range(4)
    )
    with_body = np.where(in_body, twice, said)
    with_top[0] = 0
    title = (letters.count >= 6) & (letters.count <= 260)
    lead_overlap = np.where(title & ~(in_body & ~lead), with_lead, 0)
    top_overlap = np.where(title, with_top, 0)
    stop = min(first + _LEAD, size)
    score = lead_overlap + 0.5 * top_overlap
    best = np.ones(size, np.float32)
    best[:stop] = score[:stop].max(initial=0) - score[:stop]
    return [
        np.minimum(again[0], 5), again[1] & (letters.count > 8), next_same, lead_overlap, top_overlap, best,
        np.where(total > 3, with_body, 0),
    ]  # fmt: skip


def _grams(letters: Letters, caseless: Floats) -> tuple[Ints, Ints]:
    """Runs of letters, as numbers of _BITS bits, block after block, and how many there are of each.

    Those in scripts without case are shorter.
    """
    short = caseless > _WITHOUT_CASE
    total = np.maximum(letters.count - np.where(short, _WIDE_GRAM, _GRAM) + 1, 0)
    grams = np.empty(int(total.sum()), np.int64)
    for size, wanted in ((_GRAM, ~short), (_WIDE_GRAM, short)):
        if not wanted.any():
            continue
        owner = letters.owner[: max(0, len(letters.owner) - size + 1)]
        inside = owner == letters.owner[size - 1 :]
        if wanted.all():
            grams[:] = letters.grams(size).take(np.flatnonzero(inside)) >> np.uint64(64 - _BITS)
        else:
            inside &= wanted.take(owner)
            grams[wanted.repeat(total)] = letters.grams(size).take(np.flatnonzero(inside)) >> np.uint64(64 - _BITS)
    return grams, total
