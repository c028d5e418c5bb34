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


def told(body: str, *given: Role) -> list[Role]:
    """The roles of what a page shows, each block of which was taken for the role that is given."""
    page = opened(f"<html><body>{body}</body></html>", "ferry.html")
    blocks = page.blocks(words.load())
    assert len(blocks) == len(given)
    labels = [Label(role, 0.5, DiscardReason.NAVIGATION.value) for role in given]
    return [label.role for label in formed(labels, blocks, page, words.load())]


def test_an_element_for_standfirsts_tells_the_first_paragraph_from_the_others() -> None:
    given = (Role.HEADLINE, *[Role.PARAGRAPH] * 4)
    copy = "".join(f"<p>{COPY} {number}.</p>" for number in range(3))
    assert told(f"<h1>Ferry sold</h1><p class='field-intro'>{SAID}</p>{copy}", *given)[1] is Role.STANDFIRST
    assert told(f"<h1>Ferry sold</h1><p class='field-text'>{SAID}</p>{copy}", *given)[1] is Role.PARAGRAPH
    within = f"<h1>Ferry sold</h1><div class='intro'><p>{SAID}</p>{copy}</div>"
    assert told(within, *given)[1] is Role.PARAGRAPH


def test_names_in_an_element_for_bylines_sign_the_story_if_nobody_else_does() -> None:
    given = (Role.HEADLINE, Role.DISCARDED, Role.PARAGRAPH)
    page = "<h1>Ferry sold</h1><div class='{}'>Anna Holm</div><p>" + COPY + "</p>"
    assert told(page.format("article-author"), *given)[1] is Role.BYLINE
    assert told(page.format("article-tools"), *given)[1] is Role.DISCARDED


def test_rows_of_a_table_are_no_paragraphs() -> None:
    body = f"<h1>Ferry sold</h1><p>{COPY}</p><table><tr><td>Built</td><td>1962</td></tr></table><p>{SAID}</p>"
    given = (Role.HEADLINE, *[Role.PARAGRAPH] * 3)
    assert told(body, *given)[2] is Role.LIST_ITEM


def test_brackets_around_a_link_are_a_pointer() -> None:
    link = "[<a href='/news/1.html'>Who sells an old ferry, and to whom</a>]"
    body = f"<h1>Ferry sold</h1><p>{COPY}</p><div>{link}</div><p>{SAID}</p>"
    given = (Role.HEADLINE, Role.PARAGRAPH, Role.SUBHEADING, Role.PARAGRAPH)
    assert told(body, *given)[2] is Role.RELATED_TITLE
    assert told(body.replace(link, "[Map: where the ferry lies]"), *given)[2] is Role.SUBHEADING
