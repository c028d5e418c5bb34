"""Fonts: those of a folder alone, and a line for what no font can show."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

import newscopy
from newscopy import formats
from newscopy.cli import run
from newscopy.errors import OptionError
from newscopy.fonts import font_library, script_of
from newscopy.model import Paragraph, Story
from writers.printing.stories import TEXTS, in_language, story


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one face of DejaVu, which has no Devanagari and no Chinese."""
    found = subprocess.run(["fc-list", ":family=DejaVu Sans", "file"], capture_output=True, text=True).stdout
    faces = [line.strip(" :\n") for line in found.splitlines() if line.strip(" :").endswith("DejaVuSans.ttf")]
    if not faces:
        pytest.skip("DejaVu Sans is not installed: apt-get install fonts-dejavu-core fontconfig")
    made = tmp_path_factory.mktemp("fonts")
    shutil.copy(faces[0], made)
    return made


def _fonts(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            str(part.FontName).partition("+")[2].split("-")[0]
            for part in pdf.objects
            if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/FontDescriptor"
        }


def _remarks(told: Story, **options: object) -> tuple[str, ...]:
    writer = formats.writer("pdf")
    assert writer.remarks is not None
    return writer.remarks(told, writer.options(**options))


def test_only_the_fonts_of_the_folder_are_used(folder: Path) -> None:
    made = newscopy.write(in_language("ru"), "pdf", fonts=folder)
    assert _fonts(made) == {"DejaVu"}
    assert "DejaVu" not in _fonts(newscopy.write(in_language("ru"), "pdf"))
    assert newscopy.write(in_language("ru"), "pdf", fonts=folder) == made


def test_what_a_folder_lacks_is_told_by_script(folder: Path) -> None:
    (line,) = _remarks(in_language("hi"), fonts=folder)
    assert line.startswith("no font for Devanagari: ऊ (U+090A) ")
    assert line.endswith(f"will print as boxes; {folder} has none")
    assert _remarks(in_language("ru"), fonts=folder) == ()


@pytest.mark.parametrize("tag", sorted(set(TEXTS) - {"uk"}))
def test_the_fonts_that_the_readme_names_show_every_script(tag: str) -> None:
    assert _remarks(in_language(tag)) == ()


def test_what_the_machine_lacks_names_a_package() -> None:
    lacking = font_library().lacks("".join(map(chr, range(0x10000, 0x1F000))))
    if not lacking:
        pytest.skip("this machine has a font for every character")
    (line,) = _remarks(story(Paragraph(text=lacking[0])))
    assert lacking[0] in line
    assert "on Debian or Ubuntu: apt-get install fonts-" in line


@pytest.mark.parametrize(
    ("character", "script"),
    [("ж", "Cyrillic"), ("ß", "Latin"), ("ग", "Devanagari"), ("か", "Japanese"), ("글", "Korean"), ("😀", "Emoji")],
)
def test_scripts_of_characters(character: str, script: str) -> None:
    found = script_of(character)
    assert found is not None
    assert found.name == script


def test_the_command_tells_it_and_prints_all_the_same(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_bytes(newscopy.write(in_language("ja"), "json"))
    arguments = ["convert", str(tmp_path / "a.json"), "-o", str(tmp_path / "a.pdf"), "-O", f"fonts={folder}"]
    assert run(arguments) == 0
    assert "a.json: no font for Japanese: エ" in capfd.readouterr().err
    assert (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("name", ["gone", "empty"])
def test_a_folder_without_fonts_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(OptionError, match=rf"fonts: .*{name}"):
        newscopy.write(story(), "pdf", fonts=tmp_path / name)
