"""Leaves out what holds nothing but blanks, where an exchange format cannot hold that: no reader shows it."""

from __future__ import annotations

from typing import Any

from newscopy.model import Story, Timestamp


def without_blanks(story: Story) -> Story:
    """The story without keywords, names and other facts that are blank; the same object if there are none."""
    changes: dict[str, Any] = {}
    if story.slugline is not None and not story.slugline.strip():
        changes["slugline"] = None
    for field, parts in (("bylines", story.bylines), ("categories", story.categories)):
        if any(not part.name.strip() for part in parts):
            changes[field] = tuple(part for part in parts if part.name.strip())
    if any(not keyword.strip() for keyword in story.keywords):
        changes["keywords"] = tuple(keyword for keyword in story.keywords if keyword.strip())
    for field, stamp in (("published", story.published), ("updated", story.updated)):
        if stamp is not None and stamp.text is not None and not stamp.text.strip():
            changes[field] = Timestamp(value=stamp.value) if stamp.value else None
    line = story.dateline
    blank = {name: None for name in ("place", "agency") if line and (getattr(line, name) or "x").isspace()}
    if line and blank:
        changes["dateline"] = line.model_copy(update=blank)
    return story.model_copy(update=changes) if changes else story
