"""typst prints the same content in the same order, archival and accessible, and far faster."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pikepdf
import pytest

import newscopy
from newscopy import formats
from newscopy.errors import MissingDependencyError, OptionError
from newscopy.formats import Book
from newscopy.model import Note, Paragraph, PullQuote
from newscopy.validators import check_pdf
from newscopy.writers.printing import typesetter
from writers.printing.programs import letters, run
from writers.printing.stories import TEXTS, full_story, in_language, story

STYLES = typesetter.styles()


def test_it_has_two_styles() -> None:
    assert STYLES == ("article", "clipping")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("tag", [*sorted(TEXTS), "full"])
def test_checkers_find_nothing(tmp_path: Path, style: str, tag: str) -> None:
    told = full_story() if tag == "full" else in_language(tag)
    made = newscopy.write(told, "pdf", engine="typst", style=style)
    (tmp_path / "a.pdf").write_bytes(made)
    assert check_pdf.check(made) == []
    said = run("outloud", str(tmp_path / "a.pdf")).stdout
    assert said.startswith("PASS"), said


# Not Hindi: pdftotext repeats letters of what typst writes (docs/house-styles.md says so).
@pytest.mark.parametrize("tag", ["en", "de", "ja", "ru", "vi"])
def test_the_text_stands_in_the_same_order_as_weasyprints(tmp_path: Path, tag: str) -> None:
    texts = {}
    for engine in ("weasyprint", "typst"):
        (tmp_path / "a.pdf").write_bytes(newscopy.write(in_language(tag), "pdf", engine=engine))
        texts[engine] = letters(run("pdftotext", "-raw", str(tmp_path / "a.pdf"), "-").stdout)
    assert texts["typst"] == texts["weasyprint"]


@pytest.mark.parametrize("style", STYLES)
def test_all_blocks_are_there_in_order(tmp_path: Path, style: str) -> None:
    (tmp_path / "a.pdf").write_bytes(newscopy.write(full_story(), "pdf", engine="typst", style=style))
    shown = letters(run("pdftotext", "-raw", str(tmp_path / "a.pdf"), "-").stdout)
    at = 0
    for text in (block.text for block in full_story().body if hasattr(block, "text")):
        for word in text.split():
            found = shown.find(letters(word), at)
            assert found >= at, word
            at = found


def test_the_file_claims_archive_and_access_and_gives_its_story_back() -> None:
    made = newscopy.write(full_story(), "pdf", engine="typst")
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_metadata() as metadata:
        assert (metadata.pdfa_status, metadata["pdfuaid:part"]) == ("3A", "1")
        attached = pdf.attachments["story.json"]
        assert attached.get_file().read_bytes() == newscopy.write(full_story(), "json")
        assert str(attached.obj.AFRelationship) == "/Source"
        with pdf.open_outline() as outline:
            assert outline.root[0].title == full_story().headline
    assert newscopy.read(made, "pdf") == full_story()


def test_a_changed_file_gives_its_story_with_a_notice() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(newscopy.write(story(), "pdf", engine="typst"))) as pdf:
        pdf.save(out)
    assert [notice.code for notice in newscopy.read(out.getvalue(), "pdf").notices] == ["edited"]


@pytest.mark.parametrize(("kind", "claim"), [("ua", ("", "1")), ("plain", ("", None))])
def test_other_kinds(kind: str, claim: tuple[str, str | None]) -> None:
    with pikepdf.open(io.BytesIO(newscopy.write(full_story(), "pdf", engine="typst", pdf=kind))) as pdf:
        assert len(pdf.attachments) == 0
        with pdf.open_metadata() as metadata:
            assert (metadata.pdfa_status, metadata.get("pdfuaid:part")) == claim


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792)), ("a5", (420, 595))])
def test_paper_sizes(paper: str, size: tuple[int, int]) -> None:
    with pikepdf.open(io.BytesIO(newscopy.write(story(), "pdf", engine="typst", paper=paper))) as pdf:
        assert tuple(round(float(edge)) for edge in pdf.pages[0].mediabox[2:]) == size


def test_the_same_bytes_each_time_and_another_accent_gives_others() -> None:
    made = newscopy.write(full_story(), "pdf", engine="typst")
    assert newscopy.write(full_story(), "pdf", engine="typst") == made
    assert newscopy.write(full_story(), "pdf", engine="typst", accent="teal") != made


def test_text_that_looks_like_markup_is_text(tmp_path: Path) -> None:
    evil = "#panic() *bold* _x_ $x$ @ref <label> #{sys} \\ // = heading"
    told = story(Paragraph(text=evil), PullQuote(text=evil), Note(text=evil), headline=evil)
    (tmp_path / "a.pdf").write_bytes(newscopy.write(told, "pdf", engine="typst"))
    shown = letters(run("pdftotext", "-raw", str(tmp_path / "a.pdf"), "-").stdout)
    assert shown.count(letters(evil)) == 4


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "ab\u00a0" * 33_000, "\u202e" * 2000 + "x", "😀" * 30_000, "a\tb\r\nc\u2028d"]
)
def test_hostile_text_is_set(text: str) -> None:
    assert newscopy.write(story(Paragraph(text=text)), "pdf", engine="typst").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"style": "galley"}, r"no house style 'galley'; there are: article, clipping"),
        ({"css": "x.css"}, "reads no css"),
        ({"template": "x"}, "reads no template"),
        ({"accent": "nocolour"}, "no such colour: nocolour"),
        ({"fonts": "nowhere"}, "fonts: nowhere: no such folder"),
    ],
)
def test_what_it_cannot_do_is_refused(options: dict[str, str], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        newscopy.write(story(), "pdf", engine="typst", **options)


def test_it_prints_no_books() -> None:
    writer = formats.writer("pdf")
    assert writer.bind is not None
    with pytest.raises(OptionError, match="single stories"):
        writer.bind([story()], writer.options(engine="typst"), Book("x"))


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    typesetter._compiler.cache_clear()
    with pytest.raises(MissingDependencyError, match=r'pip install "newscopy\[typst\]"'):
        newscopy.write(story(), "pdf", engine="typst")
