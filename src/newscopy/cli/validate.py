"""`newscopy validate`: is a file what it claims to be?"""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable
from newscopy.errors import NotValidError, ReadError


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--xsd",
    "schemas",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Check NewsML-G2, NITF and ninjs against IPTC's own schemas too, which are in DIR.",
)
@debuggable
def command(files: tuple[str, ...], schemas: Path | None) -> None:
    """Check Story JSON, NewsML-G2, NITF, ninjs, DOCX, PDF and other exports: is each FILE what it claims to be?

    What a file is, is told from its content. Every finding is a line on standard output; the exit code is 7 if a
    file is not valid, whatever is said about the others. Warnings do not make a file invalid.

    \b
    newscopy validate story.json story.newsml.xml
    newscopy validate out/*
    newscopy validate --xsd ~/iptc story.newsml.xml
    """
    from newscopy.checking import judge
    from newscopy.convert import load

    unread: list[ReadError] = []
    failed = 0
    for file in files:
        try:
            verdict = judge(load(Path(file)), schemas)
        except ReadError as error:
            unread.append(error)
            click.echo(f"{error}")
            continue
        for finding in verdict.findings:
            place = f"{file}:{finding.line}" if finding.line else file
            click.echo(f"{place}: {finding.severity}: {finding.message}")
        if verdict.valid:
            click.echo(f"{file}: valid {verdict.format}")
        failed += not verdict.valid
    if failed:
        raise NotValidError(f"{failed} of {len(files)} not valid")
    if unread:
        raise unread[0]
