"""Finds the lexicon's phrases among the words of a block: one dictionary look-up a word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ANNOUNCING = frozenset({"byline", "published", "updated", "ago"})
_WORD = re.compile(r"\w+")
# Scripts written without spaces: a phrase is looked for as it stands in the text.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Cues:
    """Phrases of many kinds, ready to be found. `phrases` maps a kind to its casefolded phrases.

    A phrase that is no more than a letter or one of `common`, words that stand in any sentence, is found only where
    it is the whole text; one that announces something ("by", "vom") also where it opens the text.
    """

    def __init__(self, phrases: Mapping[str, frozenset[str]], common: frozenset[str]) -> None:
        self.kinds = tuple(sorted(phrases))
        self._opening: dict[str, list[str]] = {}
        self._whole: dict[str, list[str]] = {}
        # For each first word: the kinds of which it is a whole phrase, and the longer phrases by their second word.
        self._by_first: dict[str, tuple[list[str], dict[str, list[tuple[tuple[str, ...], str]]]]] = {}
        unspaced: dict[str, list[str]] = {}
        for kind in self.kinds:
            for phrase in sorted(phrases[kind]):
                tokens = tuple(_WORD.findall(phrase))
                if len(phrase) < 2 or phrase in common or (tokens and len(tokens[0]) < 2 and len(tokens) == 1):
                    self._whole.setdefault(phrase, []).append(kind)
                    if kind in _ANNOUNCING and len(phrase) > 1:
                        self._opening.setdefault(phrase, []).append(kind)
                elif _UNSPACED.search(phrase):
                    unspaced.setdefault(phrase, []).append(kind)
                elif tokens:
                    whole, longer = self._by_first.setdefault(tokens[0], ([], {}))
                    if len(tokens) == 1:
                        whole.append(kind)
                    else:
                        longer.setdefault(tokens[1], []).append((tokens, kind))
        self._unspaced = unspaced
        self._any_unspaced = re.compile("|".join(map(re.escape, sorted(unspaced, key=len, reverse=True))) or r"(?!)")

    def find(self, tokens: Sequence[str]) -> list[tuple[str, int]]:
        """Each phrase found as (kind, number of the token it starts at); `tokens` are casefolded words."""
        found = []
        if tokens:
            rare = self._opening if len(tokens) > 1 else self._whole
            found += [(kind, 0) for kind in rare.get(tokens[0], ())]
        by_first = self._by_first
        for at, token in enumerate(tokens):
            if token not in by_first:
                continue
            whole, longer = by_first[token]
            for kind in whole:
                found.append((kind, at))
            if longer and at + 1 < len(tokens) and tokens[at + 1] in longer:
                for phrase, kind in longer[tokens[at + 1]]:
                    if len(phrase) == 2 or tuple(tokens[at : at + len(phrase)]) == phrase:
                        found.append((kind, at))
        return found

    def find_unspaced(self, text: str) -> list[tuple[str, int]]:
        """The same for scripts without spaces: (kind, 0) for a phrase that opens the text, (kind, 1) for another."""
        return [
            (kind, int(match.start() > 0))
            for match in self._any_unspaced.finditer(text)
            for kind in self._unspaced[match.group()]
        ]
