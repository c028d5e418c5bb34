"""Writes a Story as PDF: tagged pages in a house style, archival, with the Story itself inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from newscopy.errors import OptionError
from newscopy.formats import Book, Writer
from newscopy.model import Story
from newscopy.writers.printing import coverage
from newscopy.writers.printing.book import volumes
from newscopy.writers.printing.conformance import Kind, pdf_settings
from newscopy.writers.printing.engine import engine
from newscopy.writers.printing.limits import limits
from newscopy.writers.printing.markup import markup
from newscopy.writers.printing.settings import PrintOptions
from newscopy.writers.printing.typesetter import typeset


class PdfOptions(PrintOptions):
    """pdf: "a" for PDF/A-3a and PDF/UA-1 with the Story's JSON attached, "ua" for PDF/UA-1, "plain" for neither.

    engine: weasyprint, or typst for runs over archives: faster, in the styles article and clipping only.
    fonts: a folder whose fonts alone are used, whatever the machine has.
    time_limit: seconds of processor time a story may take; memory_limit: megabytes; 0 is no limit.
    """

    pdf: Kind = "a"
    engine: Literal["weasyprint", "typst"] = "weasyprint"
    fonts: Path | None = None
    time_limit: Annotated[int, Field(ge=0)] = 120
    memory_limit: Annotated[int, Field(ge=0)] = 2000


def write(story: Story, options: PdfOptions) -> bytes:
    """A PDF; the same story, options, fonts and libraries give the same bytes.

    Raises MissingDependencyError without Pango, TemplateError for a style that fails, OptionError for a style or
    sheet that is not there, WriteError where the page cannot be laid out in time.
    """
    if options.engine == "typst":
        return typeset(story, options, options.pdf, options.fonts)
    with limits(options.time_limit, options.memory_limit):
        printer = engine(options.fonts)
        return printer.pdf(markup(story, options), **pdf_settings(options.pdf, [story]))


def bind(stories: Iterable[Story], options: PdfOptions, book: Book) -> Iterator[bytes]:
    """The volumes of a book; raises as `write` does, but a story that cannot be laid out is told to the book."""
    if options.engine == "typst":
        raise OptionError("engine=typst prints single stories; leave it out for a book")
    return volumes(stories, options, book, engine(options.fonts), options.pdf, options.time_limit)


def remarks(story: Story, options: PdfOptions) -> tuple[str, ...]:
    """What of the story cannot be shown with the fonts there are; raises as `write` does."""
    return coverage.remarks(story, options.fonts)


WRITER = Writer("pdf", ".pdf", "application/pdf", write, PdfOptions, bind=bind, remarks=remarks)
