"""Exports of text databases, which hold many documents: where one begins and ends, and which is a text's own story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newscopy.structure.lines import Lines

# How Nexis counts the documents of an export ("3 of 10 DOCUMENTS"), in English, German and French; and the last line of
# a document: that of Nexis Uni, and the number that Factiva gives it, of its source, the day and nine signs.
_OPENING = r"\d+ of \d+ documents?|dokument \d+ von \d+|document \d+ (?:de|of) \d+"
_ENDING = r"End of Document|(?:AN\s+)?Document [A-Z0-9]{2,8}(?:19|20)\d{6}[a-z0-9]{9}"
_OPENS, _ENDS = re.compile(_OPENING, re.IGNORECASE), re.compile(_ENDING, re.IGNORECASE)
_EITHER = re.compile(rf"^[^\S\n]*(?:{_OPENING}|{_ENDING})[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
_WORDS = ("DOCUMENT", "Document", "Dokument")


def opens(line: str) -> bool:
    """True for a line, without the blanks around it, that stands above a document."""
    return _OPENS.fullmatch(line) is not None


def ends(line: str) -> bool:
    """True for the last line of a document."""
    return _ENDS.fullmatch(line) is not None


def parts(lines: Sequence[str]) -> list[slice]:
    """The documents of an export by their lines, one after the other; all lines where they are one document."""
    starts = {0}
    for at, line in enumerate(lines):
        if opens(line.strip()):
            starts.add(at)
        if ends(line.strip()):
            starts.add(at + 1)
    cuts = [slice(start, end) for start, end in pairwise([*sorted(starts - {len(lines)}), len(lines)])]
    return [cut for cut in cuts if any(map(str.strip, lines[cut]))]


def first(lines: Lines) -> tuple[int, int]:
    """The lines of the first document, half-open: below the line that counts it, and up to the next or its own end."""
    start, stop = 0, len(lines)
    if any(word in lines.text for word in _WORDS) and _EITHER.search(lines.text):
        found = False
        for number, text in enumerate(lines.texts()):
            if ends(text):
                return start, number + 1
            if not opens(text):
                continue
            if found:
                return start, number
            start, found = number + 1, True
    return (start, stop) if start < stop else (0, stop)
