"""`newscopy doctor`: is everything here that exports need?"""

from __future__ import annotations

import click

from newscopy.cli import debuggable
from newscopy.errors import MissingDependencyError


@click.command()
@debuggable
def command() -> None:
    """Check the system libraries, fonts and programs that exports need, and say how to get what is missing.

    The exit code is 41 if an export cannot be made without what is missing.
    """
    from newscopy.doctor import examine

    missing = 0
    for found in examine():
        word, colour = ("ok", "green") if found.ok else ("missing", "red") if found.needed else ("optional", "yellow")
        click.echo(f"{click.style(f'{word:<8}', fg=colour)}  {found.name}: {found.message}")
        if found.cure and not found.ok:
            click.echo(f"{'':<8}  {found.cure}")
        missing += found.needed and not found.ok
    if missing:
        raise MissingDependencyError(
            f"{missing} {'thing is' if missing == 1 else 'things are'} missing; cures are above"
        )
