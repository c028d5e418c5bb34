"""`newscopy review`: see and correct the stories that newscopy is unsure of."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.errors import PartialFailure


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", default="review.html", metavar="FILE", help="The page; review.html if not given.")
@click.option("--most", default=2000, type=click.IntRange(1), help="Stories on the pages at most; 2000 if not given.")
@click.option("--title", metavar="TEXT", help="What stands above the page.")
@click.option("--stats", is_flag=True, help="Of a run: tell what was corrected, and how right newscopy was; no page.")
@debuggable
def command(inputs: tuple[str, ...], output: str, most: int, title: str | None, stats: bool) -> None:
    """Write a page that shows stories beside their sources, the least sure first, and lets them be corrected.

    An INPUT is a folder that `newscopy convert` has filled from an archive, a Story in JSON, a text, or a folder of
    these. The page is one file, opens from the disk in any browser, and asks nobody for anything; past 2,000 stories
    it is an index of several. What is corrected there is saved as corrections.jsonl, for `newscopy apply`.

    \b
    newscopy review out -o review.html
    newscopy apply corrections.jsonl out
    newscopy review --stats out
    """
    if stats:
        _tell_stats(inputs)
        return
    from newscopy.archive.output import write_whole
    from newscopy.review import gathering, page

    path = Path(output)
    if path.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"{output}: the page is HTML: give a name that ends in .html")
    chosen = gathering.choose(inputs, most)
    pages = 0
    for place, data in page.files(
        chosen.stories, path, title or f"Review of {inputs[0] if len(inputs) == 1 else f'{len(inputs)} inputs'}"
    ):
        write_whole(place, data)
        pages += 1
    for failure in chosen.failures:
        click.echo(f"newscopy: {failure}", err=True)
    parts = [f"{len(chosen.stories):,} stories, the least sure first"]
    parts += [f"{chosen.left:,} surer ones left out (--most)"] if chosen.left else []
    parts += [f"{chosen.accepted:,} accepted before"] if chosen.accepted else []
    parts += [f"{pages - 1} pages"] if pages > 1 else []
    click.echo(f"{output}: {'; '.join(parts)}", err=True)
    if chosen.failures:
        raise PartialFailure(f"{len(chosen.failures):,} inputs are not on the page")


def _tell_stats(inputs: tuple[str, ...]) -> None:
    from newscopy.review.stats import of_run

    if len(inputs) != 1:
        raise click.UsageError("--stats is of one run: newscopy review --stats DIR")
    for line in of_run(Path(inputs[0])).lines():
        click.echo(line)
