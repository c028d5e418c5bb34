"""What people have corrected in a run: how often, which roles, and how right newscopy was where it was how sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newscopy.archive import history
from newscopy.archive.made import stories_of
from newscopy.archive.reading import entries
from newscopy.archive.run import planned
from newscopy.archive.shards import shard_at
from newscopy.archive.state import State
from newscopy.archive.stories import Reading
from newscopy.corrections.parts import parts_of
from newscopy.corrections.records import Accepted, Corrections, FieldCorrection, Record, RoleCorrection
from newscopy.errors import ReadError
from newscopy.model import Story


@dataclass
class Stats:
    """What the corrections of a run add up to.

    reviewed: stories that were corrected or accepted. roles: (old, new) of lines. fields: those that were given values.
    deciles: by tenths of confidence, of accepted stories, how many lines there were, the sum of their confidences, and
    how many were right.
    """

    reviewed: int = 0
    accepted: int = 0
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    deciles: dict[int, tuple[int, float, int]] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The same in words."""
        yield f"{self.reviewed:,} stories reviewed, {self.accepted:,} of them accepted"
        if not self.reviewed:
            return
        count = self.roles.total() + self.fields.total()
        yield f"{100 * count / self.reviewed:.1f} corrections per 100 stories"
        for (old, new), number in self.roles.most_common():
            yield f"  {100 * number / self.reviewed:.1f}  {old} -> {new}"
        for name, number in self.fields.most_common():
            yield f"  {100 * number / self.reviewed:.1f}  field {name}"
        if self.deciles:
            yield "how sure newscopy was of the lines of accepted stories, and how many were right"
        for decile, (number, sure, right) in sorted(self.deciles.items(), reverse=True):
            stated, truth = sure / number, right / number
            tenth = f"{decile * 10:>2} to {decile * 10 + 10:>3} %"
            yield f"  {tenth}  {number:>7,} lines  stated {stated:.0%}  right {truth:.0%}"


def of_run(out: Path) -> Stats:
    """The corrections that were applied to a run; lines are counted where its sources are still there.

    Raises PlanError if there is no run.
    """
    state = State(out)
    plan = planned(state)
    corrections = history.load(state)
    stats = Stats()
    for shard, line in zip(plan.shards, plan.lines, strict=True):
        rows = [row for row in stories_of(state, shard.id) if row.get("sha256") in corrections.sources]
        accepted = set()
        for row in rows:
            records = corrections.of(row["sha256"], row["id"])
            _count(stats, records)
            if any(isinstance(record, Accepted) for record in records):
                accepted.add(row["key"])
        if not accepted:
            continue
        reading = Reading(plan.options, Corrections(), state.profile)
        try:
            for entry in entries(plan.sources[shard.source], shard_at(state.plan, line), plan.options):
                if entry.key in accepted:
                    for story in reading.stories(entry.record(entry.load())):
                        if isinstance(story, Story):
                            _judge(stats, story, corrections.of(story.source.sha256, story.id))
        except (OSError, ReadError):
            continue
    return stats


def _count(stats: Stats, records: Sequence[Record]) -> None:
    if not records:
        return
    stats.reviewed += 1
    for record in records:
        if isinstance(record, RoleCorrection):
            stats.roles[record.old.value, record.role.value] += 1
        elif isinstance(record, FieldCorrection):
            stats.fields[record.field] += 1
        else:
            stats.accepted += 1


def _judge(stats: Stats, story: Story, records: Sequence[Record]) -> None:
    """A line is wrong if a correction gives any of it another role."""
    wrong = [r for r in records if isinstance(r, RoleCorrection)]
    for start, end, label in parts_of(story):
        hit = any(r.start < end and start < r.end and r.role is not label.role for r in wrong)
        decile = min(int(label.confidence * 10), 9)
        number, sure, right = stats.deciles.get(decile, (0, 0.0, 0))
        stats.deciles[decile] = (number + 1, sure + label.confidence, right + (not hit))
