"""Values of other people's files as the Story's types hold them; what they cannot hold is None."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError

from newscopy.errors import SchemaError
from newscopy.g2 import LANGUAGES_MISNAMED
from newscopy.model import DateValue, LanguageTag, Notice, Paragraph, Story

_MORE = Notice(code="more-stories", message="the file holds more stories; this is the first")
_DATE: TypeAdapter[str] = TypeAdapter(DateValue)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(LanguageTag)
_FRACTION = re.compile(r"(T\d\d:\d\d:\d\d)\.\d+")
_DAY_END = re.compile(r"(\d{4}-\d\d-\d\d)T24:00(?=$|:00|Z|[+-])")
_SHORT_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_QCODE = re.compile(r"[^\s:\x00-\x1f]+:[^\s\x00-\x1f]+")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")


def as_first(story: Story) -> Story:
    """The first story of a file that holds more, which a notice says."""
    return story.model_copy(update={"notices": (*story.notices, _MORE)})


def as_date(text: str | None) -> str | None:
    """An ISO 8601 date of any precision, without fractions of a second; a date with a zone but no time loses it."""
    value = _FRACTION.sub(r"\1", (text or "").strip())
    if "T" in value:
        value = _midnight(_SHORT_ZONE.sub(r"\1:\2", value))
    for candidate in (value, value[:10]):
        try:
            return _DATE.validate_python(candidate)
        except ValidationError:
            continue
    return None


def _midnight(value: str) -> str:
    """The end of a day, 24:00, as the start of the next, which is the same instant."""
    match = _DAY_END.match(value)
    if not match:
        return value
    try:
        after = date.fromisoformat(match[1]) + timedelta(days=1)
    except (ValueError, OverflowError):
        return value
    return f"{after.isoformat()}T00:00{value[match.end() :]}"


def as_language(tag: str | None) -> str | None:
    """A language tag with hyphens; "und" is no language, and what is often written for one becomes it."""
    candidate = (tag or "").strip().replace("_", "-")
    first, hyphen, rest = candidate.partition("-")
    candidate = LANGUAGES_MISNAMED.get(first.lower(), first) + hyphen + rest
    if candidate.lower() in ("", "und"):
        return None
    try:
        return _LANGUAGE.validate_python(candidate)
    except ValidationError:
        return None


def as_qcode(code: str | None) -> str | None:
    """A code of the form alias:code."""
    return code if code and _QCODE.fullmatch(code) else None


def as_id(text: str | None) -> str | None:
    """An identifier without blanks."""
    return _BLANK.sub("", text or "") or None


def story(fields: dict[str, Any], name: str, notices: list[Notice]) -> Story:
    """The Story of an item; one without a headline takes its first words, one without an id is refused.

    Raises SchemaError that says what is missing or wrong.
    """
    if not fields.get("id"):
        raise SchemaError(f"{name}: the item has no identifier: give it one")
    if not fields.get("headline"):
        words = next((block.text for block in fields["body"] if isinstance(block, Paragraph)), "")
        fields["headline"] = " ".join(words.split()) or fields["id"]
        notices.append(Notice(code="no-headline", message="the item has no headline; its first words stand for one"))
    if not fields["body"]:
        notices.append(Notice(code="no-body", message="the item holds no text that can be read"))
    try:
        return Story(**fields, notices=tuple(notices))
    except ValidationError as error:
        problem = error.errors()[0]
        place = "/".join(str(part) for part in problem["loc"])
        raise SchemaError(f"{name}: {place}: {problem['msg']}") from error
