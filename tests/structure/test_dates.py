from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscopy.structure import calendar, dates

CASES = Path(__file__).parent / "cases" / "dates.txt"
ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def cases() -> list[tuple[str, str, str]]:
    rows = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [
        (row.split(" | ")[0], row.split(" | ", 1)[1].rpartition(" |")[0], row.rpartition("|")[2].strip())
        for row in rows
    ]


@pytest.mark.parametrize(("language", "text", "values"), cases())
def test_a_date_reads_as_a_desk_would_read_it(language: str, text: str, values: str) -> None:
    found = dates.find(text, None if language == "-" else language)
    assert " ".join(one.value or "?" for one in found) == values


def test_the_case_file_is_long() -> None:
    assert len(cases()) > 90


def test_an_ambiguous_date_names_both_readings() -> None:
    (found,) = dates.find("Posted 03/04/2021", "en")
    assert found.value is None
    assert found.readings == ("2021-04-03", "2021-03-04")


def test_the_order_seen_on_the_page_goes_before_the_language() -> None:
    assert [found.value for found in dates.find("03/04/2021", "fr", day_first=False)] == ["2021-03-04"]


def test_a_day_above_twelve_shows_the_order_of_a_page() -> None:
    assert dates.puts_day_first(["03/04/2021", "25/12/2020"]) is True
    assert dates.puts_day_first(["03/04/2021", "12/25/2020"]) is False
    assert dates.puts_day_first(["12/25/2020", "25/12/2020"]) is None
    assert dates.puts_day_first(["03/04/2021", "25.12.2020"]) is None


def test_a_found_date_spans_the_time_of_day_beside_it() -> None:
    text = "Published: 15:56 BST, 27 April 2024 | Home"
    (found,) = dates.find(text)
    assert text[found.start : found.end] == "15:56 BST, 27 April 2024"


def test_months_and_years_are_found_when_asked_for() -> None:
    text = "Founded in 1987, reopened in June 2024; 3 May 2023; 2024年6月"
    assert [found.value for found in dates.find(text, partial=True)] == ["1987", "2024-06", "2023-05-03", "2024-06"]
    assert [found.value for found in dates.find(text)] == ["2023-05-03"]


def test_a_name_of_two_months_is_no_name_of_a_month() -> None:
    assert calendar.months_called("listopada") == (10, 11)
    assert "listopada" not in dates.month_names()
    assert calendar.months_called("listopada", "pl-PL") == (11,)


@pytest.mark.parametrize(
    ("language", "name"), [("no", "desember"), ("ar", "كانون الأول"), ("de", "Dez."), ("he", "בדצמבר")]
)
def test_a_month_is_known_by_the_name_pages_print(language: str, name: str) -> None:
    assert calendar.months_called(name, language) == (12,)


def test_no_month_is_missing_in_any_language() -> None:
    table = tomllib.loads(Path(calendar.__file__).with_suffix(".toml").read_text("utf-8"))["months"]
    numbered = {"ja", "ko", "zh", "vi"}
    short = [
        code for code, months in table.items() if code not in numbered and not all(map(str.strip, months.split(";")))
    ]
    assert short == []
    assert {len(months.split(";")) for months in table.values()} == {12}


@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)), st.times())
def test_what_is_printed_in_full_is_found_again(day: date, clock_time: object) -> None:
    printed = f"{day.day} {day:%B} {day.year:04}, {clock_time:%H:%M}"
    assert [found.value for found in dates.find(printed)] == [f"{day.isoformat()}T{clock_time:%H:%M}"]


@given(st.text(st.sampled_from("0123456789./-:, TMayJune年月日Uhr\u0661\u200f")))
def test_every_value_is_a_real_date_inside_its_text(text: str) -> None:
    end = 0
    for found in dates.find(text, partial=True):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        for value in (*found.readings, found.value):
            assert value is None or ISO.fullmatch(value)
        if found.value and len(found.value) >= 10:
            date.fromisoformat(found.value[:10])


@pytest.mark.parametrize(
    "text", ["x" * 300_000, "1" * 300_000, "12.34." * 50_000, "May 3 " * 50_000, "日" * 300_000 + "2024"]
)
def test_a_long_line_takes_time_in_proportion(text: str) -> None:
    started = time.process_time()
    dates.find(text, partial=True)
    assert time.process_time() - started < 3


def test_other_processes_read_the_same() -> None:
    program = (
        "from newscopy.structure import dates; print(dates.find('5 mar 2024, 06/07/2021 5 lis 2023', partial=True))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(printed) == 1
