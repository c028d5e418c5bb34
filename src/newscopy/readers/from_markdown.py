"""Reads a Story from Markdown, as scrapers and static sites have it: a page whose markup is that of its HTML."""

from __future__ import annotations

from newscopy.formats import Reader
from newscopy.model import Story
from newscopy.readers.from_html import HtmlOptions, laid, told
from newscopy.readers.page.saved import MARKDOWN, opened
from newscopy.structure.furniture import Laid


def read(data: bytes | str, name: str, options: HtmlOptions) -> Story:
    """The story in a Markdown text; every non-blank character that its HTML shows is in one of the Story's segments.

    What stands in front of it between lines of dashes ("title: …") counts as the head of a page does. Raises as the
    reader of pages does.
    """
    return told(opened(data, name, MARKDOWN), options)


def lay_out(data: bytes | str, name: str, options: HtmlOptions) -> Laid:
    """The blocks of a Markdown text, before they are labelled; raises what `read` does."""
    return laid(opened(data, name, MARKDOWN), options)


READER = Reader("markdown", (".md", ".markdown"), read, HtmlOptions, lay_out=lay_out)
