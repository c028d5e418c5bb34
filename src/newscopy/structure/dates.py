"""Dates as news pages print them, with a table of month names instead of a library.

A wrong date is worse than none: what allows two readings has no value, and an unknown zone stays unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType

from newscopy.structure import clock, eras
from newscopy.structure.calendar import month_names, months_called

__all__ = ["Found", "find", "month_names", "puts_day_first"]

# Two digits from here on are a year of the last century: archives are older than news to come.
_THIS_CENTURY = 40
_FIRST_YEAR, _LAST_YEAR = 1600, 2100
# Years of the Islamic calendars, as pages print them, and of the Thai one before 1941: a date, but not one of ours.
_OTHER_CALENDARS = (range(1300, 1501), range(2440, 2600))
# English pages print both orders; the language alone settles it in these places only.
_DAY_FIRST = frozenset(["en-AU", "en-GB", "en-IE", "en-IN", "en-KE", "en-MT", "en-NG", "en-NZ", "en-SG", "en-ZA"])
_MONTH_FIRST = frozenset(["en-US", "en-PR"])
_EITHER = frozenset(["en", "fil", "tl", "ja", "ko", "zh"])
_YEAR_FIRST = frozenset(["ko", "ja", "zh"])
_ERAS = MappingProxyType({"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911})

# What every full date has; most texts fail this cheap test.
_YEARLIKE = re.compile(r"\d{4}|[a-z][ -]\d\d \d{1,2}:|\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|[和成國国]\s?[\d元]")
_FOUR = re.compile(r"\d{4}")
# Dates of longer texts, in characters, are not kept to be asked for again.
_REMEMBERED = 1_000
_YMD = re.compile(
    r"(?<![\d.,/-])(?P<year>\d{4})\s?(?P<mark>[-./])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?!\d)"
)
_CJK = re.compile(
    r"(?:(?P<era>令和|平成|昭和|民國|民国)\s?(?P<count>\d{1,3}|元)|(?<!\d)(?P<year>\d{4}))\s?[年년]\s?"
    r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일號号]?"
)
_VIETNAMESE = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>\d{4})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.,/])(?P<first>\d{1,2})\s?(?P<mark>[./-])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?(?P<third>\d{4}|\d{2})"
    r"(?![\d/]|\.\d|,\d{3})"
)
# The foot of American wire copy: service, desk, month, day, year ("AP-NY-09-12-95 1843EDT").
_WIRE = re.compile(r"(?<!\w)[A-Z]{2,3}-[A-Z]{2}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)(?=\s\d{4}[A-Z])")
# The Solar Hijri calendar of Iran: "۳ آذر ۱۴۰۵".
_SOLAR = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s(?P<name>{'|'.join(eras.SOLAR_MONTHS)})(?:\sماه)?\s(?P<year>1[34]\d\d)(?!\d)"
)
# Old mail and terminals have the year in two digits, with the hour behind it ("12 Sep 95 18:43:00 EDT").
_MAIL = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?P<mark>[ -])(?P<name>[A-Z][a-z]{2})(?P=mark)(?P<short>\d\d)(?=\s\d{1,2}:\d\d)"
)
# Any word may stand where the month does; whether it is one is looked up. Some names have two words.
_NAME = (
    r"(?P<name>[^\W\d_][^\s\d,;:()/|\[\]–-]{0,24}(?:\s(?:الثاني|الأول|الاول|الثانی|Fómhair))?)\.?"
    r"(?:\s?/\s?(?P<twin>[^\s\d,;:()/|]{2,24}(?:\s(?:الثاني|الأول|الاول))?))?"
)
# A year may run into what stands behind it, where a page was dumped without separators: a clock ("April 25, 20232:26
# PM"), or counters of comments and readers, of which the first is 0 ("November 21, 202501747").
_YEAR = r"(?P<year>\d{4})(?=\D|$|\d{1,2}[:.]\d\d|0\d{2,}(?!\d))"
_DAY_NAME = re.compile(
    r"(?<!\d)(?<!\d[.,:])(?P<day>\d{1,2})(?:\.|º|°|ª|(?i:st|nd|rd|th|er|re)|ère|η|ης|-?[егй]о?)?(?:\s*[-/.,]\s*|\s*)(?:(?i:of|de|del)\s+|d[’'])?"
    + _NAME
    + r"(?:\s*[-/.,]\s*|\s*)(?:(?i:of|de|del)\s+)?"
    + _YEAR
)
_HOUR = re.compile(r"\s+\d{1,2}:\d\d")
_WORD_START = r"(?<![^\W\d_])"
_NAME_DAY = re.compile(
    _WORD_START + _NAME + r"[\s.-]*(?P<day>\d{1,2})(?:(?i:st|nd|rd|th)|(?=\D))\s*(?:[.,-]|of|de)?\s*" + _YEAR
)
_YEAR_NAME = re.compile(
    r"(?<!\d)(?P<year>\d{4})\.?\s*(?:m\.|gada)?\s*(?:(?P<before>\d{1,2})\.\s*)?"
    + _NAME
    + r"\s*(?P<day>\d{1,2})?(?!\d|[:.]\d)"
)
_NAME_YEAR = re.compile(_WORD_START + _NAME + r"[\s.,/]*(?:(?i:of|de|del)\s+)?" + _YEAR)
_CJK_MONTH = re.compile(r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]")
_ISO_MONTH = re.compile(r"(?<![\d.,/-])(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?![\d-])")
_LONE_YEAR = re.compile(r"(?<![\d.,/-])(?P<year>(?:1[6-9]|20)\d\d)(?![\d/-]|[.,]\d)")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я]{2,}\.?$)")
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Found:
    """A date at text[start:end], with the time of day beside it. `value` is ISO 8601 as precise as printed.

    There is no value where `readings` has two, or none (a date of another calendar, or `relative` to the moment the
    page was made: "3 hours ago").
    """

    start: int
    end: int
    value: str | None
    readings: tuple[str, ...] = ()
    relative: bool = False


@dataclass(frozen=True)
class _Day:
    """A match without its time of day: `days` are its readings, the one that puts the day first in front.

    `open` if a clock may still settle them.
    """

    start: int
    end: int
    days: tuple[date, ...]
    open: bool = False


def find(
    text: str, language: str | None = None, day_first: bool | None = None, *, partial: bool = False
) -> list[Found]:
    """The full dates in a text, in order, each with the time of day beside it if there is one.

    `language` (BCP 47) tells what a month's name means and the order of 03/04/2021; `day_first`, where other dates of
    the page show it, goes before the language. With `partial`, months ("June 2024") and years are found too.
    """
    plain = _plain(text)
    if not (_YEARLIKE.search(plain) or (partial and _LONE_YEAR.search(plain))):
        return []
    tell = _found if len(plain) <= _REMEMBERED else _found.__wrapped__
    return list(tell(plain, language, day_first, partial))


@lru_cache(maxsize=64)  # a line is asked for its date when it is labelled, when its names are taken, and at last
def _found(plain: str, language: str | None, day_first: bool | None, partial: bool) -> Sequence[Found]:
    found: list[Found] = []
    taken = 0
    for day in sorted(_days(plain, language, day_first), key=_longest_first):
        if day.start >= taken:
            found.append(_timed(plain, day, taken))
            taken = found[-1].end
    return sorted([*found, *_partial(plain, language, found)], key=attrgetter("start")) if partial else found


def _longest_first(day: _Day) -> tuple[int, int]:
    return day.start, -day.end


def puts_day_first(texts: Iterable[str]) -> bool | None:
    """What the numeric dates of a page show: True for 25/12, False for 12/25, None for neither or for both."""
    shown = set()
    for text in texts:
        for match in _NUMERIC.finditer(_plain(text)):
            first, second = int(match["first"]), int(match["second"])
            if match["mark"] != "." and (first > 12) != (second > 12) and max(first, second) <= 31:
                shown.add(first > 12)
    return shown.pop() if len(shown) == 1 else None


def _plain(text: str) -> str:
    """The text with ASCII digits, hyphens and plain blanks, character for character."""
    if text.isascii():
        return text
    return "".join(map(_plain_char, text))


def _plain_char(char: str) -> str:
    if char <= "\x7f":
        return char
    if char.isdecimal():
        return str(unicodedata.digit(char))
    # U+2011 and its kin stand for hyphens; direction marks stand between the parts of Arabic and Hebrew dates.
    return "-" if char in "‐‑−" else "/" if char == "／" else " " if char in "\u200e\u200f\u061c\xa0\u202f" else char


def _days(text: str, language: str | None, day_first: bool | None) -> Iterator[_Day]:
    persian = (language or "").startswith("fa")
    for match in _YMD.finditer(text) if persian else ():
        solar = eras.solar_day(int(match["year"]), int(match["month"]), int(match["day"]))
        if solar is not None:
            yield _Day(match.start(), match.end(), (solar,))
    for pattern, sign in ((_YMD, ""), (_CJK, "月"), (_CJK, "월"), (_VIETNAMESE, "tháng")):
        for match in pattern.finditer(text) if sign in text else ():
            yield from _one(match, [(_year(match), int(match["month"]), int(match["day"]))])
    for pattern in (_DAY_NAME, _NAME_DAY, _YEAR_NAME):
        for match in pattern.finditer(text) if _FOUR.search(text) else ():
            yield from _with_name(match, language)
    for match in _MAIL.finditer(text) if ":" in text else ():
        months = months_called(match["name"], "en")
        yield from _one(match, [(_century(int(match["short"])), month, int(match["day"])) for month in months])
    for match in _WIRE.finditer(text) if "T" in text else ():
        yield from _one(match, [(_century(int(match["year"])), int(match["month"]), int(match["day"]))])
    for match in _SOLAR.finditer(text) if _FOUR.search(text) else ():
        solar = eras.solar_day(int(match["year"]), eras.SOLAR_MONTHS.index(match["name"]) + 1, int(match["day"]))
        if solar is not None:
            yield _Day(match.start(), match.end(), (solar,))
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match, language, day_first)


def _year(match: re.Match[str]) -> int:
    era = match.groupdict().get("era")
    if era:
        return _ERAS[era] + (1 if match["count"] == "元" else int(match["count"]))
    return int(match["year"])


def _with_name(match: re.Match[str], language: str | None) -> Iterator[_Day]:
    groups = match.groupdict()
    day = groups["day"] or groups.get("before")
    months, start = _months(match, language)
    if day and months:
        start = start if match.start("name") == match.start() else match.start()
        yield from _one(match, [(int(match["year"]), month, int(day)) for month in months], start)


def _months(match: re.Match[str], language: str | None) -> tuple[tuple[int, ...], int]:
    """What the name of a match can mean, and where it starts; a word may be glued to its front ("PoliticsMay")."""
    name, start = match["name"], match.start("name")
    months = months_called(name, language)
    if not months and match.re is not _DAY_NAME:
        cut = next((at for at in _cuts(name) if months_called(name[at:], language)), 0)
        months, start = (months_called(name[cut:], language), start + cut) if cut else ((), start)
    if months and match["twin"]:
        both = set(months) & set(months_called(match["twin"], language))
        months = tuple(sorted(both))
    return months, start


def _cuts(name: str) -> Iterator[int]:
    """Where another word may end inside a word: before an inner capital; in capitals, anywhere."""
    if name.isupper():
        yield from range(1, len(name) - _SHORTEST_NAME + 1)
    else:
        yield from (match.start() for match in _GLUED.finditer(name))


def _numeric(match: re.Match[str], language: str | None, day_first: bool | None) -> Iterator[_Day]:
    first, second, third = int(match["first"]), int(match["second"]), int(match["third"])
    year = third if len(match["third"]) == 4 else _century(third)
    by_day, by_month = (year, second, first), (year, first, second)
    primary = (language or "").split("-")[0]
    if len(match["third"]) == 2 and primary in _YEAR_FIRST:
        yield from _one(match, [(_century(first), second, third)])
        return
    if len(match["third"]) == 2 and match["mark"] == "-" and _HOUR.match(match.string, match.end()):
        # Machines put the year first, too: "02-08-29 19:42".
        yield from _one(match, [by_day, by_month, (_century(first), second, third)])
        return
    order = _order(language, day_first) if match["mark"] != "." else language not in _MONTH_FIRST or None
    if order is None:
        yield from _one(match, [by_day, by_month], open=day_first is None)
    else:
        yield from _one(match, [by_day if order else by_month])


def _century(two_digits: int) -> int:
    return (2000 if two_digits < _THIS_CENTURY else 1900) + two_digits


def _order(language: str | None, day_first: bool | None) -> bool | None:
    """True for day before month, None where nothing tells."""
    if day_first is not None:
        return day_first
    if language is None:
        return None
    if language in _DAY_FIRST or language in _MONTH_FIRST:
        return language in _DAY_FIRST
    return None if language.split("-")[0] in _EITHER else True


def _one(
    match: re.Match[str],
    readings: Iterable[tuple[int, int, int]],
    start: int | None = None,
    *,
    open: bool = False,  # noqa: A002
) -> Iterator[_Day]:
    given = list(readings)
    real = dict.fromkeys(day for reading in given if (day := _real(*reading)))
    begin = match.start() if start is None else start
    if real:
        yield _Day(begin, match.end(), tuple(real), open)
    elif any(year in years for year, _, _ in given for years in _OTHER_CALENDARS):
        yield _Day(begin, match.end(), ())


def _real(year: int, month: int, day: int) -> date | None:
    year = eras.common_year(year)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _timed(text: str, day: _Day, taken: int) -> Found:
    """The date with the time of day that stands in front of it or, more often, behind it."""
    if not day.days:
        return Found(day.start, day.end, None)
    time = clock.ahead(text, day.start, day.days[0], taken) or clock.behind(text, day.end, day.days[0])
    days = _settled(day, time)
    start, end = (min(day.start, time.start), max(day.end, time.end)) if time else (day.start, day.end)
    readings = tuple(one.isoformat() for one in days)
    if len(days) > 1:
        return Found(start, end, None, readings)
    return Found(start, end, readings[0] + (time.iso() if time else ""), readings)


def _settled(day: _Day, time: clock.Clock | None) -> tuple[date, ...]:
    """Of two readings the one that puts the day first, where the clock is not an American one (16:15, GMT+1)."""
    if not day.open or len(day.days) < 2 or time is None or time.american or not (time.military or time.zone):
        return day.days
    return day.days[:1]


def _partial(text: str, language: str | None, full: list[Found]) -> Iterator[Found]:
    """Months and years outside the full dates; a year counts only where no month stands beside it."""
    taken = [(found.start, found.end) for found in full]
    for pattern in (_NAME_YEAR, _CJK_MONTH, _ISO_MONTH, _LONE_YEAR):
        for match in pattern.finditer(text):
            year = int(match["year"])
            if any(start < match.end() and match.start() < end for start, end in taken) or not _real(year, 1, 1):
                continue
            value = _month_value(match, language) if pattern is not _LONE_YEAR else (f"{year:04}",)
            if value:
                taken.append((match.start(), match.end()))
                yield Found(match.start(), match.end(), value[0] if len(value) == 1 else None, value)


def _month_value(match: re.Match[str], language: str | None) -> tuple[str, ...]:
    groups = match.groupdict()
    months = (int(groups["month"]),) if groups.get("month") else _months(match, language)[0]
    return tuple(f"{int(match['year']):04}-{month:02}" for month in months if 1 <= month <= 12)
