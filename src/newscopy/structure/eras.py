"""Days of other calendars as days of ours: the Buddhist era of Thailand, and the Solar Hijri calendar of Iran."""

from __future__ import annotations

from datetime import date

_BUDDHIST = 543
# Since 1941 the Thai year begins in January; before, the year alone would be a guess for its first months.
_BUDDHIST_YEARS = range(2484, 2600)
SOLAR_YEARS = range(1300, 1420)
"""Years of the Solar Hijri calendar: 1921 to 2041. The lunar one of other countries is 43 years ahead of it now."""
SOLAR_MONTHS = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
# 1 Farvardin 1405, and what leap years are counted from.
_NEW_YEAR, _YEAR, _SHIFT = date(2026, 3, 21), 1405, 1595
# Six months of 31 days, then of 30, the last of 29 or 30.
_LONG, _SHORT = 31, 30


def common_year(year: int) -> int:
    """A year as our calendar counts it: one of the Buddhist era is 543 less, others are what they are."""
    return year - _BUDDHIST if year in _BUDDHIST_YEARS else year


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day of a Solar Hijri date between 1300 and 1419; None if there is no such day.

    Leap years follow the rule of 33 years, which is that of the astronomers in these years.
    """
    if year not in SOLAR_YEARS or not 1 <= month <= len(SOLAR_MONTHS) or not 1 <= day <= _LONG:
        return None
    before = (month - 1) * _LONG if month <= 7 else 6 * _LONG + (month - 7) * _SHORT
    length = _days(year + 1) - _days(year)
    if day > (_LONG if month < 7 else _SHORT if month < 12 else length - before):
        return None
    return date.fromordinal(_NEW_YEAR.toordinal() + _days(year) - _days(_YEAR) + before + day - 1)


def _days(year: int) -> int:
    """Days before a year, from some day on."""
    shifted = year + _SHIFT
    return 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4
