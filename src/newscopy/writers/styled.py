"""The story as a row of styled paragraphs, in reading order: what a document says, before any markup."""

from __future__ import annotations

from collections import Counter
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


# What stands on the line below another paragraph, with no empty line between them.
_BELOW = frozenset(
    {
        ("IntenseQuote", "Attribution"),
        ("Caption", "Credit"),
        ("Related", "RelatedSummary"),
        ("Related", "Related"),
        ("RelatedSummary", "Related"),
        ("Byline", "Timestamp"),
        ("Timestamp", "Timestamp"),
    }
)


class Styled(NamedTuple):
    """A paragraph: the id of its style, its runs, and its list's number and level (0 is outermost).

    `picture` is the address of what a caption describes.
    """

    style: str
    runs: tuple[Run, ...]
    number: int | None = None
    level: int = 0
    picture: str | None = None

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


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


def below(above: Styled, paragraph: Styled) -> bool:
    """Whether a paragraph stands right below another one in text that has empty lines between paragraphs."""
    items = above.number is not None and paragraph.number is not None
    return items or (above.style, paragraph.style) in _BELOW


def markers(rows: Iterable[Styled]) -> Iterator[str]:
    """What stands in front of each paragraph in text: "- " or "1. " for items of lists, indented where they nest."""
    counted: Counter[int] = Counter()
    inside: list[int] = []  # how wide the markers are of the items that the last one is nested in, and its own
    for row in rows:
        if row.number is None:
            inside = []
            yield ""
            continue
        counted[row.number] += 1
        marker = "- " if row.number == _BULLETS else f"{counted[row.number]}. "
        inside = [*inside[: row.level], len(marker)]
        yield " " * sum(inside[:-1]) + marker


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
            made = _texts(("Caption", block.text), ("Credit", block.credit))
            return [made[0]._replace(picture=block.url), *made[1:]]
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
