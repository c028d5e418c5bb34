"""Blocks to Features: numbers about each block and about its place on the page; no decisions.

Counting runs over the code points of the whole page at once; looking words up is one pass over the first
words of the blocks around the body. All lists have one entry a block.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newscopy.structure.blocks import CLOSERS, SENTENCE_ENDS, Block
from newscopy.structure.cues import Cues

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Classes of code points, in the columns of the count table.
_OTHER, _SPACE, _UPPER, _LOWER, _CASELESS, _DIGIT, _STOP, _COMMA, _QUOTE, _PUNCTUATION, _BREAK, _WIDE = range(12)
_CLASSES = 12
_WORD = re.compile(r"\w+")
# Words of a block that are looked up; cues stand at the start, and 40 words tell prose from a menu.
_LOOKED_AT = 240
_CUES_IN = 16
_SHORTEST_PROSE = 45
# Blocks around the body, and at the top of the page, in which words are looked up; menus further off need none.
_REACH = 40
_TOP = 8
# Letters that are compared at a time; in scripts without case, two characters.
_GRAM = 5
# Letters of a headline or caption at most: longer blocks are not compared with the body.
_LONGEST_TITLE = 220
# Paragraphs that a headline or caption is compared with, and blocks before the prose that are.
_LEAD = 4
_HEAD_REACH = 40


@dataclass(frozen=True)
class Features:
    """What is known of each block of a page.

    width: columns (CJK counts two). words, capitals, digits, commas, stops, quotes: counts. upper, lower: letters
    of that case. caseless: share of letters that have no case. function: share of function words among the first
    words. ends, opens: closes a sentence; its first letter is upper case. repeats: other blocks with the same
    letters. overlap: share of its letter groups that the opening of the body has too. cues: for each kind of cue,
    how many of its phrases stand in the block's first words. lead: the block starts with such a phrase.
    body: first and one past the last block of the run of prose.
    """

    width: list[int]
    words: list[int]
    capitals: list[int]
    digits: list[int]
    stops: list[int]
    upper: list[int]
    lower: list[int]
    caseless: list[float]
    function: list[float]
    ends: list[bool]
    prose: list[bool]
    repeats: list[int]
    overlap: list[float]
    cues: dict[str, list[int]]
    leads: dict[str, list[bool]]
    keys: tuple[str, ...]
    body: tuple[int, int]


def measure(blocks: Sequence[Block], cues: Cues, function_words: frozenset[str]) -> Features:
    """The features of a page; `blocks` must not be empty."""
    texts = [block.text for block in blocks]
    counts, words, capitals = _count(texts)
    letters = counts[:, _UPPER] + counts[:, _LOWER] + counts[:, _CASELESS] + counts[:, _WIDE]
    caseless = ((counts[:, _CASELESS] + counts[:, _WIDE]) / np.maximum(letters, 1)).astype(np.float32)
    width = np.fromiter(map(len, texts), np.int64, len(texts)) + counts[:, _WIDE]
    ends = np.fromiter(
        (text.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS and text != "" for text in texts), np.bool_, len(texts)
    )
    tokens: dict[int, list[str]] = {}
    long = np.flatnonzero(width >= _SHORTEST_PROSE).tolist()
    function = _function_share(texts, long, tokens, function_words)
    # Menus run together into long lines have a capital at nearly every word.
    titled = (capitals > 0.65 * words) & (words > 4)
    running = ((function > 0.15) & ~titled) | (caseless > 0.3)
    prose = ((width >= 90) & running) | (
        (width >= _SHORTEST_PROSE) & ends & (((function > 0.2) & ~titled) | (caseless > 0.3))
    )
    # Languages whose function words nobody has listed: a long sentence in which few words have a capital.
    prose |= (width >= 80) & ends & (capitals <= 0.45 * words) & (words > 6)
    body = _body(width, prose)
    near = sorted({*range(min(len(texts), _TOP)), *range(max(0, body[0] - _REACH), min(len(texts), body[1] + _REACH))})
    function += _function_share(texts, [at for at in near if at not in tokens], tokens, function_words)
    keys = tuple(_key(tokens[at], text) if at in tokens else "" for at, text in enumerate(texts))
    found, leads = _look_up(texts, near, tokens, caseless, cues)
    seen = Counter(keys)
    return Features(
        width=width.tolist(),
        words=words.tolist(),
        capitals=capitals.tolist(),
        digits=counts[:, _DIGIT].tolist(),
        stops=counts[:, _STOP].tolist(),
        upper=counts[:, _UPPER].tolist(),
        lower=counts[:, _LOWER].tolist(),
        caseless=caseless.tolist(),
        function=function.tolist(),
        ends=ends.tolist(),
        prose=prose.tolist(),
        repeats=[seen[key] - 1 if key else 0 for key in keys],
        overlap=_overlap(keys, caseless, prose, body),
        cues=found,
        leads=leads,
        keys=keys,
        body=body,
    )


@cache
def _class_table() -> NDArray[np.uint8]:
    """The class of every code point of the Basic Multilingual Plane; what lies beyond is taken for U+FFFF."""
    table = np.full(0x10000, _OTHER, np.uint8)
    by_category = {"Lu": _UPPER, "Lt": _UPPER, "Ll": _LOWER, "Nd": _DIGIT, "Zs": _SPACE}
    for code in range(0x10000):
        category = unicodedata.category(chr(code))
        if category in by_category:
            table[code] = by_category[category]
        elif category[0] == "L":
            table[code] = _WIDE if 0x2E80 <= code <= 0xD7FF else _CASELESS
        elif category[0] in "PS":
            table[code] = _PUNCTUATION
    for chars, kind in ((SENTENCE_ENDS, _STOP), (",;、，；،؛", _COMMA), ('"“”„«»‘’「」『』‹›', _QUOTE), ("\t", _SPACE)):
        for char in chars:
            table[ord(char)] = kind
    table[ord("\n")] = _BREAK
    return table


def _count(texts: Sequence[str]) -> tuple[Ints, Ints, Ints]:
    """Characters of each class, words and words with a capital, for each text."""
    # A block's own line breaks cannot occur: it was joined with spaces.
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    classes = _class_table()[np.minimum(codes, 0xFFFF)]
    breaks = np.flatnonzero(classes == _BREAK)
    starts = np.concatenate(([0], breaks[:-1] + 1))
    size = len(texts)
    owner = np.repeat(np.arange(size), breaks - starts + 1)
    counts = np.bincount(owner * _CLASSES + classes, minlength=size * _CLASSES).reshape(size, _CLASSES)
    before = np.empty_like(classes)
    before[0], before[1:] = _SPACE, classes[:-1]
    opens = ((before == _SPACE) | (before == _BREAK)) & (classes != _SPACE) & (classes != _BREAK)
    words = np.bincount(owner[opens], minlength=size)
    capitals = np.bincount(owner[opens & (classes == _UPPER)], minlength=size)
    return counts, words, capitals


def _function_share(
    texts: Sequence[str], chosen: Sequence[int], tokens: dict[int, list[str]], function_words: frozenset[str]
) -> Floats:
    """Share of function words among the first words of the chosen blocks, 0 for others; keeps the words in `tokens`."""
    share = np.zeros(len(texts), np.float32)
    known = function_words.__contains__
    for at in chosen:
        found = tokens[at] = _WORD.findall(texts[at][:_LOOKED_AT].casefold())
        if found:
            share[at] = sum(map(known, found)) / len(found)
    return share


def _key(tokens: Sequence[str], text: str) -> str:
    """Letters and digits of the first words: two texts with the same key differ in quotes and spacing at most."""
    return "".join(tokens) if len(text) <= _LOOKED_AT else f"{''.join(tokens)}{len(text)}"


def _look_up(
    texts: Sequence[str], chosen: Sequence[int], tokens: Mapping[int, list[str]], caseless: Floats, cues: Cues
) -> tuple[dict[str, list[int]], dict[str, list[bool]]]:
    """For each kind of cue, how often it stands in the first words of each block, and whether it opens it."""
    size = len(texts)
    found: list[int] = []
    leads: list[int] = []
    numbers = {kind: number * size for number, kind in enumerate(cues.kinds)}
    unspaced = (caseless > 0).tolist()
    for at in chosen:
        hits = cues.find(tokens[at][:_CUES_IN])
        if unspaced[at]:
            hits += cues.find_unspaced(texts[at][:_LOOKED_AT])
        for kind, place in hits:
            found.append(numbers[kind] + at)
            if place == 0:
                leads.append(numbers[kind] + at)
    cells = len(cues.kinds) * size
    counts = np.bincount(np.array(found, np.int64), minlength=cells).reshape(-1, size)
    flags = np.bincount(np.array(leads, np.int64), minlength=cells).reshape(-1, size) > 0
    return (
        dict(zip(cues.kinds, counts.tolist(), strict=True)),
        dict(zip(cues.kinds, flags.tolist(), strict=True)),
    )


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


def _overlap(keys: Sequence[str], caseless: Floats, prose: Flags, body: tuple[int, int]) -> list[float]:
    """How much of each short block is said again in the first paragraphs: headlines and captions share words."""
    first, last = body
    lead: set[str] = set()
    for at in np.flatnonzero(prose[first:last])[:_LEAD].tolist():
        lead |= _grams(keys[first + at], caseless[first + at])
    result = [0.0] * len(keys)
    for at in range(max(0, first - _HEAD_REACH), min(len(keys), last)):
        if (prose[at] and first <= at) or not 6 <= len(keys[at]) <= _LONGEST_TITLE:
            continue
        grams = _grams(keys[at], caseless[at])
        if grams:
            result[at] = len(grams & lead) / len(grams)
    return result


def _grams(key: str, caseless: float) -> set[str]:
    size = 2 if caseless > 0.5 else _GRAM
    return {key[at : at + size] for at in range(len(key) - size + 1)}
