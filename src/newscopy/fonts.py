"""Which scripts this machine can print: asks Fontconfig, as Pango does, and names the package that cures a gap."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newscopy.errors import MissingDependencyError

CORE = "fonts-noto-core"
CJK = "fonts-noto-cjk"
EMOJI = "fonts-noto-color-emoji"


@dataclass(frozen=True)
class Script:
    """A script of the news: `sample` are letters that a font for it must have; `package` is Debian's."""

    name: str
    sample: str
    package: str


SCRIPTS = (
    Script("Latin", "AZazÄßçñőžıệ", CORE),
    Script("Cyrillic", "АЯаяёїђ", CORE),
    Script("Greek", "ΑΩαωάϊ", CORE),
    Script("Arabic", "ابتةء", CORE),
    Script("Persian and Urdu", "پچگکی", CORE),
    Script("Hebrew", "אבשת", CORE),
    Script("Devanagari", "अकही्", CORE),
    Script("Bengali", "অকহী", CORE),
    Script("Tamil", "அகஹி", CORE),
    Script("Thai", "กฮะ", CORE),
    Script("Georgian", "აჰ", CORE),
    Script("Armenian", "Ախ", CORE),
    Script("Japanese", "あア漢働", CJK),
    Script("Chinese, simplified", "汉这电", CJK),
    Script("Chinese, traditional", "漢這電", CJK),
    Script("Korean", "가힣한", CJK),
    Script("Emoji", "😀🌍", EMOJI),
)

_SONAMES = {"darwin": "libfontconfig.1.dylib", "win32": "libfontconfig-1.dll"}


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.c_void_p))


class FontLibrary:
    """The fonts of this machine, by Fontconfig."""

    def __init__(self) -> None:
        """Raises MissingDependencyError if Fontconfig is not installed."""
        try:
            library = ctypes.CDLL(_SONAMES.get(sys.platform, "libfontconfig.so.1"))
        except OSError as error:
            raise MissingDependencyError(
                "Fontconfig is not installed; on Debian or Ubuntu: apt-get install -y libfontconfig1"
            ) from error
        self._library = library
        for name, result, arguments in _FUNCTIONS:
            function = getattr(library, name)
            function.restype = result
            function.argtypes = arguments

    def has(self, characters: Iterable[str]) -> bool:
        """True if one font has all of these characters."""
        library = self._library
        wanted = library.FcCharSetCreate()
        for character in characters:
            library.FcCharSetAddChar(wanted, ord(character))
        pattern = library.FcPatternCreate()
        library.FcPatternAddCharSet(pattern, b"charset", wanted)
        nothing = library.FcObjectSetCreate()
        found = library.FcFontList(None, pattern, nothing)
        try:
            return bool(found) and found.contents.nfont > 0
        finally:
            if found:
                library.FcFontSetDestroy(found)
            library.FcObjectSetDestroy(nothing)
            library.FcPatternDestroy(pattern)
            library.FcCharSetDestroy(wanted)


_HANDLE = ctypes.c_void_p
_FUNCTIONS: tuple[tuple[str, Any, list[Any]], ...] = (
    ("FcCharSetCreate", _HANDLE, []),
    ("FcCharSetAddChar", ctypes.c_int, [_HANDLE, ctypes.c_uint32]),
    ("FcCharSetDestroy", None, [_HANDLE]),
    ("FcPatternCreate", _HANDLE, []),
    ("FcPatternAddCharSet", ctypes.c_int, [_HANDLE, ctypes.c_char_p, _HANDLE]),
    ("FcPatternDestroy", None, [_HANDLE]),
    ("FcObjectSetCreate", _HANDLE, []),
    ("FcObjectSetDestroy", None, [_HANDLE]),
    ("FcFontList", ctypes.POINTER(_FontSet), [_HANDLE, _HANDLE, _HANDLE]),
    ("FcFontSetDestroy", None, [ctypes.POINTER(_FontSet)]),
)


def missing_scripts(scripts: Iterable[Script] = SCRIPTS) -> list[Script]:
    """The scripts for which no font is installed.

    Raises MissingDependencyError if Fontconfig is not installed.
    """
    library = FontLibrary()
    return [script for script in scripts if not library.has(script.sample)]
