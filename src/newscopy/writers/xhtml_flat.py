"""The body of a Story as XHTML elements that hold text only, for readers that drop all that stands inside another.

Paragraphs, list items, captions, notes and pointers to other stories are p, subheadings h2 to h6, quotations
blockquote. Marks, addresses, nesting and the kinds of what became a p are lost; no word is. A line feed is a blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from newscopy.g2 import XHTML
from newscopy.model import Block, Caption, PullQuote, Quote, Related, Subheading


def append_flat_blocks(parent: etree._Element, body: Iterable[Block]) -> None:
    """Add the blocks to `parent` as its children, each on a line of its own."""
    parent.text = "\n"
    for block in body:
        for tag, text in _lines(block):
            element = etree.SubElement(parent, f"{{{XHTML}}}{tag}")
            element.text = text.replace("\n", " ")
            element.tail = "\n"


def _lines(block: Block) -> Iterator[tuple[str, str]]:
    """Tag and text of each element that a block becomes."""
    match block:
        case Subheading():
            yield f"h{block.level + 1}", block.text
        case Quote():
            yield "blockquote", block.text
        case PullQuote():
            yield "blockquote", block.text
            if block.attribution is not None:
                yield "p", block.attribution
        case Caption():
            yield "p", block.text
            if block.credit is not None:
                yield "p", block.credit
        case Related():
            yield "p", block.title
            if block.summary is not None:
                yield "p", block.summary
        case _:
            yield "p", block.text
