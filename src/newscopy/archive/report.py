"""What became of a run as one page of HTML that needs nothing else."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from newscopy.archive import account, charts, ledger
from newscopy.archive.batch import CAUSES
from newscopy.archive.made import stories_of
from newscopy.archive.output import write_whole
from newscopy.archive.run import planned
from newscopy.archive.shards import Plan
from newscopy.archive.state import State
from newscopy.archive.work import DUPLICATE
from newscopy.assets import asset

_MOST = 20  # bars of one plot
_MOST_MONTHS = 48
_PIECE = 64  # pieces of the page that are written at once
UNKNOWN = "?"
REVIEW = "review.html"
"""The review page in the output folder that the report links to."""


@dataclass(frozen=True)
class Chart:
    """A plot with what stands above it; a `wide` one takes the whole width."""

    caption: str
    svg: object
    wide: bool = False


def write(out: Path, file: Path) -> None:
    """Write the page; it lists every failure, so it grows with them, but memory does not.

    Raises PlanError if there is no run, OutputError if the page cannot be written.
    """
    import jinja2

    state = State(out)
    plan = planned(state)
    standing = account.standing(out)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(asset("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    seconds = 0.0
    if state.ledger.exists():
        with ledger.opened(state.ledger) as book:
            seconds = book.seconds()
    page = environment.get_template("report.html").stream(
        out=str(out),
        plan=plan,
        standing=standing,
        balance=standing.balance,
        rate=standing.balance.read / seconds if seconds else 0,
        charts=list(_charts(state, plan)),
        sources=_sources(plan),
        causes=[(CAUSES.get(code, "failed"), number) for code, number in sorted(standing.causes.items())],
        failures=account.failures(out),
        doubtful=account.doubtful(out),
        review=_review(out, file),
        copies=_copies(state, plan),
    )
    page.enable_buffering(_PIECE)
    write_whole(file, (piece.encode("utf-8", "backslashreplace") for piece in page))


def _review(out: Path, file: Path) -> str | None:
    """Where a review page lies that was written into the output folder, as the report links to it."""
    page = out / REVIEW
    return quote(os.path.relpath(page, file.parent)) if page.exists() else None


def _charts(state: State, plan: Plan) -> Iterator[Chart]:
    from markupsafe import Markup

    stats = _stats(state, plan)
    made = (
        (f"Dates of publication{_undated(stats['month'])}", charts.standing, _over_time(stats["month"]), True),
        ("Languages", charts.lying, _most(stats["language"]), False),
        ("Sections", charts.lying, _most(stats["category"]), False),
        ("How likely headline and paragraphs are right", charts.standing, _histogram(stats["sure"]), False),
    )
    for caption, draw, counts, wide in made:
        if counts:
            yield Chart(caption, Markup(draw(counts, caption)), wide)


def _stats(state: State, plan: Plan) -> dict[str, Counter[str]]:
    stats: dict[str, Counter[str]] = {name: Counter() for name in ("language", "category", "month", "sure")}
    for shard in plan.shards:
        told = (state.read_marker(shard.id) or {}).get("stats", {})
        for name, counter in stats.items():
            counter.update(told.get(name, {}))
    return stats


def _most(counter: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent ones, the rest as one, what is not known last."""
    unknown = counter[UNKNOWN]
    known = Counter({name: number for name, number in counter.items() if name != UNKNOWN}).most_common()
    rest = sum(number for _, number in known[_MOST:])
    tail = [(f"{len(known) - _MOST:,} others", rest)] if rest else []
    return known[:_MOST] + tail + ([("none found", unknown)] if unknown else [])


def _over_time(months: Counter[str]) -> list[tuple[str, int]]:
    """Stories a month, or a year where there are many months; those in between that have none, too."""
    dated = sorted((month, number) for month, number in months.items() if month != UNKNOWN)
    if not dated:
        return []
    first, last = dated[0][0], dated[-1][0]
    years = range(int(first[:4]), int(last[:4]) + 1)
    precise = all(len(month) == 7 for month, _ in dated)
    if precise and len(years) * 12 <= _MOST_MONTHS:
        labels = [f"{year:04d}-{month:02d}" for year in years for month in range(1, 13)]
        return [(label, months[label]) for label in labels if first <= label <= last]
    of_year: Counter[str] = Counter()
    for month, number in dated:
        of_year[month[:4]] += number
    return [(f"{year:04d}", of_year[f"{year:04d}"]) for year in years]


def _undated(months: Counter[str]) -> str:
    return f" ({months[UNKNOWN]:,} stories have none)" if months[UNKNOWN] else ""


def _histogram(counter: Counter[str]) -> list[tuple[str, int]]:
    if not set(counter) - {UNKNOWN}:
        return []
    return [(f"{tenth * 10}%", counter[f"{tenth / 10:.1f}"]) for tenth in range(11)]


def _sources(plan: Plan) -> list[tuple[str, str, int]]:
    counts: Counter[int] = Counter()
    for shard in plan.shards:
        counts[shard.source] += shard.count
    return [(source.label or source.path, source.kind, counts[n]) for n, source in enumerate(plan.sources)]


def _copies(state: State, plan: Plan) -> Iterator[tuple[str, str]]:
    for shard in plan.shards:
        label = plan.sources[shard.source].label
        for row in stories_of(state, shard.id):
            if row["status"] == DUPLICATE:
                yield f"{label}: {row['key']}" if label else row["key"], row["message"]
