"""Each house style of the package, on each paper and in each script: readable by people, programs and screen readers."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

import newscopy
from newscopy.model import Mark, Paragraph, Story
from newscopy.validators import check_pdf
from newscopy.writers.printing.styles import style_names
from writers.printing.programs import letters, run
from writers.printing.stories import TEXTS, full_story, in_language, story

STYLES = style_names()
PAPERS = ("a4", "letter", "a5")


def _long(tag: str = "en") -> Story:
    direction, text = TEXTS[tag]
    body = [Paragraph(text=f"{n} {text} {text} {text}") for n in range(40)]
    return story(*body, language=tag, direction=direction, slugline="eels-count", headline="Another day")


def test_there_are_five() -> None:
    assert STYLES == ("article", "clipping", "galley", "large-print", "tearsheet")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("style", STYLES)
def test_checkers_find_nothing_in_a_story_with_one_of_everything(tmp_path: Path, style: str, paper: str) -> None:
    made = newscopy.write(full_story(), "pdf", style=style, paper=paper)
    (tmp_path / "a.pdf").write_bytes(made)
    assert check_pdf.check(made) == []
    said = run("outloud", str(tmp_path / "a.pdf")).stdout
    assert said.startswith("PASS"), said
    assert "0 warning(s)" in said, said


@pytest.mark.parametrize("tag", ["ar", "he", "hi", "ja", "uk"])
@pytest.mark.parametrize("style", [style for style in STYLES if style != "article"])
def test_outloud_passes_every_script_in_every_style(tmp_path: Path, style: str, tag: str) -> None:
    (tmp_path / "a.pdf").write_bytes(newscopy.write(in_language(tag), "pdf", style=style))
    said = run("outloud", str(tmp_path / "a.pdf")).stdout
    assert said.startswith("PASS"), said


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("style", STYLES)
def test_no_text_stands_outside_the_margins(style: str, paper: str, tmp_path: Path) -> None:
    told = story(Paragraph(text="Donaudampfschifffahrtsgesellschaftskapitän " * 30 + "x" * 200), headline="W" * 90)
    (tmp_path / "a.pdf").write_bytes(newscopy.write(told, "pdf", style=style, paper=paper))
    boxes = run("pdftotext", "-bbox", str(tmp_path / "a.pdf"), "-").stdout
    width, height = (float(edge) for edge in re.search(r'page width="([\d.]+)" height="([\d.]+)"', boxes).groups())
    words = [
        [float(edge) for edge in edges]
        for edges in re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', boxes)
    ]
    assert words
    assert all(x >= 20 and y >= 10 and right <= width - 20 and foot <= height - 10 for x, y, right, foot in words)


@pytest.mark.parametrize("tag", ["en", "hi", "ja", "ru"])
@pytest.mark.parametrize("style", STYLES)
def test_all_paragraphs_are_read_back_in_order(style: str, tag: str, tmp_path: Path) -> None:
    told = _long(tag)
    (tmp_path / "a.pdf").write_bytes(newscopy.write(told, "pdf", style=style))
    lines = run("pdftotext", "-raw", str(tmp_path / "a.pdf"), "-").stdout.splitlines()
    # What stands at the edges may part the two halves of a sentence that is written without spaces.
    edges = re.compile(r"\d+|.*ページ|Another day.*|eels-count")
    shown = letters("".join(line for line in lines if not edges.fullmatch(line)))
    at = 0
    for paragraph in told.paragraphs:
        for word in paragraph.split():
            found = shown.find(letters(word), at)
            assert found >= at, word
            at = found + len(letters(word))


def test_the_words_of_indic_lines_are_stated(tmp_path: Path) -> None:
    told = _long("hi")
    (tmp_path / "a.pdf").write_bytes(newscopy.write(told, "pdf", pdf="plain"))
    shown = " ".join(run("pdftotext", "-raw", str(tmp_path / "a.pdf"), "-").stdout.split())
    assert TEXTS["hi"][1] in shown


def test_a_list_is_read_with_its_bullets_in_place(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(newscopy.write(full_story(), "pdf"))
    lines = run("pdftotext", "-raw", str(tmp_path / "a.pdf"), "-").stdout.splitlines()
    at = lines.index("• 4,210 glass eels")
    assert lines[at : at + 4] == ["• 4,210 glass eels", "• two lost oars", "– one painted blue", "• one wedding ring"]


def test_a_blank_at_the_edge_of_a_link_is_no_link() -> None:
    text = "Read on here"
    told = story(Paragraph(text=text, marks=(Mark(kind="link", start=4, end=8, url="https://example.org/"),)))
    made = newscopy.write(told, "html").decode()
    assert 'Read <a href="https://example.org/">on</a> here' in made


@pytest.mark.parametrize("paper", PAPERS)
def test_lines_of_a_galley_meet_their_numbers(paper: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(newscopy.write(_long(), "pdf", style="galley", paper=paper))
    boxes = run("pdftotext", "-bbox", "-f", "2", "-l", "2", str(tmp_path / "a.pdf"), "-").stdout
    words = [
        (word, float(x), (float(top) + float(foot)) / 2)
        for x, top, foot, word in re.findall(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)<', boxes
        )
    ]
    left = min(x for _, x, _ in words) + 8
    numbers = [(int(word), y) for word, x, y in words if x <= left and word.isdigit()]
    assert [number for number, _ in numbers] == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 18
    rows = [y for _, y in numbers]
    copy = sorted({y for word, x, y in words if x > left and rows[0] - 5 < y < rows[-1] + 5})
    assert len(copy) > 10
    assert all(min(abs(y - row) for row in rows) < 3 for y in copy)


def test_a_galley_names_the_slug(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(newscopy.write(_long(), "pdf", style="galley"))
    pages = run("pdftotext", str(tmp_path / "a.pdf"), "-").stdout.split("\f")[:-1]
    assert all("eels-count" in page for page in pages)


@pytest.mark.parametrize("paper", PAPERS)
def test_large_print_is_large_throughout(paper: str) -> None:
    """UKAAF G003: 16 points at the least, ideally 18 and more; no slanted letters."""
    with pikepdf.open(io.BytesIO(newscopy.write(full_story(), "pdf", style="large-print", paper=paper))) as pdf:
        sizes = {
            float(op.operands[1]) for page in pdf.pages for op in pikepdf.parse_content_stream(page)
            if str(op.operator) == "Tf"
        }  # fmt: skip
        scale = {
            float(op.operands[0])
            for page in pdf.pages
            for op in pikepdf.parse_content_stream(page)
            if str(op.operator) == "cm" and float(op.operands[0]) == 0.75
        }
        fonts = {str(part.FontName) for part in pdf.objects if _is_font(part)}
    assert scale == {0.75}
    assert min(sizes) * 0.75 >= 17.99
    assert not [font for font in fonts if "Italic" in font or "Oblique" in font]


def test_a_clipping_says_on_top_where_it_comes_from_and_when(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(newscopy.write(full_story(), "pdf", style="clipping"))
    lines = run("pdftotext", "-raw", str(tmp_path / "a.pdf"), "-").stdout.splitlines()
    assert lines[:3] == ["Source a.txt", "Published 3 May 2024, 17:47", "Updated 4 May 2024, 09:10"]


def test_a_tearsheet_stands_in_columns(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(newscopy.write(_long(), "pdf", style="tearsheet"))
    boxes = run("pdftotext", "-bbox", "-f", "1", "-l", "1", str(tmp_path / "a.pdf"), "-").stdout
    starts = [float(x) for x, word in re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)<', boxes) if word.isdigit()]
    assert len({round(x / 100) for x in starts}) >= 3


def _is_font(part: object) -> bool:
    return isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/FontDescriptor"
