"""The language of a text: its script and function words first; a library's model only where these leave doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from newscopy.structure.words import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
# Letters looked at: enough to be sure, and a constant cost for long texts.
_ENOUGH = 3000
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
)
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def tell(text: str, lexicon: Lexicon) -> str | None:
    """The BCP 47 tag of a text's language, or None for a text too short to tell."""
    sample = text[:_ENOUGH]
    letters = sum(map(str.isalpha, sample))
    if letters < 3:
        return None
    for language, script in _SCRIPTS:
        # Japanese is told by its kana, which are fewer than its Chinese characters.
        if len(script.findall(sample)) > letters * (0.1 if language == "ja" else 0.4):
            return language
    hits = _function_hits(
        sample, {name: kinds.get("function", frozenset()) for name, kinds in lexicon.languages.items()}
    )
    (best, most), (_, second) = (hits + [("", 0), ("", 0)])[:2]
    if most >= _FEWEST_HITS and most >= second * _CLEAR:
        return best
    return _by_model(sample) if letters >= 12 else None


def direction(language: str | None, text: str) -> str:
    """ "rtl" for a language written from right to left, or a text mostly in such letters."""
    if language and language.split("-")[0] in _RTL:
        return "rtl"
    sample = text[:_ENOUGH]
    return "rtl" if len(_RTL_LETTER.findall(sample)) * 2 > sum(map(str.isalpha, sample)) else "ltr"


def _function_hits(text: str, function: Mapping[str, frozenset[str]]) -> list[tuple[str, int]]:
    words = Counter(_WORD.findall(text.casefold()))
    hits = {name: sum(words[word] for word in known if word in words) for name, known in function.items() if known}
    return sorted(hits.items(), key=lambda item: (-item[1], item[0]))


def _by_model(text: str) -> str:
    import py3langid  # loads its model, which takes half a second, at the first call

    return str(py3langid.classify(text)[0])
