"""What kind of character each code point is, in tables over the Basic Multilingual Plane."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Kinds = NDArray[np.uint8]

KINDS = (
    "space", "break", "other", "upper", "lower", "caseless", "wide", "mark", "digit", "stop", "asking", "ellipsis",
    "comma", "quote", "colon", "bar", "bracket", "dash", "sign", "punctuation",
)  # fmt: skip
"""The kinds by number. White space comes first: what is greater than "break" is something to read."""

KIND = {name: number for number, name in enumerate(KINDS)}
BREAK = KIND["break"]
_CHARACTERS = {
    "stop": ".!。！।॥։።۔",
    "asking": "?؟？",
    "ellipsis": "…",
    "comma": ",;、，；،؛",
    "quote": '"“”„«»‘’「」『』‹›',
    "colon": ":：",
    "bar": "|/>•·»►▶■●",
    "bracket": "()[]（）【】",
    "dash": "-–—―",
    "sign": "#@©®+*=<€$%&",
    "break": "\n\r",
}
_BY_CATEGORY = {"Lu": "upper", "Lt": "upper", "Ll": "lower", "Nd": "digit", "Mn": "mark", "Mc": "mark"}
# Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, and all of CJK.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0xD7FF), (0xF900, 0xFAFF))
_WIDE = ((0x2E80, 0xD7FF), (0xF900, 0xFAFF))
_PLANE = 0x10000
_PICTURES = range(0x1F000, 0x20000)


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def kinds_of(codes: Codes) -> Kinds:
    """The number in KINDS of each code point; beyond the plane of the tables pictures are "other", the rest letters."""
    if len(codes) and int(codes.max()) >= _PLANE:
        kinds: Kinds = _kinds().take(np.minimum(codes, _PLANE - 1))
        beyond = codes >= _PLANE
        pictures = (codes >= _PICTURES.start) & (codes < _PICTURES.stop)
        kinds[beyond & ~pictures] = KIND["caseless"]
        kinds[pictures] = KIND["other"]
        return kinds
    found: Kinds = _kinds().take(codes)
    return found


def folded(codes: Codes) -> Codes:
    """The code points in lower case, where that is one character for one."""
    if len(codes) and int(codes.max()) >= _PLANE:
        beyond = codes >= _PLANE
        return np.where(beyond, codes, _lower().take(np.minimum(codes, _PLANE - 1)))
    result: Codes = _lower().take(codes)
    return result


def unspaced(codes: Codes) -> NDArray[np.bool_]:
    """Letters of scripts in which words stand without spaces."""
    if not len(codes) or int(codes.max()) < _UNSPACED[0][0]:
        return np.zeros(len(codes), np.bool_)
    found: NDArray[np.bool_] = _is_unspaced().take(np.minimum(codes, _PLANE - 1))
    return found


def one_of(kinds: Kinds, *names: str) -> NDArray[np.bool_]:
    """Where the kind is one of those named."""
    found: NDArray[np.bool_] = _wanted(names).take(kinds)
    return found


def are(codes: Codes, characters: str) -> NDArray[np.bool_]:
    """Which code points are among a few characters."""
    found = np.zeros(len(codes), np.bool_)
    for character in characters:
        found |= codes == ord(character)
    return found


def groups(*columns: tuple[str, ...]) -> NDArray[np.float32]:
    """A table of kinds by groups of kinds: 1 where the kind is one of the group."""
    table = np.zeros((len(KINDS), len(columns)), np.float32)
    for number, names in enumerate(columns):
        table[[KIND[name] for name in names], number] = 1
    return table


@cache
def _wanted(names: tuple[str, ...]) -> NDArray[np.bool_]:
    wanted = np.zeros(len(KINDS), np.bool_)
    wanted[[KIND[name] for name in names]] = True
    return wanted


@cache
def _kinds() -> Kinds:
    table = np.full(_PLANE, KIND["other"], np.uint8)
    for code in range(_PLANE):
        char = chr(code)
        category = unicodedata.category(char)
        if category in _BY_CATEGORY:
            table[code] = KIND[_BY_CATEGORY[category]]
        elif category[0] == "L":
            table[code] = KIND["wide" if _within(code, _WIDE) else "caseless"]
        elif category[0] in "PS":
            table[code] = KIND["punctuation"]
        elif char.isspace():
            table[code] = KIND["space"]
    for kind, characters in _CHARACTERS.items():
        for char in characters:
            table[ord(char)] = KIND[kind]
    return table


@cache
def _lower() -> Codes:
    table = np.arange(_PLANE, dtype=np.uint32)
    for code in range(_PLANE):
        lower = chr(code).lower()
        if len(lower) == 1:
            table[code] = ord(lower)
    table[ord("ς")] = ord("σ")
    table[ord("İ")] = ord("i")
    return table


@cache
def _is_unspaced() -> NDArray[np.bool_]:
    table = np.zeros(_PLANE, np.bool_)
    for first, last in _UNSPACED:
        table[first : last + 1] = True
    return table


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
