"""Writes a Story as PDF: tagged pages in a house style, archival, with the Story itself inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from newscopy.formats import Book, Writer
from newscopy.model import Story
from newscopy.writers.printing.book import volumes
from newscopy.writers.printing.conformance import Kind, pdf_settings
from newscopy.writers.printing.engine import engine
from newscopy.writers.printing.limits import time_limit
from newscopy.writers.printing.markup import markup
from newscopy.writers.printing.settings import PrintOptions


class PdfOptions(PrintOptions):
    """pdf: "a" for PDF/A-3a and PDF/UA-1 with the Story's JSON attached, "ua" for PDF/UA-1, "plain" for neither.

    time_limit: seconds of processor time a story may take; 0 is no limit.
    """

    pdf: Kind = "a"
    time_limit: Annotated[int, Field(ge=0)] = 120


def write(story: Story, options: PdfOptions) -> bytes:
    """A PDF; the same story, options, fonts and libraries give the same bytes.

    Raises MissingDependencyError without Pango, TemplateError for a style that fails, OptionError for a style or
    sheet that is not there, WriteError where the page cannot be laid out in time.
    """
    with time_limit(options.time_limit):
        printer = engine()
        return printer.pdf(markup(story, options), **pdf_settings(options.pdf, [story]))


def bind(stories: Iterable[Story], options: PdfOptions, book: Book) -> Iterator[bytes]:
    """The volumes of a book; raises as `write` does, but a story that cannot be laid out is told to the book."""
    return volumes(stories, options, book, engine(), options.pdf, options.time_limit)


WRITER = Writer("pdf", ".pdf", "application/pdf", write, PdfOptions, bind=bind)
