"""Finds the Stories that our writer put into a document, and whether the document is still what it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from pydantic import ValidationError

from newscopy import docx_story
from newscopy.formats import Finding
from newscopy.model import Story
from newscopy.safe_xml import parse

_FOLDER = "customXml/"
_MARK = docx_story.NAMESPACE.encode()


@dataclass(frozen=True)
class Inside:
    """What a document holds: its Stories, and the fingerprint of the text it was written with."""

    stories: tuple[Story, ...]
    text: str

    def agrees(self, paragraphs: Sequence[str]) -> bool:
        """True if these are the paragraphs that the document was written with."""
        return docx_story.fingerprint("\n".join(paragraphs)) == self.text


def inside(data: bytes) -> Inside | None:
    """The Stories in a package that can be unpacked; None if there are none, or none that can be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith(_FOLDER) and name.endswith(".xml"):
                content = package.read(name)
                if _MARK in content:
                    found = _told(content)
                    if found is not None:
                        return found
    return None


def _told(content: bytes) -> Inside | None:
    root = parse(content)
    if isinstance(root, Finding) or root.tag != docx_story.ROOT:
        return None
    try:
        stories = tuple(Story.model_validate_json(element.text or "") for element in _stories(root))
    except ValidationError:
        return None
    return Inside(stories, root.get(docx_story.TEXT, "")) if stories else None


def _stories(root: etree._Element) -> list[etree._Element]:
    return list(root.iterchildren(docx_story.STORY))
