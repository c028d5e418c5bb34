"""The stories that other programs are given, and how to compare what they make of them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

import sample_exports
from newscopy.model import (
    Block,
    Byline,
    Caption,
    Category,
    Dateline,
    ListItem,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    SourceInfo,
    Story,
    Subheading,
    Timestamp,
)

_WHOLE = "The plan, first drafted in 2019, costs £4m. See the plan & <its> map."
_AT = _WHOLE.index("first drafted")
_LINK = _WHOLE.index("the plan &")


def everything(**changes: object) -> Story:
    """A story with each kind of block and each field that an exchange format can hold."""
    story = Story(
        id="urn:newsml:news.example:20251021:flood-wall",
        language="en-GB",
        headline="Council backs “flood wall” plan",
        standfirst="Members voted late on Tuesday.",
        slugline="FLOOD-WALL",
        categories=(Category(name="economy, business and finance", qcode="subj:04000000"), Category(name="Local")),
        bylines=(Byline(name="Jane Doe", role="writer"), Byline(name="John Roe")),
        byline="By Jane Doe and John Roe",
        dateline=Dateline(text="YORK, Oct 21 (Wire) -", place="York", agency="Wire", date="2025-10-21"),
        published=Timestamp(value="2025-10-21T10:15:00+01:00", text="21 October 2025"),
        updated=Timestamp(value="2025-10-21T12:00:00+01:00"),
        keywords=("flooding", "council"),
        body=(
            Paragraph(text="YORK, Oct 21 (Wire) - Councillors voted 8–3 on Tuesday."),
            Subheading(text="What happens next"),
            Paragraph(
                text=_WHOLE,
                marks=(
                    Mark(kind="emphasis", start=_AT, end=_AT + 13),
                    Mark(kind="link", start=_LINK, end=_LINK + 8, url="https://news.example/plan?a=1&b=2"),
                ),
            ),
            Paragraph(text="Marked from its first word.", marks=(Mark(kind="strong", start=0, end=6),)),
            ListItem(text="Wall one"),
            ListItem(text="its first part", level=2),
            ListItem(text="Wall two"),
            ListItem(text="Then count", ordered=True),
            Quote(text="“We had to act,” she said."),
            PullQuote(text="We had to act", attribution="Ana Reed, councillor"),
            Caption(text="The wall in spring", credit="Photo: P. Hallam"),
            Related(title="Earlier: plan unveiled", url="https://news.example/earlier", summary="It was costly."),
            Related(title="A card without an address", placement="end"),
            Related(title="Later: the vote", url="https://news.example/later", placement="end"),
            Note(text="This story was corrected."),
        ),
        source=SourceInfo(name="wall.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=900),
    )
    return story.model_copy(update=changes)


def stories() -> dict[str, Story]:
    """By name: all samples, the story above, and it again from right to left."""
    arabic = everything(
        language="ar",
        direction="rtl",
        headline="المجلس يوافق على خطة الجدار",
        byline="جين دو",
        body=(Paragraph(text="قال مجلس المدينة \u2067ABC 12\u2069 إن الجدار سيبنى."), ListItem(text="الجدار الأول")),
    )
    samples = {name: sample_exports.story_of(name) for name in sample_exports.names()}
    return samples | {"everything": everything(), "everything-arabic": arabic}


def words_of(story: Story, breaks: str = "\n") -> list[str]:
    """All that the body says, line by line, without blanks that do not count in markup.

    `breaks` is what becomes of a line feed inside a block, and of that between a caption and its credit.
    """
    texts = (text for block in story.body for text in _texts(block, breaks))
    return _told(line for text in texts for line in text.replace("\n", breaks).split("\n"))


def _texts(block: Block, breaks: str) -> list[str]:
    match block:
        case Caption():
            return [breaks.join(filter(None, (block.text, block.credit)))]
        case PullQuote():
            return [block.text, block.attribution or ""]
        case Related():
            return [block.title, block.summary or ""]
        case _:
            return [block.text]


def words_in(markup: str) -> list[str]:
    """The same from HTML or NITF: the text between one edge of a block, or line break, and the next."""
    root = html.fragment_fromstring(markup, create_parent="body")
    return _told("".join(_pieces(root)).split("\0"))


_INLINE = frozenset({"a", "em", "strong", "i", "b", "span"})


def _pieces(element: etree._Element) -> Iterator[str]:
    edge = "" if element.tag in _INLINE else "\0"
    yield edge + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield edge


def _told(lines: Iterator[str] | list[str]) -> list[str]:
    return [words for words in (" ".join(line.split()) for line in lines) if words]
