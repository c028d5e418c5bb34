"""`newscopy template`: a house style to edit."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable


@click.command()
@click.argument("name", metavar="NAME", required=False)
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@debuggable
def command(name: str | None, folder: Path | None) -> None:
    """Write the house style NAME into the new folder DIR, to edit it; without NAME, list the styles.

    A folder that holds anything already is refused.

    \b
    newscopy template pdf/article mystyle
    newscopy convert story.txt -t pdf -o story.pdf -O template=mystyle
    """
    from newscopy import house_styles

    if name is None:
        click.echo("\n".join(house_styles.names()))
        return
    if folder is None:
        raise click.UsageError("where to? newscopy template NAME DIR")
    for path in house_styles.write_out(name, folder):
        click.echo(path)
