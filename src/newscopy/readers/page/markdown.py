"""Markdown as a page: CommonMark with tables, made HTML by markdown-it; its front matter is the page's head."""

from __future__ import annotations

import re
from html import escape, unescape

from newscopy.errors import StructureError

# The keys of front matter, and the metadata of a page that says the same.
_HEAD = {
    "title": "og:title", "headline": "og:title", "author": "author", "authors": "author", "by": "author",
    "date": "article:published_time", "published": "article:published_time", "updated": "article:modified_time",
    "section": "article:section", "category": "article:section", "categories": "article:section",
    "description": "og:description", "summary": "og:description", "lang": "language", "language": "language",
}  # fmt: skip
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
# markdown-it leaves out what is nested deeper than its limit; deeper quotations are as deep as that here.
_DEEPEST = 40
_QUOTED = re.compile(rf"^(?:[ \t]*>){{{_DEEPEST},}}", re.MULTILINE)
# The time that markdown-it takes grows with the square of open brackets.
_MOST_BRACKETS = 5_000
# The share of letters that must be left: definitions of links that nothing points to go.
_KEPT = 0.9
_NAMES = re.compile(r"</?[A-Za-z][A-Za-z0-9]*|\b(?:href|src|alt|title|class|start)=")
_PAIR = re.compile(r"^([A-Za-z_-]{2,30}):[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)


def page(text: str, name: str) -> str:
    """The HTML of a Markdown text; raw HTML in it stays what it is.

    Raises StructureError for marks without end, and where they would hide words.
    """
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    head = "".join(_meta(key, value) for key, value in _PAIR.findall(front[1])) if front else ""
    if body.count("[") > _MOST_BRACKETS:
        raise StructureError(
            f"{name}: more than {_MOST_BRACKETS:,} brackets are no Markdown: read it as text (-f text)"
        )
    made = _made(body)
    if _letters(made) < _KEPT * _letters(body):
        raise StructureError(f"{name}: marks are nested too deep for Markdown: read it as text (-f text)")
    return f"<html><head>{head}</head><body><article>{made}</article></body></html>"


def _made(body: str) -> str:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * _DEEPEST}).enable(["table", "strikethrough"])
    made: str = parser.render(_QUOTED.sub(">" * _DEEPEST, body))
    return made


def _letters(text: str) -> int:
    """How many letters and digits a text has, but for the names of its elements and attributes."""
    return sum(map(str.isalnum, _NAMES.sub("", unescape(text))))


def _meta(key: str, value: str) -> str:
    name = _HEAD.get(key.lower())
    told = value.strip("[]\"' ")
    if name is None or not told:
        return ""
    return f'<meta name="{name}" property="{name}" content="{escape(told)}">'
