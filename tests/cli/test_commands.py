"""The other commands: explain, validate, verify, formats, schema, template."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import TEXT
from newscopy import explain
from newscopy.cli import run
from newscopy.doctor import Check

Make = Callable[..., Path]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "rain.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_verify_proves_that_nothing_is_lost(
    story_file: Make, source: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["verify", str(story_file()), "--source", str(source)]) == 0
    assert b"nothing lost: all 67 characters" in capfdbinary.readouterr().out


@pytest.mark.parametrize(("old", "new"), [("It rained in Ellan", "It poured in Ellan"), ("Share this", "Share that")])
def test_verify_finds_what_differs(
    story_file: Make, source: Path, capfdbinary: pytest.CaptureFixture[bytes], old: str, new: str
) -> None:
    path = story_file()
    path.write_text(path.read_text().replace(old, new))
    assert run(["verify", str(path), "--source", str(source)]) == 6
    message = capfdbinary.readouterr().err.decode()
    assert old[:8] in message
    assert message.count("\n") == 1


def test_verify_finds_text_that_is_nowhere(story_file: Make, source: Path) -> None:
    path = story_file()
    data = json.loads(path.read_text())
    del data["segments"][1]
    path.write_text(json.dumps(data))
    assert run(["verify", str(path), "--source", str(source)]) == 6


def test_verify_tells_other_bytes_of_the_same_text(
    story_file: Make, source: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source.write_text(TEXT, encoding="utf-16", newline="")
    assert run(["verify", str(story_file()), "--source", str(source)]) == 0
    assert b"its bytes are not those" in capfdbinary.readouterr().out


def test_explain_gives_each_segment_of_a_story(story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", "-f", "json", str(story_file())]) == 0
    assert capfdbinary.readouterr().out.decode().splitlines() == [
        "\theadline\t0.90\tfirst line\tRain at last",
        "\tdiscarded\t0.80\tshare\tShare this",
        "\tparagraph\t0.99\t\tIt rained in Ellan on Friday, for the first time since May.",
        "\tstory\t0.93\theadline and all paragraphs\t",
    ]


def test_explain_tells_each_line_of_a_source(story_file: Make) -> None:
    from cli.conftest import small_story

    assert [(row.line, row.role, row.text) for row in explain.rows(small_story(), TEXT.encode())] == [
        (1, "headline", "Rain at last"),
        (3, "discarded", "Share this"),
        (4, "paragraph", "It rained in Ellan on Friday,"),
        (5, "paragraph", "for the first time since May."),
    ]


def test_schema_prints_the_packaged_schema(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["schema"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["title"] == "newscopy Story"


def test_formats_lists_what_is_read_written_and_checked(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["formats"]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert "  docx       .docx              style paper template reference attach" in lines
    assert "  json       .json              language id_domain" in lines


def test_validate_tells_good_from_bad(
    story_file: Make, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    good = tmp_path / "rain.docx"
    assert run(["convert", "-f", "json", str(story_file()), "-t", "docx", "-o", str(good)]) == 0
    assert run(["validate", str(good)]) == 0
    assert capfdbinary.readouterr().out.decode() == f"{good}: valid docx\n"
    bad = tmp_path / "noise.bin"
    bad.write_bytes(b"\x00\x01noise")
    assert run(["validate", str(good), str(bad)]) == 7
    out, err = capfdbinary.readouterr()
    assert f"{bad}: error: not a file we can check".encode() in out
    assert err == b"newscopy: 1 of 2 not valid\n"
    assert run(["validate", str(tmp_path / "nowhere")]) == 30


def test_template_writes_a_style_that_works(
    story_file: Make, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    style = tmp_path / "mystyle"
    assert run(["template", "docx/article", str(style)]) == 0
    assert f"{style}/styles.xml\n" in capfdbinary.readouterr().out.decode()
    target = tmp_path / "own.docx"
    arguments = ["convert", "-f", "json", str(story_file()), "-t", "docx", "-o", str(target)]
    assert run([*arguments, "-O", f"template={style}"]) == 0
    assert target.read_bytes().startswith(b"PK")


def test_template_overwrites_nothing(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "mine.txt").touch()
    assert run(["template", "docx/article", str(tmp_path)]) == 44
    assert b"not empty" in capfdbinary.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_template_lists_the_styles(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["template"]) == 0
    assert b"docx/article\n" in capfdbinary.readouterr().out
    assert run(["template", "nonsense", str(tmp_path / "x")]) == 21
    assert b"docx/article" in capfdbinary.readouterr().err
    assert run(["template", "docx/article"]) == 2


@pytest.mark.parametrize(("needed", "code"), [(True, 41), (False, 0)])
def test_doctor_says_the_cure_and_fails_for_what_is_needed(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, needed: bool, code: int
) -> None:
    found = [Check("pango", True, "found"), Check("subset", False, "not found", "apt-get install subset", needed)]
    monkeypatch.setattr("newscopy.doctor.examine", lambda: found)
    assert run(["doctor"]) == code
    word = "missing " if needed else "optional"
    assert capfdbinary.readouterr().out.decode().splitlines() == [
        "ok        pango: found",
        f"{word}  subset: not found",
        "          apt-get install subset",
    ]
