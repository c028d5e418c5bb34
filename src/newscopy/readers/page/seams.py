"""Names that a page parts by its elements alone, as in "<span>Ann Lee</span> <span>Bob Ray</span>"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from newscopy.model import Role, Story
from newscopy.readers.page.walk import Shown
from newscopy.structure import bylines
from newscopy.structure.bylines import looks_like_name
from newscopy.structure.words import Lexicon


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


def _is_long(name: str) -> bool:
    return len(name.split()) > 3


def _pieces(text: str, start: int, seams: list[int]) -> list[str]:
    """A stretch of the shown text, cut where one inline element ends and the next begins."""
    inside = seams[bisect_left(seams, start) : bisect_left(seams, start + len(text))]
    bounds = [0, *(seam - start for seam in inside), len(text)]
    return [text[low:high].strip() for low, high in pairwise(bounds)]
