"""What a run has to say of itself afterwards: how far it is, whether all is still there, and the texts that failed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscopy.archive import bag, ledger, near, places, shelf
from newscopy.archive.batch import CAUSES
from newscopy.archive.ledger import Balance, FailedStory
from newscopy.archive.made import made_in, stories_of
from newscopy.archive.output import write_whole
from newscopy.archive.reading import entries
from newscopy.archive.run import planned
from newscopy.archive.shards import Plan, shard_at
from newscopy.archive.state import State
from newscopy.archive.work import OK
from newscopy.errors import LossError, PlanError, ReadError

_PIECE = 1 << 20


@dataclass(frozen=True)
class Standing:
    """How far a run is: shards and stories that are done, of how many."""

    shards_done: int
    shards: int
    stories: int
    balance: Balance
    causes: Counter[int]
    doubtful: int = 0

    def lines(self) -> Iterator[str]:
        """The same in words."""
        read = f"{self.balance.read:,} of {self.stories:,} stories read"
        yield f"{self.shards_done:,} of {self.shards:,} shards done; {read}"
        yield f"{self.balance.ok:,} converted"
        yield f"{self.balance.failed:,} failed"
        for code, number in sorted(self.causes.items()):
            yield f"  {number:,} {CAUSES.get(code, 'failed')} ({code})"
        yield f"{self.balance.skipped:,} skipped"
        yield f"{self.balance.duplicate:,} duplicate"
        yield f"{self.doubtful:,} doubtful: their structure may be wrong"


def standing(out: Path) -> Standing:
    """How far the run in a folder is, by its ledger; raises PlanError if there is none."""
    state = State(out)
    plan = planned(state)
    if not state.ledger.exists():
        return Standing(0, len(plan.shards), plan.stories, Balance(0, 0, 0, 0), Counter())
    with ledger.opened(state.ledger) as book:
        doubts = sum(book.doubtful().values())
        done = len(book.specs())
        return Standing(done, len(plan.shards), plan.stories, book.balance(), Counter(book.causes()), doubts)


def doubtful(out: Path) -> Iterator[tuple[str, float]]:
    """Every story that carries the notice low-confidence, in the order of the plan: its file or name, and how likely
    headline and all paragraphs are right, from 0 to 1. Raises PlanError if there is no run.
    """
    state = State(out)
    plan = planned(state)
    if not state.ledger.exists():
        return
    with ledger.opened(state.ledger) as book:
        having = set(book.doubtful())
    for shard in plan.shards:
        if shard.id in having:
            label = plan.sources[shard.source].label
            for row in stories_of(state, shard.id):
                if "doubtful" in row:
                    yield _named(label, row), row["doubtful"]


def failures(out: Path) -> list[FailedStory]:
    """Every story that failed, in the order of the plan; raises PlanError if there is no run."""
    state = State(out)
    planned(state)
    if not state.ledger.exists():
        return []
    with ledger.opened(state.ledger) as book:
        return list(book.failures())


def save(out: Path, failed: list[FailedStory], folder: Path) -> int:
    """Write the raw content of failed stories into a folder; gives how many could be read at all."""
    state = State(out)
    plan = planned(state)
    lines = dict(zip((shard.id for shard in plan.shards), plan.lines, strict=True))
    saved = 0
    for number in sorted({story.shard for story in failed}):
        keys = {story.key for story in failed if story.shard == number}
        shard = shard_at(state.plan, lines[number])
        for entry in entries(plan.sources[shard.source], shard, plan.options):
            if entry.key not in keys:
                continue
            try:
                data = entry.load()
            except ReadError:
                continue
            label = plan.sources[shard.source].label
            write_whole(folder / f"{places.below('', number, entry.key, label)}.txt", data)
            saved += 1
    return saved


def duplicates(out: Path) -> Iterator[tuple[str, str]]:
    """Every converted story whose paragraphs say the same as another's: a digest of their words, and the file or name.

    Cases and white space do not count; stories without a paragraph are left out. Of each story that is done eight
    bytes are held in memory. Raises PlanError if there is no run.
    """
    import numpy as np

    state = State(out)
    plan = planned(state)
    words = np.fromiter((int(row["words"], 16) for _, row in _converted(state, plan)), np.uint64)
    found, counts = np.unique(words, return_counts=True)
    several = {int(word) for word in found[counts > 1]}
    for name, row in _converted(state, plan):
        if int(row["words"], 16) in several:
            yield row["words"], name


def near_duplicates(out: Path, least: float) -> Iterator[tuple[float, str, str]]:
    """Pairs of converted stories that share so many of their sentences, 0 to 1, the most alike first.

    How much, and the file or name of each. Raises PlanError if there is no run.
    """
    state = State(out)
    plan = planned(state)
    found = near.pairs(lambda: (row.get("near", "") for _, row in _converted(state, plan)), least)
    wanted = {story for _, *pair in found for story in pair}
    names = {number: name for number, (name, _) in enumerate(_converted(state, plan)) if number in wanted}
    for much, one, other in found:
        yield much, names[one], names[other]


def _converted(state: State, plan: Plan) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each converted story that has a paragraph: its file or name, and what was noted of it."""
    nothing = near.words("")
    for shard in plan.shards:
        label = plan.sources[shard.source].label
        for row in stories_of(state, shard.id):
            if row["status"] == OK and row["words"] != nothing:
                yield _named(label, row), row


def _named(label: str, row: dict[str, Any]) -> str:
    """A story by its file, or by its name in its source."""
    if row.get("out"):
        return str(row["out"][0][0])
    return f"{label}: {row['key']}" if label else str(row["key"])


def verify(out: Path) -> str:
    """One line that says what was proven: every file of the run is there, as it was written.

    Raises LossError that names the first file that is not, PlanError if the run is not at its end.
    """
    state = State(out)
    plan = planned(state)
    count = 0
    for shard in plan.shards:
        marker = state.read_marker(shard.id)
        if marker is None or marker["spec"] != plan.spec(shard):
            raise PlanError(f"{out}: shard {shard.id} is not done; run the same command again")
    store = shelf.of(state)
    for path, size, told in made_in(state, plan):
        count += 1
        _verify(store, path, size, told)
    if plan.options.bag:
        bag.verify(state)
    return f"nothing lost: all {count:,} files are there as they were written"


def _verify(store: shelf.Shelf, path: str, size: int, told: str) -> None:
    found = hashlib.sha256()
    length = 0
    try:
        with store.open(path) as file:
            while piece := file.read(_PIECE):
                found.update(piece)
                length += len(piece)
    except OSError as error:
        raise LossError(f"{path}: {error.strerror or error}") from error
    if found.hexdigest() != told:
        raise LossError(f"{path}: is not what was written there ({length:,} bytes, not {size:,})")
