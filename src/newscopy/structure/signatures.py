"""Which lines of a page say who wrote the story: one that says "by" goes before names that may be anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newscopy.structure.bylines import CUED, KNOWN, Parsed


@dataclass(frozen=True)
class Signature:
    """A line that may say who wrote the story: its text, what that says, None if nothing, and its place on the page.

    stretch: the number of the stretch of the source that it is; None if that tells something else too.
    """

    text: str
    parsed: Parsed | None
    place: int
    stretch: int | None = None

    @property
    def named(self) -> bool:
        """It names somebody."""
        return self.parsed is not None and bool(self.parsed.bylines)

    @property
    def bare(self) -> bool:
        """It says no more than that names follow ("By"), or what those above are ("Journalist")."""
        return self.parsed is not None and not self.parsed.bylines


def choose(lines: Sequence[Signature], opening: int) -> list[Signature]:
    """The lines that count, in their order; `opening` is the place of the first paragraph.

    Where a line says "by", names without it count only if they are of agencies, or have a role. Where none does, the
    last names above the copy count: those further up are of people in pictures, or no people at all. All lines count
    if none of them names anybody.
    """
    runs = _runs(lines)
    named = [run for run in runs if any(line.named for line in run)]
    if not named:
        return list(lines)
    cued = [line for run in runs for at, line in enumerate(run) if line.named and _is_cued(run, at)]
    if cued:
        chosen = [line for line in lines if line in cued or (line.named and _confidence(line) >= KNOWN)]
    else:
        above = [run for run in named if run[0].place < opening]
        chosen = [line for line in (above[-1] if above else named[0]) if line.named]
    beside = {line.place + step for line in chosen for step in (-1, 1)}
    return [line for line in lines if line in chosen or (line.bare and line.place in beside)]


def _runs(lines: Sequence[Signature]) -> list[list[Signature]]:
    """Lines that follow each other on the page."""
    runs: list[list[Signature]] = []
    for line in sorted(lines, key=lambda line: line.place):
        if not runs or line.place - runs[-1][-1].place > 1:
            runs.append([])
        runs[-1].append(line)
    return runs


def _is_cued(run: Sequence[Signature], at: int) -> bool:
    return _confidence(run[at]) >= CUED or (at > 0 and run[at - 1].bare)


def _confidence(line: Signature) -> float:
    return line.parsed.confidence if line.parsed else 0.0
