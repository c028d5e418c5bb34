"""`newscopy convert`: stories in, exports out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscopy.cli import debuggable, debugging
from newscopy.cli.asking import Asked, asking, learning
from newscopy.cli.running import ending, share, size, watching
from newscopy.errors import NewscopyError, NoInputError, PartialFailure

if TYPE_CHECKING:
    from newscopy.archive.batch import Failure, Outcome
    from newscopy.archive.inputs import Gathered
    from newscopy.archive.plan import Job
    from newscopy.archive.run import Engine, Wishes

_SHOWN = ("text/", "application/json", "application/xml")


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@asking
@learning
@click.option("-o", "--output", metavar="DIR|FILE|-", help="Where to write; - is standard output.")
@click.option("-j", "--jobs", default=1, type=click.IntRange(0), help="Processes to use; 0 means one a processor.")
@click.option("--engine", default="local", metavar="local|dask:ADDRESS", help="Who does the shards of an archive.")
@click.option("--shard", "part", metavar="I/N", callback=share, help="Do the I-th of N parts of the run planned in -o.")
@click.option(
    "--timeout", default=60.0, type=click.FloatRange(0), help="Seconds for a story of an archive; 0 is no limit."
)
@click.option(
    "--memory-limit", "memory", default="2G", metavar="SIZE", callback=size, help="What a story of an archive may take."
)
@click.option("--max-failures", "most_failures", type=click.IntRange(0), help="Stop when more stories have failed.")
@click.option("--retry-failed", "retry", is_flag=True, help="Do shards again in which stories have failed.")
@click.option("--log-format", "log", default="text", type=click.Choice(["text", "json"]), help="How a run is told.")
@click.option("--report", metavar="FILE", help="Write a page about the run: counts, plots, every failure.")
@debuggable
def command(
    inputs: tuple[str, ...],
    output: str | None,
    jobs: int,
    engine: str,
    part: tuple[int, int] | None,
    timeout: float,
    memory: int,
    most_failures: int | None,
    retry: bool,
    log: str,
    report: str | None,
    **asked: Any,
) -> None:
    """Find the story in each INPUT and write it in other formats.

    An INPUT is a file, a folder (all files in it, hidden ones aside) or - for standard input. One input and one
    format go to standard output unless -o says otherwise; several go into the folder that -o names, as NAME.json,
    NAME.newsml.xml and so on. Several inputs with one text format and -o - give one story a line (JSON Lines); as
    newsml-message they become one message, in the file that -o names or on standard output.

    A newsMessage may hold several stories: they become NAME.json, NAME.story-2.json and so on.

    A file is written whole or not at all. If one of several inputs fails, the others are converted all the same;
    the last line tells how many failed and why, and the exit code is 3.

    \b
    newscopy convert story.txt
    newscopy convert story.txt -t json,newsml,docx,pdf -o out/
    newscopy convert archive/ -o out/ -j 4
    newscopy convert archive/ -t json -o - | gzip > stories.jsonl.gz
    pbpaste | newscopy convert - -t docx -o story.docx -O paper=letter
    """
    from newscopy.archive.run import Wishes

    given = Asked(**asked)
    processes = jobs or os.cpu_count() or 1
    wishes = Wishes(
        processes,
        timeout,
        memory,
        most_failures=most_failures,
        share=part,
        force=given.force,
        prune=given.prune,
        retry=retry,
        engine=_engine(engine, timeout, memory),
    )
    if part is not None:
        _share_of(inputs, output, given.state, wishes, log)
        return
    if not inputs:
        raise click.UsageError("Missing argument 'INPUT...'.")
    if _is_run(inputs, output, given, retry=retry or report is not None):
        if output == "-":
            _piped(inputs, given, wishes, log)
        else:
            _run(inputs, str(output), given, wishes, log, report)
        return
    _convert(inputs, output, given, processes)


def _engine(name: str, timeout: float, memory: int) -> Engine | None:
    """Who does the shards; None is this machine."""
    kind, _, address = name.partition(":")
    if name == "local":
        return None
    if kind != "dask" or not address:
        raise click.UsageError(f"no engine {name!r}: there are local and dask:ADDRESS, such as dask:tcp://head:8786")
    from newscopy.archive.engines import on_dask
    from newscopy.archive.pool import Limits

    return on_dask(address, Limits(timeout, memory))


def _convert(inputs: tuple[str, ...], output: str | None, given: Asked, processes: int) -> None:
    """The simple case: all is named, then done, and if it is broken off it is simply done again."""
    from dataclasses import replace

    from newscopy.archive import batch, plan
    from newscopy.archive.folders import Rules
    from newscopy.archive.inputs import gather

    if inputs.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once")
    stdin = sys.stdin.buffer.read() if "-" in inputs else None
    rules = Rules(given.include, given.exclude)
    found = gather(inputs, stdin, None if output in (None, "-") else Path(str(output)), rules)
    if not found.inputs:
        ignored = f"{found.ignored} hidden, junk or excluded ones ignored"
        raise NoInputError(f"{' '.join(inputs)}: no file to convert ({ignored})")
    formats, folder, file = _destination(output, given.writers, several=found.several)
    request = plan.Request(
        writers=formats,
        reader=given.reader,
        options=given.options,
        reading=given.reading,
        topics=given.topics,
        folder=folder,
        file=file,
        lines=found.several and folder is None,
        strict=given.strict,
    )
    if found.several and folder is None and _holds_several(formats[0]):
        todo = plan.jobs(found.inputs, replace(request, file=None))
        _joined(todo, file, min(processes, len(todo)), found)
        return
    todo = plan.jobs(found.inputs, request)
    outcomes = batch.run(todo, min(processes, len(todo)))
    if found.several:
        _many(outcomes, found)
    else:
        _one(next(iter(outcomes)))


def _is_run(inputs: tuple[str, ...], output: str | None, given: Asked, *, retry: bool) -> bool:
    """True if the inputs are archives, or so many that the run must be able to go on where it was broken off."""
    from newscopy.archive.folders import Rules
    from newscopy.archive.planning import is_archive
    from newscopy.archive.sources.settings import settings
    from newscopy.archive.state import State

    if "-" in inputs:
        return False
    if any("://" in place for place in (*inputs, output or "")):
        if output is None:
            raise click.UsageError(f"{inputs[0]}: what lies elsewhere needs a folder for what is made of it: -o DIR")
        return True
    path = None if output in (None, "-") else Path(str(output))
    folder = None if path is None or _is_joined_file(str(output), given.writers) else path
    gathers = folder is not None and given.gathers
    asked = given.of_archives or gathers or retry or (folder is not None and State(folder).plan.exists())
    rules = Rules(given.include, given.exclude)
    known = settings(given.fields, given.ends)
    if not asked and not is_archive(inputs, known, path, rules, resumable=folder is not None):
        return False
    if output == "-" and not given.bag and given.joins:
        return True
    if folder is not None and folder.is_file():
        raise click.UsageError(f"{output}: is a file, and an archive, or what was asked of one, needs a folder: -o DIR")
    if folder is None:
        raise click.UsageError(
            f"{inputs[0]}: an archive needs a folder for what is made of it: -o DIR, or -t json -o - for a story a line"
        )
    return True


def _run(inputs: tuple[str, ...], output: str, given: Asked, wishes: Wishes, log: str, report: str | None) -> None:
    from newscopy.archive import remote, run

    out = remote.state_of(output, given.state).out
    with watching(log) as watch:
        result = run.start(inputs, given.frozen(), out, wishes, watch)
    ending(result, str(out), log, report)


def _piped(inputs: tuple[str, ...], given: Asked, wishes: Wishes, log: str) -> None:
    from newscopy.archive import piped

    with watching(log) as watch:
        result = piped.start(inputs, given.frozen(), sys.stdout.buffer, wishes, watch, lambda line: _tell([line]))
    ending(result, None, log)


def _share_of(inputs: tuple[str, ...], output: str | None, state: str | None, wishes: Wishes, log: str) -> None:
    from newscopy.archive import remote, run

    if inputs or output is None or output == "-":
        raise click.UsageError("--shard takes no INPUT, but -o DIR with what `newscopy plan` has put there")
    with watching(log) as watch:
        result = run.resume(remote.state_of(output, state).out, wishes, watch)
    ending(result, output, log)


def _destination(
    output: str | None, writers: tuple[str, ...], *, several: bool
) -> tuple[tuple[str, ...], Path | None, Path | None]:
    """The formats, and the folder or the file to write to; neither of them means standard output."""
    from newscopy import formats
    from newscopy.archive import plan

    path = None if output in (None, "-") else Path(str(output))
    if path is not None:
        one = len(writers) < 2 and (not several or _holds_several(*writers))
        chosen = writers or ((one and plan.write_format_of(path)) or "json",)
        named = one and path.name.lower().endswith(formats.writer(chosen[0]).suffix)
        if (named if several else one) and not str(output).endswith("/") and (named or not path.is_dir()):
            return chosen, None, path
        return chosen, path, None
    chosen = writers or ("json",)
    if len(chosen) > 1:
        raise click.UsageError("several formats need a folder to go to: -o DIR")
    if several and output is None:
        raise click.UsageError("several inputs need a folder to go to: -o DIR (or -o - for one story a line)")
    if several and not (formats.writer(chosen[0]).joins or _holds_several(chosen[0])):
        raise click.UsageError(f"several stories cannot share one stream as {chosen[0]}: give a folder with -o DIR")
    if sys.stdout.isatty() and not formats.writer(chosen[0]).media_type.startswith(_SHOWN):
        raise click.UsageError(f"{chosen[0]} is nothing for a terminal: give a file with -o FILE")
    return chosen, None, None


def _holds_several(*names: str) -> bool:
    """True if one file of the first format named may hold several stories."""
    from newscopy import formats

    return bool(names) and formats.writer(names[0]).stream is not None


def _is_joined_file(output: str, writers: tuple[str, ...]) -> bool:
    """True if -o names one file that all stories go into, in the one format that was asked for."""
    from newscopy import formats

    if len(writers) != 1 or not _holds_several(*writers) or output.endswith("/"):
        return False
    return output.lower().endswith(formats.writer(writers[0]).suffix)


def _joined(jobs: list[Job], file: Path | None, workers: int, found: Gathered) -> None:
    """Write all stories into one file, or to standard output."""
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
    _tell((last,))


def _one(outcome: Outcome) -> None:
    _put(outcome.data)
    _tell(outcome.notices)
    for failure in outcome.failures[1:]:
        _tell_failure(failure)
    if outcome.failures:
        raise _raised(outcome.failures[0])


def _many(outcomes: Iterable[Outcome], found: Gathered) -> None:
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
        _tell((f"{len(doubtful)} doubtful, look at them with newscopy explain: {', '.join(doubtful)}",))
    last = batch.summary(codes, found.ignored)
    if set(codes) - {0}:
        raise PartialFailure(last)
    _tell((last,))


def _put(data: bytes) -> None:
    if data:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"newscopy: {line}", err=True)


def _tell_failure(failure: Failure) -> None:
    if failure.trace and debugging():
        click.echo(failure.trace, err=True, nl=False)
    _tell((failure.message,))


def _raised(failure: Failure) -> NewscopyError:
    """The failure as the error it was, so that the program ends with its exit code."""
    if failure.trace and debugging():
        click.echo(failure.trace, err=True, nl=False)
    error = NewscopyError(failure.message)
    error.exit_code = failure.code  # type: ignore[misc]
    return error
