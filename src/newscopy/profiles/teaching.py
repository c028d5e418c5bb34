"""What people said of some pages of a site becomes part of its profile."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from newscopy.structure.furniture import Furniture, Laid, class_of, key, shapes

_MOST = 3_000
Stretch = tuple[int, int, str, str | None]
"""Start and end of a segment, its role, and its reason."""


@dataclass(frozen=True)
class Corrected:
    """A page that a person has seen: `segments` as they are now, in order, and which stretches were corrected."""

    laid: Laid
    segments: Sequence[Stretch]
    by_hand: Sequence[tuple[int, int]]


def taught(site: Furniture, pages: Iterable[Corrected]) -> Furniture:
    """The site with what its corrected pages teach.

    Of lines: the role of each that was corrected, and of each that other pages have, too. Of shapes: that of every
    block, as people left it.
    """
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    alike: dict[str, Counter[str]] = defaultdict(Counter)
    count = 0
    for one in pages:
        count += 1
        blocks, page, hints = one.laid
        keys = list(map(key, blocks.texts))
        roles = _classes(one)
        found = shapes(keys, blocks, page, site, hints)
        for at, (line, name, all_shapes) in enumerate(zip(keys, roles, found, strict=True)):
            start, end = blocks.start[at], blocks.end[at]
            by_hand = any(first < end and start < last for first, last in one.by_hand)
            if line and (by_hand or line in site.lines):
                lines[line][name] += 1
            for shape in all_shapes:
                alike[shape][name] += 1
    return replace(site, taught=_frozen(lines), shapes=_frozen(alike), corrected=count)


def _classes(one: Corrected) -> list[str]:
    """The class of each block: that of the segment that holds most of it."""
    found, first = [], 0
    for start, end in zip(one.laid.blocks.start, one.laid.blocks.end, strict=True):
        while first < len(one.segments) and one.segments[first][1] <= start:
            first += 1
        best, name = 0, "other"
        for low, high, role, reason in one.segments[first:]:
            if low >= end:
                break
            if min(high, end) - max(low, start) > best:
                best, name = min(high, end) - max(low, start), class_of(role, reason)
        found.append(name)
    return found


def _frozen(told: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    often = sorted(told, key=lambda line: (-told[line].total(), line))[:_MOST]
    return {line: dict(sorted(told[line].items())) for line in often}
