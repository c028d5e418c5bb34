"""Story files for the tests of the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from newscopy.convert import write
from newscopy.model import DiscardReason, Notice, Paragraph, Role, Segment, SourceInfo, Story

TEXT = "Rain at last\n\nShare this\nIt rained in Ellan on Friday,\r\nfor the first time since May.\n"


def small_story(*, doubtful: bool = False) -> Story:
    """A story read from TEXT, by hand."""
    body = "It rained in Ellan on Friday, for the first time since May."
    start = TEXT.index("It rained")
    share = TEXT.index("Share")
    notices = (Notice(code="headline-doubtful", message="the headline may be a section name"),) if doubtful else ()
    return Story(
        id="urn:x:rain",
        language="en",
        headline="Rain at last",
        body=(Paragraph(text=body),),
        source=SourceInfo(
            name="rain.txt",
            media_type="text/plain",
            encoding="utf-8",
            sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
            length=len(TEXT),
        ),
        segments=(
            Segment(start=0, end=12, role=Role.HEADLINE, target="/headline", confidence=0.9, reason="first line"),
            Segment(
                start=share, end=share + 10, role=Role.DISCARDED, target=None, confidence=0.8,
                reason=DiscardReason.SHARE, text="Share this",
            ),
            Segment(start=start, end=len(TEXT) - 1, role=Role.PARAGRAPH, target="/body/0/text", confidence=0.99),
        ),
        notices=notices,
    )  # fmt: skip


@pytest.fixture
def story_file(tmp_path: Path) -> Callable[..., Path]:
    """Makes a Story file below a temporary folder; a broken one holds no Story."""

    def make(name: str = "in/rain.json", *, broken: bool = False, doubtful: bool = False) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}" if broken else write(small_story(doubtful=doubtful), "json"))
        return path

    return make
