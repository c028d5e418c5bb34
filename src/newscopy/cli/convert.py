"""`newscopy convert`: stories in, exports out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscopy.cli import debuggable, outcomes
from newscopy.cli.asking import Asked, asking, learning
from newscopy.cli.destinations import destination, holds_several, is_joined_file
from newscopy.cli.running import ending, share, size, telling, watching
from newscopy.errors import NoInputError

if TYPE_CHECKING:
    from newscopy.archive.run import Engine, Wishes


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
    formats, folder, file = destination(output, given.writers, several=found.several)
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
    if found.several and folder is None and holds_several(formats[0]):
        todo = plan.jobs(found.inputs, replace(request, file=None))
        outcomes.joined(todo, file, min(processes, len(todo)), found)
        return
    todo = plan.jobs(found.inputs, request)
    done = batch.run(todo, min(processes, len(todo)))
    if found.several:
        outcomes.many(done, found)
    else:
        outcomes.one(next(iter(done)))


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
    folder = None if path is None or is_joined_file(str(output), given.writers) else path
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
        result = piped.start(inputs, given.frozen(), sys.stdout.buffer, wishes, watch, telling)
    ending(result, None, log)


def _share_of(inputs: tuple[str, ...], output: str | None, state: str | None, wishes: Wishes, log: str) -> None:
    from newscopy.archive import remote, run

    if inputs or output is None or output == "-":
        raise click.UsageError("--shard takes no INPUT, but -o DIR with what `newscopy plan` has put there")
    with watching(log) as watch:
        result = run.resume(remote.state_of(output, state).out, wishes, watch)
    ending(result, output, log)
