"""Writes a Story as its own JSON."""

from __future__ import annotations

from newscopy.formats import Options, Writer
from newscopy.model import Story


class JsonOptions(Options):
    """indent: spaces a level; 0 puts the Story on one line, as JSON Lines wants it."""

    indent: int = 2


def write(story: Story, options: JsonOptions) -> bytes:
    """UTF-8, non-ASCII characters as themselves, ends with a line feed."""
    return story.model_dump_json(indent=options.indent or None).encode() + b"\n"


WRITER = Writer("json", ".json", "application/json", write, JsonOptions, joins=True)
