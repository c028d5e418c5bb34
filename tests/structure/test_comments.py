"""Comments below a story are none of its copy."""

from __future__ import annotations

import pytest

from labelled import blocks_of, page_of
from newscopy.model import Role
from newscopy.structure.comments import without_comments
from newscopy.structure.label import Label

PROSE = (
    "The council voted on {} to build the wall, which engineers had drawn up in 2019 and which had been put off twice "
    "since then, and the mayor said that work would start in spring."
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday")
NAMES = ("Nora Quill", "harbour_cat", "Tom Weir", "Ms Reed")
Lines = list[tuple[str, str]]


def roles(below: Lines, copy: int = 4) -> list[str]:
    """What becomes of the lines below a story with so many paragraphs; "-" stands for what is discarded already."""
    lines = [("Council backs the wall", "headline")]
    lines += [(PROSE.format(day), "paragraph") for day in DAYS[:copy]]
    lines += below
    blocks = blocks_of("\n\n".join(text for text, _ in lines))
    assert len(blocks) == len(lines)
    labels = [Label(Role("discarded" if role == "-" else role), 0.9, "furniture") for _, role in lines]
    found = without_comments(labels, blocks, page_of(blocks))
    assert found[: copy + 1] == labels[: copy + 1]
    return [label.reason if label.role is Role.DISCARDED else label.role.value for label in found[copy + 1 :]]


def comments(stamp: str = "4 November 2025, 9:2{}", head: tuple[str, str] = ("17 comments", "-")) -> Lines:
    found = [head]
    for number, name in enumerate(NAMES):
        found += [(name, "-"), (stamp.format(number), "-"), (f"I think {name} is right. {PROSE}", "paragraph")]
    return found


@pytest.mark.parametrize("stamp", ["4 November 2025, 9:2{}", "{} hours ago", "2025-11-04 at 10:1{}"])
def test_what_readers_say_is_discarded(stamp: str) -> None:
    found = roles(comments(stamp))
    assert found == ["furniture", *["furniture", "furniture", "comments"] * 4]


def test_so_is_what_is_answered_again_and_again() -> None:
    lines: Lines = [("17 comments", "-")]
    for name in NAMES:
        lines += [(f"I think {name} is right. {PROSE}", "paragraph"), ("Reply", "-")]
    found = roles([*lines, ("Related", "-"), ("Ferry strike ends", "related_title")])
    assert found == ["furniture", *["comments", "furniture"] * 4, "furniture", "related_title"]


def test_so_is_what_stands_above_a_line_that_repeats_whatever_it_says() -> None:
    lines: Lines = [("17 comments", "-")]
    for name in (*NAMES, "Ada", "Bo"):
        lines += [(f"I think {name} is right. {PROSE}", "paragraph"), ("Translate", "-")]
    assert roles(lines) == ["furniture", *["comments", "furniture"] * 6]
    assert roles(lines[:9]).count("paragraph") == 4
    assert roles([("Get the report of 2026 with our comment", "-"), *lines[1:]]).count("paragraph") == 6


@pytest.mark.parametrize(
    ("below", "copy"),
    [
        (comments(head=("More on this", "-")), 4),  # nothing says that they are comments
        (comments(head=("17 comments", "subheading")), 4),  # what says so heads copy
        (comments(stamp="Reader number {}"), 4),  # not dated
        (comments()[:5], 4),  # dated twice at most
        (comments(), 2),  # hardly any copy above
    ],
    ids=["no heading", "a subheading", "no stamps", "few", "little copy"],
)
def test_what_is_not_surely_a_comment_stays(below: Lines, copy: int) -> None:
    assert roles(below, copy).count("paragraph") == sum(role == "paragraph" for _, role in below)
