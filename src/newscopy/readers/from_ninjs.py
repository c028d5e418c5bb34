"""Reads a Story from ninjs of any version, and from the dialect of Superdesk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from newscopy.errors import SchemaError
from newscopy.formats import Finding, Reader, ReadOptions
from newscopy.model import Block, Dateline, Paragraph, Related, Story
from newscopy.readers.markup.blocks import blocks_of
from newscopy.readers.markup.words import all_text, as_line
from newscopy.readers.ninjs.fields import bodies, dateline, related, small, story_fields
from newscopy.readers.ninjs.fitting import fitted, notices
from newscopy.readers.source_file import as_bytes, source_info
from newscopy.readers.values import as_language, story
from newscopy.safe_xml import parse

_MEDIA_TYPE = "application/json"


def read(data: bytes | str, name: str, options: ReadOptions) -> Story:
    """The story of a ninjs object.

    Raises SchemaError if the file is no JSON object with an identifier, or an object without copy such as a picture.
    """
    content = as_bytes(data)
    replaced: Counter[str] = Counter()
    made = fitted(_object(content, name), replaced)
    told = list(notices(made, replaced))
    item = small(made)
    kind = item.get("type", "text")
    if kind not in ("text", "composite"):
        raise SchemaError(f"{name}: the object is of type {kind!r}, not text: there is no copy in it")
    line, body = _body(item)
    if not any(isinstance(block, Related) for block in body):
        body = (*body, *related(item))
    fields = {**story_fields(item), "dateline": line, "body": body}
    fields["headline"] = as_line(fields["headline"], exact=True)
    fields["language"] = as_language(options.language) or fields["language"]
    return story({**fields, "source": source_info(content, name, _MEDIA_TYPE)}, name, told)


def _object(content: bytes, name: str) -> dict[str, Any]:
    try:
        loaded = json.loads(content)
    except json.JSONDecodeError as error:
        raise SchemaError(f"{name}, line {error.lineno}: no JSON that can be read: {error.msg}") from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SchemaError(f"{name}, line {line}: no JSON that can be read: it is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"{name}: no JSON that can be read: values are nested too deep, or too long") from error
    if not isinstance(loaded, dict):
        raise SchemaError(f"{name}: a ninjs file is one object in braces, not a {type(loaded).__name__}")
    return loaded


def _body(item: dict[str, Any]) -> tuple[Dateline | None, tuple[Block, ...]]:
    """The dateline that stands before the text, and the blocks."""
    marked, plain = bodies(item)
    if marked is None:
        return None, tuple(_plain(plain or ""))
    root, exact = _tree(marked)
    first = next(iter(root), None)
    if first is None or first.get("class") != "dateline":
        return None, tuple(blocks_of(root, exact=exact))
    text = as_line(all_text(first), exact=exact)
    root.remove(first)
    return dateline(item, text), tuple(blocks_of(root, exact=exact))


def _tree(markup: str) -> tuple[etree._Element, bool]:
    """The root of XHTML, where every blank counts, or of HTML as people write it."""
    root = parse(f"<body>{markup}</body>".encode("utf-8", "replace"))
    if isinstance(root, Finding):
        return html.fragment_fromstring(markup.replace("\x00", ""), create_parent="body"), False
    return root, True


def _plain(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        words = as_line(line)
        if words:
            yield Paragraph(text=words)


READER = Reader("ninjs", (".ninjs.json", ".ninjs"), read)
