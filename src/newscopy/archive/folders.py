"""The files of a folder, all the way down, in an order that is always the same, a folder at a time in memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newscopy.archive.sources.junk import is_junk


@dataclass
class Tally:
    """What a walk has passed over: hidden files and junk, links to folders."""

    ignored: int = 0
    linked: list[str] = field(default_factory=list)


def walk(folder: Path, skip: Path | None, tally: Tally) -> Iterator[Path]:
    """Every file below a folder; a folder that cannot be listed stands for itself, and fails when it is read.

    `skip` is a folder not to walk into. Links to files are followed, links to folders are not: they may lead back.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if is_junk(entry.name):
            tally.ignored += not entry.is_dir(follow_symlinks=False)
        elif entry.is_dir(follow_symlinks=False):
            if skip is None or not skip.exists() or not skip.samefile(entry.path):
                yield from walk(Path(entry.path), skip, tally)
        elif entry.is_symlink() and Path(entry.path).is_dir():
            tally.linked.append(entry.path)
        else:
            yield Path(entry.path)
