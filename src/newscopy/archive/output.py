"""Writes files whole or not at all: under another name in the same folder first, then renamed."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path

from newscopy.errors import OutputError

_NUMBERS = count()


def write_whole(path: Path, data: bytes | Iterable[bytes], parts: Path | None = None, *, lasting: bool = True) -> None:
    """Write a file, all at once or in pieces, with the folders above it; what stood there is replaced in one step.

    After a crash the old file or the new one is there, never a part of one. Raises OutputError if the place is a
    folder, forbidden or full. A device such as /dev/null is written to, not replaced. `parts` is a folder on the same
    disk for what is not whole yet, that of the file if not given. Not `lasting`, the file can be lost when the power
    fails, until `make_last` is called.
    """
    try:
        place = path.resolve() if path.is_symlink() else path
        if place.is_dir():
            raise OutputError(f"{path}: cannot write there, it is a folder")
        if place.exists() and not place.is_file():
            with place.open("wb") as device:
                device.writelines(_pieces(data))
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, data, parts or place.parent, lasting=lasting)
    except OSError as error:
        raise OutputError(f"{path}: cannot write: {error.strerror or error}") from error


def part_in(folder: Path) -> Path:
    """A name for what is not whole yet, that nobody else uses."""
    # Short, so that any name the disk takes for the file can be written; unlike mkstemp's it obeys the umask.
    return folder / f".newscopy-{os.getpid()}-{next(_NUMBERS)}.part"


def put_in_place(part: Path, place: Path) -> None:
    """Give a finished file its name, so that it is there, whole, even after the power fails."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(place)
    _sync_folder(place.parent)


def make_last(folder: Path) -> None:
    """Make everything last that was written to the disk of a folder: for many files far cheaper than one by one."""
    if not sys.platform.startswith("linux"):
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error), str(folder))
    finally:
        os.close(descriptor)


def _pieces(data: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


def _replace(place: Path, data: bytes | Iterable[bytes], parts: Path, *, lasting: bool) -> None:
    part = part_in(parts)
    try:
        with part.open("xb") as file:
            file.writelines(_pieces(data))
        if lasting:
            put_in_place(part, place)
        else:
            part.replace(place)
    finally:
        with suppress(OSError):
            part.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; not every system lets a folder be opened for that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
