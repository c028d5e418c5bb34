from __future__ import annotations

from pathlib import Path

import pytest

from made_sites import pages_of
from newscopy.cli import run
from newscopy.readers.page.saved import shown_text


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for number, page in enumerate(pages_of("wire", 5)):
        path = tmp_path / "pages" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown_text(page.html, "wire").text, "utf-8")
    return tmp_path / "pages"


def test_a_profile_is_learned_shown_and_used(pages: Path, capfd: pytest.CaptureFixture[str]) -> None:
    place = pages.parent / "site.profile"
    assert run(["learn", str(pages), "-o", str(place)]) == 0
    assert f"{place}: pages: " in capfd.readouterr().err

    assert run(["explain", "--profile", str(place)]) == 0
    assert "pages\ton 5 of 5 pages, below the copy\tend of copy\n" in capfd.readouterr().out

    assert run(["explain", str(pages / "0.txt"), "-O", f"profile={place}"]) == 0
    rows = [line.split("\t") for line in capfd.readouterr().out.splitlines()]
    assert [row[3].endswith(", on 5 of 5 pages of this site") for row in rows if row[4] == "End of copy"] == [True]
    assert not any("of this site" in row[3] for row in rows if row[1] == "headline")


def test_explain_wants_a_file_or_a_profile(pages: Path) -> None:
    assert run(["explain"]) == 2
    assert run(["explain", str(pages / "0.txt"), "--profile", "site.profile"]) == 2


def test_a_run_learns_by_itself(pages: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = pages.parent / "out"
    assert run(["convert", str(pages), "-o", str(out), "--learn", "folder"]) == 0
    assert (out / ".newscopy" / "site.profile").exists()
    assert len(list(out.glob("*.json"))) == 5
    assert run(["convert", str(pages / "0.txt"), "-o", str(pages.parent / "one"), "--learn", "none"]) == 0
    assert "nothing was learned" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["convert", "explain"])
def test_what_is_no_profile_ends_with_21(command: str, pages: Path, capfd: pytest.CaptureFixture[str]) -> None:
    place = pages.parent / "site.profile"
    place.write_text('{"newscopy": "profile", "version": 7, "sites": []}')
    assert run([command, str(pages / "0.txt"), "-O", f"profile={place}"]) == 21
    assert "version 7" in capfd.readouterr().err
