"""What a desk can say about a NewsML-G2 item that its Story does not tell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from newscopy.formats import Options
from newscopy.model import BlockText, Line
from newscopy.writers.newsml.instants import full_instant


def _instant(value: str) -> str:
    instant = full_instant(value)
    if instant is None:
        raise ValueError("must be a date, a time and a zone, such as 2026-05-03T17:47:00+02:00")
    return instant


def _code(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", value):
        raise ValueError("must be a code of IPTC's genres, such as Current, Analysis or Archive_material")
    return value


def _domain(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", value):
        raise ValueError("must be a domain, such as news.example")
    return value


Genre = Annotated[str, AfterValidator(_code)]
"""A code of IPTC's genres, in IPTC's own case."""
Authority = Annotated[str, AfterValidator(_domain)]
"""A domain that vouches for identifiers."""
Instant = Annotated[str, AfterValidator(_instant)]
"""A date with time and zone."""


class NewsmlOptions(Options):
    """body: "both" has the text as XHTML and then as NITF, for readers that take the first and those that take the
    last; "xhtml" and "nitf" have one of them; "flat" has XHTML of plain paragraphs, for readers that lose all else.
    authority: the domain that vouches for the guid, in the place of the one in the story's id.
    version: of the item; a corrected or updated story keeps its id and gets the next number.

    version_created: when this version was made; first_created: when the first was. See `instants` for what is
    written without them.
    provider: who manages the item; a code of IPTC's list ("nprov:…") or a name. Without it the authority in the
    story's id.
    status: "withheld" or "canceled" (which withdraws all versions) instead of "usable".
    signal: why there is a new version; "correction" if the old one was wrong, "update" if there is more to tell. Or
    "cwarn", that the content may distress.
    embargo: not to be published before this instant; "open" if its end is not known.
    urgency: 1, the highest, to 9.
    genre: what kind of copy it is, a code of IPTC's such as Current or Analysis.
    credit: the line to print with the story, in the place of the agency in its dateline.
    ed_note: to the desks that receive the item, not for publication.
    copyright_holder, copyright_notice, usage_terms: the rights, as they are to be read.
    hop_history: tell that newscopy made the item of something else; off, as some readers fail on it.
    topics: IPTC's vocabulary, as `newscopy topics import` keeps it: for the Subject Codes of all Media Topics, which
    without it are known of the top ones only, and for topics in use instead of retired ones.
    """

    body: Literal["both", "xhtml", "nitf", "flat"] = "both"
    authority: Authority | None = None
    version: Annotated[int, Field(ge=1)] = 1
    version_created: Instant | None = None
    first_created: Instant | None = None
    provider: Line | None = None
    status: Literal["usable", "withheld", "canceled"] = "usable"
    signal: Literal["correction", "update", "cwarn"] | None = None
    embargo: Literal["open"] | Instant | None = None
    urgency: Annotated[int, Field(ge=1, le=9)] | None = None
    genre: Genre | None = None
    credit: Line | None = None
    ed_note: BlockText | None = None
    copyright_holder: Line | None = None
    copyright_notice: BlockText | None = None
    usage_terms: BlockText | None = None
    hop_history: bool = False
    topics: Path | None = None
