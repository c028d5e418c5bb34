"""Many stories as a book of PDF volumes: cover, contents, and each story on pages of its own.

Each story is laid out by itself, so that one that fails costs only itself, and that its page numbers are known when
the contents are set; then all pages of a volume are painted into one file, which has each font once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newscopy.errors import TemplateError, WriteError
from newscopy.formats import Book
from newscopy.model import Story
from newscopy.writers.printing.conformance import Kind, pdf_settings
from newscopy.writers.printing.engine import LaidOut, PrintEngine
from newscopy.writers.printing.front import Entry, entry, front
from newscopy.writers.printing.limits import limits
from newscopy.writers.printing.markup import Place, front_markup, markup
from newscopy.writers.printing.settings import PrintOptions


@dataclass
class _Volume:
    """The stories of a volume as they are laid out; `first` is the number of their first page."""

    first: int
    stories: list[tuple[Story, Entry]] = field(default_factory=list)
    laid: list[LaidOut] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """How many pages the stories have."""
        return sum(part.pages for part in self.laid)


def volumes(
    stories: Iterable[Story], options: PrintOptions, book: Book, printer: PrintEngine, kind: Kind, limit: int
) -> Iterator[bytes]:
    """The volumes in turn. Pages are counted on from one to the next, so that a number names one page of the book.

    `limit` is the processor time a story may take, in seconds. Raises TemplateError for a style that fails, and
    WriteError if no story can be printed.
    """
    volume, done = _Volume(1), 0
    for number, story in enumerate(stories, 1):
        anchor = f"story-{number}"
        first = volume.first + volume.pages
        try:
            with limits(limit):
                laid = printer.laid_out(markup(story, options, Place(first, anchor)))
        except TemplateError:  # no story could be printed in this style
            raise
        except WriteError as error:
            book.failed(story, error)
            book.advance()
            continue
        if volume.laid and volume.pages + laid.pages > book.volume_pages:
            done += 1
            yield _bound(volume, options, book, done, printer, kind)
            volume = _Volume(first)
        volume.stories.append((story, entry(story, first, anchor)))
        volume.laid.append(laid)
        # What is laid out stays until it is painted: the collector need not walk it again for each story.
        gc.collect(1)
        gc.freeze()
        book.advance()
    if not volume.stories:
        raise WriteError("none of the stories can be printed")
    yield _bound(volume, options, book, done + 1 if done else None, printer, kind)


def _bound(
    volume: _Volume, options: PrintOptions, book: Book, number: int | None, printer: PrintEngine, kind: Kind
) -> bytes:
    view = front(volume.stories, book.title, number, sections=book.sections)
    opening = printer.laid_out(front_markup(view, options))
    settings = pdf_settings(kind, [story for story, _ in volume.stories], opening.pages, volume.first)
    try:
        return printer.painted([opening, *volume.laid], **settings)
    finally:
        gc.unfreeze()
