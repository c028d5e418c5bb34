"""What programs write into a text beside its words is left out, and accounted for."""

from __future__ import annotations

import pytest

import newscopy
from newscopy.structure import overlays

PARAGRAPHS = (
    "The council of Orrin voted on Tuesday to build the sea wall that [3]engineers drew up seven years ago.",
    "Work on the wall will begin in spring, [4]the harbour board said, and it will take two winters at least.",
    "In 2019 the council had [2019] seats, of which [12] were empty.",
)
LYNX = (
    "   [1]Home [2]News\n\n   Orrin will build its wall\n\n"
    + "\n\n".join(f"   {paragraph}" for paragraph in PARAGRAPHS)
    + "\n\nReferences\n\n   Visible links:\n"
    + "".join(f"{number:4}. https://orrin.example/{number}\n" for number in range(1, 13))
)


def test_the_numbers_of_links_are_no_words() -> None:
    story = newscopy.read(LYNX)
    assert story.headline == "Orrin will build its wall"
    assert story.paragraphs == (
        PARAGRAPHS[0].replace("[3]", ""),
        PARAGRAPHS[1].replace("[4]", ""),
        PARAGRAPHS[2],  # no words of a link follow these
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Orrin Shipping, opens new tab said on Monday", "Orrin Shipping said on Monday"),
        ("the wall\n, opens new tab\n, which fell", "the wall\n, which fell"),
        ("the report (opens in new tab).", "the report ."),
        ("der Bericht (öffnet in neuem Fenster) sagt", "der Bericht sagt"),
        ("She opens new tables every day.", "She opens new tables every day."),
        ("The notes [1] and [2] are Ann Lee's.\n\nReferences\n\n1. Lee, A.: Walls. Orrin 1998.", None),
    ],
)
def test_what_is_said_of_links_is_blank(text: str, plain: str | None) -> None:
    bare = overlays.bare(text)
    assert len(bare) == len(text)
    lines = [" ".join(line.split()) for line in bare.split("\n")]
    assert [line for line in lines if line] == [line for line in (plain or text).split("\n") if line]


def test_marks_of_comments_are_blank_where_the_comments_stand_below() -> None:
    text = "The wall leaks.[a] Nobody knows why.[b][c]\n\n[a]since when?\n[b]ask Per\n[c]done\n"
    assert overlays.bare(text) == text.replace("[a] N", "    N").replace(".[b][c]", ".      ")
    assert overlays.bare("The wall leaks.[a] Nobody knows why.") == "The wall leaks.[a] Nobody knows why."


def test_who_wrote_a_line_of_a_chat_is_blank() -> None:
    head = "[14/01/21 19.32.10] Ann Lee: "
    text = f"{head}*The wall leaks*\n\n_Thursday, 14 January 2021_\n\nThe old wall leaks.\n"
    assert overlays.bare(text).split("\n")[0].strip() == "The wall leaks"
    assert "_" not in overlays.bare(text)
    assert len(overlays.bare(text)) == len(text)
    assert overlays.bare("*The wall leaks*\n\nThe old wall leaks.") == "*The wall leaks*\n\nThe old wall leaks."
