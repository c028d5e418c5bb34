"""Watches a hot folder: what is dropped there is converted, and moved to done/ or failed/ below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from newscopy import formats
from newscopy.archive import plan, run
from newscopy.archive.batch import Outcome
from newscopy.archive.dropped import Drop, Folder
from newscopy.archive.inputs import Input
from newscopy.archive.lock import alone
from newscopy.archive.plan import Request
from newscopy.archive.pool import Death, Limits, Pool, workers
from newscopy.archive.shards import Options
from newscopy.archive.sources.detect import detect
from newscopy.archive.sources.settings import Settings
from newscopy.archive.state import State
from newscopy.errors import MissingDependencyError, NewscopyError, NoInputError, ReadError

_TICK = 250  # milliseconds
_TRIES = 2


@dataclass(frozen=True)
class Wishes:
    """What is made of each file, and how.

    request: of stories; options: of archives, which are files that hold many, and become a folder each. settle: seconds
    that a file must not have changed for. once: end when nothing is left.
    """

    request: Request
    options: Options
    limits: Limits
    processes: int = 1
    settle: float = 2
    once: bool = False


@dataclass(frozen=True)
class Settled:
    """A file that is done, where it lies now, and why it failed, if it did."""

    name: str
    moved: Path
    reasons: tuple[str, ...]


def watch(folder: Path, out: Path, wishes: Wishes) -> Iterator[Settled]:
    """Each file as soon as it is done; ends only if it is to run `once`.

    Raises MissingDependencyError without watchfiles, NoInputError if the folder is not there, OutputError if nothing
    can be written or another process works in the output folder.
    """
    if not folder.is_dir():
        raise NoInputError(f"{folder}: no such folder to watch")
    ticks = _ticks(folder)
    out.mkdir(parents=True, exist_ok=True)
    with alone(State(out)), workers("newscopy.archive.batch:work", wishes.processes, wishes.limits) as pool:
        suffixes = [formats.writer(name).suffix for name in wishes.request.writers]
        yield from _Watch(Folder(folder, out, suffixes, wishes.settle), out, wishes, pool).files(ticks)


class _Watch:
    def __init__(self, folder: Folder, out: Path, wishes: Wishes, pool: Pool) -> None:
        self.folder = folder
        self.out = out
        self.wishes = wishes
        self.pool = pool
        self.waiting: list[Drop] = []
        self.under_way: dict[int, tuple[Drop, int]] = {}
        self.next = 0

    def files(self, ticks: Iterator[object]) -> Iterator[Settled]:
        for _ in ticks:
            self.waiting += self.folder.whole()
            while self.waiting and self.pool.free():
                yield from self._begin(self.waiting.pop(0))
            while (answered := self.pool.answer(0)) is not None:
                yield from self._answered(*answered)
            if self.wishes.once and not self.folder.waiting():
                return

    def _begin(self, drop: Drop) -> Iterator[Settled]:
        if drop.reasons is not None:  # converted before a crash; only the move is missing
            yield from self._settled(drop, drop.reasons)
            return
        path = self.folder.folder / drop.name
        self.folder.begun(drop)
        try:
            archive = detect(path, Settings(self.wishes.options.fields, self.wishes.options.ends)) is not None
        except ReadError:
            archive = False  # the reader says what is wrong
        if archive:
            yield from self._settled(drop, self._archive(path, drop))
            return
        self._give(drop, 1)

    def _give(self, drop: Drop, attempt: int) -> None:
        path = self.folder.folder / drop.name
        request = replace(self.wishes.request, folder=self.out)
        (job,) = plan.jobs([Input(path, Path(drop.place))], request)
        self.next += 1
        self.under_way[self.next] = (drop, attempt)
        self.pool.give((self.next, job))

    def _answered(self, task: tuple[int, object], answer: Outcome | Death) -> Iterator[Settled]:
        drop, attempt = self.under_way.pop(task[0])
        if not isinstance(answer, Death):
            yield from self._settled(drop, tuple(failure.message for failure in answer.failures))
        elif attempt < _TRIES and not answer.slow:
            self._give(drop, attempt + 1)
        else:
            why = "it took too long and was given up" if answer.slow else "the process that read it died, twice"
            yield from self._settled(drop, (f"{self.folder.folder / drop.name}: {why}",))

    def _archive(self, path: Path, drop: Drop) -> tuple[str, ...]:
        """Convert an archive as a run in a folder of its own; gives why it is not whole."""
        out = self.out / drop.place
        wishes = run.Wishes(self.wishes.processes, self.wishes.limits.seconds, self.wishes.limits.memory)
        try:
            result = run.start([str(path)], self.wishes.options, out, wishes, lambda *_: None)
        except NewscopyError as error:
            return (str(error),)
        damage = [f"{path}: at byte {one.offset:,}: {one.message}" for one in result.plan.broken]
        failed = result.balance.failed
        return (*damage, *([f"{path}: {failed:,} stories failed: newscopy failures {out}"] if failed else []))

    def _settled(self, drop: Drop, reasons: tuple[str, ...]) -> Iterator[Settled]:
        moved = self.folder.settled(drop, reasons)
        if moved is not None:
            yield Settled(drop.name, moved, reasons)


def _ticks(folder: Path) -> Iterator[object]:
    """Something at each change of the folder, and at least four times a second."""
    try:
        import watchfiles
    except ImportError as error:
        raise MissingDependencyError("a hot folder needs watchfiles: pip install 'newscopy[watch]'") from error
    begin: Callable[..., Iterator[object]] = watchfiles.watch
    return begin(folder, rust_timeout=_TICK, yield_on_timeout=True, debounce=_TICK, watch_filter=None)
