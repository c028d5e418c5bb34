"""Plain text of a Story: what is printed, and that it is read back as the same story."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given

import newscopy
import strategies
from newscopy.errors import OptionError
from newscopy.model import ListItem, Paragraph, Related, Story
from sample_exports import names, story_of
from writers.printing.stories import full_story, story

FULL = """\
Environment · Coast

Night work

Harbour lights go out for a night

A fishing town turned off its lamps so that scientists could count eels, and found its stars again.

By Mara Quill, Coast correspondent and Odd Renner
Published 3 May 2024, 17:47
Updated 4 May 2024, 09:10

PORT MARLOW, May 3 (Coast Wire) - The harbour"""
# The summary of a card in the copy reads like copy where nothing but an empty line parts them.
_CARDS = frozenset({"browser-dump"})


def written(told: Story, **options: object) -> str:
    return newscopy.write(told, "text", **options).decode()


def test_the_head_and_the_copy() -> None:
    made = written(full_story())
    assert made.startswith(FULL)
    assert made.endswith(
        textwrap.dedent(
            """
            What was found

            - 4,210 glass eels
            - two lost oars
              - one painted blue
            - one wedding ring

            Nobody complained.
            Not even the gulls.

            Related

            Gas lamps may return to the old quay
            The council votes in June.

            [The quay on Friday night.]
            [Photo: Tam Orrell]

            The lights came back at two in the morning.

            Additional reporting by Lio Brandt.

            Related

            Eel numbers rise for a third year
            Counts on nine rivers.
            Moonlight swim draws a crowd
            """
        )
    )


def test_lines_as_wide_as_one_likes_with_whole_words() -> None:
    made = written(
        story(Paragraph(text="A word-with-hyphens and https://example.org/a/very/long/address stay whole")), width=20
    )
    assert made.splitlines()[3:] == [
        "A word-with-hyphens",
        "and",
        "https://example.org/a/very/long/address",
        "stay whole",
    ]


def test_points_of_lists_are_indented_below_their_markers() -> None:
    made = written(story(ListItem(text="seven words that do not fit here", ordered=True)), width=20)
    assert made.endswith("\n1. seven words that\n   do not fit here\n")


def test_lists_nested_deeper_than_a_line_is_wide_have_a_word_a_line() -> None:
    items = [ListItem(text="of it", level=level, ordered=True) for level in range(1, 10)]
    made = written(story(*items), width=20)
    assert made.splitlines()[-4:] == [f"{' ' * 21}1. of", f"{' ' * 24}it", f"{' ' * 24}1. of", f"{' ' * 27}it"]


@pytest.mark.parametrize("width", [19, -1, "wide"])
def test_a_width_that_is_none_is_refused(width: object) -> None:
    with pytest.raises(OptionError, match="width"):
        written(full_story(), width=width)


@given(strategies.stories())
def test_any_story_has_all_its_words(told: Story) -> None:
    for options in ({}, {"width": 30}):
        letters = "".join(written(told, **options).split())
        for block in told.body:
            text = block.title if isinstance(block, Related) else block.text
            assert "".join(text.split()) in letters


@pytest.mark.parametrize("width", [None, 72])
@pytest.mark.parametrize("name", sorted({*names()} - _CARDS))
def test_the_samples_come_back(name: str, width: int | None) -> None:
    told = story_of(name)
    back = newscopy.read(written(told, width=width), name="back.txt")
    for field in ("headline", "standfirst", "bylines", "paragraphs", "published"):
        assert getattr(back, field) == getattr(told, field), field
