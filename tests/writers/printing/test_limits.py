"""The limit of time: it stops what runs on, and leaves nothing behind."""

from __future__ import annotations

import signal
import threading
from contextlib import nullcontext, suppress
from typing import Any

import pytest
from pydantic import BaseModel, computed_field

from newscopy.errors import WriteError
from newscopy.writers.printing.limits import limits


def _busy_forever() -> None:
    while True:
        with suppress(Exception):  # as layout code does in places
            sum(range(1000))


def test_endless_work_is_stopped() -> None:
    with pytest.raises(WriteError, match="given up after 1 seconds"), limits(1):
        _busy_forever()
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL


class _Endless(BaseModel):
    @computed_field  # type: ignore[prop-decorator]
    @property
    def told(self) -> None:
        _busy_forever()


def test_it_is_stopped_inside_a_serializer_too() -> None:
    with pytest.raises(WriteError, match="given up after 1 seconds"), limits(1):
        _Endless().model_dump_json()


def test_an_error_that_is_not_of_the_limit_comes_through() -> None:
    with pytest.raises(ZeroDivisionError), limits(1):
        raise ZeroDivisionError


@pytest.mark.parametrize("endless", [False, True])
def test_a_tick_that_comes_while_the_watch_ends_does_nothing(endless: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks: list[str] = []
    stop, handle = signal.setitimer, signal.signal

    def stop_with_a_tick(which: int, seconds: float, interval: float = 0) -> tuple[float, float]:
        if not seconds:
            ticks.append("stop")
            signal.raise_signal(signal.SIGPROF)
        return stop(which, seconds, interval)

    def ignore_with_a_tick(number: int, handler: Any) -> Any:
        if handler is signal.SIG_IGN and signal.getsignal(number) is not signal.SIG_DFL:
            ticks.append("ignore")
            signal.raise_signal(signal.SIGPROF)
        return handle(number, handler)

    monkeypatch.setattr(signal, "setitimer", stop_with_a_tick)
    monkeypatch.setattr(signal, "signal", ignore_with_a_tick)
    with pytest.raises(WriteError, match="given up") if endless else nullcontext(), limits(1):
        if endless:
            _busy_forever()
    assert ticks[:2] == ["ignore", "stop"]
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL


class _Deaf:
    def __del__(self) -> None:
        _busy_forever()


def _busy_in_a_destructor_first() -> None:
    _Deaf()
    _busy_forever()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_stop_that_was_lost_in_a_destructor_comes_again() -> None:
    with pytest.raises(WriteError, match="given up after 1 seconds"), limits(1):
        _busy_in_a_destructor_first()


def test_other_threads_work_without_a_limit() -> None:
    done: list[bool] = []

    def work() -> None:
        with limits(1):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def _fill(heap: list[bytes]) -> None:
    while len(heap) < 20_000:
        heap.append(bytes(range(256)) * 400)


def test_work_that_fills_the_memory_is_stopped() -> None:
    heap: list[bytes] = []
    with pytest.raises(WriteError, match="given up at 100 MB of memory"), limits(60, 100):
        _fill(heap)
    heap.clear()
