"""Runs the jobs of a plan, in this process or in several; one input that fails does not stop the rest."""

from __future__ import annotations

import signal
import traceback
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from types import MappingProxyType

from newscopy import formats
from newscopy.errors import DoubtError, InternalError, NewscopyError, OutputError, ReadError
from newscopy.inputs import Input
from newscopy.model import Story
from newscopy.output import write_whole
from newscopy.plan import Job, place_of

# Jobs handed out ahead of the one whose turn it is: enough to keep workers busy behind a slow story.
_AHEAD = 4
_CAUSES = MappingProxyType(
    {
        30: "unreadable",
        31: "not text",
        32: "no story found",
        33: "breaks the schema",
        34: "in doubt",
        40: "not exportable",
        41: "software missing",
        42: "house style fails",
        43: "export not valid",
        44: "not writable",
        70: "internal error",
    }
)


@dataclass(frozen=True)
class Failure:
    """Why an input, or one of its exports, failed: the exit code of the cause, one line, and the trace of a bug."""

    code: int
    message: str
    trace: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a job. `data` is what was handed back; `notices` are the story's, each in one line."""

    name: str
    data: bytes
    failures: tuple[Failure, ...]
    notices: tuple[str, ...] = ()


def run(jobs: Iterable[Job], workers: int = 1) -> Iterator[Outcome]:
    """The outcomes in the order of the jobs, as soon as each is known; several workers are processes."""
    return _spread(iter(jobs), workers) if workers > 1 else map(convert, jobs)


def convert(job: Job) -> Outcome:
    """Read the stories of one input and write all their exports; what fails leaves the rest its place."""
    data: list[bytes] = []
    failures: list[Failure] = []
    notices: list[str] = []
    try:
        for number, story in enumerate(_read(job), 1):
            if isinstance(story, ReadError):
                failures.append(_failure(story, job.input))
                continue
            notices += (f"{job.input.name}: {notice.message}" for notice in story.notices)
            data += _written(job, story, number, failures, notices)
    except Exception as error:  # noqa: BLE001 - a bug met in one input must not cost the others
        failures.append(_failure(error, job.input))
    return Outcome(job.input.name, b"".join(data), tuple(failures), tuple(notices))


def _written(job: Job, story: Story, number: int, failures: list[Failure], notices: list[str]) -> Iterator[bytes]:
    """Write the exports of story `number` of a job, and give back those that have no path."""
    for export in job.exports:
        writer = formats.writer(export.writer)
        try:
            made = writer.write(story, export.options)
            remarks = writer.remarks(story, export.options) if writer.remarks else ()
            notices += (f"{job.input.name}: {remark}" for remark in remarks)
            if export.path is not None:
                write_whole(place_of(export.path, writer.suffix, number), made)
            elif number > 1 and not (writer.joins and made.count(b"\n") == 1):
                raise OutputError(  # noqa: TRY301 - it is told in its place as any other failure
                    f"{job.input.name}: story {number} is not written, as stories share a stream only where each is "
                    "one line: give a folder with -o DIR, or json with -O indent=0"
                )
            else:
                yield made
        except Exception as error:  # noqa: BLE001 - a bug met in one export must not cost the others
            failures.append(_failure(error, job.input, f"{export.writer}: "))


def summary(outcomes: Counter[int], ignored: int) -> str:
    """The last line of a run: `outcomes` counts inputs by exit code, 0 for those converted whole."""
    failed = sum(number for code, number in outcomes.items() if code)
    causes = ", ".join(f"{number} {_CAUSES.get(code, 'failed')}" for code, number in sorted(outcomes.items()) if code)
    parts = [f"{outcomes[0]} converted", f"{failed} failed" + (f" ({causes})" if causes else "")]
    if ignored:
        parts.append(f"{ignored} hidden or junk {'file' if ignored == 1 else 'files'} ignored")
    return ", ".join(parts)


def _read(job: Job) -> Iterator[Story | ReadError]:
    """The stories of the input, with an error in the place of each that cannot be read or is refused."""
    reader = formats.reader(job.reader)
    data, name = job.input.load(), job.input.file_name
    if reader.read_many is None:
        yield _without_doubt(reader.read(data, name, job.reading), job)
        return
    for story in reader.read_many(data, name, job.reading):
        yield story if isinstance(story, ReadError) else _without_doubt(story, job)


def _without_doubt(story: Story, job: Job) -> Story | ReadError:
    if not (job.strict and story.notices):
        return story
    more = f" (and {len(story.notices) - 1} more)" if len(story.notices) > 1 else ""
    return DoubtError(f"{story.source.name}: {story.notices[0].message}{more}; refused because of --strict")


def _failure(error: Exception, source: Input, what: str = "") -> Failure:
    if isinstance(error, OutputError):  # it names its own file
        return Failure(error.exit_code, str(error))
    if isinstance(error, NewscopyError):
        # Readers know a file by its name alone; in a folder of folders the whole path says more.
        reason = str(error).removeprefix(f"{source.name}: ")
        reason = reason.removeprefix(f"{source.file_name}: ").removeprefix(f"{source.file_name}, ")
        return Failure(error.exit_code, f"{source.name}: {what}{reason}")
    line = " ".join(f"{type(error).__name__}: {error}".split())
    trace = "".join(traceback.format_exception(error))
    return Failure(
        InternalError.exit_code,
        f"{source.name}: {what}internal error, please report it: {line} (--debug says where)",
        trace,
    )


def _spread(jobs: Iterator[Job], workers: int) -> Iterator[Outcome]:
    """Outcomes from a pool of processes. After a worker has died, the jobs under way run again, one at a time."""
    while window := deque(islice(jobs, workers * _AHEAD)):
        with _pool(workers) as pool, suppress(BrokenProcessPool):
            yield from _slide(pool, window, jobs)
        while window:
            yield _alone(window.popleft())


def _slide(pool: ProcessPoolExecutor, window: deque[Job], jobs: Iterator[Job]) -> Iterator[Outcome]:
    """Outcomes in order; `window` always holds the jobs that are not answered yet."""
    futures: deque[Future[Outcome]] = deque(pool.submit(convert, job) for job in window)
    try:
        while futures:
            outcome = futures[0].result()
            futures.popleft()
            window.popleft()
            yield outcome
            for job in islice(jobs, 1):
                window.append(job)
                futures.append(pool.submit(convert, job))
    finally:
        for future in futures:
            future.cancel()


def _alone(job: Job) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(convert, job).result()
        except BrokenProcessPool:
            message = f"{job.input.name}: the process that read it was killed or crashed; it may be out of memory"
            return Outcome(job.input.name, b"", (Failure(InternalError.exit_code, message),))


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, as forking a process that has threads or has used Pango is not safe.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
