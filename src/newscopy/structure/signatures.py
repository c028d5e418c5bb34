"""Which lines of a page say who wrote the story: one that says "by" goes before names that may be anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newscopy.structure.bylines import CUED, KNOWN, NAMED, Parsed
from newscopy.structure.names import looks_like_name

# How sure the labeller is of names that count for less, and of others that count for more.
_DOUBTED, _CERTAIN = 0.5, 0.8
# How many stretches further down what stands beside a date may be a place.
_NEAR = 2


@dataclass(frozen=True)
class Signature:
    """A line that may say who wrote the story: its text, what that says, None if nothing, and its place on the page.

    sure: how sure the labeller is of that. stretch: the number of the stretch of the source that it is; None if that
    tells something else too.
    """

    text: str
    parsed: Parsed | None
    place: int
    sure: float
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

    Where a line says "by", names without it count only if they are of agencies, or have a role, or if the labeller is
    sure of people above the copy, surer if they stand right above "by": it may stand before the account that put the
    page up, and a link above it has capitals as names have them. Where no line does, the
    last names above the copy count, unless the labeller is far surer of others: those further up are of people in
    pictures, or no people at all. All lines count if none of them names anybody.
    """
    runs = _runs(lines)
    named = [run for run in runs if any(line.named for line in run)]
    if not named:
        return list(lines)
    cued = [line for run in runs for at, line in enumerate(run) if line.named and _is_cued(run, at)]
    if cued:
        loud = all(_is_loud(line) for line in cued)
        above = {line.place - 1 for line in cued}
        chosen = [
            line
            for line in lines
            if line in cued or _counts(line, opening, _CERTAIN if line.place in above else _DOUBTED, loud=loud)
        ]
    else:
        before = [run for run in named if run[0].place < opening] or named[:1]
        if len(before) > 1 and _is_place(before[-1], before[-2]):
            before.pop()
        last, surest = before[-1], max(before, key=_sure)
        chosen = [
            line for line in (surest if _sure(last) < _DOUBTED < _CERTAIN < _sure(surest) else last) if line.named
        ]
    beside = {line.place + step for line in chosen for step in (-1, 1)}
    return [line for line in lines if line in chosen or (line.bare and line.place in beside)]


def _is_place(run: Sequence[Signature], above: Sequence[Signature]) -> bool:
    """What stands beside a date right below people's names may be the place ("Ana Ruiz", "Varna - 24 Nov 2026")."""
    near = run[0].place - above[-1].place <= _NEAR
    return near and all(line.stretch is None for line in run) and any(line.stretch is not None for line in above)


def _counts(line: Signature, opening: int, sure: float, *, loud: bool) -> bool:
    """A line without "by" that counts beside those that have it, whose names are all in capitals if they are `loud`.

    People who sign together are printed alike; below a name in capitals stands its agency.
    """
    if line.parsed is None or not line.named:
        return False
    people = all(looks_like_name(one.name) for one in line.parsed.bylines) and (_is_loud(line) or not loud)
    sure_enough = people and line.sure > sure and line.place < opening
    return line.parsed.confidence >= KNOWN or (sure_enough and line.parsed.confidence >= NAMED)


def _is_loud(line: Signature) -> bool:
    return line.parsed is not None and all(one.name.isupper() for one in line.parsed.bylines)


def _sure(run: Sequence[Signature]) -> float:
    return max(line.sure for line in run if line.named)


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
