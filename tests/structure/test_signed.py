"""Bylines and dates that the labeller missed, or took for something else."""

from __future__ import annotations

import numpy as np
import pytest

import newscopy
from labelled import blocks_of, page_of
from newscopy.structure import signed, words
from newscopy.structure.net import CLASSES

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


@pytest.mark.parametrize(("chance", "role"), [(0.3, "byline"), (0.1, "subheading")])
def test_names_that_look_like_a_subheading_above_the_copy_sign_where_the_labeller_thinks_so(
    chance: float, role: str
) -> None:
    assert completed("TEREZA NOVOTNA", 1, "subheading", chance) == role


def test_who_is_quoted_inside_the_copy_signs_nothing() -> None:
    assert completed("Trainer Tereza Novotna", 4, "note", 0.09) == "note"


@pytest.mark.parametrize(("chance", "role"), [(0.1, "byline"), (0.01, "other")])
def test_names_below_a_byline_sign_with_it_where_that_is_not_unlikely(chance: float, role: str) -> None:
    blocks = blocks_of(f"{HEADLINE}\n\nBy Ann Lee\nJoseph Okafor\n{BODY}")
    classes = [CLASSES.index(name) for name in ("headline", "byline", "other", "paragraph", "paragraph")]
    chances = np.zeros((len(blocks), len(CLASSES)), np.float32)
    chances[2, CLASSES.index("byline")] = chance
    signed.complete(classes, blocks, page_of(blocks), chances, 0, words.load())
    assert CLASSES[classes[2]] == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("(dpa/jm)", "byline"),
        ("[TASS]", "byline"),
        ("(jm)", "other"),
        ("dpa/jm", "other"),
        ("(The town has asked for more.)", "other"),
    ],
)
def test_names_in_brackets_below_the_copy_sign_it(line: str, role: str) -> None:
    assert completed(line, 7, "other", 0) == role
    assert completed(line, 3, "other", 0) == "other"


@pytest.mark.parametrize(
    ("line", "role"),
    [("Autorin/Autor Joseph Okafor", "byline"), ("Author: Ann Lee", "byline"), ("Author", "note")],
)
def test_what_people_are_signs_below_the_copy_where_it_opens_a_line(line: str, role: str) -> None:
    assert completed(line, 7, "note", 0) == role


def test_names_in_brackets_below_the_copy_are_no_second_byline() -> None:
    blocks = blocks_of(f"{HEADLINE}\n\nBy Ann Lee\n{BODY}\n(dpa/jm)")
    classes = [CLASSES.index(name) for name in ("headline", "byline", "paragraph", "paragraph", "other")]
    chances = np.zeros((len(blocks), len(CLASSES)), np.float32)
    signed.complete(classes, blocks, page_of(blocks), chances, 0, words.load())
    assert CLASSES[classes[4]] == "other"


def completed(line: str, at: int, taken: str, chance: float) -> str:
    """The class of a line in block `at` of a story that was taken for another, and is so likely a byline."""
    lines = [HEADLINE, *(f"The train costs 1.{n} million euros a year, says the budget of Marnau." for n in range(6))]
    lines.insert(at, line)
    blocks = blocks_of("\n\n".join(lines))
    chances = np.zeros((len(blocks), len(CLASSES)), np.float32)
    classes = [CLASSES.index("headline"), *([CLASSES.index("paragraph")] * (len(blocks) - 1))]
    classes[at] = CLASSES.index(taken)
    chances[at, CLASSES.index("byline")] = chance
    signed.complete(classes, blocks, page_of(blocks), chances, 0, words.load())
    return CLASSES[classes[at]]


def test_a_day_up_to_which_a_film_can_be_seen_is_not_that_of_the_story() -> None:
    text = f"{HEADLINE}\n\nAvailable until 06.05.2024\n\nBy Ann Lee\n\n22.04.2024\n{BODY}"
    story = newscopy.read(text, "text")
    assert story.published is not None
    assert story.published.value == "2024-04-22"


@pytest.mark.parametrize(
    ("above", "line", "dated"),
    [
        ("Sunday 2 August 2026", "Published 22:31", True),
        ("Sunday 2 August 2026", "Read aloud 22:31", False),
        ("Sunday 2 August 2026\n\nSunday 26 July 2026", "Published 22:31", False),
        ("The flood of 2 August 2026 in pictures", "Published 22:31", False),
    ],
)
def test_the_day_at_the_head_of_a_page_is_that_of_a_story_that_says_the_hour_alone(
    above: str, line: str, dated: bool
) -> None:
    lines = [*above.split("\n\n"), HEADLINE, line, *BODY.strip().split("\n\n")]
    blocks = blocks_of("\n\n".join(lines))
    headline = lines.index(HEADLINE)
    classes = [CLASSES.index("other")] * len(blocks)
    classes[headline] = CLASSES.index("headline")
    classes[headline + 2 :] = [CLASSES.index("paragraph")] * 2
    chances = np.zeros((len(blocks), len(CLASSES)), np.float32)
    signed.complete(classes, blocks, page_of(blocks), chances, headline, words.load())
    assert [CLASSES[classes[at]] == "timestamp" for at in (0, headline + 1)] == [dated, dated]


def test_agencies_in_the_copy_keep_nobody_from_signing_above_it() -> None:
    text = (
        f"{HEADLINE}\n3 hours ago\nAmelia Stone\nRail correspondent, Marnau\n{BODY}\nAFP\nAFP\n"
        "The night train at the station\n\nThe council will vote again in June, said the mayor of the town.\n"
    )
    (byline,) = newscopy.read(text).bylines
    assert (byline.name, byline.role, byline.place) == ("Amelia Stone", "Rail correspondent", "Marnau")


def test_a_sentence_that_names_nobody_is_no_byline() -> None:
    lines = [
        HEADLINE,
        "By Ann Lee",
        "The council met on Monday and voted for the train.",
        "This was a red flag.",
        "The mayor left.",
    ]
    blocks = blocks_of("\n\n".join(lines))
    chances = np.zeros((len(lines), len(CLASSES)), np.float32)
    names = ("headline", "byline", "paragraph", "byline", "paragraph")
    classes = [CLASSES.index(name) for name in names]
    for at, number in enumerate(classes):
        chances[at, number] = 0.6
    chances[3, CLASSES.index("paragraph")] = 0.3
    signed.complete(classes, blocks, page_of(blocks), chances, 0, words.load())
    assert [CLASSES[number] for number in classes] == ["headline", "byline", "paragraph", "paragraph", "paragraph"]
