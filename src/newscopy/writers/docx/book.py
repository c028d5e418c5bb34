"""Many stories as a book of DOCX volumes: cover, contents, and a section for each story.

A section has a running head of its own. The numbers in the contents are fields that refer to bookmarks; Word counts
the pages when it opens the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newscopy.errors import WriteError
from newscopy.formats import Book
from newscopy.model import Story
from newscopy.writers.docx.core_properties import book_properties
from newscopy.writers.docx.document import headed, numbering, paragraph_xml, relationships
from newscopy.writers.docx.house import TYPES, House, edge_relationship, edge_type
from newscopy.writers.docx.package import Part, deflated, packed, quickly_deflated, stored
from newscopy.writers.docx.story_part import story_part
from newscopy.writers.docx.text import Links, runs_one_way, runs_xml
from newscopy.writers.flow import Run
from newscopy.writers.labels import labels
from newscopy.writers.styled import FIRST_NUMBERED, Styled, paragraphs

# Characters on a page of the default style; only Word knows the pages.
_PAGE = 2600
_FIELD_DIRTY = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
_FIELD_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
# What stands for a page that is not counted yet.
_UNCOUNTED = "–"


@dataclass
class _Volume:
    """What is written of a volume so far."""

    stories: list[Story] = field(default_factory=list)
    pages: int = 0


@dataclass
class _Made:
    """The XML of a volume's stories and what goes with it."""

    links: Links = field(default_factory=Links)
    body: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    edges: list[Part] = field(default_factory=list)
    lists: int = 0


def volumes(
    stories: Iterable[Story], look: Callable[[str | None, bool], House], book: Book, *, attach: bool
) -> Iterator[bytes]:
    """The volumes in turn; `look` gives the house style for a language and whether it runs right to left.

    The pages of a story are estimated from its length. Raises WriteError if there are no stories.
    """
    volume, done = _Volume(), 0
    for story in stories:
        pages = 1 + sum(len(paragraph) for paragraph in story.paragraphs) // _PAGE
        if volume.stories and volume.pages + pages > book.volume_pages:
            done += 1
            yield _bound(volume.stories, look, book, done, attach=attach)
            volume = _Volume()
        volume.stories.append(story)
        volume.pages += pages
        book.advance()
    if not volume.stories:
        raise WriteError("no story to bind")
    yield _bound(volume.stories, look, book, done + 1 if done else None, attach=attach)


def _bound(
    stories: Sequence[Story],
    look: Callable[[str | None, bool], House],
    book: Book,
    number: int | None,
    *,
    attach: bool,
) -> bytes:
    ((language, _),) = Counter(story.language for story in stories).most_common(1)
    style = look(language, all(story.direction == "rtl" for story in stories))
    before, after = style.document
    section, end = after.rpartition("</w:body>")[0], after[after.rindex("</w:body>") :]
    title = book.title if number is None else f"{book.title} · {number}"
    front = [Styled("Title", (Run(title),)), Styled("TOCHeading", (Run(labels(language).contents),))]
    made = _Made(texts=[title])
    cover = [paragraph_xml(paragraph, made.links, rtl=False, one_way=False) for paragraph in front]
    contents = _contents(stories, section, sections=book.sections)
    for at, story in enumerate(stories, 1):
        _add(story, at, len(stories), style, section, made)
    overrides = "".join(
        f'<Override PartName="/{part.name}" ContentType="{edge_type(_stem(part))}"/>' for part in made.edges
    )
    more = "".join(edge_relationship(_stem(part)) for part in made.edges)
    last = _headed_as(section, style, len(stories))
    return packed(
        (
            deflated(TYPES, f"{style.types}{overrides}</Types>"),
            *(part for part in style.frozen if part.name != TYPES),
            stored("docProps/core.xml", book_properties(title, language)),
            quickly_deflated("word/document.xml", "".join((before, *cover, *contents, *made.body, last, end))),
            quickly_deflated("word/_rels/document.xml.rels", relationships(style, made.links, more)),
            story_part(stories, "\n".join(made.texts), held=attach),
            numbering(style.numbering, made.lists),
            *headed(style, title, rtl=False),
            *made.edges,
        )
    )


def _add(story: Story, at: int, of: int, style: House, section: str, made: _Made) -> None:
    """Write a story: its headline with a bookmark, its last paragraph with the end of its section."""
    rtl = story.direction == "rtl"
    styled = [_counted(paragraph, made.lists) for paragraph in paragraphs(story)]
    made.lists += len({paragraph.number for paragraph in styled if paragraph.style == "ListNumber"})
    texts = [paragraph.text for paragraph in styled]
    one_way = not rtl and runs_one_way("\n".join(texts))
    for place, paragraph in enumerate(styled):
        ends = place == len(styled) - 1 and at < of
        made.body.append(
            paragraph_xml(
                paragraph,
                made.links,
                rtl=rtl,
                one_way=one_way,
                section=_headed_as(section, style, at) if ends else "",
                bookmark=f"story_{at}" if paragraph.style == "Heading1" else "",
            )
        )
    made.texts += texts
    for part in headed(style, story.headline, rtl=rtl):
        made.edges.append(Part(f"word/{_stem(part)}-{at}.xml", part.packed, part.length, part.crc, part.method))


def _contents(stories: Sequence[Story], section: str, *, sections: bool) -> Iterator[str]:
    """The entries, each with a field for its page, and the end of the opening section.

    They are no TOC field: LibreOffice would keep what stands in it, and count nothing.
    """
    category: str | None = None
    for at, story in enumerate(stories, 1):
        if sections and story.category != category and story.category:
            category = story.category
            label = runs_xml([Run(category, strong=True)], Links(), rtl=story.direction == "rtl")
            yield f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{label}</w:p>'
        title = runs_xml([Run(story.headline)], Links(), rtl=story.direction == "rtl")
        page = (
            f'{_FIELD_DIRTY}<w:r><w:instrText xml:space="preserve"> PAGEREF story_{at} \\h </w:instrText></w:r>'
            f"{_FIELD_SEPARATE}<w:r><w:t>{_UNCOUNTED}</w:t></w:r>{_FIELD_END}"
        )
        link = f'<w:hyperlink w:anchor="story_{at}" w:history="1">{title}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        yield f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{link}</w:p>'
    yield f'<w:p><w:pPr><w:pStyle w:val="TOC1"/>{section}</w:pPr></w:p>'


def _counted(paragraph: Styled, lists: int) -> Styled:
    """The paragraph with the number of its list counted on from those before."""
    if paragraph.number is None or paragraph.number < FIRST_NUMBERED:
        return paragraph
    return paragraph._replace(number=paragraph.number + lists)


def _headed_as(section: str, style: House, at: int) -> str:
    """The section with the heads of the story at this place."""
    for name in style.headed:
        stem = name.removeprefix("word/").removesuffix(".xml")
        section = section.replace(f'r:id="{stem}"', f'r:id="{stem}-{at}"')
    return section


def _stem(part: Part) -> str:
    return part.name.removeprefix("word/").removesuffix(".xml")
