"""What a desk can say about a ninjs object that its Story does not tell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from newscopy.formats import Options
from newscopy.model import BlockText, Line
from newscopy.writers.newsml.options import Authority, Genre, Instant


class NinjsOptions(Options):
    """version: of ninjs, 3.2 or 2.3.

    dialect: "superdesk" for the keys that Superdesk reads; they are those of ninjs 1 and more, and no valid ninjs.
    authority: the domain that vouches for the uri and guid, in the place of the one in the story's id.
    item_version: of the story; a corrected or updated one keeps its id and gets the next number.
    version_created, first_created: when this version and the first were made; as for NewsML-G2.
    provider: who sends the item; the Superdesk dialect only.
    status: "withheld" or "canceled" instead of "usable".
    embargo: not to be published before this instant; "open" if its end is not known, which is status "withheld".
    urgency: 1, the highest, to 9.
    genre: what kind of copy it is, a code of IPTC's such as Current or Analysis.
    ed_note: to the desks that receive the item, not for publication.
    copyright_holder, copyright_notice, usage_terms: the rights, as they are to be read.
    topics: as for NewsML-G2.
    """

    version: Literal["3.2", "2.3"] = "3.2"
    dialect: Literal["iptc", "superdesk"] = "iptc"
    authority: Authority | None = None
    item_version: Annotated[int, Field(ge=1)] = 1
    version_created: Instant | None = None
    first_created: Instant | None = None
    provider: Line | None = None
    status: Literal["usable", "withheld", "canceled"] = "usable"
    embargo: Literal["open"] | Instant | None = None
    urgency: Annotated[int, Field(ge=1, le=9)] | None = None
    genre: Genre | None = None
    ed_note: BlockText | None = None
    copyright_holder: Line | None = None
    copyright_notice: BlockText | None = None
    usage_terms: BlockText | None = None
    topics: Path | None = None
