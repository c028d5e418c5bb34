"""`newscopy schema`: the JSON Schema of a Story."""

from __future__ import annotations

import click

from newscopy.cli import debuggable


@click.command()
@debuggable
def command() -> None:
    """Print the JSON Schema (2020-12) of a Story.

    \b
    newscopy schema > story.schema.json
    """
    from newscopy.assets import asset_bytes

    click.echo(asset_bytes("schemas/story.schema.json"), nl=False)
