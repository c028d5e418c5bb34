"""The print engine: one per process, it holds what many stories share.

Shared are WeasyPrint itself, one font configuration (a fresh one a story leaks a quarter of a megabyte each) and
the parsed style sheets. That takes a quarter off the time of a story.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

from newscopy.errors import TemplateError, WriteError
from newscopy.writers.printing.fetcher import fetcher_type
from newscopy.writers.printing.markup import Markup
from newscopy.writers.printing.styles import Style
from newscopy.writers.printing.weasy import weasyprint

# Sheets differ by style, paper, accent and language; one is some 100 kB parsed.
_SHEETS_KEPT = 64
# Settings that WeasyPrint takes when it paints, and not when it lays out.
_PAINTING = ("finisher",)


class PrintEngine:
    """Lays out pages and paints PDF. One story at a time: Pango's font maps are not made for threads."""

    def __init__(self) -> None:
        """Raises MissingDependencyError if WeasyPrint or Pango is not installed."""
        self._weasyprint = weasyprint()
        self._turn = threading.RLock()
        from weasyprint.text.fonts import FontConfiguration

        self._fonts = FontConfiguration()
        self._sheet = lru_cache(maxsize=_SHEETS_KEPT)(self._parsed)

    def pdf(self, made: Markup, **settings: Any) -> bytes:
        """The PDF of a page; `settings` go to WeasyPrint's write_pdf.

        Raises TemplateError if the style asks for anything outside itself, WriteError if it cannot be laid out.
        """
        return self.painted(self.laid_out(made, **settings), **settings)

    def laid_out(self, made: Markup, **settings: Any) -> Any:
        """The page as a WeasyPrint Document, not painted yet; raises as `pdf` does."""
        with self._turn:
            sheets, refused = zip(*map(self._sheet, made.sheets), strict=True)
            fetcher = fetcher_type()()
            with _told():
                page = self._weasyprint.HTML(string=made.html, url_fetcher=fetcher)
                rendering = {key: value for key, value in settings.items() if key not in _PAINTING}
                document = page.render(stylesheets=list(sheets), font_config=self._fonts, **rendering)
        self._refuse(made, [*fetcher.refused, *(url for urls in refused for url in urls)])
        return document

    def painted(self, document: Any, **settings: Any) -> bytes:
        """The PDF of a Document; raises WriteError if it cannot be painted."""
        with self._turn, _told():
            pdf: bytes = document.write_pdf(**settings)
            return pdf

    def _parsed(self, text: str) -> tuple[Any, tuple[str, ...]]:
        """A style sheet, and the addresses it asked for in vain."""
        fetcher = fetcher_type()()
        sheet = self._weasyprint.CSS(string=text, font_config=self._fonts, url_fetcher=fetcher)
        return sheet, tuple(fetcher.refused)

    def _refuse(self, made: Markup, urls: list[str]) -> None:
        if urls:
            place = _place(made.style, urls[0])
            raise TemplateError(f"{place}: asks for {urls[0]}; a house style may use only its own files")


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong inside WeasyPrint as a WriteError in one line."""
    try:
        with warnings.catch_warnings():
            # WeasyPrint 70 leaves the colour profile of PDF/A to the garbage collector to close.
            warnings.filterwarnings("ignore", r"unclosed file .*\.icc", ResourceWarning)
            yield
    except RecursionError as error:
        raise WriteError("the page is nested too deeply to be laid out: simplify the house style") from error
    except MemoryError as error:
        raise WriteError("the page needs more memory than there is: split the story") from error
    except Exception as error:  # WeasyPrint has no error type of its own
        what = " ".join(str(error).split()) or "no reason given"
        raise WriteError(f"the page could not be laid out: {type(error).__name__}: {what}") from error


@cache
def engine() -> PrintEngine:
    """The engine of this process; raises MissingDependencyError if WeasyPrint or Pango is not installed."""
    return PrintEngine()


def _place(style: Style, url: str) -> str:
    """The file and line of the style that name an address, or the extra sheet if none does."""
    for file in style.files:
        text = file.content.decode("utf-8", "replace")
        if url in text:
            return f"{file.shown}:{text[: text.index(url)].count(chr(10)) + 1}"
    return f"house style {style.name} or its extra css"
