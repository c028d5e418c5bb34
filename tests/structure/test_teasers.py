"""Titles with a sentence or two below each are other stories where they stand below the end of this one."""

from __future__ import annotations

import pytest

from newscopy.model import DiscardReason, Role
from newscopy.structure.label import Label
from newscopy.structure.teasers import without_teasers

COPY = ["headline", "byline", *["paragraph"] * 5]
FOOT = ["share", "tag", "tag", "menu", "menu", "related_title", "menu"]
TEASERS = ["subheading", "paragraph"] * 4
REASONS = {"share": DiscardReason.SHARE, "menu": DiscardReason.NAVIGATION, "no": DiscardReason.FURNITURE}


def found(*lines: str) -> list[str]:
    """What becomes of lines with these roles; what the rule takes away is "no"."""
    labels = [Label(Role.DISCARDED, 0.9, REASONS[line].value) if line in REASONS else Label(Role(line), 0.9, "it reads so")
              for line in lines]  # fmt: skip
    names = {reason.value: name for name, reason in REASONS.items()}
    return [
        names[label.reason] if label.role is Role.DISCARDED else label.role.value for label in without_teasers(labels)
    ]


def test_a_list_of_titles_with_texts_below_the_end_of_a_story_is_not_its_copy() -> None:
    assert found(*COPY, *FOOT, *TEASERS, "menu") == [*COPY, *FOOT, *["no"] * 8, "menu"]


@pytest.mark.parametrize(
    "below",
    [
        ["menu"] * 7 + TEASERS,  # nothing ends the story
        FOOT[:4] + TEASERS,  # right below it
        FOOT + TEASERS[:6],  # a few
        FOOT + ["paragraph", "menu"] * 4,  # no titles
        [*FOOT, "paragraph", "paragraph", *TEASERS],  # two paragraphs of it are one below the other
    ],
)
def test_what_goes_on_like_copy_stays(below: list[str]) -> None:
    assert found(*COPY, *below) == [*COPY, *below]


def test_a_list_of_titles_with_texts_that_is_the_story_stays() -> None:
    lines = ["headline", *TEASERS, *FOOT, *TEASERS]
    assert found(*lines) == lines
