"""HTML that a source holds, whole pages and pieces of them, as records for the reader of HTML."""

from __future__ import annotations

import re
from html import escape, unescape

from newscopy.archive.records import Record
from newscopy.evidence import Evidence

_WHOLE = re.compile(r"<(?:html|body|head)[\s>]", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


def html_record(name: str, html: bytes | str, evidence: Evidence, place: str = "") -> Record:
    """A record of a page for the reader of HTML; a piece of one gets its headline in front, where it lacks it."""
    return Record(name, html if isinstance(html, bytes) else _page(html, evidence.title), "html", evidence, place)


def _page(html: str, title: str | None) -> str:
    """A page or a piece of one as it would be shown: with its paragraphs, and below its headline."""
    if _WHOLE.search(html):
        return html
    # Blogs keep paragraphs as blank lines and make <p> of them only when the page is shown.
    if not _PARAGRAPH.search(html):
        html = _BLANK_LINES.sub("<p>", html.strip())
    headline = " ".join((title or "").split())
    return f"<h1>{escape(headline)}</h1>\n{html}" if headline and headline not in unescape(html) else html


def with_title(text: str, title: str | None, mark: str = "") -> str:
    """A text that its source keeps apart from its headline, with the headline in front, where it is not already.

    `mark` stands before the headline there.
    """
    headline = " ".join((title or "").split())
    return f"{mark}{headline}\n\n{text}" if headline and headline not in " ".join(text[:2000].split()) else text
