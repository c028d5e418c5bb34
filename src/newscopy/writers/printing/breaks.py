"""Where long text may be cut for printing: soft breaks in unbroken runs, and parts of huge paragraphs.

Both change only what is printed, never the Story. Line breaking takes time that grows with the square of an
unbroken run: 100 kB without a space took WeasyPrint 70 more than a minute, and one second with soft breaks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

SOFT_BREAK = "\u200b"
LONGEST_RUN = 80
"""Characters a run may have before it gets soft breaks; no word of a living language is longer."""
STEP = 40
LONGEST_PART = 8000
"""Characters of a paragraph that are laid out in one piece."""

# Scripts that are written without spaces have their own places to break, known to Pango; a run of theirs gets
# soft breaks only where it is longer than any sentence.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3001-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffef"
_ASTRAL_IDEOGRAPHS = "\U00020000-\U0003ffff"
# No-break spaces (U+00A0, U+2007, U+202F, U+2060) are left out on purpose: no line breaks there.
_SPACES = " \t\n\r\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000"
_SPACED_RUN = re.compile(rf"[^{_SPACES}{_UNSPACED}{_ASTRAL_IDEOGRAPHS}]{{{LONGEST_RUN + 1},}}")
_ANY_RUN = re.compile(rf"[^{_SPACES}]{{{LONGEST_PART // 4},}}")
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f\u2060")
_LONGEST_CLUSTER = 16


def soft_breaks(text: str) -> list[int]:
    """Offsets in `text` at which a soft break belongs: sorted, never inside a letter with its accents."""
    if len(text) <= LONGEST_RUN:
        return []
    found: set[int] = set()
    for pattern in (_SPACED_RUN, _ANY_RUN):
        for run in pattern.finditer(text):
            found.update(_steps(text, run.start(), run.end()))
    return sorted(found)


def broken(text: str) -> str:
    """`text` with its soft breaks put in."""
    cuts = [0, *soft_breaks(text), len(text)]
    return SOFT_BREAK.join(text[start:end] for start, end in pairwise(cuts))


def parts(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges that cover `text`, none longer than LONGEST_PART, cut after a space where there is one."""
    start = 0
    while len(text) - start > LONGEST_PART:
        end = text.rfind(" ", start + LONGEST_PART // 2, start + LONGEST_PART) + 1
        end = end or _whole_cluster(text, start + LONGEST_PART - _LONGEST_CLUSTER)
        yield start, end
        start = end
    yield start, len(text)


def _steps(text: str, start: int, end: int) -> Iterator[int]:
    at = _whole_cluster(text, start + STEP)
    while at < end:
        yield at
        at = _whole_cluster(text, at + STEP)


def _whole_cluster(text: str, at: int) -> int:
    """The first place from `at` on that parts two letters; gives up in a heap of accents that never ends."""
    for place in range(at, min(at + _LONGEST_CLUSTER, len(text))):
        if not (_clings(text[place]) or text[place - 1] == "\u200d"):
            return place
    return min(at + _LONGEST_CLUSTER, len(text))


def _clings(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) in ("Mn", "Me", "Mc")
