"""Texts and pages written after the way real ones look, and a floor under what is found in them.

Nothing is trained on them. Each fact of the TOML file beside a folder counts, each paragraph by itself; the floors are
just below what was measured when they were set. layouts/ are dumps of pages of well-known sites; the others are texts and
pages of all kinds and many scripts, whose writers had not seen the program, and by which the rules were mended since.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import newscopy

CASES = Path(__file__).parent / "cases"
FLOORS = {
    "layouts": {
        "headline": 0.95,
        "standfirst": 0.83,
        "bylines": 0.91,
        "published": 0.97,
        "categories": 0.62,
        "paragraphs": 0.94,
        "subheadings": 0.84,
        "related": 0.8,
    },
    "sources": {
        "headline": 0.92,
        "standfirst": 0.8,
        "bylines": 0.81,
        "published": 0.96,
        "dateline": 0.81,
        "paragraphs": 0.9,
        "subheadings": 0.82,
    },
    "dumps": {
        "headline": 0.9,
        "standfirst": 0.67,
        "bylines": 0.81,
        "published": 0.98,
        "dateline": 0.75,
        "categories": 0.74,
        "paragraphs": 0.91,
        "subheadings": 0.74,
        "related": 0.7,
    },
    "archives": {
        "headline": 0.81,
        "standfirst": 0.66,
        "bylines": 0.81,
        "published": 0.85,
        "dateline": 0.83,
        "paragraphs": 0.88,
        "subheadings": 0.89,
        "related": 0.63,
    },
    "pages": {
        "headline": 0.88,
        "standfirst": 0.82,
        "bylines": 0.82,
        "published": 0.99,
        "dateline": 0.79,
        "categories": 0.74,
        "paragraphs": 0.96,
        "subheadings": 0.92,
        "related": 0.79,
    },
}
# What divides the first from the last words of a paragraph.
DOTS = " … "


@cache
def expected(folder: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((CASES / f"{folder}.toml").read_text("utf-8"))


@pytest.mark.parametrize("folder", FLOORS)
def test_each_page_has_its_facts(folder: str) -> None:
    assert sorted(expected(folder)) == sorted(path.stem for path in (CASES / folder).iterdir())


@cache
def scores(folder: str) -> dict[str, float]:
    """Headlines, standfirsts and dates: the share that is right. The others: F1 of what is found."""
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for name, facts in expected(folder).items():
        path = next((CASES / folder).glob(f"{name}.*"))
        story = newscopy.read(path.read_bytes(), "html" if path.suffix == ".html" else "text", name=path.name)
        found = _found(story, facts.get("paragraphs", []))
        for fact in FLOORS[folder]:
            wanted, got = ([value] if isinstance(value, str) else value for value in (facts.get(fact), found[fact]))
            hits = sum((Counter(wanted or []) & Counter(got or [])).values())
            right[fact] += 2 * hits
            told[fact] += len(wanted or []) + len(got or [])
    return {fact: right[fact] / told[fact] for fact in FLOORS[folder]}


def _found(story: newscopy.Story, paragraphs: list[str]) -> dict[str, Any]:
    return {
        "headline": _evened(story.headline),
        "standfirst": _evened(story.standfirst or "") or None,
        "bylines": [byline.name for byline in story.bylines],
        "published": story.published.value[:10] if story.published and story.published.value else None,
        "dateline": story.dateline.place if story.dateline else None,
        "categories": [category.name for category in story.categories],
        "paragraphs": [next((one for one in paragraphs if _is(one, text)), text) for text in story.paragraphs],
        "subheadings": list(map(_evened, story.subheadings)),
        "related": [_evened(item.title) for item in story.related_items],
    }


def _evened(text: str) -> str:
    return " ".join(text.split())


def _is(words: str, text: str) -> bool:
    """A paragraph has these first words; and these last ones, where they stand behind dots."""
    text = _evened(text)
    first, dots, last = words.partition(DOTS)
    return text.startswith(first) and (not dots or text.endswith(last))


@pytest.mark.parametrize(("folder", "fact"), [(folder, fact) for folder in FLOORS for fact in FLOORS[folder]])
def test_no_fact_is_found_less_often(folder: str, fact: str) -> None:
    assert scores(folder)[fact] >= FLOORS[folder][fact]
