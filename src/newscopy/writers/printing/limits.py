"""Limits to the time and memory one story may take, so that a hostile text or template cannot hold up a run."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from newscopy.errors import WriteError

# Python drops what is raised inside a destructor or a callback, so the signal comes again until it is heard.
_OFTEN = 0.1
_MEGABYTE = 2**20
_SIZES = Path("/proc/self/statm")


class _Spent(BaseException):
    """Not an Exception: layout code catches those in places and would go on."""


@contextmanager
def limits(seconds: int, megabytes: int = 0) -> Iterator[None]:
    """Stop what runs inside after `seconds` of processor time, or when it has taken `megabytes`; 0 is no limit.

    Processor time, so that a busy machine does not change what can be printed. Memory is watched and not cut off, as
    Pango's libraries end the process when they get none; it can be told on Linux only. Signals reach only the main
    thread of a Unix process; elsewhere there is no limit. Raises WriteError when a limit is reached.
    """
    watched = seconds or megabytes
    if not watched or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    start, held = time.process_time(), _resident()
    told, over = [""], [False]

    def look(_number: int, _frame: FrameType | None) -> None:
        if over[0]:
            return
        if seconds and time.process_time() - start > seconds:
            told[0] = f"the page was given up after {seconds} seconds of work: raise time_limit, or split the story"
        elif megabytes and _resident() - held > megabytes * _MEGABYTE:
            told[0] = f"the page was given up at {megabytes} MB of memory: raise memory_limit, or split the story"
        if told[0]:
            raise _Spent

    def end() -> None:
        over[0] = True
        # Drops a tick that comes meanwhile, or is on its way to another thread: by default it would end the process.
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _OFTEN, _OFTEN)
    try:
        try:
            yield
        finally:
            end()
    except (_Spent, Exception) as error:
        # Pydantic's serializer makes an error of its own of whatever is raised inside it.
        if not told[0]:
            raise
        end()  # once more: the tick may have come before all of it was done
        raise WriteError(told[0]) from error


def _resident() -> int:
    """Bytes that the process holds in memory; 0 where the system does not tell."""
    try:
        return int(_SIZES.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
