from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscopy.cli import run
from newscopy.errors import OptionError, ReadError, SchemaError
from topics.test_sections import TEXT
from topics.vocabularies import AS_JSON


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCOPY_CACHE", str(tmp_path / "cache"))


def test_what_is_imported_is_found_and_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mediatopic.json").write_bytes(AS_JSON.replace(b"competition discipline", b"World News"))
    (tmp_path / "story.txt").write_text(TEXT.replace("Sport\n", "World News\n", 1))

    assert run(["topics", "import", str(tmp_path / "mediatopic.json")]) == 0
    assert "4 topics, 1 of them retired, in da, de, en-GB, nb" in capsys.readouterr().err

    assert run(["topics", "find", "soccer"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["medtop:15000000", "medtop:20001065"]
    assert lines[1].split("\t")[3:] == ["medtop:20000822", "subj:15054000"]

    assert run(["convert", str(tmp_path / "story.txt"), "-t", "json,newsml", "-o", str(tmp_path / "out")]) == 0
    categories = json.loads((tmp_path / "out" / "story.json").read_text())["categories"]
    assert categories == [{"name": "World News", "qcode": "medtop:20000822"}]
    assert 'qcode="subj:15000000"' in (tmp_path / "out" / "story.newsml.xml").read_text()


def test_the_commonest_names_need_no_import(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["topics", "find", "Wirtschaft"]) == 0
    assert capsys.readouterr().out.startswith("medtop:04000000\t")


def test_a_name_that_is_no_topic_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["topics", "find", "Vermischtes"]) == OptionError.exit_code
    assert "newscopy topics import FILE" in capsys.readouterr().err


def test_a_file_that_cannot_be_imported_leaves_the_cache_alone(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")

    assert run(["topics", "import", str(tmp_path / "x.json")]) == SchemaError.exit_code
    assert run(["topics", "import", str(tmp_path / "none.json")]) == ReadError.exit_code
    assert not (tmp_path / "cache").exists()
