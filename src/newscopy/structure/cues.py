"""Finds the lexicon's phrases among the words of a block: one dictionary look-up a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"\w+")
# Scripts written without spaces: a phrase is looked for as it stands in the text.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Cues:
    """Phrases of many kinds, ready to be found. `phrases` maps a kind to its casefolded phrases."""

    def __init__(self, phrases: Mapping[str, frozenset[str]]) -> None:
        self.kinds = tuple(sorted(phrases))
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        unspaced: dict[str, list[str]] = {}
        for kind in self.kinds:
            for phrase in sorted(phrases[kind]):
                if _UNSPACED.search(phrase):
                    unspaced.setdefault(phrase, []).append(kind)
                    continue
                tokens = tuple(_WORD.findall(phrase))
                if tokens:
                    self._by_first.setdefault(tokens[0], []).append((tokens, kind))
        self._unspaced = unspaced
        self._any_unspaced = re.compile("|".join(map(re.escape, sorted(unspaced, key=len, reverse=True))) or r"(?!)")

    def find(self, tokens: Sequence[str], text: str) -> Iterator[tuple[str, int]]:
        """Each phrase found as (kind, number of the token it starts at); `tokens` are the casefolded words of `text`.

        A phrase in a script without spaces counts as the first token where it opens the text, else as the second.
        """
        by_first = self._by_first
        for at, token in enumerate(tokens):
            for phrase, kind in by_first.get(token, ()):
                size = len(phrase)
                if size == 1 or tuple(tokens[at : at + size]) == phrase:
                    yield kind, at
        if not text.isascii() and _UNSPACED.search(text):
            for match in self._any_unspaced.finditer(text):
                for kind in self._unspaced[match.group()]:
                    yield kind, int(match.start() > 0)
