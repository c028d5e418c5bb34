"""Whom a page's head and its text say to have written the story, where the text is sure of it and where it is not."""

from __future__ import annotations

import pytest

import newscopy
from newscopy.model import Role, Story
from newscopy.readers.page.agreement import agreed
from newscopy.readers.page.metadata import Metadata
from newscopy.structure import words

COPY = (
    "The council of Harrow Bay said on Tuesday that work would begin before the autumn storms, and that the money would"
    " come from the region.\n\nPeople who live on the quay say that nobody had asked the fishing families, which the"
    " opposition called a mistake."
)
ABOVE = "Board sells its old ferry\n\n{}\n\n" + COPY
BELOW = "Board sells its old ferry\n\n" + COPY + "\n\n{}"


def names(text: str, head: Metadata, confidence: float) -> list[str]:
    """Who signs in the end, where the lines of bylines are so sure."""
    story = newscopy.read(text, "text")
    segments = [
        one.model_copy(update={"confidence": confidence}) if one.role is Role.BYLINE else one for one in story.segments
    ]
    assert any(one.role is Role.BYLINE for one in segments)
    told: Story = agreed(story.model_copy(update={"segments": tuple(segments)}), head, text, words.load())
    return [one.name for one in told.bylines]


@pytest.mark.parametrize(
    ("text", "signed", "confidence", "expected"),
    [
        (BELOW, "(tor/dpa)", 0.4, ["The Courier"]),
        (BELOW, "(tor/dpa)", 0.6, ["tor", "dpa"]),
        (BELOW, "(Tam Orrell)", 0.4, ["Tam Orrell"]),
        (ABOVE, "By Reuters", 0.4, ["Reuters"]),
    ],
)
def test_signs_in_doubt_below_the_copy_give_way_to_the_paper(
    text: str, signed: str, confidence: float, expected: list[str]
) -> None:
    head = Metadata(authors=["The Courier"], site="The Courier")
    assert names(text.format(signed), head, confidence) == expected


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("Tam Orrell\nInes Vidal", ["Tam Orrell", "Ines Vidal"]),
        ("Ines Vidal\nTam Orrell", ["Ines Vidal", "Tam Orrell"]),
    ],
)
def test_who_stands_right_beside_one_whom_the_head_knows_signs_with_them(signed: str, expected: list[str]) -> None:
    assert names(ABOVE.format(signed), Metadata(authors=["Tam Orrell"]), 0.4) == expected


def test_the_account_that_put_a_page_up_signs_nothing() -> None:
    text = ABOVE.format("By Anna Holm")
    assert names(text, Metadata(authors=["Super User"]), 0.9) == ["Anna Holm"]
    story = newscopy.read(ABOVE.format("Harrow Bay"), "text")
    assert agreed(story, Metadata(authors=["admin"]), story.headline, words.load()).bylines == story.bylines
