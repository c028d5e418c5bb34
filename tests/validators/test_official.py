"""--xsd: the standards' own schemas, from a folder of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

import newscopy
from newscopy.checking import judge
from newscopy.cli import run
from newscopy.errors import ReadError
from newscopy.model import Paragraph, SourceInfo, Story
from shared_data import shared

STORY = Story(
    id="tag:news.example,2026:quay",
    language="en",
    headline="Quay reopens",
    body=(Paragraph(text="The quay is open."),),
    source=SourceInfo(name="q.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
)
FORMS = [
    ("newsml", {}),
    ("newsml-message", {}),
    ("nitf", {}),
    ("nitf", {"namespace": False}),
    ("ninjs", {}),
    ("ninjs", {"version": "2.3"}),
    ("ninjs", {"dialect": "superdesk"}),
]


@pytest.mark.parametrize(("name", "options"), FORMS, ids=str)
def test_what_we_write_is_valid_under_the_schemas_too(name: str, options: dict[str, object]) -> None:
    verdict = judge(newscopy.write(STORY, name, **options), shared("standards"))

    assert verdict.valid, verdict.findings


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        # What our rules do not look into, and the schemas do.
        ("newsml", "<generator ", "<generator colour='x' ", "generator', attribute 'colour'"),
        ("newsml", "management-status=", "status=", "docdata', attribute 'status'"),
        ("nitf", "<hl1>", '<hl1 colour="x">', "hl1', attribute 'colour'"),
        ("ninjs", '"charCount": 17', '"charCount": true', "/bodies/0/charCount: True is not of type 'integer'"),
    ],
)
def test_what_the_schemas_say_is_told_with_its_line(name: str, old: str, new: str, words: str) -> None:
    data = newscopy.write(STORY, name).decode()
    assert old in data

    found = [
        one
        for one in judge(data.replace(old, new).encode(), shared("standards")).findings
        if "own schema" in one.message
    ]

    assert len(found) == 1
    assert words in found[0].message
    assert found[0].line is not None


def test_a_folder_without_the_schema_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = newscopy.write(STORY, "newsml")
    with pytest.raises(ReadError, match=r"holds no NewsML-G2\*All-Power\*\.xsd: get the schema from iptc.org"):
        judge(data, tmp_path)

    (tmp_path / "a.newsml.xml").write_bytes(data)
    assert run(["validate", "--xsd", str(tmp_path), str(tmp_path / "a.newsml.xml")]) == ReadError.exit_code
    assert "get the schema from iptc.org" in capsys.readouterr().out


def test_a_schema_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "NewsML-G2_2.35-spec-All-Power.xsd").write_text("<html>404</html>")

    with pytest.raises(ReadError, match="is no schema that can be used"):
        judge(newscopy.write(STORY, "newsml"), tmp_path)
