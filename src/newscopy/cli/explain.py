"""`newscopy explain`: what became of each line, and why."""

from __future__ import annotations

import shutil
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from newscopy.cli import debuggable

if TYPE_CHECKING:
    from newscopy.explain import Row

_COLOURS = MappingProxyType(
    {
        "headline": "bright_white",
        "paragraph": "green",
        "quote": "green",
        "list_item": "green",
        "subheading": "bright_green",
        "related_title": "magenta",
        "related_summary": "magenta",
        "discarded": "bright_black",
    }
)
_OTHERS = "cyan"


@click.command()
@click.argument("file", metavar="FILE")
@click.option("-f", "--from", "reader", metavar="FORMAT", help="Format of FILE; told from its suffix if not given.")
@click.option("--language", metavar="TAG", help="Language of the text (BCP 47); found from the text if not given.")
@debuggable
def command(file: str, reader: str | None, language: str | None) -> None:
    """Show each line of FILE with its label, how sure newscopy is, and why.

    FILE is a source text, or a Story as JSON, whose segments are shown then; - is standard input. On a terminal
    lines are coloured and cut to its width; elsewhere they are whole, with tabs between the columns: number,
    label, confidence, reason, text. The last line tells how likely the whole story is right.

    \b
    newscopy explain story.txt
    newscopy explain story.txt | grep discarded
    """
    from newscopy import explain, formats
    from newscopy.archive.inputs import gather
    from newscopy.convert import read

    source = gather([file], sys.stdin.buffer.read() if file == "-" else None).inputs[0]
    data = source.load()
    options = {"language": language} if language else {}
    story = read(data, reader or formats.read_format_of(source.file_name), source.file_name, **options)
    whole = explain.Row(None, "story", explain.confidence(story), "headline and all paragraphs", "")
    for row in [*explain.rows(story, data), whole]:
        click.echo(_pretty(row) if sys.stdout.isatty() else _plain(row))


def _plain(row: Row) -> str:
    return "\t".join((str(row.line or ""), row.role, f"{row.confidence:.2f}", row.reason, row.text))


def _pretty(row: Row) -> str:
    room = max(20, shutil.get_terminal_size().columns - 60)
    text = row.text if len(row.text) <= room else row.text[: room - 1] + "…"
    head = f"{row.line or '':>5}  {row.role:<15} {row.confidence:>4.0%}  {row.reason[:28]:<28}  "
    return click.style(head + text, fg=_COLOURS.get(row.role, _OTHERS))
