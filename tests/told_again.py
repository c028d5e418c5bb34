"""Reads a body of ours back into blocks: the proof that XHTML keeps each kind of block apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from newscopy.model import (
    Block,
    Caption,
    ListItem,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    Subheading,
)
from newscopy.writers.flow import Run, runs
from newscopy.writers.links import safe_url


def blocks_told(body: etree._Element) -> list[Block]:
    """The blocks that an XHTML body holds."""
    return [block for element in body for block in _blocks(element)]


def as_told(block: Block) -> Block:
    """The block as XHTML can tell it: with safe addresses only, and marks of a kind that touch or overlap as one."""
    if isinstance(block, Related):
        return block.model_copy(update={"url": safe_url(block.url)})
    if isinstance(block, Paragraph | Subheading | ListItem | Quote):
        safe = [run._replace(url=safe_url(run.url)) for run in runs(block.text, block.marks)]
        return block.model_copy(update={"marks": _marks(safe)})
    return block


def _blocks(element: etree._Element) -> Iterator[Block]:
    name, words = etree.QName(element).localname, (element.get("class") or "").split()
    if name in ("ul", "ol"):
        yield from _items(element, 1)
    elif name == "aside":
        title, *summary = element
        link = next(iter(title), None)
        yield Related(
            title=_text(title),
            url=None if link is None else link.get("href"),
            summary=_text(summary[0]) if summary else None,
            placement=words[1],
        )
    elif words:
        cite = element[-1] if len(element) and etree.QName(element[-1]).localname == "cite" else None
        cited = None if cite is None else _text(cite)
        text = _text(element) if cited is None else _text(element)[: -len(cited) - 1]
        match words[0]:
            case "caption":
                yield Caption(text=text, credit=cited)
            case "pull-quote":
                yield PullQuote(text=text, attribution=cited)
            case "note":
                yield Note(text=text)
    else:
        marked = {"text": _text(element), "marks": _marks(list(_runs(element, Run(""))))}
        match name:
            case "p":
                yield Paragraph(**marked)
            case "blockquote":
                yield Quote(**marked)
            case _:
                yield Subheading(level=int(name[1]) - 1, **marked)


def _items(listing: etree._Element, depth: int) -> Iterator[Block]:
    for item in listing:
        inner = [child for child in item if etree.QName(child).localname in ("ul", "ol")]
        for child in inner:
            item.remove(child)
        level = int((item.get("class") or f"level-{depth}").removeprefix("level-"))
        yield ListItem(
            text=_text(item),
            marks=_marks(list(_runs(item, Run("")))),
            level=level,
            ordered=etree.QName(listing).localname == "ol",
        )
        for child in inner:
            yield from _items(child, depth + 1)


def _runs(element: etree._Element, around: Run) -> Iterator[Run]:
    yield around._replace(text=element.text or "")
    for child in element:
        match etree.QName(child).localname:
            case "br":
                yield around._replace(text="\n")
            case "em":
                yield from _runs(child, around._replace(emphasis=True))
            case "strong":
                yield from _runs(child, around._replace(strong=True))
            case "a":
                yield from _runs(child, around._replace(url=child.get("href")))
        yield around._replace(text=_tail(child))


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if etree.QName(child).localname == "br" else _text(child), _tail(child)]
    return "".join(parts)


def _tail(child: etree._Element) -> str:
    return (child.tail or "")[etree.QName(child).localname == "br" :]


def _marks(stretches: list[Run]) -> tuple[Mark, ...]:
    """One mark for each stretch of the text that is marked alike all along."""
    found = []
    for kind, of in (
        ("link", lambda run: run.url),
        ("strong", lambda run: run.strong),
        ("emphasis", lambda run: run.emphasis),
    ):
        at = 0
        edges: list[tuple[int, object]] = [(0, None)]
        for run in stretches:
            if run.text and (of(run) or None) != edges[-1][1]:
                edges.append((at, of(run) or None))
            at += len(run.text)
        edges.append((at, None))
        found += [
            Mark(kind=kind, start=start, end=end, url=value if kind == "link" else None)
            for (start, value), (end, _) in pairwise(edges)
            if value and end > start
        ]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.kind)))
