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


JAPANESE = """\
冬みず発電の実証運転を開始

南穂高市は十二月一日から、農業用水路を使った発電の実証運転を始めると、二十四日に発表した。

■運転の概要

市によると、発電した電力は水路沿いの防犯灯三十四基と、小学校の温室に送られる予定だという。

1　期間　令和8年12月1日から令和9年3月19日まで

2　場所　拾ヶ堰用水路（延長約240メートル）

3　設備　らせん水車6台

【あわせて読みたい】離島の郵便、ドローンで運ぶ　実証実験に町民は

市長は「冬の水を次の世代の電気につなげたい」と述べ、来年度の予算に事業費を計上する考えを示した。
"""


def test_marks_and_numbers_of_japanese_copy_are_read() -> None:
    story = newscopy.read(JAPANESE)
    assert story.subheadings == ("■運転の概要",)
    items = [(block.text[:2], block.ordered) for block in story.body if isinstance(block, ListItem)]
    assert items == [("期間", True), ("場所", True), ("設備", True)]
    assert [item.title for item in story.related_items] == ["離島の郵便、ドローンで運ぶ　実証実験に町民は"]
    assert len(story.paragraphs) == 3
