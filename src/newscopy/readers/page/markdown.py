"""Markdown as a page: CommonMark with tables, made HTML by markdown-it; its front matter is the page's head."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import escape, unescape

from newscopy.errors import StructureError
from newscopy.readers.page.metadata import FRONT_MATTER

# The keys of front matter, and the metadata of a page that says the same.
_HEAD = {
    **dict.fromkeys(("title", "headline"), "og:title"),
    **dict.fromkeys(("author", "authors", "by", "byline"), "author"),
    **dict.fromkeys(("date", "published", "publishdate", "pubdate"), "article:published_time"),
    **dict.fromkeys(("updated", "modified", "lastmod", "last_modified_at"), "article:modified_time"),
    **dict.fromkeys(("section", "category", "categories"), "article:section"),
    **dict.fromkeys(("description", "summary", "excerpt"), "og:description"),
    **dict.fromkeys(("lang", "language", "locale"), "og:locale"),
    **dict.fromkeys(("tags", "keywords"), "keywords"),
    **dict.fromkeys(("url", "source_url", "canonical_url"), "og:url"),
    **dict.fromkeys(("site", "site_name", "sitename", "hostname"), "og:site_name"),
}
# What a newsroom names itself: fields of the story.
_FIELDS = {
    **dict.fromkeys(("standfirst", "subtitle", "deck", "dek"), "standfirst"),
    **dict.fromkeys(("kicker", "overline"), "kicker"),
}
# YAML between lines of dashes, as Jekyll and most others have it, or TOML between lines of plus signs, as Hugo has.
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LONGEST_FRONT = 65_536
# What Jina Reader puts above the Markdown of a page; its title is that of the window.
_RENDERED = re.compile(
    r"\A\s*Title:[ \t]*(?P<title>[^\r\n]*)\s+URL Source:[ \t]*(?P<url>[^\r\n]*)\s+"
    r"(?:Published Time:[ \t]*(?P<date>[^\r\n]*)\s+)?(?:Number of Pages:[^\r\n]*\s+)?"
    r"Markdown Content:[ \t]*(?:\r?\n|\Z)"
)
# markdown-it leaves out what is nested deeper than its limit; deeper quotations are as deep as that here.
_DEEPEST = 40
_QUOTED = re.compile(rf"^(?:[ \t]*>){{{_DEEPEST},}}", re.MULTILINE)
# The time that markdown-it takes grows with the square of open brackets.
_MOST_BRACKETS = 5_000
# The share of letters that must be left: definitions of links that nothing points to go.
_KEPT = 0.9
_NAMES = re.compile(r"</?[A-Za-z][A-Za-z0-9]*|\b(?:href|src|alt|title|class|start)=")
_PAIR = re.compile(r"([A-Za-z_-]{2,30}):(?:[ \t]+(.*))?")


def page(text: str, name: str) -> str:
    """The HTML of a Markdown text; raw HTML in it stays what it is.

    Raises StructureError for marks without end, and where they would hide words.
    """
    front = _FRONT.match(text)
    told = _front(front[2], front[1] == "+++") if front and len(front[2]) <= _LONGEST_FRONT else None
    # A line of dashes may also be just that, and what follows it copy.
    body = text[front.end() :] if front and told is not None else text
    head = "".join(_meta(key, value) for key, value in told or ())
    if rendered := _RENDERED.match(body):
        body = body[rendered.end() :]
        head = f"<title>{escape(rendered['title'])}</title>" + _meta("url", rendered["url"])
        head += _meta("date", rendered["date"] or "")
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


def _front(text: str, is_toml: bool) -> list[tuple[str, str]] | None:
    """What front matter says, by its key: "author.email" for what lies deeper; None where it is something else."""
    try:
        found = tomllib.loads(text) if is_toml else _yaml(text)
        return list(_flat("", found)) if isinstance(found, dict) else None
    except (ValueError, RecursionError):
        pass
    # Programs that know no YAML write 'title: One: two' all the same.
    pairs = [_PAIR.fullmatch(line.strip()) for line in text.splitlines() if line.strip()]
    return [(pair[1], (pair[2] or "").strip("[]\"' ")) for pair in pairs if pair] if all(pairs) else None


def _yaml(text: str) -> object:
    """A text of YAML, of strings, lists and mappings alone; raises ValueError for what is none, and for aliases."""
    import yaml

    class Plain(yaml.BaseLoader):
        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):  # a few lines of them stand for gigabytes
                raise yaml.YAMLError("aliases are not followed")
            return super().compose_node(parent, index)

    try:
        return yaml.load(text, Plain)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _flat(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for inner, part in value.items():
            # "authors: - name: …" names the authors; "author: email: …" is about them.
            yield from _flat(key if key and inner == "name" else f"{key}.{inner}".strip("."), part)
    elif isinstance(value, list):
        for part in value:
            yield from _flat(key, part)
    else:
        yield key, str(value).strip()


def _meta(key: str, value: str) -> str:
    key = key.lower()
    name = _HEAD.get(key, FRONT_MATTER + _FIELDS.get(key, key))
    return f'<meta name="{escape(name)}" content="{escape(value)}">' if value else ""
