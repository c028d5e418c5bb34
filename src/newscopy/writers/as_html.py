"""Writes a Story as the self-contained HTML page that the PDF is printed from."""

from __future__ import annotations

from newscopy.formats import Writer
from newscopy.model import Story
from newscopy.writers.printing.markup import whole_html
from newscopy.writers.printing.settings import PrintOptions


def write(story: Story, options: PrintOptions) -> bytes:
    """UTF-8; style sheet inside, nothing to load.

    Raises TemplateError for a style that fails, OptionError for a style or sheet that is not there.
    """
    return whole_html(story, options).encode("utf-8")


WRITER = Writer("html", ".html", "text/html", write, PrintOptions)
