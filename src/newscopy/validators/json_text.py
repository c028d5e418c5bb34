"""The text of a JSON file, or what keeps it from being one."""

from __future__ import annotations

from newscopy.formats import Finding

MARK = b"\xef\xbb\xbf"
"""A byte order mark in UTF-8, which JSON forbids and editors write."""


def text_of(data: bytes) -> str | Finding:
    """The text of bytes that are UTF-8 without a byte order mark, as RFC 8259 wants it."""
    if data.startswith(MARK):
        return Finding("error", "starts with a byte order mark, which JSON forbids: save as UTF-8 without it", 1)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Finding("error", "is not UTF-8, as JSON must be: save it as UTF-8", line)
