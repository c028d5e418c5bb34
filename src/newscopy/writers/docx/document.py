"""The parts of a document that are its own: paragraphs, running heads, list numbers, links."""

from __future__ import annotations

from functools import lru_cache

from newscopy.writers.docx.house import House
from newscopy.writers.docx.package import Part, deflated, stored
from newscopy.writers.docx.text import Links, escaped, runs_xml
from newscopy.writers.flow import Run
from newscopy.writers.styled import FIRST_NUMBERED, Styled

# A running head is one line; about as many characters as fit on it at 8 points.
_HEAD_LENGTH = 90
_LEVELS = 9
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def paragraph_xml(
    paragraph: Styled, links: Links, *, rtl: bool, one_way: bool, section: str = "", bookmark: str = ""
) -> str:
    """A w:p element; plain text needs no properties at all.

    `section` is the w:sectPr of the section that ends here; `bookmark` the name by which others refer to the paragraph.
    """
    style = f'<w:pStyle w:val="{paragraph.style}"/>' if paragraph.style != "Normal" else ""
    number = (
        f'<w:numPr><w:ilvl w:val="{min(paragraph.level, _LEVELS - 1)}"/><w:numId w:val="{paragraph.number}"/></w:numPr>'
        if paragraph.number
        else ""
    )
    properties = style + number + ("<w:bidi/>" if rtl else "") + section
    head = f"<w:p><w:pPr>{properties}</w:pPr>" if properties else "<w:p>"
    runs = runs_xml(paragraph.runs, links, rtl=rtl, one_way=one_way)
    if bookmark:
        key = bookmark.rpartition("_")[2]
        runs = f'<w:bookmarkStart w:id="{key}" w:name="{bookmark}"/>{runs}<w:bookmarkEnd w:id="{key}"/>'
    return f"{head}{runs}</w:p>"


def shortened(headline: str, length: int = _HEAD_LENGTH) -> str:
    """The headline, cut at a word's end and closed with an ellipsis where it is longer than `length` characters."""
    if len(headline) <= length:
        return headline
    cut = headline[: length - 1]
    whole, blank, _ = cut.rpartition(" ")
    # Without blanks, or with one long last word, the cut falls between two characters.
    return (whole if blank and len(whole) > length // 2 else cut).rstrip() + "…"


def headed(look: House, headline: str, *, rtl: bool) -> list[Part]:
    """The headers and footers that carry this headline."""
    runs = runs_xml([Run(shortened(headline))], Links(), rtl=rtl)
    return [stored(name, runs.join(pieces)) for name, pieces in look.headed.items()]


def relationships(look: House, links: Links, more: str = "") -> str:
    """The XML of document.xml.rels: the style's parts, `more` of them, and the links."""
    made = "".join(
        f'<Relationship Id="{key}" Type="{_HYPERLINK}" Target="{escaped(url)}" TargetMode="External"/>'
        for url, key in links.ids.items()
    )
    return f"{look.relationships}{more}{made}</Relationships>"


@lru_cache(maxsize=64)
def numbering(opening: str, lists: int) -> Part:
    """The lists' part with a number of its own for each of `lists` numbered lists, so that each starts at one."""
    restart = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(_LEVELS)
    )
    made = "".join(
        f'<w:num w:numId="{FIRST_NUMBERED + at}"><w:abstractNumId w:val="2"/>{restart}</w:num>' for at in range(lists)
    )
    return deflated("word/numbering.xml", f"{opening}{made}</w:numbering>")
