"""What the names of classes and ids tell of the text inside an element, as bits."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "words.toml"
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# From so many letters on a word also counts inside a longer one ("artikelteaserliste").
_INSIDE = 5
# Longer names are generated, or data.
_LONGEST = 400


@cache
def _tables() -> tuple[tuple[str, ...], dict[str, int], tuple[tuple[str, int], ...]]:
    """The families, the bits of each word, and the words that also count inside longer ones."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    bits: dict[str, int] = {}
    for number, words in enumerate(table.values()):
        for word in words.split():
            bits[word] = bits.get(word, 0) | 1 << number
    inside = tuple((word, bit) for word, bit in bits.items() if len(word) >= _INSIDE)
    return tuple(table), bits, inside


def families() -> tuple[str, ...]:
    """The names of the families; a family's bit is 1 << its place."""
    return _tables()[0]


@lru_cache(1 << 14)
def told_by(names: str) -> int:
    """The bits of all families that the words of a class or id attribute belong to."""
    found = 0
    for word in _WORD.findall(names[:_LONGEST]):
        found |= _bits(word.lower())
    return found


@lru_cache(1 << 14)
def _bits(word: str) -> int:
    _, bits, inside = _tables()
    if word in bits or len(word) <= _INSIDE:
        return bits.get(word, 0)
    found = 0
    for part, bit in inside:
        if part in word:
            found |= bit
    return found
