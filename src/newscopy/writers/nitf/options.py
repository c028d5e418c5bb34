"""What a desk can say about a NITF document that its Story does not tell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from newscopy.formats import Options
from newscopy.model import BlockText, Line
from newscopy.writers.newsml.options import Authority, Genre, Instant, NewsmlOptions

_LEAST_URGENT = 8


class NitfOptions(Options):
    """namespace: no for readers that know NITF by its DTD only, which has no namespace; Superdesk is one.

    authority: the domain that vouches for the doc-id, in the place of the one in the story's id.
    version: of the story; a corrected or updated one keeps its id and gets the next number.
    status: "withheld" or "canceled" instead of "usable".
    signal: why there is a new version; "correction" if the old one was wrong, "update" if there is more to tell. Or
    "cwarn", for which NITF has no place.
    embargo: not to be published before this instant; "open" if its end is not known.
    urgency: 1, the highest, to 8.
    genre: what kind of copy it is, a code of IPTC's such as Current or Analysis.
    ed_note: to the desks that receive the story, not for publication.
    copyright_holder, copyright_notice, usage_terms: the rights, as they are to be read.
    topics: as for NewsML-G2.
    """

    namespace: bool = True
    authority: Authority | None = None
    version: Annotated[int, Field(ge=1)] = 1
    status: Literal["usable", "withheld", "canceled"] = "usable"
    signal: Literal["correction", "update", "cwarn"] | None = None
    embargo: Literal["open"] | Instant | None = None
    urgency: Annotated[int, Field(ge=1, le=_LEAST_URGENT)] | None = None
    genre: Genre | None = None
    ed_note: BlockText | None = None
    copyright_holder: Line | None = None
    copyright_notice: BlockText | None = None
    usage_terms: BlockText | None = None
    topics: Path | None = None


def as_nitf_options(options: NewsmlOptions) -> NitfOptions:
    """The same facts for a NITF rendition inside a newsItem; NITF has no urgency of 9, which takes its lowest."""
    facts = {name: getattr(options, name) for name in NitfOptions.model_fields if name in NewsmlOptions.model_fields}
    urgency = options.urgency and min(options.urgency, _LEAST_URGENT)
    return NitfOptions.model_validate(facts | {"urgency": urgency})
