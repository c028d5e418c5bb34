"""The story as a row of styled paragraphs, in reading order: what the document says, before any XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from newscopy.model import (
    Block,
    Caption,
    ListItem,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    Story,
    Subheading,
)
from newscopy.writers.flow import ListGroup, Run, grouped, runs
from newscopy.writers.labels import byline_line, date_lines, labels

_BULLETS = 1  # the number that templates give to bulleted lists
FIRST_NUMBERED = 3  # 2 is what the style List Number itself counts with


class Styled(NamedTuple):
    """A paragraph: the id of its style, its runs, and its list's number and level (0 is outermost)."""

    style: str
    runs: tuple[Run, ...]
    number: int | None = None
    level: int = 0


@dataclass
class _Place:
    """Where in the story we are: what a block's look depends on besides the block itself."""

    related: str
    heading: int = 1
    numbered: int = 0
    before: Block | ListGroup | None = field(default=None, repr=False)


def paragraphs(story: Story) -> list[Styled]:
    """All paragraphs of the document, head first; ordered lists are numbered 3, 4, 5 … in their order."""
    place = _Place(labels(story.language).related)
    made = list(_head(story))
    for block in grouped(story.body):
        made += _block(block, place)
        place.before = block
    return made


def _head(story: Story) -> Iterator[Styled]:
    sections = [category.name for category in story.categories]
    lines = (
        ("Category", " · ".join(sections)),
        ("Kicker", story.kicker if story.kicker not in sections else None),
        ("Heading1", story.headline),
        ("Subtitle", story.standfirst),
        ("Byline", byline_line(story)),
        *(("Timestamp", line) for line in date_lines(story)),
        ("Dateline", story.dateline.text if story.dateline and story.dateline_stands_alone else None),
    )
    return (_plain(style, text) for style, text in lines if text)


def _block(block: Block | ListGroup, place: _Place) -> Iterable[Styled]:
    match block:
        case Paragraph():
            return [Styled("Normal", _runs(block))]
        case Subheading():
            # A level is never skipped on the way down, or screen readers announce a gap (WCAG G141).
            place.heading = min(block.level + 1, place.heading + 1)
            return [Styled(f"Heading{place.heading}", _runs(block))]
        case ListGroup():
            return list(_list(block, place, 0))
        case Quote():
            return [Styled("Quote", _runs(block))]
        case PullQuote():
            return _texts(("IntenseQuote", block.text), ("Attribution", block.attribution and f"— {block.attribution}"))
        case Caption():
            return _texts(("Caption", block.text), ("Credit", block.credit))
        case Related():
            return _related(block, place)
        case Note():
            return _texts(("Note", block.text))
        case ListItem():  # grouped() puts every item into a ListGroup
            return []


def _list(group: ListGroup, place: _Place, level: int) -> Iterator[Styled]:
    """The items of a list and of those nested in it; each numbered list counts from one."""
    number = _BULLETS
    if group.ordered:
        number = FIRST_NUMBERED + place.numbered
        place.numbered += 1
    style = "ListNumber" if group.ordered else "ListBullet"
    for entry in group.entries:
        yield Styled(style, _runs(entry.item), number, level)
        for nested in entry.lists:
            yield from _list(nested, place, level + 1)


def _related(block: Related, place: _Place) -> list[Styled]:
    """A pointer to another story; the first of neighbouring ones has the label above it, after the story a heading."""
    made = []
    before = place.before
    if not (isinstance(before, Related) and before.placement == block.placement):
        if block.placement == "end":
            place.heading = 2
        made.append(_plain("Heading2" if block.placement == "end" else "RelatedLabel", place.related))
    made.append(Styled("Related", (Run(block.title, url=block.url),)))
    return made + _texts(("RelatedSummary", block.summary))


def _runs(block: Paragraph | Subheading | ListItem | Quote) -> tuple[Run, ...]:
    return tuple(runs(block.text, block.marks)) if block.marks else (Run(block.text),)


def _texts(*lines: tuple[str, str | None]) -> list[Styled]:
    return [_plain(style, text) for style, text in lines if text]


def _plain(style: str, text: str) -> Styled:
    return Styled(style, (Run(text),))
