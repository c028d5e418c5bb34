"""Writes a Story as Markdown (CommonMark): the copy below a head of YAML, as site generators and `newscopy` read it.

    Story                       Markdown
    headline                    title
    kicker, standfirst          kicker, standfirst
    bylines                     authors; byline, the line as it is printed, where it says more than their names
    published, updated          date, updated: the value, or what is printed where that can be read in two ways
    categories, keywords        categories, tags
    language, slugline, id      lang, slugline, id
    dateline                    dateline, unless the copy opens with it
    source                      url, where its name is one
    body                        paragraphs, headings from the second level on, lists, quotations; captions and notes are
                                emphasised, pointers to other stories a list of links below their heading

Not written: what was discarded, segments and notices, and addresses that are not safe to follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from newscopy.formats import Options, Writer
from newscopy.model import Story, Timestamp
from newscopy.writers.flow import Run
from newscopy.writers.labels import byline_line
from newscopy.writers.links import safe_url
from newscopy.writers.markdown import heading, running, target
from newscopy.writers.styled import Styled, below, markers, paragraphs

if TYPE_CHECKING:
    import yaml

# Line breaks that YAML 1.1 knows beside "\n".
_BREAKS = re.compile("[\x85\u2028\u2029]")
# Styles of what the head says.
_TOLD_IN_FRONT = frozenset({"Category", "Kicker", "Heading1", "Subtitle", "Byline", "Timestamp", "Dateline"})
_STRONG = frozenset({"Kicker", "Subtitle", "RelatedLabel"})
_EMPHASISED = frozenset({"Caption", "Note"})
_QUOTED = frozenset({"Quote", "IntenseQuote", "Attribution"})
_LISTS = frozenset({"ListBullet", "ListNumber"})
_HEADING = "Heading"


class MarkdownOptions(Options):
    """front_matter: no prints headline, byline and all above the copy instead, as a page does."""

    front_matter: bool = True


def write(story: Story, options: MarkdownOptions) -> bytes:
    """UTF-8; ends with a line feed."""
    rows = [row for row in paragraphs(story) if not row.text.isspace()]
    if not options.front_matter:
        return _copy(rows).encode()
    copy = _copy([row for row in rows if row.style not in _TOLD_IN_FRONT])
    return "\n".join(filter(None, (_front_matter(story), copy))).encode()


def _front_matter(story: Story) -> str:
    import yaml

    more_than_names = any(byline.role or byline.organisation or byline.place for byline in story.bylines)
    told: dict[str, Any] = {
        "title": story.headline,
        "kicker": story.kicker,
        "standfirst": story.standfirst,
        "byline": byline_line(story) if more_than_names or not story.bylines else None,
        "authors": [byline.name for byline in story.bylines],
        "date": _date(story.published),
        "updated": _date(story.updated),
        "categories": [category.name for category in story.categories],
        "tags": list(story.keywords),
        "lang": story.language,
        "slugline": story.slugline,
        "dateline": story.dateline.text if story.dateline and story.dateline_stands_alone else None,
        "url": safe_url(story.source.name),
        "id": story.id,
    }
    kept = {key: value for key, value in told.items() if value}
    made: str = yaml.dump(kept, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{made}---\n"


@cache
def _dumper() -> type[yaml.SafeDumper]:
    """PyYAML's, with the line breaks that only Unicode knows escaped: it would fold them to blanks."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if _BREAKS.search(value) else None)

    Dumper.add_representer(str, text)
    return Dumper


def _date(stamp: Timestamp | None) -> str | None:
    return (stamp.value or stamp.text) if stamp else None


def _copy(rows: Sequence[Styled]) -> str:
    """The paragraphs as blocks of Markdown; "" if there are none."""
    made: list[str] = []
    above: Styled | None = None
    for row, marker in zip(rows, markers(rows), strict=True):
        if above is not None:
            made.append(_parting(above, row))
        made.append(_block(row, marker))
        above = row
    return "".join(made) + ("\n" if made else "")


def _parting(above: Styled, row: Styled) -> str:
    """What stands between two paragraphs: an empty line, or the end of a line of the same block."""
    if row.style == "Timestamp" or not below(above, row):
        return "\n\n"
    if row.style == "Attribution":
        return "\n>\n"
    return "\n" if row.style in ("Related", *_LISTS) else "\\\n"


def _block(row: Styled, marker: str) -> str:
    runs = row.runs
    if row.style in _STRONG or row.style in _EMPHASISED:
        runs = (Run(row.text, emphasis=row.style in _EMPHASISED, strong=row.style in _STRONG),)
    if row.style.startswith(_HEADING):
        return f"{'#' * int(row.style.removeprefix(_HEADING))} {heading(runs)}"
    text = running(runs)
    address = safe_url(row.picture)
    if address:
        text = f"![]({target(address)})\\\n{text}"
    if row.style in _QUOTED:
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if row.style == "RelatedSummary":
        return _indented("  ", text)
    marker = "* " if row.style == "Related" else marker
    return _indented(marker, text)


def _indented(first: str, text: str) -> str:
    """The lines of a text behind a marker, the others as far to the right."""
    return first + text.replace("\n", "\n" + " " * len(first))


WRITER = Writer("markdown", ".md", "text/markdown", write, MarkdownOptions)
