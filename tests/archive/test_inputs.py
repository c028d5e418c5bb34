"""What the arguments of a run name."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscopy.archive.inputs import gather
from newscopy.errors import ReadError


def test_a_folder_gives_its_files_sorted_and_counts_the_junk(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.git/config", "a/b.txt~", "Thumbs.db", ".hidden", "__MACOSX/a.txt", "a/y.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = gather([str(tmp_path)])
    assert [str(item.place) for item in found.inputs] == ["a/y", "a/z", "b"]
    assert found.ignored == 3
    assert found.several


def test_a_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    found = gather([str(tmp_path / ".hidden.txt")])
    assert [str(item.place) for item in found.inputs] == [".hidden"]
    assert not found.several


def test_a_path_that_is_not_there_fails_when_it_is_read(tmp_path: Path) -> None:
    (item,) = gather([str(tmp_path / "nowhere.txt")]).inputs
    with pytest.raises(ReadError, match=r"nowhere\.txt: No such file or directory"):
        item.load()


def test_standard_input_is_an_input_like_others() -> None:
    (item,) = gather(["-"], b"Rain.").inputs
    assert (item.load(), item.name, item.file_name, str(item.place)) == (b"Rain.", "standard input", "stdin", "stdin")


def test_a_link_back_to_its_folder_is_no_endless_way(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [str(item.place) for item in gather([str(tmp_path)]).inputs] == ["a"]
