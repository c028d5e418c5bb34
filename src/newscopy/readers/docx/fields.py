"""The story that a document's paragraphs and properties tell, as fields of a Story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newscopy.model import (
    Block,
    Caption,
    Category,
    Dateline,
    ListItem,
    Note,
    Notice,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    Story,
    Subheading,
    Timestamp,
)
from newscopy.readers.docx.paragraphs import Read
from newscopy.readers.markup.words import as_line, as_text
from newscopy.readers.values import as_id, as_language
from newscopy.structure import bylines, languages, stamps
from newscopy.structure.dates import Found
from newscopy.structure.words import load

if TYPE_CHECKING:
    from docx.document import Document

_SUBHEADINGS = 5
_BETWEEN_CATEGORIES = "·"


@dataclass
class _Told:
    """What was read so far."""

    headline: str | None = None
    standfirst: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    kicker: str | None = None
    byline: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    dateline: str | None = None
    body: list[Block] = field(default_factory=list)
    ended: bool = False  # the heading above the pointers at the end was met


def story_fields(read: Iterable[Read], document: Document, language: str | None) -> dict[str, Any]:
    """Headline, head and body from the styles; language, dates, keywords and id from the document's properties.

    Where the language is not stated, it is told from the text.
    """
    told = _Told()
    paragraphs = list(read)
    if not any(paragraph.kind == "headline" or _is_top(paragraph) for paragraph in paragraphs) and paragraphs:
        told.headline = as_line(paragraphs.pop(0).text)
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1].kind if at + 1 < len(paragraphs) else None
        _take(paragraph, following, told)
    properties = document.core_properties
    lexicon = load()
    text = "\n".join(block.text for block in told.body if isinstance(block, Paragraph))
    language = as_language(language) or as_language(properties.language) or languages.tell(text, lexicon)
    chosen = stamps.choose(told.dates, lexicon, language)
    printed = as_line(" ".join(told.byline))
    parsed = bylines.parse(printed, lexicon) if printed else None
    return {
        "id": as_id(properties.identifier),
        "language": language,
        "direction": languages.direction(language, text),
        "headline": told.headline or as_line(properties.title),
        "kicker": told.kicker,
        "standfirst": as_text("\n".join(told.standfirst), exact=True),
        "categories": tuple(Category(name=name) for name in told.categories),
        "byline": printed,
        "bylines": parsed.bylines if parsed else (),
        "dateline": Dateline(text=told.dateline) if told.dateline else None,
        "published": _stamp(chosen.published, chosen.published_line, told.dates) or _created(properties),
        "updated": _stamp(chosen.updated, chosen.updated_line, told.dates),
        "keywords": _keywords(properties),
        "body": tuple(told.body),
    }


def with_properties(story: Story, properties: Any, notices: Sequence[Notice]) -> Story:
    """A story that was found in a document's text, with what that leaves open and the document's properties tell."""
    changes: dict[str, Any] = {"notices": (*story.notices, *notices)}
    if not story.keywords:
        changes["keywords"] = _keywords(properties)
    if story.published is None:
        changes["published"] = _created(properties)
    return story.model_copy(update=changes)


def _keywords(properties: Any) -> tuple[str, ...]:
    return tuple(word for part in (properties.keywords or "").split(",") if (word := as_line(part)))


def _is_top(paragraph: Read) -> bool:
    return paragraph.kind == "heading" and paragraph.level == 1


def _take(paragraph: Read, following: str | None, told: _Told) -> None:
    """Add a paragraph to what it belongs to; the head ends where the body starts."""
    text, line = paragraph.text, as_line(paragraph.text) or ""
    head = not told.body
    match paragraph.kind:
        case "headline" | "heading" if told.headline is None and (paragraph.kind == "headline" or paragraph.level == 1):
            told.headline = line
        case "standfirst" if head:
            told.standfirst.append(text)
        case "category" if head:
            told.categories += [name for part in line.split(_BETWEEN_CATEGORIES) if (name := as_line(part))]
        case "kicker" if head:
            told.kicker = line
        case "byline" if head:
            told.byline.append(line)
        case "timestamp" if head:
            told.dates.append(line)
        case "dateline" if head:
            told.dateline = line
        case "related_label":
            pass  # the writer's own words above a pointer
        case "heading" if following == "related":
            told.ended = True
        case _:
            _add_block(paragraph, told)


def _add_block(paragraph: Read, told: _Told) -> None:
    text, marks = paragraph.text, paragraph.marks
    last = told.body[-1] if told.body else None
    match paragraph.kind:
        case "headline" | "heading":
            level = min(max(paragraph.level - 1, 1), _SUBHEADINGS)
            told.body.append(Subheading(text=text, marks=marks, level=level))
        case "bullet" | "number":
            told.body.append(
                ListItem(text=text, marks=marks, level=paragraph.level, ordered=paragraph.kind == "number")
            )
        case "quote":
            told.body.append(Quote(text=text, marks=marks))
        case "pull_quote":
            told.body.append(PullQuote(text=text))
        case "attribution" if isinstance(last, PullQuote):
            told.body[-1] = last.model_copy(update={"attribution": as_line(text.removeprefix("—"))})
        case "caption":
            told.body.append(Caption(text=text))
        case "credit" if isinstance(last, Caption):
            told.body[-1] = last.model_copy(update={"credit": as_line(text)})
        case "related":
            told.body.append(
                Related(title=as_line(text) or "…", url=paragraph.url, placement="end" if told.ended else "inline")
            )
        case "related_summary" if isinstance(last, Related):
            told.body[-1] = last.model_copy(update={"summary": text})
        case "note":
            told.body.append(Note(text=text))
        case _:
            told.body.append(Paragraph(text=text, marks=marks))


def _stamp(found: Found | None, number: int | None, lines: list[str]) -> Timestamp | None:
    if found is None or number is None:
        return None
    return Timestamp(value=found.value, text=lines[number][found.start : found.end])


def _created(properties: Any) -> Timestamp | None:
    """The date of the properties, which Word keeps in UTC."""
    try:
        moment: datetime | None = properties.created
    except ValueError:
        return None
    return None if moment is None else Timestamp(value=f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z")
