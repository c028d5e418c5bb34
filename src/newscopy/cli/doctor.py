"""`newscopy doctor`: is everything here that exports need?"""

from __future__ import annotations

import click

from newscopy.cli import debuggable
from newscopy.errors import MissingDependencyError


@click.command()
@debuggable
def command() -> None:
    """Check the system libraries, fonts and programs that exports need, and say how to get what is missing.

    The exit code is 41 if anything is missing.
    """
    from newscopy.doctor import checks

    missing = 0
    for found in checks():
        sign = click.style("ok     ", fg="green") if found.ok else click.style("missing", fg="red")
        click.echo(f"{sign}  {found.name}: {found.message}")
        if not found.ok:
            missing += 1
            click.echo(f"         {found.cure}")
    if missing:
        raise MissingDependencyError(f"{missing} of the above missing; what each needs is said with it")
