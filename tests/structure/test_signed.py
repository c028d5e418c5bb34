"""Bylines and dates that the labeller missed, or took for something else."""

from __future__ import annotations

import pytest

import newscopy

HEADLINE = "Town keeps its night train"
BODY = """
MARNAU - The town council of Marnau voted on Monday evening to pay for the night train to the coast.

The train costs 1.2 million euros a year, says the budget, and nearly half of that comes from the tickets.
"""


@pytest.mark.parametrize(
    ("lines", "names", "printed"),
    [
        (
            "Dive Deeper\n\nBy Ann Lee, Bob Ray and Clara Weiss",
            ["Ann Lee", "Bob Ray", "Clara Weiss"],
            "By Ann Lee, Bob Ray and Clara Weiss",
        ),
        ("Ann Lee|Published 4 months ago", ["Ann Lee"], "Ann Lee"),
        ("Photo: Ann Lee/Northwire\n\nAnn Lee", ["Ann Lee"], "Ann Lee"),
        ("By and", [], None),
    ],
)
def test_who_wrote_it_is_told_by_the_line_that_says_so(lines: str, names: list[str], printed: str | None) -> None:
    story = newscopy.read(f"{HEADLINE}\n\n{lines}\n{BODY}", "text")
    assert [byline.name for byline in story.bylines] == names
    assert story.byline == printed
    assert len(story.paragraphs) == 2


def test_a_day_up_to_which_a_film_can_be_seen_is_not_that_of_the_story() -> None:
    text = f"{HEADLINE}\n\nAvailable until 06.05.2024\n\nBy Ann Lee\n\n22.04.2024\n{BODY}"
    story = newscopy.read(text, "text")
    assert story.published is not None
    assert story.published.value == "2024-04-22"
