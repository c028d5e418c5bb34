"""`newscopy topics`: IPTC's Media Topics on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from newscopy.cli import debuggable


@click.group()
@debuggable
def command() -> None:
    """Keep IPTC's Media Topics on this machine, and look them up.

    newscopy knows the 17 top topics and the commonest section names by itself. IPTC's own vocabulary adds over a
    thousand more: get it from cv.iptc.org/newscodes/mediatopic, as JSON or as NewsML-G2, and import it.

    \b
    newscopy topics import mediatopic.json
    newscopy topics find football
    """


@command.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@debuggable
def import_(file: Path) -> None:
    """Take the vocabulary in FILE into the cache, from where `convert` reads it; the one before is replaced."""
    from newscopy.archive.output import write_whole
    from newscopy.convert import load
    from newscopy.topics.importing import read_vocabulary
    from newscopy.topics.vocabulary import cache_place, dumped

    vocabulary = read_vocabulary(load(file), file.name)
    place = cache_place()
    write_whole(place, dumped(vocabulary))
    retired = sum(topic.retired for topic in vocabulary.topics.values())
    tags = sorted({tag for topic in vocabulary.topics.values() for tag in topic.names})
    click.echo(
        f"{place}: {len(vocabulary.topics)} topics, {retired} of them retired, in {', '.join(tags) or 'no language'}",
        err=True,
    )


@command.command()
@click.argument("name", metavar="NAME|CODE")
@debuggable
def find(name: str) -> None:
    """Print the topics that NAME or CODE stands for: code, names, the topic above, the Subject Code."""
    from newscopy.errors import OptionError
    from newscopy.topics.sections import topic_of
    from newscopy.topics.vocabulary import Topic, cache_place, folded, load

    place = cache_place()
    topics = load(place).topics if place.exists() else {}
    codes = {code for code, topic in topics.items() if folded(name) in {*map(folded, topic.names.values()), code}}
    common = topic_of(name, None)
    for code in sorted(codes | ({common} if common else set())):
        topic = topics.get(code, Topic())
        names = "; ".join(f"{tag} {text}" for tag, text in topic.names.items())
        parts = (code, "retired" if topic.retired else "", names, topic.parent or "", topic.subject or "")
        click.echo("\t".join(parts))
    if not codes and not common:
        hint = "" if topics else "; `newscopy topics import FILE` adds IPTC's own vocabulary"
        raise OptionError(f"no topic is called {name!r}{hint}")
