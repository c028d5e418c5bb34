"""House styles: a folder with page.html and page.css, on one base that every style shares.

A style of the package is templates/pdf/NAME. A folder of the user's own takes its place whole or in part: files
it lacks come from the default style, and base.html and base.css from the package unless it brings its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from newscopy.assets import asset
from newscopy.errors import OptionError, TemplateError

DEFAULT_STYLE = "article"
ENTRY = "page.html"
SHEETS = ("base.css", "page.css")
BOOK = "book.html"
BOOK_SHEET = "book.css"
_SHARED = ("base.html", "base.css", BOOK, BOOK_SHEET)
# A logo or a few small pictures; more than that is not a style but a mistake in the path.
_MOST_FILES = 200
_MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class StyleFile:
    """A file of a style: `name` is what templates call it, `shown` what messages call it."""

    name: str
    shown: str
    content: bytes


@dataclass(frozen=True)
class Style:
    """A house style, read once and whole, so that a template can reach nothing else."""

    name: str
    files: tuple[StyleFile, ...]

    def file(self, name: str) -> StyleFile | None:
        """The file templates call `name`, if the style has it."""
        return next((file for file in self.files if file.name == name), None)

    def text(self, name: str) -> str:
        """The content of a text file; raises TemplateError if it is missing or not UTF-8."""
        file = self.file(name)
        if file is None:
            raise TemplateError(f"house style {self.name} has no file {name}")
        try:
            return file.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise TemplateError(f"{file.shown}: not UTF-8 (byte {error.start}): save it as UTF-8") from error


def style_names() -> tuple[str, ...]:
    """The styles of the package, in alphabetical order."""
    return tuple(sorted(entry.parent.name for entry in asset("templates/pdf").glob(f"*/{ENTRY}")))


def load_style(name: str = DEFAULT_STYLE, folder: Path | None = None) -> Style:
    """The style of the package called `name`, or the user's own in `folder` on top of it.

    Raises OptionError for a name that is not there, TemplateError for a folder that cannot be read.
    """
    if name not in style_names():
        raise OptionError(f"no house style {name!r}; there are: {', '.join(style_names())}")
    packaged = _packaged(name)
    if folder is None:
        return packaged
    own = {file.name: file for file in _read_folder(folder)}
    if not own.keys() & {ENTRY, *SHEETS, *_SHARED}:
        raise TemplateError(f"{folder}: no house style here: it has neither {ENTRY} nor page.css")
    merged = {file.name: file for file in packaged.files} | own
    return Style(folder.name or str(folder), tuple(merged[key] for key in sorted(merged)))


@cache
def _packaged(name: str) -> Style:
    root = asset("templates/pdf")
    shared = tuple(StyleFile(file, f"pdf/{file}", (root / file).read_bytes()) for file in _SHARED)
    own = tuple(
        StyleFile(path.name, f"pdf/{name}/{path.name}", path.read_bytes())
        for path in sorted((root / name).iterdir())
        if path.is_file()
    )
    return Style(name, shared + own)


def _read_folder(folder: Path) -> list[StyleFile]:
    """Every file below `folder`; a link that leads out of it is refused, so a style can carry nothing else along."""
    files: list[StyleFile] = []
    size = 0
    try:
        root = folder.resolve(strict=True)
        if not root.is_dir():
            raise TemplateError(f"{folder}: not a folder; template takes the folder of a house style")
        for path in sorted(root.rglob("*")):
            if not path.is_file():
                continue
            if not path.resolve().is_relative_to(root):
                raise TemplateError(f"{path}: leads out of the folder of the house style; put the file itself there")
            size += path.stat().st_size
            if size > _MOST_BYTES or len(files) >= _MOST_FILES:
                raise TemplateError(
                    f"{folder}: more than {_MOST_FILES} files or {_MOST_BYTES // 1_000_000} MB: no house style"
                )
            name = path.relative_to(root).as_posix()
            files.append(StyleFile(name, f"{folder}/{name}", path.read_bytes()))
    except OSError as error:
        raise TemplateError(f"{folder}: {error.strerror or error}") from error
    return files
