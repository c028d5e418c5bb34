"""The options that say what stories are made into, which `convert` and `plan` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from newscopy.archive.shards import Options

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Asked:
    """What was asked for; see the help of each option."""

    reader: str | None
    writers: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    language: str | None
    id_domain: str | None
    strict: bool
    layout: str | None
    shard_size: int | None
    fields: tuple[tuple[str, str], ...]
    ends: str | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    bag: bool
    duplicates: str
    state: str | None
    force: bool
    prune: bool
    learn: str | None = None

    @property
    def reading(self) -> dict[str, str]:
        """What every reader takes."""
        return {key: text for key, text in (("language", self.language), ("id_domain", self.id_domain)) if text}

    @property
    def topics(self) -> Path | None:
        """The vocabulary that was imported on this machine, if one was."""
        from newscopy.topics.vocabulary import cache_place

        place = cache_place()
        return place if place.exists() else None

    @property
    def of_archives(self) -> bool:
        """True if something was asked for that only a run over archives knows."""
        asked = self.layout or self.shard_size or self.fields or self.ends or self.bag or self.force or self.prune
        return bool(asked or self.learn) or self.duplicates == "drop"

    @property
    def gathers(self) -> bool:
        """True if something is to be made that many stories share, such as a table."""
        from newscopy import formats

        return any(formats.writer(name).gathers for name in self.writers)

    @property
    def joins(self) -> bool:
        """True if there is one format to be made, of which several stories may share a stream, one a line."""
        from newscopy import formats

        return len(self.writers) < 2 and formats.writer((self.writers or ("json",))[0]).joins

    def frozen(self) -> Options:
        """All of it as a plan keeps it; raises FormatError and OptionError."""
        from newscopy import formats
        from newscopy.archive.changes import files_of
        from newscopy.archive.plan import Chosen, Request
        from newscopy.archive.shards import AUTO, Options
        from newscopy.archive.sources.settings import settings

        writers = self.writers or ("json",)
        request = Request(
            writers=writers, reader=self.reader, options=self.options, reading=self.reading, topics=self.topics
        )
        chosen = Chosen(request, [self.reader] if self.reader else formats.names("readers"))
        chosen_fields = settings(self.fields, self.ends)
        return Options(
            writers={name: options.model_dump(mode="json") for name, options in chosen.writing.items()},
            reading={name: options.model_dump(mode="json") for name, options in chosen.reading.items()},
            reader=self.reader,
            strict=self.strict,
            fields=chosen_fields.fields,
            ends=chosen_fields.ends,
            layout=self.layout or AUTO,
            shard_size=self.shard_size,
            include=self.include,
            exclude=self.exclude,
            bag=self.bag,
            once=self.duplicates == "drop",
            learn=self.learn,
            files=files_of([*chosen.writing.values(), *chosen.reading.values()]),
        )


def asking(command: Command) -> Command:
    """Add the options; the command takes them as keywords that make an Asked."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def pairs(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs of -O KEY=VALUE; a usage error for what is no pair."""
    for text in given:
        if not text.partition("=")[1] or text.startswith("="):
            raise click.BadParameter(f"{text!r} is not key=value")
    return tuple((text.partition("=")[0], text.partition("=")[2]) for text in given)


def _names(_: click.Context, __: click.Parameter, given: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in (given or "").split(",") if name.strip()))


learning = click.option(
    "--learn",
    type=click.Choice(["host", "folder", "none"]),
    help="Learn first what stands on page after page: of each host, else folder; of each folder; of all together.",
)
"""The option of what converts archives as a whole."""


_OPTIONS = (
    click.option(
        "-f", "--from", "reader", metavar="FORMAT", help="Format of the inputs; told from the suffix if not given."
    ),
    click.option(
        "-t", "--to", "writers", metavar="FORMAT,...", callback=_names, help="Formats to write; json if not given."
    ),
    click.option(
        "-O",
        "--option",
        "options",
        multiple=True,
        metavar="KEY=VALUE",
        callback=pairs,
        help="An option of a format, such as paper=letter, or pdf.paper=letter for one format alone.",
    ),
    click.option("--language", metavar="TAG", help="Language of the text (BCP 47); found from the text if not given."),
    click.option("--id-domain", metavar="DOMAIN", help="A domain of yours that vouches for the stories' ids."),
    click.option("--strict", is_flag=True, help="Refuse a story that carries a notice."),
    click.option(
        "--layout",
        type=click.Choice(["files", "shards"]),
        help="A file for each story of an archive, or containers of many; by their number if not given.",
    ),
    click.option("--shard-size", type=click.IntRange(1, 100_000), metavar="N", help="Stories a shard; up to 1000."),
    click.option(
        "--field",
        "fields",
        multiple=True,
        metavar="OURS=THEIRS",
        callback=pairs,
        help="Where JSON Lines and tables hold text, html, markdown, title, date, author, section, link, id.",
    ),
    click.option(
        "--stories-by",
        "ends",
        metavar="LINE",
        help="Text files hold many stories, each ended by this line; 'line': one a line; 'documents': a database's.",
    ),
    click.option(
        "--include",
        multiple=True,
        metavar="GLOB",
        help="Take only such files of folders, as in .gitignore: '*.txt', '1987/**'.",
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="GLOB",
        help="Leave such files of folders out; those in a folder's .newscopyignore are, too.",
    ),
    click.option("--bag", is_flag=True, help="Make a bag of the outputs (BagIt), with checksums for all of them."),
    click.option(
        "--duplicates",
        type=click.Choice(["keep", "drop"]),
        default="keep",
        help="Of stories of an archive that are exactly the same, write all, or the first.",
    ),
    click.option("--state", metavar="DIR", help="Where the state of a run is kept whose outputs go to a URL."),
    click.option("--force", is_flag=True, help="Replace whatever another run has left in the output folder."),
    click.option("--prune", is_flag=True, help="Take away what was made of inputs that are gone or changed."),
)
