"""HTML that a source holds as the text a reader of the page would see: a line for each block."""

from __future__ import annotations

import re

from newscopy import formats
from newscopy.archive.records import Record
from newscopy.evidence import Evidence

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "form", "button"})
_BLOCK = re.compile(
    r"address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|hr|li|main"
    r"|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def html_record(name: str, html: bytes | str, evidence: Evidence, place: str = "") -> Record:
    """A record of a page: for the reader of HTML where there is one, else as plain text."""
    if "html" in formats.names("readers"):
        return Record(name, html, "html", evidence, place)
    return Record(name, with_title(as_text(html), evidence.title), "text", evidence, place)


def with_title(text: str, title: str | None) -> str:
    """A text that its source keeps apart from its headline, with the headline in front, where it is not already."""
    headline = " ".join((title or "").split())
    return f"{headline}\n\n{text}" if headline and headline not in " ".join(text[:2000].split()) else text


def as_text(html: bytes | str) -> str:
    """The words of a page or of a piece of one, blocks apart by blank lines; "" if there are none."""
    from lxml import etree
    from lxml import html as parser

    # Blogs keep paragraphs as blank lines and make <p> of them only when the page is shown.
    if isinstance(html, str) and not _PARAGRAPH.search(html):
        html = _BLANK_LINES.sub("<p>", html.strip())
    try:
        root = parser.document_fromstring(html)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    _walk(root, pieces)
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _walk(root: object, pieces: list[str]) -> None:
    from lxml import etree

    depth_unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(_inline(element.tail) if not depth_unseen else "")
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            depth_unseen += tag in _UNSEEN
            if depth_unseen:
                continue
            if tag == "br":
                pieces.append("\n")
            elif _BLOCK.fullmatch(tag):
                pieces.append("\n\n")
            pieces.append(_inline(element.text))
            continue
        if not depth_unseen and _BLOCK.fullmatch(tag):
            pieces.append("\n\n")
        depth_unseen -= tag in _UNSEEN
        if not depth_unseen:
            pieces.append(_inline(element.tail))


def _inline(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")
