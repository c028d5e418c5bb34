"""Imports point one way, and a start that needs little loads little."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import newscopy

ROOT = Path(newscopy.__file__).parent
# A layer may import from itself and from those before it. "structure" is in two parts of one layer.
LAYERS = (
    ("errors",),
    ("model",),
    ("assets",),
    ("structure",),
    ("formats", "fonts", "g2", "ninjs_keys", "docx_story", "qpdf", "safe_xml", "safe_zip", "evidence"),
    ("topics", "profiles"),
    ("readers", "writers", "validators"),
    ("convert",),
    ("doctor", "explain", "loss", "checking", "corrections"),
    ("archive",),
    ("house_styles", "binding", "review"),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
NEVER_SEE_EACH_OTHER = ({"readers"}, {"writers"}, {"validators"})


def imports_of(path: Path) -> set[str]:
    """Names of the newscopy parts that a module imports, wherever the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            modules = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {module.split(".")[1] for module in modules if module.startswith("newscopy.")}
    return found


def modules() -> list[Path]:
    return sorted(
        path for path in ROOT.rglob("*.py") if path.parent != ROOT or path.stem not in ("__init__", "__main__")
    )


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    assert part in RANK, f"{part} has no place in the layers"
    for other in imports_of(path) - {part, "__version__"}:
        assert other in RANK, f"{path.name} imports newscopy.{other}, which has no place in the layers"
        assert RANK[other] <= RANK[part], f"{part} must not import {other}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_readers_writers_and_validators_never_see_each_other(path: Path) -> None:
    for own in NEVER_SEE_EACH_OTHER:
        if part_of(path) in own:
            others = set.union(*NEVER_SEE_EACH_OTHER) - own
            assert not imports_of(path) & others


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("pydantic", "lxml", "numpy", "docx", "weasyprint", "rich", "py3langid", "jinja2")
    code = f"import sys, newscopy; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_are_exactly_these() -> None:
    assert sorted(newscopy.__all__) == ["NewscopyError", "Story", "__version__", "convert", "read", "write"]
    assert all(hasattr(newscopy, name) for name in newscopy.__all__)
