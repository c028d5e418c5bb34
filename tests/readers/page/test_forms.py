"""What the elements and the head of a page put right of labels made by hand."""

from __future__ import annotations

from newscopy.model import DiscardReason, Role
from newscopy.readers.page.forms import formed
from newscopy.readers.page.saved import opened
from newscopy.structure import words
from newscopy.structure.label import Label

SAID = "Nobody on the quay was asked, the board says, and nobody will be."
COPY = "The council of Harrow Bay said on Tuesday that work would begin before the autumn storms."


def roles(description: str, found: Role) -> list[Role]:
    """Those of headline, a line that says SAID, and copy, where the second was taken for `found`."""
    page = opened(
        f'<html><head><meta name="description" content="{description}"></head>'
        f"<body><h1>Board sells its old ferry</h1><p>{SAID}</p><p>{COPY}</p></body></html>",
        "ferry.html",
    )
    told = [Role.HEADLINE, found, Role.PARAGRAPH]
    reason = DiscardReason.NAVIGATION.value
    blocks = page.blocks(words.load())
    assert len(blocks) == len(told)
    return [label.role for label in formed([Label(role, 0.5, reason) for role in told], blocks, page, words.load())]


def test_what_the_head_says_of_the_story_word_for_word_is_its_standfirst() -> None:
    assert roles(SAID, Role.DISCARDED)[1] is Role.STANDFIRST


def test_what_the_head_says_otherwise_is_none() -> None:
    assert roles("The board sells its ferry, which is forty years old.", Role.DISCARDED)[1] is Role.DISCARDED


def test_a_standfirst_that_was_found_and_copy_stay() -> None:
    assert roles(SAID, Role.STANDFIRST) == [Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH]
    assert roles(SAID, Role.PARAGRAPH)[1] is Role.PARAGRAPH


def test_what_a_trail_says_first_is_the_heading_below_it_that_says_it_again() -> None:
    page = opened(
        "<html><body><ol class=breadcrumb><li>Board sells its old ferry</li></ol><h1>Board sells its old ferry</h1>"
        f"<h2>{SAID}</h2><p>{COPY}</p></body></html>",
        "ferry.html",
    )
    blocks = page.blocks(words.load())
    told = [
        Label(Role.HEADLINE, 0.9, ""), Label(Role.DISCARDED, 0.9, DiscardReason.DUPLICATE.value),
        Label(Role.STANDFIRST, 0.9, ""), Label(Role.PARAGRAPH, 0.9, ""),
    ]  # fmt: skip
    assert len(blocks) == len(told)
    found = [label.role for label in formed(told, blocks, page, words.load())]
    assert found == [Role.DISCARDED, Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH]


def test_a_list_that_only_lays_the_page_out_holds_paragraphs_and_true_items_stay() -> None:
    copy = [f"{COPY} That is number {number}." for number in range(4)]
    points = ("The ferry is forty years old.", "The board has no other one.")
    page = opened(
        "<html><body><ul><li><h1>Board sells its old ferry</h1>"
        + "".join(f"<p>{text}</p>" for text in copy)
        + "<ul>"
        + "".join(f"<li>{text}</li>" for text in points)
        + "</ul></li><li>Home of Harrow Bay</li></ul></body></html>",
        "ferry.html",
    )
    blocks = page.blocks(words.load())
    told = [Role.HEADLINE, *[Role.PARAGRAPH] * 6, Role.DISCARDED]
    assert len(blocks) == len(told)
    labels = [Label(role, 0.9, DiscardReason.NAVIGATION.value) for role in told]
    found = [label.role for label in formed(labels, blocks, page, words.load())]
    assert found == [Role.HEADLINE, *[Role.PARAGRAPH] * 4, *[Role.LIST_ITEM] * 2, Role.DISCARDED]
