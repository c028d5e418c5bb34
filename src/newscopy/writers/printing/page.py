"""The print view: a Story as a house style prints it, with nothing left to decide but the looks.

A template sees only what is here. Texts are plain: the template engine escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from newscopy.model import Story
from newscopy.writers.labels import Labels, byline_line, date_lines, labels
from newscopy.writers.printing.blocks import Card, Flow, Words, cards_at_end, flow, words
from newscopy.writers.printing.breaks import broken

NO_LANGUAGE = "und"
"""BCP 47 for "not known": HTML and PDF both want a language stated."""
# A running head is glanced at, not read: seven words, and one line on the narrowest paper.
_RUNNING_HEADLINE = 60
_RUNNING_WORDS = 7
_RUNNING_CATEGORY = 32
_DESCRIPTION = 300


@dataclass(frozen=True)
class About:
    """What the file says of itself. `created` and `modified` are W3C dates (ISO 8601 with a zone, or whole days)."""

    title: str
    authors: tuple[str, ...]
    description: str | None
    keywords: tuple[str, ...]
    created: str | None
    modified: str | None


@dataclass(frozen=True)
class PrintPage:
    """One story, ready for a house style.

    `running_category`, `running_headline` and `slug` stand at the edges of the pages; `source` says where the story
    comes from: the agency or paper, and the file; `dateline` is set only where the copy does not open with it;
    `related` holds the pointers that belong below the story.
    """

    language: str
    direction: str
    about: About
    running_category: str
    running_headline: str
    slug: str
    source: str
    categories: tuple[str, ...]
    kicker: str | None
    headline: str
    standfirst: Words | None
    byline: str | None
    dates: tuple[str, ...]
    dateline: str | None
    flow: tuple[Flow, ...]
    related: tuple[Card, ...]
    labels: Labels


def print_page(story: Story) -> PrintPage:
    """The print view of a story."""
    byline = byline_line(story)
    return PrintPage(
        language=story.language or NO_LANGUAGE,
        direction=story.direction,
        about=_about(story),
        running_category=_short(story.category or story.kicker or "", _RUNNING_CATEGORY),
        running_headline=_short(story.headline, _RUNNING_HEADLINE, _RUNNING_WORDS),
        slug=_short(story.slugline or "", _RUNNING_CATEGORY),
        source=broken(_source(story)),
        categories=tuple(broken(category.name) for category in story.categories),
        kicker=broken(story.kicker) if story.kicker else None,
        headline=broken(story.headline),
        standfirst=words("standfirst", story.standfirst) if story.standfirst else None,
        byline=broken(byline) if byline else None,
        dates=tuple(broken(line) for line in date_lines(story)),
        dateline=broken(story.dateline.text) if story.dateline and story.dateline_stands_alone else None,
        flow=tuple(flow(story)),
        related=tuple(cards_at_end(story)),
        labels=labels(story.language),
    )


def _source(story: Story) -> str:
    agency = story.dateline.agency if story.dateline else None
    publisher = agency or next((byline.organisation for byline in story.bylines if byline.organisation), None)
    return " · ".join(part for part in (publisher, story.source.name) if part)


def _about(story: Story) -> About:
    first = story.standfirst or next(iter(story.paragraphs), None)
    created = _w3c_date(story.published.value) if story.published and story.published.value else None
    modified = _w3c_date(story.updated.value) if story.updated and story.updated.value else None
    return About(
        title=story.headline,
        authors=tuple(byline.name for byline in story.bylines),
        description=_short(first, _DESCRIPTION) if first else None,
        keywords=(*story.keywords, *(category.name for category in story.categories)),
        created=created,
        modified=modified,
    )


def _w3c_date(value: str) -> str:
    """The date, without the time of day where its zone is unknown: the W3C profile has no such form."""
    return value if len(value) <= 10 or value.endswith("Z") or value[-6] in "+-" else value[:10]


def _short(text: str, length: int, most_words: int | None = None) -> str:
    """The text on one line, cut at a word with an ellipsis where it is wider than `length` or has more than the words.

    The width counts characters, ideographs and their like twice (UAX #11).
    """
    every = text[: 4 * length].split()
    line = " ".join(every[:most_words])
    fitting = _fitting(line, length)
    if fitting < len(line):
        cut = line[: fitting - 1]
        line = cut.rpartition(" ")[0] if " " in cut[fitting // 2 :] else cut
    return line if line == " ".join(every) else f"{line.rstrip(' ,;:')}…"


def _fitting(line: str, width: int) -> int:
    """How many characters of the line fit into `width`."""
    for at, character in enumerate(line):
        width -= 2 if east_asian_width(character) in "WF" else 1
        if width < 0:
            return at
    return len(line)
