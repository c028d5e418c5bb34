"""The house styles that come with newscopy, and copies of them to edit."""

from __future__ import annotations

from pathlib import Path

from newscopy.archive.output import write_whole
from newscopy.assets import asset
from newscopy.errors import OptionError, OutputError


def names() -> list[str]:
    """All styles as "format/style", in order."""
    return sorted(
        f"{kind.name}/{style.name}"
        for kind in asset("templates").iterdir()
        if kind.is_dir()
        for style in kind.iterdir()
        if style.is_dir() and any(style.glob("[!.]*"))
    )


def write_out(name: str, folder: Path) -> list[Path]:
    """Copy a style into a new or empty folder and return the files written.

    A name without its format means the PDF style, where there is one. Raises OptionError for an unknown style and
    OutputError if the folder holds anything already.
    """
    style = _folder_of(name)
    try:
        if folder.exists() and any(folder.iterdir()):
            raise OutputError(f"{folder}: not empty; the style would overwrite what is there, choose a new folder")
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror}") from error
    written = []
    for path in sorted(style.rglob("[!.]*")):
        if path.is_file():
            target = folder / path.relative_to(style)
            write_whole(target, path.read_bytes())
            written.append(target)
    return written


def _folder_of(name: str) -> Path:
    known = names()
    found = [style for style in (name, f"pdf/{name}", f"docx/{name}") if style in known]
    if not found:
        raise OptionError(f"no house style {name!r}; there are: {', '.join(known)}")
    return asset("templates") / found[0]
