"""Superdesk's own parsers read what we write, and what they read equals the Story."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import newscopy
from consumers.environments import read_by
from consumers.stories import everything, stories, words_in, words_of
from newscopy.model import Paragraph, Story
from newscopy.topics.writing import subject_codes
from newscopy.writers.newsml.see_also import see_also

NAMES = sorted(stories())
# Parser, our format, its options.
FLAT = "newsml2 of a flat body"
WAYS = {
    "newsml2": ("newsml", {}),
    "newsml2 of NITF alone": ("newsml", {"body": "nitf"}),
    FLAT: ("newsml", {"body": "flat"}),
    "newsml2 in a message": ("newsml-message", {}),
    "nitf": ("nitf", {"namespace": False}),
    "ninjs": ("ninjs", {"dialect": "superdesk"}),
}


def given(way: str) -> dict[str, Story]:
    """The stories, for its parser of XHTML without angle brackets: it takes them for markup, and loses what follows."""
    if way != FLAT:
        return stories()
    body = tuple(
        block.model_copy(update={"text": block.text.replace("<its> ", "")}) if isinstance(block, Paragraph) else block
        for block in everything().body
    )
    return stories() | {"everything": everything(body=body)}


@cache
def read(way: str) -> dict[str, dict[str, Any]]:
    """What Superdesk makes of each story, by the story's name."""
    name, options = WAYS[way]
    with TemporaryDirectory() as folder:
        for story_name, story in given(way).items():
            Path(folder, story_name).write_bytes(newscopy.write(story, name, **options))
        told = read_by("superdesk", [way.split()[0], *(f"{folder}/{story_name}" for story_name in NAMES)])
    return {Path(line["file"]).name: line for line in told}


def item(way: str, name: str) -> tuple[Story, dict[str, Any]]:
    """A story, and the item that Superdesk made of it."""
    told = read(way)[name]
    assert told["accepted"] is True
    assert "error" not in told, told["error"]
    return given(way)[name], next(one for one in told["items"] if one.get("type", "text") == "text")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", WAYS)
def test_every_word_of_the_body_arrives_whole_and_in_order(way: str, name: str) -> None:
    story, got = item(way, name)
    # ninjs has no field for a dateline; its NewsML-G2 parser takes line breaks out, and the blank after them stays.
    expected = words_of(story, breaks=" " if "newsml2" in way else "\n")
    if way == "ninjs" and story.dateline and story.dateline_stands_alone:
        expected = [story.dateline.text, *expected]
    got_words = words_in(got["body_html"])
    if way == FLAT:  # where a caption and its credit are paragraphs of their own
        got_words, expected = [" ".join(got_words)], [" ".join(expected)]

    assert got_words == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", WAYS)
def test_headline_and_byline_are_those_of_the_story(way: str, name: str) -> None:
    story, got = item(way, name)

    assert got["headline"] == story.headline
    printed = story.byline or ", ".join(byline.name for byline in story.bylines)
    if "newsml" in way and story.byline is None:
        printed = ""  # NewsML-G2 tells people as creators, and a printed line only where there was one
    assert (got.get("byline") or "").strip() == printed.strip()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", [way for way in WAYS if way != "nitf"])  # its NITF parser reads no language
def test_language_is_that_of_the_story(way: str, name: str) -> None:
    story, got = item(way, name)

    assert (got.get("language") or "und") == (story.language or "und")


@pytest.mark.parametrize("way", WAYS)
def test_identity_status_and_slugline_are_those_of_the_story(way: str) -> None:
    story, got = item(way, "everything")

    assert got["guid"] == (f"{story.id}:1" if "newsml" in way else story.id)
    assert got.get("pubstatus", "usable") == "usable"
    assert got["slugline"] == story.slugline
    assert str(got["versioncreated"]).startswith("2025-10-21")


@pytest.mark.parametrize("way", WAYS)
def test_a_subject_code_arrives_as_a_subject(way: str) -> None:
    _, got = item(way, "everything")

    assert "04000000" in [subject["qcode"] for subject in got["subject"]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", WAYS)
def test_the_subject_code_of_each_topic_arrives(way: str, name: str) -> None:
    story, got = item(way, name)

    expected = {code.partition(":")[2] for code, _ in subject_codes(story.categories, None)}
    assert expected <= {subject["qcode"] for subject in got.get("subject", [])}


def test_people_are_authors() -> None:
    assert [author["name"] for author in item("newsml2", "everything")[1]["authors"]] == ["Jane Doe", "John Roe"]
    assert item("ninjs", "everything")[1]["authors"] == [
        {"name": "Jane Doe", "role": "writer"},
        {"name": "John Roe", "role": ""},
    ]


@pytest.mark.parametrize("way", ["nitf", "ninjs"])
def test_summary_and_keywords_are_those_of_the_story(way: str) -> None:
    story, got = item(way, "everything")

    assert words_in(got["abstract"]) == [story.standfirst]
    assert got["keywords"] == list(story.keywords)


@pytest.mark.parametrize("way", ["nitf", "ninjs"])
def test_the_place_of_the_dateline_arrives(way: str) -> None:
    assert item(way, "everything")[1]["dateline"]["located"]["city"].title() == "York"


def test_all_section_names_arrive_with_ninjs() -> None:
    story, got = item("ninjs", "everything")

    assert [subject["name"] for subject in got["subject"]] == [category.name for category in story.categories]


@pytest.mark.parametrize("name", NAMES)
def test_related_stories_arrive_in_order_with_ninjs(name: str) -> None:
    story, got = item("ninjs", name)
    expected = [(link.url, link.title) for link in see_also(story.body, story.id) if link.url]

    assert [(part["guid"], part["headline"]) for part in got.get("associations", {}).values()] == expected


@pytest.mark.parametrize("way", ["nitf", "ninjs"])
def test_headings_lists_and_links_keep_their_elements(way: str) -> None:
    body = item(way, "everything")[1]["body_html"]

    heading = "hl2" if way == "nitf" else "h2"
    assert f"<{heading}>What happens next</{heading}>" in body
    assert "<li>Wall two</li>" in body
    assert 'href="https://news.example/plan?a=1&amp;b=2"' in body


def test_list_items_stay_list_items_in_newsml() -> None:
    body = item("newsml2", "everything")[1]["body_html"]

    assert "<li>Wall two</li>" in body
    assert "<em>first drafted</em>" in body


def test_a_package_keeps_the_order_of_its_stories() -> None:
    told = read("newsml2 in a message")["everything"]
    package = next(one for one in told["items"] if one["type"] == "composite")

    references = [ref["residRef"] for group in package["groups"] for ref in group["refs"] if "residRef" in ref]
    assert references == [f"{stories()['everything'].id}:1"]
