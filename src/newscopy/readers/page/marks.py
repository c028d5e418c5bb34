"""Links, emphasis and pictures of a page put on the blocks of its Story; links that none of them holds are listed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newscopy.model import Block, Caption, Link, ListItem, Mark, Paragraph, Quote, Related, Segment, Story, Subheading
from newscopy.readers.page.shown import Picture, Place, Shown, Stretch
from newscopy.structure.blocks import UNSEEN

_MARKED = (Paragraph, Subheading, ListItem, Quote)
_TARGET = re.compile(r"/body/(\d+)/(text|title|credit)")
_UNFIT = re.compile(r"[\x00-\x20\x7f\ud800-\udfff\ufffe\uffff]+")
# So far above its caption a picture may stand in the tree.
_NEAR = 3
_HOLDERS = frozenset({"figure", "picture", "aside", "div", "section", "li"})


def marked(story: Story, page: Shown) -> Story:
    """The Story with the page's marks on its text, addresses on its pointers and captions, and its other links."""
    held: dict[int, list[Segment]] = defaultdict(list)
    for segment in story.segments:
        match = _TARGET.fullmatch(segment.target or "")
        if match and match[2] != "credit":
            held[int(match[1])].append(segment)
    stretches = sorted(page.stretches, key=lambda stretch: stretch.start)
    starts = [stretch.start for stretch in stretches]
    longest = max((stretch.end - stretch.start for stretch in stretches), default=0)
    body: list[Block] = list(story.body)
    used: set[Stretch] = set()
    for at, segments in held.items():
        low = bisect_left(starts, segments[0].start - longest)
        near = stretches[low : bisect_right(starts, segments[-1].end)]
        block = body[at]
        if isinstance(block, _MARKED):
            marks, told = _marks(block.text, segments, near, page.text)
            used |= told
            if marks:
                body[at] = block.model_copy(update={"marks": marks})
        elif isinstance(block, Related):
            link = next((one for one in near if one.url and _meets(one, segments)), None)
            if link is not None and (url := fit(link.url)):
                used.add(link)
                body[at] = block.model_copy(update={"url": url})
        elif isinstance(block, Caption) and (url := _picture(page, segments[0])):
            body[at] = block.model_copy(update={"url": url})
    links = tuple(_rest(stretches, used))
    return story.model_copy(update={"body": tuple(body), "source": story.source.model_copy(update={"links": links})})


def fit(url: str | None) -> str:
    """An address as a field of the Story can hold it; "" for none. It is kept as it stands, and never followed."""
    return _UNFIT.sub("", url or "")


def _meets(stretch: Stretch, segments: Sequence[Segment]) -> bool:
    return any(stretch.start < segment.end and stretch.end > segment.start for segment in segments)


def _marks(
    text: str, segments: Sequence[Segment], near: Iterable[Stretch], shown: str
) -> tuple[tuple[Mark, ...], set[Stretch]]:
    """The marks of a block whose text is what the segments hold, but for white space and a bullet before it."""
    near = [stretch for stretch in near if _meets(stretch, segments)]
    if not near:
        return (), set()
    place = _places(text, segments, shown)
    found: dict[tuple[str, int, int], Mark] = {}
    used = set()
    for stretch in near:
        inside = [place[at] for at in range(stretch.start, stretch.end) if at in place]
        if not inside:
            continue
        used.add(stretch)
        start, end = inside[0], inside[-1] + 1
        url = fit(stretch.url)
        if stretch.kind == "link" and not url:
            continue
        mark: dict[str, Any] = {"kind": stretch.kind, "start": start, "end": end, "url": url or None}
        found.setdefault((stretch.kind, start, end), Mark.model_validate(mark))
    return tuple(sorted(found.values(), key=lambda mark: (mark.start, mark.kind, mark.end))), used


def _places(text: str, segments: Sequence[Segment], shown: str) -> Mapping[int, int]:
    """Where in the block each character of the page that is seen stands, by its offset in the page."""
    there = [at for segment in segments for at in range(segment.start, segment.end) if _is_seen(shown[at])]
    here = [at for at, char in enumerate(text) if _is_seen(char)]
    # A bullet that stands in the page alone is in front.
    return dict(zip(there[len(there) - len(here) :], here, strict=False)) if len(here) <= len(there) else {}


def _is_seen(char: str) -> bool:
    return not char.isspace() and char not in UNSEEN


def _picture(page: Shown, segment: Segment) -> str:
    """The address of the picture that a caption stands below: the nearest in the element that holds both."""
    at = bisect_right([line.start for line in page.lines], segment.start) - 1
    holder: Place = page.lines[at].place
    for _ in range(_NEAR):
        inside = [picture for picture in page.pictures if _within(picture, holder)]
        if inside:
            return fit(inside[-1].url)
        holder = holder.parent
        if holder.tag not in _HOLDERS:
            break
    return ""


def _within(picture: Picture, holder: Place) -> bool:
    place = picture.place
    while place.number > holder.number:
        place = place.parent
    return place is holder


def _rest(stretches: Iterable[Stretch], used: set[Stretch]) -> Iterable[Link]:
    """Links that no block of the Story holds, each address once."""
    told: set[str] = {fit(stretch.url) for stretch in used}
    for stretch in stretches:
        url = fit(stretch.url)
        if stretch.kind == "link" and stretch not in used and url and url not in told:
            told.add(url)
            yield Link(url=url, start=stretch.start, end=stretch.end)
