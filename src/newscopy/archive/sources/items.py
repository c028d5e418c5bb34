"""Feeds and exports of blogs: RSS, Atom and WordPress (WXR), an item at a time, however long the file is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, NoStory, Record
from newscopy.archive.sources.markup import html_record
from newscopy.archive.sources.settings import Settings
from newscopy.archive.sources.streams import Stream, opened
from newscopy.errors import ReadError
from newscopy.evidence import Evidence

_CHUNK = 256 * 1024
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"  # excerpt:encoded is the standfirst
_ITEM = re.compile(rb"<(item|entry)(?=[\s>])")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([\w.-]+)["']""")
_NAMESPACE = re.compile(rb"""\sxmlns:?[\w.-]*\s*=\s*(?:"[^"]*"|'[^']*')""")
_AUTHOR = re.compile(rb"<wp:author>.*?</wp:author>", re.DOTALL)
# XML forbids them, and blogs are full of them.
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_WRITTEN = frozenset({"publish", "private", "future", "pending", "draft", ""})


@dataclass(frozen=True)
class _Head:
    """What stands in front of the items: how to read them, and the names behind the logins of a blog's authors."""

    opening: bytes
    authors: dict[str, str]


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry an item; those of a plain file can be read from any item on."""
    del settings
    head = _head(path, compression)
    stream, reader = opened(path, compression)
    with stream:
        if mark:
            stream.seek_plain(mark)
        for start, item in _items(stream, reader, mark):
            if isinstance(item, str):
                yield Damage(stream.offset, item)
                continue
            number += 1
            key = f"item {number}"
            record = _recorder(head, f"{path.name}, {key}")
            yield Entry(key, _loader(item), record, mark=None if compression else start)
        yield from stream.damage


def _loader(item: bytes) -> Callable[[], bytes]:
    def load() -> bytes:
        if len(item) > LONGEST:
            raise ReadError(f"an item of more than {LONGEST:,} bytes is too long for a story")
        return item

    return load


def _items(stream: Stream, reader: io.BufferedReader, start: int) -> Iterator[tuple[int, bytes | str]]:
    """Each item with the byte it starts at, found by its tags, so that one that is broken costs no other."""
    held, at = b"", start
    more = True
    while True:
        opening = _ITEM.search(held)
        end = _end(held, opening) if opening else -1
        if opening and end >= 0:
            yield at + opening.start(), held[opening.start() : end]
            held, at = held[end:], at + end
            continue
        if not more:
            break
        if opening is None and len(held) > 16:
            held, at = held[-16:], at + len(held) - 16
        elif len(held) > 2 * LONGEST:
            yield at, f"an item of more than {2 * LONGEST:,} bytes has no end"
            return
        chunk = reader.read(_CHUNK)
        more = bool(chunk)
        held += chunk
    if opening:
        yield at, "the file breaks off inside an item"
    elif not re.search(rb"</[\w:]+>\s*(?:<!--.*-->\s*)?$", held, re.DOTALL) and not stream.damage:
        yield at, "the file breaks off: the end of its root element is missing"


def _end(held: bytes, opening: re.Match[bytes]) -> int:
    """Where an item ends; one inside CDATA does not count. -1 if it is not all there."""
    closing = b"</" + opening[1] + b">"
    at = opening.end()
    while (found := held.find(closing, at)) >= 0:
        if held.rfind(b"<![CDATA[", opening.end(), found) <= held.rfind(b"]]>", opening.end(), found):
            return found + len(closing)
        at = found + len(closing)
    return -1


def _head(path: Path, compression: str | None) -> _Head:
    stream, reader = opened(path, compression)
    with stream:
        data = reader.read(_CHUNK)
        while not _ITEM.search(data) and len(data) < LONGEST and (chunk := reader.read(_CHUNK)):
            data += chunk
    item = _ITEM.search(data)
    front = data[: item.start()] if item else data
    encoding = _ENCODING.search(front[:200])
    told = b'<?xml version="1.0" encoding="%s"?>' % (encoding[1] if encoding else b"utf-8")
    opening = told + b"<newscopy" + b"".join(dict.fromkeys(_NAMESPACE.findall(front))) + b">"
    authors = {}
    for found in _AUTHOR.findall(front):
        author = _parsed(opening, found)
        login, name = _text(author, "author_login"), _text(author, "author_display_name")
        if login and name:
            authors[login] = name
    return _Head(opening, authors)


def _parsed(opening: bytes, item: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(opening + item.translate(None, _CONTROLS) + b"</newscopy>", parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"not readable as XML: {error}") from error
    if root is None or not len(root):
        raise ReadError("not readable as XML")
    return root[0]


def _recorder(head: _Head, where: str) -> Callable[[bytes], Record]:
    def record(data: bytes) -> Record:
        item = _parsed(head.opening, data)
        kind, status = _text(item, "post_type"), _text(item, "status")
        if kind not in ("", "post") or status not in _WRITTEN:
            raise NoStory(kind if kind not in ("", "post") else f"a post with the status {status}")
        html = _text(item, _CONTENT) or _text(item, "content") or _text(item, "description") or _text(item, "summary")
        author = _text(item, "creator") or _text(item, "author")
        evidence = Evidence(
            title=_text(item, "title") or None,
            date=_date(item),
            author=head.authors.get(author, author) or None,
            section=_section(item),
        )
        if not html.strip():
            raise ReadError("the item holds no text")
        return html_record(_link(item) or where, html, evidence, evidence.title or "")

    return record


def _date(item: Any) -> str | None:
    """When it was published; a blog writes zeros for never."""
    local = _text(item, "post_date_gmt")
    if local and not local.startswith("0000"):
        return f"{local}Z"
    names = ("post_date", "pubDate", "published", "date", "issued", "updated")
    return next((found for name in names if (found := _text(item, name)) and not found.startswith("0000")), None)


def _section(item: Any) -> str | None:
    """The first category; tags, which a blog also calls so, are none."""
    for element in item.iterchildren("{*}category"):
        if element.get("domain") in (None, "category"):
            return " ".join((element.text or element.get("label") or element.get("term") or "").split()) or None
    return None


def _link(item: Any) -> str:
    for element in item.iterchildren("{*}link"):
        if element.get("rel", "alternate") == "alternate" and (found := element.get("href") or element.text):
            return str(found).strip()
    return ""


def _text(item: Any, name: str) -> str:
    """The words of a child; of XHTML inside it, its mark-up."""
    from lxml import etree

    element = next(item.iterchildren(name if name.startswith("{") else f"{{*}}{name}"), None)
    if element is None:
        return ""
    if name == "author" and len(element):
        return _text(element, "name")
    if len(element):
        return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "").strip()
