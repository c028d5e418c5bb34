"""Compares a Story with the file it was read from, character by character."""

from __future__ import annotations

import hashlib

from newscopy.errors import LossError
from newscopy.readers.from_json import READER
from newscopy.readers.source_text import part_of, text_of
from newscopy.structure.provenance import check, nonblank, rebuild


def verify(story_json: bytes, story_name: str, source: bytes, source_name: str) -> str:
    """One line that says what was proven.

    The text of a page is what its markup shows. Raises LossError that names the first difference, SchemaError
    if `story_json` is no Story, and DecodeError if the source is no text.
    """
    story = READER.read(story_json, story_name, READER.options())
    text = text_of(source, source_name + part_of(story.source.name), story.source.media_type)
    check(story, text)
    try:
        rebuilt = rebuild(story)
    except LookupError as error:
        raise LossError(f"{story_name}: {error}") from error
    if nonblank(rebuilt) != nonblank(text):
        raise LossError(f"{story_name}: the text made from the story alone differs from {source_name}")
    same = hashlib.sha256(source).hexdigest() == story.source.sha256
    note = "" if same else "; its bytes are not those the story was read from, its text is"
    return f"nothing lost: all {len(nonblank(text)):,} characters of {source_name} accounted for{note}"
