"""What the review page knows of a story: plain values, as its script reads them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from newscopy import explain
from newscopy.corrections.basis import Basis
from newscopy.corrections.parts import parts_of
from newscopy.corrections.records import FIELDS
from newscopy.model import Role, Story, Timestamp

DOUBTFUL = 0.8
"""Confidence below which a line is outlined; templates/review/lines.js has the same."""
_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_BREAK = re.compile(r"\r\n|\r|\n")

Row = tuple[int, int, str, str, float, int | None, bool, str]
"""start, end, role, reason, confidence, number of its first line, whether its white space is not the source's, text."""


@dataclass(frozen=True)
class Told:
    """A story for the page: what its list shows, and all the rest as JSON that may stand inside HTML."""

    entry: dict[str, Any]
    story: str


def told(story: Story, basis: Basis, *, from_source: bool) -> Told:
    """A story and its text; lines are numbered only where the text is that of the source."""
    lines = rows(story, basis, numbered=from_source)
    stamp = hashlib.sha256(json.dumps(lines).encode()).hexdigest()[:12]
    name = story.source.name
    facts = {
        "id": story.id,
        "sha": story.source.sha256,
        "stamp": stamp,
        "name": name,
        "language": story.language,
        "direction": story.direction,
        "sure": round(explain.confidence(story), 4),
        "fields": {field: _plain(getattr(story, field)) for field in FIELDS},
        "rows": lines,
        "notices": [notice.model_dump(include={"message", "start"}) for notice in story.notices],
    }
    entry = {
        "headline": story.headline[:200],
        "name": name,
        "sure": facts["sure"],
        "doubtful": sum(row[4] < DOUBTFUL for row in lines),
        "key": f"{story.source.sha256} {story.id} {stamp}",
    }
    return Told(entry, in_html(facts))


def rows(story: Story, basis: Basis, *, numbered: bool) -> list[Row]:
    """The parts of a story's source, what is discarded line by line."""
    found: list[Row] = []
    number, counted = 1, 0
    for start, end, label in parts_of(story):
        stretches = [(start, end)]
        if label.role is Role.DISCARDED:
            stretches = [(start + line.start(), start + line.end()) for line in _LINE.finditer(basis.text[start:end])]
        for first, last in stretches:
            number += len(_BREAK.findall(basis.text, counted, first))
            counted = first
            loose = any(a <= first and last <= b for a, b in basis.loose)
            text = basis.text[first:last].strip() if loose else basis.text[first:last]
            line = number if numbered else None
            found.append((first, last, label.role.value, label.reason, round(label.confidence, 3), line, loose, text))
    return found


def in_html(value: object) -> str:
    """JSON that holds nothing HTML could take for its own."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _plain(value: object) -> object:
    if isinstance(value, Timestamp):
        return value.value
    if isinstance(value, tuple):
        return [item if isinstance(item, str) else item.model_dump() for item in value]
    return value
