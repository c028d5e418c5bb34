"""Records of named fields - a JSON object, a row of a table - as texts with evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from newscopy.archive.records import Record
from newscopy.archive.sources.markup import html_record, with_title
from newscopy.archive.sources.settings import Settings
from newscopy.errors import ReadError
from newscopy.evidence import Evidence

_SCARS = re.compile("[\udc80-\udcff]")


def record_of(row: Mapping[str, Any], where: str, settings: Settings) -> Record:
    """The text of a row with what else it says; a row that is a Story or a ninjs item goes to its own reader.

    Raises ReadError if no field holds a text.
    """
    if (own := _own_format(row)) is not None:
        return Record(where, json.dumps(row, ensure_ascii=False), own, place=_place(row))
    folded = {name.casefold(): value for name, value in reversed(list(row.items()))}
    evidence = Evidence(
        *(_first(folded, settings.names(field)) or None for field in ("title", "date", "author", "section"))
    )
    name = _first(folded, settings.names("link")) or where
    place = _first(folded, settings.names("id")) or evidence.title or ""
    # What the caller has named goes before what a field may be called.
    for kind in sorted(("text", "html", "markdown"), key=lambda kind: not settings.given(kind)):
        told = _first(folded, settings.names(kind))
        if told.strip() and kind == "html":
            return html_record(name, told, evidence, place)
        if told.strip():
            mark = "# " if kind == "markdown" else ""
            return Record(name, _bytes_if_scarred(with_title(told, evidence.title, mark)), kind, evidence, place)
    raise ReadError(f"no text: the fields are {', '.join(row) or 'none'} (--field text=NAME says which)")


def _place(row: Mapping[str, Any]) -> str:
    return _text(row.get("headline")) or _text(row.get("id"))


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _text(row.get(name)))), "")


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return "" if value is None or isinstance(value, bool) else str(value)


def _bytes_if_scarred(text: str) -> bytes | str:
    """Bytes that were no UTF-8 came through as they were; whoever decodes texts knows what to make of them."""
    if text.isascii() or not _SCARS.search(text):
        return text
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text


def _own_format(row: Mapping[str, Any]) -> str | None:
    if {"schema_version", "headline", "segments"} <= row.keys():
        return "json"
    if "uri" in row and row.keys() & {"bodies", "body_html", "body_text", "body_xhtml"}:
        return "ninjs"
    return None
