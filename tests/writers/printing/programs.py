"""Programs that look at a printed file from outside, and what is compared of its text."""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a program says; where it is not installed, the test is skipped and says so."""
    found = shutil.which(program) or shutil.which(program, path=str(Path(sys.executable).parent))
    if found is None:
        pytest.skip(f"{program} is not installed")
    return subprocess.run([found, *arguments], capture_output=True, text=True, timeout=120, check=False)


def letters(text: str) -> str:
    """What is left to compare when forms, joiners and spaces are no matter."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not (c.isspace() or unicodedata.category(c)[0] in "CP"))
