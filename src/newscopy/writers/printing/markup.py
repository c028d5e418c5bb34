"""The HTML of a story in a house style: Jinja2 in a sandbox, everything escaped, nothing undefined.

A template sees the print view and the style's own files; it reaches no other file, no network and no Python.
"""

from __future__ import annotations

import base64
import mimetypes
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newscopy.errors import TemplateError
from newscopy.model import Story
from newscopy.writers.labels import Labels, labels
from newscopy.writers.printing.front import Front
from newscopy.writers.printing.page import PrintPage, print_page
from newscopy.writers.printing.settings import PrintOptions, extra_sheet, settings_sheet
from newscopy.writers.printing.styles import BOOK, BOOK_SHEET, ENTRY, SHEETS, Style, load_style

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

# Text that a template may make by repetition ("x" * n): a page has some thousand characters.
_LONGEST_REPEAT = 1_000_000


@dataclass(frozen=True)
class Place:
    """Where in a book a story stands: the number of its first page, and the anchor that the contents lead to."""

    page: int
    anchor: str


@dataclass(frozen=True)
class Markup:
    """A page on its way to print: HTML without its style sheets, and the sheets, each to be parsed once for many."""

    style: Style
    html: str
    sheets: tuple[str, ...]


def markup(story: Story, options: PrintOptions, place: Place | None = None) -> Markup:
    """The story in its house style, at its place in a book if it has one.

    Raises OptionError for a style or sheet that is not there, TemplateError for a style that fails.
    """
    style, page, sheets = _prepared(story, options, bound=place is not None)
    sheet = None if place is None else f"@page :first {{ counter-reset: page {place.page} }}"
    anchor = "" if place is None else place.anchor
    return Markup(style, _rendered(style, ENTRY, page=page, paper=options.paper, sheet=sheet, anchor=anchor), sheets)


def front_markup(front: Front, options: PrintOptions) -> Markup:
    """Cover and contents of a book in the house style; raises as `markup` does."""
    style = load_style(options.style, options.template)
    sheets = _sheets(style, options, labels(front.language), bound=True)
    html = _rendered(style, BOOK, front=front, paper=options.paper)
    return Markup(style, html, (*sheets[:2], style.text(BOOK_SHEET), *sheets[2:]))


def whole_html(story: Story, options: PrintOptions) -> str:
    """The same page as one self-contained HTML file; raises as `markup` does."""
    style, page, sheets = _prepared(story, options)
    sheet = _inside_style("\n".join(sheets))
    return _rendered(style, ENTRY, page=page, paper=options.paper, sheet=sheet, anchor="")


def _prepared(story: Story, options: PrintOptions, *, bound: bool = False) -> tuple[Style, PrintPage, tuple[str, ...]]:
    """The style, the view, and the sheets."""
    style = load_style(options.style, options.template)
    page = print_page(story)
    return style, page, _sheets(style, options, page.labels, bound=bound)


def _sheets(style: Style, options: PrintOptions, words: Labels, *, bound: bool) -> tuple[str, ...]:
    """The sheets in order: the style's, the settings, the user's extra rules."""
    settings = settings_sheet(options, words, bound=bound)
    sheets = (*(style.text(name) for name in SHEETS), settings, extra_sheet(options))
    return tuple(sheet for sheet in sheets if sheet)


def _inside_style(sheet: str) -> Any:
    """A style sheet as the content of <style>, where only its end tag has to be guarded."""
    from markupsafe import Markup as Safe

    return Safe(sheet.replace("</", "<\\/"))


def _rendered(style: Style, entry: str, **names: Any) -> str:
    try:
        return _environment(style).get_template(entry).render(names)
    except Exception as error:
        raise _told(style, error) from error


@lru_cache(maxsize=16)
def _environment(style: Style) -> SandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class StyleEnvironment(ImmutableSandboxedEnvironment):
        """Refuses what would fill the memory, too."""

        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**" or _repeats_too_much(left, right) or _repeats_too_much(right, left):
                raise SecurityError(f"'{operator}' makes too much here")
            return super().call_binop(context, operator, left, right)

    environment = StyleEnvironment(
        loader=FunctionLoader(_loader(style)),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["asset"] = _data_address(style)
    return environment


def _repeats_too_much(what: object, times: object) -> bool:
    sized = isinstance(what, str | bytes | list | tuple)
    return sized and isinstance(times, int) and len(what) * times > _LONGEST_REPEAT  # type: ignore[arg-type]


def _loader(style: Style) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = style.file(name)
        return None if file is None else (style.text(name), file.shown, lambda: True)

    return load


def _data_address(style: Style) -> Callable[[str], str]:
    def data_address(name: str) -> str:
        """A file of the style as a data: address, so that the page stays self-contained."""
        file = style.file(name)
        if file is None:
            raise TemplateError(f"house style {style.name} has no file {name}")
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return f"data:{media_type};base64,{base64.b64encode(file.content).decode('ascii')}"

    return data_address


def _told(style: Style, error: Exception) -> TemplateError:
    """The error with the style's file and line in front, in one line."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return TemplateError(f"{error.filename or error.name}:{error.lineno}: {_one_line(error.message or '')}")
    shown = {file.shown for file in style.files}
    lines = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in shown]
    place = f"{lines[-1].filename}:{lines[-1].lineno}" if lines else f"house style {style.name}"
    if isinstance(error, TemplateNotFound):
        return TemplateError(f"{place}: no file {error.name!r} in the house style")
    return TemplateError(f"{place}: {_one_line(str(error)) or type(error).__name__}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
