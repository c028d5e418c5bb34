"""Finds schemas/ and templates/: inside the installed package, or in the checkout it runs from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from newscopy.errors import InternalError

_PACKAGE = Path(__file__).parent
# An editable install or a bare PYTHONPATH has the folders beside src/, not in the package.
_CHECKOUT = _PACKAGE.parents[1]


def asset(name: str) -> Path:
    """The path of a packaged file or folder, such as "schemas/story.schema.json".

    Raises InternalError if the installation lacks it.
    """
    for root in (_PACKAGE, _CHECKOUT):
        path = root / name
        if path.exists():
            return path
    raise InternalError(f"the installation lacks {name}: reinstall newscopy")


@cache
def asset_bytes(name: str) -> bytes:
    """The content of a packaged file, read once per process.

    Raises InternalError if the installation lacks it.
    """
    return asset(name).read_bytes()
