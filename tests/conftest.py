"""What tests of several folders need.

How many stories Hypothesis makes up: few each time, and a thousand with `--hypothesis-profile thorough`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator

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
