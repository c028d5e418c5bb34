"""Which dates of a Story go where in NewsML-G2.

contentCreated and contentModified take a date as precise as it is known, down to a year. versionCreated and
firstCreated need an instant with its zone. The specification forbids a time without a zone, so a Story's time
whose zone is unknown is written as its date, and kept whole in a property of our own.

versionCreated is the option `version_created`; else the first instant at which the story can have stood as it is:
that of `updated`, else of `published`, else of the dateline's date; where one is known to the day, month or year
only, the first instant of it in UTC; without any date, UNDATED. The clock is never read. firstCreated is found in
the same way from `first_created` and `published`, and is never later than versionCreated.
"""

from __future__ import annotations

import re
from datetime import datetime

from newscopy.model import Story, Timestamp

UNDATED = "2026-11-24T00:00:00Z"
"""versionCreated of a story without any date: the day this mapping was settled; no file made by it is older."""

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(Z|[+-](\d\d):(\d\d))?")
# XML Schema Part 2 §3.2.7.3: no zone is farther from UTC than 14 hours.
_FARTHEST = 14 * 60


def content_date(value: str) -> str:
    """The date as contentCreated can hold it: whole instants with seconds, a time without zone as its date."""
    return value[:10] if "T" not in value else full_instant(value) or value[:10]


def full_instant(value: str) -> str | None:
    """The date, time and zone in the form of xs:dateTime, or None if one of them is missing or impossible."""
    match = _INSTANT.fullmatch(value)
    if not match or not match[3]:
        return None
    if match[4] and int(match[4]) * 60 + int(match[5]) > _FARTHEST:
        return None
    instant = f"{match[1]}{match[2] or ':00'}{match[3]}"
    try:
        datetime.fromisoformat(instant)
    except ValueError:
        return None
    return instant


def first_instant(value: str) -> str:
    """The earliest instant that a date as precise as it is can mean, in UTC where it names no zone."""
    return full_instant(value) or value[:10] + "-01-01"[: 0 if len(value) >= 10 else 10 - len(value)] + "T00:00:00Z"


def version_created(story: Story, given: str | None) -> str:
    """When the version was made, by the rule above."""
    if given:
        return given
    dated = (_value(story.updated), _value(story.published), story.dateline.date if story.dateline else None)
    return next((first_instant(value) for value in dated if value), UNDATED)


def first_created(story: Story, given: str | None, version: str) -> str:
    """When the first version was made, by the rule above; `version` is when this one was."""
    published = _value(story.published)
    first = given or (first_instant(published) if published else version)
    return min(first, version, key=_moment)


def _value(timestamp: Timestamp | None) -> str | None:
    return timestamp.value if timestamp else None


def _moment(instant: str) -> float:
    """Seconds since the epoch; years 1 and 9999 overflow in no zone."""
    moment = datetime.fromisoformat(instant)
    offset = moment.utcoffset()
    naive = moment.replace(tzinfo=None) - datetime.min
    return naive.total_seconds() - (offset.total_seconds() if offset else 0)
