"""What became of the inputs: exports on standard output, notices and failures in lines on standard error."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscopy.cli import debugging
from newscopy.cli.running import telling
from newscopy.errors import NewscopyError, PartialFailure

if TYPE_CHECKING:
    from newscopy.archive.batch import Failure, Outcome
    from newscopy.archive.inputs import Gathered
    from newscopy.archive.plan import Job


def joined(jobs: list[Job], file: Path | None, workers: int, found: Gathered) -> None:
    """Write all stories into one file, or to standard output; a last line counts.

    Raises PartialFailure if some have failed.
    """
    from newscopy.archive import batch
    from newscopy.archive.joining import pieces
    from newscopy.archive.output import write_whole

    codes: Counter[int] = Counter()

    def tell(outcome: Outcome) -> None:
        for failure in outcome.failures:
            _tell_failure(failure)
        codes[outcome.failures[0].code if outcome.failures else 0] += 1

    if file is not None:
        write_whole(file, pieces(jobs, workers, tell))
    else:
        for piece in pieces(jobs, workers, tell):
            _put(piece)
    last = batch.summary(codes, found.ignored)
    if set(codes) - {0}:
        raise PartialFailure(last)
    telling(last)


def one(outcome: Outcome) -> None:
    """Give the only story out, and end as it ended.

    Raises NewscopyError with the code of its first failure.
    """
    _put(outcome.data)
    for notice in outcome.notices:
        telling(notice)
    for failure in outcome.failures[1:]:
        _tell_failure(failure)
    if outcome.failures:
        raise _raised(outcome.failures[0])


def many(outcomes: Iterable[Outcome], found: Gathered) -> None:
    """Give each story out as it is done, with a bar on a terminal, and a last line that counts.

    Raises PartialFailure if some have failed.
    """
    from newscopy.archive import batch
    from newscopy.archive.progress import bar

    codes: Counter[int] = Counter()
    doubtful: list[str] = []
    with bar(len(found.inputs), shown=not sys.stdout.isatty()) as advance:
        for outcome in outcomes:
            _put(outcome.data)
            for failure in outcome.failures:
                _tell_failure(failure)
            codes[outcome.failures[0].code if outcome.failures else 0] += 1
            doubtful += [outcome.name] if outcome.doubtful else []
            advance()
    if doubtful:
        telling(f"{len(doubtful)} doubtful, look at them with newscopy explain: {', '.join(doubtful)}")
    last = batch.summary(codes, found.ignored)
    if set(codes) - {0}:
        raise PartialFailure(last)
    telling(last)


def _put(data: bytes) -> None:
    if data:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _tell_failure(failure: Failure) -> None:
    if failure.trace and debugging():
        click.echo(failure.trace, err=True, nl=False)
    telling(failure.message)


def _raised(failure: Failure) -> NewscopyError:
    """The failure as the error it was, so that the program ends with its exit code."""
    if failure.trace and debugging():
        click.echo(failure.trace, err=True, nl=False)
    error = NewscopyError(failure.message)
    error.exit_code = failure.code  # type: ignore[misc]
    return error
