"""The language of a text: its script and function words first; a library's model only where these leave doubt."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from newscopy.structure.words import Lexicon, fold

_WORD = re.compile(r"[^\W\d_]+")
# Letters looked at: enough to be sure, and a constant cost for long texts.
ENOUGH = 1000
_FEWEST_HITS = 8
# The best language must have this many times the hits of the second.
_CLEAR = 1.25
_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "ckb", "dv"})
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("kn", re.compile("[\u0c80-\u0cff]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("si", re.compile("[\u0d80-\u0dff]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
)
_ANY_SCRIPT = re.compile("[\u0370-\u03ff\u0530-\u05ff\u0980-\u17ff\u3040-\u9fff\uac00-\ud7a3]")
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def tell(text: str, lexicon: Lexicon) -> str | None:
    """The BCP 47 tag of a text's language, or None for a text too short to tell."""
    sample = text[:ENOUGH]
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    if letters < 3:
        return None
    for language, script in _SCRIPTS if _ANY_SCRIPT.search(sample) else ():
        # Japanese is told by its kana, which are fewer than its Chinese characters; signs of vowels are no letters.
        if len(script.findall(sample)) > letters * (0.1 if language == "ja" else 0.4):
            return language
    hits = _function_hits(words, lexicon)
    (best, most), (_, second) = [*hits, ("", 0), ("", 0)][:2]
    if most >= _FEWEST_HITS and most >= second * _CLEAR:
        return best
    return _by_model(sample) if letters >= 12 else None


def direction(language: str | None, text: str) -> str:
    """ "rtl" for a language written from right to left, or a text mostly in such letters."""
    if language and language.split("-")[0] in _RTL:
        return "rtl"
    sample = text[:ENOUGH]
    found = len(_RTL_LETTER.findall(sample))
    return "rtl" if found and found * 2 > sum(map(str.isalpha, sample)) else "ltr"


def _function_hits(words: Sequence[str], lexicon: Lexicon) -> list[tuple[str, int]]:
    known = _languages_by_word(lexicon)
    hits: dict[str, int] = {}
    for word, times in Counter(filter(known.__contains__, words)).items():
        for language in known[word]:
            hits[language] = hits.get(language, 0) + times
    return sorted(hits.items(), key=lambda item: (-item[1], item[0]))


@lru_cache(maxsize=4)
def _languages_by_word(lexicon: Lexicon) -> dict[str, list[str]]:
    by_word: dict[str, list[str]] = {}
    told = {language: kinds.get("function", frozenset()) for language, kinds in lexicon.languages.items()}
    for language, common in {**_neighbours(), **told}.items():
        for word in common:
            by_word.setdefault(word, []).append(language)
    return by_word


@cache
def _neighbours() -> dict[str, frozenset[str]]:
    """The commonest words of languages without a word list, which are like those of others."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return {language: frozenset(fold(text).split(", ")) for language, text in tomllib.load(file).items()}


def _by_model(text: str) -> str:
    import py3langid  # loads its model, which takes half a second, at the first call

    return str(py3langid.classify(text)[0])
