from __future__ import annotations

import subprocess
import sys

import pytest

ORDERS = {
    "asked for first": "import newscopy",
    "after read": "import newscopy; newscopy.read",
    "after a module that uses it": "import newscopy.archive.inputs; import newscopy",
    "after its module": "from newscopy.convert import load; import newscopy",
}


@pytest.mark.parametrize("before", ORDERS.values(), ids=ORDERS)
def test_convert_is_the_function_whatever_was_imported_before(before: str) -> None:
    program = f"{before}; print(type(newscopy.convert).__name__, newscopy.convert.__name__)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.stdout == "function convert\n", done.stderr


def test_a_name_that_is_not_public_is_refused() -> None:
    import newscopy

    with pytest.raises(AttributeError, match="no attribute 'konvert'"):
        newscopy.konvert  # noqa: B018 - asking is what is tested
