"""The print engine: one per process, it holds what many stories share.

Shared are WeasyPrint itself, one font configuration (a fresh one a story leaks a quarter of a megabyte each) and
the parsed style sheets. That takes a quarter off the time of a story.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from newscopy.errors import TemplateError, WriteError
from newscopy.fonts import font_library
from newscopy.writers.printing.fetcher import fetcher_type
from newscopy.writers.printing.markup import Markup
from newscopy.writers.printing.styles import Style
from newscopy.writers.printing.weasy import weasyprint

# Sheets differ by style, paper, accent and language; one is some 100 kB parsed.
_SHEETS_KEPT = 64
# Settings that WeasyPrint takes when it paints, and not when it lays out.
_PAINTING = ("finisher",)


@dataclass(frozen=True)
class LaidOut:
    """A WeasyPrint Document, the style it was made in, and what was fetched for it."""

    document: Any
    style: Style
    fetcher: Any

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.document.pages)

    def refuse(self, urls: Iterable[str] = ()) -> None:
        """Raises TemplateError if anything outside the style was asked for, now or in these addresses."""
        for url in (*self.fetcher.refused, *urls):
            raise TemplateError(f"{_place(self.style, url)}: asks for {url}; a house style may use only its own files")


class PrintEngine:
    """Lays out pages and paints PDF. One story at a time: Pango's font maps are not made for threads."""

    def __init__(self, fonts: Path | None = None) -> None:
        """With the fonts of the machine, or of a folder alone.

        Raises MissingDependencyError if WeasyPrint or Pango is not installed, OptionError for a folder without fonts.
        """
        self._weasyprint = weasyprint()
        self._turn = threading.RLock()
        self._fonts = _configuration(fonts)
        self._sheet = lru_cache(maxsize=_SHEETS_KEPT)(self._parsed)

    def pdf(self, made: Markup, **settings: Any) -> bytes:
        """The PDF of a page; `settings` go to WeasyPrint's write_pdf.

        Raises TemplateError if the style asks for anything outside itself, WriteError if it cannot be laid out.
        """
        return self.painted([self.laid_out(made, **settings)], **settings)

    def laid_out(self, made: Markup, **settings: Any) -> LaidOut:
        """The page, not painted yet; raises as `pdf` does."""
        with self._turn:
            sheets, refused = zip(*map(self._sheet, made.sheets), strict=True)
            fetcher = fetcher_type()()
            with _told():
                page = self._weasyprint.HTML(string=made.html, url_fetcher=fetcher)
                rendering = {key: value for key, value in settings.items() if key not in _PAINTING}
                document = page.render(stylesheets=list(sheets), font_config=self._fonts, **rendering)
        laid = LaidOut(document, made.style, fetcher)
        laid.refuse(url for urls in refused for url in urls)
        return laid

    def painted(self, parts: Sequence[LaidOut], **settings: Any) -> bytes:
        """The PDF of all their pages, which says of itself what the first part says; raises as `pdf` does."""
        first, *more = parts
        document = first.document
        if more:
            document = document.copy([page for part in parts for page in part.document.pages])
        with self._turn, _told():
            pdf: bytes = document.write_pdf(**settings)
        for part in parts:
            part.refuse()
        return pdf

    def _parsed(self, text: str) -> tuple[Any, tuple[str, ...]]:
        """A style sheet, and the addresses it asked for in vain."""
        fetcher = fetcher_type()()
        sheet = self._weasyprint.CSS(string=text, font_config=self._fonts, url_fetcher=fetcher)
        return sheet, tuple(fetcher.refused)


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


def _configuration(folder: Path | None) -> Any:
    """WeasyPrint's font configuration; for a folder, one that knows no fonts of the machine."""
    from weasyprint.text.ffi import ffi, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    if folder is not None:
        # Pango keeps a reference to it, and the library lives as long as the process.
        configuration._config = ffi.cast("FcConfig *", font_library(folder).config)
        fonts = ffi.cast("PangoFcFontMap *", configuration.font_map)
        pangoft2.pango_fc_font_map_set_config(fonts, configuration._config)
    return configuration


@cache
def engine(fonts: Path | None = None) -> PrintEngine:
    """The engine of this process, one for each folder of fonts; raises as PrintEngine does."""
    return PrintEngine(fonts)


def _place(style: Style, url: str) -> str:
    """The file and line of the style that name an address, or the extra sheet if none does."""
    for file in style.files:
        text = file.content.decode("utf-8", "replace")
        if url in text:
            return f"{file.shown}:{text[: text.index(url)].count(chr(10)) + 1}"
    return f"house style {style.name} or its extra css"
