"""Writes Stories as one NewsML-G2 newsMessage: their newsItems, and a packageItem that keeps their order.

The message is made piece by piece, so that memory does not grow with the number of stories. The package comes last,
with the guid and version of each item; it is of the provider of the message, and as old as the message is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from newscopy.formats import Writer
from newscopy.g2 import CATALOG, MEDIA_TYPES, NAR, OWN_ALIAS, OWN_SCHEME, STANDARD_VERSION
from newscopy.model import Line, Story
from newscopy.writers.as_newsml import write as write_item
from newscopy.writers.newsml.instants import UNDATED
from newscopy.writers.newsml.options import Instant, NewsmlOptions

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
    references, digest = [], hashlib.sha256()
    for story in stories:
        yield write_item(story, item_options).removeprefix(_DECLARATION)
        references.append((story.id, story.headline))
        digest.update(story.id.encode() + b"\n")
    yield from _package(
        references, options.package_id or f"tag:archive.invalid,2026:{digest.hexdigest()[:16]}", options
    )
    yield b"</itemSet>\n</newsMessage>\n"


def write(story: Story, options: MessageOptions) -> bytes:
    """A message of one story; raises WriteError as `stream` does."""
    return b"".join(stream([story], options))


def _header(options: MessageOptions) -> str:
    sender = f"<sender>{escape(options.sender)}</sender>" if options.sender else ""
    return f"<header><sent>{options.sent}</sent>{sender}</header>\n"


def _package(references: list[tuple[str, str]], guid: str, options: MessageOptions) -> Iterator[bytes]:
    provider = options.provider or options.sender or "unknown"
    yield (
        f'<packageItem standard="NewsML-G2" standardversion="{STANDARD_VERSION}" conformance="power" '
        f'guid={quoteattr(guid)} version="{options.version}">\n'
        f'<catalogRef href="{CATALOG}"/>\n<catalog><scheme alias="{OWN_ALIAS}" uri="{OWN_SCHEME}"/></catalog>\n'
        f'<itemMeta><itemClass qcode="ninat:composite"/>'
        f"<provider literal={quoteattr(provider)}><name>{escape(provider)}</name></provider>"
        f"<versionCreated>{options.sent}</versionCreated><firstCreated>{options.sent}</firstCreated>"
        f'<pubStatus qcode="stat:usable"/></itemMeta>\n<contentMeta/>\n'
        f'<groupSet root="stories"><group id="stories" role="{OWN_ALIAS}:stories" mode="pgrmod:seq">\n'
    ).encode()
    for identifier, headline in references:
        yield (
            f'<itemRef residref={quoteattr(identifier)} version="{options.version}" '
            f'contenttype="{MEDIA_TYPES["newsItem"]}"><itemClass qcode="ninat:text"/>'
            f"<headline>{escape(headline)}</headline></itemRef>\n"
        ).encode()
    yield b"</group></groupSet>\n</packageItem>\n"


WRITER = Writer("newsml-message", ".newsmessage.xml", MEDIA_TYPES["newsMessage"], write, MessageOptions, stream=stream)
