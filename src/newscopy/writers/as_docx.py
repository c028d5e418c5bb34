"""Writes a Story as a Word document, in real styles, ready to edit and to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from newscopy.assets import asset
from newscopy.errors import OptionError, TemplateError
from newscopy.formats import Book, Options, Writer
from newscopy.model import Story
from newscopy.writers.docx.book import volumes
from newscopy.writers.docx.core_properties import core_properties
from newscopy.writers.docx.document import headed, numbering, paragraph_xml, relationships
from newscopy.writers.docx.house import House, house, source_of
from newscopy.writers.docx.package import packed, quickly_deflated, stored
from newscopy.writers.docx.story_part import story_part
from newscopy.writers.docx.text import Links, runs_one_way
from newscopy.writers.styled import paragraphs

# Width and height in twentieths of a point.
_PAPERS = MappingProxyType({"a4": (11906, 16838), "letter": (12240, 15840)})
_DEFAULT = "article"
# A proof is the house style with numbered lines and more room, whatever the house style is.
_GALLEY = "galley"


class DocxOptions(Options):
    """style: a house style by name; paper: "a4" or "letter"; template: the folder of an edited house style, instead.

    reference: a Word document whose styles, page and headers are used.
    attach: whether the Story itself, with what was discarded, goes along, to be read back from the file.
    """

    style: str = _DEFAULT
    paper: Literal["a4", "letter"] = "a4"
    template: Path | None = None
    reference: Path | None = None
    attach: bool = True


def write(story: Story, options: DocxOptions) -> bytes:
    """The whole file. Raises OptionError for an unknown style, TemplateError for one that is broken."""
    rtl = story.direction == "rtl"
    look = _look(options, story.language, rtl=rtl)
    links = Links()
    styled = paragraphs(story)
    before, after = look.document
    text = "\n".join(paragraph.text for paragraph in styled)
    one_way = not rtl and runs_one_way(text)
    body = "".join(paragraph_xml(paragraph, links, rtl=rtl, one_way=one_way) for paragraph in styled)
    return packed(
        (
            *look.frozen,
            stored("docProps/core.xml", core_properties(story)),
            quickly_deflated("word/document.xml", before + body + after),
            stored("word/_rels/document.xml.rels", relationships(look, links)),
            story_part([story], text, held=options.attach),
            numbering(look.numbering, len({item.number for item in styled if item.style == "ListNumber"})),
            *headed(look, story.headline, rtl=rtl),
        )
    )


def bind(stories: Iterable[Story], options: DocxOptions, book: Book) -> Iterator[bytes]:
    """The volumes of a book; raises as `write` does."""

    return volumes(stories, lambda language, rtl: _look(options, language, rtl=rtl), book, attach=options.attach)


def remarks(story: Story, options: DocxOptions) -> tuple[str, ...]:
    """Which of Word's own styles the story needs and the reference document has not; raises as `write` does."""
    if options.reference is None:
        return ()
    borrowed = source_of(_folder(options), options.reference).borrowed
    lacking = sorted({borrowed[item.style] for item in paragraphs(story) if item.style in borrowed})
    names = ", ".join(lacking)
    return (f"{options.reference} has no style {names}: newscopy's own stands in",) if lacking else ()


def _look(options: DocxOptions, language: str | None, *, rtl: bool) -> House:
    paper = _PAPERS[options.paper]
    return house(_folder(options), paper, language, rtl, options.reference, options.style == _GALLEY)


def _folder(options: DocxOptions) -> Path:
    if options.template is not None:
        if not options.template.is_dir():
            raise TemplateError(f"{options.template}: no such folder; `newscopy template` writes one out to edit")
        return options.template
    return _style(options.style)


@cache
def _style(name: str) -> Path:
    styles = sorted([_GALLEY, *(path.name for path in asset("templates/docx").iterdir() if path.is_dir())])
    if name == _GALLEY:
        return _style(_DEFAULT)
    if name not in styles:
        raise OptionError(f"docx has no style {name!r}; it knows: {', '.join(styles)}")
    return asset("templates/docx") / name


WRITER = Writer(
    "docx",
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write,
    DocxOptions,
    bind=bind,
    remarks=remarks,
)
