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
_VERSION = r"(?:\d+(?:st|nd|rd|th) )?(?:Ld|Lead|Add|Take|Adv|Advisory|Urgent|Bulletin|Writethru|Digest|Glance)[\w -]*"
_CYCLE = "(?:AM|BC|PM|AP|HFR|FBN|FBC)"
# A version or a number of words is what makes it one, or a region between the cycle and the words.
_SLUG = re.compile(
    rf"{_CYCLE}-{{1,2}}[^\W\d_][\w.'’& -]*, ?\d{{3,5}}|"
    rf"{_CYCLE}-{{1,2}}{_WORDS}(?:(?:, ?{_VERSION})+(?:, ?\d{{1,5}})?|, ?\d{{1,5}})|{_CYCLE}-[A-Z]{{2,5}}--{_WORDS}"
)
# Keywords with a slash behind each, as German agencies have them ("Verkehr/Bahn/Nordküste/").
_KEYWORDS = re.compile(r"(?:[^\W\d_][\w .&-]{1,25}/){2,6}")
_TO_EDITORS = re.compile(r"(?:Eds|Editors|Desks|Attn|Attention)\b[^:]{0,30}:", re.IGNORECASE)
OPENS, _CLOSE = "^", "<="
TOP = 4
"""How many lines from the top a slugline may be."""
BELOW = 5
"""How many lines from there on may be for the desks."""


def opening(lines: Lines, counts: Counts) -> Flags:
    """Lines that open a block whatever the joints look like: those near a slugline that follow it or a full stop."""
    found = np.zeros(len(lines), np.bool_)
    top = [lines.text[lines.start[at] : lines.end[at]] for at in range(min(TOP, len(lines)))]
    slug = next((at for at, text in enumerate(top) if is_slug(text)), None)
    if slug is not None:
        ended = np.append(False, characters.one_of(counts.end, "stop", "asking")[:-1])
        found[slug : slug + 2] = True
        found[slug + 2 : slug + BELOW] = ended[slug + 2 : slug + BELOW]
    return found


def marked(lines: Lines) -> Iterator[tuple[int, list[int]]]:
    """The lines at the top that have marks of ANPA 1312 around what they say ("^Dam fails<", "^By ANN LEE="), and where
    to cut these off.
    """
    for number in range(min(TOP + BELOW, len(lines))) if OPENS in lines.text else ():
        start, end = int(lines.start[number]), int(lines.end[number])
        if lines.text[start] == OPENS and lines.text[end - 1] in _CLOSE and end - start > len("^<"):
            yield number, [start + 1, end - 1]


def is_mark(text: str) -> bool:
    """True for such a mark alone."""
    return text == OPENS or (text in _CLOSE and len(text) == 1)


def is_slug(text: str) -> bool:
    """True for a slugline as wires have it."""
    if text.endswith("/"):
        return _KEYWORDS.fullmatch(text) is not None
    return "-" in text[2:4] and _SLUG.fullmatch(text) is not None


def is_to_editors(text: str) -> bool:
    """True for a line that says what the desks should know."""
    return _TO_EDITORS.match(text) is not None
