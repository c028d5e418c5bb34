"""Pages as numbers, and the same story in other surroundings, as other sites would have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from gold import BLIND, CLASS, UNKNOWN, Classes
from numpy.random import RandomState

# How often a page is seen with another's furniture above or below its story, with a line of furniture again and again
# between its paragraphs, as some sites have "Advertisement", and how often with lines left out.
_SWAPPED, _ABOVE_OR_BELOW, _PARTED, _CUT = 0.25, 0.7, 0.1, 0.4
# Of the furniture so much is left out at most, a few lines at a time of which one in three ends a run; so many lines of
# the head, captions and pointers.
_MOST_OFTEN, _CHUNKS, _HEAD_LINES = 0.6, 1 / 3, 0.2
_FEWEST = 5
# How many lines at the story's edges stay with it.
_ABOVE, _BELOW = (1, 6), (0, 4)
_COPY = [CLASS[name] for name in ("paragraph", "subheading", "list_item")]
_OF_A_STORY = [*_COPY, CLASS["headline"], CLASS["standfirst"], BLIND]
_FURNITURE = [UNKNOWN, CLASS["other"]]
_MAY_BE_ABSENT = [
    CLASS[name]
    for name in (
        "byline", "timestamp", "standfirst", "kicker", "category", "caption", "credit", "tag", "related_title",
        "related_heading", "related_summary", "note",
    )
]  # fmt: skip


@dataclass
class Example:
    """The blocks of one dump as numbers, and the class of each."""

    name: str
    publisher: str
    kind: str
    rows: Any
    classes: Classes
    start: int
    weight: float
    annotated: bool


class Varied:
    """Examples in other surroundings, by chance: other sites have other menus, and leave out lines of the head."""

    def __init__(self, data: Sequence[Example], chance: RandomState) -> None:
        self._chance = chance
        self._peers: dict[str, list[Example]] = defaultdict(list)
        for example in data:
            self._peers[example.kind].append(example)

    def of(self, example: Example) -> Example:
        """A text's example with another page's furniture, or with lines left out; a saved page's as it is."""
        if example.kind == "html":
            return example
        if self._chance.rand() < _SWAPPED:
            example = self._moved(example)
        if self._chance.rand() < _PARTED:
            example = self._parted(example)
        return self._cut(example) if self._chance.rand() < _CUT else example

    def _moved(self, example: Example) -> Example:
        """The story between what stands above and below other stories of the same kind of dump."""
        chance = self._chance
        first, end = self._edges(example)
        parts = [slice(first), slice(first, end), slice(end, None)]
        rows, told = [example.rows[part] for part in parts], [example.classes[part] for part in parts]
        if chance.rand() < _ABOVE_OR_BELOW:
            above = self._peer(example.kind)
            kept = np.flatnonzero(~np.isin(above.classes[: self._edges(above)[0]], _OF_A_STORY))
            rows[0], told[0] = above.rows[kept], above.classes[kept]
        if chance.rand() < _ABOVE_OR_BELOW:
            below = self._peer(example.kind)
            begin = self._edges(below)[1]
            kept = begin + np.flatnonzero(~np.isin(below.classes[begin:], _OF_A_STORY))
            rows[2], told[2] = below.rows[kept], below.classes[kept]
        start = max(0, example.start + len(told[0]) - first)
        return replace(example, rows=np.concatenate(rows), classes=np.concatenate(told), start=start)

    def _parted(self, example: Example) -> Example:
        """The page with one line of its furniture behind many a block of the copy."""
        told, chance = example.classes, self._chance
        furniture = np.flatnonzero(told == CLASS["other"])
        copy = np.flatnonzero(np.isin(told, _COPY))
        if not len(furniture) or len(copy) < _FEWEST:
            return example
        line = furniture[chance.randint(len(furniture))]
        behind = copy[chance.rand(len(copy)) < chance.rand()] + 1
        rows = np.insert(example.rows, behind, example.rows[line], axis=0)
        start = example.start + int((behind < example.start).sum())
        return replace(example, rows=rows, classes=np.insert(told, behind, CLASS["other"]), start=start)

    def _cut(self, example: Example) -> Example:
        """The page without some of its furniture, a few lines at a time, and without some lines of the head."""
        told, chance = example.classes, self._chance
        chunk = np.concatenate([[0], np.cumsum(chance.rand(len(told)) < _CHUNKS)[:-1]])
        left_out = (chance.rand(len(told)) < chance.rand() * _MOST_OFTEN)[chunk]
        rare = chance.rand(len(told)) < _HEAD_LINES
        gone = (np.isin(told, _FURNITURE) & left_out) | (np.isin(told, _MAY_BE_ABSENT) & rare)
        if gone.all():
            return example
        start = example.start - int(gone[: example.start].sum())
        return replace(example, rows=example.rows[~gone], classes=told[~gone], start=start)

    def _edges(self, example: Example) -> tuple[int, int]:
        """Where the story begins, a few lines above its headline, and where it ends; all of a page without copy."""
        heads = np.flatnonzero(example.classes == CLASS["headline"])
        copy = np.flatnonzero(np.isin(example.classes, _COPY))
        size = len(example.classes)
        if not len(copy) or (len(heads) and heads[-1] > copy[-1]):
            return 0, size
        low = int(heads[-1] if len(heads) else copy[0])
        return max(0, low - self._chance.randint(*_ABOVE)), min(size, int(copy[-1]) + 1 + self._chance.randint(*_BELOW))

    def _peer(self, kind: str) -> Example:
        peers = self._peers[kind]
        return peers[self._chance.randint(len(peers))]
