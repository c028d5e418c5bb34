"""Pointers of a page by their links, for labels made by hand."""

from __future__ import annotations

import pytest

from newscopy.model import Role
from newscopy.readers.page.pointers import lead
from newscopy.readers.page.saved import opened
from newscopy.structure import words
from newscopy.structure.label import Label

STRIKE = "Ferry strike enters its second week"
BUYER = "Old lighthouse finds a buyer at last"


def pointers(*lines: str, taken: Role = Role.RELATED_TITLE) -> list[str]:
    """The lines of markup that are pointers in the end, if all of them were taken for what `taken` says."""
    page = opened(f"<html><body>{''.join(lines)}</body></html>", "ferry.html")
    blocks = page.blocks(words.load())
    found = [Label(taken, 0.5, "") for _ in range(len(blocks))]
    lead(found, blocks, page.shown.stretches)
    return [block.text for block, label in zip(blocks, found, strict=True) if label.role is Role.RELATED_TITLE]


@pytest.mark.parametrize("bare", [f"<p>{BUYER}</p>", f'<p><a href="#buyer">{BUYER}</a></p>'])
def test_what_leads_nowhere_is_no_pointer(bare: str) -> None:
    assert pointers(f'<p><a href="/strike">{STRIKE}</a></p>', bare) == [STRIKE]


def test_pointers_stay_on_a_page_that_kept_no_links() -> None:
    assert pointers(f"<p>{STRIKE}</p>", f"<p>{BUYER}</p>") == [STRIKE, BUYER]


def test_a_kicker_in_the_link_of_a_title_is_none() -> None:
    assert pointers(f'<a href="/strike"><p>Harbour</p><p>{STRIKE}</p></a>') == [STRIKE]
    assert pointers(f'<a href="/harbour"><p>Harbour</p></a><a href="/strike"><p>{STRIKE}</p></a>') == [
        "Harbour",
        STRIKE,
    ]


def test_two_titles_in_one_link_stay() -> None:
    assert pointers(f'<a href="/all"><p>{STRIKE}</p><p>{BUYER}</p></a>') == [STRIKE, BUYER]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (f'<a href="/strike">{STRIKE}</a>', [STRIKE]),
        (f'The board says: <a href="/strike">{STRIKE}</a>', []),
        (f'<a href="#strike">{STRIKE}</a>', []),
        ('<a href="/strike">The strike</a>', []),
        (STRIKE, []),
    ],
)
def test_an_item_of_a_list_that_is_all_link_is_a_pointer(item: str, told: list[str]) -> None:
    assert pointers(f"<ul><li>{item}</li></ul>", taken=Role.LIST_ITEM) == told
