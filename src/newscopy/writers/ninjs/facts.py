"""What both dialects of ninjs say of a Story, in the forms that they share."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import quote

from lxml import etree

from newscopy.g2 import XHTML
from newscopy.model import Story
from newscopy.writers.newsml.instants import first_created, version_created
from newscopy.writers.ninjs.options import NinjsOptions
from newscopy.writers.xhtml_body import append_blocks

SCHEMES = {
    "medtop": "http://cv.iptc.org/newscodes/mediatopic/",
    "subj": "http://cv.iptc.org/newscodes/subjectcode/",
}
"""The addresses of IPTC's topics, by their alias."""
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LEGAL = ":/?@!$&'()*+,;=-._~%"


def uri(identifier: str) -> str:
    """The identifier as a URI: what that cannot hold is percent-encoded, and one without scheme gets a urn's."""
    encoded = quote(_LONE_PERCENT.sub("%25", identifier), safe=_LEGAL)
    return encoded if _URI.fullmatch(encoded) else f"urn:x-newscopy:{encoded}"


def markup(story: Story) -> str:
    """The body as XHTML without a root; a dateline that stands alone is p class="dateline" before it."""
    body = etree.Element(f"{{{XHTML}}}body", None, {None: XHTML})  # type: ignore[dict-item]  # stubs lack None
    append_blocks(body, story.body)
    if story.dateline and story.dateline_stands_alone:
        line = etree.Element(f"{{{XHTML}}}p", {"class": "dateline"})
        line.text, line.tail = story.dateline.text, "\n"
        body.insert(0, line)
    written = etree.tostring(body, encoding="unicode").replace(f' xmlns="{XHTML}"', "", 1)
    return written.removeprefix("<body>").removesuffix("</body>")


def printed_byline(story: Story) -> str | None:
    """The byline as printed, else the names in a row."""
    if story.byline is not None:
        return story.byline
    return ", ".join(byline.name for byline in story.bylines) or None


def instants(story: Story, options: NinjsOptions) -> tuple[str, str]:
    """When the first version and this one were made."""
    version = version_created(story, options.version_created)
    return first_created(story, options.first_created, version), version


def in_utc(instant: str) -> str:
    """An instant in UTC in whole seconds; at the ends of the calendar, where UTC has no such year, as it is."""
    try:
        return datetime.fromisoformat(instant).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S").zfill(19) + "+0000"
    except OverflowError:
        return instant


def status(options: NinjsOptions) -> str:
    """pubStatus; an embargo whose end is not known withholds the item, as ninjs has no other word for it."""
    return "withheld" if options.embargo == "open" and options.status == "usable" else options.status
