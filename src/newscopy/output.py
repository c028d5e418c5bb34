"""Writes files whole or not at all: under another name in the same folder first, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path

from newscopy.errors import OutputError

_NUMBERS = count()


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file, all at once or in pieces, with the folders above it; what stood there is replaced in one step.

    After a crash the old file or the new one is there, never a part of one. Raises OutputError if the place is a
    folder, forbidden or full. A device such as /dev/null is written to, not replaced.
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
        _replace(place, data)
    except OSError as error:
        raise OutputError(f"{path}: cannot write: {error.strerror or error}") from error


def _pieces(data: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


def _replace(place: Path, data: bytes | Iterable[bytes]) -> None:
    # Short, so that any name the disk takes for the file can be written; unlike mkstemp's it obeys the umask.
    part = place.parent / f".newscopy-{os.getpid()}-{next(_NUMBERS)}.part"
    try:
        with part.open("xb") as file:
            file.writelines(_pieces(data))
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    finally:
        with suppress(OSError):
            part.unlink()
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; not every system lets a folder be opened for that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
