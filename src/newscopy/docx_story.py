"""The Story inside a DOCX: a custom XML part that our writer adds and our reader looks for.

Word and LibreOffice keep such a part when they save the document, whatever becomes of its text; so it carries the
fingerprint of the text it was written with, and a document that was edited is told from one that was not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

NAMESPACE = "https://newscopy.invalid/ns/docx-story/1"
ROOT = f"{{{NAMESPACE}}}stories"
STORY = f"{{{NAMESPACE}}}story"
TEXT = "text"
"""The attribute of the root with the fingerprint of the document's text."""
_OPEN, _CLOSE = b"<![CDATA[", b"]]>"


def fingerprint(text: str) -> str:
    """SHA-256 of the document's text: that of all paragraphs of the body, a line feed between them.

    Line ends of any kind count alike, and several in a row as one: a carriage return that ends a paragraph comes back
    as a break before the paragraph's own.
    """
    if "\r" in text:
        text = text.replace("\r", "\n")
    while "\n\n" in text:
        text = text.replace("\n\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()


def part(stories: Iterable[bytes], text: str) -> bytes:
    """The XML of the part: each of `stories` is a Story's JSON, `text` the fingerprint of the document's text."""
    opening = f'<stories xmlns="{NAMESPACE}" {TEXT}="{text}">'.encode()
    held = (_OPEN + story.replace(_CLOSE, b"]]" + _CLOSE + _OPEN + b">") + _CLOSE for story in stories)
    return b"".join((opening, *(b"<story>" + story + b"</story>" for story in held), b"</stories>"))
