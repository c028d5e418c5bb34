"""Writes a Story as plain text: its head and its copy alone, with an empty line between paragraphs.

What was discarded, marks and addresses are not written. Captions and credits stand in square brackets, so that they
are not taken for copy, and the points of lists behind "- " or their number.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from newscopy.formats import Options, Writer
from newscopy.model import Story
from newscopy.writers.styled import Styled, below, markers, paragraphs

_NARROWEST = 20
_BRACKETED = frozenset({"Caption", "Credit"})
_LINE_END = re.compile(r"\r\n?|\n")


class TextOptions(Options):
    """width: lines have so many characters at most, where no word is longer and no list is nested so deep that nothing
    is left; without it a paragraph is one line.
    """

    width: Annotated[int, Field(ge=_NARROWEST)] | None = None


def write(story: Story, options: TextOptions) -> bytes:
    """UTF-8; ends with a line feed. A line break inside a paragraph stays one."""
    rows = [row for row in paragraphs(story) if not row.text.isspace()]
    made: list[str] = []
    above: Styled | None = None
    for row, marker in zip(rows, markers(rows), strict=True):
        if above is not None:
            made.append("\n" if below(above, row) else "\n\n")
        text = f"[{row.text.strip()}]" if row.style in _BRACKETED else row.text
        lines = _lines(text, max(1, options.width - len(marker)) if options.width else None)
        made.append(marker + f"\n{' ' * len(marker)}".join(lines))
        above = row
    return f"{''.join(made)}\n".encode()


def _lines(text: str, width: int | None) -> Iterator[str]:
    """The lines of a paragraph, without those that are blank; a word stays whole, however long it is."""
    for line in _LINE_END.split(text):
        if width is None:
            yield from filter(None, [line.strip()])
        else:
            yield from textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)


WRITER = Writer("text", ".txt", "text/plain", write, TextOptions)
