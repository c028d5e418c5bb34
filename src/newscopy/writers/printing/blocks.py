"""The body of a story as it is printed: pieces of equally set text, lists put together, huge paragraphs in parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newscopy.model import (
    Block,
    Caption,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    Story,
    Subheading,
)
from newscopy.writers.flow import ListGroup, grouped, runs
from newscopy.writers.links import safe_url
from newscopy.writers.printing.breaks import SOFT_BREAK, broken, parts, soft_breaks


@dataclass(frozen=True)
class Piece:
    """A stretch of text set in one way; `url` is safe to link to; `dateline` marks the place line of the copy."""

    text: str
    emphasis: bool = False
    strong: bool = False
    url: str | None = None
    dateline: bool = False


@dataclass(frozen=True)
class Words:
    """A block of running text. `parts` has one entry, or several where the block is too long for one piece.

    `kind` is the model's; `level` is that of a subheading, with none skipped; `source` is who said it (a pull
    quote) or who took it (a caption).
    """

    kind: str
    parts: tuple[tuple[Piece, ...], ...]
    level: int = 0
    source: str | None = None


@dataclass(frozen=True)
class PrintEntry:
    """An item of a list and the lists below it."""

    words: Words
    lists: tuple[PrintList, ...]


@dataclass(frozen=True)
class PrintList:
    """A list; `kind` tells templates what it is."""

    ordered: bool
    entries: tuple[PrintEntry, ...]
    kind: str = "list"


@dataclass(frozen=True)
class Card:
    """A pointer to another story; `url` is safe to link to."""

    title: str
    summary: str | None
    url: str | None
    kind: str = "related"


Flow = Words | PrintList | Card


def flow(story: Story) -> Iterator[Flow]:
    """The body in reading order, without the pointers that belong at the end."""
    level = 0
    dateline = None if story.dateline is None or story.dateline_stands_alone else story.dateline.text
    inline = (block for block in story.body if not (isinstance(block, Related) and block.placement == "end"))
    for block in grouped(inline):
        if isinstance(block, ListGroup):
            yield _list(block)
            continue
        printed = _printed(block)
        if isinstance(block, Subheading) and isinstance(printed, Words):
            level = min(block.level, level + 1)
            printed = replace(printed, level=level)
        if dateline and isinstance(block, Paragraph):
            printed, dateline = _with_dateline(block, dateline), None
        yield printed


def cards_at_end(story: Story) -> Iterator[Card]:
    """The pointers that stood below the story."""
    return (_card(block) for block in story.body if isinstance(block, Related) and block.placement == "end")


def words(kind: str, text: str, marks: Sequence[Mark] = (), source: str | None = None) -> Words:
    """A block of text with its marks, cut where it must be."""
    return Words(
        kind, tuple(_pieces(text, marks, start, end) for start, end in parts(text)), source=_broken_or_none(source)
    )


def _printed(block: Block) -> Words | Card:
    match block:
        case Related():
            return _card(block)
        case PullQuote():
            return words(block.kind, block.text, source=block.attribution)
        case Caption():
            return words(block.kind, block.text, source=block.credit)
        case Note():
            return words(block.kind, block.text)
        case Paragraph() | Subheading() | Quote() | _:
            return words(block.kind, block.text, block.marks)


def _with_dateline(block: Paragraph, dateline: str) -> Words:
    """The opening paragraph, its place line in pieces of its own."""
    plain = words(block.kind, block.text, block.marks)
    end = len(dateline)
    opening = tuple(replace(piece, dateline=True) for piece in _pieces(block.text, block.marks, 0, end))
    _, first_end = next(parts(block.text))
    if first_end < end:
        return plain
    return replace(plain, parts=((*opening, *_pieces(block.text, block.marks, end, first_end)), *plain.parts[1:]))


def _list(group: ListGroup) -> PrintList:
    return PrintList(
        group.ordered,
        tuple(
            PrintEntry(
                words(entry.item.kind, entry.item.text, entry.item.marks),
                tuple(_list(inner) for inner in entry.lists),
            )
            for entry in group.entries
        ),
    )


def _card(block: Related) -> Card:
    return Card(broken(block.title), _broken_or_none(block.summary), safe_url(block.url))


def _pieces(text: str, marks: Sequence[Mark], start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of text[start:end], with soft breaks in them."""
    if start == end:
        return ()
    part = text[start:end]
    breaks = soft_breaks(part)
    pieces: list[Piece] = []
    at = 0
    for run in runs(part, _clipped(marks, start, end)):
        shown = _with_breaks(part, at, at + len(run.text), breaks)
        pieces += _linked(Piece(shown, run.emphasis, run.strong, safe_url(run.url)))
        at += len(run.text)
    return tuple(pieces)


def _linked(piece: Piece) -> Iterator[Piece]:
    """The piece, with blanks at its edges left out of the link: alone on a line, they would be a link to nothing."""
    bare = piece.text.strip()
    if piece.url is None or bare == piece.text:
        yield piece
        return
    before, _, after = piece.text.partition(bare) if bare else (piece.text, "", "")
    for text, url in ((before, None), (bare, piece.url), (after, None)):
        if text:
            yield replace(piece, text=text, url=url)


def _with_breaks(text: str, start: int, end: int, breaks: Sequence[int]) -> str:
    """text[start:end] with a soft break at each of `breaks` in (start, end]."""
    inside = breaks[bisect_right(breaks, start) : bisect_right(breaks, end)]
    cuts = [start, *inside, end]
    return SOFT_BREAK.join(text[a:b] for a, b in pairwise(cuts))


def _clipped(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    """The marks that reach into [start, end), in offsets from `start`."""
    return [
        mark.model_copy(update={"start": max(mark.start, start) - start, "end": min(mark.end, end) - start})
        for mark in marks
        if mark.start < end and start < mark.end
    ]


def _broken_or_none(text: str | None) -> str | None:
    return broken(text) if text else None
