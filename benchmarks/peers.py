"""What other programs make of a page's HTML, in the shape that the scorer reads.

Each function takes the HTML of a page and gives headline, body, bylines, published and standfirst, as far as the
program finds them. They are given the markup, as newscopy is in the row "html"; in its other rows it has only the text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from lxml import etree, html

Found = dict[str, Any]
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def trafilatura(page: str, **options: bool) -> Found:
    """trafilatura, its XML output, which keeps headings and list items."""
    import trafilatura as peer

    text = peer.extract(page, output_format="xml", with_metadata=True, include_comments=False, **options)
    if not text:
        return {}
    tree = etree.fromstring(text.encode())
    body = []
    for element in tree.iterfind(".//main//*"):
        said = " ".join("".join(element.itertext()).split())
        if said and element.tag in ("p", "quote"):
            body.append({"kind": "paragraph", "text": said})
        elif said and element.tag == "head":
            body.append({"kind": "subheading", "text": said})
        elif said and element.tag == "item":
            body.append({"kind": "list_item", "text": said})
    authors = (tree.get("author") or "").split("; ")
    return {
        "headline": tree.get("title"),
        "body": body,
        "bylines": [{"name": name} for name in authors if name],
        "published": {"value": tree.get("date")} if tree.get("date") else None,
    }


def trafilatura_precision(page: str) -> Found:
    """trafilatura, told to be careful."""
    return trafilatura(page, favor_precision=True)


def newspaper(page: str) -> Found:
    """newspaper4k."""
    import newspaper as peer

    article = peer.Article("https://archive.invalid/story")
    article.download(input_html=page)
    article.parse()
    date = article.publish_date
    return {
        "headline": article.title,
        "standfirst": article.meta_description,
        "body": [{"kind": "paragraph", "text": part} for part in article.text.split("\n") if part.strip()],
        "bylines": [{"name": name} for name in article.authors],
        "published": {"value": date.isoformat()} if hasattr(date, "isoformat") else None,
    }


def readability(page: str) -> Found:
    """readability-lxml."""
    from readability import Document

    document = Document(page)
    tree = html.document_fromstring(document.summary())
    body = []
    for element in tree.iter("p", "li", *_HEADS):
        said = " ".join("".join(element.itertext()).split())
        if said:
            body.append({"kind": "subheading" if element.tag in _HEADS else "paragraph", "text": said})
    return {"headline": document.short_title(), "body": body}


def resiliparse(page: str) -> Found:
    """resiliparse, its main content, of which each line is taken for a paragraph: it tells no more."""
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(page, main_content=True, alt_texts=False, preserve_formatting=True)
    return {"body": [{"kind": "paragraph", "text": part} for part in text.split("\n") if part.strip()]}


PEERS: Mapping[str, Callable[[str], Found]] = MappingProxyType(
    {
        "trafilatura": trafilatura,
        "trafilatura-p": trafilatura_precision,
        "newspaper4k": newspaper,
        "readability": readability,
        "resiliparse": resiliparse,
    }
)


def as_line(name: str, found: Found) -> str:
    """A line of predictions for the scorer."""
    return json.dumps({"id": name, "story": found}, ensure_ascii=False)
