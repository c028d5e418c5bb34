"""Short stories with little around them, in many languages: all of their copy is kept, and the lines around it told."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

import newscopy


class Brief(NamedTuple):
    trail: str
    section: str
    headline: str
    byline: str
    name: str
    date: str
    copy: tuple[str, ...]
    tags: str
    keywords: tuple[str, ...]


BRIEFS = {
    language: Brief(**{field: tuple(told) if isinstance(told, list) else told for field, told in brief.items()})
    for language, brief in tomllib.loads((Path(__file__).parent / "cases" / "briefs.toml").read_text("utf-8")).items()
}


@pytest.mark.parametrize("parted", ["\n", "\n\n"])
@pytest.mark.parametrize("language", sorted(BRIEFS))
@pytest.mark.parametrize("paragraphs", [2, 3])
def test_a_brief_is_kept_whole(language: str, parted: str, paragraphs: int) -> None:
    brief = BRIEFS[language]
    lines = (brief.trail, brief.headline, brief.byline, brief.date, *brief.copy[:paragraphs], brief.tags)
    story = newscopy.read(parted.join(lines), "text")
    assert story.headline == brief.headline
    assert list(story.paragraphs) == list(brief.copy[:paragraphs])
    assert [byline.name for byline in story.bylines] == [brief.name]
    assert story.published is not None
    assert story.published.value is not None
    assert story.published.value.startswith("2026-03-04")
    assert [category.name for category in story.categories] == [brief.section]
    assert tuple(story.keywords) == brief.keywords


@pytest.mark.parametrize("language", sorted(BRIEFS))
def test_a_brief_of_one_sentence_has_it_as_its_copy(language: str) -> None:
    brief = BRIEFS[language]
    story = newscopy.read(f"{brief.headline}\n\n{brief.copy[0]}\n\n{brief.tags}", "text")
    assert (story.headline, list(story.paragraphs)) == (brief.headline, [brief.copy[0]])


def test_of_two_lines_above_a_brief_the_first_heads_it_if_it_has_more_of_the_copys_words() -> None:
    copy = "It rained in Varn on Friday, for the first time since May."
    assert newscopy.read(f"Rain over Varn\n\nOur summer offer\n\n{copy}\n").headline == "Rain over Varn"
    assert newscopy.read(f"Our summer offer\n\nRain over Varn\n\n{copy}\n").headline == "Rain over Varn"


WRAPPED = """\
Ferries cancelled until Thursday

All ferries between Ellan and Skerry are cancelled until Thursday.
Harbour Lines hopes for less wind on the day after, it said on Monday.

At Gull Point the wind has turned west and reached more than 141 kilometres
an hour, and two masts fell on the road to the harbour.
"""


def test_two_sentences_that_each_end_a_line_are_one_paragraph_where_the_text_is_wrapped() -> None:
    assert len(newscopy.read(WRAPPED, "text").paragraphs) == 2
    alone = WRAPPED.partition("\n\nAt Gull")[0]
    assert len(newscopy.read(alone, "text").paragraphs) == 2


def test_nearly_all_briefs_are_kept_whole_whatever_stands_around_them() -> None:
    right = 0
    for brief, parted in product(BRIEFS.values(), ("\n", "\n\n")):
        head: list[list[list[str]]] = [
            [[], [brief.trail]],
            [[], [brief.byline], [brief.byline, brief.date], [brief.date]],
        ]
        for trail, told, paragraphs, tags in product(*head, (1, 2, 3), ([], [brief.tags])):
            copy = brief.copy[:paragraphs]
            story = newscopy.read(parted.join([*trail, brief.headline, *told, *copy, *tags]), "text")
            right += tuple(story.paragraphs) == copy
    assert right >= 2000  # of 2,112; 2,084 on 2026-11-26


def test_nearly_all_pages_of_briefs_are_kept_whole() -> None:
    right = 0
    menu, foot = "<nav><ul><li><a href=/a>A</a></li></ul></nav>", "<footer><p>© 2026 Ellan Courier</p></footer>"
    for brief, above, below, paragraphs in product(BRIEFS.values(), ("", menu), ("", foot), (1, 2, 3)):
        copy = brief.copy[:paragraphs]
        lines = "".join(f"<p>{line}</p>" for line in copy)
        told = f"<h1>{brief.headline}</h1><p class=byline>{brief.byline}</p><time>{brief.date}</time>"
        story = newscopy.read(f"<html><body>{above}<article>{told}{lines}</article>{below}</body></html>", "html")
        assert story.headline == brief.headline
        right += tuple(story.paragraphs) == copy
    assert right >= 260  # of 264, all of them on 2026-11-26


WALKS = """\
Five walks for a wet weekend

By Lena Fisk | Nov 24, 2026 | Travel

Rain is no reason to stay at home. These paths are better for it.

1. The Tarn Round
Start at the mill and keep the water on your left. The falls are at their best after two days of rain. 4 miles.

2. Varn Head
The path to the old light is paved, and the cafe is open until four. 3 miles.

3. The Salt Road
Bring boots. 7 miles.

Getting there
Buses leave Ashby at 8.15 and 10.40.
"""
LETTERS = """\
LETTERS TO THE EDITOR

Ferry cuts hurt the young

Sir, – Your report on the evening ferries ("Ferry operators warn of cuts", March 14) leaves out those who suffer most. \
Pupils from the islands cannot stay for music or sport if the last boat sails at five.

The county should pay, and soon.

MARY OAKES
Skerravoe

A toast to the lighthouse

Sir, – I was moved by your portrait of Amos Tull. My father lit the lamp at Varn Head until 1971.

J. R. PELL
Varn
"""


MARKED = """\
# Council closes old bridge

*By Ann Lee*

**ASHFORD** — The old stone bridge will close on [Monday](https://courier.example/monday).

## A detour of nine miles

Trucks must go round by Ashby.
"""


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        (MARKED, ("ASHFORD", "Trucks")),
        (WALKS, ("Start", "The path", "Bring boots", "Buses leave")),
        (LETTERS, ("Sir, – Your", "The county", "Sir, – I was")),
    ],
)
def test_short_sentences_of_a_text_that_was_typed_are_kept(text: str, openings: tuple[str, ...]) -> None:
    paragraphs = newscopy.read(text).paragraphs
    assert len(paragraphs) == len(openings)
    assert all(text.startswith(words) for text, words in zip(paragraphs, openings, strict=True))
