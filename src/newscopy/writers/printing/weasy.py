"""Loads WeasyPrint: late, quickly and quietly, with one line to say what the machine lacks."""

from __future__ import annotations

import ctypes.util
import io
import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from types import ModuleType

from newscopy.errors import MissingDependencyError
from newscopy.writers.printing.emoji import keep_pictures
from newscopy.writers.printing.reading import read_back

PANGO_CURE = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""Debian and Ubuntu; these bring GLib, HarfBuzz and Fontconfig. Pango does not depend on libharfbuzz-subset0."""


@cache
def weasyprint() -> ModuleType:
    """The module, loaded at the first call.

    Raises MissingDependencyError if WeasyPrint or the libraries it binds are not installed.
    """
    _keep_quiet()
    said = io.StringIO()
    try:
        # WeasyPrint prints a banner when a library is missing; a missing libharfbuzz-subset makes it warn.
        with redirect_stdout(said), redirect_stderr(said), warnings.catch_warnings(), _no_library_search():
            warnings.simplefilter("ignore")
            import weasyprint as module
    except ImportError as error:
        raise MissingDependencyError(f"PDF output needs WeasyPrint ({error}): pip install weasyprint") from error
    except OSError as error:
        raise MissingDependencyError(f"PDF output needs Pango; on Debian or Ubuntu: {PANGO_CURE}") from error
    read_back(module)
    keep_pictures()
    loaded: ModuleType = module
    return loaded


def _keep_quiet() -> None:
    """Keep what WeasyPrint and fontTools log off the user's terminal: remarks on CSS, fonts and addresses."""
    for name in ("weasyprint", "fontTools"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


@contextmanager
def _no_library_search() -> Iterator[None]:
    """On Linux, skip the search by compiler and linker (87 processes, 0.2 s) for names that only exist elsewhere.

    WeasyPrint then finds each library by its soname, through the dynamic loader.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _finds_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _finds_nothing(name: str) -> str | None:
    return None
