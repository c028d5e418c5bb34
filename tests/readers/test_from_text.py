"""What the reader makes of whole texts."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

import newscopy
from newscopy.errors import NewscopyError, OptionError
from newscopy.readers.from_html import WEIGHTS as HTML_WEIGHTS

PARAGRAPH = (
    "The council voted on Tuesday to build the wall, which engineers had drawn up in 2019 and which had been put off "
    "twice since then, and the mayor said that work would start in spring."
)


def test_a_page_with_its_furniture() -> None:
    story = newscopy.read(
        "Home\nNews\nSport\nPoliticsWorld News\n\nCouncil backs the wall\n\nBy Ann Lee and John Roe\n3 May 2024, 17:47\n\n"
        f"{PARAGRAPH}\n\n“We had to act,” said Ann Lee, who leads the council and has asked for the wall since winter.\n\n"
        "Work starts in spring\n\nThe quay will be closed for two winters, and the fishing fleet will land its catch at the "
        "old pier, the harbour master told the meeting.\n\nNot everybody was glad to hear it, and some of those who "
        "live on the quay left before the vote was taken.\n\n"
        "Share\nFacebook\nTwitter\n\nRelated Articles\nBack to top\n"
    )
    assert story.headline == "Council backs the wall"
    assert [category.name for category in story.categories] == ["Politics", "World News"]
    assert [byline.name for byline in story.bylines] == ["Ann Lee", "John Roe"]
    assert story.published is not None
    assert story.published.value == "2024-05-03T17:47"
    assert len(story.paragraphs) == 4
    assert story.subheadings == ("Work starts in spring",)
    assert story.language == "en"
    discarded = [(seg.reason, (seg.text or "").split("\n")) for seg in story.segments if seg.role == "discarded"]
    assert ("related heading", ["Related Articles"]) in discarded
    assert ("navigation", ["Back to top"]) in discarded
    assert ("share", ["Share", "Facebook", "Twitter"]) in discarded


def test_a_title_twice_in_a_row_is_one_related_item_with_its_summary() -> None:
    story = newscopy.read(
        f"Council backs the wall\n\n{PARAGRAPH}\n\nHarbour 'must close' for two winters\n\nHarbour ‘must close’ for two winters\n\n"
        f"The harbour must close for two winters while the quay is made new, its master says.\n\n{PARAGRAPH.replace('Tuesday', 'Monday')}\n"
    )
    (related,) = story.related_items
    assert related.title == "Harbour 'must close' for two winters"
    assert related.summary is not None
    assert related.summary.startswith("The harbour must close")
    assert [segment.reason for segment in story.segments if segment.role == "discarded"] == ["duplicate"]


def test_a_second_story_behind_a_line_of_dashes_is_discarded_with_a_notice() -> None:
    more = (
        "Not everybody was glad to hear it, and some of those who live on the quay left the hall before the vote was "
        "taken, the harbour master told reporters."
    )
    other = (
        "The crews of the ferries went back to work on Friday after the owners had promised them a longer winter break."
    )
    story = newscopy.read(
        f"Council backs the wall\n\n{PARAGRAPH}\n\n{more}\n\n----------\n\nFerry strike ends\n\n{other}\n\n{other} So.\n"
    )
    assert story.headline == "Council backs the wall"
    assert story.paragraphs == (PARAGRAPH, more)
    assert "other-story" in [notice.code for notice in story.notices]


def test_a_dateline_is_found_and_stays_in_its_paragraph() -> None:
    story = newscopy.read(f"Council backs the wall\n\nHARBOUR TOWN, May 3 (Reuters) - {PARAGRAPH}\n\n{PARAGRAPH}\n")
    assert story.dateline is not None
    assert (story.dateline.place, story.dateline.agency) == ("HARBOUR TOWN", "Reuters")
    assert story.paragraphs[0].startswith("HARBOUR TOWN, May 3 (Reuters) - The council")
    assert not story.dateline_stands_alone


def test_without_a_headline_the_first_sentence_stands_for_it_with_a_notice() -> None:
    story = newscopy.read(f"{PARAGRAPH}\n\n{PARAGRAPH.replace('Tuesday', 'Monday')}\n")
    assert story.headline.startswith("The council voted on Tuesday")
    assert "no-headline" in [notice.code for notice in story.notices]


@pytest.mark.parametrize(
    "text", ["word", "Home\nNews\nSport\nLogin", "?", "。", "{{ 7*7 }} <script>alert(1)</script>", "ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾᛁᛃ"]
)
def test_texts_without_a_story_give_a_story_with_notices_all_the_same(text: str) -> None:
    story = newscopy.read(text)
    assert story.headline
    assert story.notices


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "x" * 1_000_000,
        "line\n" * 100_000,
        f"Council backs the wall\n\n{PARAGRAPH}\n" + "\n" * 1_000_000 + "end",
        "a\x00" * 20 + PARAGRAPH,
        "1/2/2020 " * 50_000,
        "- " * 300_000,
        "(" * 200_000,
        "By " * 100_000,
        "\u0301" * 100_000 + "x",
    ],
    ids=[
        "one-long-line",
        "one-word",
        "many-lines",
        "blank-lines",
        "controls",
        "dates",
        "dashes",
        "brackets",
        "bylines",
        "marks",
    ],
)
def test_hostile_texts_end_in_bounded_time(text: str) -> None:
    start = time.process_time()
    try:
        newscopy.read(text)
    except NewscopyError as error:
        assert "\n" not in str(error)
    # Two orders above what these take: a test against quadratic time, not a benchmark.
    assert time.process_time() - start < 30


def test_word_lists_of_a_newsroom_are_added_to_ours(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('section = "harbour desk"\n', "utf-8")
    text = f"Harbour DeskPolitics\n\nCouncil backs the wall\n\n{PARAGRAPH}\n\n{PARAGRAPH} So it was said.\n"
    story = newscopy.read(text, lexicon=tmp_path)
    assert [category.name for category in story.categories] == ["Harbour Desk", "Politics"]


@pytest.mark.parametrize("content", [b"", b"no weights at all", b"PK\x03\x04 half a file"])
def test_weights_that_are_none_are_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ours.npz"
    path.write_bytes(content)
    with pytest.raises(OptionError, match=r"ours\.npz: no weights of a labeller"):
        newscopy.read(f"A headline\n\n{PARAGRAPH}\n", weights=path)


def test_weights_of_saved_pages_are_refused() -> None:
    with pytest.raises(OptionError, match="texts and saved pages have each their own"):
        newscopy.read(f"A headline\n\n{PARAGRAPH}\n", weights=HTML_WEIGHTS)


def test_weights_of_another_version_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", version=np.int64(1))
    with pytest.raises(OptionError, match="weights of version 1; this newscopy needs"):
        newscopy.read(f"A headline\n\n{PARAGRAPH}\n", weights=tmp_path / "old.npz")


def test_a_story_in_doubt_carries_a_notice() -> None:
    story = newscopy.read(
        "\n\n".join(f"Entry {number}: perhaps a list, perhaps prose about it" for number in range(400))
    )
    assert "low-confidence" in [notice.code for notice in story.notices]


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<!DOCTYPE html>\n<html><body><p>It rained on <b>Ellan</b>.</p></body></html>", "text/html"),
        ("# Rain\n\nIt rained on **Ellan**.\n\n## Why\n\nA cloud came.\n", "text/markdown"),
        ("# Rain\n\n[Ellan](https://e.example/) and [Skerry](https://s.example/) had rain.\n", "text/markdown"),
        ("# 1 reason for rain\n\nIt rained on Ellan.\n", "text/plain"),
        ("Rain\n\nIt rained on <html> day, said #ellan and #skerry.\n", "text/plain"),
        ("How to start\n\n# make a folder\nmkdir one\n\n# go there\ncd one\n\n# and on\nls\n", "text/plain"),
    ],
)
def test_a_text_that_is_markup_is_read_as_such(text: str, media_type: str) -> None:
    story = newscopy.read(text, "text")
    assert story.source.media_type == media_type
    assert [notice.code for notice in story.notices if notice.code == "markup"] == (
        [] if media_type == "text/plain" else ["markup"]
    )
    if media_type != "text/plain":
        assert not set("*<#[") & set(story.headline + "".join(story.paragraphs))
        assert newscopy.read(text, "text", markup="no").source.media_type == "text/plain"


@pytest.mark.parametrize(
    "text",
    [
        "# a" + " " * 200_000 + "x\n\n",
        ("# a\n" + " " * 50 + "\n") * 5_000,
        "Photo: it rained. " * 20_000,
        "References\n" + "\n" * 100_000 + "[1]x 1. https://e.example/",
        ("\n" + " " * 40) * 5_000 + ", opens new tab",
        "^a\n" * 20_000,
        "by\nAnn Lee\nand\n" * 5_000,
    ],
)
def test_marks_that_lead_nowhere_take_bounded_time(text: str) -> None:
    start = time.process_time()
    newscopy.read(text)
    assert time.process_time() - start < 20
