"""The story as styled paragraphs."""

from __future__ import annotations

from newscopy.model import Block, Dateline, ListItem, Paragraph, Related, Subheading
from newscopy.writers.docx.tongue import tongue
from newscopy.writers.styled import paragraphs
from writers.docx.stories import plain


def styles(*body: Block) -> list[str]:
    return [paragraph.style for paragraph in paragraphs(plain(*body))][1:]


def test_no_heading_level_is_skipped_on_the_way_down() -> None:
    levels = (3, 5, 1, 4, 2)
    assert styles(*(Subheading(text="x", level=level) for level in levels)) == [
        "Heading2", "Heading3", "Heading2", "Heading3", "Heading3",
    ]  # fmt: skip


def test_neighbouring_related_items_share_one_label() -> None:
    item, late = Related(title="x", summary="y"), Related(title="z", placement="end")
    assert styles(item, item, Paragraph(text="p"), item, late, late) == [
        "RelatedLabel", "Related", "RelatedSummary", "Related", "RelatedSummary", "Normal",
        "RelatedLabel", "Related", "RelatedSummary", "Heading2", "Related", "Related",
    ]  # fmt: skip


def test_lists_nest_and_count_apart() -> None:
    items = [ListItem(text="x", level=level, ordered=True) for level in (1, 2, 2, 1)]
    made = paragraphs(plain(*items, Paragraph(text="p"), items[0]))[1:]
    assert [(item.number, item.level) for item in made] == [(3, 0), (4, 1), (4, 1), (3, 0), (None, 0), (5, 0)]


def test_a_dateline_inside_the_first_paragraph_is_not_printed_twice() -> None:
    story = plain(Paragraph(text="ELLAN — Rain fell."), dateline=Dateline(text="ELLAN —"))
    assert [paragraph.style for paragraph in paragraphs(story)] == ["Heading1", "Normal"]


def test_a_kicker_that_repeats_the_section_is_not_printed_twice() -> None:
    story = plain(kicker="Sport", categories=({"name": "Sport"},))
    assert [paragraph.style for paragraph in paragraphs(story)] == ["Category", "Heading1"]


def test_a_region_that_the_tag_names_is_kept() -> None:
    assert tongue("de-AT").latin == "de-AT"
    assert tongue("zh-Hant").east_asian == "zh-TW"
    assert tongue("zh-Hant").east_asian_font == "PMingLiU"
    assert tongue(None).latin == "x-none"
