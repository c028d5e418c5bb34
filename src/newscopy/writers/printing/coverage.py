"""What of a story no font can show: told by script, with the package that brings a font."""

from __future__ import annotations

from pathlib import Path

from newscopy.fonts import CORE, Script, font_library, script_of
from newscopy.model import Story
from newscopy.writers.styled import paragraphs

_SHOWN = 5


def remarks(story: Story, folder: Path | None) -> tuple[str, ...]:
    """A line for each script of which the story has characters that no font has, on this machine or in a folder.

    Raises MissingDependencyError if Fontconfig is not installed, OptionError for a folder without fonts.
    """
    text = "\n".join(run.text for paragraph in paragraphs(story) for run in paragraph.runs)
    if text.isascii():
        return ()
    lacking: dict[Script | None, list[str]] = {}
    for character in font_library(folder).lacks(text):
        lacking.setdefault(script_of(character), []).append(character)
    return tuple(_line(script, characters, folder) for script, characters in lacking.items())


def _line(script: Script | None, characters: list[str], folder: Path | None) -> str:
    what = script.name if script else "some characters"
    shown = " ".join(f"{character} (U+{ord(character):04X})" for character in characters[:_SHOWN])
    more = f" and {len(characters) - _SHOWN} more" if len(characters) > _SHOWN else ""
    package = script.package if script else CORE
    cure = f"{folder} has none" if folder else f"on Debian or Ubuntu: apt-get install {package}"
    return f"no font for {what}: {shown}{more} will print as boxes; {cure}"
