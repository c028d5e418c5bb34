"""Finds the lexicon's phrases among the words of a block: one dictionary look-up a word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"\w+")
# Scripts written without spaces: a phrase is looked for as it stands in the text.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Cues:
    """Phrases of many kinds, ready to be found. `phrases` maps a kind to its casefolded phrases.

    A phrase that is no more than a letter or one of `common`, words that stand in any sentence, is found only where
    it opens a text.
    """

    def __init__(self, phrases: Mapping[str, frozenset[str]], common: frozenset[str]) -> None:
        self.kinds = tuple(sorted(phrases))
        self._opening: dict[str, list[str]] = {}
        self._single: dict[str, list[str]] = {}
        self._openings: set[str] = set()
        self._longer: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        unspaced: dict[str, list[str]] = {}
        for kind in self.kinds:
            for phrase in sorted(phrases[kind]):
                tokens = tuple(_WORD.findall(phrase))
                if len(phrase) < 2 or phrase in common or (tokens and len(tokens[0]) < 2 and len(tokens) == 1):
                    self._opening.setdefault(phrase, []).append(kind)
                elif _UNSPACED.search(phrase):
                    unspaced.setdefault(phrase, []).append(kind)
                elif len(tokens) == 1:
                    self._single.setdefault(tokens[0], []).append(kind)
                elif tokens:
                    self._openings.add(tokens[0])
                    self._longer.setdefault(tokens[:2], []).append((tokens, kind))
        self._unspaced = unspaced
        self._any_unspaced = re.compile("|".join(map(re.escape, sorted(unspaced, key=len, reverse=True))) or r"(?!)")

    def find(self, tokens: Sequence[str], text: str) -> list[tuple[str, int]]:
        """Each phrase found as (kind, number of the token it starts at); `tokens` are the casefolded words of `text`.

        A phrase in a script without spaces counts as the first token where it opens the text, else as the second.
        """
        found = []
        single, openings = self._single, self._openings
        if tokens and tokens[0] in self._opening:
            found += [(kind, 0) for kind in self._opening[tokens[0]]]
        for at, token in enumerate(tokens):
            if token in single:
                found += [(kind, at) for kind in single[token]]
            if token in openings:
                for phrase, kind in self._longer.get(tuple(tokens[at : at + 2]), ()):
                    if len(phrase) == 2 or tuple(tokens[at : at + len(phrase)]) == phrase:
                        found.append((kind, at))
        if not text.isascii() and _UNSPACED.search(text):
            for match in self._any_unspaced.finditer(text):
                found += [(kind, int(match.start() > 0)) for kind in self._unspaced[match.group()]]
        return found
