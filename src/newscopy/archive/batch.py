"""Runs the jobs of a plan, in this process or in several; one input that fails does not stop the rest."""

from __future__ import annotations

import traceback
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from newscopy import formats
from newscopy.archive.output import write_whole
from newscopy.archive.plan import Job, place_of
from newscopy.archive.pool import Death, workers
from newscopy.archive.worker import Slot
from newscopy.errors import DoubtError, InternalError, NewscopyError, OutputError, ReadError
from newscopy.model import Story

# Jobs handed out ahead of the one whose turn it is: enough to keep workers busy behind a slow story.
_AHEAD = 4
CAUSES = MappingProxyType(
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
        50: "too slow or too big",
        70: "internal error",
    }
)


DOUBT = "low-confidence"
"""The code of the notice that a story carries whose structure is hardly likely to be right."""


@dataclass(frozen=True)
class Failure:
    """Why an input, or one of its exports, failed: the exit code of the cause, one line, and the trace of a bug."""

    code: int
    message: str
    trace: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a job. `data` is what was handed back; `notices` are the story's, each in one line.

    `doubtful` if one of the stories is hardly likely to be right.
    """

    name: str
    data: bytes
    failures: tuple[Failure, ...]
    notices: tuple[str, ...] = ()
    doubtful: bool = False


def run(jobs: Iterable[Job], processes: int = 1) -> Iterator[Outcome]:
    """The outcomes in the order of the jobs, as soon as each is known."""
    return _spread(iter(jobs), processes) if processes > 1 else map(convert, jobs)


def convert(job: Job) -> Outcome:
    """Read the stories of one input and write all their exports; what fails leaves the rest its place."""
    data: list[bytes] = []
    failures: list[Failure] = []
    notices: list[str] = []
    doubtful = False
    try:
        for number, story in enumerate(_read(job), 1):
            if isinstance(story, ReadError):
                failures.append(failure_of(story, job.input.name, job.input.file_name))
                continue
            notices += (f"{job.input.name}: {notice.message}" for notice in story.notices)
            doubtful = doubtful or any(notice.code == DOUBT for notice in story.notices)
            data += _written(job, story, number, failures, notices)
    except Exception as error:  # noqa: BLE001 - a bug met in one input must not cost the others
        failures.append(failure_of(error, job.input.name, job.input.file_name))
    return Outcome(job.input.name, b"".join(data), tuple(failures), tuple(notices), doubtful)


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
            failures.append(failure_of(error, job.input.name, job.input.file_name, f"{export.writer}: "))


def summary(outcomes: Counter[int], ignored: int) -> str:
    """The last line of a run: `outcomes` counts inputs by exit code, 0 for those converted whole."""
    failed = sum(number for code, number in outcomes.items() if code)
    causes = ", ".join(f"{number} {CAUSES.get(code, 'failed')}" for code, number in sorted(outcomes.items()) if code)
    parts = [f"{outcomes[0]} converted", f"{failed} failed" + (f" ({causes})" if causes else "")]
    if ignored:
        parts.append(f"{ignored} hidden, junk or excluded {'file' if ignored == 1 else 'files'} ignored")
    return ", ".join(parts)


def _read(job: Job) -> Iterator[Story | ReadError]:
    """The stories of the input, with an error in the place of each that cannot be read or is refused."""
    reader = formats.reader(job.reader)
    data, name = job.input.load(), job.input.file_name
    if reader.read_many is None:
        yield without_doubt(reader.read(data, name, job.reading), strict=job.strict)
        return
    for story in reader.read_many(data, name, job.reading):
        yield story if isinstance(story, ReadError) else without_doubt(story, strict=job.strict)


def without_doubt(story: Story, *, strict: bool) -> Story | DoubtError:
    """The story; if we are strict and it carries a notice, the error that refuses it."""
    if not (strict and story.notices):
        return story
    more = f" (and {len(story.notices) - 1} more)" if len(story.notices) > 1 else ""
    return DoubtError(f"{story.source.name}: {story.notices[0].message}{more}; refused because of --strict")


def failure_of(error: BaseException, where: str, name: str, what: str = "") -> Failure:
    """An error as it is told: `where` is the whole name of the input, `name` that by which readers know it."""
    if isinstance(error, OutputError):  # it names its own file
        return Failure(error.exit_code, str(error))
    if isinstance(error, NewscopyError):
        # Readers know a file by its name alone; in a folder of folders the whole path says more.
        reason = str(error).removeprefix(f"{where}: ")
        reason = reason.removeprefix(f"{name}: ").removeprefix(f"{name}, ")
        return Failure(error.exit_code, f"{where}: {what}{reason}")
    line = " ".join(f"{type(error).__name__}: {error}".split())
    trace = "".join(traceback.format_exception(error))
    return Failure(
        InternalError.exit_code,
        f"{where}: {what}internal error, please report it: {line} (--debug says where)",
        trace,
    )


def work(task: tuple[int, Job], slot: Slot) -> Outcome:
    """Do a job in a worker, which says so while it does."""
    number, job = task
    with slot.step(number):
        return convert(job)


def _spread(jobs: Iterator[Job], size: int) -> Iterator[Outcome]:
    """Outcomes from several processes, in order. A job over which a worker dies is tried once more, alone."""
    numbered = enumerate(jobs)
    done: dict[int, Outcome] = {}
    again: deque[tuple[int, Job]] = deque()
    suspects: deque[tuple[int, Job]] = deque()
    tried: set[int] = set()
    turn = given = 0
    with workers("newscopy.archive.batch:work", size) as pool:
        while True:
            if suspects and not pool.running():
                pool.give(suspects.popleft())
            while not suspects and pool.free() and given - turn < size * _AHEAD:
                task = again.popleft() if again else next(numbered, None)
                if task is None:
                    break
                given = max(given, task[0] + 1)
                pool.give(task)
            answered = pool.answer()
            if answered is None:
                return
            task, outcome = answered
            if not isinstance(outcome, Death):
                done[task[0]] = outcome
            elif outcome.step is None:  # it died before it began
                again.append(task)
            elif task[0] in tried:
                done[task[0]] = _killed(task[1])
            else:
                tried.add(task[0])
                suspects.append(task)
            while turn in done:
                yield done.pop(turn)
                turn += 1


def _killed(job: Job) -> Outcome:
    message = f"{job.input.name}: the process that read it was killed or crashed; it may be out of memory"
    return Outcome(job.input.name, b"", (Failure(InternalError.exit_code, message),))
