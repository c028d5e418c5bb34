"""A floor under the accuracy: pages from a grammar, scored. Who changes the structuring and lowers a score sees it here.

The floors are just below what was measured when they were set; they are raised when the program gets better, and
lowered only with a reason in the commit.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

import newscopy
from pages import MadePage, made

PAGES = 120
FLOORS = {
    "headline": 0.98,
    "paragraphs found": 0.985,
    "paragraphs right": 0.985,
    "subheadings found": 0.73,
    "subheadings right": 0.98,
    "byline": 0.98,
    "year": 0.98,
    "related found": 0.82,
}


@cache
def scores() -> dict[str, float]:
    count: Counter[str] = Counter()
    for number in range(PAGES):
        page = made(number)
        count.update(_of_page(page, newscopy.read(page.text)))
    return {name: count[name] / count[f"{name} of"] for name in FLOORS}


def _of_page(page: MadePage, story: newscopy.Story) -> Counter[str]:
    count: Counter[str] = Counter()
    found = Counter(story.paragraphs)
    if story.standfirst:
        found.update(story.standfirst.split("\n"))
    right = sum((found & Counter(page.paragraphs)).values())
    heads = sum((Counter(story.subheadings) & Counter(page.subheadings)).values())
    titles = {item.title for item in story.related_items}
    for name, hit, of in (
        ("headline", story.headline == page.headline, 1),
        ("paragraphs found", right, len(page.paragraphs)),
        ("paragraphs right", right, sum(found.values())),
        ("subheadings found", heads, len(page.subheadings)),
        ("subheadings right", heads, len(story.subheadings)),
        ("byline", [byline.name for byline in story.bylines] == [page.byline], 1),
        ("year", story.published is not None and (story.published.value or "").startswith(page.year), 1),
        ("related found", len(titles & set(page.related)), len(page.related)),
    ):
        count[name] += int(hit)
        count[f"{name} of"] += of
    return count


@pytest.mark.parametrize("name", FLOORS)
def test_accuracy_does_not_fall_below_its_floor(name: str) -> None:
    assert scores()[name] >= FLOORS[name]
