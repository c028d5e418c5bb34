"""What a source says of a story beside its text: it fills what the text leaves open, and is told where they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pydantic import TypeAdapter, ValidationError

from newscopy.model import Byline, Category, DateValue, Notice, Story, Timestamp
from newscopy.structure import bylines, dates
from newscopy.structure.words import load

_DATE: TypeAdapter[str] = TypeAdapter(DateValue)
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?)?")
_EPOCH = re.compile(r"-?\d{9,11}(\.\d+)?|-?\d{12,14}")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_WORDS = re.compile(r"\W+")


@dataclass(frozen=True)
class Evidence:
    """What a record of an archive holds beside the text, each as it stands there; empty strings are nothing."""

    title: str | None = None
    date: str | None = None
    author: str | None = None
    section: str | None = None

    def __bool__(self) -> bool:
        """True when there is anything."""
        return any((self.title, self.date, self.author, self.section))


def apply(story: Story, evidence: Evidence) -> Story:
    """The Story with what the text gave nothing for taken from the source; what differs is told in a notice.

    What the text says stands. A date that the text leaves open between two readings is settled if the source names
    one of its days.
    """
    if not evidence:
        return story
    changes: dict[str, object] = {}
    notices = list(story.notices)
    _headline(story, _line(evidence.title), changes, notices)
    _published(story, instant(evidence.date), changes, notices)
    author = _line(evidence.author)
    if author and not story.bylines:
        people = _people(author)
        changes |= {"bylines": people, "byline": author}
    section = _line(evidence.section)
    if section and not story.categories:
        changes["categories"] = (Category(name=section),)
    if tuple(notices) != story.notices:
        changes["notices"] = tuple(notices)
    return story.model_copy(update=changes) if changes else story


def instant(text: str | None) -> str | None:
    """A date in any usual form as ISO 8601, as precise as it is given; None if it is none.

    ISO 8601, the form of e-mail, seconds or milliseconds since 1970, and what a page prints.
    """
    given = " ".join((text or "").split())
    if _ISO.fullmatch(given):
        return _valid(re.sub(r"\.\d+", "", given).replace(" ", "T", 1).replace(" ", ""))
    if _EPOCH.fullmatch(given):
        seconds = float(given) / (1000 if len(given.lstrip("-").partition(".")[0]) > 11 else 1)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        return _valid(parsedate_to_datetime(given).isoformat())
    except ValueError:
        found = dates.find(given)
        return _valid(found[0].value) if found and found[0].value else None


def _valid(value: str) -> str | None:
    zoned = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", value) if "T" in value else value
    try:
        return _DATE.validate_python(zoned)
    except ValidationError:
        return None


def _headline(story: Story, title: str | None, changes: dict[str, object], notices: list[Notice]) -> None:
    if title is None:
        return
    made_up = [notice for notice in notices if notice.code == "no-headline"]
    if made_up:
        changes["headline"] = title
        notices[:] = [notice for notice in notices if notice not in made_up]
    elif not _same(title, story.headline):
        notices.append(_differs("headline", title, story.headline))


def _published(story: Story, value: str | None, changes: dict[str, object], notices: list[Notice]) -> None:
    if value is None:
        return
    made_up = [notice for notice in notices if notice.code == "published-from-update"]
    if story.published is None or made_up:
        changes["published"] = Timestamp(value=value)
        notices[:] = [notice for notice in notices if notice not in made_up]
    elif story.published.value is None:
        changes["published"] = Timestamp(value=value[:10], text=story.published.text)
    else:
        told = story.published.value
        shared = min(len(told), len(value), 10)
        if told[:shared] != value[:shared]:
            notices.append(_differs("published", value, told))


def _people(author: str) -> tuple[Byline, ...]:
    parsed = bylines.parse(author, load())
    return parsed.bylines if parsed and parsed.bylines else (Byline(name=author),)


def _same(one: str, other: str) -> bool:
    """True when one says the other, cases and signs aside: a feed may cut a headline short or add the paper's name."""
    first, second = ("".join(_WORDS.split(text.casefold())) for text in (one, other))
    return bool(first and second) and (first in second or second in first)


def _differs(field: str, told: str, stands: str) -> Notice:
    message = f"{field}: the archive says {told!r}, the text {stands!r}, which stands"
    return Notice(code="archive-differs", message=message)


def _line(text: str | None) -> str | None:
    return " ".join(_UNFIT.sub(" ", text or "").split()) or None
