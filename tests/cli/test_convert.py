"""`newscopy convert`: where data goes, what is told, and with which exit code it ends."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscopy import formats
from newscopy.cli import run
from newscopy.model import Story
from newscopy.structure import doubt

Make = Callable[..., Path]


def test_one_input_and_one_format_go_to_standard_output(
    story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = story_file()
    assert run(["convert", "-f", "json", str(path)]) == 0
    out, err = capfdbinary.readouterr()
    assert out == path.read_bytes()
    assert err == b""


def test_standard_input_is_read(
    story_file: Make, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = story_file()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(path.read_bytes())))
    assert run(["convert", "-f", "json", "-t", "json", "-"]) == 0
    assert capfdbinary.readouterr().out == path.read_bytes()


def test_several_formats_go_into_a_folder(story_file: Make, tmp_path: Path) -> None:
    out = tmp_path / "new/out"
    assert run(["convert", "-f", "json", str(story_file()), "-t", "json,docx", "-o", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["rain.docx", "rain.json"]
    Story.model_validate_json((out / "rain.json").read_bytes())


def test_a_file_name_chooses_the_format(story_file: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_WRITERS", {name: formats._WRITERS[name] for name in ("json", "docx")})
    formats._points.cache_clear()
    target = tmp_path / "page.docx"
    assert run(["convert", "-f", "json", str(story_file()), "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"PK")
    monkeypatch.undo()
    formats._points.cache_clear()


def test_several_stories_on_one_stream_are_lines_of_json(
    story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    paths = [str(story_file(f"in/{name}.json")) for name in "cab"]
    assert run(["convert", "-f", "json", "-t", "json", "-o", "-", *paths]) == 0
    out, err = capfdbinary.readouterr()
    assert [json.loads(line)["headline"] for line in out.splitlines()] == ["Rain at last"] * 3
    assert err == b"newscopy: 3 converted, 0 failed\n"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_folder_keeps_its_shape_and_a_bad_file_does_not_stop_the_rest(
    story_file: Make, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], workers: str
) -> None:
    story_file("in/1987/a.json")
    story_file("in/1987/bad.json", broken=True)
    story_file("in/1988/a.json")
    story_file("in/.hidden.json")
    arguments = ["convert", "-f", "json", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "-j", workers]
    assert run(arguments) == 3
    found = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.json"))
    assert found == ["1987/a.json", "1988/a.json"]
    first, last = capfdbinary.readouterr().err.decode().splitlines()
    assert first.startswith(f"newscopy: {tmp_path}/in/1987/bad.json: at /id: Field required")
    assert last == "newscopy: 2 converted, 1 failed (1 breaks the schema), 1 hidden, junk or excluded file ignored"


def test_doubtful_stories_are_named_at_the_end(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(
            f"Rain at last {name}\n\nIt rained in Ellan on Friday, and nobody minded.\n"
        )
    monkeypatch.setattr(doubt, "DOUBTFUL", 1.01)
    assert run(["convert", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(tmp_path / "out")]) == 0
    told = capfdbinary.readouterr().err.decode().splitlines()
    assert told[0] == (
        f"newscopy: 2 doubtful, look at them with newscopy explain: {tmp_path / 'a.txt'}, {tmp_path / 'b.txt'}"
    )
    assert told[1] == "newscopy: 2 converted, 0 failed"


def test_lines_come_in_the_order_of_the_inputs_from_several_processes(
    story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    paths = []
    for number in range(20):
        path = story_file(f"in/{number}.json")
        path.write_bytes(path.read_bytes().replace(b"urn:x:rain", b"urn:x:%d" % number))
        paths.append(str(path))
    assert run(["convert", "-f", "json", "-t", "json", "-o", "-", "-j", "2", *paths]) == 0
    ids = [json.loads(line)["id"] for line in capfdbinary.readouterr().out.splitlines()]
    assert ids == [f"urn:x:{number}" for number in range(20)]


def test_if_all_of_several_fail_the_code_is_still_three(story_file: Make, tmp_path: Path) -> None:
    paths = [str(story_file("in/a.json", broken=True)), str(tmp_path / "nowhere.json")]
    assert run(["convert", "-f", "json", *paths, "-o", str(tmp_path / "out")]) == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [("nowhere.json", 30, "nowhere.json: No such file"), ("bad.json", 33, "bad.json: at /id: Field required")],
)
def test_a_single_input_ends_with_the_code_of_its_cause(
    story_file: Make, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], name: str, code: int, words: str
) -> None:
    story_file("bad.json", broken=True)
    assert run(["convert", "-f", "json", str(tmp_path / name)]) == code
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert words in err.decode()
    assert err.count(b"\n") == 1


def test_strict_refuses_a_story_with_a_notice(story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = str(story_file(doubtful=True))
    assert run(["convert", "-f", "json", path]) == 0
    assert b"the headline may be a section name" in capfdbinary.readouterr().err
    assert run(["convert", "-f", "json", path, "--strict"]) == 34
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode().endswith("the headline may be a section name; refused because of --strict\n")


def test_an_option_goes_to_the_format_that_knows_it(
    story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["convert", "-f", "json", str(story_file()), "-O", "json.indent=0"]) == 0
    assert capfdbinary.readouterr().out.count(b"\n") == 1


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("papper=a4", "no chosen format has the option 'papper': json knows language, id_domain, indent; docx knows"),
        ("pdf.paper=a4", "no chosen format has the option 'pdf.paper'"),
        ("paper=a9", "docx: option paper: Input should be 'a4' or 'letter' (got 'a9')"),
    ],
)
def test_an_unknown_option_or_value_is_refused_before_anything_is_written(
    story_file: Make, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], option: str, words: str
) -> None:
    arguments = [
        "convert",
        "-f",
        "json",
        str(story_file()),
        "-t",
        "json,docx",
        "-o",
        str(tmp_path / "out"),
        "-O",
        option,
    ]
    assert run(arguments) == 21
    assert words in capfdbinary.readouterr().err.decode()
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_refused_with_the_known_ones(
    story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["convert", "-f", "json", str(story_file()), "-t", "doc"]) == 20
    assert "no writer for format 'doc'; there are: json, newsml" in capfdbinary.readouterr().err.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["-t", "json,docx"],
        ["-O", "paper"],
        ["-O", "=a4"],
        ["-j", "-1"],
        ["--nonsense"],
    ],
)
def test_wrong_use_ends_with_two(story_file: Make, arguments: list[str]) -> None:
    assert run(["convert", "-f", "json", str(story_file()), *arguments]) == 2


def test_several_inputs_need_a_place(story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    paths = [str(story_file("in/a.json")), str(story_file("in/b.json"))]
    assert run(["convert", "-f", "json", *paths]) == 2
    assert b"-o DIR" in capfdbinary.readouterr().err
    assert run(["convert", "-f", "json", *paths, "-t", "docx", "-o", "-"]) == 2
    assert b"cannot share one stream as docx" in capfdbinary.readouterr().err


def test_an_empty_folder_is_told_apart(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / ".DS_Store").touch()
    assert run(["convert", str(tmp_path), "-o", str(tmp_path / "out")]) == 5
    assert b"no file to convert (1 hidden, junk or excluded ones ignored)" in capfdbinary.readouterr().err


def test_two_inputs_of_one_name_are_refused_before_anything_is_written(
    story_file: Make, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    paths = [str(story_file("a/rain.json")), str(story_file("b/RAIN.json"))]
    assert run(["convert", "-f", "json", *paths, "-o", str(tmp_path / "out")]) == 44
    message = capfdbinary.readouterr().err.decode()
    assert paths[0] in message
    assert paths[1] in message
    assert not (tmp_path / "out").exists()


def test_an_input_is_never_overwritten(story_file: Make, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = story_file()
    before = path.read_bytes()
    assert run(["convert", "-f", "json", str(path), "-t", "json", "-o", str(path.parent)]) == 44
    assert path.read_bytes() == before
    assert b"an input has this name" in capfdbinary.readouterr().err


@pytest.mark.parametrize("taken", ["out/rain.json", "out.json"])
def test_an_output_name_taken_by_a_folder_is_refused(
    story_file: Make, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], taken: str
) -> None:
    (tmp_path / taken).mkdir(parents=True)
    target = tmp_path / taken.partition("/")[0]
    assert run(["convert", "-f", "json", str(story_file()), "-t", "json", "-o", str(target)]) == 44
    assert b"it is a folder" in capfdbinary.readouterr().err


def test_outputs_inside_the_input_folder_are_not_read_again(story_file: Make, tmp_path: Path) -> None:
    story_file("in/a.json")
    arguments = ["convert", "-f", "json", str(tmp_path / "in"), "-o", str(tmp_path / "in/out")]
    assert run(arguments) == 0
    assert run(arguments) == 0
    assert [path.name for path in (tmp_path / "in/out").rglob("*")] == ["a.json"]


def test_an_export_that_fails_leaves_the_others_their_place(
    story_file: Make, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "out"
    arguments = [
        "convert",
        "-f",
        "json",
        str(story_file()),
        "-t",
        "docx,json",
        "-o",
        str(out),
        "-O",
        "template=nowhere",
    ]
    assert run(arguments) == 42
    assert [path.name for path in out.iterdir()] == ["rain.json"]
    assert b"rain.json: docx: nowhere: no such folder" in capfdbinary.readouterr().err
