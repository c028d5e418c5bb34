"""What a run will do, settled before it writes anything: formats, their options, and the name of every output."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newscopy import formats
from newscopy.archive.inputs import Input
from newscopy.errors import OptionError, OutputError
from newscopy.formats import Options, ReadOptions, Writer

_FURTHER = re.compile(r"\.story-\d+(?=\.[^/]*$)")


@dataclass(frozen=True)
class Request:
    """What the caller asked for.

    reader: a format's name, or None to go by each file's suffix. options: the (key, value) pairs of -O.
    reading: options of all readers that have them, such as the language. topics: the imported vocabulary, for all
    formats that take one. folder and file: where outputs go, at most one of them;
    with neither, outputs are handed back. lines: several stories share one stream, each on a line.
    """

    writers: tuple[str, ...]
    reader: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    reading: Mapping[str, str] = field(default_factory=dict)
    topics: Path | None = None
    folder: Path | None = None
    file: Path | None = None
    lines: bool = False
    strict: bool = False


@dataclass(frozen=True)
class Export:
    """One format to write, and where to; without a path the bytes are handed back."""

    writer: str
    options: Options
    path: Path | None


@dataclass(frozen=True)
class Job:
    """One input and all that is to be made of it. It can be sent to another process."""

    input: Input
    reader: str
    reading: ReadOptions
    exports: tuple[Export, ...]
    strict: bool


def jobs(inputs: Sequence[Input], request: Request) -> list[Job]:
    """One job an input, in order.

    Raises FormatError for a format that is not there, OptionError for an option that no chosen format knows or
    takes, and OutputError where two outputs, or an output and an input, would be the same file.
    """
    readers = {item: request.reader or formats.read_format_of(item.file_name) for item in inputs}
    chosen = Chosen(request, sorted(set(readers.values())))
    made = [
        Job(
            item,
            readers[item],
            chosen.reading[readers[item]],
            tuple(
                Export(name, options, _path(formats.writer(name), item, request))
                for name, options in chosen.writing.items()
            ),
            request.strict,
        )
        for item in inputs
    ]
    _check_places(made)
    return made


def place_of(path: Path, suffix: str, number: int) -> Path:
    """Where story `number` of an input goes, if the first goes to `path`: wire.json, wire.story-2.json and so on."""
    if number == 1:
        return path
    stem = path.name[: -len(suffix)] if path.name.lower().endswith(suffix) else path.stem
    return path.with_name(f"{stem}.story-{number}{path.name[len(stem) :]}")


def write_format_of(file: Path) -> str | None:
    """The writer whose suffix a file's name ends with, the longest one winning; None if there is none."""
    fitting = [name for name in formats.names("writers") if file.name.lower().endswith(formats.writer(name).suffix)]
    return max(fitting, key=lambda name: len(formats.writer(name).suffix), default=None)


class Chosen:
    """The chosen formats, each with the options that are meant for it."""

    def __init__(self, request: Request, readers: Sequence[str]) -> None:
        models: dict[tuple[str, str], type[Options]] = {
            **{("reader", name): formats.reader(name).options for name in readers},
            **{("writer", name): formats.writer(name).options for name in request.writers},
        }
        given: dict[tuple[str, str], dict[str, object]] = {
            key: _known({"topics": request.topics} | (dict(request.reading) if key[0] == "reader" else {}), model)
            for key, model in models.items()
        }
        for key, value in request.options:
            format_name, dot, option = key.rpartition(".")
            takers = [
                place
                for place, model in models.items()
                if option in model.model_fields and (not dot or place[1] == format_name)
            ]
            if not takers:
                raise OptionError(_nobody_knows(key, models))
            for place in takers:
                given[place][option] = value
        if request.lines:
            # JSON Lines: a story's own line breaks would cut it up.
            for place in models:
                if place[0] == "writer" and "indent" in models[place].model_fields:
                    given[place]["indent"] = 0
        self.reading = {
            name: formats.made_options(formats.reader(name).options, given["reader", name], name) for name in readers
        }
        self.writing = {
            name: formats.made_options(formats.writer(name).options, given["writer", name], name)
            for name in request.writers
        }


def _known(options: Mapping[str, object], model: type[Options]) -> dict[str, object]:
    """Those of the options that are told and that a format has."""
    return {name: value for name, value in options.items() if name in model.model_fields and value is not None}


def _nobody_knows(key: str, models: Mapping[tuple[str, str], type[Options]]) -> str:
    known: dict[str, list[str]] = {}
    for (_, name), model in models.items():
        known.setdefault(name, []).extend(option for option in model.model_fields if option not in known.get(name, ()))
    lists = "; ".join(f"{name} knows {', '.join(options) or 'none'}" for name, options in known.items())
    return f"no chosen format has the option {key!r}: {lists}"


def _path(writer: Writer, item: Input, request: Request) -> Path | None:
    if request.folder is None:
        return request.file
    return request.folder / item.place.with_name(item.place.name + writer.suffix)


def _check_places(made: Iterable[Job]) -> None:
    """Refuse a run in which an output would replace another one, or an input."""
    read = {_key(job.input.path): job.input.name for job in made if job.input.data is None}
    taken: dict[str, str] = {}
    for job in made:
        for path in (export.path for export in job.exports if export.path is not None):
            key = _key(path)
            if key in read:
                raise OutputError(f"{path}: an input has this name and would be lost; choose another -o")
            if key in taken:
                raise OutputError(
                    f"{path}: both {taken[key]} and {job.input.name} would be written there"
                    " (names that differ in case alone are the same on some disks); convert them apart"
                )
            taken[key] = job.input.name
    _check_further_stories(made, taken)


def _check_further_stories(made: Iterable[Job], taken: Mapping[str, str]) -> None:
    """Refuse a run in which a further story of an input could replace the output of another."""
    several = {
        _key(export.path): job.input.name
        for job in made
        for export in job.exports
        if export.path is not None and formats.reader(job.reader).read_many is not None
    }
    for key, name in taken.items():
        first = _FURTHER.sub("", key)
        if first != key and first in several:
            raise OutputError(
                f"{key}: both {name} and a story of {several[first]} may be written there; convert them apart"
            )


def _key(path: Path) -> str:
    """A path as a disk sees it that ignores case and normalises letters, as those of macOS and Windows do."""
    return unicodedata.normalize("NFC", str(path.absolute())).casefold()
