"""Lines that a site prints between paragraphs again and again, and lines that show nothing."""

from __future__ import annotations

import numpy as np
import pytest

import newscopy
from labelled import blocks_of, page_of
from newscopy.model import Role
from newscopy.structure import refrains
from newscopy.structure.net import CLASSES

PROSE = (
    "The council voted on {} to build the wall, which engineers had drawn up in 2019 and which had been put off twice "
    "since then, and the mayor said that work would start in spring."
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COPY = [PROSE.format(day) for day in DAYS]


def found(between: str, copy: str = "paragraph", furniture: float = 0.9) -> list[bool]:
    """Which lines are left out of a text in which one stands between seven others, `copy`, that are long."""
    lines = [line for text in COPY for line in (text, between)]
    blocks = blocks_of("\n\n".join(lines))
    assert len(blocks) == len(lines)
    chances = np.full((len(lines), len(CLASSES)), 0.01, np.float32)
    chances[::2, CLASSES.index(copy)] = 0.8
    chances[1::2, CLASSES.index("other")] = furniture
    return refrains.between_paragraphs(page_of(blocks), blocks, chances).tolist()


def test_a_line_between_many_paragraphs_is_no_part_of_them() -> None:
    assert found("Story content") == [False, True] * 7


@pytest.mark.parametrize(
    "otherwise",
    [
        {"between": "Ann Lee:"},  # says who speaks
        {"between": "Reply", "copy": "other"},  # stands between comments
        {"between": "And so they sang", "furniture": 0.3},
    ],
)
def test_what_may_be_said_again_and_again_stays(otherwise: dict[str, str | float]) -> None:
    assert not any(found(**otherwise))  # type: ignore[arg-type]


def test_blocks_without_some_of_them_are_those_of_the_text_with_blanks_there() -> None:
    text = f"Sea wall agreed\n\n{COPY[0]}\nStory content\n\n{COPY[1]}\n\nStory content\n"
    blocks = blocks_of(text)
    left_out = np.array([said == "Story content" for said in blocks.texts])
    rest = blocks.without(left_out)
    assert rest.texts == ["Sea wall agreed", COPY[0], COPY[1]]
    assert [text[start:end] for start, end in zip(rest.start, rest.end, strict=True)] == rest.texts
    assert rest.lines.text == text.replace("Story content", " " * 13)
    assert rest.counts.kinds.tolist() == blocks_of(rest.lines.text).counts.kinds.tolist()
    assert rest.blanks == [0, 1, 1]


def test_a_refrain_is_furniture_of_the_story_and_its_neighbours_are_not() -> None:
    lines = ["Harrow Bay Post", "Council of Harrow Bay backs the longer wall", "By Ann Lee", "3 May 2024"]
    for text in COPY:
        lines += [text, "Story content"]
    story = newscopy.read("\n".join(lines))
    assert list(story.paragraphs) == COPY
    told = [segment for segment in story.segments if segment.text and "Story content" in segment.text]
    assert sum(segment.text.count("Story content") for segment in told if segment.text) == 7
    assert {segment.role for segment in told} == {Role.DISCARDED}


@pytest.mark.parametrize("sign", ["\u200c", "\u200b", "\ufeff", "\u2060\u200d"])
def test_a_line_that_shows_nothing_parts_what_it_stands_between(sign: str) -> None:
    head = ["Council of Harrow Bay backs the longer wall", "By Ann Lee", "3 May 2024"]
    body = [line for text in COPY for line in (text, sign)]
    story = newscopy.read("\n".join([*head, *body]))
    assert list(story.paragraphs) == COPY


def test_a_text_that_shows_nothing_is_still_a_text() -> None:
    blocks = blocks_of("\u200b\n\n\u200b\n")
    assert not refrains.unseen(blocks).any()
