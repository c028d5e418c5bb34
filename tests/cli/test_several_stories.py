"""`newscopy convert` of one input that holds several stories."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import newscopy
from newscopy import formats
from newscopy.checking import judge
from newscopy.cli import run
from newscopy.errors import OutputError, PartialFailure, SchemaError, StructureError
from newscopy.formats import ReadOptions
from newscopy.g2 import NAR
from newscopy.model import Paragraph, SourceInfo, Story


def item(number: int) -> str:
    given = Story(
        id=f"urn:newsml:archive.invalid:20240503:wall-{number}",
        language="en",
        headline=f"Wall, part {number}",
        body=(Paragraph(text="The council voted."),),
        source=SourceInfo(name="wall.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
    )
    return newscopy.write(given, "newsml").decode().partition("\n")[2]


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Three items, the second a picture."""
    picture = item(2).replace("ninat:text", "ninat:picture")
    path = tmp_path / "in" / "wire.xml"
    path.parent.mkdir()
    path.write_text(f'<newsMessage xmlns="{NAR}"><itemSet>\n{item(1)}{picture}{item(3)}</itemSet></newsMessage>')
    return path


def test_each_story_gets_a_file_and_one_that_fails_costs_no_other(
    wire: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["convert", str(wire), "-t", "json,nitf", "-o", str(tmp_path / "out")]) == SchemaError.exit_code

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "wire.json",
        "wire.nitf.xml",
        "wire.story-3.json",
        "wire.story-3.nitf.xml",
    ]
    assert json.loads((tmp_path / "out" / "wire.story-3.json").read_text())["headline"] == "Wall, part 3"
    told = capsys.readouterr().err
    assert re.search(r"/wire\.xml: line \d+: the item is of class ninat:picture, not text", told)


def test_among_several_inputs_the_run_goes_on(wire: Path, tmp_path: Path) -> None:
    (wire.parent / "b.txt").write_text("Rain at last\n\nIt rained in Ellan on Friday, for the first time since May.\n")

    assert run(["convert", str(wire.parent), "-o", str(tmp_path / "out")]) == PartialFailure.exit_code

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["b.json", "wire.json", "wire.story-3.json"]


def test_to_standard_output_each_story_is_a_line(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["convert", str(wire), "-O", "indent=0"]) == SchemaError.exit_code

    lines = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["headline"] for line in lines] == ["Wall, part 1", "Wall, part 3"]


def test_stories_of_several_lines_do_not_share_a_stream(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    wire.write_text(wire.read_text().replace("ninat:picture", "ninat:text"))

    assert run(["convert", str(wire), "-t", "nitf"]) == OutputError.exit_code

    out, err = capfdbinary.readouterr()
    assert out.count(b"<nitf") == 1
    assert b"story 2 is not written" in err
    assert b"give a folder with -o DIR" in err


def test_an_output_that_a_further_story_could_replace_is_refused(wire: Path, tmp_path: Path) -> None:
    (wire.parent / "wire.story-3.xml").write_text(item(7))

    assert run(["convert", str(wire.parent), "-o", str(tmp_path / "out")]) == OutputError.exit_code
    assert not (tmp_path / "out").exists()


def test_many_inputs_become_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.xml").write_text(item(number))
    (folder / "4.xml").write_text("<newsItem>")
    out = tmp_path / "all.newsmessage.xml"

    assert run(["convert", str(folder), "-t", "newsml-message", "-o", str(out), "-O", "sender=Wire"]) == 3

    assert "3 converted, 1 failed" in capsys.readouterr().err
    assert judge(out.read_bytes()).findings == ()
    reader = formats.reader("newsml")
    assert reader.read_many is not None
    read = list(reader.read_many(out.read_bytes(), "all.xml", ReadOptions()))
    assert [story.headline for story in read if isinstance(story, Story)] == [f"Wall, part {n}" for n in (1, 2, 3)]


def test_a_message_of_many_goes_to_standard_output(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (wire.parent / "b.xml").write_text(item(9))

    assert run(["convert", str(wire.parent), "-j", "2", "-t", "newsml-message", "-o", "-"]) == PartialFailure.exit_code

    out = capfdbinary.readouterr().out
    assert out.count(b"<newsItem ") == 3
    assert judge(out).valid


def test_a_message_of_nothing_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xml").write_text("<newsItem>")
    out = tmp_path / "all.newsmessage.xml"

    assert run(["convert", str(tmp_path / "in"), "-t", "newsml-message", "-o", str(out)]) == StructureError.exit_code
    assert list(tmp_path.iterdir()) == [tmp_path / "in"]
