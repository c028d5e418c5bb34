"""Which files of a folder count, by what is asked for and what the folder says itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscopy.archive.folders import Rules, Tally, walk
from newscopy.archive.inputs import gather
from newscopy.cli import run

FILES = ("a.txt", "b.html", "1987/c.txt", "1987/notes/d.txt", "1988/e.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Rain\n\nIt rained in Ellan.", "utf-8")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("rules", "taken"),
    [
        (Rules(), FILES),
        (Rules(include=("*.txt",)), ("a.txt", "1987/c.txt", "1987/notes/d.txt", "1988/e.txt")),
        (Rules(exclude=("1987/",)), ("a.txt", "b.html", "1988/e.txt")),
        (Rules(include=("198?/**",), exclude=("notes/",)), ("1987/c.txt", "1988/e.txt")),
        (Rules(exclude=("*.txt", "!a.txt")), ("a.txt", "b.html")),
    ],
)
def test_patterns_say_which_files_count(folder: Path, rules: Rules, taken: tuple[str, ...]) -> None:
    tally = Tally()
    found = {path.relative_to(folder).as_posix() for path in walk(folder, None, tally, rules)}
    assert found == set(taken)
    assert tally.ignored == len(FILES) - len(taken)


def test_a_folder_says_itself_what_is_to_be_left_out(folder: Path) -> None:
    (folder / ".newscopyignore").write_text("# drafts\nnotes/\n*.html\n", "utf-8")
    found = gather([str(folder)], rules=Rules(exclude=("1988",)))
    assert [str(item.place) for item in found.inputs] == ["1987/c", "a"]
    assert found.ignored == 4  # and the file itself, which is hidden


def test_convert_counts_what_it_leaves_out(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["convert", str(folder), "-o", str(tmp_path / "out"), "--include", "*.txt", "--exclude", "notes/"]
    assert run(arguments) == 0
    assert (
        capfd.readouterr().err.splitlines()[-1].startswith("newscopy: 3 converted, 0 failed, 2 hidden, junk or exclu")
    )
    assert run([*arguments[:3], str(tmp_path / "run"), *arguments[4:], "--layout", "files"]) == 0
    assert "3 stories = 3 converted" in capfd.readouterr().err
