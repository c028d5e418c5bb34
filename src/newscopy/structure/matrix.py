"""Blocks to numbers: one row a block, for the labeller; no decisions.

Counting runs over the code points of the whole page at once; words are looked up in one pass over the first words
of each block. Training and reading share this code, so a model and the features it was made with go together:
change a column and raise VERSION.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscopy.structure.blocks import CLOSERS, Block
from newscopy.structure.cues import Cues

VERSION = 1
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_KINDS = (
    "other", "space", "upper", "lower", "caseless", "digit", "stop", "comma", "quote", "punctuation", "break", "wide",
    "colon", "bar", "bracket", "dash", "sign", "ellipsis", "asking",
)  # fmt: skip
_KIND = {name: number for number, name in enumerate(_KINDS)}
_CHARACTERS = {
    "stop": ".!。！।॥։።۔",
    "asking": "?؟？",
    "ellipsis": "…",
    "comma": ",;、，；،؛",
    "quote": '"“”„«»‘’「」『』‹›',
    "colon": ":：",
    "bar": "|/›>•·»►▶■●",
    "bracket": "()[]（）【】",
    "dash": "-–—―",
    "sign": "#@©®+*=<€$%&",
    "space": "\t",
    "break": "\n",
}
_WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d\d")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\.(?:com|de|org|net|co|fr|it)\b")
_LOOKED_AT = 200
_CUES_IN = 16
_REACH = 60
_GRAM = 5
_LONGEST_TITLE = 260
_LEAD = 4
_FAR = 99


@dataclass(frozen=True)
class Page:
    """What decoding needs beside the rows: `keys` are the letters of each block, `body` its run of prose."""

    rows: Floats
    keys: tuple[str, ...]
    width: Ints
    prose: Flags
    body: tuple[int, int]
    cues: dict[str, list[int]]
    leads: dict[str, list[bool]]


def measure(blocks: Sequence[Block], cues: Cues, function_words: frozenset[str], months: frozenset[str]) -> Page:
    """The rows of a page, shape (blocks, columns); `blocks` must not be empty."""
    texts = [block.text for block in blocks]
    size = len(texts)
    codes, starts, lasts, counts, words, capitals = _count(texts)
    letters = (
        counts[:, _KIND["upper"]] + counts[:, _KIND["lower"]] + counts[:, _KIND["caseless"]] + counts[:, _KIND["wide"]]
    )
    caseless = ((counts[:, _KIND["caseless"]] + counts[:, _KIND["wide"]]) / np.maximum(letters, 1)).astype(np.float32)
    length = np.fromiter(map(len, texts), np.int64, size)
    width = length + counts[:, _KIND["wide"]]
    closing = np.fromiter((ord(text.rstrip(CLOSERS)[-1:] or " ") for text in texts), np.int64, size)
    end_kind = _kind_of(closing)
    ends = _is(end_kind, "stop", "asking", "ellipsis")
    known = _Known(texts, cues, function_words, months, (caseless > 0).tolist())
    titled = (capitals > 0.65 * words) & (words > 4)
    running = ((known.function > 0.15) & ~titled) | (caseless > 0.3)
    prose = ((width >= 90) & running) | ((width >= 45) & ends & (((known.function > 0.2) & ~titled) | (caseless > 0.3)))
    prose |= (width >= 80) & ends & (capitals <= 0.45 * words) & (words > 6)
    body = _body(width, prose)
    long = np.maximum(length, 1)
    first, final = _kind_of(codes[starts]), _kind_of(codes[lasts])
    stops, quotes, brackets = (counts[:, _KIND[name]] for name in ("stop", "quote", "bracket"))
    plain = [
        np.log1p(width), np.minimum(width, 600) / 100, np.log1p(words),
        np.minimum(width / np.maximum(words, 1), 20) / 10, capitals / np.maximum(words, 1),
        (counts[:, _KIND["upper"]] > 3) & (counts[:, _KIND["lower"]] == 0), counts[:, _KIND["digit"]] / long,
        np.minimum(counts[:, _KIND["comma"]], 5), np.minimum(stops + counts[:, _KIND["asking"]], 8), ends,
        _is(final, "quote"), _is(final, "colon"), _is(final, "comma", "dash", "bar"), _is(final, "ellipsis"),
        _is(end_kind, "asking"), _is(first, "upper"), _is(first, "lower"), _is(first, "digit"), _is(first, "quote"),
        _is(first, "bar", "dash"), _is(first, "caseless", "wide"), _is(first, "bracket"),
        known.year, known.clock, known.month, known.address, counts[:, _KIND["bar"]] > 0,
        np.minimum(brackets, 4) / 2, np.minimum(quotes, 6) / 2, counts[:, _KIND["sign"]] > 0,
        np.minimum(counts[:, _KIND["colon"]], 2), np.minimum(counts[:, _KIND["dash"]], 3),
        counts[:, _KIND["space"]] == 0, _is(final, "upper", "lower", "digit"), capitals >= words, known.function,
        np.minimum(known.function * words, 12), caseless, np.minimum([block.lines for block in blocks], 6),
        np.minimum([block.indent for block in blocks], 12) / 4, np.minimum([block.blanks for block in blocks], 4),
        np.minimum([*(block.blanks for block in blocks[1:]), 4], 4), prose, titled,
    ]  # fmt: skip
    rows = np.empty((size, len(plain) + 2 * len(cues.kinds) + _PLACES), np.float32)
    for column, values in enumerate(plain):
        rows[:, column] = values
    at = len(plain)
    rows[:, at : at + len(cues.kinds)] = np.minimum(known.counts, 2).T
    at += len(cues.kinds)
    rows[:, at : at + len(cues.kinds)] = known.flags.T
    rows[:, at + len(cues.kinds) :] = _places(known.keys, width, caseless, prose, body, blocks)
    return Page(
        rows,
        known.keys,
        width,
        prose,
        body,
        dict(zip(cues.kinds, known.counts.tolist(), strict=True)),
        dict(zip(cues.kinds, known.flags.tolist(), strict=True)),
    )


def _kind_of(codes: NDArray[np.integer[Any]]) -> NDArray[np.uint8]:
    kinds: NDArray[np.uint8] = _table()[np.minimum(codes, 0xFFFF)]
    return kinds


def _is(kinds: NDArray[np.uint8], *names: str) -> Flags:
    return np.isin(kinds, [_KIND[name] for name in names])


@cache
def _table() -> NDArray[np.uint8]:
    """The kind of every code point of the Basic Multilingual Plane; what lies beyond is taken for U+FFFF."""
    table = np.full(0x10000, _KIND["other"], np.uint8)
    by_category = {"Lu": "upper", "Lt": "upper", "Ll": "lower", "Nd": "digit", "Zs": "space"}
    for code in range(0x10000):
        category = unicodedata.category(chr(code))
        if category in by_category:
            table[code] = _KIND[by_category[category]]
        elif category[0] == "L":
            table[code] = _KIND["wide" if 0x2E80 <= code <= 0xD7FF else "caseless"]
        elif category[0] in "PS":
            table[code] = _KIND["punctuation"]
    for kind, characters in _CHARACTERS.items():
        for character in characters:
            table[ord(character)] = _KIND[kind]
    return table


def _count(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Ints, Ints, Ints, Ints, Ints]:
    """Code points, where each text starts and has its last one, characters by kind, words, words with a capital."""
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    kinds = _kind_of(codes)
    breaks = np.flatnonzero(kinds == _KIND["break"])
    starts = np.concatenate(([0], breaks[:-1] + 1))
    size = len(texts)
    owner = np.repeat(np.arange(size), breaks - starts + 1)
    counts = np.bincount(owner * len(_KINDS) + kinds, minlength=size * len(_KINDS)).reshape(size, len(_KINDS))
    before = np.empty_like(kinds)
    before[0], before[1:] = _KIND["space"], kinds[:-1]
    opens = (
        ((before == _KIND["space"]) | (before == _KIND["break"]))
        & (kinds != _KIND["space"])
        & (kinds != _KIND["break"])
    )
    words = np.bincount(owner[opens], minlength=size)
    capitals = np.bincount(owner[opens & (kinds == _KIND["upper"])], minlength=size)
    return codes, starts, np.maximum(breaks - 1, starts), counts, words, capitals


class _Known:
    """What looking up the first words of each block gives."""

    def __init__(
        self,
        texts: Sequence[str],
        cues: Cues,
        function: frozenset[str],
        months: frozenset[str],
        unspaced: Sequence[bool],
    ) -> None:
        size = len(texts)
        keys = []
        share = []
        month, year, clock, address = ([False] * size for _ in range(4))
        found: list[int] = []
        leads: list[int] = []
        numbers = {kind: number * size for number, kind in enumerate(cues.kinds)}
        is_function = function.__contains__
        for at, text in enumerate(texts):
            tokens = _WORD.findall(text[:_LOOKED_AT].casefold())
            keys.append("".join(tokens) if len(text) <= _LOOKED_AT else f"{''.join(tokens)}{len(text)}")
            share.append(sum(map(is_function, tokens)) / (len(tokens) or 1))
            hits = cues.find(tokens[:_CUES_IN])
            if unspaced[at]:
                hits += cues.find_unspaced(text[:_LOOKED_AT])
            for kind, place in hits:
                found.append(numbers[kind] + at)
                if place == 0:
                    leads.append(numbers[kind] + at)
            if len(text) < _LOOKED_AT:
                year[at] = _YEAR.search(text) is not None
                clock[at] = _CLOCK.search(text) is not None
                month[at] = not months.isdisjoint(tokens)
                address[at] = _ADDRESS.search(text) is not None
        cells = len(cues.kinds) * size
        self.keys = tuple(keys)
        self.function = np.array(share, np.float32)
        self.month, self.year, self.clock, self.address = month, year, clock, address
        self.counts = np.bincount(np.array(found, np.int64), minlength=cells).reshape(-1, size)
        self.flags = np.bincount(np.array(leads, np.int64), minlength=cells).reshape(-1, size) > 0


def _body(width: Ints, prose: Flags) -> tuple[int, int]:
    """The stretch of blocks with the greatest sum of prose against everything else (Kadane's algorithm)."""
    gain = np.where(prose, np.minimum(width, 400) / 100.0, np.where(width > 110, 0.2, -0.35 - 0.25 * (width < 40)))
    best = total = 0.0
    start = first = last = 0
    for at, value in enumerate(gain.tolist()):
        if total <= 0:
            total, start = 0.0, at
        total += value
        if total > best:
            best, first, last = total, start, at + 1
    return (first, last) if last > first else (0, len(width))


_PLACES = 32


def _places(
    keys: Sequence[str],
    width: Ints,
    caseless: Floats,
    prose: Flags,
    body: tuple[int, int],
    blocks: Sequence[Block],
) -> Floats:
    """Where a block stands: on the page, against the body, among its neighbours, and what is said again elsewhere."""
    size = len(keys)
    first, last = body
    at = np.arange(size)
    seen = Counter(keys)
    good = prose.astype(np.int64)
    sums = np.concatenate(([0], np.cumsum(good)))

    def within(low: int, high: int) -> Ints:
        return sums[np.clip(at + high, 0, size)] - sums[np.clip(at + low, 0, size)]

    def signed(values: Ints) -> Floats:
        return (np.sign(values) * np.log1p(np.abs(values))).astype(np.float32)

    spots = np.flatnonzero(prose)
    after = np.full(size, _FAR)
    before = np.full(size, _FAR)
    if len(spots):
        nearest = np.searchsorted(spots, at, side="right")
        has = nearest < len(spots)
        after[has] = spots[nearest[has]] - at[has]
        prior = np.searchsorted(spots, at, side="left") - 1
        has = prior >= 0
        before[has] = at[has] - spots[prior[has]]
    change = np.flatnonzero(np.diff(good)) + 1
    edges = np.concatenate(([0], change, [size]))
    lengths = np.diff(edges)
    run = np.repeat(lengths, lengths)
    place_in_run = at - np.repeat(edges[:-1], lengths)
    overlap, with_first, best = _overlaps(keys, caseless, prose, body)
    body_width = width[first:last][prose[first:last]]
    repeated: dict[str, int] = {}
    earlier = np.zeros(size, np.float32)
    for number, key in enumerate(keys):
        if len(key) > 8:
            earlier[number] = key in repeated
            repeated[key] = number
    next_same = np.fromiter(
        (number + 1 < size and key == keys[number + 1] for number, key in enumerate(keys)), np.bool_, size
    )
    blanks = np.array([block.blanks for block in blocks])
    columns = [
        np.minimum([seen[key] - 1 for key in keys], 5), earlier, next_same, np.log1p(at), at / size,
        np.log1p(size - 1 - at), (at >= first) & (at < last), signed(at - first), signed(at - last),
        np.clip((at - first) / max(1, last - first), -0.5, 1.5),
        within(-3, 4), within(-8, 9), within(-5, 0), within(1, 6), within(-12, 0), within(1, 13),
        np.log1p(np.minimum(after, _FAR)), np.log1p(np.minimum(before, _FAR)),
        np.where(prose, -1, 1) * np.log1p(run), np.log1p(place_in_run),
        np.concatenate(([0], good[:-1])), np.concatenate((good[1:], [0])),
        np.full(size, np.log1p(size)), np.full(size, good[first:last].sum() / max(1, good.sum())),
        np.full(size, (blanks > 0).mean()), np.full(size, np.log1p(np.median(body_width)) if len(body_width) else 0),
        overlap, with_first, best, _rank(width), at == 0, np.full(size, np.log1p(good.sum())),
    ]  # fmt: skip
    result = np.empty((size, _PLACES), np.float32)
    for column, values in enumerate(columns):
        result[:, column] = values
    return result


def _rank(width: Ints) -> Floats:
    """Share of the ten blocks around that are longer."""
    size = len(width)
    longer = np.zeros(size, np.float32)
    for step in range(1, 6):
        longer[step:] += width[:-step] > width[step:]
        longer[:-step] += width[step:] > width[:-step]
    return (longer / 10).astype(np.float32)


def _overlaps(
    keys: Sequence[str], caseless: Floats, prose: Flags, body: tuple[int, int]
) -> tuple[Floats, Floats, Floats]:
    """Of each short block, how much the first paragraphs say too, and the first block; how far it is from the best."""
    first, last = body
    size = len(keys)
    lead: set[str] = set()
    for at in np.flatnonzero(prose[first:last])[:_LEAD].tolist():
        lead |= _grams(keys[first + at], caseless[first + at])
    top = _grams(keys[0][:_LONGEST_TITLE], caseless[0])
    overlap, with_first = np.zeros(size, np.float32), np.zeros(size, np.float32)
    for at in range(max(0, first - _REACH), min(size, last + 20)):
        if not 6 <= len(keys[at]) <= _LONGEST_TITLE or (prose[at] and first + _LEAD < at < last):
            continue
        grams = _grams(keys[at], caseless[at])
        if grams:
            overlap[at] = len(grams & lead) / len(grams)
            if at:
                with_first[at] = len(grams & top) / len(grams)
    best = np.zeros(size, np.float32)
    stop = min(first + _LEAD, size)
    score = overlap[:stop] + 0.5 * with_first[:stop]
    if len(score):
        best[:stop] = score.max() - score
    best[stop:] = 1
    return overlap, with_first, best


def _grams(key: str, caseless: float) -> set[str]:
    size = 2 if caseless > 0.5 else _GRAM
    return {key[at : at + size] for at in range(len(key) - size + 1)}
