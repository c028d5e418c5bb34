"""Writes a Story as NITF 3.6, in its namespace or without one.

    Story                      NITF
    id, language, direction    docdata/doc-id @id-string; @baselang; meta newscopy-direction where it is rtl
    headline, kicker           title and hl1; hl2 class="kicker"
    standfirst                 abstract/p
    slugline, keywords         meta anpa-keyword; key-list/keyword @key
    categories                 identified-content/classifier with name and code; tobject.subject for a Subject Code
    byline, bylines            byline; byline class="author" each, with person, byttl, org and location
    dateline                   dateline; place and date in dateline class="filed", agency in distributor
    published, updated         date.issue @norm where it is known to the day; meta newscopy-published and
                               newscopy-updated for what that cannot hold, and with -text for what was printed
    body                       body.content/block (writers.nitf.body tells how each block stands there)

Not written, because NITF has no place for it: source, segments, notices, and addresses that are not safe to follow.
"""

from __future__ import annotations

from lxml import etree

from newscopy.errors import WriteError
from newscopy.formats import Writer
from newscopy.g2 import NITF
from newscopy.model import Story
from newscopy.writers.blanks import without_blanks
from newscopy.writers.nitf.document import nitf_document
from newscopy.writers.nitf.options import NitfOptions

_DECLARATION = f' xmlns="{NITF}"'.encode()


def write(story: Story, options: NitfOptions) -> bytes:
    """UTF-8 with an XML declaration; ends with a line feed.

    Raises WriteError if a field holds a character that XML cannot carry.
    """
    try:
        root = nitf_document(without_blanks(story), options)
    except ValueError as error:
        raise WriteError(
            f"{story.id!r}: the story holds a character that XML cannot carry; take it out ({error})"
        ) from error
    document = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    if not options.namespace:
        document = document.replace(_DECLARATION, b"", 1)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + document + b"\n"


WRITER = Writer("nitf", ".nitf.xml", "application/nitf+xml", write, NitfOptions)
