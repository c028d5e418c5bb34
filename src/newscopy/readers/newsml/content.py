"""The text of an item: the rendition that says most of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from newscopy.model import Block, Paragraph
from newscopy.readers.markup.blocks import blocks_of
from newscopy.readers.markup.words import as_line, local_name
from newscopy.readers.newsml.meta import g2
from newscopy.readers.nitf.fields import story_fields

_FROM_NITF = ("headline", "kicker", "standfirst", "byline", "bylines", "dateline", "keywords")


def text_fields(item: etree._Element, *, exact: bool) -> dict[str, Any]:
    """body, from XHTML if that holds words, else NITF, else plain text; NITF's own head tells more fields."""
    roots = [root for inline in item.iterfind(g2("contentSet/inlineXML")) for root in inline if local_name(root)]
    found: dict[str, Any] = {"body": ()}
    for root in sorted(roots, key=lambda root: local_name(root) == "nitf"):
        if local_name(root) == "nitf":
            if exact and found["body"]:
                break  # our own two renditions say the same, and contentMeta says the rest
            told = story_fields(root)
            found = {name: told[name] for name in _FROM_NITF} | {"body": found["body"] or told["body"]}
        else:
            found["body"] = tuple(blocks_of(_body(root), exact=exact))
    return found if found["body"] else found | {"body": tuple(_plain(item))}


def _body(root: etree._Element) -> etree._Element:
    body = root.find("{*}body")
    return root if body is None else body


def _plain(item: etree._Element) -> Iterator[Block]:
    """The lines of a text without markup, each as a paragraph."""
    for data in item.iterfind(g2("contentSet/inlineData")):
        if (data.get("contenttype") or "text/plain").startswith("text/"):
            for line in (data.text or "").splitlines():
                words = as_line(line)
                if words:
                    yield Paragraph(text=words)
