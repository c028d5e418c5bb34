"""Finds the line of a value in JSON text by its path, for messages that a person can act on."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_SPACE = re.compile(r"[ \t\n\r]*")
_VALUE = json.JSONDecoder()


def place(text: str, path: Sequence[str | int]) -> tuple[str, int]:
    """JSON Pointer (RFC 6901) and 1-based line of the value at `path` in valid JSON.

    Steps that the JSON does not have are left out of the pointer if they are names that a schema gives to kinds of
    blocks; the last step may be a field that is missing, and then the line is that of the object it is missing in.
    """
    at = _skip(text, 0)
    pointer = ""
    for number, step in enumerate(path):
        inner = _item(text, at, step) if isinstance(step, int) else _member(text, at, step)
        if inner is not None:
            at = inner
        elif number < len(path) - 1:
            continue
        pointer += "/" + str(step).replace("~", "~0").replace("/", "~1")
    return pointer or "/", text.count("\n", 0, at) + 1


def _member(text: str, at: int, name: str) -> int | None:
    """Where the value of `name` starts in the object at `at`."""
    if text[at] != "{":
        return None
    at = _skip(text, at + 1)
    while text[at] == '"':
        key, at = _VALUE.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        if key == name:
            return at
        at = _after(text, at)
    return None


def _item(text: str, at: int, index: int) -> int | None:
    """Where the value number `index` starts in the array at `at`."""
    if text[at] != "[":
        return None
    at = _skip(text, at + 1)
    while text[at] != "]":
        if index == 0:
            return at
        index -= 1
        at = _after(text, at)
    return None


def _after(text: str, at: int) -> int:
    """The start of what follows the value at `at`: the next member, or the closing bracket."""
    _, end = _VALUE.raw_decode(text, at)
    end = _skip(text, end)
    return _skip(text, end + 1) if text[end] == "," else end


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
