"""Writes Stories as one NewsML-G2 newsMessage: their newsItems, and a packageItem that keeps their order.

The message is made piece by piece, so that memory does not grow with the number of stories. The package comes last,
with the guid and version of each item; it is of the provider of the message, and as old as the message is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from xml.sax.saxutils import escape, quoteattr

from newscopy.formats import Writer
from newscopy.g2 import CATALOG, MEDIA_TYPES, NAR, OWN_ALIAS, OWN_SCHEME, STANDARD_VERSION
from newscopy.model import Line, Story
from newscopy.writers.as_newsml import write as write_item
from newscopy.writers.identity import identifier
from newscopy.writers.newsml.instants import UNDATED
from newscopy.writers.newsml.options import Instant, NewsmlOptions

_IN_MEMORY = 1_048_576
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class MessageOptions(NewsmlOptions):
    """The options of each newsItem, and of the message as a whole.

    sent: when the message is sent; without it the day this mapping was settled, since no clock is read.
    sender: who sends it; package_id: the guid of the package, made from those of its items if not given.
    """

    sent: Instant = UNDATED
    sender: Line | None = None
    package_id: Line | None = None


def stream(stories: Iterable[Story], options: MessageOptions) -> Iterator[bytes]:
    """The message in pieces that belong one behind the other; the last one ends with a line feed.

    Raises WriteError if a field holds a character that XML cannot carry.
    """
    item_options = NewsmlOptions.model_validate(options.model_dump(include=set(NewsmlOptions.model_fields)))
    yield _DECLARATION + f'<newsMessage xmlns="{NAR}">\n{_header(options)}<itemSet>\n'.encode()
    digest = hashlib.sha256()
    # The package comes last, and needs a word about each item: kept on the disk where they are many.
    with SpooledTemporaryFile(_IN_MEMORY) as references:
        for story in stories:
            yield write_item(story, item_options).removeprefix(_DECLARATION)
            references.write(_reference(story, options))
            digest.update(story.id.encode() + b"\n")
        references.seek(0)
        guid = options.package_id or f"tag:archive.invalid,2026:{digest.hexdigest()[:16]}"
        yield _package_head(guid, options)
        yield from iter(lambda: references.read(_IN_MEMORY), b"")
    yield b"</group></groupSet>\n</packageItem>\n</itemSet>\n</newsMessage>\n"


def write(story: Story, options: MessageOptions) -> bytes:
    """A message of one story; raises WriteError as `stream` does."""
    return b"".join(stream([story], options))


def _header(options: MessageOptions) -> str:
    sender = f"<sender>{escape(options.sender)}</sender>" if options.sender else ""
    return f"<header><sent>{options.sent}</sent>{sender}</header>\n"


def _package_head(guid: str, options: MessageOptions) -> bytes:
    provider = options.provider or options.sender or "unknown"
    return (
        f'<packageItem standard="NewsML-G2" standardversion="{STANDARD_VERSION}" conformance="power" '
        f'guid={quoteattr(guid)} version="{options.version}">\n'
        f'<catalogRef href="{CATALOG}"/>\n<catalog><scheme alias="{OWN_ALIAS}" uri="{OWN_SCHEME}"/></catalog>\n'
        f'<itemMeta><itemClass qcode="ninat:composite"/>'
        f"<provider literal={quoteattr(provider)}><name>{escape(provider)}</name></provider>"
        f"<versionCreated>{options.sent}</versionCreated><firstCreated>{options.sent}</firstCreated>"
        f'<pubStatus qcode="stat:usable"/></itemMeta>\n<contentMeta/>\n'
        f'<groupSet root="stories"><group id="stories" role="{OWN_ALIAS}:stories" mode="pgrmod:seq">\n'
    ).encode()


def _reference(story: Story, options: MessageOptions) -> bytes:
    return (
        f'<itemRef residref={quoteattr(identifier(story, options.authority))} version="{options.version}" '
        f'contenttype="{MEDIA_TYPES["newsItem"]}"><itemClass qcode="ninat:text"/>'
        f"<headline>{escape(story.headline)}</headline></itemRef>\n"
    ).encode()


WRITER = Writer("newsml-message", ".newsmessage.xml", MEDIA_TYPES["newsMessage"], write, MessageOptions, stream=stream)
