"""What an archive says of a story fills what its text leaves open, and never replaces what it says."""

from __future__ import annotations

import pytest

from newscopy.convert import read
from newscopy.evidence import Evidence, apply, instant
from newscopy.model import Timestamp

BARE = "It rained in Ellan on Friday, for the first time since May, and the farmers of the valley were glad of it.\n"
WHOLE = "Politics\n\nRain at last\n\nBy Nora Quillfeather\n\nMay 3, 2024\n\n" + BARE


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03 17:47:00", "2024-05-03T17:47:00"),
        ("2024-05-03T17:47:00.123+0200", "2024-05-03T17:47:00+02:00"),
        ("Fri, 03 May 2024 17:47:00 +0200", "2024-05-03T17:47:00+02:00"),
        ("1714751220", "2024-05-03T15:47:00Z"),
        ("1714751220000", "2024-05-03T15:47:00Z"),
        ("May 3, 2024", "2024-05-03"),
        ("1987", "1987"),
        ("2024-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_of_any_usual_form_are_understood(given: str, value: str | None) -> None:
    assert instant(given) == value


def test_what_the_text_leaves_open_is_filled_without_a_notice() -> None:
    story = apply(read(BARE), Evidence("Rain at last", "2024-05-03", "Nora Quillfeather", "Politics"))

    assert story.headline == "Rain at last"
    assert story.published == Timestamp(value="2024-05-03")
    assert [byline.name for byline in story.bylines] == ["Nora Quillfeather"]
    assert story.category == "Politics"
    assert story.notices == ()


def test_what_the_text_says_stands_and_is_not_told_where_the_archive_agrees() -> None:
    story = read(WHOLE)

    same = apply(story, Evidence("Rain at Last | The Paper", "2024-05-03T17:47:00Z", "Desk", "News"))

    assert same == story


def test_what_differs_is_told() -> None:
    story = read(WHOLE)

    told = apply(story, Evidence("Sun at last", "2024-06-01"))

    assert (told.headline, told.published) == (story.headline, story.published)
    assert [notice.message for notice in told.notices if notice.code == "archive-differs"] == [
        "headline: the archive says 'Sun at last', the text 'Rain at last', which stands",
        "published: the archive says '2024-06-01', the text '2024-05-03', which stands",
    ]


def test_control_characters_of_an_archive_do_not_break_the_story() -> None:
    story = apply(read(BARE), Evidence("Rain\x00 at\nlast\ud800"))
    assert story.headline == "Rain at last"
