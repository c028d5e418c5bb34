"""Reads Stories from NewsML-G2: a newsItem, a packageItem, or each item of a newsMessage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from newscopy.errors import ReadError, SchemaError
from newscopy.formats import Finding, Reader, ReadOptions
from newscopy.g2 import MEDIA_TYPES, NAR
from newscopy.model import Notice, Story
from newscopy.readers.newsml.item import only_orders, story_of
from newscopy.readers.newsml.meta import g2
from newscopy.readers.source_file import as_bytes, said, source_info, xml_root
from newscopy.readers.values import as_first
from newscopy.safe_xml import children, root_name

_ITEMS = (f"{{{NAR}}}newsItem", f"{{{NAR}}}packageItem")


def read(data: bytes | str, name: str, options: ReadOptions) -> Story:
    """The first story of the file, with a notice if there are more.

    Raises SchemaError if the file is no XML that is safe to read, or if its first item holds no copy.
    """
    stories = read_many(data, name, options)
    first = next(stories, None)
    if first is None:
        raise SchemaError(f"{name}: the message holds no item")
    if isinstance(first, ReadError):
        raise first
    if next(stories, None) is None:
        return first
    return as_first(first)


def read_many(data: bytes | str | BinaryIO, name: str, options: ReadOptions) -> Iterator[Story | ReadError]:
    """Each item of the file in turn; memory does not grow with their number. An open file must be seekable.

    A package that only tells the order of the stories in our own message is passed over.

    An item without copy, and what keeps the rest from being read, is a SchemaError in its place. An id that was read
    before is told in a notice. Raises SchemaError if the file is not NewsML-G2 at all.
    """
    content = as_bytes(data) if isinstance(data, bytes | str) else data
    root = root_name(content)
    if root is None or root not in MEDIA_TYPES:
        xml_root(_whole(content), name)
        raise SchemaError(f"{name}: the root element is {root}, not one of {', '.join(MEDIA_TYPES)}")
    source = source_info(content, name, MEDIA_TYPES[root])
    seen: set[str | None] = set()
    for item in _items(content, name, root):
        if isinstance(item, Finding):
            yield SchemaError(said(item, name))
            continue
        if root == "newsMessage" and any(map(only_orders, item.iterfind(g2("groupSet/group")))):
            continue
        try:
            story = story_of(item, name, source, options.language)
        except SchemaError as error:
            yield error
            continue
        yield _told_twice(story) if story.id in seen else story
        seen.add(story.id)


def _items(content: bytes | BinaryIO, name: str, root: str) -> Iterator[etree._Element | Finding]:
    if root == "newsMessage":
        yield from children(content, _ITEMS, {g2("itemRef"): only_orders})
        return
    item = xml_root(_whole(content), name)
    if item.tag not in _ITEMS:
        raise SchemaError(f"{name}: {root} is not in the namespace {NAR}: it is no NewsML-G2")
    yield item


def _whole(content: bytes | BinaryIO) -> bytes:
    if isinstance(content, bytes):
        return content
    content.seek(0)
    return content.read()


def _told_twice(story: Story) -> Story:
    notice = Notice(code="duplicate-id", message="another item of the same file has the same id")
    return story.model_copy(update={"notices": (*story.notices, notice)})


READER = Reader("newsml", (".xml", ".newsml"), read, read_many=read_many)
