"""Fields of a Story with a value that a person gave, while their segments keep what the source says."""

from __future__ import annotations

from typing import Any

from newscopy.corrections.records import FieldCorrection
from newscopy.model import DiscardReason, Role, Segment, Story, Timestamp
from newscopy.structure.provenance import held

# The field that holds the printed words of another.
_PRINTED = {
    "published": "/published/text",
    "updated": "/updated/text",
    "categories": "/categories/",
    "keywords": "/keywords/",
}
_CURED = {"headline": "no-headline", "published": "ambiguous-date"}


def changed(story: Story, record: FieldCorrection, text: str) -> Story:
    """The Story with another value in a field; `text` is what its offsets count.

    The byline follows from the names, unless a correction gives it too.
    """
    changes: dict[str, Any] = {record.field: _value(story, record)}
    if record.field == "bylines":
        changes["byline"] = ", ".join(byline.name for byline in record.parsed()) or None
    cured = _CURED.get(record.field)
    changes["notices"] = tuple(notice for notice in story.notices if notice.code != cured)
    made = story.model_copy(update=changes)
    places = [_PRINTED.get(name, f"/{name}") for name in changes if name != "notices"]
    segments = tuple(_accounted(segment, made, places, text) for segment in story.segments)
    return made.model_copy(update={"segments": segments})


def _value(story: Story, record: FieldCorrection) -> Any:
    value = record.parsed()
    if record.field not in ("published", "updated") or value is None:
        return value
    before: Timestamp | None = getattr(story, record.field)
    return Timestamp(value=value, text=before.text if before else None)


def _accounted(segment: Segment, story: Story, places: list[str], text: str) -> Segment:
    """A segment whose field has changed holds its own words; one whose field is gone is discarded with them."""
    target = segment.target
    if target is None or not any(
        target == place or (target.startswith(place) and place.endswith("/")) for place in places
    ):
        return segment
    said = {"text": text[segment.start : segment.end]}
    try:
        held(story, target)
    except LookupError:
        gone = {"role": Role.DISCARDED, "target": None, "reason": DiscardReason.FURNITURE.value}
        return segment.model_copy(update=said | gone)
    return segment.model_copy(update=said)
