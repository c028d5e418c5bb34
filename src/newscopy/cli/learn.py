"""`newscopy learn`: what stands on page after page of a site becomes its profile."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.cli.asking import pairs


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="FILE", help="The profile, such as site.profile.")
@click.option(
    "--group",
    default="host",
    type=click.Choice(["host", "folder", "none"]),
    help="Pages of one site: of one host where that is told, else of one folder; of one folder; all of them.",
)
@click.option(
    "--corrections", multiple=True, metavar="FILE", help="What was corrected on some of the pages; may be given often."
)
@click.option(
    "-f", "--from", "reader", metavar="FORMAT", help="Format of the inputs; told from the suffix if not given."
)
@click.option("-O", "--option", "options", multiple=True, metavar="KEY=VALUE", callback=pairs, help="As with convert.")
@click.option("--include", multiple=True, metavar="GLOB", help="Take only such files of folders.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave such files of folders out.")
@debuggable
def command(
    inputs: tuple[str, ...],
    output: str,
    group: str,
    corrections: tuple[str, ...],
    reader: str | None,
    options: tuple[tuple[str, str], ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
) -> None:
    """Learn what stands on page after page of the sites of each INPUT: files, folders and archives as with convert.

    The profile is a file that can be read and kept. Of corrected pages it learns what the lines are, too.

    \b
    newscopy learn pages/ -o site.profile
    newscopy convert pages/ -o out -O profile=site.profile
    newscopy explain --profile site.profile
    newscopy learn pages/ --corrections corrections.jsonl -o site.profile
    """
    from newscopy.archive import learning

    asked = learning.options_of(reader, options, include, exclude)
    found = learning.learn(inputs, asked, group, [Path(name) for name in corrections])
    learning.write(found, Path(output))
    for line in learning.told(found):
        click.echo(f"{output}: {line}", err=True)
