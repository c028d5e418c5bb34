"""A PDF of ours gives its Story back, and says plainly when it cannot."""

from __future__ import annotations

import io
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest

import newscopy
from cli.conftest import small_story
from newscopy.cli import run
from newscopy.errors import MissingDependencyError, SchemaError, StructureError
from newscopy.model import Paragraph
from sample_exports import SAMPLES
from structure.test_fields import NEXIS
from writers.printing.stories import full_story

# Those in scripts of which PDFium tells the letters as they were written.
PRINTED = (
    "agency-desk", "browser-dump", "database-export", "german", "related-list-and-consent", "spanish", "two-stories",
    "windows-1252",
)  # fmt: skip


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
def test_a_pdf_without_a_story_is_read_by_its_words(kind: str) -> None:
    story = newscopy.read(newscopy.write(small_story(), "pdf", pdf=kind), "pdf", name="a.pdf")
    assert (story.headline, story.paragraphs) == (small_story().headline, small_story().paragraphs)
    assert story.source.media_type == "application/pdf"


def test_without_pypdfium_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingDependencyError, match=r"a\.pdf: .*newscopy\[pdftext\]"):
        newscopy.read(newscopy.write(small_story(), "pdf", pdf="plain"), "pdf", name="a.pdf")


@pytest.mark.parametrize("style", ["article", "clipping", "tearsheet", "large-print"])
def test_printed_stories_are_found_again(style: str) -> None:
    """In a column or three, with room between paragraphs or indents; the paragraphs of eight samples are counted."""
    found = right = of = 0
    for name in PRINTED:
        story = newscopy.read((SAMPLES / name / "expected.json").read_bytes(), "json")
        again = newscopy.read(newscopy.write(story, "pdf", pdf="plain", style=style), "pdf")
        assert [byline.name for byline in again.bylines] == [byline.name for byline in story.bylines]
        printed = {"".join(text.split()) for text in story.paragraphs}
        right += sum("".join(text.split()) in printed for text in again.paragraphs)
        found, of = found + len(again.paragraphs), of + len(story.paragraphs)
    assert right >= 0.92 * of
    assert right >= 0.92 * found


def test_the_words_are_verified(tmp_path: Path) -> None:
    story = newscopy.read((SAMPLES / "german" / "expected.json").read_bytes(), "json")
    path = tmp_path / "a.pdf"
    path.write_bytes(newscopy.write(story, "pdf", pdf="plain", style="tearsheet"))
    assert run(["convert", str(path), "-t", "json", "-o", str(tmp_path)]) == 0
    assert run(["verify", str(tmp_path / "a.json"), "--source", str(path)]) == 0
    assert run(["explain", str(path)]) == 0


def test_what_stands_on_every_page_parts_no_sentence() -> None:
    told = [
        " ".join(f"In the year {year} the {thing} of the town held for another winter." for year in range(1900, 1950))
        for thing in ("wall", "bridge", "old ferry landing")
    ]
    story = small_story().model_copy(update={"body": tuple(Paragraph(text=text) for text in told)})
    made = newscopy.write(story, "pdf", pdf="plain", paper="a5")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) > 2
    again = newscopy.read(made, "pdf")
    assert (again.headline, again.paragraphs) == (story.headline, tuple(told))


def test_an_export_of_documents_gives_a_story_each(tmp_path: Path) -> None:
    import weasyprint

    lines = (NEXIS + NEXIS.replace("1 of 2", "2 of 2").replace("Ferry operators warn", "Islanders warn")).split("\n")
    page = "".join(f"<p>{line}</p>" for line in lines if line)
    path = tmp_path / "export.pdf"
    path.write_bytes(weasyprint.HTML(string=page).write_pdf())
    assert run(["convert", str(path), "-t", "json", "-o", str(tmp_path)]) == 0
    for name, headline in (("export.json", "Ferry operators"), ("export.story-2.json", "Islanders")):
        story = newscopy.read((tmp_path / name).read_bytes(), "json")
        assert story.id.endswith("-2" if "2" in name else "-1")
        assert story.headline.startswith(headline)
        assert [byline.name for byline in story.bylines] == ["Dana Whitcomb"]
        assert run(["verify", str(tmp_path / name), "--source", str(path)]) == 0


def test_pages_that_are_pictures_have_no_words() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(StructureError, match=r"a\.pdf: the PDF has no words"):
        newscopy.read(out.getvalue(), "pdf", name="a.pdf")


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
