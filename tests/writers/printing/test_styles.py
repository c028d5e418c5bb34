"""House styles: found, merged with the package's own, and refused where they reach out."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscopy import house_styles
from newscopy.errors import OptionError, TemplateError
from newscopy.writers.printing.styles import load_style, style_names


def test_the_default_style_is_there() -> None:
    assert "article" in style_names()


def test_an_unknown_style_is_refused_with_the_known_ones() -> None:
    with pytest.raises(OptionError, match=r"no house style 'gazette'; there are: .*article"):
        load_style("gazette")


def test_a_style_written_out_to_edit_is_the_same(tmp_path: Path) -> None:
    house_styles.write_out("pdf/article", tmp_path)
    assert {(file.name, file.content) for file in load_style(folder=tmp_path).files} == {
        (file.name, file.content) for file in load_style().files
    }


def test_files_a_folder_lacks_come_from_the_package(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("h1 { color: red }")
    style = load_style(folder=tmp_path)
    assert style.text("page.css") == "h1 { color: red }"
    assert style.text("base.css") == load_style().text("base.css")


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.write_text("x"), lambda path: None])
def test_what_is_no_style_is_refused_by_name(tmp_path: Path, make: object) -> None:
    folder = tmp_path / "mine"
    make(folder)  # type: ignore[operator]
    with pytest.raises(TemplateError, match="mine"):
        load_style(folder=folder)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "page.html").write_text('{% include "logo.txt" %}')
    (folder / "logo.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(TemplateError, match=r"logo\.txt: leads out of the folder"):
        load_style(folder=folder)
