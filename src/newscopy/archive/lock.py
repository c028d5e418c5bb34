"""Keeps two runs from working in one folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from newscopy.archive.state import State
from newscopy.errors import OutputError


@contextmanager
def alone(state: State, share: tuple[int, int] | None = None) -> Iterator[None]:
    """Nobody else may be at work in the folder, but for those who do another share of the same plan.

    The system lets go of the lock when the process ends, however it ends. Raises OutputError if another is there.
    """
    try:
        state.folder.mkdir(parents=True, exist_ok=True)
        descriptors = [os.open(state.folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)]
        if share is not None:
            descriptors.append(os.open(state.folder / f"lock-{share[0]}", os.O_RDWR | os.O_CREAT, 0o644))
    except OSError as error:
        raise OutputError(f"{state.folder}: cannot write: {error.strerror or error}") from error
    try:
        fcntl.flock(descriptors[0], (fcntl.LOCK_EX if share is None else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        for descriptor in descriptors[1:]:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise OutputError(f"{state.out}: another run is at work in this folder") from error
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
