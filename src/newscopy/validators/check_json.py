"""Checks Story JSON: one Story, or one a line, in line with the model, its segments in order and leading somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import ValidationError

from newscopy.formats import Finding, Validator
from newscopy.model import Story
from newscopy.structure.provenance import held
from newscopy.validators.json_place import place
from newscopy.validators.json_text import MARK, text_of

# A Story says its schema_version first; one that lost it is known by fields no other format has together.
# The colon tells a key from the same words in a text.
_VERSION = re.compile(rb'"schema_version"\s*:')
_FIELDS = tuple(re.compile(rb'"%s"\s*:' % name) for name in (b"headline", b"body", b"source"))
_WHERE = re.compile(r" at line (\d+) column \d+$")


def claims(data: bytes) -> bool:
    """True for a JSON object with the fields of a Story."""
    if data.removeprefix(MARK).lstrip()[:1] != b"{":
        return False
    return bool(_VERSION.search(data)) or all(field.search(data) for field in _FIELDS)


def check(data: bytes) -> list[Finding]:
    """What is wrong, by line; an empty list if nothing is."""
    text = text_of(data)
    if isinstance(text, Finding):
        return [text]
    if _is_lines(text):
        lines = enumerate(text.split("\n"), 1)
        return [finding for number, line in lines if line.strip() for finding in _story(line, number - 1)]
    return list(_story(text, 0))


def _is_lines(text: str) -> bool:
    """True if each line that is not blank looks like a JSON object, and there are several."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all(line.startswith("{") and line.endswith("}") for line in lines)


def _story(text: str, before: int) -> Iterator[Finding]:
    """Findings in one Story; `before` counts the lines before it."""
    try:
        story = Story.model_validate_json(text)
    except ValidationError as error:
        for problem in error.errors():
            yield _finding(text, before, problem["loc"], problem["msg"])
        return
    for path, message in _accounts(story):
        yield _finding(text, before, path, message)


def _finding(text: str, before: int, path: tuple[str | int, ...], message: str) -> Finding:
    where = _WHERE.search(message)
    if where:
        return Finding("error", f"not JSON: {_WHERE.sub('', message)}", before + int(where[1]))
    pointer, line = place(text, path)
    return Finding("error", f"{pointer}: {message.removeprefix('Value error, ')}", before + line)


def _accounts(story: Story) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where segments and notices do not fit to the source or to the fields, as path and message."""
    end = 0
    for number, segment in enumerate(story.segments):
        if segment.start < end:
            yield ("segments", number, "start"), f"{segment.start} is inside the segment before, which ends at {end}"
        if segment.end > story.source.length:
            yield ("segments", number, "end"), f"{segment.end} is beyond the source's {story.source.length} characters"
        end = max(end, segment.end)
        if segment.target is not None:
            try:
                held(story, segment.target)
            except LookupError as error:
                yield ("segments", number, "target"), str(error)
    for number, notice in enumerate(story.notices):
        if notice.end is not None and notice.end > story.source.length:
            yield ("notices", number, "end"), f"{notice.end} is beyond the source's {story.source.length} characters"


VALIDATOR = Validator("json", claims, check)
