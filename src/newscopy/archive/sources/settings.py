"""What the caller says about sources: in which fields things stand, and where one story of a text file ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newscopy.errors import OptionError

# Names in use by scrapers, dumps and exports, the likeliest first; compared without case.
_USUAL = {
    "text": ("text", "body", "content", "maintext", "article", "articlebody", "body_text", "raw_content", "fulltext"),
    "html": ("html", "content_html", "body_html", "raw_html", "body_xhtml"),
    "markdown": ("markdown", "md", "content_markdown", "markdown_content"),
    "title": ("title", "headline", "heading"),
    "date": ("date", "published", "date_publish", "datepublished", "published_at", "publication_date", "pubdate"),
    "author": ("author", "authors", "byline", "creator"),
    "section": ("section", "category", "rubric", "desk"),
    "link": ("link", "url", "permalink", "uri"),
    "id": ("id", "_id", "guid", "uuid", "story_id", "doc_id"),
}


@dataclass(frozen=True)
class Settings:
    """fields: the source's name for each of ours, where it is not a usual one.

    ends: a line that ends each story of a text file, "line" where each line is a story, or "documents" for exports of
    databases.
    """

    fields: tuple[tuple[str, str], ...] = ()
    ends: str | None = None

    def given(self, field: str) -> bool:
        """True if the caller has named the field."""
        return any(ours == field for ours, _ in self.fields)

    def names(self, field: str) -> tuple[str, ...]:
        """What a field may be called in a source; only the caller's name if one was given."""
        given = tuple(name for ours, name in self.fields if ours == field)
        return tuple(name.casefold() for name in given) or _USUAL[field]


def settings(fields: Iterable[tuple[str, str]], ends: str | None = None) -> Settings:
    """Settings from what the caller gave; raises OptionError for a field that stories do not have."""
    chosen = tuple(fields)
    for ours, _ in chosen:
        if ours not in _USUAL:
            raise OptionError(f"no field {ours!r} to be given: there are {', '.join(_USUAL)}")
    return Settings(chosen, ends or None)
