"""Wire copy: what stands above its headline for the desks that get it, in the forms of ANPA 1312 and of IPTC 7901.

"BC-EU--Norway-Ferry, 2nd Ld-Writethru,412" is its slugline: cycle, region, words with hyphens, version, and length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from newscopy.structure import characters
from newscopy.structure.counts import Counts
from newscopy.structure.lines import Flags, Lines

_WORDS = r"[^\W\d_][\w.'’& ]*(?:-{1,2}[\w.'’& ]+)+"
_WORD = r"[^\W\d_][\w.'’& -]*"
_VERSION = r"(?:\d+(?:st|nd|rd|th) )?(?:Ld|Lead|Add|Take|Adv|Advisory|Urgent|Bulletin|Writethru|Digest|Glance)[\w -]*"
_CYCLE = "(?:AM|BC|PM|AP|HFR|FBN|FBC)"
# A version or a number of words is what makes it one, or a region between the cycle and the words. The header of the
# message may stand in front ("r nBC-US--Ferry").
_HEADER = r"(?:[a-z] ?[a-z](?=[A-Z]))?"
_SLUG = re.compile(
    rf"{_HEADER}(?:{_CYCLE}-{{1,2}}[^\W\d_][\w.'’& -]*, ?\d{{3,5}}|"
    rf"{_CYCLE}-{{1,2}}{_WORDS}(?:(?:, ?{_VERSION})+(?:, ?\d{{1,5}})?|, ?\d{{1,5}})|{_CYCLE}-[A-Z]{{2,5}}--{_WORDS}"
    # With the number of the message that it takes the place of.
    rf"|{_CYCLE}-{_WORD}(?:, ?{_VERSION})+, ?[a-z]\d{{3,4}}(?:, ?\d{{1,5}})?)"
)
# Words in capitals with hyphens or commas between them, below the number of the message ("PORT-STRIKE (Chronicle)").
_LOUD = re.compile(r"[^\W\d_]{2,}(?:[-,/] ?[^\W\d_]{2,})+/?(?: ?\([^()]{2,40}\))?")
# The number of an agency's message, or when it was sent, on a line of its own at the top.
_MESSAGE = re.compile(
    r"ZCZC|[a-z]\d{3,4}-*|[a-z]{3}\d{4} \d .{0,40}|[A-Z]{2,4}\d{3,4}\s.{0,40}(?:\d{1,2}:\d\d|/[A-Z]{2,4}-?[A-Z]*\d*)|"
    r"r [a-z] [A-Z]{2}-\S.{0,60}|\d{2}-[A-Z][a-z]{2}-\d{4} \d{2}:\d{2}:\d{2}"
)
# The service of Reuters in front of a headline.
_SERVICES = frozenset({"RTRS", "RIC"})
_SERVICE = re.compile(
    rf"(?:{'|'.join(sorted(_SERVICES))}) (?=(?:UPDATE|WRAPUP|EXCLUSIVE|ANALYSIS|FACTBOX|BRIEF|CORRECTED)\b)"
)
# Keywords with a slash behind each, as German agencies have them ("Verkehr/Bahn/Nordküste/").
_KEYWORDS = re.compile(r"(?:[^\W\d_][\w .&-]{1,25}/){2,6}")
_TO_EDITORS = re.compile(r"(?:Eds|Editors|Desks|Attn|Attention)\b[^:]{0,30}:", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"\((?:Zusammenfassung|Achtung|Korrektur|Neu|Ergänzung|Überblick|Update|Corrects|Adds)\b[^()]*\)", re.IGNORECASE
)
_SIGNED = re.compile(r"(?i:von|by|por|par|da|di|door)\s+[^\W\d_a-zß-ÿ]")
OPENS, _CLOSE = "^", "<="
TITLED = " ="
"""How agencies end a headline (IPTC 7901)."""
TOP = 4
"""How many lines from the top a slugline may be."""
BELOW = 5
"""How many lines from there on may be for the desks."""
MARKED = 3 * (TOP + BELOW)
"""How many lines at the top may have marks, each parted from them."""
# What marks enclose is wrapped in fewer lines.
_WRAPPED = 5


def opening(lines: Lines, counts: Counts) -> Flags:
    """Lines that open a block whatever the joints look like: those near a slugline that follow it or a full stop."""
    found = np.zeros(len(lines), np.bool_)
    top = [lines.text[lines.start[at] : lines.end[at]] for at in range(min(TOP, len(lines)))]
    slug = next((at for at, text in enumerate(top) if is_slug(text)), None)
    if slug is not None:
        ended = np.append(False, characters.one_of(counts.end, "stop", "asking")[:-1])
        found[slug : slug + 2] = True
        found[slug + 2 : slug + BELOW] = ended[slug + 2 : slug + BELOW]
    # Nothing goes on behind a mark.
    for number in range(min(MARKED, len(lines) - 1)) if OPENS in lines.text else ():
        mark = lines.glued[number] and lines.end[number] - lines.start[number] == 1
        found[number + 1] |= bool(mark) and lines.text[lines.start[number]] in _CLOSE
    return found


def marked(lines: Lines) -> Iterator[tuple[int, list[int]]]:
    """The lines at the top that have marks of ANPA 1312 around what they say ("^Dam fails<", "^By ANN LEE="), and where
    to cut these off.
    """
    opened = -_WRAPPED
    for number in range(min(TOP + 2 * BELOW, len(lines))) if OPENS in lines.text else ():
        start, end = int(lines.start[number]), int(lines.end[number])
        cuts = []
        if lines.text[start] == OPENS and end - start > 1:
            opened = number
            cuts.append(start + 1)
        if lines.text[end - 1] in _CLOSE and number - opened < _WRAPPED and end - 1 > start + len(cuts):
            opened = -_WRAPPED
            cuts.append(end - 1)
        if cuts:
            yield number, cuts


def services(lines: Lines) -> Iterator[tuple[int, list[int]]]:
    """The lines at the top that open with the name of a wire's service, and where to cut it off."""
    for number in range(min(TOP, len(lines))):
        if found := _SERVICE.match(lines.text, int(lines.start[number]), int(lines.end[number])):
            yield number, [found.end()]


def is_mark(text: str) -> bool:
    """True for such a mark alone."""
    return text == OPENS or (text in _CLOSE and len(text) == 1)


def is_slug(text: str) -> bool:
    """True for a slugline as wires have it."""
    if text.endswith("/"):
        return _KEYWORDS.fullmatch(text) is not None
    return "-" in text[2:7] and _SLUG.fullmatch(" ".join(text.split())) is not None


def is_signed(text: str) -> bool:
    """True for a line of the head that opens with a word for who wrote the story."""
    return _SIGNED.match(text) is not None


def is_loud(text: str) -> bool:
    """True for words in capitals that are parted by hyphens or commas alone, but for what brackets enclose."""
    return _LOUD.fullmatch(text) is not None and text.partition("(")[0].isupper()


def is_message(text: str) -> bool:
    """True for the number of an agency's message, the moment it was sent, or its service."""
    return text in _SERVICES or _MESSAGE.fullmatch(text) is not None


def is_to_editors(text: str) -> bool:
    """True for a line that says what the desks should know, perhaps in brackets above the headline."""
    return _TO_EDITORS.match(text) is not None or _IN_BRACKETS.fullmatch(text) is not None
