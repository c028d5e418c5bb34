"""The body of a Story as XHTML elements, from which each block can be told again.

    paragraph      p
    subheading     h2 (level 1) to h6 (level 5)
    list_item      ul or ol of li, nested by level; class="level-N" where the nesting alone says another level
    quote          blockquote
    pull_quote     blockquote class="pull-quote": the text, then br and cite for the attribution
    caption        p class="caption": the text, then br and cite for the credit
    related        aside class="related inline" or "related end": p with the title (in a link where there is an
                   address that is safe to follow), then p with the summary
    note           p class="note"

A line feed inside a text is a br and a blank; all other white space stays as it is. Emphasis is em, strong emphasis
strong, a link a, nested in the order a, strong, em. Neighbouring blocks are set apart by a line feed between the
elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from lxml import etree

from newscopy.g2 import XHTML
from newscopy.model import Block, Caption, ListItem, Mark, Note, Paragraph, PullQuote, Quote, Related, Subheading
from newscopy.writers.flow import ListGroup, grouped
from newscopy.writers.inline import InlineTags, add_break, append_running, append_text
from newscopy.writers.links import safe_url

ELEMENTS = frozenset(
    ("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "aside", "cite", "br", "a", "em", "strong")
)
"""Every element that can stand in the body we write."""

# lxml takes None for the default namespace; its stubs do not say so.
_NAMESPACES = cast("Mapping[str, str]", {None: XHTML})
_P = f"{{{XHTML}}}p"
_BR = f"{{{XHTML}}}br"
_A = f"{{{XHTML}}}a"
_INLINE = InlineTags(link=_A, strong=f"{{{XHTML}}}strong", emphasis=f"{{{XHTML}}}em", line_break=_BR)
_CITE = f"{{{XHTML}}}cite"
_LI = f"{{{XHTML}}}li"


def append_blocks(parent: etree._Element, body: Iterable[Block]) -> None:
    """Add the blocks to `parent` as its children, each on a line of its own."""
    parent.text = "\n"
    for part in grouped(body):
        element = _list(part, 1) if isinstance(part, ListGroup) else _block(part)
        element.tail = "\n"
        parent.append(element)


def said(body: Iterable[Block]) -> Iterable[str]:
    """All texts of the blocks in reading order: what a count of words or characters counts."""
    for block in body:
        match block:
            case PullQuote():
                yield from (block.text, block.attribution or "")
            case Caption():
                yield from (block.text, block.credit or "")
            case Related():
                yield from (block.title, block.summary or "")
            case _:
                yield block.text


def _block(block: Block) -> etree._Element:
    match block:
        case Paragraph():
            return _running(_P, block.text, block.marks)
        case Subheading():
            return _running(f"{{{XHTML}}}h{block.level + 1}", block.text, block.marks)
        case Quote():
            return _running(f"{{{XHTML}}}blockquote", block.text, block.marks)
        case PullQuote():
            return _cited(f"{{{XHTML}}}blockquote", "pull-quote", block.text, block.attribution)
        case Caption():
            return _cited(_P, "caption", block.text, block.credit)
        case Note():
            return _cited(_P, "note", block.text, None)
        case Related():
            return _related(block)
        case ListItem():
            return _list(ListGroup(block.ordered), 1)


def _running(tag: str, text: str, marks: Sequence[Mark]) -> etree._Element:
    element = etree.Element(tag, None, _NAMESPACES)
    append_running(element, text, marks, _INLINE)
    return element


def _cited(tag: str, name: str, text: str, cited: str | None) -> etree._Element:
    element = etree.Element(tag, {"class": name}, _NAMESPACES)
    append_text(element, text, _BR)
    if cited is not None:
        add_break(element, _BR)
        etree.SubElement(element, _CITE).text = cited
    return element


def _related(block: Related) -> etree._Element:
    element = etree.Element(f"{{{XHTML}}}aside", {"class": f"related {block.placement}"}, _NAMESPACES)
    title = etree.SubElement(element, _P)
    url = safe_url(block.url)
    if url:
        title = etree.SubElement(title, _A, {"href": url})
    title.text = block.title
    if block.summary is not None:
        append_text(etree.SubElement(element, _P), block.summary, _BR)
    return element


def _list(group: ListGroup, depth: int) -> etree._Element:
    element = etree.Element(f"{{{XHTML}}}{'ol' if group.ordered else 'ul'}", None, _NAMESPACES)
    for entry in group.entries:
        item = etree.SubElement(element, _LI)
        if entry.item.level != depth:
            item.set("class", f"level-{entry.item.level}")
        append_running(item, entry.item.text, entry.item.marks, _INLINE)
        for inner in entry.lists:
            item.append(_list(inner, depth + 1))
    return element
