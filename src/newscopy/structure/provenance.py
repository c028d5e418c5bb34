"""Proves that nothing of a source is lost: its segments hold every non-blank character once, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newscopy.errors import LossError
from newscopy.model import Part, Story


def nonblank(text: str) -> str:
    """The text without its white space; two texts that agree here say the same."""
    return "".join(text.split())


def _same(one: str, other: str) -> bool:
    return one == other or nonblank(one) == nonblank(other)


def held(story: Story, target: str) -> str:
    """The string a segment's target (a JSON Pointer) leads to; raises LookupError if there is none."""
    value: object = story
    for step in target.split("/")[1:]:
        if isinstance(value, tuple):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        elif isinstance(value, Part) and step in value.__pydantic_fields__:
            value = getattr(value, step)
        else:
            value = None
        if value is None:
            raise LookupError(f"{target} leads nowhere: there is no {step!r}")
    if isinstance(value, str):
        return value
    raise LookupError(f"{target} is not a text")


def rebuild(story: Story) -> str:
    """All text of the source from the Story alone: its characters in order, white space aside.

    Segments that follow each other with the same target are told by that target once. Raises LookupError if a
    target leads nowhere.
    """
    parts: list[str] = []
    before: str | None = None
    for segment in story.segments:
        if segment.text is not None:
            parts.append(segment.text)
            before = None
        elif segment.target is not None and segment.target != before:
            parts.append(held(story, segment.target))
            before = segment.target
    return "\n".join(parts)


def problems(story: Story, text: str) -> list[str]:
    """What keeps the segments from being a full account of `text`, each in one line; empty if they are.

    `text` is the decoded source. Linear in its length.
    """
    if len(text) != story.source.length:
        return [f"the source has {len(text)} characters, the story was read from {story.source.length}"]
    found = []
    at = 0
    size = len(text)
    for number, segment in enumerate(story.segments):
        start, end = segment.start, segment.end
        if start < at:
            found.append(f"segment {number} starts at {start}, inside the one before, which ends at {at}")
        elif at < start and not text[at:start].isspace():
            found.append(f"characters {at} to {start} are in no segment: {_short(text[at:start])}")
        if end > size:
            found.append(f"segment {number} ends at {end}, beyond the source's {size}")
        if end > at:
            at = end
    if at < len(text) and not text[at:].isspace():
        found.append(f"characters {at} to {len(text)} are in no segment: {_short(text[at:])}")
    return found + _differences(story, text)


def check(story: Story, text: str) -> None:
    """Raise LossError, naming the first problem, unless the segments are a full account of `text`."""
    found = problems(story, text)
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise LossError(f"{story.source.name}: {found[0]}{more}")


def untold(told: Sequence[tuple[str | None, str]], values: Mapping[str, str]) -> set[str]:
    """Targets from which the source's characters could not be told, so that their segments must carry the text.

    `told` is the (target, stretch of the source) of each segment, in order; `values` what each target holds. A
    target tells its segments if it has exactly their characters and they follow each other.
    """
    said: dict[str, list[str]] = {}
    scattered: set[str] = set()
    before: str | None = None
    for target, stretch in told:
        if target is not None:
            if target in said and target != before:
                scattered.add(target)
            said.setdefault(target, []).append(stretch)
        before = target
    return scattered | {target for target, parts in said.items() if not _same("".join(parts), values.get(target, ""))}


def _differences(story: Story, text: str) -> list[str]:
    found = []
    said: dict[str, list[str]] = {}
    before: str | None = None
    for segment in story.segments:
        stretch = text[segment.start : segment.end]
        if segment.text is None:
            target = segment.target or ""
            if target in said and target != before:
                found.append(f"{target} holds stretches of the source between which another stands")
            said.setdefault(target, []).append(stretch)
        elif not _same(segment.text, stretch):
            found.append(
                f"{segment.start} to {segment.end}: the source says {_short(stretch)}, not {_short(segment.text)}"
            )
        before = segment.target if segment.text is None else None
    for target, stretches in said.items():
        try:
            value = held(story, target)
        except LookupError as error:
            found.append(str(error))
            continue
        if not _same(value, "".join(stretches)):
            found.append(f"{target}: the source says {_short(' '.join(stretches))}, the story {_short(value)}")
    return found


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= 60 else flat[:57] + "…")
