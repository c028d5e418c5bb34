"""The print engine: one per process, it holds what many stories share.

Shared are WeasyPrint itself, one font configuration (a fresh one a story leaks a quarter of a megabyte each) and
the parsed style sheets. That takes a quarter off the time of a story.
"""

from __future__ import annotations

import threading
import warnings
from functools import cache, lru_cache
from typing import Any

from newscopy.errors import TemplateError, WriteError
from newscopy.writers.printing.fetcher import fetcher_type
from newscopy.writers.printing.markup import Markup
from newscopy.writers.printing.styles import Style
from newscopy.writers.printing.weasy import weasyprint

# Sheets differ by style, paper, accent and language; one is some 100 kB parsed.
_SHEETS_KEPT = 64


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
        with self._turn:
            sheets, refused = zip(*map(self._sheet, made.sheets), strict=True)
            fetcher = fetcher_type()()
            pdf = self._painted(made.html, fetcher, list(sheets), settings)
        self._refuse(made, [*fetcher.refused, *(url for urls in refused for url in urls)])
        return pdf

    def _painted(self, html: str, fetcher: Any, sheets: list[Any], settings: dict[str, Any]) -> bytes:
        try:
            with warnings.catch_warnings():
                # WeasyPrint 70 leaves the colour profile of PDF/A to the garbage collector to close.
                warnings.filterwarnings("ignore", r"unclosed file .*\.icc", ResourceWarning)
                page = self._weasyprint.HTML(string=html, url_fetcher=fetcher)
                pdf: bytes = page.write_pdf(stylesheets=sheets, font_config=self._fonts, **settings)
        except RecursionError as error:
            raise WriteError("the page is nested too deeply to be laid out: simplify the house style") from error
        except MemoryError as error:
            raise WriteError("the page needs more memory than there is: split the story") from error
        except Exception as error:  # WeasyPrint has no error type of its own
            what = " ".join(str(error).split()) or "no reason given"
            raise WriteError(f"the page could not be laid out: {type(error).__name__}: {what}") from error
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
