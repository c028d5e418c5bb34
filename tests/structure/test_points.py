"""Points of a list in the copy."""

from __future__ import annotations

import newscopy
from newscopy.model import ListItem

COPY = """\
Ferry runs aground off Tessaly

A car ferry with 214 people on board ran aground in thick fog early Tuesday, the coast guard said in a statement.

What we know so far:

1. The Havdis struck a skerry at 4:40 a.m.
2. Three people were treated for cuts.
3. The buoy was gone.

"We heard a scraping, and then the lights went out," said Anna Moe, a nurse who was on her way to the early shift.
"""


def items(text: str) -> list[tuple[str, bool]]:
    body = newscopy.read(text).body
    return [(block.text, block.ordered) for block in body if isinstance(block, ListItem)]


def test_numbered_points_are_a_list() -> None:
    assert items(COPY) == [
        ("The Havdis struck a skerry at 4:40 a.m.", True),
        ("Three people were treated for cuts.", True),
        ("The buoy was gone.", True),
    ]


def test_points_with_bullets_are_a_list() -> None:
    bullets = COPY.replace("1. ", "• ").replace("2. ", "• ").replace("3. ", "• ")
    assert [ordered for _, ordered in items(bullets)] == [False, False, False]


def test_a_number_alone_makes_no_list() -> None:
    alone = COPY.replace("1. The Havdis", "12. The Havdis").replace("2. ", "").replace("3. ", "")
    assert not any(text.startswith("The Havdis") for text, _ in items(alone))
