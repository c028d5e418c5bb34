"""Rich text: its words take the way of any text, and those of a database's export are a story each."""

from __future__ import annotations

from pathlib import Path

import pytest

import newscopy
from newscopy.cli import run
from newscopy.errors import DecodeError, StructureError
from newscopy.model import Role
from structure.test_fields import NEXIS, left_out

TRAIN = (
    "Zürich keeps its night train",
    "",
    "By Ann Lee",
    "",
    "ZÜRICH, June 4, 2024 – The town council voted on Monday to pay for the night train for three more years.",
    "",
    "The train costs 1.2 million euros a year, says the budget, and half of that comes from tickets.",
)


def rich(*lines: str) -> bytes:
    """An RTF document with a paragraph for each line, and what programs put around them."""
    escaped = ("".join(char if char < "\x80" else f"\\u{ord(char)}?" for char in line) for line in lines)
    body = "\\par\n".join(line.replace("{", "\\{") for line in escaped)
    head = "{\\fonttbl{\\f0 Times;}}{\\info{\\author Someone Else}}{\\header Page 1\\par}{\\pict 0102}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{head}\\pard\\b {body}}}".encode("ascii")


def test_the_story_in_its_words_is_found(tmp_path: Path) -> None:
    path = tmp_path / "train.rtf"
    path.write_bytes(rich(*TRAIN))
    assert run(["convert", str(path), "-t", "json", "-o", str(tmp_path)]) == 0
    story = newscopy.read((tmp_path / "train.json").read_bytes(), "json")
    assert story.headline == "Zürich keeps its night train"
    assert [byline.name for byline in story.bylines] == ["Ann Lee"]
    assert story.published is not None
    assert story.published.value == "2024-06-04"
    assert len(story.paragraphs) == 2
    assert story.source.media_type == "application/rtf"
    assert not any("Someone Else" in (segment.text or "") for segment in story.segments)
    assert run(["verify", str(tmp_path / "train.json"), "--source", str(path)]) == 0
    assert run(["explain", str(path)]) == 0


def test_bytes_of_its_code_page_are_letters() -> None:
    story = newscopy.read(rich(*TRAIN).replace(b"\\u252?", b"\\'fc", 1), "rtf")
    assert story.headline == "Zürich keeps its night train"


def test_an_export_of_documents_gives_a_story_each(tmp_path: Path) -> None:
    second = NEXIS.replace("1 of 2", "2 of 2").replace("Ferry operators warn", "Islanders warn")
    path = tmp_path / "export.rtf"
    path.write_bytes(rich(*(NEXIS + second).split("\n")))
    assert run(["convert", str(path), "-t", "json", "-o", str(tmp_path)]) == 0
    headlines = []
    for name in ("export.json", "export.story-2.json"):
        story = newscopy.read((tmp_path / name).read_bytes(), "json")
        assert story.id.endswith("-2" if "2" in name else "-1")
        headlines.append(story.headline.split(" warn")[0])
        assert [byline.name for byline in story.bylines] == ["Dana Whitcomb"]
        assert "LENGTH: 412 words" in left_out(story)
        assert run(["verify", str(tmp_path / name), "--source", str(path)]) == 0
    assert headlines == ["Ferry operators", "Islanders"]
    first = newscopy.read(path.read_bytes(), "rtf")
    assert [notice.code for notice in first.notices] == ["more-stories"]
    assert all(
        segment.role is not Role.DISCARDED or "Islanders" not in (segment.text or "") for segment in first.segments
    )


@pytest.mark.parametrize("data", [b"", b"Rain at last", b"<html>", b"{\\urtf1 x}"])
def test_what_is_no_rtf_is_refused(data: bytes) -> None:
    with pytest.raises(DecodeError, match="no RTF"):
        newscopy.read(data, "rtf")


@pytest.mark.parametrize(
    "data", [b"{\\rtf1", b"{\\rtf1 " + b"{" * 10_000, b"{\\rtf1 {\\pict 0102}}", b"{\\rtf1 {\\*\\generator Riched;}}"]
)
def test_without_words_there_is_no_story(data: bytes) -> None:
    with pytest.raises(StructureError, match="no words"):
        newscopy.read(data, "rtf")


def test_a_damaged_document_is_told_in_one_line() -> None:
    with pytest.raises(DecodeError, match="damaged"):
        newscopy.read(b"{\\rtf1 \\u99999999? x}", "rtf")


def test_rich_text_that_is_called_a_text_says_what_it_is() -> None:
    with pytest.raises(DecodeError, match="-f rtf"):
        newscopy.read(rich(*TRAIN), "text")
