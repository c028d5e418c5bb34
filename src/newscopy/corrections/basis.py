"""The text that a Story's offsets count: that of its source, or one made again from its segments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

from newscopy.errors import NewscopyError
from newscopy.model import Role, Segment, Story
from newscopy.readers.source_text import part_of, text_of
from newscopy.structure import provenance


@dataclass(frozen=True)
class Basis:
    """A text with every segment of a Story in its place.

    loose: stretches in which only the order of the characters is right, as white space of the source is missing.
    ends: where such a stretch ends in the source, by where its last character stands here (both half-open ends).
    """

    text: str
    loose: tuple[tuple[int, int], ...] = ()
    ends: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def is_loose(self, offset: int) -> bool:
        """True for an offset inside a loose stretch, which may be another one in the source."""
        return any(start < offset < end for start, end in self.loose)


def of_source(story: Story, data: bytes | str, name: str) -> Basis | None:
    """The source's own text; None if the story was not read from `data`, or its segments do not account for it."""
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if hashlib.sha256(raw).hexdigest() != story.source.sha256:
        return None
    try:
        text = text_of(data, name + part_of(story.source.name), story.source.media_type)
    except NewscopyError:
        return None
    return None if provenance.problems(story, text) else Basis(text)


def of_segments(story: Story) -> Basis:
    """A text made from the Story alone: all characters that are not white space, and offsets that hold for segments.

    Raises LookupError if a segment's target leads nowhere.
    """
    letters = [" "] * story.source.length
    loose, ends = [], {}
    for segment, said in told(story):
        length = segment.end - segment.start
        letters[segment.start : segment.start + len(said)] = said
        letters[segment.end : segment.end + 1] = "\n"[: len(letters) - segment.end]
        if len(said) < length:
            loose.append((segment.start, segment.end))
            ends[segment.start + len(said)] = segment.end
    return Basis("".join(letters), tuple(loose), ends)


def told(story: Story) -> Iterator[tuple[Segment, str]]:
    """Each segment with what it says, never longer than its stretch of the source; raises LookupError."""
    for target, group in groupby(story.segments, key=lambda segment: segment.target if segment.text is None else ""):
        segments = list(group)
        if not target:
            yield from ((segment, segment.text or "") for segment in segments)
            continue
        yield from zip(segments, _shared(story, segments, provenance.held(story, target)), strict=True)


def _shared(story: Story, segments: Sequence[Segment], said: str) -> list[str]:
    """A text cut into what each of the segments that it was made of has said."""
    if len(segments) == 1:
        return [said]
    if segments[0].role is Role.DATELINE and story.dateline is not None and said.startswith(story.dateline.text):
        first, rest = segments[0], _shared(story, segments[1:], said[len(story.dateline.text) :])
        return [story.dateline.text[: first.end - first.start], *rest]
    lines = said.split("\n")
    if len(lines) == len(segments):
        return lines
    pieces = []
    for segment in segments[:-1]:
        length = segment.end - segment.start
        cut = len(said) if len(said) <= length else max(said.rfind(" ", 0, length + 1), 0) or length
        pieces.append(said[:cut].strip())
        said = said[cut:].lstrip()
    return [*pieces, said]
