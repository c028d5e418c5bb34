"""Where another story begins in the text of a page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from labelled import blocks_of, page_of
from newscopy.model import DiscardReason, Role
from newscopy.structure import another, dense, net
from newscopy.structure.blocks import Blocks
from newscopy.structure.label import Label

PROSE = (
    "The council voted on Tuesday to build the wall, which engineers had drawn up in 2019 and which had been put off "
    "twice since then, and the mayor said that work would start in spring."
)
Lines = Sequence[tuple[str, str]]
STAMPS = ("Published 06.01.2026 - 17:29", "Published 06.01.2026 - 16:25")


def second_story(blocks: Blocks) -> int | None:
    page = page_of(blocks)
    return another.second_story(blocks, page, net.chances(page, dense.load()))


def test_another_story_starts_behind_a_line_of_dashes_with_a_title_and_prose() -> None:
    blocks = blocks_of(f"A headline\n\n{PROSE}\n\n-----\n\nFerry strike ends\n\n{PROSE}?\n")
    assert second_story(blocks) == 2


def test_a_line_of_dashes_right_between_two_lines_underlines_the_first() -> None:
    blocks = blocks_of(f"A headline\n\n{PROSE}\n\nWhat it costs\n-----\nFerry strike ends\n\n{PROSE}?\n")
    assert second_story(blocks) is None


def test_in_a_text_without_empty_lines_it_parts_stories_all_the_same() -> None:
    blocks = blocks_of(f"A headline\n{PROSE}\n-----\nFerry strike ends\n{PROSE}?\n")
    assert second_story(blocks) == 2


def test_a_line_of_dashes_inside_a_story_ends_nothing() -> None:
    blocks = blocks_of(f"A headline\n\n{PROSE}\n\n-----\n\n{PROSE}?\n")
    assert second_story(blocks) is None


def test_dashes_behind_a_colon_open_a_quotation_and_end_nothing() -> None:
    copy = f"{PROSE[:-1]}, as the letter says:"
    blocks = blocks_of(f"A headline\n\n{PROSE}\n\n{copy}\n\n-----\n\nFerry strike ends\n\n{PROSE}?\n")
    assert second_story(blocks) is None


def test_a_line_that_reads_like_copy_is_no_title() -> None:
    blocks = blocks_of(f"A headline\n{PROSE}\nQUERY PLAN\n-----\nIndex scan of ferries by name\n{PROSE}?\n")
    chances = np.zeros((len(blocks), len(net.CLASSES)), np.float32)
    assert another.second_story(blocks, page_of(blocks), chances) == 3
    chances[4, net.CLASSES.index("paragraph")] = 0.7
    assert another.second_story(blocks, page_of(blocks), chances) is None


def roles(
    ends: list[str], stamps: tuple[str, ...] = STAMPS, copy: int = 4, lead: str = "", above: Lines = ()
) -> list[str]:
    """What is said of the lines of a story and another below it, whose stamps are these; `ends` are between them.

    The first stamp stands below a lead that was taken for copy, if there is one, and below the lines `above`.
    """
    leads = [(lead, "paragraph")] if lead else []
    lines = [("A headline", "headline"), *leads, *above, (stamps[0], "timestamp")]
    lines += [(f"{PROSE} Number {number}.", "paragraph") for number in range(4)]
    lines += [(f"Line {number}", end) for number, end in enumerate(ends)]
    lines.append(("Ferry strike ends", "other"))
    for stamp in stamps[1:]:
        lines.append((stamp, "other"))
        lines += [(f"{PROSE} At {stamp}, number {number}.", "paragraph") for number in range(copy)]
    blocks = blocks_of("\n\n".join(text for text, _ in lines))
    assert len(blocks) == len(lines)
    found = another.without_next([_label(told) for _, told in lines], blocks)
    return ["another" if label.reason == DiscardReason.OTHER_STORY.value else told for label, (_, told) in
            zip(found, lines, strict=True)]  # fmt: skip


def _label(told: str) -> Label:
    reasons = {"share": DiscardReason.SHARE, "heading": DiscardReason.RELATED_HEADING, "other": DiscardReason.FURNITURE}
    if told in reasons:
        return Label(Role.DISCARDED, 0.9, reasons[told].value)
    return Label(Role(told), 0.9, f"reads like a {told}")


def test_a_second_story_has_a_head_like_the_first_and_stands_behind_its_end() -> None:
    found = roles(["share", "heading", "tag"])
    assert found[:9] == ["headline", "timestamp", *["paragraph"] * 4, "share", "heading", "tag"]
    assert found[9:] == ["another"] * 6


def test_the_first_stamp_may_stand_below_a_lead() -> None:
    found = roles(["share", "tag"], lead=f"{PROSE} That is the lead.")
    assert found[:9] == ["headline", "paragraph", "timestamp", *["paragraph"] * 4, "share", "tag"]
    assert found[9:] == ["another"] * 6


def test_the_stamp_may_stand_near_the_copy_alone() -> None:
    menu = [(f"Menu {number}", "other") for number in range(20)]
    found = roles(["share", "tag"], above=menu)
    assert found[-6:] == ["another"] * 6


@pytest.mark.parametrize(
    ("ends", "stamps", "copy"),
    [
        (["share"], STAMPS, 4),
        (["share", "tag"], (STAMPS[0], STAMPS[0]), 4),
        (["share", "tag"], (STAMPS[0], "16:25"), 4),
        (["share", "tag"], (STAMPS[0], "Updated 06.01.2026 - 18:02"), 4),
        (["share", "tag"], STAMPS, 2),
        (["share", "tag"], (*STAMPS, "Published 06.01.2026 - 15:10", "Published 06.01.2026 - 14:44"), 4),
    ],
    ids=[
        "no end of the first",
        "its stamp again",
        "an hour alone",
        "its last change",
        "too little copy",
        "a live blog",
    ],
)
def test_what_stands_below_a_story_is_none_without_these(ends: list[str], stamps: tuple[str, ...], copy: int) -> None:
    assert "another" not in roles(ends, stamps, copy)
