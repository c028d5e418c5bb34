"""Where what is made of the inputs goes: files in a folder, one file for all of them, or standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_SHOWN = ("text/", "application/json", "application/xml")


def destination(
    output: str | None, writers: tuple[str, ...], *, several: bool
) -> tuple[tuple[str, ...], Path | None, Path | None]:
    """The formats, and the folder or the file to write to; neither of them means standard output."""
    from newscopy import formats
    from newscopy.archive import plan

    path = None if output in (None, "-") else Path(str(output))
    if path is not None:
        one = len(writers) < 2 and (not several or holds_several(*writers))
        chosen = writers or ((one and plan.write_format_of(path)) or "json",)
        named = one and path.name.lower().endswith(formats.writer(chosen[0]).suffix)
        if (named if several else one) and not str(output).endswith("/") and (named or not path.is_dir()):
            return chosen, None, path
        return chosen, path, None
    chosen = writers or ("json",)
    if len(chosen) > 1:
        raise click.UsageError("several formats need a folder to go to: -o DIR")
    if several and output is None:
        raise click.UsageError("several inputs need a folder to go to: -o DIR (or -o - for one story a line)")
    if several and not (formats.writer(chosen[0]).joins or holds_several(chosen[0])):
        raise click.UsageError(f"several stories cannot share one stream as {chosen[0]}: give a folder with -o DIR")
    if sys.stdout.isatty() and not formats.writer(chosen[0]).media_type.startswith(_SHOWN):
        raise click.UsageError(f"{chosen[0]} is nothing for a terminal: give a file with -o FILE")
    return chosen, None, None


def holds_several(*names: str) -> bool:
    """True if one file of the first format named may hold several stories."""
    from newscopy import formats

    return bool(names) and formats.writer(names[0]).stream is not None


def is_joined_file(output: str, writers: tuple[str, ...]) -> bool:
    """True if -o names one file that all stories go into, in the one format that was asked for."""
    from newscopy import formats

    if len(writers) != 1 or not holds_several(*writers) or output.endswith("/"):
        return False
    return output.lower().endswith(formats.writer(writers[0]).suffix)
