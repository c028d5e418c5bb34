"""`newscopy convert`: stories in, exports out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscopy.cli import debuggable, debugging
from newscopy.errors import NewscopyError, NoInputError, PartialFailure

if TYPE_CHECKING:
    from newscopy.batch import Failure, Outcome
    from newscopy.inputs import Gathered
    from newscopy.plan import Job

_SHOWN = ("text/", "application/json", "application/xml")


def pairs(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs of -O KEY=VALUE; a usage error for what is no pair."""
    for text in given:
        if not text.partition("=")[1] or text.startswith("="):
            raise click.BadParameter(f"{text!r} is not key=value")
    return tuple((text.partition("=")[0], text.partition("=")[2]) for text in given)


def _names(_: click.Context, __: click.Parameter, given: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in (given or "").split(",") if name.strip()))


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-f", "--from", "reader", metavar="FORMAT", help="Format of the inputs; told from the suffix if not given."
)
@click.option(
    "-t", "--to", "writers", metavar="FORMAT,...", callback=_names, help="Formats to write; json if not given."
)
@click.option("-o", "--output", metavar="DIR|FILE|-", help="Where to write; - is standard output.")
@click.option("-j", "--jobs", default=1, type=click.IntRange(0), help="Processes to use; 0 means one a processor.")
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    callback=pairs,
    help="An option of a format, such as paper=letter, or pdf.paper=letter for one format alone.",
)
@click.option("--language", metavar="TAG", help="Language of the text (BCP 47); found from the text if not given.")
@click.option("--id-domain", metavar="DOMAIN", help="A domain of yours that vouches for the stories' ids.")
@click.option("--strict", is_flag=True, help="Refuse a story that carries a notice.")
@debuggable
def command(
    inputs: tuple[str, ...],
    reader: str | None,
    writers: tuple[str, ...],
    output: str | None,
    jobs: int,
    options: tuple[tuple[str, str], ...],
    language: str | None,
    id_domain: str | None,
    strict: bool,
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
    from dataclasses import replace

    from newscopy import batch, plan
    from newscopy.inputs import gather
    from newscopy.topics.vocabulary import cache_place

    if inputs.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once")
    stdin = sys.stdin.buffer.read() if "-" in inputs else None
    found = gather(inputs, stdin, skip=None if output in (None, "-") else Path(str(output)))
    if not found.inputs:
        raise NoInputError(f"{' '.join(inputs)}: no file to convert ({found.ignored} hidden or junk ones ignored)")
    formats, folder, file = _destination(output, writers, several=found.several)
    request = plan.Request(
        writers=formats,
        reader=reader,
        options=options,
        reading={key: text for key, text in (("language", language), ("id_domain", id_domain)) if text},
        topics=cache_place() if cache_place().exists() else None,
        folder=folder,
        file=file,
        lines=found.several and folder is None,
        strict=strict,
    )
    if found.several and folder is None and _holds_several(formats[0]):
        todo = plan.jobs(found.inputs, replace(request, file=None))
        _joined(todo, file, min(jobs or os.cpu_count() or 1, len(todo)), found)
        return
    todo = plan.jobs(found.inputs, request)
    outcomes = batch.run(todo, min(jobs or os.cpu_count() or 1, len(todo)))
    if found.several:
        _many(outcomes, found)
    else:
        _one(next(iter(outcomes)))


def _destination(
    output: str | None, writers: tuple[str, ...], *, several: bool
) -> tuple[tuple[str, ...], Path | None, Path | None]:
    """The formats, and the folder or the file to write to; neither of them means standard output."""
    from newscopy import formats, plan

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


def _joined(jobs: list[Job], file: Path | None, workers: int, found: Gathered) -> None:
    """Write all stories into one file, or to standard output."""
    from newscopy import batch
    from newscopy.joining import pieces
    from newscopy.output import write_whole

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
    from newscopy import batch
    from newscopy.progress import bar

    codes: Counter[int] = Counter()
    with bar(len(found.inputs), shown=not sys.stdout.isatty()) as advance:
        for outcome in outcomes:
            _put(outcome.data)
            for failure in outcome.failures:
                _tell_failure(failure)
            codes[outcome.failures[0].code if outcome.failures else 0] += 1
            advance()
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
