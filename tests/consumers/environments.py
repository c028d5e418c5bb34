"""Environments of their own for programs that take our files, set up from PyPI when a test first asks for them.

They lie in .consumers/ in the checkout. Where one cannot be set up the tests are skipped, and say why; with
NEWSCOPY_CONSUMERS=required they fail instead.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PLACE = HERE.parents[1] / ".consumers"
_SET_UP = 900  # seconds, on a slow line
_RUN = 300


def read_by(consumer: str, arguments: list[str]) -> list[dict[str, Any]]:
    """What the program CONSUMER_reader.py prints in the environment of CONSUMER.txt: one JSON object a line."""
    place, reason = _environment(consumer)
    if reason:
        message = f"{consumer} was not tried on our files, since it could not be installed: {reason}"
        if os.environ.get("NEWSCOPY_CONSUMERS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [place / "bin" / "python", HERE / f"{consumer}_reader.py", *arguments],
        env=environment | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_RUN,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, done.stderr[-2_000:]
    return [json.loads(line) for line in lines]


@cache
def _environment(consumer: str) -> tuple[Path, str | None]:
    """The folder of the environment, and why there is none; what failed once is not tried again in this process."""
    wanted = (HERE / f"{consumer}.txt").read_text("utf-8")
    digest = hashlib.sha256((wanted + sys.version).encode()).hexdigest()[:12]
    place = PLACE / f"{consumer}-{digest}"
    PLACE.mkdir(exist_ok=True)
    # Several processes may run tests: one sets up, the others wait.
    with (PLACE / f"{consumer}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        reason = None if (place / "ready").exists() else _set_up(place, wanted)
        if reason:
            shutil.rmtree(place, ignore_errors=True)
    return place, reason


def _set_up(place: Path, wanted: str) -> str | None:
    """Install what is wanted; None if all went well, else what went wrong in one line.

    Lines below "# without dependencies" are packages whose own lists of dependencies are too strict to be met.
    """
    shutil.rmtree(place, ignore_errors=True)
    rest, _, alone = wanted.partition("# without dependencies\n")
    python = place / "bin" / "python"
    pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1", "--timeout", "20"]
    for command in (
        [sys.executable, "-m", "venv", place],
        [*pip, *_names(rest)],
        [*pip, "--no-deps", *_names(alone)] if alone else None,
    ):
        if command is None:
            continue
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SET_UP)
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            return (errors or done.stderr.splitlines() or ["no message"])[-1].strip()
    (place / "ready").touch()
    return None


def _names(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
