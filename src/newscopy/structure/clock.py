"""The time of day beside a date: "4.15 p.m.", "16h15", "kl. 16.15", "午後4時", with a zone if one is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from newscopy.structure.calendar import is_weekday

_BEFORE_NOON = r"上午|凌晨|早上|午前|오전"
_AFTER_NOON = r"下午|晚上|午後|오후"
_AM = r"(?i:a\.?\s?m)\b\.?|صباحًا|صباحا|ص\b|π\.?μ\b\.?"
_PM = r"(?i:p\.?\s?m)\b\.?|مساءً|مساء|م\b|μ\.?μ\b\.?"
_FORM = (
    rf"(?:(?P<early>{_BEFORE_NOON})|(?P<late>{_AFTER_NOON}))?\s?(?P<hour>\d{{1,2}})"
    r"(?:(?P<mark>[:.：٫]|\s?[hH]\s?|\s?[时時点點시]\s?|(?<=\d\d)(?=\d\d(?:[ECMP][SD]T|GMT)\b))(?P<minute>\d{2}(?!\d)|\d(?=\s?[分분]))(?:\s?[分분]|\s?min\b)?"
    r"(?:[:：](?P<second>\d{2})(?:\.\d+)?)?"
    rf"|\s?(?P<whole>[时時点點시]|[hH]\b)|(?=\s?(?:{_AM}|{_PM}|Uhr\b)))"
    rf"(?:\s?(?:(?P<am>{_AM})|(?P<pm>{_PM})))?"
    r"(?P<word>\s?(?:Uhr|uhr|UHR|hrs|Hrs|hours|óra|uur|godz|[hH]\b)(?![a-zß]))?"
)
_CLOCK = re.compile(r"(?<![\d.,:/])" + _FORM)
# Right behind a year, where a page was dumped without separators: "April 25, 20232:26 PM".
_GLUED_CLOCK = re.compile(_FORM)
_ZONE = re.compile(
    r"\s?[(\[]?(?:(?P<name>[A-Z]{2,5})(?![A-Za-z]))?(?P<offset>\s?[+−-]\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d))?"
    r"(?P<zulu>(?<=\d)Z\b)?[)\]]?"
)
# Abbreviations that mean one offset (in minutes) wherever they are printed. AST, BST, CST, EST, GST, IST, MST and PST
# do not: India, Ireland and Israel all print "IST".
_STANDARD = MappingProxyType(
    {"UTC": 0, "GMT": 0, "WAT": 60, "CAT": 120, "SAST": 120, "EAT": 180, "MSK": 180, "TRT": 180, "PKT": 300, "NPT": 345}
    | {"WIB": 420, "ICT": 420, "WITA": 480, "MYT": 480, "SGT": 480, "HKT": 480, "PHT": 480, "AWST": 480, "WIT": 540}
    | {"JST": 540, "KST": 540, "AEST": 600, "NZST": 720}
)
# The zones of Europe that change with summer time: a "CET" in July is a slip, so it says nothing.
_WINTER = MappingProxyType({"WET": 0, "CET": 60, "EET": 120})
_SUMMER = MappingProxyType({"WEST": 60, "CEST": 120, "EEST": 180})
_AMERICAN_SUMMER = MappingProxyType({"EDT": -240, "CDT": -300, "MDT": -360, "PDT": -420})
_AMERICAN = frozenset({"EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT"})
# Words that may stand between a date and its time of day.
_LINKS = frozenset(
    (  # noqa: SIM905 - a list of a hundred quoted words is harder to read
        "a alle am as at clock das date de del den el em h heure heures hora hs il in jam kello kl klo klokka klokken "
        "klukkan la las le luc lúc my na no o ob om on ora ore pada pm pukul saat saati the tid time u uhr um ur v ve "
        "vid à às ás στη στις ώρα в во г год года о об р року у ч ב בשעה שעה الساعة ساعت في को बजे बजकर में น บน เวลา "
        "一 三 二 五 六 四 土 日 月 木 水 火 金 금 목 수 월 일 토 화"
    ).split()
)
_REACH = 30
_TWELVE = 12
# Characters a time of day takes at most, so far as it must be inside the reach.
_LONGEST = 12
# What an offset can be, in hours: from American Samoa to Kiribati.
_OFFSETS = range(-12 * 60, 14 * 60 + 1)


@dataclass(frozen=True)
class Clock:
    """A time of day as printed: `zone` is "Z", "+02:00" or "" for none that is sure.

    `military` is True where the hour itself shows a 24-hour clock; `american` where the zone is one of America's.
    """

    start: int
    end: int
    hour: int
    minute: int | None
    second: int | None
    zone: str
    military: bool
    american: bool

    def iso(self) -> str:
        """The time as it follows an ISO date, "T17:47+02:00"."""
        seconds = "" if self.second is None else f":{self.second:02}"
        return f"T{self.hour:02}:{self.minute or 0:02}{seconds}{self.zone}"


def behind(text: str, end: int, day: date) -> Clock | None:
    """The time that follows a date ending at `end`, if nothing but separators and a link word is between them."""
    match = _GLUED_CLOCK.match(text, end) or _CLOCK.search(text, end, end + _REACH + _LONGEST)
    if match is None or not _joins(text[end : match.start()]):
        return None
    clock = _read(text, match, day)
    return clock if clock and _sure(text, match, clock) else None


def ahead(text: str, start: int, day: date, taken: int) -> Clock | None:
    """The time that precedes a date starting at `start`; what lies before `taken` belongs to another date."""
    best = None
    for match in _CLOCK.finditer(text, max(taken, start - _REACH - _LONGEST), start):
        clock = _read(text, match, day)
        if clock and clock.end <= start and _joins(text[clock.end : start]) and _sure(text, match, clock):
            best = clock
    return best


def first(text: str, start: int, day: str) -> Clock | None:
    """The first time of day at or behind `start`, for an ISO `day`."""
    match = _CLOCK.search(text, start)
    clock = _read(text, match, date.fromisoformat(day)) if match else None
    return clock if match and clock and _sure(text, match, clock) else None


def _joins(gap: str) -> bool:
    """True if a date and a time on both sides of `gap` belong together."""
    if len(gap) > _REACH or any(char.isdigit() for char in gap):
        return False
    words = re.findall(r"[^\W\d_]+", gap) if gap != "T" else []
    return all(word.casefold() in _LINKS or is_weekday(word) for word in words)


def _sure(text: str, match: re.Match[str], clock: Clock) -> bool:
    """A full stop between hour and minute is a clock only with a word for it, a zone, or nothing more behind it."""
    if match["mark"] != ".":
        return True
    if match["am"] or match["pm"] or match["word"] or clock.end > match.end():
        return True
    before = re.findall(r"[^\W\d_]+", text[max(0, match.start() - 8) : match.start()])
    after = text[match.end() :].lstrip()
    return bool(before and before[-1].casefold() in _LINKS) or not after or after[0] in "|•·)]–—-\n"


def _read(text: str, match: re.Match[str], day: date) -> Clock | None:
    """The clock of a match, None where there is no such time of day."""
    printed = int(match["hour"])
    minute, second = (int(match[name]) if match[name] else None for name in ("minute", "second"))
    early, late = bool(match["early"] or match["am"]), bool(match["late"] or match["pm"])
    hour = printed + _TWELVE if late and printed < _TWELVE else 0 if early and printed == _TWELVE else printed
    if hour > 23 or (minute or 0) > 59 or (second or 0) > 59 or (early and printed > _TWELVE):
        return None
    offset, end, name = _offset(_ZONE.match(text, match.end()), match.end(), day)
    military = printed > _TWELVE and not (late or early)
    start = match.start() + text[match.start()].isspace()
    return Clock(start, end, hour, minute, second, offset, military, name in _AMERICAN)


def _offset(zone: re.Match[str] | None, end: int, day: date) -> tuple[str, int, str]:
    """The offset ("" if unknown), the end of what is the zone's, and its name."""
    if zone is None:
        return "", end, ""
    if zone["zulu"]:
        return "Z", zone.end(), "UTC"
    name = zone["name"] or ""
    if zone["offset"] and name in ("", "UTC", "GMT"):
        return _numeric(zone, end, name)
    if name in ("UTC", "GMT"):
        return "Z", zone.end("name"), name
    minutes = _named(name, day)
    if minutes is not None:
        return _printed(minutes), zone.end("name"), name
    known = name in _AMERICAN or name in ("BST", "IST", "AST", "GST", *_WINTER, *_SUMMER)
    return "", zone.end("name") if known else end, name


def _numeric(zone: re.Match[str], end: int, name: str) -> tuple[str, int, str]:
    hours, minutes = int(zone["hours"]), int(zone["minutes"] or 0)
    bare = not name
    # "16:15 - 3 comments" is no offset: without a name it needs four digits and no blank.
    if bare and (len(zone["hours"]) < 2 or not zone["minutes"] or re.search(r"\s\d", zone["offset"])):
        return "", end, ""
    sign = -1 if zone["offset"].strip()[0] in "−-" else 1
    total = sign * (hours * 60 + minutes)
    if total not in _OFFSETS or minutes > 59:
        return "", end, name
    return _printed(total), zone.end("offset"), name


def _printed(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _named(name: str, day: date) -> int | None:
    if name in _STANDARD:
        return _STANDARD[name]
    summer = _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)
    if name in _WINTER:
        return None if summer else _WINTER[name]
    if name in _SUMMER:
        return _SUMMER[name] if summer else None
    return _AMERICAN_SUMMER.get(name) if 3 <= day.month <= 11 else None


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
