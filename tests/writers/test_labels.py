"""The fixed words of a printed page, by language."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from string import Formatter

import pytest

from newscopy.model import Byline, SourceInfo, Story, Timestamp
from newscopy.writers.labels import byline_line, date_lines, labels

ROWS = tomllib.loads((files("newscopy.writers") / "labels.toml").read_text(encoding="utf-8"))
SLOTS = {"by": {"names"}, "published": {"date"}, "updated": {"date"}, "page": {"page", "pages"}}


def story(**fields: object) -> Story:
    source = SourceInfo(name="a.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=1)
    return Story.model_validate({"id": "urn:x:1", "headline": "Quiet day", "source": source, **fields})


@pytest.mark.parametrize("language", ROWS)
def test_every_language_has_every_word_with_its_slots(language: str) -> None:
    assert set(ROWS[language]) == set(ROWS["en"])
    for key, text in ROWS[language].items():
        assert {name for _, name, _, _ in Formatter().parse(text) if name} == SLOTS.get(key, set()), key


@pytest.mark.parametrize(
    ("tag", "row"),
    [
        ("de-AT", "de"), ("nb-NO", "no"), ("nn", "no"), ("zh-TW", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hans-CN", "zh"), ("zh-HK", "zh-Hant"), ("PT-br", "pt"), ("tlh", "en"), (None, "en"),
    ],
)  # fmt: skip
def test_a_tag_takes_the_row_of_its_language(tag: str | None, row: str) -> None:
    assert labels(tag).language == row


def test_names_are_joined_as_the_language_does() -> None:
    assert labels("en").joined(["Ada", "Ben", "Cleo"]) == "Ada, Ben and Cleo"
    assert labels("de").joined(["Ada", "Ben"]) == "Ada und Ben"
    assert labels("en").joined(["Ada"]) == "Ada"


def test_the_byline_is_made_from_its_parts() -> None:
    authors = (Byline(name="Ada Roe", role="Court Reporter"), Byline(name="Harbour Wire"))
    assert byline_line(story(language="en", bylines=authors)) == "By Ada Roe, Court Reporter and Harbour Wire"


def test_a_byline_that_was_not_taken_apart_is_printed_as_it_stood() -> None:
    assert byline_line(story(byline="From our correspondent")) == "From our correspondent"
    assert byline_line(story()) is None


def test_dates_are_printed_as_the_source_had_them() -> None:
    made = story(
        published=Timestamp(value="2024-05-03", text="3 May 2024"), updated=Timestamp(value="2024-05-04T10:00")
    )
    assert date_lines(made) == ("Published 3 May 2024", "Updated 2024-05-04 10:00")


def test_a_date_value_keeps_its_order_in_a_line_from_right_to_left() -> None:
    made = story(language="ar", direction="rtl", updated=Timestamp(value="2024-05-04"))
    assert date_lines(made) == ("آخر تحديث: \u200e2024-05-04",)


def test_a_date_without_value_and_text_prints_nothing() -> None:
    assert date_lines(story(published=Timestamp(value=None))) == ()
