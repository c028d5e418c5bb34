"""Finds the standards' own schemas and the measured pages, which lie beside the checkout and not in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[2] / "shared"


def shared(name: str) -> Path:
    """The path of a shared file such as "standards/newsml-g2/xml.xsd"; skips the test if it is not there."""
    root = Path(os.environ.get("NEWSCOPY_TEST_DATA") or _BESIDE)
    path = root / name
    if not path.exists():
        pytest.skip(f"{name} is not there: put the shared folder beside the checkout or set NEWSCOPY_TEST_DATA")
    return path
