"""Tells what became of each line of a source: its label, how sure we are, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from newscopy import formats
from newscopy.model import Segment, Story
from newscopy.profiles import profile
from newscopy.readers.source_text import text_of
from newscopy.structure import doubt
from newscopy.structure.furniture import Furniture, key
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


def rows(story: Story, data: bytes, site: Furniture | None = None) -> list[Row]:
    """A row for each labelled stretch of each line, in order.

    `data` is the file the story was read from. If that was no source text but a Story, its segments are told
    instead, each in one row. Where a `site` is known, the reason tells on how many of its pages a line stands. Raises
    LookupError if a segment leads nowhere.
    """
    if hashlib.sha256(data).hexdigest() == story.source.sha256:
        found = list(_by_line(story, text_of(data, story.source.name, story.source.media_type)))
    else:
        found = [_row(None, segment, segment.text or held(story, segment.target or "")) for segment in story.segments]
    return found if site is None else [_of_site(row, site) for row in found]


def site_of(
    path: Path, data: bytes, name: str, reader: formats.Reader, options: formats.ReadOptions
) -> Furniture | None:
    """The site of a profile that a file is a page of; raises OptionError, and what the reader does."""
    return profile.load(path).of(reader.lay_out(data, name, options).blocks) if reader.lay_out else None


def profile_rows(path: Path) -> Iterator[str]:
    """What a profile says, a line each with tabs between site, what is known and the line; raises OptionError."""
    yield from map("\t".join, profile.rows(profile.load(path)))


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


def _of_site(row: Row, site: Furniture) -> Row:
    line = key(row.text)
    told = [f"on {seen.pages} of {site.pages} pages of this site"] if (seen := site.lines.get(line)) else []
    said = {"discarded" if name == "other" else name: times for name, times in site.taught.get(line, {}).items()}
    told += [f"{name.replace('_', ' ')} on {times} corrected pages" for name, times in said.items()]
    return replace(row, reason=", ".join([row.reason, *told])) if told else row


def _row(line: int | None, segment: Segment, text: str) -> Row:
    return Row(line, segment.role.value, segment.confidence, segment.reason or "", " ".join(text.split()))
