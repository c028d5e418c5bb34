"""A PDF of ours gives its Story back, and says plainly when it cannot."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

import newscopy
from cli.conftest import small_story
from newscopy.cli import run
from newscopy.errors import SchemaError
from writers.printing.stories import full_story


@pytest.fixture(scope="module")
def made() -> bytes:
    return newscopy.write(full_story(), "pdf")


def _changed(data: bytes, change: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)  # type: ignore[operator]
        pdf.save(out, static_id=False)
    return out.getvalue()


def test_the_json_comes_back_byte_for_byte(made: bytes) -> None:
    again = newscopy.read(made, "pdf")
    assert newscopy.write(again, "json") == newscopy.write(full_story(), "json")


def test_the_command_line_tells_it_from_the_suffix(
    made: bytes, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "story.pdf").write_bytes(made)
    assert run(["convert", str(tmp_path / "story.pdf"), "-t", "json"]) == 0
    assert capsysbinary.readouterr().out == newscopy.write(full_story(), "json")


def test_a_changed_file_gives_its_story_with_a_notice(made: bytes) -> None:
    changed = _changed(made, lambda pdf: pdf.pages.append(pdf.pages[0]))
    again = newscopy.read(changed, "pdf")
    assert [notice.code for notice in again.notices] == ["edited"]
    assert again.model_copy(update={"notices": ()}) == full_story()


@pytest.mark.parametrize("kind", ["ua", "plain"])
def test_a_pdf_without_a_story_says_so(kind: str) -> None:
    with pytest.raises(SchemaError, match=r"a\.pdf: the PDF carries no Story"):
        newscopy.read(newscopy.write(small_story(), "pdf", pdf=kind), "pdf", name="a.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no pdf at all", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SchemaError, match=r"^a\.pdf: the PDF is damaged: ") as caught:
        newscopy.read(data, "pdf", name="a.pdf")
    assert "\n" not in str(caught.value)
    assert "stream <" not in str(caught.value)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_file_is_refused_or_gives_the_whole_story(made: bytes, part: float) -> None:
    try:
        again = newscopy.read(made[: int(len(made) * part)], "pdf", name="a.pdf")
    except SchemaError as error:
        assert "\n" not in str(error)
    else:
        assert again.model_copy(update={"notices": ()}) == full_story()


def test_a_locked_file_is_refused(made: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(SchemaError, match="locked"):
        newscopy.read(out.getvalue(), "pdf")


def _filled(content: bytes, **keys: object) -> bytes:
    """A small PDF of ours whose attachment has other content."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.attachments["story.json"].obj.EF.F
        stream.write(content, filter=keys.get("filter"))

    return _changed(newscopy.write(small_story(), "pdf"), change)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zlib.compress(b" " * (101 * 2**20), 9)
    with pytest.raises(SchemaError, match="unpacks to more than 100 MB"):
        newscopy.read(_filled(bomb, filter=pikepdf.Name.FlateDecode), "pdf")


@pytest.mark.parametrize("content", [b"{}", b"not json", b'{"headline": 3}'])
def test_a_story_that_breaks_the_schema_is_refused_by_place(content: bytes) -> None:
    with pytest.raises(SchemaError, match=r"a\.pdf, story\.json: at /"):
        newscopy.read(_filled(content), "pdf", name="a.pdf")
