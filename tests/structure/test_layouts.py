"""Pages written after the way well-known sites are laid out, and a floor under what is found in them.

Nothing is trained on them. Each fact of cases/layouts.toml counts, each paragraph by itself; the floors are just below
what was measured when they were set.
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
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((CASES / "layouts.toml").read_text("utf-8"))
FLOORS = {
    "headline": 0.95,
    "standfirst": 0.83,
    "bylines": 0.91,
    "published": 0.97,
    "categories": 0.62,
    "paragraphs": 0.94,
    "subheadings": 0.84,
    "related": 0.8,
}


def test_each_page_has_its_facts() -> None:
    assert sorted(EXPECTED) == sorted(path.stem for path in (CASES / "layouts").glob("*.txt"))


@cache
def scores() -> dict[str, float]:
    """Headlines, standfirsts and dates: the share that is right. The others: F1 of what is found."""
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for name, facts in EXPECTED.items():
        found = _found(newscopy.read((CASES / "layouts" / f"{name}.txt").read_bytes()), facts.get("paragraphs", []))
        for fact in FLOORS:
            expected, got = ([value] if isinstance(value, str) else value for value in (facts.get(fact), found[fact]))
            hits = sum((Counter(expected or []) & Counter(got or [])).values())
            right[fact] += 2 * hits
            told[fact] += len(expected or []) + len(got or [])
    return {fact: right[fact] / told[fact] for fact in FLOORS}


def _found(story: newscopy.Story, openings: list[str]) -> dict[str, Any]:
    return {
        "headline": story.headline,
        "standfirst": story.standfirst,
        "bylines": [byline.name for byline in story.bylines],
        "published": story.published.value[:10] if story.published and story.published.value else None,
        "categories": [category.name for category in story.categories],
        "paragraphs": [
            next((words for words in openings if text.startswith(words)), text) for text in story.paragraphs
        ],
        "subheadings": story.subheadings,
        "related": [item.title for item in story.related_items],
    }


@pytest.mark.parametrize("fact", FLOORS)
def test_no_fact_is_found_less_often(fact: str) -> None:
    assert scores()[fact] >= FLOORS[fact]
