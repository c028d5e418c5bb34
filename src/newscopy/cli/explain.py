"""`newscopy explain`: what became of each line, and why."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from newscopy.cli import debuggable
from newscopy.cli.asking import pairs

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
@click.argument("file", metavar="FILE", required=False)
@click.option("-f", "--from", "reader", metavar="FORMAT", help="Format of FILE; told from its suffix if not given.")
@click.option("--language", metavar="TAG", help="Language of the text (BCP 47); found from the text if not given.")
@click.option("-O", "--option", "options", multiple=True, metavar="KEY=VALUE", callback=pairs, help="As with convert.")
@click.option("--profile", metavar="PROFILE", help="Show what a profile says of its sites; takes no FILE.")
@debuggable
def command(
    file: str | None,
    reader: str | None,
    language: str | None,
    options: tuple[tuple[str, str], ...],
    profile: str | None,
) -> None:
    """Show each line of FILE with its label, how sure newscopy is, and why.

    FILE is a source text, or a Story as JSON, whose segments are shown then; - is standard input. On a terminal
    lines are coloured and cut to its width; elsewhere they are whole, with tabs between the columns: number,
    label, confidence, reason, text. The last line tells how likely the whole story is right.

    \b
    newscopy explain story.txt
    newscopy explain story.txt | grep discarded
    newscopy explain page.html -O profile=site.profile
    newscopy explain --profile site.profile
    """
    from newscopy import explain, formats
    from newscopy.archive.inputs import gather

    if (file is None) == (profile is None):
        raise click.UsageError("give a FILE, or --profile PROFILE: one of the two")
    if profile is not None:
        for line in explain.profile_rows(Path(profile)):
            click.echo(line)
        return
    assert file is not None
    source = gather([file], sys.stdin.buffer.read() if file == "-" else None).inputs[0]
    data = source.load()
    told = {"language": language} if language else {}
    used = formats.reader(reader or formats.read_format_of(source.file_name))
    asked = formats.made_options(used.options, {**dict(options), **told}, used.name)
    story = used.read(data, source.file_name, asked)
    known = getattr(asked, "profile", None)
    site = explain.site_of(known, data, source.file_name, used, asked) if known else None
    whole = explain.Row(None, "story", explain.confidence(story), "headline and all paragraphs", "")
    for row in [*explain.rows(story, data, site), whole]:
        click.echo(_pretty(row) if sys.stdout.isatty() else _plain(row))


def _plain(row: Row) -> str:
    return "\t".join((str(row.line or ""), row.role, f"{row.confidence:.2f}", row.reason, row.text))


def _pretty(row: Row) -> str:
    room = max(20, shutil.get_terminal_size().columns - 60)
    text = row.text if len(row.text) <= room else row.text[: room - 1] + "…"
    head = f"{row.line or '':>5}  {row.role:<15} {row.confidence:>4.0%}  {row.reason[:28]:<28}  "
    return click.style(head + text, fg=_COLOURS.get(row.role, _OTHERS))
