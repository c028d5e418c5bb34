"""Binds the stories of many files into a book: reads them, puts them in order, writes its volumes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from newscopy import formats
from newscopy.archive.inputs import Input
from newscopy.archive.output import write_whole
from newscopy.archive.plan import write_format_of
from newscopy.errors import FormatError, NewscopyError, OptionError, OutputError, ReadError, StructureError, WriteError
from newscopy.formats import Book, Options, ReadOptions
from newscopy.model import Story

Order = Literal["date", "category", "given"]
ORDERS: tuple[Order, ...] = ("date", "category", "given")


@dataclass(frozen=True)
class Binding:
    """What the caller asked for. `reader` is a format's name, or None to go by each file's suffix."""

    file: Path
    writer: str
    options: Options
    book: Book
    order: Order
    reader: str | None = None
    language: str | None = None

    def telling(self, advance: Callable[[], None], failed: Callable[[Story, WriteError], None]) -> Binding:
        """The same, with a book that tells how far it is and which stories it leaves out."""
        return replace(self, book=replace(self.book, advance=advance, failed=failed))


def binding(file: Path, options: dict[str, str], order: Order, book: Book, **reading: str | None) -> Binding:
    """The settled plan: what kind of book the file's name asks for, with its options.

    Raises FormatError for a kind of file that has no books, OptionError for an option it does not know.
    """
    bound = [name for name in formats.names("writers") if formats.writer(name).bind is not None]
    name = write_format_of(file)
    if name not in bound:
        suffixes = " or ".join(formats.writer(known).suffix for known in bound)
        raise FormatError(f"{file}: a book is a file that ends in {suffixes}")
    made = formats.made_options(formats.writer(name).options, options, name)
    return Binding(file, name, made, replace(book, sections=order == "category"), order, **reading)


def read_all(
    inputs: Iterable[Input], plan: Binding, failed: Callable[[str], None], done: Callable[[], None]
) -> Iterator[Story]:
    """The stories of all inputs, in their order; what cannot be read is told to `failed` in one line, and left out."""
    for item in inputs:
        try:
            for story in _stories(item, plan):
                if isinstance(story, ReadError):
                    failed(f"{item.name}: {story}")
                else:
                    yield story
        except NewscopyError as error:
            failed(f"{item.name}: {str(error).removeprefix(f'{item.file_name}: ')}")
        done()


def ordered(stories: Iterable[Story], order: Order) -> list[Story]:
    """The stories by date, the oldest first; by section label and then by date; or as they came.

    Stories without a date come last, in the order in which they were given.
    """
    found = list(stories)
    if order != "given":
        found.sort(key=_day)
    if order == "category":
        found.sort(key=lambda story: (story.category is None, (story.category or "").casefold()))
    return found


def bind(stories: Sequence[Story], plan: Binding) -> Iterator[Path]:
    """Write the volumes and give the path of each: FILE alone, or FILE-1, FILE-2 … where there are several.

    Raises StructureError if there are no stories, OutputError if a volume cannot be written.
    """
    bound = formats.writer(plan.writer).bind
    if bound is None:
        raise OptionError(f"{plan.writer} has no books")
    if not stories:
        raise StructureError("no story to bind")
    made = bound(stories, plan.options, plan.book)
    opening = list(islice(made, 2))
    if len(opening) == 1:
        write_whole(plan.file, opening[0])
        yield plan.file
        return
    for number, data in enumerate((*opening, *made), 1):
        path = plan.file.with_name(f"{plan.file.stem}-{number}{plan.file.suffix}")
        write_whole(path, data)
        yield path


def refuse_inputs(inputs: Iterable[Input], file: Path) -> None:
    """Raises OutputError if the book would replace one of its own stories."""
    for item in inputs:
        if item.data is None and item.path.absolute() == file.absolute():
            raise OutputError(f"{file}: an input has this name and would be lost; choose another -o")


def _stories(item: Input, plan: Binding) -> Iterator[Story | ReadError]:
    reader = formats.reader(plan.reader or formats.read_format_of(item.file_name))
    options = reader.options(language=plan.language) if plan.language else reader.options()
    if not isinstance(options, ReadOptions):
        raise FormatError(f"{reader.name} is no reader")
    if reader.read_many is not None:
        yield from reader.read_many(item.load(), item.file_name, options)
    else:
        yield reader.read(item.load(), item.file_name, options)


def _day(story: Story) -> tuple[bool, str]:
    values = (stamp.value for stamp in (story.published, story.updated) if stamp is not None)
    value = next((value for value in values if value), None)
    return value is None, value or ""
