"""The paragraphs of a document: what each is by its style, its words, and its marks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newscopy.errors import SchemaError
from newscopy.model import Mark

if TYPE_CHECKING:
    from docx.document import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Names of styles as they stand in the file, whatever language Word shows them in; those of our own come last.
_KINDS = MappingProxyType(
    {
        "title": "headline", "subtitle": "standfirst", "quote": "quote", "intense quote": "pull_quote",
        "block text": "quote", "caption": "caption", "list bullet": "bullet", "list number": "number",
        "category": "category", "kicker": "kicker", "byline": "byline", "timestamp": "timestamp",
        "dateline": "dateline", "attribution": "attribution", "credit": "credit", "related label": "related_label",
        "related": "related", "related summary": "related_summary", "note": "note",
    }
)  # fmt: skip
_HEADING = "heading "
_LONGEST_CHAIN = 12
_LEVELS = 9


@dataclass(frozen=True)
class Read:
    """A paragraph. `kind` is its style's; `level` that of a heading or list item, from 1; `url` its first link's."""

    kind: str
    text: str
    marks: tuple[Mark, ...] = ()
    level: int = 1
    url: str | None = None


def opened(data: bytes, name: str) -> Document:
    """The document as python-docx has it; raises SchemaError if the package is no Word document."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        texts(document)
    except Exception as error:  # python-docx lets whatever a broken part causes through
        said = " ".join(str(error).split()) or type(error).__name__
        raise SchemaError(f"{name}: not a Word document that can be read: {said}") from error
    return document


def texts(document: Document) -> list[str]:
    """The texts of the paragraphs, as our fingerprint is made of them: without contents and their pages."""
    return [paragraph.text for paragraph in document.paragraphs if not (paragraph._p.style or "").startswith("TOC")]


def paragraphs(document: Document) -> Iterator[Read]:
    """The paragraphs in order, those in tables among them; empty ones are passed over."""
    for paragraph in _all(document):
        pieces = list(_pieces(paragraph))
        text = "".join(piece[0] for piece in pieces)
        if text.strip():
            kind, level = _kind(paragraph)
            url = next((piece[2] for piece in pieces if piece[2]), None)
            yield _trimmed(Read(kind, text, tuple(_marks(pieces)), level, url))


def _all(holder: Any) -> Iterator[Any]:
    from docx.table import Table

    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _all(cell)
        else:
            yield block


def _kind(paragraph: Any) -> tuple[str, int]:
    """What a paragraph is, from its style or one that it is based on, and its level."""
    level = _list_level(paragraph)
    style = paragraph.style
    for _ in range(_LONGEST_CHAIN):
        if style is None:
            break
        name = (style.name or "").lower()
        if name.startswith(_HEADING) and name[len(_HEADING) :].isdigit():
            return "heading", int(name[len(_HEADING) :])
        base, _, number = name.rpartition(" ")
        kind = _KINDS.get(name) or (_KINDS.get(base) if number.isdigit() else None)
        if kind in ("bullet", "number"):
            return kind, level or (int(number) if number.isdigit() else 1)
        if kind:
            return kind, 1
        style = style.base_style
    return ("bullet", level) if level else ("paragraph", 1)


def _list_level(paragraph: Any) -> int:
    """The level of a list item by its numbering, from 1; 0 if it has none."""
    properties = paragraph._p.pPr
    number = None if properties is None else properties.numPr
    if number is None or number.numId is None or not number.numId.val:
        return 0
    return min((0 if number.ilvl is None else int(number.ilvl.val)) + 1, _LEVELS)


def _pieces(paragraph: Any) -> Iterator[tuple[str, frozenset[str], str | None]]:
    """Runs as text, the kinds of marks, and the address where it is a link."""
    from docx.text.hyperlink import Hyperlink

    for item in paragraph.iter_inner_content():
        if isinstance(item, Hyperlink):
            url = item.url if item.address else None
            yield from ((run.text, _emphasis(run), url) for run in item.runs)
        else:
            yield item.text, _emphasis(item), None


def _emphasis(run: Any) -> frozenset[str]:
    return frozenset(kind for kind, on in (("strong", run.bold), ("emphasis", run.italic)) if on)


def _marks(pieces: list[tuple[str, frozenset[str], str | None]]) -> Iterator[Mark]:
    """One mark for each stretch that is marked alike, in order of their starts."""
    found: list[Mark] = []
    for kind in ("link", "strong", "emphasis"):
        at, start, value = 0, 0, None
        for text, kinds, url in [*pieces, ("", frozenset(), None)]:
            now = url if kind == "link" else (kind if kind in kinds else None)
            if now != value:
                if value is not None and at > start:
                    found.append(Mark(kind=kind, start=start, end=at, url=value if kind == "link" else None))
                start, value = at, now
            at += len(text)
    yield from sorted(found, key=lambda mark: mark.start)


def _trimmed(read: Read) -> Read:
    """Without blanks at the ends, marks moved along."""
    start = len(read.text) - len(read.text.lstrip())
    text = read.text.strip()
    moved = (
        mark.model_copy(update={"start": max(mark.start - start, 0), "end": min(mark.end - start, len(text))})
        for mark in read.marks
    )
    return Read(read.kind, text, tuple(mark for mark in moved if mark.end > mark.start), read.level, read.url)
