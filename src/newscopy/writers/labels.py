"""The fixed words of a printed page in the story's language: "By", "Related", "Page 1 of 2" (labels.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from newscopy.model import Byline, Story, Timestamp

# Tags that name one language in more than one way, or tell the script by a region (CLDR likely subtags).
_ALIASES = MappingProxyType({"nb": "no", "nn": "no", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant"})


@dataclass(frozen=True)
class Labels:
    """The words of one language; see the head of labels.toml for what each is and which slots it has.

    `language` is the tag of the row taken, "en" where the story's own language has none.
    """

    language: str
    by: str
    and_: str
    comma: str
    published: str
    updated: str
    related: str
    page: str
    contents: str
    source: str

    def joined(self, names: Sequence[str]) -> str:
        """The names as one phrase: "A, B and C"."""
        return self.and_.join(part for part in (self.comma.join(names[:-1]), *names[-1:]) if part)


def labels(language: str | None) -> Labels:
    """The words for a BCP 47 tag; a tag without a row takes that of its shortest known form, then English."""
    table = _table()
    tag = (language or "en").lower()
    tag = _ALIASES.get(tag, tag)
    while tag not in table and "-" in tag:
        tag = tag.rpartition("-")[0]
        tag = _ALIASES.get(tag, tag)
    return table.get(_ALIASES.get(tag, tag), table["en"])


def byline_line(story: Story) -> str | None:
    """The line of the authors as it is printed: made from `bylines`, else the source's own line, else None."""
    if not story.bylines:
        return story.byline
    words = labels(story.language)
    return words.by.format(names=words.joined([_author(byline, words) for byline in story.bylines]))


def date_lines(story: Story) -> tuple[str, ...]:
    """ "Published …" and "Updated …", each where the story has it."""
    words = labels(story.language)
    published, updated = story.published, story.updated
    if updated is not None and updated.text and published is not None and not published.text:
        published = None  # it was made from the update, which is printed
    pairs = ((words.published, published), (words.updated, updated))
    dates = ((label, _date(stamp, story.direction)) for label, stamp in pairs if stamp is not None)
    return tuple(label.format(date=text) for label, text in dates if text)


def _author(byline: Byline, words: Labels) -> str:
    return words.comma.join(part for part in (byline.name, byline.role, byline.organisation, byline.place) if part)


def _date(stamp: Timestamp, direction: str) -> str | None:
    """The date as the source printed it, else its value with a blank for ISO's T."""
    if stamp.text or not stamp.value:
        return stamp.text
    # After Arabic letters the hyphens would turn 2024-05-03 around (UAX #9, W2): a left-to-right mark prevents it.
    return ("\u200e" if direction == "rtl" else "") + stamp.value.replace("T", " ")


@cache
def _table() -> Mapping[str, Labels]:
    rows = tomllib.loads((files("newscopy.writers") / "labels.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            tag.lower(): Labels(tag, **{"and_" if key == "and" else key: word for key, word in row.items()})
            for tag, row in rows.items()
        }
    )
