"""A limit to the time one story may take, so that a hostile text or template cannot hold up a run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from newscopy.errors import WriteError

# Python drops what is raised inside a destructor or a callback, so the signal comes again until it is heard.
_AGAIN = 1.0


class _OutOfTime(BaseException):
    """Not an Exception: layout code catches those in places and would go on."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Stop what runs inside after `seconds` of processor time; 0 is no limit.

    Processor time, so that a busy machine does not change what can be printed. Signals reach only the main
    thread of a Unix process; elsewhere there is no limit. Raises WriteError when the time is up.
    """
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    except _OutOfTime as error:
        raise WriteError(
            f"the page was given up after {seconds} seconds of work: raise time_limit, or split the story"
        ) from error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _OutOfTime
