"""Sentences torn apart where a dump broke the line at each inline element, and words behind a large first letter."""

from __future__ import annotations

import re

import numpy as np

from newscopy.structure import characters
from newscopy.structure.characters import KIND
from newscopy.structure.counts import Counts
from newscopy.structure.dense import Floats
from newscopy.structure.lines import Flags, Lines

# From so many columns on a line that begins with a small letter is copy, and what ends no sentence within it may be
# torn; the words of a link are fewer.
_PROSE, _LINK = 60, 60
# How likely it must be to go on at least where its small letter is all that tells.
_LIKELY = 0.15
# And how likely where a word of any sentence ends the line above: by one language's words another's headline may end.
_HARDLY = 0.02
_LETTERS = ("upper", "lower", "caseless", "wide", "mark", "digit")
# A sentence ended inside the line, and another began.
_INSIDE = re.compile(r"[.!?…]['\"”»’)]?\s+['\"“„«(]?[^\W\d_a-zß-ÿа-я]")
# In scripts without small letters: a clause ended inside; how long such a line, the words of a link and a line that
# ends a sentence are, in columns; and how many lines such a sentence has at most.
_CLAUSE = re.compile(r"[،,、，؛;。؟।]")
_OPEN, _SHORT, _CLOSED, _MOST = 16, 40, 40, 5


def joints(lines: Lines, counts: Counts, chances: Floats, common: Flags) -> Flags:
    """For each line but the first, True where it surely goes on with the one above: shape (lines - 1,).

    `common` tells which lines, but for the last one, end with a word that no sentence ends with.
    """
    close = lines.blanks[1:] == 0
    ends_open = characters.one_of(counts.end, *_LETTERS, "comma")[:-1]
    begins = characters.one_of(counts.first, "comma", "stop")[1:]
    begins &= lines.codes[np.minimum(lines.start[1:] + 1, len(lines.codes) - 1)] != ord(".")
    lower = (counts.first == KIND["lower"])[1:]
    common = common & (chances > _HARDLY)
    small = lower & (common | ((counts.width[1:] >= _PROSE) & (chances > _LIKELY)))
    found: Flags = close & ends_open & (begins | small)
    # The first letter of an article, which is set large; an X alone is a button to share it.
    dropped = (counts.length == 1) & (counts.first == KIND["upper"]) & ~characters.are(lines.codes[lines.start], "X")
    found |= close & dropped[:-1] & characters.one_of(counts.first, "upper", "lower")[1:] & (counts.width[1:] >= _SHORT)
    for at in np.flatnonzero(found).tolist():
        # What stands above the words of a link is the sentence that it is in.
        above = at - 1
        while above >= 0 and close[above] and ends_open[above] and not found[above] and _is_link(above + 1, counts):
            long = counts.width[above] >= _PROSE and _INSIDE.search(_text(lines, above))
            torn = common[above] or long or lower[above] or lines.text[int(lines.start[above + 1])] == "("
            if not torn:
                break
            found[above] = True
            above -= 1
    if counts.of("caseless", "wide").sum() > counts.of("upper", "lower").sum():
        _in_caseless(found, lines, counts, close)
    return found


def _is_link(at: int, counts: Counts) -> bool:
    return bool(counts.width[at] <= _LINK)


def _in_caseless(found: Flags, lines: Lines, counts: Counts, close: Flags) -> None:
    """A clause that ends nothing, the words of a link or a few, and the end of the sentence: below the first copy."""
    letters = characters.one_of(counts.end, "caseless", "wide", "mark", "digit")
    ended = characters.one_of(counts.end, "stop", "asking", "ellipsis") & (counts.width >= _CLOSED)
    first = int(ended.argmax()) if ended.any() else len(lines)
    at = first + 1
    while at < len(lines) - 2:
        end = at + 1
        while (
            end < len(lines) and end - at < _MOST and close[end - 1] and letters[end] and _is_short(end, lines, counts)
        ):
            end += 1
        opens = letters[at] and counts.width[at] >= _OPEN and _CLAUSE.search(_text(lines, at))
        if opens and end - at > 1 and end < len(lines) and close[end - 1] and ended[end]:
            found[at:end] = True
            at = end
        at += 1


def _is_short(at: int, lines: Lines, counts: Counts) -> bool:
    return bool(counts.width[at] <= _SHORT) and not _CLAUSE.search(_text(lines, at))


def _text(lines: Lines, at: int) -> str:
    return lines.text[int(lines.start[at]) : int(lines.end[at])]
