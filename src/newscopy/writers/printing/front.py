"""What stands before the stories of a book: the view of its cover and of its contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from newscopy.model import Story
from newscopy.writers.labels import date_lines, labels

NO_LANGUAGE = "und"


@dataclass(frozen=True)
class Entry:
    """A line of the contents; `line` says more of the story, `anchor` and `page` where it stands."""

    title: str
    line: str
    page: int
    anchor: str
    language: str


@dataclass(frozen=True)
class ContentsPart:
    """Entries below one name; without a name where the contents have no sections."""

    name: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Front:
    """Cover and contents. `volume` is its number where there are several; `span` the days of the first and last story.

    `contents` is the word above the contents.
    """

    title: str
    volume: str | None
    span: str | None
    language: str
    direction: str
    contents: str
    parts: tuple[ContentsPart, ...]


def front(stories: Sequence[tuple[Story, Entry]], title: str, volume: int | None, *, sections: bool) -> Front:
    """The view of a volume of these stories; its language is that of most of them."""
    tongues = Counter((story.language or NO_LANGUAGE, story.direction) for story, _ in stories)
    (language, direction), _ = tongues.most_common(1)[0]
    return Front(
        title=title,
        volume=None if volume is None else str(volume),
        span=_span([story for story, _ in stories]),
        language=language,
        direction=direction,
        contents=labels(language).contents,
        parts=tuple(_parts(stories)) if sections else (ContentsPart(None, tuple(entry for _, entry in stories)),),
    )


def entry(story: Story, page: int, anchor: str) -> Entry:
    """The line of the contents for a story."""
    more = (story.byline or ", ".join(byline.name for byline in story.bylines), *date_lines(story)[:1])
    line = " · ".join(" ".join(part.split()) for part in more if part)
    return Entry(story.headline, line, page, anchor, story.language or NO_LANGUAGE)


def day(story: Story) -> str | None:
    """The day a story is from, as precisely as it is known."""
    values = (stamp.value for stamp in (story.published, story.updated) if stamp is not None)
    return next((value[:10] for value in values if value), None)


def _span(stories: Sequence[Story]) -> str | None:
    days = sorted(found for story in stories if (found := day(story)))
    if not days:
        return None
    return days[0] if days[0] == days[-1] else f"{days[0]} – {days[-1]}"


def _parts(stories: Sequence[tuple[Story, Entry]]) -> list[ContentsPart]:
    return [
        ContentsPart(name, tuple(entry for _, entry in group))
        for name, group in groupby(stories, key=lambda pair: pair[0].category)
    ]
