"""What this machine lacks: system libraries, fonts by script, optional tools; and the exact cure for each."""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec

from newscopy.errors import MissingDependencyError
from newscopy.fonts import SCRIPTS, FontLibrary, Script


@dataclass(frozen=True)
class Check:
    """One finding. `cure` is a command, or a remark where there is none; null where all is well.

    A check that is not `needed` may fail without harm to the exports of this package.
    """

    name: str
    ok: bool
    message: str
    cure: str | None = None
    needed: bool = True


@dataclass(frozen=True)
class _Library:
    """A shared library by its soname on Linux and the name it is searched by elsewhere."""

    soname: str
    search: str
    package: str
    why: str
    needed: bool = True


# What WeasyPrint 70 opens, and Debian's package of each.
_LIBRARIES = (
    _Library("libgobject-2.0.so.0", "gobject-2.0", "libpango-1.0-0", "PDF"),
    _Library("libpango-1.0.so.0", "pango-1.0", "libpango-1.0-0", "PDF"),
    _Library("libpangoft2-1.0.so.0", "pangoft2-1.0", "libpangoft2-1.0-0", "PDF"),
    _Library("libharfbuzz.so.0", "harfbuzz", "libpango-1.0-0", "PDF"),
    _Library("libfontconfig.so.1", "fontconfig", "libpango-1.0-0", "PDF"),
    _Library(
        "libharfbuzz-subset.so.0", "harfbuzz-subset", "libharfbuzz-subset0", "PDF at twice the speed", needed=False
    ),
)
_MODULES = (
    ("weasyprint", "PDF", "pip install weasyprint", True),
    ("docx", "DOCX", "pip install python-docx", True),
    ("pikepdf", "to read and validate PDF files", "pip install pikepdf", False),
    ("pypdfium2", "to read the words of PDF files that others made", "pip install 'newscopy[pdftext]'", False),
    ("typst", "PDF with engine=typst", "pip install 'newscopy[typst]'", False),
    ("openxml_audit", "to validate DOCX files", "pip install 'newscopy[validate]'", False),
)
_PROGRAMS = (
    ("qpdf", "to check PDF files in the tests", "apt-get install -y --no-install-recommends qpdf"),
    ("pdftotext", "to read PDF files back in the tests", "apt-get install -y --no-install-recommends poppler-utils"),
)


def examine() -> list[Check]:
    """Everything `newscopy doctor` reports, in the order it is printed."""
    return [
        *(_library_check(library) for library in _LIBRARIES),
        *(_module_check(*row) for row in _MODULES),
        *font_checks(SCRIPTS),
        *(_program_check(*row) for row in _PROGRAMS),
    ]


def font_checks(scripts: Iterable[Script]) -> list[Check]:
    """For each script, whether a font for it is installed."""
    try:
        library = FontLibrary()
    except MissingDependencyError as error:
        return [Check("fonts", False, str(error), _apt("libfontconfig1"))]
    return [_font_check(script, library.has(script.sample)) for script in scripts]


def _font_check(script: Script, ok: bool) -> Check:
    name = f"fonts: {script.name}"
    if ok:
        return Check(name, True, f"{script.name} can be printed", needed=False)
    return Check(name, False, f"{script.name} would print as empty boxes", _apt(script.package), needed=False)


def _library_check(library: _Library) -> Check:
    if _opens(library):
        return Check(library.soname, True, f"found; serves {library.why}", needed=library.needed)
    return Check(library.soname, False, f"not found; serves {library.why}", _apt(library.package), library.needed)


def _opens(library: _Library) -> bool:
    name = library.soname if sys.platform.startswith("linux") else ctypes.util.find_library(library.search)
    if name is None:
        return False
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _module_check(name: str, why: str, cure: str, needed: bool) -> Check:
    if find_spec(name) is not None:
        return Check(f"python: {name}", True, f"installed; serves {why}", needed=needed)
    return Check(f"python: {name}", False, f"not installed; serves {why}", cure, needed)


def _program_check(name: str, why: str, cure: str) -> Check:
    if shutil.which(name):
        return Check(f"program: {name}", True, f"found; serves {why}", needed=False)
    return Check(f"program: {name}", False, f"not found; serves {why}", cure, needed=False)


def _apt(package: str) -> str:
    return f"apt-get install -y --no-install-recommends {package}"
