"""The other print engine: typst, four times and more as fast, for runs over whole archives, in two of the styles.

It prints the same content in the same order from templates of its own, and reads no CSS. One compiler a style serves
all stories of a process: it keeps the fonts, which take longer to load than a story to print.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic_core import to_json

from newscopy.assets import asset
from newscopy.errors import MissingDependencyError, OptionError, WriteError
from newscopy.fonts import font_library
from newscopy.model import Story
from newscopy.writers.as_json import JsonOptions
from newscopy.writers.as_json import write as write_json
from newscopy.writers.printing.conformance import Kind
from newscopy.writers.printing.page import print_page
from newscopy.writers.printing.settings import PrintOptions

_STANDARDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType({"a": ("a-3a", "ua-1"), "ua": ("ua-1",), "plain": ()})
_PAPERS = MappingProxyType({"a4": "a4", "letter": "us-letter", "a5": "a5"})
_ACCENT = "#8a1f1f"


def typeset(story: Story, options: PrintOptions, kind: Kind, fonts: Path | None) -> bytes:
    """The PDF of a story; the same story, options, fonts and version of typst give the same bytes.

    Raises MissingDependencyError without typst, OptionError for a style or option it does not have, WriteError if
    the story cannot be set.
    """
    _refuse(options)
    compiler, families = _compiler(options.style, fonts)
    settings = {
        "paper": _PAPERS[options.paper],
        "accent": _hex(options.accent) if options.accent else _ACCENT,
        "families": families,
        "attach": kind == "a",
        "date": _date(story),
    }
    inputs = {
        "page": to_json(print_page(story)).decode(),
        "settings": json.dumps(settings),
        "story": write_json(story, JsonOptions()).decode() if kind == "a" else "",
    }
    try:
        made: bytes = compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=list(_STANDARDS[kind]))
    except RuntimeError as error:  # typst's own error is one
        raise WriteError(f"the page could not be set by typst: {' '.join(str(error).split())}") from error
    return made


def styles() -> tuple[str, ...]:
    """The styles that typst has."""
    return tuple(sorted(path.stem for path in asset("templates/typst").glob("*.typ") if path.stem != "base"))


def _refuse(options: PrintOptions) -> None:
    if options.style not in styles():
        raise OptionError(f"engine=typst has no house style {options.style!r}; there are: {', '.join(styles())}")
    for name in ("css", "template"):
        if getattr(options, name) is not None:
            raise OptionError(f"engine=typst reads no {name}; leave the engine out")


@cache
def _compiler(style: str, fonts: Path | None) -> tuple[Any, list[str]]:
    """A compiler for a style, and the families of fonts it knows of those that the styles ask for."""
    try:
        import typst
    except ImportError as error:
        raise MissingDependencyError('engine=typst needs typst: pip install "newscopy[typst]"') from error
    if fonts is not None:
        font_library(fonts)  # refuses a folder without fonts
    folder = asset("templates/typst")
    paths = [] if fonts is None else [str(fonts)]
    known = typst.Fonts(include_system_fonts=fonts is None, include_embedded_fonts=True, font_paths=paths)
    compiler = typst.Compiler(str(folder / f"{style}.typ"), root=str(folder), font_paths=known)
    asked = (folder / "base.typ").read_text("utf-8")
    return compiler, [family for family in known.families() if f'"{family}"' in asked]


def _hex(colour: str) -> str:
    """A CSS colour as typst reads it; raises OptionError for a name that CSS has not."""
    from tinycss2.color3 import parse_color

    parsed = parse_color(colour)
    if parsed is None or isinstance(parsed, str):
        raise OptionError(f"accent: no such colour: {colour}")
    return "#" + "".join(f"{round(part * 255):02x}" for part in parsed[:3])


def _date(story: Story) -> dict[str, int]:
    """The day of publication for the file's own data, which PDF/A wants; what is unknown of it is the first or 1970."""
    value = next((stamp.value for stamp in (story.published, story.updated) if stamp and stamp.value), "1970")
    day = datetime.fromisoformat((value[:10] + "-01-01")[:10])
    return {"year": day.year, "month": day.month, "day": day.day}
