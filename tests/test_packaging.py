"""What the wheel and the source archive hold."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("build", reason="the package 'build' is not installed")
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_wheel_carries_schemas_templates_and_data(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    wanted = {
        "newscopy/py.typed",
        "newscopy/schemas/story.schema.json",
        "newscopy/schemas/newsml-text.rng",
        "newscopy/templates/pdf/base.html",
        "newscopy/templates/pdf/book.html",
        "newscopy/templates/pdf/galley/page.css",
        "newscopy/templates/typst/base.typ",
        "newscopy/templates/review/main.js",
        "newscopy/templates/review/page.css",
        "newscopy/structure/calendar.toml",
        "newscopy/structure/labeller.npz",
        "newscopy/structure/lexicon/en.toml",
    }
    assert wanted <= names
    assert not [name for name in names if name.startswith(("tests/", "samples/", "benchmarks/"))]


def test_source_archive_carries_what_building_and_testing_need(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"pyproject.toml", "LICENSE", "schemas/story.schema.json", "tests/test_packaging.py"} <= names
    assert any(name.startswith("templates/pdf/") for name in names)
    assert any(name.startswith("samples/") for name in names)
