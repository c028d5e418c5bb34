"""Source text to Lines: only \\r\\n, \\r and \\n end a line; blank lines are counted, not kept."""

from __future__ import annotations

import re
from typing import NamedTuple

# From the first character that is no white space to the end of its line: blank lines never match.
_LINE = re.compile(r"\S[^\r\n]*")
_BREAK = re.compile(r"\r\n?|\n")


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
    before = 0
    returns = "\r" in text
    for match in _LINE.finditer(text):
        start = match.start()
        raw = match.group()
        line = raw.rstrip()
        gap = text[before:start]
        if returns:
            breaks = len(_BREAK.findall(gap))
            last = max(gap.rfind("\n"), gap.rfind("\r"))
        else:
            breaks, last = gap.count("\n"), gap.rfind("\n")
        end = start + len(line)
        lines.append(
            Line(line, start, end, max(0, breaks - 1) if before else breaks, len(gap) - last - 1, len(raw) - len(line))
        )
        before = match.end()
    return lines
