"""Tells what became of each line of a source: its label, how sure we are, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from newscopy.model import Segment, Story
from newscopy.readers.source_text import text_of
from newscopy.structure import doubt
from newscopy.structure.lines import split
from newscopy.structure.provenance import held


@dataclass(frozen=True)
class Row:
    """A line of the source, or a stretch of one. `line` is its number from 1, None where only the Story is at hand."""

    line: int | None
    role: str
    confidence: float
    reason: str
    text: str


def rows(story: Story, data: bytes) -> list[Row]:
    """A row for each labelled stretch of each line, in order.

    `data` is the file the story was read from. If that was no source text but a Story, its segments are told
    instead, each in one row. Raises LookupError if a segment leads nowhere.
    """
    if hashlib.sha256(data).hexdigest() == story.source.sha256:
        return list(_by_line(story, text_of(data, story.source.name, story.source.media_type)))
    return [_row(None, segment, segment.text or held(story, segment.target or "")) for segment in story.segments]


def confidence(story: Story) -> float:
    """The probability that the story's headline and all its paragraphs are right, as far as its segments tell."""
    return doubt.confidence((segment.role, segment.confidence) for segment in story.segments)


def _by_line(story: Story, text: str) -> Iterator[Row]:
    segments = story.segments
    first, number, counted = 0, 1, 0
    lines = split(text)
    for start, end in zip(lines.start.tolist(), lines.end.tolist(), strict=True):
        number += _breaks(text, counted, start)
        counted = start
        while first < len(segments) and segments[first].end <= start:
            first += 1
        at = first
        while at < len(segments) and segments[at].start < end:
            stretch = text[max(segments[at].start, start) : min(segments[at].end, end)]
            yield _row(number, segments[at], stretch)
            at += 1


def _breaks(text: str, start: int, end: int) -> int:
    """Line ends in a stretch; \\r\\n is one."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def _row(line: int | None, segment: Segment, text: str) -> Row:
    return Row(line, segment.role.value, segment.confidence, segment.reason or "", " ".join(text.split()))
