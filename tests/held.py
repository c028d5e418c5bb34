"""A Story as a format can hold it: what a round trip must give back."""

from __future__ import annotations

from typing import Any

from newscopy.model import Story
from told_again import as_told

_NOT_HELD = {"source", "segments", "notices"}


def held(story: Story) -> dict[str, Any]:
    """All fields that NewsML-G2 and NITF hold, as they hold them.

    Addresses that are not safe to follow and what the Story says of its own reading are not held; a date without a
    value and words says nothing; a code that is the very name is not told apart from none, nor is a blank.
    """
    empty = {
        name: None
        for name in ("published", "updated")
        if (stamp := getattr(story, name)) is not None and stamp.value is None and stamp.text is None
    }
    as_it_comes_back = story.model_copy(update={"body": tuple(as_told(block) for block in story.body), **empty})
    return _without_blanks(as_it_comes_back.model_dump(mode="json", exclude=_NOT_HELD))


def _without_blanks(told: dict[str, Any]) -> dict[str, Any]:
    """A keyword, a name or another fact of one line that is blank says nothing, and is not written."""
    told["slugline"] = _said(told["slugline"])
    told["keywords"] = [keyword for keyword in told["keywords"] if _said(keyword)]
    for field in ("bylines", "categories"):
        told[field] = [part for part in told[field] if _said(part["name"])]
    told["category"] = told["categories"][0]["name"] if told["categories"] else None
    for field in ("published", "updated"):
        stamp = told[field]
        if stamp and not _said(stamp["text"]):
            told[field] = stamp | {"text": None} if stamp["value"] else None
    if told["dateline"]:
        told["dateline"] |= {name: _said(told["dateline"][name]) for name in ("place", "agency")}
    return told


def _said(text: str | None) -> str | None:
    return text if text and text.strip() else None
