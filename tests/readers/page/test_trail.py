"""Section labels by the trail in a page's head, for labels made by hand."""

from __future__ import annotations

import json

import pytest

from newscopy.model import Role
from newscopy.readers.page.forms import formed
from newscopy.readers.page.saved import opened
from newscopy.structure import words
from newscopy.structure.label import Label

TITLE = "Board sells its old ferry"
COPY = "The council of Harrow Bay said on Tuesday that work would begin before the autumn storms."
OTHER, CHIP = Role.DISCARDED, Role.CATEGORY
STEPS = [("Tarn Courier", "https://tarncourier.example/"), ("Kestrel", "/kestrel"), ("Moorings", "/moorings")]
HEAD = '<meta property="og:site_name" content="Tarn Courier">'


def in_head(*steps: tuple[str, str]) -> str:
    listed = [{"@type": "ListItem", "name": name, "item": item} for name, item in (*steps, (TITLE, "/ferry"))]
    told = {"@type": "BreadcrumbList", "itemListElement": listed}
    return f'{HEAD}<script type="application/ld+json">{json.dumps(told)}</script>'


def sections(lines: list[tuple[str, Role]], head: str, confidence: float = 0.5) -> list[str]:
    """The lines above headline and copy that are section labels, where they were taken for what stands beside them."""
    page = opened(
        f"<html><head>{head}</head><body>{''.join(f'<p>{text}</p>' for text, _ in lines)}<h1>{TITLE}</h1>"
        f"<p>{COPY}</p></body></html>",
        "ferry.html",
    )
    blocks = page.blocks(words.load())
    told = [*(role for _, role in lines), Role.HEADLINE, Role.PARAGRAPH]
    assert len(blocks) == len(told)
    labels = formed(
        [Label(role, confidence, "navigation" if role is OTHER else "") for role in told], blocks, page, words.load()
    )
    return [block.text for block, label in zip(blocks, labels, strict=True) if label.role is CHIP]


def test_steps_of_the_trail_are_section_labels() -> None:
    assert sections([("Tarn Courier", OTHER), ("Kestrel", OTHER), ("Moorings", OTHER)], in_head(*STEPS)) == [
        "Kestrel",
        "Moorings",
    ]


def test_of_a_menu_and_a_trail_the_trail_counts() -> None:
    menu = [("Moorings", OTHER), ("Ropes", OTHER), ("Kestrel", OTHER), ("Sails", OTHER)]
    assert sections([*menu, ("Kestrel > Moorings", OTHER)], in_head(*STEPS)) == ["Kestrel > Moorings"]


def test_what_only_may_be_a_label_goes_where_the_trail_is_printed() -> None:
    assert sections([("Kestrel", OTHER), ("Opinion", CHIP)], in_head(*STEPS)) == ["Kestrel"]
    assert sections([("Kestrel", OTHER), ("Opinion", CHIP)], in_head(*STEPS), 0.95) == ["Kestrel", "Opinion"]


@pytest.mark.parametrize("head", ["", HEAD, in_head(), in_head(("Gannet", "/gannet"))])
def test_labels_stay_where_no_trail_is_told_or_printed(head: str) -> None:
    assert sections([("Kestrel", OTHER), ("Opinion", CHIP)], head) == ["Opinion"]


def test_a_step_far_above_the_headline_stands_in_a_menu() -> None:
    menu = [(f"Sail number {number}", OTHER) for number in range(9)]
    assert sections([("Kestrel", OTHER), *menu], in_head(("Kestrel", "/kestrel"))) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList">{}</ol>',
        '<nav itemscope itemtype="http://schema.org/BreadcrumbList">{}</nav>',
    ],
)
def test_the_trail_of_microdata_is_one_too(markup: str) -> None:
    steps = "".join(
        f'<li itemprop="itemListElement"><a href="{place}" itemprop="item"><span itemprop="name">{name}</span></a></li>'
        for name, place in STEPS
    )
    page = opened(f"<html><body>{markup.format(steps)}<h1>{TITLE}</h1><p>{COPY}</p></body></html>", "ferry.html")
    assert page.head.trail == ["Kestrel", "Moorings"]


@pytest.mark.parametrize(
    "told",
    [
        {"@type": "WebPage", "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": [{"name": "Kestrel"}]}},
        {"@type": "BreadcrumbList", "itemListElement": [{"item": {"@id": "/kestrel", "name": "Kestrel"}}]},
        {"@graph": [{"@type": ["BreadcrumbList"], "itemListElement": [{"name": "Kestrel"}, 7, None, {"name": 8}]}]},
        {"@type": "BreadcrumbList", "itemListElement": [{"name": "Kestrel", "item": ["odd"]}, {"name": "Kestrel"}]},
    ],
)
def test_trails_are_written_in_several_ways(told: object) -> None:
    script = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    assert opened(f"<html><head>{script}</head><body><p>{COPY}</p></body></html>", "ferry.html").head.trail == [
        "Kestrel"
    ]


@pytest.mark.parametrize("listed", [None, "Kestrel", {"name": "Kestrel"}, 7, [[["Kestrel"]]]])
def test_what_is_no_trail_tells_none(listed: object) -> None:
    script = json.dumps({"@type": "BreadcrumbList", "itemListElement": listed})
    page = opened(f'<script type="application/ld+json">{script}</script><p>{COPY}</p>', "ferry.html")
    assert page.head.trail == []
