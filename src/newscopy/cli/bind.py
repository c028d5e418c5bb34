"""`newscopy bind`: many stories in one book."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.cli.asking import pairs
from newscopy.errors import NoInputError, PartialFailure


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The book: .pdf or .docx."
)
@click.option(
    "-f", "--from", "reader", metavar="FORMAT", help="Format of the inputs; told from the suffix if not given."
)
@click.option("--title", metavar="TEXT", help="The title on the cover; the name of FILE if not given.")
@click.option(
    "--order",
    type=click.Choice(["date", "category", "given"]),
    default="given",
    help="The order of the stories; as given if not said.",
)
@click.option(
    "--volume-pages",
    type=click.IntRange(1),
    default=500,
    metavar="N",
    help="Pages after which a new volume starts; 500 if not given.",
)
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    callback=pairs,
    help="An option, such as style=clipping.",
)
@click.option("--language", metavar="TAG", help="Language of the texts (BCP 47); found from each if not given.")
@debuggable
def command(
    inputs: tuple[str, ...],
    output: Path,
    reader: str | None,
    title: str | None,
    order: str,
    volume_pages: int,
    options: tuple[tuple[str, str], ...],
    language: str | None,
) -> None:
    """Bind the stories of each INPUT into one book, with a cover, contents and bookmarks.

    An INPUT is a file, a folder (all files in it) or - for standard input, in any format that is read. A book past
    the pages of a volume becomes FILE-1, FILE-2 and so on. What cannot be read or printed is left out, and told;
    the exit code is 3 then.

    \b
    newscopy bind archive/ -o may.pdf --title "Clippings of May" --order date
    newscopy bind desk/ -o desk.docx --order category
    """
    from newscopy import binding
    from newscopy.archive.inputs import gather
    from newscopy.archive.progress import bar
    from newscopy.formats import Book
    from newscopy.model import Story

    failures: list[str] = []
    stdin = sys.stdin.buffer.read() if "-" in inputs else None
    found = gather(inputs, stdin)
    if not found.inputs:
        ignored = f"{found.ignored} hidden, junk or excluded ones ignored"
        raise NoInputError(f"{' '.join(inputs)}: no file to bind ({ignored})")

    def fail(message: str) -> None:
        failures.append(message)
        click.echo(f"newscopy: {message}", err=True)

    def leave_out(story: Story, error: Exception) -> None:
        fail(f"{story.source.name}: left out of the book: {error}")

    kind = binding.ORDERS[("date", "category", "given").index(order)]
    book = Book(title or output.stem, volume_pages=volume_pages)
    plan = binding.binding(output, dict(options), kind, book, reader=reader, language=language)
    binding.refuse_inputs(found.inputs, output)
    with bar(len(found.inputs), shown=True, doing="Reading") as done:
        stories = binding.ordered(binding.read_all(found.inputs, plan, fail, done), kind)
    with bar(len(stories), shown=True, doing="Binding") as advance:
        for path in binding.bind(stories, plan.telling(advance, leave_out)):
            click.echo(f"newscopy: {path}", err=True)
    if failures:
        raise PartialFailure(f"{len(stories)} stories read, {len(failures)} failed")
