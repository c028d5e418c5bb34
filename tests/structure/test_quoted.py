"""A mail that quotes a story: the signs in front of its lines are no copy, and are not lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscopy
from newscopy.model import Role
from newscopy.structure import overlays, provenance
from newscopy.structure.assemble import _halves
from newscopy.structure.blocks import Block, Divided

FORWARDED = """\
Hi all, please run this tomorrow.

> Town keeps its night train
>
> By Clara Weiss
>
> MARNAU, June 4 - The town council of Marnau voted on Monday evening to pay
> for the night train to the coast for three more years.
>
> The train costs 1.2 million euros a year, says the budget.
"""


@pytest.mark.parametrize("sign", ["> ", ">> ", "> > ", ">"])
def test_a_quoted_story_is_read_without_the_signs(sign: str) -> None:
    text = FORWARDED.replace("> ", sign).replace(">\n", sign.rstrip() + "\n")
    story = newscopy.read(text, "text")
    assert story.headline == "Town keeps its night train"
    assert story.byline == "By Clara Weiss"
    assert story.dateline is not None
    assert story.dateline.place == "MARNAU"
    assert [paragraph.split()[-3:] for paragraph in story.paragraphs] == [
        ["three", "more", "years."],
        ["says", "the", "budget."],
    ]
    provenance.check(story, text)
    signs = [segment for segment in story.segments if segment.text is not None and not segment.text.strip("> \n")]
    assert signs
    assert {segment.role for segment in signs} == {Role.DISCARDED}


@pytest.mark.parametrize(
    "text",
    [
        "> News\n> Sport\n> Culture\n\nOne line of copy, said the mayor.",
        ">\n>\n>\n",
        "5 > 3\n> one\n\n> two",
        "no sign at all",
    ],
)
def test_menus_with_such_signs_stay_as_they_are(text: str) -> None:
    assert overlays.bare(text) == text


@given(st.lists(st.sampled_from([">", "> ", "> > one", ">two, he said.", " > three", "four", "", "> 5"]), min_size=1))
def test_no_sign_is_lost(lines: list[str]) -> None:
    text = "\n".join([*lines, "Copy"])
    assert len(overlays.bare(text)) == len(text)
    provenance.check(newscopy.read(text, "text"), text)


def test_a_sign_that_a_person_gives_a_role_is_a_block() -> None:
    text = "> One\n>\n> Two\n"
    blocks = Divided(text, [(0, 1), (2, 5), (6, 7), (8, 13)])
    assert [block.text for block in blocks] == [">", "One", ">", "Two"]


@pytest.mark.parametrize(
    ("source", "text", "spans"),
    [
        ("> Town > Harbour\n> board: Votes again", "Town > Harbour board: Votes again", ((2, 16), (19, 37))),
        ("Town > Har-\nbour board: Votes again", "Town > Harbour board: Votes again", ((0, 11), (12, 35))),
    ],
)
def test_a_block_is_cut_where_its_words_are(source: str, text: str, spans: tuple[tuple[int, int], ...]) -> None:
    before, behind = _halves(source, Block(text, spans), text.index(" Votes"))
    assert (before.text, behind.text) == ("Town > Harbour board:", "Votes again")
    assert source[before.spans[-1][0] : before.spans[-1][1]].endswith("board:")
    assert [source[start:end] for start, end in behind.spans] == ["Votes again"]
