"""Dates as NITF's norm attributes hold them: ISO 8601 in its basic form, at least to the day."""

from __future__ import annotations

from newscopy.writers.newsml.instants import content_date

_DAY = 10


def norm(value: str) -> str | None:
    """The date as a norm, a time without zone as its date; None for a year or month, which readers take for today."""
    date = content_date(value)
    if len(date) < _DAY:
        return None
    day, time = date[:_DAY].replace("-", ""), date[_DAY:].replace(":", "")
    return day + time


def holds(value: str) -> bool:
    """True if the norm of a date gives the same value back."""
    return len(value) >= _DAY and content_date(value) == value
