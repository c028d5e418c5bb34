"""A run over archives: planned, done shard by shard, and taken up again where it was broken off."""

from __future__ import annotations

import filecmp
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from newscopy.archive import bag, changes, engines, learning, ledger, made, planning, remote, shards, shelf
from newscopy.archive.ledger import Balance, Ledger
from newscopy.archive.lock import alone
from newscopy.archive.pool import Limits
from newscopy.archive.shards import Options, Plan, Shard
from newscopy.archive.state import State
from newscopy.archive.work import Done, Task
from newscopy.errors import NoInputError, PlanError, StoppedEarly
from newscopy.profiles import profile

Engine = Callable[[Iterable[Task]], Iterator[Done]]


@dataclass(frozen=True)
class Wishes:
    """How a run is done; nothing of it changes what comes out.

    processes: on this machine. story_seconds: after which a story is given up. memory: bytes for one worker beyond
    what it starts with. most_failures: stories that may fail before the run stops. share: (i, n) for only the i-th of
    n parts of the shards, from 1. force: whatever another plan left in the folder is replaced. prune: what was made of
    inputs that are gone or changed is taken away. retry: shards with failed stories are done again. engine: who does
    the shards, this machine if None.
    """

    processes: int = 1
    story_seconds: float = 60
    memory: int = 2 << 30
    most_failures: int | None = None
    share: tuple[int, int] | None = None
    force: bool = False
    prune: bool = False
    retry: bool = False
    engine: Engine | None = None


@dataclass(frozen=True)
class Result:
    """How a run ended: its plan, what became of the stories of the shards that are done, and how many are left.

    doubtful: stories whose structure may be wrong.
    """

    plan: Plan
    balance: Balance
    causes: Counter[int]
    left: int
    notes: tuple[str, ...]
    doubtful: int


def start(
    arguments: Sequence[str], options: Options, out: Path, wishes: Wishes, watch: Callable[[Done, Plan], None]
) -> Result:
    """Plan the run, or find the plan that is there, and do what is not done yet.

    `watch` is told of each shard. Raises PlanError if the folder holds another run, OutputError if another process is
    at work there, StoppedEarly if the disk is full or too much failed, NoInputError if there is nothing to read.
    """
    state = State(out)
    with alone(state):
        plan, notes = settle(arguments, options, state, force=wishes.force, prune=wishes.prune)
        if not plan.shards and not plan.broken:
            raise NoInputError(f"{' '.join(arguments)}: no story to convert ({plan.ignored} files ignored)")
        return _go_on(plan, state, wishes, watch, notes)


def prepare(
    arguments: Sequence[str], options: Options, state: State, *, force: bool = False, prune: bool = False
) -> tuple[Plan, tuple[str, ...]]:
    """Freeze the plan of a run that others will do; raises what `start` does."""
    with alone(state):
        return settle(arguments, options, state, force=force, prune=prune)


def resume(out: Path, wishes: Wishes, watch: Callable[[Done, Plan], None]) -> Result:
    """Go on with the plan that is there, or with a share of it that nobody else does."""
    state = State(out)
    with alone(state, wishes.share):
        return _go_on(planned(state), state, wishes, watch, ())


def planned(state: State) -> Plan:
    """The plan of an output folder; raises PlanError if there is none."""
    plan = shards.load(state.plan)
    if plan is None:
        raise PlanError(f"{state.out}: no run was planned here")
    return plan


def settle(
    arguments: Sequence[str], options: Options, state: State, *, force: bool = False, prune: bool = False
) -> tuple[Plan, tuple[str, ...]]:
    """The plan of a run, frozen; and what has changed since it was frozen before.

    Raises PlanError if the folder holds a run with other options, or one whose stories would be lost.
    """
    old = None if force else shards.load(state.plan)
    if force:
        made.sweep(state)
    if old is not None and not changes.same_but_for_files(old.options, options):
        what = changes.difference(old.options, options)
        raise PlanError(f"{state.out}: holds a run with {what}; choose another -o, or --force")
    fresh = state.fresh_plan
    try:
        also = partial(learning.into_plan, state=state) if options.learn else None
        new = planning.freeze(remote.local(arguments, state), options, state.out, fresh, old, also)
        notes: tuple[str, ...] = ()
        if old is not None and not filecmp.cmp(fresh, state.plan, shallow=False):
            notes = changes.compare(old, new, state, vanish=prune)
            made.remember(state, old, new)
        more = [state.profile] if also else []
        if also:
            notes += () if profile.load(state.fresh_profile).sites else (learning.NOTHING,)
            state.fresh_profile.replace(state.profile)
        fresh.replace(state.plan)
        shelf.of(state).take([], [state.below(path) for path in (*more, state.plan)])
    finally:
        for path in (fresh, state.fresh_profile):
            with suppress(OSError):
                path.unlink()
    return new, notes


def adopt(state: State, plan: Plan, book: Ledger) -> list[tuple[int, Shard]]:
    """Bring the ledger up to what the markers say; gives the shards left to do, with their lines in the plan.

    The word of a marker is worth nothing where what it has made is gone: it is taken away.
    """
    written, store = book.specs(), shelf.of(state)
    left = []
    for line, shard in zip(plan.lines, plan.shards, strict=True):
        spec = plan.spec(shard)
        marker = state.read_marker(shard.id)
        if marker is None or marker["spec"] != spec:
            left.append((line, shard))
        elif any(store.size(path) != size for path, size, _ in made.made_by(state, shard.id)):
            state.marker(shard.id).unlink()
            left.append((line, shard))
        elif written.get(shard.id) != spec:
            book.record(shard.id, marker)
    known = {shard.id for shard in plan.shards} - {shard.id for _, shard in left}
    book.forget(set(book.specs()) - known)
    return left


def repair(out: Path) -> Result:
    """Make the ledger again from the markers, and clear away what is not whole."""
    state = State(out)
    with alone(state):
        plan = planned(state)
        for path in state.folder.glob("ledger*.sqlite*"):
            path.unlink()
        shutil.rmtree(state.parts, ignore_errors=True)
        with ledger.opened(state.ledger) as book:
            left = adopt(state, plan, book)
            notes = () if left else _finish(plan, state, prune=False)
            return _result(plan, book, len(left), notes)


def _go_on(
    plan: Plan, state: State, wishes: Wishes, watch: Callable[[Done, Plan], None], notes: tuple[str, ...]
) -> Result:
    if wishes.share is None:
        shutil.rmtree(state.parts, ignore_errors=True)  # what a run that was killed has not finished
    book_path = state.ledger if wishes.share is None else state.folder / f"ledger-{wishes.share[0]}.sqlite"
    with ledger.opened(book_path) as book:
        left = adopt(state, plan, book)
        if left and plan.options.bag:
            bag.undo(state)
        failed = {failure.shard for failure in book.failures()} if wishes.retry else set()
        left += [(line, s) for line, s in zip(plan.lines, plan.shards, strict=True) if s.id in failed]
        mine = [
            _task(plan, shard, line, state, wishes, again=shard.id in failed)
            for line, shard in left
            if wishes.share is None or shard.id % wishes.share[1] == wishes.share[0] - 1
        ]
        store = shelf.of(state)
        limits = Limits(wishes.story_seconds, wishes.memory)
        engine = wishes.engine or (lambda tasks: engines.local(tasks, wishes.processes, limits))
        for done in engine(mine):
            _record(done, state, store, book)
            watch(done, plan)
            balance = book.balance()
            if wishes.most_failures is not None and balance.failed > wishes.most_failures:
                raise StoppedEarly(f"stopped: {balance.failed} stories failed, more than --max-failures allows")
        if wishes.share is None:
            shutil.rmtree(state.parts, ignore_errors=True)
            notes += _finish(plan, state, prune=wishes.prune)
        return _result(plan, book, len(left) - len(mine), notes)


def redo(plan: Plan, state: State, stories: Mapping[int, Sequence[int]], processes: int) -> None:
    """Do stories of shards that are done again, by the number of the shard and theirs in it.

    Containers are made again as a whole. Raises StoppedEarly if the disk is full.
    """
    wishes, store = Wishes(processes), shelf.of(state)
    tasks = [
        replace(
            _task(plan, shard, line, state, wishes, again=True),
            entries=tuple(stories[shard.id]) if plan.layout == shards.FILES else None,
        )
        for line, shard in zip(plan.lines, plan.shards, strict=True)
        if shard.id in stories
    ]
    with ledger.opened(state.ledger) as book:
        if tasks and plan.options.bag:
            bag.undo(state)
        for done in engines.local(tasks, processes, Limits(wishes.story_seconds, wishes.memory)):
            _record(done, state, store, book)
        if tasks and plan.options.bag:
            bag.write(state, plan)


def _record(done: Done, state: State, store: shelf.Shelf, book: Ledger) -> None:
    """Put down that a shard is done; raises StoppedEarly if it is not."""
    if done.stopped is not None:
        raise StoppedEarly(f"stopped: {done.stopped}; run the same command again to go on")
    marker = state.read_marker(done.id)
    if marker is None:
        raise StoppedEarly(f"{state.marker(done.id)}: has vanished; run the same command again")
    if isinstance(store, shelf.Store):
        _send(state, store, done.id)
    book.record(done.id, marker, done.seconds)


def _send(state: State, store: shelf.Store, shard: int) -> None:
    """Send what a shard has made where it belongs, its marker last."""
    paths = [path for path, _, _ in made.made_by(state, shard)]
    store.take(paths, [state.below(state.stories(shard)), state.below(state.marker(shard))])


def _result(plan: Plan, book: Ledger, left: int, notes: tuple[str, ...]) -> Result:
    return Result(plan, book.balance(), Counter(book.causes()), left, notes, sum(book.doubtful().values()))


def _finish(plan: Plan, state: State, *, prune: bool) -> tuple[str, ...]:
    """What is done once, when all shards are; gives what there is to say of it."""
    notes: tuple[str, ...] = ()
    if prune or plan.options.bag:
        gone = made.prune(state, plan)
        notes = (f"{gone:,} files of inputs that are gone or changed were taken away",) if gone else ()
    elif left := made.leftovers(state, plan):
        notes = (f"{len(left):,} files of inputs as they were before are still there (--prune takes them away)",)
    if plan.options.bag:
        bag.write(state, plan)
    return notes


def _task(plan: Plan, shard: Shard, line: int, state: State, wishes: Wishes, *, again: bool) -> Task:
    return Task(
        out=str(state.out.absolute()),
        line=line,
        id=shard.id,
        spec=plan.spec(shard),
        options=plan.options,
        layout=plan.layout,
        source=plan.sources[shard.source],
        limit=wishes.story_seconds / 3,
        again=again,
    )
