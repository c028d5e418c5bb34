"""What tests of several folders need.

How many stories Hypothesis makes up: few each time, and a thousand with `--hypothesis-profile thorough`.
"""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long a story takes to make up says something of the machine and nothing of newscopy.
_COMMON = settings(deadline=None, suppress_health_check=(HealthCheck.too_slow,))
settings.register_profile("brief", _COMMON)
settings.register_profile("thorough", _COMMON, max_examples=1_000)
settings.load_profile("brief")


@pytest.fixture
def no_collector_callbacks() -> Iterator[None]:
    """Hypothesis times the garbage collector; a stop that falls into its callback is reported as an error."""
    kept = gc.callbacks[:]
    gc.callbacks.clear()
    yield
    gc.callbacks.extend(kept)


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """A report that cannot be sent ends the worker with the test's name untold: half a surrogate pair is enough."""
    report = yield
    return _sendable(report)


def _sendable(told: Any) -> Any:
    if isinstance(told, dict):
        return {_sendable(name): _sendable(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return type(told)(map(_sendable, told))
    if isinstance(told, str):
        return told.encode("utf-8", "backslashreplace").decode("utf-8")
    return told if told is None or isinstance(told, bool | int | float | bytes) else repr(told)
