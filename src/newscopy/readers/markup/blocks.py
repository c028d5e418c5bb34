"""The blocks that a body in XHTML or NITF holds; both forms of our own are told again whole.

What other people's files hold is read by the same names: h1 to h6 and hl2 are subheadings, bq and blockquote
quotations, pre (with its line ends and blanks) and table rows paragraphs; elements that only hold others are looked
into, and loose text is a paragraph. Scripts, styles and pictures are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from newscopy.model import Block, Caption, ListItem, Note, Paragraph, PullQuote, Quote, Related, Subheading
from newscopy.readers.markup.running import Stretch, loose, marks_of, stretches, text_of, trimmed
from newscopy.readers.markup.words import all_text, as_line, as_text, local_name, tail_of

_LISTS = frozenset({"ul", "ol"})
_HEADINGS = {"hl1": 1, "hl2": 1, "h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
_HOLDERS = frozenset({"body", "body.content", "body.end", "block", "div", "section", "article", "main", "html"})
_HOLDERS |= {
    "header",
    "footer",
    "figure",
    "media",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "nitf-table",
    "dl",
    "note",
    "fn",
}
_LINES = frozenset({"p", "pre", "tr", "dt", "dd", "tagline"})
_QUOTES = frozenset({"blockquote", "bq"})
_CAPTIONS = frozenset({"figcaption", "media-caption"})
_LEFT_OUT = frozenset({"script", "style", "head", "title", "iframe", "media-reference", "media-object", "hr"})
_BLOCKS = _HOLDERS | _LISTS | _HEADINGS.keys() | _LINES | _QUOTES | _CAPTIONS | {"aside"} | _LEFT_OUT
_DEEPEST = 9


def blocks_of(parent: etree._Element, *, exact: bool = False) -> Iterator[Block]:
    """The blocks in reading order; `exact` keeps blanks at their ends, as our own files need it."""
    pieces: list[str | etree._Element] = [parent.text or ""]
    for child in parent:
        name = local_name(child)
        if name in _BLOCKS:
            yield from _loose(pieces)
            pieces = []
            if name not in _LEFT_OUT:
                yield from _block(child, name, exact)
        elif name:
            pieces.append(child)
        pieces.append(tail_of(child))
    yield from _loose(pieces)


def _loose(pieces: list[str | etree._Element]) -> Iterator[Block]:
    """A paragraph of what stands between blocks, which mostly is white space."""
    if any(not isinstance(piece, str) or piece.strip() for piece in pieces):
        yield from _running(Paragraph, loose(pieces), exact=False)


def _block(element: etree._Element, name: str, exact: bool) -> Iterator[Block]:
    words = (element.get("class") or "").split()
    if name in _LISTS:
        yield from _related(element[0], words, exact) if words[:1] == ["related"] else _items(element, 1, exact)
    elif name == "aside":
        yield from _related(element, words, exact) if words[:1] == ["related"] else blocks_of(element, exact=exact)
    elif name in _QUOTES:
        yield from _quote(element, words, exact)
    elif name in _CAPTIONS or words == ["caption"]:
        yield from _cited(Caption, "credit", element, exact)
    elif words == ["note"] and name == "p":
        text = as_text(text_of(_told(element, exact)), exact=True)
        yield from [Note(text=text)] if text else []
    elif name in _HEADINGS:
        yield from _running(Subheading, _told(element, exact), exact, level=_level(words, _HEADINGS[name], 5))
    elif name == "pre":
        text = as_text((all_text(element) or "").strip("\n"), exact=True)
        yield from [Paragraph(text=text)] if text and text.strip() else []
    elif name in _LINES:
        yield from _running(Paragraph, _told(element, exact), exact)
    else:
        yield from blocks_of(element, exact=exact)


def _told(element: etree._Element, exact: bool, skipped: frozenset[str] = frozenset()) -> list[Stretch]:
    parts = list(stretches(element, skipped))
    return parts if exact else trimmed(parts)


def _running(kind: Callable[..., Block], parts: Iterable[Stretch], exact: bool, **fields: Any) -> Iterator[Block]:
    """A block with marks, unless there are no words for it; `fields` are those of its kind alone."""
    told = list(parts)
    text = text_of(told)
    if text if exact else text.strip():
        yield kind(text=text, marks=marks_of(told), **fields)


def _items(listing: etree._Element, depth: int, exact: bool) -> Iterator[Block]:
    ordered = local_name(listing) == "ol"
    for item in listing:
        if local_name(item) != "li":
            continue
        level = _level((item.get("class") or "").split(), min(depth, _DEEPEST), _DEEPEST)
        yield from _running(ListItem, _told(item, exact, _LISTS), exact, level=level, ordered=ordered)
        for inner in item:
            if local_name(inner) in _LISTS:
                yield from _items(inner, depth + 1, exact)


def _level(words: list[str], plain: int, deepest: int) -> int:
    """The level that a class tells, else the plain one."""
    told = [word.removeprefix("level-") for word in words if word.startswith("level-")]
    return min(int(told[0]), deepest) if told and told[0].isdecimal() and int(told[0]) else plain


def _quote(element: etree._Element, words: list[str], exact: bool) -> Iterator[Block]:
    if words == ["pull-quote"]:
        yield from _cited(PullQuote, "attribution", element, exact)
        return
    inside = [child for child in element.iter("{*}p", "{*}li", "{*}hl2") if child is not element]
    for part in inside or [element]:
        yield from _running(Quote, _told(part, exact), exact)


def _cited(kind: Callable[..., Block], field: str, element: etree._Element, exact: bool) -> Iterator[Block]:
    """Text and, in cite, credit or em class="credit" at its end, who it is from."""
    ends = [child for child in element.iter("{*}cite", "{*}credit", "{*}em") if _cites(child)]
    cited = as_line(all_text(ends[-1]), exact=exact) if ends else None
    parts = list(stretches(element))
    text = text_of(parts)
    if cited is not None and text.endswith(cited):
        # In a credit of NITF's own it needs no line break before it.
        text = text.removesuffix(cited).removesuffix("" if local_name(ends[-1]) == "credit" else "\n")
    text = text if exact else text.strip()
    if text:
        yield kind(text=text, **{field: cited})


def _cites(element: etree._Element) -> bool:
    return local_name(element) != "em" or element.get("class") == "credit"


def _related(element: etree._Element, words: list[str], exact: bool) -> Iterator[Block]:
    """A pointer of ours: the title in the first p or before it, its summary in the last p."""
    paragraphs = [child for child in element if local_name(child) == "p"]
    if local_name(element) == "li":
        head, rest = list(stretches(element, frozenset({"p"}))), paragraphs
    else:
        head, rest = list(stretches(paragraphs[0])) if paragraphs else [], paragraphs[1:]
    title = as_line(text_of(head), exact=exact)
    if title is None:
        return
    yield Related(
        title=title,
        url=as_line(next((part.url for part in head if part.url), None)),
        summary=as_text(text_of(stretches(rest[0])), exact=exact) if rest else None,
        placement="end" if "end" in words else "inline",
    )
