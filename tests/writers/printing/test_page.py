"""The print view: what a house style gets to see."""

from __future__ import annotations

import pytest

from newscopy.model import Dateline, ListItem, Mark, Paragraph, Related, Subheading, Timestamp
from newscopy.writers.printing.blocks import Card, PrintList, Words
from newscopy.writers.printing.page import print_page
from writers.printing.stories import full_story, story


def test_the_place_line_is_marked_in_the_opening_paragraph() -> None:
    opening = print_page(full_story()).flow[0]
    assert isinstance(opening, Words)
    assert [piece.text for piece in opening.parts[0] if piece.dateline] == ["PORT MARLOW, May 3 (Coast Wire) -"]
    assert print_page(full_story()).dateline is None


def test_a_place_line_of_its_own_is_printed_above_the_copy() -> None:
    page = print_page(story(Paragraph(text="It rained."), dateline=Dateline(text="OSLO")))
    assert page.dateline == "OSLO"


def test_headings_skip_no_level() -> None:
    flow = print_page(story(*(Subheading(text="x", level=level) for level in (3, 5, 1, 2)))).flow
    assert [item.level for item in flow if isinstance(item, Words)] == [1, 2, 1, 2]


def test_pointers_at_the_end_leave_the_flow() -> None:
    page = print_page(story(Related(title="A", placement="end"), Paragraph(text="x"), Related(title="B")))
    assert page.related == (Card("A", None, None),)
    assert [item.kind for item in page.flow] == ["paragraph", "related"]


def test_only_web_and_mail_addresses_become_links() -> None:
    marks = tuple(
        Mark(kind="link", start=at, end=at + 1, url=url)
        for at, url in enumerate(("javascript:alert(1)", "file:///etc/hosts", "https://example.org/", "data:,x"))
    )
    opening = print_page(story(Paragraph(text="abcd", marks=marks))).flow[0]
    assert isinstance(opening, Words)
    assert [piece.url for piece in opening.parts[0]] == [None, None, "https://example.org/", None]


def test_marks_survive_where_a_paragraph_is_cut() -> None:
    text = "word " * 4000
    page = print_page(story(Paragraph(text=text, marks=(Mark(kind="strong", start=10, end=len(text)),))))
    paragraph = page.flow[0]
    assert isinstance(paragraph, Words)
    assert len(paragraph.parts) > 1
    assert "".join(piece.text for part in paragraph.parts for piece in part if piece.strong) == text[10:]


def test_list_items_come_as_nested_lists() -> None:
    flow = print_page(story(ListItem(text="a"), ListItem(text="b", level=2), ListItem(text="c"))).flow
    assert len(flow) == 1
    assert isinstance(flow[0], PrintList)
    assert [len(entry.lists) for entry in flow[0].entries] == [1, 0]


def test_a_time_without_a_zone_is_stated_as_a_day_in_the_file() -> None:
    about = print_page(
        story(published=Timestamp(value="2024-05-03T17:47"), updated=Timestamp(value="2024-05-03T17:47Z"))
    ).about
    assert about.created == "2024-05-03"
    assert about.modified == "2024-05-03T17:47Z"


@pytest.mark.parametrize(
    ("headline", "shown"),
    [
        ("Harbour lights go out for a night", "Harbour lights go out for a night"),
        ("Harbour lights go out for one night, and another", "Harbour lights go out for one night…"),
        ("Donaudampfschifffahrtsgesellschaft " * 3, "Donaudampfschifffahrtsgesellschaft…"),
        ("電" * 70, "電" * 29 + "…"),
    ],
)
def test_the_running_head_is_short_and_ends_at_a_word(headline: str, shown: str) -> None:
    assert print_page(story(headline=headline)).running_headline == shown
