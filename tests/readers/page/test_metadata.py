"""What the head of a page says of its story, however it is written."""

from __future__ import annotations

import json

from lxml import etree

from newscopy.readers.page.metadata import Metadata, metadata


def head(markup: str) -> Metadata:
    return metadata(etree.fromstring(f"<html lang=en><head>{markup}</head><body>x</body></html>", etree.HTMLParser()))


def linked(data: object) -> Metadata:
    return head(f'<script type="application/ld+json">{json.dumps(data)}</script>')


def test_json_ld_is_read_in_a_graph_with_people_and_organisations() -> None:
    found = linked(
        {
            "@graph": [
                {"@type": "WebSite", "name": "The Courier"},
                {
                    "@type": ["Thing", "NewsArticle"], "headline": "Board sells ferry &amp; quay", "datePublished": "2024-03-09",
                    "author": [{"@type": "Person", "name": "Nora Quillfeather"}, "Ansel Brandt"],
                    "articleSection": ["Politics", "Harbour"], "keywords": ["ferry"], "isAccessibleForFree": "False",
                },
            ]
        }
    )  # fmt: skip

    assert found.titles == ["Board sells ferry & quay"]
    assert found.authors == ["Nora Quillfeather", "Ansel Brandt"]
    assert found.published == ["2024-03-09"]
    assert found.sections == ["Politics", "Harbour"]
    assert found.for_free is False


def test_open_graph_meta_and_the_canonical_link() -> None:
    found = head(
        '<title>Board sells ferry - Courier</title><meta property="og:title" content="Board sells ferry">'
        '<meta name="author" content="Nora Quillfeather"><meta property="article:published_time" content="2024-03-09T17:47Z">'
        '<meta name="keywords" content="ferry, quay"><meta property="og:site_name" content="The Courier">'
        '<link rel="canonical" href="https://courier.example/ferry">'
    )

    assert (found.titles, found.window, found.site) == (
        ["Board sells ferry"],
        "Board sells ferry - Courier",
        "The Courier",
    )
    assert (found.authors, found.published) == (["Nora Quillfeather"], ["2024-03-09T17:47Z"])
    assert (found.keywords, found.address) == (["ferry", "quay"], "https://courier.example/ferry")
    assert found.language == "en"


def test_broken_deep_and_huge_json_ld_is_left_out() -> None:
    deep: object = {"@type": "NewsArticle", "headline": "Too deep"}
    for _ in range(50):
        deep = [deep]

    assert head('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>').titles == []
    assert head(f'<script type="application/ld+json">{"[" * 100_000}</script>').titles == []
    assert linked(deep).titles == []
    assert linked({"@type": "NewsArticle", "headline": {"no": "text"}, "author": 7, "datePublished": None}).titles == []
