"""Which scripts this machine can print: asks Fontconfig, as Pango does, and names the package that cures a gap."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category, name

from newscopy.errors import MissingDependencyError, OptionError

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
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


class FontLibrary:
    """The fonts of this machine, or of one folder alone, by Fontconfig."""

    def __init__(self, folder: Path | None = None) -> None:
        """Raises MissingDependencyError if Fontconfig is not installed, OptionError for a folder without fonts."""
        try:
            library = ctypes.CDLL(_SONAMES.get(sys.platform, "libfontconfig.so.1"))
        except OSError as error:
            raise MissingDependencyError(
                "Fontconfig is not installed; on Debian or Ubuntu: apt-get install -y libfontconfig1"
            ) from error
        self._library = library
        for symbol, result, arguments in _FUNCTIONS:
            function = getattr(library, symbol)
            function.restype = result
            function.argtypes = arguments
        self.config: int | None = None if folder is None else self._config_of(folder)
        """The address of the folder's FcConfig; None stands for the machine's own."""
        self._covered: int | None = None

    def has(self, characters: Iterable[str]) -> bool:
        """True if one font has all of these characters."""
        library = self._library
        wanted = library.FcCharSetCreate()
        for character in characters:
            library.FcCharSetAddChar(wanted, ord(character))
        pattern = library.FcPatternCreate()
        library.FcPatternAddCharSet(pattern, b"charset", wanted)
        nothing = library.FcObjectSetCreate()
        found = library.FcFontList(self.config, pattern, nothing)
        try:
            return bool(found) and found.contents.nfont > 0
        finally:
            if found:
                library.FcFontSetDestroy(found)
            library.FcObjectSetDestroy(nothing)
            library.FcPatternDestroy(pattern)
            library.FcCharSetDestroy(wanted)

    def lacks(self, text: str) -> list[str]:
        """The characters of a text that no font has, each once, in order; those without a shape of their own aside."""
        if self._covered is None:
            self._covered = self._all_covered()
        shown = (character for character in dict.fromkeys(text) if category(character) not in _SHAPELESS)
        return [character for character in shown if not self._library.FcCharSetHasChar(self._covered, ord(character))]

    def _all_covered(self) -> int:
        library = self._library
        pattern, objects = library.FcPatternCreate(), library.FcObjectSetCreate()
        library.FcObjectSetAdd(objects, b"charset")
        fonts = library.FcFontList(self.config, pattern, objects)
        together: int = library.FcCharSetCreate()
        if fonts:
            for at in range(fonts.contents.nfont):
                found = ctypes.c_void_p()
                library.FcPatternGetCharSet(fonts.contents.fonts[at], b"charset", 0, ctypes.byref(found))
                library.FcCharSetMerge(together, found, None)
            library.FcFontSetDestroy(fonts)
        library.FcObjectSetDestroy(objects)
        library.FcPatternDestroy(pattern)
        return together

    def _config_of(self, folder: Path) -> int:
        """A configuration that knows the fonts below a folder, and no others."""
        if not folder.is_dir():
            raise OptionError(f"fonts: {folder}: no such folder")
        library = self._library
        config: int = library.FcConfigCreate()
        library.FcConfigAppFontAddDir(config, str(folder.resolve()).encode())
        fonts = library.FcConfigGetFonts(config, _APPLICATION)
        if not fonts or not fonts.contents.nfont:
            raise OptionError(f"fonts: {folder}: holds no fonts")
        return config


_APPLICATION = 1  # FcSetApplication
# Controls, formats, separators, private and unassigned characters.
_SHAPELESS = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp"))
_HANDLE = ctypes.c_void_p
_FUNCTIONS: tuple[tuple[str, Any, list[Any]], ...] = (
    ("FcCharSetCreate", _HANDLE, []),
    ("FcCharSetAddChar", ctypes.c_int, [_HANDLE, ctypes.c_uint32]),
    ("FcCharSetHasChar", ctypes.c_int, [_HANDLE, ctypes.c_uint32]),
    ("FcCharSetMerge", ctypes.c_int, [_HANDLE, _HANDLE, _HANDLE]),
    ("FcCharSetDestroy", None, [_HANDLE]),
    ("FcConfigCreate", _HANDLE, []),
    ("FcConfigAppFontAddDir", ctypes.c_int, [_HANDLE, ctypes.c_char_p]),
    ("FcConfigGetFonts", ctypes.POINTER(_FontSet), [_HANDLE, ctypes.c_int]),
    ("FcPatternCreate", _HANDLE, []),
    ("FcPatternAddCharSet", ctypes.c_int, [_HANDLE, ctypes.c_char_p, _HANDLE]),
    ("FcPatternGetCharSet", ctypes.c_int, [_HANDLE, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(_HANDLE)]),
    ("FcPatternDestroy", None, [_HANDLE]),
    ("FcObjectSetCreate", _HANDLE, []),
    ("FcObjectSetAdd", ctypes.c_int, [_HANDLE, ctypes.c_char_p]),
    ("FcObjectSetDestroy", None, [_HANDLE]),
    ("FcFontList", ctypes.POINTER(_FontSet), [_HANDLE, _HANDLE, _HANDLE]),
    ("FcFontSetDestroy", None, [ctypes.POINTER(_FontSet)]),
)


@cache
def font_library(folder: Path | None = None) -> FontLibrary:
    """The fonts of this machine, or of a folder, looked up once per process; raises as FontLibrary does."""
    return FontLibrary(folder)


def script_of(character: str) -> Script | None:
    """The script of a character by its Unicode name ("DEVANAGARI LETTER KA"), or emoji for a picture; else None."""
    first = name(character, "").partition(" ")[0]
    if not first:
        return None
    for script in SCRIPTS:
        if any(name(letter, "").startswith(f"{first} ") for letter in script.sample if letter.isalpha()):
            return script
    return SCRIPTS[-1] if category(character) == "So" else None
