"""The Story: one news story as data, the single tree between all readers and all writers.

Everything is frozen and refuses unknown fields. Offsets are half-open and count Unicode characters of
the decoded source. Field names are the field's own words: NewsML-G2 has elements of the same names for
headline, by, dateline and slugline.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    computed_field,
    model_validator,
)

SCHEMA_VERSION = "1.0"
SCHEMA_ID = "https://newscopy.invalid/schemas/story-1.0.json"

# XML 1.0 §2.2 cannot carry these, not even escaped; `decode` replaces them before they get here.
_XML_TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*$"
_ONE_LINE = r"^[^\x00-\x1f\ufffe\uffff]*$"
_DATE = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$"
_LANGUAGE = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"


def _real_instant(value: str) -> str:
    """Refuse 30 February, 25:00 and the like, which the pattern lets through."""
    year, month, day = (int(part) for part in (value[:10] + "-01-01")[:10].split("-"))
    date(year, month, day)
    if len(value) > 10:
        numbers = [int(part) for part in re.findall(r"\d\d", value[11:])]
        if numbers[0] > 23 or any(number > 59 for number in numbers[1:]):
            raise ValueError(f"no such time of day: {value[11:]}")
    return value


Text = Annotated[str, StringConstraints(pattern=_XML_TEXT)]
"""Any text that XML 1.0 can carry; may hold line breaks."""
BlockText = Annotated[str, StringConstraints(pattern=_XML_TEXT, min_length=1)]
Line = Annotated[str, StringConstraints(pattern=_ONE_LINE, min_length=1)]
"""Text without line breaks, never empty."""
DateValue = Annotated[str, StringConstraints(pattern=_DATE), AfterValidator(_real_instant)]
"""ISO 8601, as precise as the source: "1987", "1987-03", "2024-05-03", "2024-05-03T17:47", "…+02:00"."""
LanguageTag = Annotated[str, StringConstraints(pattern=_LANGUAGE)]
"""BCP 47, such as "en", "pt-BR", "zh-Hant"."""
Offset = Annotated[int, Field(ge=0)]
Confidence = Annotated[float, Field(ge=0, le=1)]


class Role(StrEnum):
    """What a stretch of the source is."""

    CATEGORY = "category"
    KICKER = "kicker"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SLUGLINE = "slugline"
    BYLINE = "byline"
    DATELINE = "dateline"
    TIMESTAMP = "timestamp"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    PULL_QUOTE = "pull_quote"
    CAPTION = "caption"
    CREDIT = "credit"
    RELATED_TITLE = "related_title"
    RELATED_SUMMARY = "related_summary"
    TAG = "tag"
    NOTE = "note"
    DISCARDED = "discarded"


class DiscardReason(StrEnum):
    """Why a stretch of the source is not part of the story."""

    NAVIGATION = "navigation"
    SHARE = "share"
    ADVERT = "advert"
    CONSENT = "consent"
    SUBSCRIPTION = "subscription"
    COMMENTS = "comments"
    LEGAL = "legal"
    RELATED_HEADING = "related heading"
    FURNITURE = "furniture"
    DUPLICATE = "duplicate"
    OTHER_STORY = "other story"


_DISCARD_REASONS = frozenset(reason.value for reason in DiscardReason)


class Part(BaseModel):
    """Base of the Story and all it is made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mark(Part):
    """Inline emphasis or a link inside a block: `start` and `end` count characters of the block's text."""

    kind: Literal["emphasis", "strong", "link"]
    start: Offset
    end: Offset
    url: Line | None = None

    @model_validator(mode="after")
    def _has_length_and_target(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"mark ends at {self.end}, before it starts at {self.start}")
        if (self.kind == "link") != (self.url is not None):
            raise ValueError("a link has a url, other marks have none")
        return self


class _Marked(Part):
    """A block of running text; marks are sorted and stay inside it."""

    kind: str  # each kind narrows it; here only so that it comes first in the JSON
    text: BlockText
    marks: tuple[Mark, ...] = ()

    @model_validator(mode="after")
    def _marks_inside(self) -> Self:
        if not self.marks:
            return self
        if any(mark.end > len(self.text) for mark in self.marks):
            raise ValueError(f"a mark reaches beyond the {len(self.text)} characters of its block")
        if any(a.start > b.start for a, b in zip(self.marks, self.marks[1:], strict=False)):
            raise ValueError("marks are not in order")
        return self


class Paragraph(_Marked):
    """A paragraph of the story. A dateline printed at its start stays in its text."""

    kind: Literal["paragraph"] = "paragraph"


class Subheading(_Marked):
    """A crosshead. Level 1 is the first level below the headline."""

    kind: Literal["subheading"] = "subheading"
    level: Annotated[int, Field(ge=1, le=5)] = 1


class ListItem(_Marked):
    """One item of a list, without its bullet or number if the writer can make that again. Level 1 is outermost."""

    kind: Literal["list_item"] = "list_item"
    level: Annotated[int, Field(ge=1, le=9)] = 1
    ordered: bool = False


class Quote(_Marked):
    """A quotation set as a block of its own, part of the reading order."""

    kind: Literal["quote"] = "quote"


class PullQuote(Part):
    """A sentence pulled out and set large; it usually stands in a paragraph too."""

    kind: Literal["pull_quote"] = "pull_quote"
    text: BlockText
    attribution: Line | None = None


class Caption(Part):
    """The words below a picture; `url` is the picture's own address, where the source has one."""

    kind: Literal["caption"] = "caption"
    text: BlockText
    credit: Line | None = None
    url: Line | None = None


class Related(Part):
    """A pointer to another story, met inside the text ("inline") or after it ("end")."""

    kind: Literal["related"] = "related"
    title: Line
    summary: BlockText | None = None
    url: Line | None = None
    placement: Literal["inline", "end"] = "inline"


class Note(Part):
    """Words of the desk about the story: corrections, disclosures, who contributed."""

    kind: Literal["note"] = "note"
    text: BlockText


Block = Annotated[
    Paragraph | Subheading | ListItem | Quote | PullQuote | Caption | Related | Note, Field(discriminator="kind")
]


class Category(Part):
    """A section label as printed; `qcode` is an IPTC Media Topic such as "medtop:11000000"."""

    name: Line
    qcode: Annotated[str, StringConstraints(pattern=r"^[^\s:\x00-\x1f]+:[^\s\x00-\x1f]+$")] | None = None


class Byline(Part):
    """One person or agency, without "By"."""

    name: Line
    role: Line | None = None
    organisation: Line | None = None
    place: Line | None = None


class Dateline(Part):
    """The place line that opens the copy ("PARIS, May 3 (Reuters) -").

    When the first paragraph starts with `text`, the dateline is printed there; otherwise it stood on a line
    of its own. See `Story.dateline_stands_alone`.
    """

    text: Line
    place: Line | None = None
    agency: Line | None = None
    date: DateValue | None = None


class Timestamp(Part):
    """A date as a value and as printed; `value` is null where the text allows two readings."""

    value: DateValue | None
    text: Line | None = None


class RelatedItem(Part):
    """The view of a related block: the same without its kind."""

    title: str
    summary: str | None
    url: str | None
    placement: str


class Link(Part):
    """A link of a page that no block holds; `start` and `end` are the words it stands on, equal if there are none."""

    url: Line
    start: Offset
    end: Offset


class Metadatum(Part):
    """Something that a page says of itself where no reader sees it, under the field of the Story that it speaks of."""

    name: Line
    value: Line


class SourceInfo(Part):
    """What the Story was read from. `length` counts characters of the decoded text; `sha256` is of the bytes.

    The text of a page ("text/html", "text/markdown") is what its markup shows, that of a document (RTF, DOCX) its
    words. `metadata` and `links` are what a page holds beside.
    """

    name: Text
    media_type: Line
    encoding: Line
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    length: Offset
    metadata: tuple[Metadatum, ...] = ()
    links: tuple[Link, ...] = ()


class Segment(Part):
    """A stretch of the decoded source and what became of it.

    `target` is a JSON Pointer (RFC 6901) to the field that holds its text, null if it was discarded.
    `text` holds the stretch as it stands, where that field alone would not give its characters back;
    a discarded segment always has it. `reason` says why; for a discarded segment it is a DiscardReason.
    """

    start: Offset
    end: Offset
    role: Role
    target: str | None
    confidence: Confidence
    reason: str | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _accounts_for_itself(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"segment ends at {self.end}, before it starts at {self.start}")
        if self.role is Role.DISCARDED:
            if self.target is not None or self.text is None or self.reason not in _DISCARD_REASONS:
                raise ValueError("a discarded segment has its text, a reason of the list, and no target")
        elif self.target is None:
            raise ValueError(f"a segment of role {self.role} needs a target")
        return self


class Notice(Part):
    """What the reader should know. `code` is stable; `start` and `end` are null where no place can be named."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    message: Line
    start: Offset | None = None
    end: Offset | None = None


_VIEWS = ("category", "paragraphs", "subheadings", "related_items")


class Story(Part):
    """One news story. Its JSON is described by schemas/story.schema.json."""

    schema_version: str = SCHEMA_VERSION
    id: Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f\x7f]+$")]
    language: LanguageTag | None = None
    direction: Literal["ltr", "rtl"] = "ltr"
    headline: Line
    kicker: Line | None = None
    standfirst: BlockText | None = None
    slugline: Line | None = None
    categories: tuple[Category, ...] = ()
    bylines: tuple[Byline, ...] = ()
    byline: Text | None = None
    dateline: Dateline | None = None
    published: Timestamp | None = None
    updated: Timestamp | None = None
    keywords: tuple[Line, ...] = ()
    body: tuple[Block, ...] = ()
    source: SourceInfo
    segments: tuple[Segment, ...] = ()
    notices: tuple[Notice, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def category(self) -> str | None:
        """The first section label."""
        return self.categories[0].name if self.categories else None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of the paragraphs, in order."""
        return tuple(block.text for block in self.body if isinstance(block, Paragraph))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def subheadings(self) -> tuple[str, ...]:
        """The texts of the subheadings, in order."""
        return tuple(block.text for block in self.body if isinstance(block, Subheading))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def related_items(self) -> tuple[RelatedItem, ...]:
        """The pointers to other stories, in order."""
        return tuple(
            RelatedItem(title=block.title, summary=block.summary, url=block.url, placement=block.placement)
            for block in self.body
            if isinstance(block, Related)
        )

    @property
    def dateline_stands_alone(self) -> bool:
        """True when the dateline is not already the start of the first paragraph, so a writer must print it."""
        if self.dateline is None:
            return False
        first = next((block.text for block in self.body if isinstance(block, Paragraph)), "")
        return not first.startswith(self.dateline.text)

    @model_validator(mode="wrap")
    @classmethod
    def _versions_and_views(cls, data: Any, handler: Callable[[Any], Self]) -> Self:
        """Accept the computed views in the input, but only where they agree with the fields they are made from.

        Under extra="forbid" a dump with computed fields is refused by pydantic itself (pydantic issue 7158).
        """
        if not isinstance(data, dict):
            return handler(data)
        _check_version(data.get("schema_version", SCHEMA_VERSION))
        story = handler({key: value for key, value in data.items() if key not in _VIEWS})
        stated = {name: data[name] for name in _VIEWS if name in data}
        if stated:
            made = story.model_dump(mode="json", include=set(stated))
            for name, value in stated.items():
                if _plain(value) != made[name]:
                    raise ValueError(
                        f"{name} disagrees with {'categories' if name == 'category' else 'body'}: "
                        f"change {'categories' if name == 'category' else 'body'}, {name} follows from it"
                    )
        return story


def _plain(value: Any) -> Any:
    """Tuples as lists and parts as dictionaries, as JSON has them."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _check_version(version: object) -> None:
    if not isinstance(version, str) or not re.fullmatch(r"\d+\.\d+", version):
        raise ValueError(f"schema_version must look like {SCHEMA_VERSION!r}, not {version!r}")
    major, minor = (int(part) for part in version.split("."))
    our_major, our_minor = (int(part) for part in SCHEMA_VERSION.split("."))
    if major != our_major or minor > our_minor:
        raise ValueError(f"schema_version {version} is not {our_major}.0 to {SCHEMA_VERSION}: use a newer newscopy")


def story_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a Story's JSON, as `newscopy schema` prints it."""
    schema = Story.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
        "title": "newscopy Story",
    }
