"""Where a caption ends and the credit begins."""

from __future__ import annotations

import pytest

import newscopy
from newscopy.model import Caption
from newscopy.structure import picture_credits, words


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The bell of Orrin, on its way down.", "Photo by Ann Lee"),
        ("The bell of Orrin, on its way down.", "Photograph: Ann Lee/The Orrin Times"),
        ("Die Glocke von Orrin auf dem Weg nach unten.", "Foto: Jon Ode/dpa"),
        ("Die Glocke von Orrin auf dem Weg nach unten", "© Jon Ode | dpa"),
        ("The bell of Orrin, on its way down.", "AP Photo/Ann Lee"),
        ("The bell of Orrin, on its way down.", "Ann Lee/Getty Images"),
        ("오린의 종이 내려오고 있다.", "연합뉴스"),
        ("オリンの鐘を見送る住民ら＝23日、", "山田太郎撮影"),
    ],
)
@pytest.mark.parametrize("between", [" ", ""])
def test_the_credit_is_parted_from_the_caption(caption: str, between: str, credit: str) -> None:
    lexicon = words.load()
    text = caption + between + credit
    at = picture_credits.start(text, lexicon)
    assert (text[:at].strip(), picture_credits.bare(text[at:])) == (caption, credit)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The bell of Orrin, on its way down. (AP)", "AP"),
        ("The bell of Orrin, on its way down. (Ann Lee/The Orrin Times)", "Ann Lee/The Orrin Times"),
        ("The bell of Orrin, on its way down.Credit...Ann Lee for The Orrin Times", "Ann Lee for The Orrin Times"),
        ("The bell of Orrin, on its way down. (Standard photo by Ann Lee)", "Standard photo by Ann Lee"),
        ("The bell of Orrin on its way down — Picture by Ann Lee", "Picture by Ann Lee"),
        ("魚を打つ三代目。（記者山田太郎攝）", "記者山田太郎攝"),
    ],
)
def test_what_parts_a_credit_goes(text: str, credit: str) -> None:
    assert picture_credits.bare(text[picture_credits.start(text, words.load()) :]) == credit


@pytest.mark.parametrize(
    "text",
    [
        "The bell of Orrin, on its way down.",
        "Ann Lee (left) and Jon Ode",
        "From left: Ann Lee, Jon Ode, Mia Roe",
        "Jon Ode (CDU)",
        "The bell (file photo)",
        "A picture by the river shows the bell.",
        "The bell fell. It rang once. Ann Lee told AP.",
        "Gallery: How the people of Orrin carried their bell down from the tower and up again.",
    ],
)
def test_a_caption_without_a_credit_stays_whole(text: str) -> None:
    assert picture_credits.start(text, words.load()) == len(text)


def test_a_story_has_both() -> None:
    copy = (
        "The council of Orrin voted on Tuesday to ring the bell again, which had hung still since the spring of 1998."
    )
    text = f"Bell to ring again\n\nThe bell of Orrin, on its way down.Credit...Ann Lee/AFP\n\n{copy}\n\n{copy.replace('bell', 'clock')}\n"
    captions = [block for block in newscopy.read(text).body if isinstance(block, Caption)]
    assert [(caption.text, caption.credit) for caption in captions] == [
        ("The bell of Orrin, on its way down.", "Ann Lee/AFP")
    ]


def test_a_credit_that_names_itself_is_that_of_the_caption_below_it() -> None:
    copy = (
        "The council of Orrin voted on Tuesday to ring the bell again, which had hung still since the spring of 1998."
    )
    text = (
        f"Bell to ring again\nPublished\n14 February 2026\nImage source, Ann Lee\nImage caption,\nThe bell on its way down\n"
        f"Jon Ode\nBBC News, Orrin\n{copy}\n{copy.replace('bell', 'clock')}\n{copy.replace('bell', 'gong')}\n"
    )
    story = newscopy.read(text)
    captions = [block for block in story.body if isinstance(block, Caption)]
    assert [(caption.text, caption.credit) for caption in captions] == [("The bell on its way down", "Ann Lee")]
