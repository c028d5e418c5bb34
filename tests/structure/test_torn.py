"""Lines that go on with the one above beyond doubt: torn sentences, and words behind a large first letter."""

from __future__ import annotations

import pytest

import newscopy

OPENING = (
    "The council of Orrin voted on Tuesday to build the sea wall that engineers drew up seven years ago.",
    "Work on the wall will begin in spring, the harbour board said, and it will take two winters at least.",
)


def copy_of(*lines: str) -> list[str]:
    return list(
        newscopy.read("\n".join(("Orrin will build its wall", *OPENING, *lines, OPENING[0][:40] + "twice."))).paragraphs
    )


def test_words_of_links_belong_to_the_sentence_around_them() -> None:
    lines = (
        "The old wall, built in",
        "Orrin Bay",
        ", fell down in 1998 after a storm. Nobody was hurt when it fell, the mayor said.",
    )
    assert "".join(lines[:1]) + " Orrin Bay" + lines[2] in copy_of(*lines)


def test_words_of_a_link_that_begin_small_go_on_with_a_few_words_above() -> None:
    lines = ("The sheds are since 2003", "listed as historic buildings", ". That obliges their owner to keep them.")
    assert "The sheds are since 2003 listed as historic buildings. That obliges their owner to keep them." in copy_of(
        *lines
    )


def test_a_full_stop_alone_ends_the_paragraph() -> None:
    lines = (
        "The plans were drawn by the engineers of",
        "Northwire Marine",
        ".",
        "A second wall was never built in Skerry.",
    )
    assert "The plans were drawn by the engineers of Northwire Marine." in copy_of(*lines)


@pytest.mark.parametrize(
    ("letter", "rest", "opening"),
    [
        ("T", "HE night was cold", "THE night"),
        ("L", "ate in May", "Late in"),
        ("I", "t was cold", "It was"),
        ("A", "night in May", "A night"),
    ],
)
def test_a_large_first_letter_is_the_first_of_its_word(letter: str, rest: str, opening: str) -> None:
    told = copy_of(letter, f"{rest} and the lamp at the end of the quay had gone out long before anybody woke.")
    assert any(paragraph.startswith(opening) for paragraph in told)


def test_an_x_alone_is_a_button() -> None:
    story = newscopy.read("\n".join(("Orrin will build its wall", "Share", "Facebook", "X", *OPENING)))
    assert OPENING[0] in (story.standfirst, *story.paragraphs)


def test_chinese_sentences_are_put_together_around_the_words_of_links() -> None:
    lines = (
        "县城新修的海堤开工",
        "县议会周二投票决定修建新海堤，工程师七年前就画好了图纸，但资金一直没有到位，工程两度推迟。",
        "议员们说，下一步想和附近的",
        "云港职业学院",
        "合作，请工程专业的学生每周来一次，测量海浪的高度，并把结果公布在港口的墙上。",
        "港口委员会表示，工程将于明年春天开始，至少需要两个冬天才能完成，渔船将停靠旧码头。",
    )
    assert "".join(lines[2:5]) in newscopy.read("\n".join(lines)).paragraphs
