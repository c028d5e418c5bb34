"""What tests of several folders need."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture
def no_collector_callbacks() -> Iterator[None]:
    """Hypothesis times the garbage collector; a stop that falls into its callback is reported as an error."""
    kept = gc.callbacks[:]
    gc.callbacks.clear()
    yield
    gc.callbacks.extend(kept)
