"""Text that can be read back where several glyphs draw one letter: the words of a line stated beside its glyphs.

WeasyPrint 70 gives each glyph the letters it first stood for, and the further glyphs of a cluster none. In Indic
scripts and with combining accents that loses and repeats letters for whoever copies, searches or listens. PDF has
a place to state the words of a stretch: ActualText (ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

# Below these, letters and glyphs go one by one, give or take a ligature, which keeps its letters together.
_PLAIN = re.compile(
    "[\u0000-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u20cf\u2e80-\u3029\u3030-\u3098\u309b-\u9fff\uff01-\uffef]*"
)
# Programs that turn the glyphs of such a line round would turn the stated words round too.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def read_back(module: Any) -> None:
    """Make WeasyPrint (its module) state the words of lines in which glyphs and letters do not go one by one."""
    import pydyf

    base = module.pdf.Stream

    class ReadableStream(base):  # type: ignore[misc, valid-type]
        """A page that states its words; WeasyPrint has no hook for it."""

        @contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            """Marked content, with the words of a text box in its properties where they are needed."""
            with super().marked(box, tag):
                text = getattr(box, "text", None)
                if text and self._tags is not None and needs_words(text):
                    self.stream[-2]["ActualText"] = pydyf.String(text)
                yield

    module.pdf.Stream = ReadableStream


@lru_cache(maxsize=256)
def needs_words(text: str) -> bool:
    """True for a line with combining signs that runs from left to right."""
    if _PLAIN.fullmatch(text) or _RIGHT_TO_LEFT.search(text):
        return False
    return any(unicodedata.category(letter) in ("Mn", "Mc") for letter in text)
