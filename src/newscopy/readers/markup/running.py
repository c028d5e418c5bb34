"""Mixed content as text with marks: the way back from emphasis, links and line breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from newscopy.model import Mark
from newscopy.readers.markup.words import local_name, tail_of

# Line ends between words are how a file is laid out, not what it says: those of the text are br.
_LAYOUT = re.compile(r"[ \t]*\n[ \t\n]*")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SOFT = "\x00"
_SILENT = frozenset({"script", "style", "head", "title", "iframe", "object", "template", "noscript"})
_BOLD = re.compile(r"\b(bold|strong)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stretch:
    """Text that is marked alike all along."""

    text: str
    emphasis: bool = False
    strong: bool = False
    url: str | None = None


def stretches(element: etree._Element, skipped: frozenset[str] = frozenset()) -> Iterable[Stretch]:
    """The text of an element cut where a mark starts or ends, without what stands in `skipped` elements."""
    if not len(element) and "\n" not in (element.text or "") and not _FORBIDDEN.search(element.text or ""):
        return [Stretch(element.text)] if element.text else []
    return _joined(_raw(element, Stretch(""), skipped))


def loose(pieces: Iterable[str | etree._Element]) -> list[Stretch]:
    """Text and inline elements that stand in no block of their own, as one run without blanks at its ends."""
    raw = (part for piece in pieces for part in _raw_piece(piece))
    return trimmed(_joined(raw))


def _raw_piece(piece: str | etree._Element) -> Iterator[Stretch]:
    if isinstance(piece, str):
        yield Stretch(_soft(piece))
        return
    yield from _child(piece, Stretch(""), frozenset())


def text_of(parts: Iterable[Stretch]) -> str:
    """The words without their marks."""
    return "".join(part.text for part in parts)


def trimmed(parts: Iterable[Stretch]) -> list[Stretch]:
    """The same without blanks at either end."""
    kept = [part for part in parts if part.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept


def marks_of(parts: Iterable[Stretch]) -> tuple[Mark, ...]:
    """One mark for each stretch of text that is marked alike all along, in order."""
    told = list(parts)
    found = [
        *_marks("link", told, lambda part: part.url),
        *_marks("strong", told, lambda part: part.strong or None),
        *_marks("emphasis", told, lambda part: part.emphasis or None),
    ]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.kind)))


def _marks(kind: str, parts: list[Stretch], value: Callable[[Stretch], str | bool | None]) -> Iterator[Mark]:
    edges: list[tuple[int, str | bool | None]] = [(0, None)]
    at = 0
    for part in parts:
        if part.text and value(part) != edges[-1][1]:
            edges.append((at, value(part)))
        at += len(part.text)
    for (start, told), (end, _) in pairwise([*edges, (at, None)]):
        if told and end > start:
            url = told if isinstance(told, str) else None
            yield Mark.model_validate({"kind": kind, "start": start, "end": end, "url": url})


def _raw(element: etree._Element, around: Stretch, skipped: frozenset[str]) -> Iterator[Stretch]:
    yield replace(around, text=_soft(element.text))
    for child in element:
        yield from _child(child, around, skipped)
        yield replace(around, text=_soft(tail_of(child)))


def _child(child: etree._Element, around: Stretch, skipped: frozenset[str]) -> Iterator[Stretch]:
    name = local_name(child)
    if name == "br":
        yield replace(around, text="\n")
    elif name and name not in _SILENT and name not in skipped:
        if name in ("td", "th"):
            yield replace(around, text=_SOFT)  # cells stand apart on a page, whatever is between them in the file
        yield from _raw(child, _marked(child, name, around), skipped)


def _marked(element: etree._Element, name: str, around: Stretch) -> Stretch:
    if name in ("strong", "b") or (name == "em" and _BOLD.search(element.get("class") or "")):
        return replace(around, strong=True)
    if name in ("em", "i"):
        return replace(around, emphasis=True)
    if name == "a":
        url = _FORBIDDEN.sub("", element.get("href") or "").strip()
        return replace(around, url=url or around.url)
    return around


def _soft(text: str | None) -> str:
    """Text with a sign for each layout line end; XML itself cannot hold that sign."""
    return _LAYOUT.sub(_SOFT, _FORBIDDEN.sub("", text)) if text else ""


def _joined(parts: Iterable[Stretch]) -> Iterator[Stretch]:
    """Layout line ends as one blank each, and none at the ends or beside a line break or another blank."""
    before, waiting = "\n", False
    for part in parts:
        pieces = part.text.split(_SOFT)
        out = ""
        for number, piece in enumerate(pieces):
            waiting = waiting or number > 0
            if not piece:
                continue
            if waiting and not before.isspace() and not piece[0].isspace():
                out += " "
            out += piece
            before, waiting = piece[-1], False
        if out:
            yield replace(part, text=out)
