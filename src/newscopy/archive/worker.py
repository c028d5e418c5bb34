"""What runs inside a worker: tasks from a pipe, answers back, and word of where it is for whoever watches it."""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.connection import Connection
from time import monotonic
from types import FrameType
from typing import Any

_SLOT = struct.Struct("<dqq")
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


class TooSlow(BaseException):
    """A story took longer than it may. No Exception, so that nothing on the way takes it for its own."""


class Slot:
    """A few bytes that a worker and its watcher share: the step being done, since when, and how many are done.

    Writing to it costs less than a microsecond, and it outlives the worker.
    """

    SIZE = _SLOT.size

    def __init__(self, descriptor: int) -> None:
        self._bytes = mmap.mmap(descriptor, self.SIZE)
        self._done = 0

    @contextmanager
    def step(self, number: int, limit: float = 0) -> Iterator[None]:
        """Mark a step as under way; raises TooSlow inside it after `limit` seconds of processor time; 0 is no limit.

        Not of the clock on the wall, or a story would fail for what else the machine has to do; one that waits without
        working is for whoever watches.
        """
        _SLOT.pack_into(self._bytes, 0, monotonic(), number, self._done)
        if limit:
            signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        try:
            yield
        finally:
            if limit:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            self._done += 1
            _SLOT.pack_into(self._bytes, 0, 0.0, -1, self._done)

    def look(self) -> tuple[int | None, float, int]:
        """The step under way or None, for how many seconds, and how many were done."""
        since, number, done = _SLOT.unpack_from(self._bytes)
        return (None, 0.0, done) if number < 0 else (number, monotonic() - since, done)

    def clear(self) -> None:
        """No step is under way, none was done."""
        self._done = 0
        _SLOT.pack_into(self._bytes, 0, 0.0, -1, 0)

    def close(self) -> None:
        """Let go of the bytes."""
        self._bytes.close()


def main() -> None:
    """Serve tasks until the other end of the pipe is closed.

    Arguments: the pipe, the slot, the module and function that do a task, and how many bytes more than now it may
    take; 0 is no limit.
    """
    pipe, slot = Connection(int(sys.argv[1])), Slot(int(sys.argv[2]))
    module, _, name = sys.argv[3].partition(":")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGVTALRM, _raise)
    _die_with_parent()
    function: Callable[[Any, Slot], Any] = getattr(import_module(module), name)
    _limit_memory(int(sys.argv[4]))
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            task = pipe.recv()
            slot.clear()
            pipe.send(function(task, slot))


def _raise(_: int, __: FrameType | None) -> None:
    raise TooSlow


def _die_with_parent() -> None:
    """A worker whose parent was killed must not go on writing behind the back of the next run."""
    if sys.platform.startswith("linux"):
        parent = os.getppid()
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _limit_memory(more: int) -> None:
    if not more or not sys.platform.startswith("linux"):
        return
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file in the sense of pathlib
        now = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = now + more if hard == resource.RLIM_INFINITY else min(now + more, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
