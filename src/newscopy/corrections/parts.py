"""A page as the parts it was divided into, and the parts as corrections want them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newscopy.corrections.basis import Basis
from newscopy.corrections.records import RoleCorrection
from newscopy.errors import CorrectionError
from newscopy.model import DiscardReason, Role, Story
from newscopy.structure.label import BY_HAND, Label


class Part(NamedTuple):
    """A stretch of the source, half-open, and what it is."""

    start: int
    end: int
    label: Label


def parts_of(story: Story) -> list[Part]:
    """What the segments of a Story say of its source; a dateline and the paragraph that it opens are one part."""
    parts: list[Part] = []
    opened = None
    for segment in story.segments:
        label = Label(segment.role, segment.confidence, segment.reason or "")
        start = parts.pop().start if opened is not None and segment.target == opened else segment.start
        parts.append(Part(start, segment.end, label))
        inside = segment.role is Role.DATELINE and (segment.target or "").startswith("/body/")
        opened = segment.target if inside else None
    return parts


def corrected(parts: list[Part], basis: Basis, corrections: Iterable[RoleCorrection], where: str) -> list[Part]:
    """The parts with each corrected stretch as a part of its own; what it leaves of others stays what it was.

    Raises CorrectionError for a stretch that the source does not have.
    """
    for correction in corrections:
        start, end = _trimmed(basis.text, correction.start, correction.end)
        if correction.end > len(basis.text) or start >= end:
            raise CorrectionError(
                f"{where}: characters {correction.start} to {correction.end} are not there or blank: the source has "
                f"{len(basis.text)} characters; make the review page again"
            )
        if basis.is_loose(start) or (basis.is_loose(end) and end not in basis.ends):
            raise CorrectionError(
                f"{where}: characters {correction.start} to {correction.end} cut a line whose white space only the "
                "source knows: give it with --source FILE"
            )
        reason = (correction.reason or DiscardReason.FURNITURE).value if correction.role is Role.DISCARDED else BY_HAND
        fresh = Part(start, end, Label(correction.role, 1.0, reason))
        parts = sorted([fresh, *_around(parts, start, end, basis.text)], key=lambda part: part.start)
    return parts


def _around(parts: Iterable[Part], start: int, end: int, text: str) -> Iterator[Part]:
    """What is left of the parts without a stretch."""
    for part in parts:
        if part.end <= start or part.start >= end:
            yield part
            continue
        for first, last in ((part.start, start), (end, part.end)):
            first, last = _trimmed(text, first, last)
            if first < last:
                yield Part(first, last, part.label)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    end = min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
