"""What a page parts by its elements alone: names ("<span>Ann Lee</span> <span>Bob Ray</span>"), and in pointers to
other stories a kicker and the title ("<span>Sport</span> <strong>Harriers win again</strong>").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from newscopy.model import Byline, DiscardReason, Related, Role, Segment, Story
from newscopy.readers.page.shown import Shown
from newscopy.structure import bylines
from newscopy.structure.bylines import looks_like_name
from newscopy.structure.words import Lexicon

_TITLE = re.compile(r"/body/(\d+)/title")
_FURNITURE = DiscardReason.FURNITURE.value
# A kicker is no longer than so much of the title behind it.
_KICKER = 0.6


def parted(story: Story, page: Shown, lexicon: Lexicon) -> Story:
    """The Story with those who sign on a line that says nobody, or all of it one name, and is names by its elements."""
    if story.bylines and not any(_is_long(person.name) for person in story.bylines):
        return story
    people = list(story.bylines)
    for segment in story.segments:
        if segment.role is not Role.BYLINE:
            continue
        whole = page.text[segment.start : segment.end]
        pieces = _pieces(whole, segment.start, page.seams)
        if len(pieces) < 2 or not all(map(looks_like_name, pieces)):
            continue
        found = bylines.parse(", ".join(pieces), lexicon)
        if found is not None and len(found.bylines) == len(pieces):
            people = [person for person in people if person.name not in whole] + list(found.bylines)
    return story.model_copy(update={"bylines": tuple(people)})


def beside_dates(story: Story, page: Shown) -> Story:
    """The Story with who is named on the line of a date above the copy, in an element before it, if nobody signs."""
    opening = next((one.start for one in story.segments if one.role is Role.PARAGRAPH), 0)
    for segment in story.segments if not story.bylines else ():
        if segment.role is not Role.TIMESTAMP or segment.start > opening:
            continue
        whole = page.text[segment.start : segment.end]
        first, *rest = _pieces(whole, segment.start, page.seams)
        if rest and looks_like_name(first) and not any(map(str.isdigit, first)) and len(first.split()) > 1:
            return story.model_copy(update={"bylines": (Byline(name=first),), "byline": first})
    return story


def without_kickers(story: Story, page: Shown) -> Story:
    """The Story with the titles of related stories alone, where a shorter element stands before each on its line."""
    body, segments = list(story.body), []
    for segment in story.segments:
        at = _title_of(segment)
        block = body[at] if at >= 0 else None
        whole = page.text[segment.start : segment.end]
        pieces = _pieces(whole, segment.start, page.seams) if isinstance(block, Related) else []
        if block is None or len(pieces) != 2 or not _is_kicker(*pieces):
            segments.append(segment)
            continue
        cut = segment.end - len(pieces[1])
        kicker = {"end": cut, "role": Role.DISCARDED, "target": None, "reason": _FURNITURE, "text": pieces[0]}
        segments += [segment.model_copy(update=kicker), segment.model_copy(update={"start": cut})]
        body[at] = block.model_copy(update={"title": pieces[1]})
    if len(segments) == len(story.segments):
        return story
    return story.model_copy(update={"body": tuple(body), "segments": tuple(segments)})


def _is_kicker(before: str, title: str) -> bool:
    """What is much shorter than the title behind it and does not lead to it, as with a colon."""
    return not title[:1].islower() and len(before) <= _KICKER * len(title) and not before.endswith((":", "?", "!"))


def _title_of(segment: Segment) -> int:
    """The block of the body whose title a segment holds in full, -1 if it holds none."""
    found = _TITLE.fullmatch(segment.target or "") if segment.text is None else None
    return int(found[1]) if found else -1


def _is_long(name: str) -> bool:
    return len(name.split()) > 3


def _pieces(text: str, start: int, seams: list[int]) -> list[str]:
    """A stretch of the shown text, cut where one inline element ends and the next begins."""
    inside = seams[bisect_left(seams, start) : bisect_left(seams, start + len(text))]
    bounds = [0, *(seam - start for seam in inside), len(text)]
    return [text[low:high].strip() for low, high in pairwise(bounds)]
