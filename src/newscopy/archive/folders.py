"""The files of a folder, all the way down, in an order that is always the same, a folder at a time in memory.

Which of them count can be said with patterns as .gitignore has them, on the command line and in the folder itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newscopy.archive.sources.junk import is_junk

IGNORE = ".newscopyignore"


@dataclass
class Tally:
    """What a walk has passed over: hidden files, junk and what rules exclude; links to folders."""

    ignored: int = 0
    linked: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rules:
    """Patterns as .gitignore has them, against paths below the folder.

    include: where there are any, only what one of them fits is taken. exclude: what they fit is not, nor what those in
    a file .newscopyignore of the folder fit.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def of(self, folder: Path) -> Callable[[str], bool] | None:
        """Tells of a path below a folder whether it counts; None if all do."""
        try:
            own = (folder / IGNORE).read_text("utf-8", "replace").splitlines()
        except OSError:
            own = []
        if not (self.include or self.exclude or own):
            return None
        from pathspec import GitIgnoreSpec

        taken = GitIgnoreSpec.from_lines(self.include) if self.include else None
        left = GitIgnoreSpec.from_lines([*own, *self.exclude])
        return lambda path: (taken is None or taken.match_file(path)) and not left.match_file(path)


def walk(folder: Path, skip: Path | None, tally: Tally, rules: Rules | None = None) -> Iterator[Path]:
    """Every file below a folder; a folder that cannot be listed stands for itself, and fails when it is read.

    `skip` is a folder not to walk into. Links to files are followed, links to folders are not: they may lead back.
    """
    counts = (rules or Rules()).of(folder)
    for path in _all(folder, skip, tally):
        if counts is None or path == folder or counts(path.relative_to(folder).as_posix()):
            yield path
        else:
            tally.ignored += 1


def _all(folder: Path, skip: Path | None, tally: Tally) -> Iterator[Path]:
    # Of a million files the names alone are kept.
    names: list[str] = []
    others: dict[str, os.DirEntry[str]] = {}
    try:
        with os.scandir(folder) as found:
            for entry in found:
                names.append(entry.name)
                if not entry.is_file(follow_symlinks=False):
                    others[entry.name] = entry
    except OSError:
        yield folder
        return
    names.sort()
    for name in names:
        path, other = folder / name, others.get(name)
        if is_junk(name):
            tally.ignored += other is None or not other.is_dir(follow_symlinks=False)
        elif other is None:
            yield path
        elif other.is_dir(follow_symlinks=False):
            if skip is None or not skip.exists() or not skip.samefile(path):
                yield from _all(path, skip, tally)
        elif other.is_symlink() and path.is_dir():
            tally.linked.append(str(path))
        else:
            yield path
