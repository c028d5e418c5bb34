"""Bylines: the people and agencies of a line such as "By Ann Lee, health editor | Reuters", as data.

Names are taken as printed, never re-cased.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newscopy.model import Byline
from newscopy.structure import dates
from newscopy.structure.words import Lexicon, fold

_LONGEST = 160
# A part of a name: a capitalised or caseless word, an initial, or a particle between such.
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "des",
        "der",
        "den",
        "van",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "ter",
        "ten",
        "te",
        "y",
        "e",
        "i",
        "of",
        "af",
        "av",
        "d'",
        "mc",
        "mac",
        "st.",
        "af",
    ]
)
_NAME_WORD = re.compile(r"^[^\W\d_](?:[\w.'’ʼ-]*[\w.])?$")
_SPLIT = re.compile(r"\s*(?:[,;/|•·&＝=、]|\s[–—-]\s)\s*")
_AND = re.compile(
    r"\s+(?:and|und|et|y|e|och|og|en|ja|i|и|та|ve|και|și|és|und|with|mit|con|avec|และ|و)\s+", re.IGNORECASE
)
_CJK_NAME = re.compile(r"^[\u3400-\u9fff\u30a0-\u30ff々・]{2,8}$|^[\uac00-\ud7a3]{2,4}$")
_CJK_CUE = re.compile(r"\s*(?:기자|특파원|記者|记者|編集委員|論説委員|報道|报道|특파원)\s*")


@dataclass(frozen=True)
class Parsed:
    """What a line says of who wrote it. `confidence` is higher with a cue or a known agency."""

    bylines: tuple[Byline, ...]
    confidence: float


def parse(line: str, lexicon: Lexicon) -> Parsed | None:
    """The names of a byline; None if the line cannot be one.

    A line that only opens a byline ("By") gives no names and is a byline all the same.
    """
    text = line.strip()
    if len(text) > _LONGEST or not text:
        return None
    text = _without_dates(text)
    cue, rest = _without_cue(text, lexicon)
    if not rest:
        return Parsed((), 0.5) if cue else None
    people = _people(rest, lexicon)
    if not people:
        return None
    known = all(fold(person.name) in lexicon.phrases["agency"] for person in people)
    titled = any(person.role for person in people)
    return Parsed(tuple(people), 0.9 if cue else 0.75 if known or titled else 0.55)


def looks_like_name(text: str) -> bool:
    """True for two to five capitalised words and nothing else, or a CJK name."""
    parts = text.split()
    if len(parts) == 1:
        return bool(_CJK_NAME.match(text))
    if not 2 <= len(parts) <= 5 or not all(_NAME_WORD.match(part) for part in parts):
        return False
    named = [part for part in parts if part.casefold() not in _PARTICLES]
    return len(named) >= 2 and all(part[0].isupper() or not part[0].islower() for part in named)


def _without_dates(text: str) -> str:
    """The text before the first date, or behind it if the line opens with one."""
    found = dates.find(text)
    if not found:
        return text
    before = text[: found[0].start].rstrip(" ,|/·•-–—:(")
    return before if len(before) > 3 else text[found[-1].end :].strip(" ,|/·•-–—:)")


def _without_cue(text: str, lexicon: Lexicon) -> tuple[bool, str]:
    """Whether the line opens with a byline cue, and what follows it."""
    words = text.split()
    for size in range(min(5, len(words)), 0, -1):
        head = " ".join(words[:size])
        if fold(head) in lexicon.phrases["byline"] and (
            size > 1 or head[-1] in ":：" or len(words) > 1 or len(head) > 2
        ):
            return True, " ".join(words[size:]).strip(" :：|-–—")
    match = re.match(r"^(?:文|撰文|记者|記者|作者|取材)\s?[:：/／]?\s?(.+)$", text)
    return (True, match[1]) if match else (bool(_CJK_CUE.search(text)), _CJK_CUE.sub(" ", text).strip())


def _people(text: str, lexicon: Lexicon) -> list[Byline]:
    people: list[Byline] = []
    for part in (piece for chunk in _SPLIT.split(text) for piece in _AND.split(chunk)):
        piece = part.strip(" .()[]")
        folded = fold(piece)
        if not piece or folded in lexicon.phrases["byline"]:
            continue
        if folded in lexicon.phrases["agency"] or folded in lexicon.phrases.get("desk", ()):
            people.append(Byline(name=piece))
        elif _is_role(folded, lexicon):
            if not people:
                return []
            people[-1] = people[-1].model_copy(update={"role": piece})
        elif looks_like_name(piece) and not _is_furniture(folded, lexicon):
            people.append(Byline(name=piece))
        elif people and not people[-1].organisation and len(piece) < 60 and piece[0].isupper():
            people[-1] = people[-1].model_copy(update={"organisation": piece})
        elif not people:
            return []
    return people


def _is_role(folded: str, lexicon: Lexicon) -> bool:
    roles = lexicon.phrases["role"]
    words = folded.split()
    return folded in roles or (len(words) <= 5 and any(word in roles for word in words))


def _is_furniture(folded: str, lexicon: Lexicon) -> bool:
    kinds = (
        "section",
        "navigation",
        "share",
        "subscription",
        "comments",
        "related_heading",
        "consent",
        "advert",
        "legal",
    )
    return any(folded in lexicon.phrases[kind] for kind in kinds)
