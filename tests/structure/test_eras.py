"""Days of other calendars."""

from __future__ import annotations

from datetime import date

import pytest

from newscopy.structure import dates, eras


# The first days of years as Iran's calendar centre announced them, and the day of the revolution of 1357.
@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1375, 1, 1), date(1996, 3, 20)),
        ((1399, 1, 1), date(2020, 3, 20)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1405, 9, 3), date(2026, 11, 24)),
        ((1400, 12, 30), None),
        ((1405, 7, 31), None),
        ((1405, 13, 1), None),
        ((1290, 1, 1), None),
    ],
)
def test_a_solar_day_is_one_of_ours(solar: tuple[int, int, int], day: date | None) -> None:
    assert eras.solar_day(*solar) == day


def test_every_solar_day_follows_the_one_before_it() -> None:
    days = [
        day
        for year in eras.SOLAR_YEARS
        for month in range(1, 13)
        for number in range(1, 32)
        if (day := eras.solar_day(year, month, number))
    ]
    assert [day.toordinal() for day in days] == list(range(days[0].toordinal(), days[-1].toordinal() + 1))
    assert days[0] == date(1921, 3, 21)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("24 พ.ย. 2569", "th", "2026-11-24"),
        ("24 พฤศจิกายน 2569", None, "2026-11-24"),
        ("24/11/2569", "th", "2026-11-24"),
        ("1 ม.ค. 2470", "th", None),
        ("سه‌شنبه ۳ آذر ۱۴۰۵", None, "2026-11-24"),
        ("۳ آذر ماه ۱۴۰۵ - ۱۴:۳۰", "fa", "2026-11-24T14:30"),
        ("تاریخ انتشار: 1405/09/03", "fa", "2026-11-24"),
        ("1448/6/14", "ar", None),
    ],
)
def test_dates_of_other_calendars_are_read_where_the_calendar_is_sure(
    text: str, language: str | None, value: str | None
) -> None:
    assert [found.value for found in dates.find(text, language)] == [value]
