"""Dates as news pages print them, with a table of month names instead of a library.

A wrong date is worse than none: what allows two readings has no value, and an unknown zone stays unknown.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_CALENDAR = Path(__file__).parent / "calendar.toml"
_FIRST_YEAR, _LAST_YEAR = 1600, 2100
# Where a numeric date opens with the month: the United States, and pages that name no country are left open.
_MONTH_FIRST = ("en-US", "en-PH")

_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_ISO = re.compile(r"(?<!\d)(\d{4})([-./])(\d{1,2})\2\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.,/])(\d{1,2})\s?([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/]|[.,]\d{3})")
# What every full date has; most texts fail this cheap test.
_YEARLIKE = re.compile(r"\d{4}|\d[./-]\s?\d{1,2}[./-]\s?\d\d")
_CLOCK = re.compile(
    r"(?<![\d.,])(?:(上午|下午|午前|午後|오전|오후)\s?)?(\d{1,2})(?:[:.hH時시点](\d{2})(?!\d)(?:分|분)?(?::(\d{2}))?|(?=\s?(?:[ap]\.?m\b|Uhr|uhr))|(?:時|시)(\d{1,2})(?:分|분))"
    r"(?:\s?([ap]\.?\s?m\b\.?|AM|PM))?(?:\s(?:Uhr|uhr|kl|hrs)\b)?",
)
_ZONE = re.compile(
    r"\s?\(?(Z\b|(?:UTC|GMT)?\s?[+-−](\d{2}):?(\d{2})|UTC\b|GMT\b|CEST\b|CET\b|EEST\b|EET\b|JST\b|KST\b)"
)
# Abbreviations that mean one offset wherever they are printed; EST, IST, BST, CST do not.
_ZONES = {"CEST": "+02:00", "CET": "+01:00", "EEST": "+03:00", "EET": "+02:00", "JST": "+09:00", "KST": "+09:00"}
_CLOCK_REACH = 40
# Any word may stand where the month does; whether it is one is looked up. Some Levantine months have two words.
_NAME = r"(?P<month>[^\s\d,.;:()/|\[\]-]{2,}(?:\s(?:الثاني|الأول|الاول|الثانی))?)\.?"
_DAY_MONTH = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\.|º|°|st|nd|rd|th|er|η|-е|-го)?[\s-]*(?:of\s+|de\s+|d')?"
    + _NAME
    + r"[\s,-]*(?:de\s+|del\s+|of\s+)?(?P<year>\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(
    r"(?<!\w)" + _NAME + r"\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?[.,]?\s*(?:,|de|of)?\s*(?P<year>\d{4})(?!\d)"
)


@dataclass(frozen=True)
class Found:
    """A date in a text. `value` is ISO 8601 as precise as printed, None where `readings` has two."""

    start: int
    end: int
    value: str | None
    readings: tuple[str, ...] = ()


def find(text: str, language: str | None = None, day_first: bool | None = None) -> list[Found]:
    """The full dates in a text, in order, each with the time of day beside it if there is one.

    `language` (BCP 47) and `day_first` settle numeric dates such as 03/04/2021; else these have no value.
    """
    plain = _plain(text)
    if not _YEARLIKE.search(plain):
        return []
    found = []
    taken = 0
    for start, end, readings in sorted(_days(plain, language, day_first)):
        if start < taken:
            continue
        taken = end
        if len(readings) == 1:
            time, taken = _time(plain, start, end)
            found.append(Found(start, taken, readings[0] + time, (readings[0],)))
        else:
            found.append(Found(start, end, None, readings))
    return found


def _plain(text: str) -> str:
    """The text with all digits as ASCII ones, character for character."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(char)) if char.isdecimal() and char > "\x7f" else "-" if char in "‐‑–−" else char
        for char in text
    )


def _days(text: str, language: str | None, day_first: bool | None) -> list[tuple[int, int, tuple[str, ...]]]:
    days: list[tuple[int, int, tuple[str, ...]]] = []
    for pattern in (_CJK, _ISO):
        for match in pattern.finditer(text):
            parts = [int(part) for part in match.groups() if part.isdigit()]
            _keep(days, match, [(parts[0], parts[1], parts[2])])
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            month = _months().get(_month_key(match["month"]))
            if month:
                _keep(days, match, [(int(match["year"]), month, int(match["day"]))])
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        readings = [(year, second, first), (year, first, second)]
        if match[2] == "." or day_first or (day_first is None and language and not _leaves_open(language)):
            readings = readings[:1]
        elif day_first is False or language in _MONTH_FIRST:
            readings = readings[1:]
        _keep(days, match, readings)
    return days


def _leaves_open(language: str) -> bool:
    """English is printed both ways; other languages put the day first."""
    return language == "en" or language in _MONTH_FIRST


def _keep(
    days: list[tuple[int, int, tuple[str, ...]]], match: re.Match[str], readings: Sequence[tuple[int, int, int]]
) -> None:
    real = dict.fromkeys(iso for year, month, day in readings if (iso := _iso(year, month, day)))
    if real:
        days.append((match.start(), match.end(), tuple(real)))


def _iso(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(text: str, start: int, end: int) -> tuple[str, int]:
    """The time of day behind the date as "T17:47+02:00", or before it, with the end of what was read."""
    behind = _CLOCK.search(text, end, end + _CLOCK_REACH)
    clock = behind or _last(_CLOCK, text, max(0, start - 12), start)
    if clock is None or (behind and re.search(r"\d", text[end : behind.start()])):
        return "", end
    hour, minute = int(clock[2]), int(clock[3] or clock[5] or 0)
    half = (clock[1] or clock[6] or "").replace(".", "").replace(" ", "").casefold()
    if half in ("pm", "下午", "午後", "오후") and hour < 12:
        hour += 12
    elif half in ("am", "上午", "午前", "오전") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return "", end
    zone = _ZONE.match(text, clock.end()) if behind else None
    stop = max(end, zone.end() if zone else clock.end())
    return f"T{hour:02}:{minute:02}{_offset(zone) if zone else ''}", stop


def _offset(zone: re.Match[str]) -> str:
    if zone[2]:
        sign = "-" if "-" in zone[1] or "−" in zone[1] else "+"
        return f"{sign}{zone[2]}:{zone[3]}" if int(zone[2]) <= 14 and int(zone[3]) <= 59 else ""
    return _ZONES.get(zone[1], "Z")


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found


def month_names() -> frozenset[str]:
    """All names of months that mean one month whatever the language, casefolded."""
    return frozenset(_months())


@cache
def _months() -> dict[str, int]:
    """Month names of all languages, casefolded, to 1..12; a name that means two months is left out."""
    table = tomllib.loads(_CALENDAR.read_text("utf-8"))
    months: dict[str, int] = {}
    for names in table["months"].values():
        for number, forms in enumerate(names, 1):
            for form in forms:
                months[_month_key(form)] = number if months.get(_month_key(form), number) == number else 0
    return {name: number for name, number in months.items() if number}


def _month_key(name: str) -> str:
    return name.casefold().rstrip(".").replace("i̇", "i")
