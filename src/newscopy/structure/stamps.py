"""Which date of a page is its day of publication, and which that of the last change: from the words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newscopy.structure import clock, dates
from newscopy.structure.dates import Found
from newscopy.structure.words import UNSPACED, Lexicon, Searched

Kind = Literal["published", "updated"]
# How far a cue may stand from its date, in characters.
_BEFORE, _BEHIND = 40, 12
# How many hours, days or minutes ago.
_NUMBER = re.compile(r"(?<![\d.,:/])\d{1,2}(?![\d.,:/]*\d)")


@dataclass(frozen=True)
class Stamp:
    """A date of a line, and what the line says it is; None if it says nothing."""

    found: Found
    kind: Kind | None


@dataclass(frozen=True)
class Choice:
    """The dates of a page, each with the number of its line. `ambiguous` if one of them allows two readings."""

    published: Found | None = None
    updated: Found | None = None
    published_line: int | None = None
    updated_line: int | None = None
    ambiguous: bool = False


def choose(lines: Sequence[str], lexicon: Lexicon, language: str | None = None) -> Choice:
    """The day of publication and that of the last change, from the lines that may tell, in their order."""
    day_first = dates.puts_day_first(lines)
    held: dict[Kind, tuple[Found, int]] = {}
    timed = []
    for number, line in enumerate(lines):
        told = stamps(line, lexicon, language, day_first, _day_of(held))
        if not told:
            timed.append(number)
        for stamp in told:
            second = stamp.kind is None and held.get("published", (None, -1))[1] == number
            kind: Kind = "updated" if second else stamp.kind or "published"
            if kind not in held or _says_more(stamp.found, held[kind][0]):
                held[kind] = (stamp.found, number)
    for number in timed:
        # "Published 22:31", below the day or far from it.
        found = published_at(lines[number], lexicon, _day_of(held))
        if found is not None and _says_more(found, held["published"][0]):
            held["published"] = (found, number)
    published, updated = held.get("published", (None, None)), held.get("updated", (None, None))
    ambiguous = any(len(found.readings) > 1 for found, _ in held.values())
    return Choice(published[0], updated[0], published[1], updated[1], ambiguous)


def stamps(
    line: str, lexicon: Lexicon, language: str | None = None, day_first: bool | None = None, on: str | None = None
) -> list[Stamp]:
    """The dates of one line with what it calls them.

    "3 hours ago" is a date without a value; a mere time of day behind "updated" is of the line's last date, or of the
    ISO day `on`.
    """
    found = dates.find(line, language, day_first) or relative(line, lexicon)
    stamped = []
    for at, one in enumerate(found):
        before = line[found[at - 1].end if at else 0 : one.start]
        behind = line[one.end : found[at + 1].start if at + 1 < len(found) else len(line)]
        if not _ends(before, lexicon):
            stamped.append(Stamp(one, _kind(before, lexicon) or _kind_behind(behind, lexicon)))
    return stamped + _clock_only(line, lexicon, found, on)


def without_figures(text: str, figures: range) -> str:
    """A line with a day, and perhaps the hour, without its figures; "" if it has another number of them."""
    return re.sub(r"\d+", "0", text) if sum(map(str.isdigit, text)) in figures else ""


def _day_of(held: dict[Kind, tuple[Found, int]]) -> str | None:
    value = held["published"][0].value if "published" in held else None
    return value[:10] if value else None


def _says_more(new: Found, old: Found) -> bool:
    """True for a value where there was none, or a time of day for the same day."""
    if new.value is None or old.value is None:
        return old.value is None and new.value is not None
    return len(old.value) == len("2024-05-03") and new.value.startswith(old.value + "T")


def _kind(before: str, lexicon: Lexicon) -> Kind | None:
    """What the last cue in front of a date says; "last updated" goes before the "date" in it."""
    published, updated = (_last_end(_cues(lexicon, kind), before[-_BEFORE:]) for kind in ("published", "updated"))
    if max(published, updated) < 0:
        return None
    return "updated" if updated >= published else "published"


def _ends(before: str, lexicon: Lexicon) -> bool:
    """True right before a date up to which something goes on ("Available until")."""
    text = before[-_BEFORE:].rstrip(" :(")
    return _last_end(_cues(lexicon, "until"), text) == len(text) > 0


def _kind_behind(behind: str, lexicon: Lexicon) -> Kind | None:
    """A cue behind its date, as Japanese pages have it ("16時15分更新")."""
    text = behind[:_BEHIND].lstrip(" )）]】")
    if not UNSPACED.match(text):
        return None
    if _cues(lexicon, "updated").match(text):
        return "updated"
    return "published" if _cues(lexicon, "published").match(text) else None


def _last_end(pattern: Searched, text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _clock_only(line: str, lexicon: Lexicon, found: Sequence[Found], on: str | None) -> list[Stamp]:
    """ "Updated 14:20" behind or below the day of publication."""
    day = next((one.value[:10] for one in reversed(found) if one.value), on)
    start = found[-1].end if found else 0
    time = clock.first(line, start, day) if day else None
    if day is None or time is None or _kind(line[start : time.start], lexicon) != "updated":
        return []
    return [Stamp(_moment(line, time, day), "updated")]


def published_at(line: str, lexicon: Lexicon, day: str | None) -> Found | None:
    """The moment of a line that says "published" and a time of day, and no day; that is the ISO day `day`."""
    time = clock.first(line, 0, day) if day and not dates.find(line) else None
    if day is None or time is None or _kind(line[: time.start], lexicon) != "published":
        return None
    return _moment(line, time, day)


def _moment(line: str, time: clock.Clock, day: str) -> Found:
    blanks = len(line[time.start : time.end]) - len(line[time.start : time.end].lstrip())
    return Found(time.start + blanks, time.end, day + time.iso(), (day,))


def relative(line: str, lexicon: Lexicon) -> list[Found]:
    """ "3 hours ago", "vor 14 Minuten": a moment that only the maker of the page knew."""
    match = _ago(lexicon).search(line) if _NUMBER.search(line) else None
    return [Found(match.start(), match.end(), None, relative=True)] if match else []


@cache
def _cues(lexicon: Lexicon, kind: str) -> Searched:
    return Searched(lexicon[kind])


@cache
def _ago(lexicon: Lexicon) -> Searched:
    # A unit alone ("4 minutes") is as likely the time it takes to read.
    unit = r"[^\W\d_]{1,9}"
    number = _NUMBER.pattern
    form = rf"{{}}\s{number}\s?{unit}|{number}\s?(?:{unit}\.?\s)?{{}}"
    return Searched(lexicon["ago"] - lexicon["reading_time"], form)
