"""Writes a Story as a Word document, in real styles, ready to edit and to print."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from newscopy.assets import asset
from newscopy.errors import OptionError, TemplateError
from newscopy.formats import Options, Writer
from newscopy.model import Story
from newscopy.writers.docx.body import FIRST_NUMBERED, Styled, paragraphs
from newscopy.writers.docx.core_properties import core_properties
from newscopy.writers.docx.house import House, house
from newscopy.writers.docx.package import Part, deflated, packed, quickly_deflated, stored
from newscopy.writers.docx.story_part import story_part
from newscopy.writers.docx.text import Links, escaped, runs_one_way, runs_xml
from newscopy.writers.flow import Run

# Width and height in twentieths of a point.
_PAPERS = MappingProxyType({"a4": (11906, 16838), "letter": (12240, 15840)})
# A running head is one line; about as many characters as fit on it at 8 points.
_HEAD_LENGTH = 90
_LEVELS = 9
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class DocxOptions(Options):
    """style: a house style by name; paper: "a4" or "letter"; template: the folder of an edited house style, instead.

    attach: whether the Story itself, with what was discarded, goes along, to be read back from the file.
    """

    style: str = "article"
    paper: Literal["a4", "letter"] = "a4"
    template: Path | None = None
    attach: bool = True


def write(story: Story, options: DocxOptions) -> bytes:
    """The whole file. Raises OptionError for an unknown style, TemplateError for one that is broken."""
    rtl = story.direction == "rtl"
    look = house(_folder(options), _PAPERS[options.paper], story.language, rtl)
    links = Links()
    styled = paragraphs(story)
    before, after = look.document
    text = "\n".join("".join(run.text for run in paragraph.runs) for paragraph in styled)
    one_way = not rtl and runs_one_way(text)
    body = "".join(paragraph_xml(paragraph, links, rtl=rtl, one_way=one_way) for paragraph in styled)
    return packed(
        (
            *look.frozen,
            stored("docProps/core.xml", core_properties(story)),
            quickly_deflated("word/document.xml", before + body + after),
            stored("word/_rels/document.xml.rels", _relationships(look, links)),
            story_part([story], text, held=options.attach),
            _numbering(look.numbering, len({item.number for item in styled if item.style == "ListNumber"})),
            *_headed(look, story.headline, rtl=rtl),
        )
    )


def paragraph_xml(paragraph: Styled, links: Links, *, rtl: bool, one_way: bool) -> str:
    """A w:p element; plain text needs no properties at all."""
    style = f'<w:pStyle w:val="{paragraph.style}"/>' if paragraph.style != "Normal" else ""
    number = (
        f'<w:numPr><w:ilvl w:val="{min(paragraph.level, _LEVELS - 1)}"/><w:numId w:val="{paragraph.number}"/></w:numPr>'
        if paragraph.number
        else ""
    )
    properties = style + number + ("<w:bidi/>" if rtl else "")
    head = f"<w:p><w:pPr>{properties}</w:pPr>" if properties else "<w:p>"
    return f"{head}{runs_xml(paragraph.runs, links, rtl=rtl, one_way=one_way)}</w:p>"


def shortened(headline: str, length: int = _HEAD_LENGTH) -> str:
    """The headline, cut at a word's end and closed with an ellipsis where it is longer than `length` characters."""
    if len(headline) <= length:
        return headline
    cut = headline[: length - 1]
    whole, blank, _ = cut.rpartition(" ")
    # Without blanks, or with one long last word, the cut falls between two characters.
    return (whole if blank and len(whole) > length // 2 else cut).rstrip() + "…"


def _folder(options: DocxOptions) -> Path:
    if options.template is not None:
        if not options.template.is_dir():
            raise TemplateError(f"{options.template}: no such folder; `newscopy template` writes one out to edit")
        return options.template
    return _style(options.style)


@cache
def _style(name: str) -> Path:
    styles = sorted(path.name for path in asset("templates/docx").iterdir() if path.is_dir())
    if name not in styles:
        raise OptionError(f"docx has no style {name!r}; it knows: {', '.join(styles)}")
    return asset("templates/docx") / name


def _headed(look: House, headline: str, *, rtl: bool) -> list[Part]:
    runs = runs_xml([Run(shortened(headline))], Links(), rtl=rtl)
    return [stored(name, runs.join(pieces)) for name, pieces in look.headed.items()]


def _relationships(look: House, links: Links) -> str:
    made = "".join(
        f'<Relationship Id="{key}" Type="{_HYPERLINK}" Target="{escaped(url)}" TargetMode="External"/>'
        for url, key in links.ids.items()
    )
    return f"{look.relationships}{made}</Relationships>"


@lru_cache(maxsize=64)
def _numbering(opening: str, lists: int) -> Part:
    """The lists' part with a number of its own for each of `lists` numbered lists, so that each starts at one."""
    restart = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(_LEVELS)
    )
    made = "".join(
        f'<w:num w:numId="{FIRST_NUMBERED + at}"><w:abstractNumId w:val="2"/>{restart}</w:num>' for at in range(lists)
    )
    return deflated("word/numbering.xml", f"{opening}{made}</w:numbering>")


WRITER = Writer(
    "docx",
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write,
    DocxOptions,
)
