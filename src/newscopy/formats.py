"""The tables of formats, and how a plug-in adds to them.

A format is a frozen record that holds a function. Built-in formats are the rows below; other packages add
theirs through the entry-point groups "newscopy.readers", "newscopy.writers" and "newscopy.validators", with a
value of the same shape. A format's module is imported when the format is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from newscopy.errors import FormatError, OptionError, ReadError, WriteError
from newscopy.model import Story

if TYPE_CHECKING:
    from newscopy.structure.furniture import Laid

T = TypeVar("T")


class Options(BaseModel):
    """Base of each format's options: frozen, strict about names, made from `-O key=value` too."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadOptions(Options):
    """What every reader takes.

    language: BCP 47 tag of the text, found from the text if not given.
    id_domain: the domain that vouches for the story's id; one that you own.
    """

    language: str | None = None
    id_domain: str = "archive.invalid"


AnyOptions = TypeVar("AnyOptions", bound=Options)


@dataclass(frozen=True)
class Reader:
    """A format we read: `read(data, name, options)` gives a Story or raises a ReadError.

    `data` is the file's bytes, or text where the caller has text already. Where one file may hold several stories,
    `read` gives the first and says so in a notice, and `read_many(data, name, options)` gives each in turn; an item
    that cannot be read is a ReadError in its place, and the others are still read. To `read_many`, `data` may be a
    file opened for bytes, too, which is read piece by piece. `lay_out(data, name, options)` gives the blocks that the
    labeller would see, for readers that have one: what a site prints on page after page is counted on them.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes | str, str, Any], Story]
    options: type[ReadOptions] = ReadOptions
    read_many: Callable[[bytes | str | BinaryIO, str, Any], Iterator[Story | ReadError]] | None = None
    lay_out: Callable[[bytes | str, str, Any], Laid] | None = None


def _nothing(*_: object) -> None:
    """What a book tells nobody."""


@dataclass(frozen=True)
class Book:
    """What a book is besides its stories.

    sections: the contents stand under the stories' section labels. volume_pages: a story that would take a volume past
    so many pages opens the next one. `advance` is called after each story; `failed` with a story that cannot be
    printed, and why: it is left out.
    """

    title: str
    sections: bool = False
    volume_pages: int = 500
    advance: Callable[[], None] = _nothing
    failed: Callable[[Story, WriteError], None] = _nothing


@dataclass(frozen=True)
class Writer:
    """A format we write: `write(story, options)` gives the whole file, or raises a WriteError.

    It reads no clock, no network and no global: the same Story and options give the same bytes.
    `joins` marks formats of which several may stand in one stream, one a line. Where one file may hold several
    stories, `stream(stories, options)` gives it in pieces, and asks for each story when it is written; `gathers` marks
    those of which one file for each story would make no sense, such as tables.
    `remarks(story, options)` says in lines what the export cannot show as it should, where that depends on the machine.
    `bind(stories, options, book)` gives the volumes of a book one by one, each a whole file, where a format has books.
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Story, Any], bytes]
    options: type[Options] = Options
    joins: bool = False
    stream: Callable[[Iterable[Story], Any], Iterator[bytes]] | None = None
    gathers: bool = False
    bind: Callable[[Iterable[Story], Any, Book], Iterator[bytes]] | None = None
    remarks: Callable[[Story, Any], tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Finding:
    """Something a validator has to say: `severity` is "error" or "warning"; `line` is 1-based where there is one."""

    severity: str
    message: str
    line: int | None = None


@dataclass(frozen=True)
class Validator:
    """Checks what bytes claim to be: `claims(data)` tells by content, `check(data)` lists what is wrong.

    `official(data, folder)` lists what the standard's own schema says, which is a file of the user's in `folder`; it
    raises a ReadError if none is there.
    """

    name: str
    claims: Callable[[bytes], bool]
    check: Callable[[bytes], list[Finding]]
    official: Callable[[bytes, Path], list[Finding]] | None = None


# Of two suffixes that a name ends with, the longer must come first: .ninjs.json before .json.
_READERS = {
    "text": "newscopy.readers.from_text:READER",
    "html": "newscopy.readers.from_html:READER",
    "markdown": "newscopy.readers.from_markdown:READER",
    "rtf": "newscopy.readers.from_rtf:READER",
    "ninjs": "newscopy.readers.from_ninjs:READER",
    "json": "newscopy.readers.from_json:READER",
    "nitf": "newscopy.readers.from_nitf:READER",
    "newsml": "newscopy.readers.from_newsml:READER",
    "docx": "newscopy.readers.from_docx:READER",
    "pdf": "newscopy.readers.from_pdf:READER",
}
_WRITERS = {
    "json": "newscopy.writers.as_json:WRITER",
    "newsml": "newscopy.writers.as_newsml:WRITER",
    "newsml-message": "newscopy.writers.as_newsml_message:WRITER",
    "nitf": "newscopy.writers.as_nitf:WRITER",
    "ninjs": "newscopy.writers.as_ninjs:WRITER",
    "docx": "newscopy.writers.as_docx:WRITER",
    "pdf": "newscopy.writers.as_pdf:WRITER",
    "html": "newscopy.writers.as_html:WRITER",
    "markdown": "newscopy.writers.as_markdown:WRITER",
    "text": "newscopy.writers.as_text:WRITER",
    "parquet": "newscopy.writers.as_parquet:WRITER",
}
_VALIDATORS = {
    "json": "newscopy.validators.check_json:VALIDATOR",
    "newsml": "newscopy.validators.check_newsml:VALIDATOR",
    "nitf": "newscopy.validators.check_nitf:VALIDATOR",
    "ninjs": "newscopy.validators.check_ninjs:VALIDATOR",
    "docx": "newscopy.validators.check_docx:VALIDATOR",
    "pdf": "newscopy.validators.check_pdf:VALIDATOR",
}


def reader(name: str) -> Reader:
    """The reader called `name`; raises FormatError if there is none, or several."""
    return _load("readers", name, Reader)


def writer(name: str) -> Writer:
    """The writer called `name`; raises FormatError if there is none, or several."""
    return _load("writers", name, Writer)


def validators() -> list[Validator]:
    """All validators, built-in ones first."""
    return [_load("validators", name, Validator) for name in names("validators")]


def names(kind: str) -> list[str]:
    """Names of the formats of a kind ("readers", "writers", "validators"), in the order of the table."""
    return list(dict.fromkeys(point.name for point in _points(kind)))


def read_format_of(name: str) -> str:
    """The reader for a file called `name`, by its suffix; "text" where no reader claims it."""
    for candidate in names("readers"):
        if name.lower().endswith(reader(candidate).suffixes):
            return candidate
    return "text"


def made_options(model: type[AnyOptions], given: Mapping[str, Any], format_name: str) -> AnyOptions:
    """Options of a format from keywords or `-O key=value` pairs.

    Raises OptionError that names the option and lists the known ones.
    """
    try:
        return model.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "?"
        if first["type"] == "extra_forbidden":
            known = ", ".join(model.model_fields) or "none"
            raise OptionError(f"{format_name} has no option {key!r}; it knows: {known}") from error
        raise OptionError(f"{format_name}: option {key}: {first['msg']} (got {first['input']!r})") from error


@cache
def _points(kind: str) -> tuple[EntryPoint, ...]:
    group = f"newscopy.{kind}"
    table = {"readers": _READERS, "writers": _WRITERS, "validators": _VALIDATORS}[kind]
    ours = tuple(EntryPoint(name=name, value=value, group=group) for name, value in table.items())
    return ours + tuple(entry_points(group=group))


def _load(kind: str, name: str, record: type[T]) -> T:
    found = [point for point in _points(kind) if point.name == name]
    if not found:
        raise FormatError(f"no {kind[:-1]} for format {name!r}; there are: {', '.join(names(kind))}")
    if len(found) > 1:
        raise FormatError(f"{len(found)} {kind} call themselves {name!r}: {', '.join(point.value for point in found)}")
    loaded = _loaded(found[0])
    if not isinstance(loaded, record):
        raise FormatError(f"{found[0].value} is no newscopy {record.__name__} but a {type(loaded).__name__}")
    return loaded


@cache
def _loaded(point: EntryPoint) -> object:
    return point.load()
