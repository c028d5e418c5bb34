"""doctor: each finding names its cure."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from newscopy import doctor
from newscopy.errors import MissingDependencyError
from newscopy.fonts import SCRIPTS, FontLibrary, Script

# U+10FFFD is for private use: no font of a distribution has it.
_NOBODYS = Script("Nobody's", "\U0010fffd", "fonts-nobody")


def _unopened(name: str, *_: Any, **__: Any) -> None:
    raise OSError(f"{name}: cannot open shared object file")


def test_a_script_without_a_font_names_the_package() -> None:
    (check,) = doctor.font_checks([_NOBODYS])
    assert (check.name, check.ok) == ("fonts: Nobody's", False)
    assert check.cure == "apt-get install -y --no-install-recommends fonts-nobody"


def test_only_the_script_without_a_font_is_missing() -> None:
    found = {check.name: check.ok for check in doctor.font_checks([*SCRIPTS, _NOBODYS])}
    assert found["fonts: Latin"]
    assert not found["fonts: Nobody's"]


def test_the_letters_of_a_font_on_this_machine_are_found() -> None:
    library = FontLibrary()
    assert library.has("Aa")
    assert not library.has("A\U0010fffd")


def test_every_check_that_fails_has_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", _unopened)
    monkeypatch.setattr(doctor, "find_spec", lambda _name: None)
    monkeypatch.setattr(doctor.shutil, "which", lambda _name: None)
    checks = doctor.examine()
    assert not any(check.ok for check in checks)
    assert all(check.cure for check in checks)
    cures = {check.name: check.cure for check in checks}
    assert cures["libharfbuzz-subset.so.0"] == "apt-get install -y --no-install-recommends libharfbuzz-subset0"
    assert cures["libpangoft2-1.0.so.0"] == "apt-get install -y --no-install-recommends libpangoft2-1.0-0"


def test_without_fontconfig_the_fonts_are_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", _unopened)
    (check,) = doctor.font_checks(SCRIPTS)
    assert not check.ok
    with pytest.raises(MissingDependencyError, match="libfontconfig1"):
        FontLibrary()


def test_each_script_is_looked_for_once() -> None:
    names = [check.name for check in doctor.examine()]
    assert len(names) == len(set(names))
    assert {f"fonts: {script.name}" for script in SCRIPTS} <= set(names)
