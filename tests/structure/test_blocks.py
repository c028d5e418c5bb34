from __future__ import annotations

import pytest

from newscopy.structure import blocks, dense

SECTIONS = frozenset({"politics", "world news", "middle east", "wirtschaft"})


def built(text: str) -> list[str]:
    return [block.text for block in blocks.build(text, SECTIONS, dense.load())]


@pytest.mark.parametrize(
    ("glued", "pieces"),
    [
        ("Middle EastWorld News", ["Middle East", "World News"]),
        ("PoliticsWorld News", ["Politics", "World News"]),
        ("WirtschaftKommentar", ["Wirtschaft", "Kommentar"]),
    ],
)
def test_glued_section_labels_come_apart(glued: str, pieces: list[str]) -> None:
    assert built(glued) == pieces


@pytest.mark.parametrize(
    ("glued", "pieces"),
    [
        ("TRADE DISPUTE Ministers meet again in Oslo", ["TRADE DISPUTE", "Ministers meet again in Oslo"]),
        ("HAFEN-STREIT „Wir bleiben auf der Mole“", ["HAFEN-STREIT", "„Wir bleiben auf der Mole“"]),
    ],
)
def test_a_kicker_in_capitals_comes_off_its_headline(glued: str, pieces: list[str]) -> None:
    assert built(glued) == pieces


@pytest.mark.parametrize(
    "whole",
    [
        "US Senate passes the harbour bill",
        "BUDGET 3.0 | Treasury hires more collectors",
        "NATO AND UKRAINE agree on more tugs",
        "HARBOUR BOARD VOTES TO RAISE THE WALL",
        "TRADE DISPUTE Oslo talks",
    ],
)
def test_other_capitals_stay_where_they_are(whole: str) -> None:
    assert built(whole) == [whole]


@pytest.mark.parametrize("whole", ["LinkedIn", "Ronald McDonald", "YouTube", "eBay and PayPal sue"])
def test_names_in_camel_case_stay_whole(whole: str) -> None:
    assert built(whole) == [whole]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    wrapped = (
        "The harbour board voted on Tuesday to raise the sea wall by two metres,\n"
        "ending nine months of argument about who should carry the cost of works\n"
        "that engineers first drew up after the storm of 2019 washed the old\n"
        "promenade away.\n"
        "\n"
        "Work is to start in spring, when the fishing fleet is at sea and the\n"
        "quay lies empty, the board said in a statement that it published late.\n"
    )
    assert [text[:22] for text in built(wrapped)] == ["The harbour board vote", "Work is to start in sp"]


def test_lines_that_end_where_they_want_are_not_joined() -> None:
    assert built("Home\nNews\nSport\nWeather\nContact") == ["Home", "News", "Sport", "Weather", "Contact"]


def test_spans_of_a_joined_block_are_its_lines() -> None:
    text = "word " * 13 + "end,\n" + "word " * 13 + "end,\n" + "word " * 13 + "end,\n" + "word " * 13 + "last."
    (block,) = blocks.build(text, SECTIONS, dense.load())
    assert [text[start:end][-5:] for start, end in block.spans] == [" end,", " end,", " end,", "last."]


def test_lines_of_chinese_are_joined_without_a_blank() -> None:
    line = "港口委员会周二投票决定把海堤加高两米这结束了九个月来关于谁来承担费用的争论"
    (block,) = blocks.build(f"{line}\n{line}\n{line}\n{line}结束。", SECTIONS, dense.load())
    assert block.text == f"{line * 4}结束。"


def test_tabs_and_runs_of_blanks_become_one_blank() -> None:
    assert built("one\ttwo   three") == ["one two three"]
