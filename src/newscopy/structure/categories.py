"""Section labels: the names in a breadcrumb, a row of chips, or chips that were dumped glued together; and tags."""

from __future__ import annotations

import re

from newscopy.structure.calendar import is_weekday
from newscopy.structure.words import Lexicon, fold, letters

MOST_IN_A_ROW = 3
"""So many section labels may stand in a row above a headline; more of them are a menu."""
_TRAIL = re.compile(r"\s*(?:[|/>›»•·\n]|\s[–—-]\s)\s*")
# Marks that stand between neighbours; a trail that leads down has others, or few steps.
_BESIDE = re.compile(r"\s[|•·]\s")
_LONGEST_TRAIL = 3
_LIST = re.compile(r"\s*,\s*")
_TAGS = re.compile(r"\s*[,;|•·#、，،]\s*")
_SITE = re.compile(r"(?:www\.)?[\w-]+\.[a-z]{2,4}", re.IGNORECASE)
_NONE_HAS = '()[]"“”„«»'
_LONGEST_WORDS = 5
_SHORTEST_NAME, _SHORTEST_REST = 2, 3
# Letters shared with the headline from which a piece is the headline, at the end of the trail that leads to it.
_TITLE = 12
_CHIPS = ("section", "navigation")
_OTHER_KINDS = (
    "navigation", "share", "subscription", "comments", "legal", "consent", "advert", "related_heading", "tag",
)  # fmt: skip


def split(text: str, headline: str, lexicon: Lexicon) -> list[str]:
    """The section names in a line, as printed, in order.

    What leads to the sections ("Home", the site's address) and the headline that ends a trail are left out. A menu
    ("Home | News | Sport | Culture") names none: the story is in one of its sections at most.
    """
    if len(_BESIDE.findall(text)) >= _LONGEST_TRAIL and _leads_there(_BESIDE.split(text)[0].strip(), lexicon):
        return []
    found: list[str] = []
    title = letters(headline)
    for step in _TRAIL.split(text):
        # "You are here: Home": what leads to a trail says nothing of the story.
        step = step.rpartition(": ")[2]
        if len(step.split()) <= _LONGEST_WORDS or "," in step:
            for piece in _LIST.split(step):
                found += [name for name in _unglued(piece.strip(" -–—"), lexicon) if _is_section(name, title, lexicon)]
    return found


def tags(text: str) -> list[str]:
    """The tags in a line, as printed, in order."""
    return [name for name in _TAGS.split(text) if name.strip()]


def _is_section(name: str, title: str, lexicon: Lexicon) -> bool:
    """False for a day, a date in brackets, what somebody said, and words of the page itself."""
    if not any(map(str.isalpha, name)) or is_weekday(name) or any(mark in name for mark in _NONE_HAS):
        return False
    return not _leads_there(name, lexicon) and not _is_title(name, title)


def _unglued(text: str, lexicon: Lexicon) -> list[str]:
    """A piece cut where known section names touch, with or without a blank; whole if that gives no sense."""
    if lexicon.knows(fold(text), "section", *_OTHER_KINDS):
        return [text]
    first, _, rest = text.partition(" ")
    # "Home Sport", "times.example Sport": where the trail begins, without a mark behind it.
    if rest and _leads_there(first, lexicon) and _known(rest.split()[:1], lexicon):
        return _unglued(rest, lexicon)
    return _touching(text, lexicon) or _in_a_row(text.split(), lexicon) or [text]


def _touching(text: str, lexicon: Lexicon) -> list[str]:
    """ "WISSENSCHAFTGLOBAL" and "HomeSportTennis": a known name, and behind it what starts anew."""
    for at in range(len(text) - _SHORTEST_NAME, 1, -1):
        before, behind = text[at - 1], text[at]
        if before.isspace() or behind.isspace() or behind.islower():
            continue
        # "USA" is no "US" with an "A" behind it.
        short = len(text[at:].split(maxsplit=1)[0]) < _SHORTEST_REST
        if behind.isupper() and (short or not (before.islower() or text[:at].isupper())):
            continue
        if not lexicon.knows(fold(text[:at]), *_CHIPS):
            continue
        # Where letters have no case, what is glued on must be a known name too.
        rest = text[at:]
        if behind.isupper() or lexicon.knows(fold(rest), *_CHIPS):
            return [text[:at], *_unglued(rest, lexicon)]
    return []


def _in_a_row(words: list[str], lexicon: Lexicon) -> list[str]:
    """ "News World Venezuela": names one behind the other, at least two of them known, one unknown at the end."""
    names: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(min(4, len(words) - at), 0, -1) if _known(words[at : at + n], lexicon)), 0)
        if not size:
            break
        names.append(" ".join(words[at : at + size]))
        at += size
    rest = words[at:]
    return [*names, *([" ".join(rest)] if rest else [])] if len(names) > 1 and len(rest) < 3 else []


def _known(words: list[str], lexicon: Lexicon) -> bool:
    return fold(" ".join(words)) in lexicon["section"]


def _leads_there(name: str, lexicon: Lexicon) -> bool:
    folded = fold(name)
    if _SITE.fullmatch(name) or len(name.split()) > _LONGEST_WORDS:
        return True
    return folded not in lexicon["section"] and lexicon.knows(folded, *_OTHER_KINDS)


def _is_title(name: str, title: str) -> bool:
    said = letters(name)
    return len(said) >= _TITLE and (said in title or title in said)
