"""The document's properties: dates as W3CDTF wants them, never from the clock."""

from __future__ import annotations

import pytest

from newscopy.model import Timestamp
from newscopy.writers.docx.core_properties import core_properties, w3c_date
from writers.docx.stories import full, plain


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1987", "1987"),
        ("1987-03", "1987-03"),
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T17:47", "2024-05-03"),
        ("2024-05-03T17:47:59", "2024-05-03"),
        ("2024-05-03T01:30+02:00", "2024-05-02T23:30:00Z"),
        ("2024-05-03T17:47:05Z", "2024-05-03T17:47:05Z"),
        ("0001-01-01T00:00+02:00", "0001-01-01"),
        ("0950-01-01T12:00Z", "0950-01-01T12:00:00Z"),
        (None, None),
    ],
)
def test_a_date_is_as_precise_as_the_story_knows_it(value: str | None, written: str | None) -> None:
    assert w3c_date(Timestamp(value=value)) == written


def test_what_the_story_does_not_know_is_left_out() -> None:
    made = core_properties(plain())
    assert "dc:title" in made
    for name in ("creator", "keywords", "language", "created", "modified", "subject", "category"):
        assert name not in made


def test_modified_falls_back_on_published() -> None:
    made = core_properties(plain(published=Timestamp(value="2024-05-03")))
    assert made.count(">2024-05-03<") == 2


def test_markup_is_escaped() -> None:
    assert "<dc:title>A &lt; B &amp; C</dc:title>" in core_properties(plain(headline="A < B & C"))
    assert "<dc:description>Forty" in core_properties(full("en"))
