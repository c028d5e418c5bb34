"""`newscopy formats`: what can be read, written and checked."""

from __future__ import annotations

import click

from newscopy.cli import debuggable


@click.command()
@debuggable
def command() -> None:
    """List the formats, their suffixes, and the options that -O sets.

    Formats that installed plug-ins bring are among them.
    """
    from newscopy import formats

    click.echo("Read:")
    for name in formats.names("readers"):
        reader = formats.reader(name)
        click.echo(_row(name, " ".join(reader.suffixes), tuple(reader.options.model_fields)))
    click.echo("Write:")
    for name in formats.names("writers"):
        writer = formats.writer(name)
        click.echo(_row(name, writer.suffix, tuple(writer.options.model_fields)))
    click.echo(f"Check:\n  {' '.join(formats.names('validators'))}")


def _row(name: str, suffixes: str, options: tuple[str, ...]) -> str:
    return f"  {name:<10} {suffixes:<18} {' '.join(options)}".rstrip()
