"""Books: every story in order, contents that lead to it, volumes, and what goes wrong."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pikepdf
import pytest

import newscopy
from cli.conftest import small_story
from newscopy import binding, formats
from newscopy.cli import run as newscopy_run
from newscopy.errors import TemplateError, WriteError
from newscopy.formats import Book
from newscopy.model import Category, ListItem, Paragraph, Story, Timestamp
from newscopy.validators import check_docx, check_pdf
from writers.printing.programs import run
from writers.printing.stories import TEXTS, full_story, in_language, story


def _dated(day: str | None, category: str | None = None) -> Story:
    return story(
        Paragraph(text=f"It happened on {day}."),
        headline=f"News of {day} {category or ''}".strip(),
        id=f"t:{day}-{category}",
        published=Timestamp(value=day) if day else None,
        categories=(Category(name=category),) if category else (),
    )


def _long(number: int) -> Story:
    body = [Paragraph(text="The harbour went dark and stayed so. " * 12) for _ in range(14)]
    return story(*body, headline=f"Story number {number}", id=f"t:{number}")


def _pdf(*stories: Story, book: Book | None = None, **options: object) -> list[bytes]:
    writer = formats.writer("pdf")
    assert writer.bind is not None
    return list(writer.bind(stories, writer.options(**options), book or Book("Clippings")))


def _docx(*stories: Story, book: Book | None = None, **options: object) -> list[bytes]:
    writer = formats.writer("docx")
    assert writer.bind is not None
    return list(writer.bind(stories, writer.options(**options), book or Book("Clippings")))


def _pages(data: bytes, folder: Path) -> list[str]:
    (folder / "book.pdf").write_bytes(data)
    return run("pdftotext", "-layout", str(folder / "book.pdf"), "-").stdout.split("\f")[:-1]


MIXED = (full_story(), *(in_language(tag) for tag in sorted(TEXTS)))


def test_contents_name_the_page_on_which_each_story_starts(tmp_path: Path) -> None:
    (data,) = _pdf(*map(_long, range(1, 6)))
    pages = _pages(data, tmp_path)
    contents = dict(re.findall(r"(Story number \d) +(\d+)", pages[1]))
    assert list(contents) == [f"Story number {n}" for n in range(1, 6)]
    for headline, page in contents.items():
        assert headline in pages[1 + int(page)]
        assert pages[1 + int(page)].split()[-1] == page


def test_pages_bookmarks_and_labels_of_a_book(tmp_path: Path) -> None:
    (data,) = _pdf(*map(_long, (1, 2)))
    pages = _pages(data, tmp_path)
    assert "Clippings" in pages[0]
    assert "Story number 1" in pages[3].splitlines()[0]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "Clippings",
                "Contents",
                "Story number 1",
                "Story number 2",
            ]
        assert [page.label for page in pdf.pages][:4] == ["i", "ii", "1", "2"]
        assert str(pdf.docinfo.Title) == "Clippings"


@pytest.mark.parametrize("style", ["article", "clipping", "galley", "large-print", "tearsheet"])
def test_checkers_find_nothing_in_a_book_of_all_scripts(style: str, tmp_path: Path) -> None:
    (data,) = _pdf(*MIXED, style=style)
    (tmp_path / "book.pdf").write_bytes(data)
    assert check_pdf.check(data) == []
    said = run("outloud", str(tmp_path / "book.pdf")).stdout
    assert said.startswith("PASS"), said


def test_the_language_of_each_story_is_stated() -> None:
    (data,) = _pdf(story(), story(), in_language("ar"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        told = {str(part.get("/Lang")) for part in pdf.Root.StructTreeRoot.K[0].K if "/Lang" in part}
    assert told == {"ar"}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_all_stories_are_read_back_from_a_book(kind: str) -> None:
    (data,) = {"pdf": _pdf, "docx": _docx}[kind](*MIXED)
    reader = formats.reader(kind)
    assert reader.read_many is not None
    assert list(reader.read_many(data, "book", reader.options())) == list(MIXED)


def test_volumes_count_their_pages_through(tmp_path: Path) -> None:
    volumes = _pdf(*map(_long, range(1, 6)), book=Book("Clippings", volume_pages=7))
    assert len(volumes) == 3
    starts = [re.findall(r"Story number \d +(\d+)", _pages(data, tmp_path)[1]) for data in volumes]
    numbers = [int(page) for pages in starts for page in pages]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 5
    assert [_pages(data, tmp_path)[0].split() for data in volumes] == [["Clippings", n] for n in ("1", "2", "3")]


def test_a_story_longer_than_a_volume_still_has_one() -> None:
    assert len(_pdf(_long(1), _long(2), book=Book("x", volume_pages=1))) == 2


@pytest.mark.usefixtures("no_collector_callbacks")
def test_a_story_that_cannot_be_printed_is_left_out_and_told() -> None:
    told: list[tuple[str, str]] = []
    huge = story(*[Paragraph(text="x")] * 8000, headline="Too long")
    book = Book("x", failed=lambda failed, error: told.append((failed.headline, str(error))))
    (data,) = _pdf(story(), huge, story(), book=book, time_limit=1)
    assert [headline for headline, _ in told] == ["Too long"]
    assert "given up after 1 seconds" in told[0][1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.attachments) == 2


@pytest.mark.usefixtures("no_collector_callbacks")
def test_a_book_of_nothing_printable_is_an_error() -> None:
    with pytest.raises(WriteError, match="none of the stories"):
        _pdf(story(*[Paragraph(text="x")] * 8000), time_limit=1)


def test_a_style_that_fails_stops_the_book(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("@import 'http://127.0.0.1:9/x.css';")
    with pytest.raises(TemplateError, match=r"page\.css:1: asks for"):
        _pdf(story(), story(), template=tmp_path)


def test_a_book_has_the_same_bytes_each_time() -> None:
    assert _pdf(*MIXED[:3]) == _pdf(*MIXED[:3])
    assert _docx(*MIXED[:3]) == _docx(*MIXED[:3])


def test_a_docx_book_has_nothing_wrong() -> None:
    (data,) = _docx(*MIXED)
    assert check_docx.VALIDATOR.check(data) == []


def test_a_docx_book_has_a_section_and_a_head_for_each_story() -> None:
    (data,) = _docx(_long(1), _long(2))
    document = docx.Document(io.BytesIO(data))
    assert [section.header.paragraphs[0].text for section in document.sections] == [
        "Clippings",
        "Story number 1",
        "Story number 2",
    ]
    assert [p.text.partition("\t")[0] for p in document.paragraphs if p.style.name == "toc 1" and p.text] == [
        "Story number 1",
        "Story number 2",
    ]
    assert document.core_properties.title == "Clippings"


def test_numbered_lists_of_a_docx_book_start_anew() -> None:
    listed = [story(ListItem(text="a", ordered=True), Paragraph(text="x"), ListItem(text="b", ordered=True))] * 2
    document = docx.Document(io.BytesIO(_docx(*listed)[0]))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert numbers == [3, 4, 5, 6]


def test_libreoffice_counts_the_pages_of_a_docx_book(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: make office")
    (tmp_path / "book.docx").write_bytes(_docx(*map(_long, range(1, 4)))[0])
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "book.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = run("pdftotext", "-layout", str(tmp_path / "book.pdf"), "-").stdout.split("\f")[:-1]
    contents = {headline: int(page) for headline, page in re.findall(r"(Story number \d)[ .]+(\d+)", pages[1])}
    assert list(contents) == ["Story number 1", "Story number 2", "Story number 3"]
    assert all(headline in pages[page - 1] for headline, page in contents.items())


def test_docx_volumes() -> None:
    assert len(_docx(*map(_long, range(1, 6)), book=Book("x", volume_pages=5))) > 1


def test_orders() -> None:
    given = [_dated("2024-05-02", "World"), _dated(None), _dated("2024", "Arts"), _dated("2024-05-01", "World")]
    assert binding.ordered(given, "given") == given
    assert [item.published and item.published.value for item in binding.ordered(given, "date")] == [
        "2024",
        "2024-05-01",
        "2024-05-02",
        None,
    ]
    assert [item.headline for item in binding.ordered(given, "category")] == [
        "News of 2024 Arts",
        "News of 2024-05-01 World",
        "News of 2024-05-02 World",
        "News of None",
    ]


def test_contents_by_category_stand_under_its_name(tmp_path: Path) -> None:
    stories = binding.ordered([_dated("2024-05-02", "World"), _dated("2024", "Arts")], "category")
    (data,) = _pdf(*stories, book=Book("x", sections=True))
    lines = [line.strip() for line in _pages(data, tmp_path)[1].splitlines() if line.strip()]
    assert lines.index("Arts") < lines.index("World")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.json").write_bytes(newscopy.write(small_story(), "json"))
    return folder


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_the_command_binds_a_folder(
    archive: Path, tmp_path: Path, suffix: str, capfd: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / f"may.{suffix}"
    assert newscopy_run(["bind", str(archive), "-o", str(book), "--title", "May", "--order", "date"]) == 0
    assert capfd.readouterr() == ("", f"newscopy: {book}\n")
    reader = formats.reader(suffix)
    assert reader.read_many is not None
    assert len(list(reader.read_many(book.read_bytes(), "x", reader.options()))) == 3


def test_what_cannot_be_read_is_told_and_the_rest_is_bound(
    archive: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (archive / "bad.json").write_text("{}")
    assert newscopy_run(["bind", str(archive), "-o", str(tmp_path / "may.pdf")]) == 3
    said = capfd.readouterr().err
    assert "bad.json: at /" in said
    assert (tmp_path / "may.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "x.txt"], 20, "a book is a file that ends in .docx or .pdf"),
        (["-o", "x.pdf", "-O", "columns=3"], 21, "has no option 'columns'"),
        (["-o", "in/0.json.pdf", "-O", "style=gazette"], 21, "no house style 'gazette'"),
    ],
)
def test_wrong_calls_are_refused_and_write_nothing(
    archive: Path,
    tmp_path: Path,
    arguments: list[str],
    code: int,
    said: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert newscopy_run(["bind", str(archive), *arguments]) == code
    assert said in capfd.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_book_does_not_replace_its_own_story(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "a.pdf"
    place.write_bytes(newscopy.write(small_story(), "pdf"))
    assert newscopy_run(["bind", str(place), "-o", str(place)]) == 44
    assert "would be lost" in capfd.readouterr().err
