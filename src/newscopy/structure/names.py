"""What the name of a person looks like, and where it ends and a role begins. Names are taken as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newscopy.structure.words import Lexicon, fold

_PARTICLES = frozenset(
    (  # noqa: SIM905 - a list of quoted words is harder to read
        "de da do dos das del della di du des der den van von vom zu zum zur la le el al bin bint ibn ben ter ten te y "
        "e i af av d' 't in't op abu ould dos san santa"
    ).split()
)
# Signs of vowels and other marks, which are no letters to regular expressions; and what joins letters or parts them.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e\u0f71-\u0f84"
    "\u102b-\u103e\u17b4-\u17d3\u200c\u200d"
)
_NAME_WORD = re.compile(rf"[^\W\d_](?:[\w.'’ʼ‘{_MARKS}-]*[\w.{_MARKS}])?")
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
_HAN_NAME = re.compile(r"[\u3400-\u9fff々]{2,4}|[\u30a0-\u30ff・＝]{3,14}|[\u3400-\u9fff]{1,6}[\u3040-\u30ff]{1,6}")
_HANGUL_NAME = re.compile(r"[\uac00-\ud7a3]{2,4}")
_SIGN = re.compile(r"[a-zäöüß]{2,4}")
_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿа-я0-9.])(?=[A-ZÀ-ÞА-Я])")
_MOST_WORDS = 5
# What stands on a page in capitals like a name, and is none; sections first, whose words are also those of places.
_FURNITURE = (
    *("section", "navigation", "share", "subscription", "comments", "related_heading", "consent", "advert", "legal"),
    *("ago", "published", "updated", "reading_time", "tag", "network", "photo"),
)


def looks_like_name(text: str) -> bool:
    """True for two to five capitalised words and nothing else, or a Chinese, Japanese or Korean name."""
    parts = text.split()
    if len(parts) == 1:
        return bool(_HAN_NAME.fullmatch(text) or _HANGUL_NAME.fullmatch(text))
    if not 2 <= len(parts) <= _MOST_WORDS or not all(_NAME_WORD.fullmatch(part) for part in parts):
        return False
    named = [part for part in parts if part not in _PARTICLES]
    return len(named) >= 2 and all(map(_capital, named)) and _capital(parts[-1])


def is_single_name(text: str) -> bool:
    """True for one capitalised word, as in "by Eddie"; a cue must stand before it."""
    return bool(_NAME_WORD.fullmatch(text)) and _capital(text) and len(text) > 1


def is_sign(text: str) -> bool:
    """True for the two to four small letters with which German desks sign ("ino/dpa")."""
    return bool(_SIGN.fullmatch(text))


def is_particle(word: str) -> bool:
    """True for the small words inside names, such as "de" and "van"."""
    return word.casefold() in _PARTICLES


def is_furniture(text: str, lexicon: Lexicon) -> bool:
    """True for words of the page around the copy: "Email the author", "Hours Ago", "Share Comments"."""
    folded = fold(text)
    if lexicon.knows(folded, *_FURNITURE):
        return True
    words = folded.split()
    return len(words) > 1 and all(lexicon.knows(word, *_FURNITURE[1:]) for word in words)


def without_tail(text: str, lexicon: Lexicon) -> str:
    """A name without the button behind it ("Ann Lee Follow")."""
    before, _, last = text.rpartition(" ")
    return before if " " in before and lexicon.knows(fold(last), "share", "network") else text


def said_once(text: str) -> str:
    """A text that is the same words twice ("Ann Lee Ann Lee"), as a portrait's caption beside a name gives, once."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else text


def split_agency(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """A name and the agency behind it without a separator ("Ann Lee The Associated Press")."""
    words = text.split()
    for size in range(min(4, len(words) - 2), 0, -1):
        agency = " ".join(words[-size:])
        if fold(agency) in lexicon["agency"] and looks_like_name(" ".join(words[:-size])):
            article = words[-size - 1].casefold() == "the" and len(words) - size > 2
            return " ".join(words[: -size - article]), agency
    return text, None


def is_role(text: str, lexicon: Lexicon) -> bool:
    """True for what somebody is: a phrase of the lexicon, or words of such phrases that end or begin with a role."""
    folded = fold(text)
    if folded in lexicon["role"]:
        return True
    words = folded.split()
    heads, modifiers = _role_words(lexicon)
    known = sum(word in modifiers for word in words)
    return 1 < len(words) <= 7 and (words[-1] in heads or words[0] in heads) and 2 * known >= len(words)


def split_role(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """A name and the role behind it: "Ann Lee Health Reporter", or glued as in "Ann LeeHealth Reporter".

    A role of two words or more may stand in front ("Health Reporter Ann Lee"). The name is "" where each word is one
    of roles ("Chief Business Editor").
    """
    glued = _split_glued(text, lexicon)
    if glued:
        return glued
    parts = text.split()
    heads, modifiers = _role_words(lexicon)
    start = len(parts)
    if start > 2 and fold(parts[-1]) in heads and all(fold(part) in modifiers for part in parts):
        return "", text
    front = next(at for at, part in enumerate([*parts, ""]) if fold(part) not in modifiers)
    if front >= 2 and fold(parts[front - 1]) in heads and looks_like_name(" ".join(parts[front:])):
        return " ".join(parts[front:]), " ".join(parts[:front])
    while start > 2 and fold(parts[start - 1]) in modifiers:
        start -= 1
    tail = [fold(part) for part in parts[start:]]
    if tail and any(word in heads for word in tail) and not _capital_only(parts[:start]):
        return " ".join(parts[:start]), " ".join(parts[start:])
    return text, None


def _split_glued(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    _, modifiers = _role_words(lexicon)
    for match in _INNER_CAPITAL.finditer(text):
        name, role = text[: match.start()], text[match.start() :]
        if looks_like_name(name) and all(fold(word) in modifiers for word in role.split()) and is_role(role, lexicon):
            return name, role
    return None


def _capital(word: str) -> bool:
    """Capitalised, or of a script without capitals; "d'Arcy" and "al-Masri" count."""
    core = re.sub(r"^(?:[a-z]{1,2}['’]|al-|el-|ad-|as-|at-|an-|ar-|ash-)", "", word)
    return bool(core) and (core[0].isupper() or not core[0].islower())


def _capital_only(parts: list[str]) -> bool:
    return all(_INITIALS.fullmatch(part) for part in parts)


@cache
def _role_words(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Single words that are a role, and all words that stand in a role but are no function words."""
    heads = frozenset(role for role in lexicon["role"] if " " not in role)
    words = frozenset(_words_of(lexicon)) - lexicon["function"] - lexicon["joiner"]
    return heads, words | heads


def _words_of(lexicon: Lexicon) -> Iterator[str]:
    for role in lexicon["role"]:
        yield from role.split()
