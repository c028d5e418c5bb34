"""Markdown: its marks are markup and no text, and its front matter is a page's head."""

from __future__ import annotations

from pathlib import Path

import pytest

import newscopy
from newscopy.cli import run
from newscopy.errors import StructureError
from newscopy.model import ListItem, Quote

TOWN = """\
---
title: "Town votes to keep its night train"
author: Clara Weiss
date: 2024-06-04
tags: [trains, towns]
---

[Home](/) | [News](/news) | [Sport](/sport)

# Town votes to keep its night train

The town council of Marnau voted on Monday evening to pay for the night train to the coast for **three** more years.

## What it costs

The train costs 1.2 million euros a year, says [the budget](https://example.org/budget).

- Tickets bring in 400,000 euros
- The town pays the rest

> "Without the train the hotels would close," said Mayor Ute Brandt.

The contract begins in January, and the first train is to leave on New Year's Day.
"""


def test_the_marks_are_markup() -> None:
    story = newscopy.read(TOWN, "markdown", name="town.md")
    assert story.headline == "Town votes to keep its night train"
    assert story.subheadings == ("What it costs",)
    assert [block.text for block in story.body if isinstance(block, ListItem)] == [
        "Tickets bring in 400,000 euros",
        "The town pays the rest",
    ]
    assert [block.text for block in story.body if isinstance(block, Quote)] == [
        '"Without the train the hotels would close," said Mayor Ute Brandt.'
    ]
    assert not set("#*[]>") & set("".join(story.paragraphs))
    linked = [mark.url for block in story.body for mark in getattr(block, "marks", ()) if mark.url]
    assert linked == ["https://example.org/budget"]


def test_front_matter_is_the_head_of_the_page() -> None:
    story = newscopy.read(TOWN, "markdown", name="town.md")
    assert [byline.name for byline in story.bylines] == ["Clara Weiss"]
    assert story.published is not None
    assert story.published.value == "2024-06-04"
    assert story.keywords == ("trains", "towns")


BODY = TOWN.partition("\n---\n")[2]
LISTS = """\
---
title: "Town votes to keep its night train"
authors:
  - name: Clara Weiss
    email: weiss@example.org
  - Jon Ode
categories:
  - Transport
  - The coast
lang: en-GB
layout: post
cover: {src: train.jpg, alt: A train at night}
---
"""
TOML = """\
+++
title = "Town votes to keep its night train"
authors = ["Clara Weiss", "Jon Ode"]
categories = ["Transport", "The coast"]
lang = "en-GB"
layout = "post"
[cover]
src = "train.jpg"
alt = "A train at night"
+++
"""


@pytest.mark.parametrize("front", [LISTS, TOML], ids=["yaml", "toml"])
def test_lists_in_front_matter_are_several_values_and_what_has_no_place_is_listed(front: str) -> None:
    story = newscopy.read(front + BODY, "markdown")
    assert [byline.name for byline in story.bylines] == ["Clara Weiss", "Jon Ode"]
    assert [category.name for category in story.categories] == ["Transport", "The coast"]
    assert story.language == "en-GB"
    listed = {(datum.name, datum.value) for datum in story.source.metadata}
    assert ("front-matter:layout", "post") in listed
    assert ("front-matter:cover.alt", "A train at night") in listed
    assert (("front-matter:authors.email", "weiss@example.org") in listed) == (front is LISTS)


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    story = newscopy.read("---\ntitle: Votes: the train\nauthor: Clara Weiss\ntags:\n---\n" + BODY, "markdown")
    assert ("headline", "Votes: the train") in {(datum.name, datum.value) for datum in story.source.metadata}
    assert [byline.name for byline in story.bylines] == ["Clara Weiss"]


@pytest.mark.parametrize(
    "between",
    ["The council met in the old school.", "- [", "title: &a [*a]", "[" * 3000, "{a: " * 3000, "a: &a [b, b]\nc: [*a]"],
)
def test_what_is_no_front_matter_is_copy(between: str) -> None:
    story = newscopy.read(f"---\n{between}\n---\n{BODY}", "markdown")
    assert not story.source.metadata or "front-matter" not in story.model_dump_json()
    words = "".join(story.model_dump_json().split())
    assert "school" in words or "school" not in between


def test_a_line_that_is_a_date_alone_is_no_paragraph() -> None:
    story = newscopy.read(
        TOWN.partition("\n---\n")[2].replace("train\n\nThe", "train\n\n4 June 2024\n\nThe", 1), "markdown"
    )
    assert story.published is not None
    assert (story.published.value, story.published.text) == ("2024-06-04", "4 June 2024")
    assert "4 June 2024" not in story.paragraphs


def test_nothing_is_lost_and_the_suffix_tells_the_format(tmp_path: Path) -> None:
    (tmp_path / "town.md").write_text(TOWN, "utf-8")
    assert run(["convert", str(tmp_path / "town.md"), "-t", "json", "-o", str(tmp_path / "town.json")]) == 0
    assert run(["verify", str(tmp_path / "town.json"), "--source", str(tmp_path / "town.md")]) == 0
    story = newscopy.read((tmp_path / "town.json").read_bytes(), "json")
    assert story.source.media_type == "text/markdown"


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: Nothing else\n---\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(StructureError):
        newscopy.read(text, "markdown")


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2000 + "deep",
        "[a](" * 4000,
        "*" * 20000 + "one",
        "<script>alert(1)</script>\n\nOne line of copy, said the mayor.",
        "# One line\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_hostile_marks_are_read_in_bounded_time(text: str) -> None:
    story = newscopy.read(text, "markdown")
    assert "alert(1)" not in story.model_dump_json()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[" * 100_000 + "one", "brackets"),
        ("".join(f"{'  ' * depth}- item {depth}\n" for depth in range(300)), "nested too deep"),
    ],
)
def test_marks_that_would_hide_words_are_refused(text: str, why: str) -> None:
    with pytest.raises(StructureError, match=f"{why}.*-f text"):
        newscopy.read(text, "markdown")


def test_fields_of_a_newsroom_in_front_fill_what_the_copy_does_not_print() -> None:
    fields = 'kicker: Night trains\nsubtitle: "Council of Marnau pays for three more years"\nslugline: train-marnau\ndateline: MARNAU\n'
    story = newscopy.read(TOWN.replace("tags:", f"{fields}tags:"), "markdown", name="town.md")
    assert (story.kicker, story.slugline) == ("Night trains", "train-marnau")
    assert story.standfirst == "Council of Marnau pays for three more years"
    assert story.dateline is not None
    assert (story.dateline.text, story.dateline_stands_alone) == ("MARNAU", True)
    assert ("standfirst", story.standfirst) in [(one.name, one.value) for one in story.source.metadata]
    printed = TOWN.replace(
        "tags:", "standfirst: The contract begins in January, and the first train is to leave\ntags:"
    )
    assert newscopy.read(printed, "markdown", name="town.md").standfirst is None
