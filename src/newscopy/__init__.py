"""newscopy: raw story text in; a validated Story out, as JSON, NewsML-G2, DOCX and PDF.

import newscopy
story = newscopy.read(text_or_bytes, name="a.txt")
newscopy.write(story, "newsml")           # bytes
newscopy.convert("a.txt", "pdf")          # bytes
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["NewscopyError", "Story", "__version__", "convert", "read", "write"]

if TYPE_CHECKING:
    from newscopy.convert import convert, read, write
    from newscopy.errors import NewscopyError
    from newscopy.model import Story

_HOMES = {
    "NewscopyError": "newscopy.errors",
    "Story": "newscopy.model",
    "convert": "newscopy.convert",
    "read": "newscopy.convert",
    "write": "newscopy.convert",
}


def __getattr__(name: str) -> Any:
    """Load the public names when asked for, so that `newscopy --help` imports click and little else (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


class _Face(ModuleType):
    """Keeps `newscopy.convert` the function: importing the module of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _HOMES and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
