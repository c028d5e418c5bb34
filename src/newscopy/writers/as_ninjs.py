"""Writes a Story as ninjs: IPTC's 3.2 or 2.3, or the dialect that Superdesk reads.

    Story                      ninjs 3.2 (2.3 in small letters)       Superdesk
    id                         uri; altIds if a URI cannot hold it    guid, uri
    language                   language                               language
    headline, kicker           headlines, role main and kicker        headline; -
    standfirst, slugline       descriptions role summary; slugline    description_text; slugline
    categories, keywords       subjects; -                            subject; keywords
    byline, bylines            by; people, the names only             byline; authors, name and role
    dateline                   in the body; located, infoSources      in the body; located, source
    published                  contentCreated, with time and zone     -
    body                       bodies, plain and XHTML                body_html
    related                    in the body; associations              in the body; associations

Not written, because ninjs has no place for it: direction (readers tell it from the language), updated, dates without a
time or a zone and dates as printed, source, segments, notices.
"""

from __future__ import annotations

import json

from newscopy.errors import WriteError
from newscopy.formats import Writer
from newscopy.model import Story
from newscopy.writers.blanks import without_blanks
from newscopy.writers.ninjs.options import NinjsOptions
from newscopy.writers.ninjs.standard import standard_object
from newscopy.writers.ninjs.superdesk import superdesk_object


def write(story: Story, options: NinjsOptions) -> bytes:
    """UTF-8, non-ASCII characters as themselves, ends with a line feed.

    Raises WriteError if the body holds a character that XHTML cannot carry.
    """
    make = superdesk_object if options.dialect == "superdesk" else standard_object
    try:
        made = make(without_blanks(story), options)
    except ValueError as error:
        raise WriteError(
            f"{story.id!r}: the story holds a character that XHTML cannot carry; take it out ({error})"
        ) from error
    return json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n"


WRITER = Writer("ninjs", ".ninjs.json", "application/json", write, NinjsOptions)
