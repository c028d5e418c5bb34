"""What a caller may set of a house style, and the style sheet made from it: paper, accent, the words of the folio."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints

from newscopy.errors import OptionError
from newscopy.formats import Options
from newscopy.writers.labels import Labels
from newscopy.writers.printing.styles import DEFAULT_STYLE

Paper = Literal["a4", "letter", "a5"]
Accent = Annotated[str, StringConstraints(pattern=r"^(#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|[A-Za-z]{3,24})$")]

_SIZES = {"a4": "A4", "letter": "letter", "a5": "A5"}
_SLOTS = re.compile(r"\{(page|pages)\}")
# Languages whose papers number their pages in their own digits (CSS Counter Styles 3 names).
_DIGITS = {"fa": "persian", "ur": "persian"}


class PrintOptions(Options):
    """style: a house style of the package; template: a folder with your own; css: a file with extra rules.

    paper is a4, letter or a5; accent a colour such as "#8a1f1f" or "navy", the style's own if not given.
    """

    style: str = DEFAULT_STYLE
    paper: Paper = "a4"
    accent: Accent | None = None
    css: Path | None = None
    template: Path | None = None


def settings_sheet(options: PrintOptions, labels: Labels, *, bound: bool = False) -> str:
    """CSS custom properties that the style reads: --paper, --folio and, where set, --accent.

    In a book (`bound`), the folio is the page's number alone.

    The root element has a class for the paper too (`.paper-a5`), for rules that depend on it.
    """
    accent = f" --accent: {options.accent};" if options.accent else ""
    return f":root {{ --paper: {_SIZES[options.paper]}; --folio: {_folio(labels, bound)};{accent} }}"


def extra_sheet(options: PrintOptions) -> str:
    """The text of the user's extra style sheet, empty if none; raises OptionError if it cannot be read."""
    if options.css is None:
        return ""
    try:
        return options.css.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise OptionError(f"css: {options.css}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise OptionError(f"css: {options.css}: not UTF-8 (byte {error.start}): save it as UTF-8") from error


def _folio(labels: Labels, bound: bool) -> str:
    """ "Page {page} of {pages}", or the number alone, as a CSS content list."""
    style = _DIGITS.get(labels.language.partition("-")[0], "decimal")
    if bound:
        return f"counter(page, {style})"
    pieces = _SLOTS.split(labels.page)
    return " ".join(
        f"counter({piece}, {style})" if at % 2 else f'"{piece}"' for at, piece in enumerate(pieces) if at % 2 or piece
    )
