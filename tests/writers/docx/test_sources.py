"""Reference documents: their styles, page and headers are used, whatever ids and gaps they have."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

from newscopy.convert import read, write
from newscopy.errors import TemplateError
from newscopy.validators import check_docx
from newscopy.writers import as_docx
from writers.docx.stories import full, plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house document as a desk would make it in Word: margins, a logo in the header, styles of its own colour."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(170), Mm(240)
    section.left_margin = Mm(33)
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    picture.seek(0)
    header = section.header.paragraphs[0]
    header.add_run("The Ellan Courier ").add_picture(picture, width=Mm(5))
    section.footer.paragraphs[0].add_run("{page of pages}")
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0x66, 0x33)
    document.styles["Heading 1"].font.size = Pt(31)
    document.styles["Normal"].font.name = "Courier New"
    document.add_paragraph("What stands in a reference document is not taken along.")
    path = tmp_path / "house.docx"
    document.save(str(path))
    return path


def _opened(story: object, path: Path, **options: object) -> docx.document.Document:
    return docx.Document(io.BytesIO(write(story, "docx", reference=path, **options)))


def test_styles_page_and_headers_are_those_of_the_reference(house: Path) -> None:
    document = _opened(full("en"), house)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm), round(section.left_margin.mm)) == (
        170,
        240,
        33,
    )
    assert section.header.paragraphs[0].text.startswith("The Ellan Courier")
    assert len(section.header.part.related_parts) == 1
    heading = document.styles["Heading 1"]
    assert (heading.font.size, heading.font.color.rgb) == (Pt(31), RGBColor(0, 0x66, 0x33))
    assert document.styles["Normal"].font.name == "Courier New"
    assert "not taken along" not in " ".join(p.text for p in document.paragraphs)


def test_the_story_is_the_same_as_in_the_house_style(house: Path) -> None:
    ours = docx.Document(io.BytesIO(write(full("en"), "docx")))
    assert [(p.style.name, p.text) for p in _opened(full("en"), house).paragraphs] == [
        (p.style.name, p.text) for p in ours.paragraphs
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_has_nothing_wrong_that_the_reference_had_not(house: Path, language: str) -> None:
    already = {finding.message for finding in check_docx.check(house.read_bytes())}
    made = write(full(language), "docx", reference=house)
    assert {finding.message for finding in check_docx.check(made)} - already == set()
    assert read(made, "docx") == full(language)


def test_page_numbers_are_put_where_the_reference_wants_them(house: Path) -> None:
    footer = _opened(plain(), house).sections[0].footer.paragraphs[0]
    assert [field.text.strip() for field in footer._p.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_styles_with_ids_in_another_language_are_found_by_name(house: Path, tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(house) as source, zipfile.ZipFile(data, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/styles.xml":
                content = content.replace(b'"Heading1"', b'"berschrift1"')
            target.writestr(entry.filename, content)
    path = tmp_path / "haus.docx"
    path.write_bytes(data.getvalue())
    document = _opened(full("de"), path)
    heading = next(p for p in document.paragraphs if p.style.name == "Heading 1")
    assert heading.text == full("de").headline
    assert heading.style.font.size == Pt(31)


def test_styles_that_the_reference_lacks_come_from_the_house_style(house: Path) -> None:
    names = {style.name for style in _opened(full("en"), house).styles}
    assert {"Byline", "Category", "Credit", "Related Summary"} <= names


def test_a_style_of_words_own_that_is_missing_is_told(house: Path, tmp_path: Path) -> None:
    document = docx.Document(str(house))
    document.styles["Intense Quote"].delete()
    path = tmp_path / "bare.docx"
    document.save(str(path))
    options = as_docx.DocxOptions(reference=path)
    assert as_docx.remarks(full("en"), options) == (f"{path} has no style Intense Quote: newscopy's own stands in",)
    assert as_docx.remarks(plain(), options) == ()
    assert as_docx.remarks(full("en"), as_docx.DocxOptions(reference=house)) == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"", "no Word document"),
        (b"plain text", "no Word document"),
        (b"PK\x03\x04 torn", "no Word document"),
    ],
)
def test_what_is_no_document_is_refused_by_name(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "house.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TemplateError, match=rf"reference: .*house\.docx.*{said}") as caught:
        write(plain(), "docx", reference=path)
    assert "\n" not in str(caught.value)


def test_a_broken_part_is_refused_with_its_line(house: Path, tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(house) as source, zipfile.ZipFile(data, "w") as target:
        for entry in source.infolist():
            target.writestr(entry.filename, b"<w:styles" if entry.filename == "word/styles.xml" else source.read(entry))
    path = tmp_path / "broken.docx"
    path.write_bytes(data.getvalue())
    with pytest.raises(TemplateError, match=r"broken\.docx: word/styles\.xml: line 1"):
        write(plain(), "docx", reference=path)


def test_a_galley_has_numbered_lines_and_double_spacing() -> None:
    made = write(full("en"), "docx", style="galley")
    assert check_docx.check(made) == []
    document = docx.Document(io.BytesIO(made))
    (numbers,) = document.sections[0]._sectPr.iter(f"{W}lnNumType")
    assert (numbers.get(f"{W}countBy"), numbers.get(f"{W}restart")) == ("1", "continuous")
    assert round(document.sections[0].right_margin.mm) == 62
    lines = {spacing.get(f"{W}line") for spacing in document.styles.element.iter(f"{W}spacing")} - {None}
    assert lines == {"480"}
