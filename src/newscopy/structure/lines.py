"""Source text to Lines: only \\r\\n, \\r and \\n end a line; blank lines are counted, not kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BREAK = re.compile(r"\r\n|\r|\n")


class Line(NamedTuple):
    """A line with something on it, without the white space around it.

    start, end: half-open offsets into Source.text. blanks: empty lines right before it. indent: white space
    before it on its own line. trailing: white space behind it.
    """

    text: str
    start: int
    end: int
    blanks: int
    indent: int
    trailing: int


def split(text: str) -> list[Line]:
    """All lines of the text that are not blank, in order."""
    lines = []
    at = blanks = 0
    for raw, size in _raw_lines(text):
        line = raw.strip()
        if line:
            indent = 0 if line[0] == raw[0] else len(raw) - len(raw.lstrip())
            start = at + indent
            lines.append(Line(line, start, start + len(line), blanks, indent, len(raw) - indent - len(line)))
            blanks = 0
        else:
            blanks += 1
        at += size
    return lines


def _raw_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each line without its break, and its length with it."""
    if "\r" not in text:
        for raw in text.split("\n"):
            yield raw, len(raw) + 1
        return
    at = 0
    for match in _BREAK.finditer(text):
        yield text[at : match.start()], match.end() - at
        at = match.end()
    yield text[at:], len(text) - at
