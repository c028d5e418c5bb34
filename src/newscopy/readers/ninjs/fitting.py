"""Makes the strings of a JSON object fit for a Story: JSON can say what no text can hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from newscopy.model import Notice
from newscopy.ninjs_keys import is_known, version_of

# XML 1.0 §2.2 forbids the controls and the last two; half a surrogate pair is no character.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fitted(value: Any, found: Counter[str]) -> Any:
    """The value with what no text can hold replaced in all its strings and keys; `found` counts each kind."""
    if isinstance(value, str):
        return _UNFIT.sub(lambda match: _replacement(match.group(), found), value)
    if isinstance(value, Mapping):
        return {fitted(str(key), found): fitted(part, found) for key, part in value.items()}
    return [fitted(part, found) for part in value] if isinstance(value, list) else value


def notices(item: Mapping[str, Any], found: Counter[str]) -> Iterator[Notice]:
    """What was replaced, and which keys are of no version of ninjs and so are not read."""
    if found:
        kinds = ", ".join(f"U+{ord(char):04X} ×{count}" for char, count in sorted(found.items()))
        message = f"{found.total()} characters that no text can hold were replaced ({kinds})"
        yield Notice(code="characters-replaced", message=message)
    version = version_of(item)
    unknown = [key for key in item if not is_known(key, version)]
    if unknown:
        names = ", ".join(" ".join(key.split()) or "''" for key in unknown[:9]) + (" …" if len(unknown) > 9 else "")
        yield Notice(code="unknown-keys", message=f"ninjs {version} has no such key, so it was not read: {names}")


def _replacement(char: str, found: Counter[str]) -> str:
    found[char] += 1
    return " " if char in "\x0b\x0c" else "\ufffd"
