"""The body of a Story as NITF elements, from which each block can be told again.

    paragraph      p
    subheading     hl2; class="level-N" from level 2
    list_item      ul or ol of li, nested by level; class="level-N" where the nesting alone says another level
    quote          bq of block of p
    pull_quote     the same with class="pull-quote"; credit holds the attribution
    caption        p class="caption": the text, then br and em class="credit"
    related        ul class="related inline" or "related end" with one li: the title (in a link where there is an
                   address that is safe to follow), then p with the summary
    note           p class="note"

A line feed inside a text is a br and a blank. Emphasis is em, strong emphasis em class="bold", a link a. NITF has no
element for related stories, and its media element needs a picture that a Story does not have. A note is a p, since
readers drop NITF's note element with its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from newscopy.g2 import NITF
from newscopy.model import Block, Caption, ListItem, Mark, Note, Paragraph, PullQuote, Quote, Related, Subheading
from newscopy.writers.flow import ListGroup, grouped
from newscopy.writers.inline import InlineTags, add_break, append_running, append_text
from newscopy.writers.links import safe_url

_P = f"{{{NITF}}}p"
_BR = f"{{{NITF}}}br"
_EM = f"{{{NITF}}}em"
_A = f"{{{NITF}}}a"
_INLINE = InlineTags(link=_A, strong=_EM, emphasis=_EM, line_break=_BR, strong_class="bold")


def append_body_content(body: etree._Element, blocks: Iterable[Block]) -> None:
    """Add body.content with one block that holds the text: readers look for it there, or find nothing."""
    block = etree.SubElement(etree.SubElement(body, f"{{{NITF}}}body.content"), f"{{{NITF}}}block")
    block.text = "\n"
    for part in grouped(blocks):
        element = _list(part, 1) if isinstance(part, ListGroup) else _block(part)
        element.tail = "\n"
        block.append(element)


def _block(block: Block) -> etree._Element:
    match block:
        case Paragraph():
            return _running(_P, block.text, block.marks)
        case Subheading():
            level = f"level-{block.level}" if block.level > 1 else None
            return _running(f"{{{NITF}}}hl2", block.text, block.marks, level)
        case Quote():
            return _quoted(_running(_P, block.text, block.marks))
        case PullQuote():
            return _pull_quote(block)
        case Caption():
            return _caption(block)
        case Note():
            return _running(_P, block.text, (), "note")
        case Related():
            return _related(block)
        case ListItem():
            return _list(ListGroup(block.ordered), 1)


def _running(tag: str, text: str, marks: Sequence[Mark], name: str | None = None) -> etree._Element:
    element = etree.Element(tag, {"class": name} if name else None)
    append_running(element, text, marks, _INLINE)
    return element


def _quoted(paragraph: etree._Element) -> etree._Element:
    quote = etree.Element(f"{{{NITF}}}bq")
    etree.SubElement(quote, f"{{{NITF}}}block").append(paragraph)
    return quote


def _pull_quote(block: PullQuote) -> etree._Element:
    quote = _quoted(_running(_P, block.text, ()))
    quote.set("class", "pull-quote")
    if block.attribution is not None:
        etree.SubElement(quote, f"{{{NITF}}}credit").text = block.attribution
    return quote


def _caption(block: Caption) -> etree._Element:
    element = _running(_P, block.text, (), "caption")
    if block.credit is not None:
        add_break(element, _BR)
        etree.SubElement(element, _EM, {"class": "credit"}).text = block.credit
    return element


def _related(block: Related) -> etree._Element:
    element = etree.Element(f"{{{NITF}}}ul", {"class": f"related {block.placement}"})
    item = etree.SubElement(element, f"{{{NITF}}}li")
    url = safe_url(block.url)
    title = etree.SubElement(item, _A, {"href": url}) if url else item
    title.text = block.title
    if block.summary is not None:
        append_text(etree.SubElement(item, _P), block.summary, _BR)
    return element


def _list(group: ListGroup, depth: int) -> etree._Element:
    element = etree.Element(f"{{{NITF}}}{'ol' if group.ordered else 'ul'}")
    for entry in group.entries:
        item = etree.SubElement(element, f"{{{NITF}}}li")
        if entry.item.level != depth:
            item.set("class", f"level-{entry.item.level}")
        append_running(item, entry.item.text, entry.item.marks, _INLINE)
        for inner in entry.lists:
            item.append(_list(inner, depth + 1))
    return element
