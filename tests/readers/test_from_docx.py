"""A DOCX of ours gives its Story back; an edited or foreign one what its paragraphs and styles tell."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings

import newscopy
from newscopy.cli import run
from newscopy.errors import SchemaError
from newscopy.model import Caption, ListItem, Mark, Paragraph, PullQuote, Quote, Related, Story, Subheading
from strategies import stories
from structure.test_fields import UNI
from writers.docx.stories import WORDS, full, plain


def _saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _edited(story: Story) -> bytes:
    document = docx.Document(io.BytesIO(newscopy.write(story, "docx")))
    document.add_paragraph("And more.")
    return _saved(document)


@pytest.mark.parametrize("language", WORDS)
def test_the_story_comes_back_whole(language: str) -> None:
    assert newscopy.read(newscopy.write(full(language), "docx"), "docx") == full(language)


@settings(max_examples=40, deadline=None)
@given(stories())
def test_any_story_comes_back_whole(story: Story) -> None:
    assert newscopy.read(newscopy.write(story, "docx"), "docx") == story


@pytest.mark.parametrize("text", ["\r", "one\r", "\rone", "one\r\ntwo", "one\n\ntwo"])
def test_line_ends_inside_a_paragraph_are_no_edit(text: str) -> None:
    story = plain(Related(title="Tide table", summary=text), Paragraph(text="The wall is to grow."))
    assert newscopy.read(newscopy.write(story, "docx"), "docx") == story


def test_the_command_line_tells_it_from_the_suffix(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "story.docx").write_bytes(newscopy.write(full("en"), "docx"))
    assert run(["convert", str(tmp_path / "story.docx"), "-t", "json"]) == 0
    assert capsysbinary.readouterr().out == newscopy.write(full("en"), "json")


def test_saved_again_unchanged_it_still_gives_the_story() -> None:
    document = docx.Document(io.BytesIO(newscopy.write(full("en"), "docx")))
    assert newscopy.read(_saved(document), "docx") == full("en")


def test_libreoffice_keeps_the_story_the_text_and_the_styles(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: make office")
    (tmp_path / "a.docx").write_bytes(newscopy.write(full("en"), "docx"))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    ours, theirs = (docx.Document(str(path)) for path in (tmp_path / "a.docx", tmp_path / "out" / "a.docx"))
    assert [(p.style.name.lower(), p.text) for p in theirs.paragraphs] == [
        (p.style.name.lower(), p.text) for p in ours.paragraphs
    ]
    assert newscopy.read((tmp_path / "out" / "a.docx").read_bytes(), "docx") == full("en")


def test_without_the_story_it_is_read_from_its_styles() -> None:
    again = newscopy.read(newscopy.write(full("en"), "docx", attach=False), "docx")
    told = full("en")
    assert again.notices == ()
    assert [text.strip() for text in told.paragraphs] == list(again.paragraphs)
    for name in ("id", "language", "headline", "kicker", "standfirst", "subheadings", "direction"):
        assert getattr(again, name) == getattr(told, name), name
    assert [category.name for category in again.categories] == [category.name for category in told.categories]
    assert [byline.name for byline in again.bylines] == [byline.name for byline in told.bylines]
    assert [type(block) for block in again.body] == [type(block) for block in told.body]
    assert again.published is not None
    assert told.published.value.startswith(again.published.value)


def test_an_edited_document_is_read_anew_with_a_notice() -> None:
    again = newscopy.read(_edited(full("en")), "docx")
    assert [notice.code for notice in again.notices] == ["edited"]
    assert again.id == full("en").id
    assert again.headline == full("en").headline
    assert again.body[-1] == Paragraph(text="And more.")


def test_a_foreign_document_is_read_by_its_styles() -> None:
    document = docx.Document()
    document.add_heading("Ferry returns to Ellan", 0)
    document.add_paragraph("After nine years the boat sails again.", style="Subtitle")
    opening = document.add_paragraph("The ferry ")
    opening.add_run("Corrie").bold = True
    opening.add_run(" sailed on Monday.")
    document.add_heading("The crossing", 1)
    document.add_paragraph("Bread", style="List Bullet")
    document.add_paragraph("Rope", style="List Number 2")
    document.add_paragraph("It is about time.", style="Quote")
    document.add_paragraph("Nobody had counted on it.", style="Intense Quote")
    document.add_paragraph("The boat at dawn.", style="Caption")
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "Fares go up."
    document.core_properties.language = "en-GB"
    again = newscopy.read(_saved(document), "docx", name="ferry.docx")
    assert again.headline == "Ferry returns to Ellan"
    assert again.standfirst == "After nine years the boat sails again."
    assert again.language == "en-GB"
    assert again.source.name == "ferry.docx"
    assert list(again.body) == [
        Paragraph(text="The ferry Corrie sailed on Monday.", marks=(Mark(kind="strong", start=10, end=16),)),
        Subheading(text="The crossing", level=1),
        ListItem(text="Bread"),
        ListItem(text="Rope", ordered=True, level=2),
        Quote(text="It is about time."),
        PullQuote(text="Nobody had counted on it."),
        Caption(text="The boat at dawn."),
        Paragraph(text="Fares go up."),
    ]


def test_without_any_heading_the_first_paragraph_is_the_headline() -> None:
    document = docx.Document()
    for text in ("Ferry returns", "It sailed on Monday."):
        document.add_paragraph(text)
    again = newscopy.read(_saved(document), "docx")
    assert (again.headline, again.paragraphs) == ("Ferry returns", ("It sailed on Monday.",))


def test_an_empty_document_has_no_text_but_says_so() -> None:
    again = newscopy.read(_saved(docx.Document()), "docx")
    assert "no-body" in [notice.code for notice in again.notices]


def _zip(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", _zip(a=b"x"), newscopy.write(plain(), "docx")[:-100]])
def test_what_is_no_word_document_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SchemaError, match=r"^a\.docx: ") as caught:
        newscopy.read(data, "docx", name="a.docx")
    assert "\n" not in str(caught.value)


def _with_part(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(newscopy.write(plain(), "docx"))) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            target.writestr(entry.filename, content if entry.filename == name else source.read(entry))
    return made.getvalue()


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(SchemaError, match=r"unpacks to .* bytes, more than a document does"):
        newscopy.read(_with_part("word/document.xml", b" " * (201 * 2**20)), "docx")


@pytest.mark.parametrize(
    "content",
    [
        b"<w:document",
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>",
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>",
    ],
)
def test_a_broken_main_part_is_refused(content: bytes) -> None:
    with pytest.raises(SchemaError, match="Word document"):
        newscopy.read(_with_part("word/document.xml", content), "docx")


@pytest.mark.parametrize(
    "content",
    [b"", b"<stories", b"<!DOCTYPE s [<!ENTITY a 'a'>]><stories xmlns='https://newscopy.invalid/ns/docx-story/1'>&a;</stories>",
     b"<stories xmlns='https://newscopy.invalid/ns/docx-story/1' text='x'><story>{}</story></stories>"],
)  # fmt: skip
def test_a_broken_story_part_leaves_the_paragraphs(content: bytes) -> None:
    again = newscopy.read(_with_part("customXml/item1.xml", content), "docx")
    assert again.headline == plain().headline


FREELANCE = (
    ("Town keeps its night train", True),
    ("By Ann Lee, transport correspondent", False),
    (
        "MARNAU, June 4 - The town council of Marnau voted on Monday to pay for the night train for three more years.",
        False,
    ),
    ("A close vote", True),
    ("Seven members voted for the train and six against it, after a debate of four hours.", False),
    ("The train costs 1.2 million euros a year, says the budget, and half of that comes from tickets.", False),
)


def _typed(*paragraphs: tuple[str, bool]) -> bytes:
    document = docx.Document()
    for text, bold in paragraphs:
        document.add_paragraph().add_run(text).bold = bold
    return _saved(document)


def test_where_no_style_tells_the_parts_the_words_do(tmp_path: Path) -> None:
    content = _typed(*FREELANCE)
    story = newscopy.read(content, "docx", name="train.docx")
    assert story.headline == "Town keeps its night train"
    assert [(byline.name, byline.role) for byline in story.bylines] == [("Ann Lee", "transport correspondent")]
    assert story.dateline is not None
    assert story.dateline.place == "MARNAU"
    assert [text[:6] for text in story.paragraphs] == ["MARNAU", "Seven ", "The tr"]
    (heading,) = (block for block in story.body if isinstance(block, Subheading))
    assert (heading.text, heading.marks) == ("A close vote", (Mark(kind="strong", start=0, end=12),))
    (tmp_path / "train.docx").write_bytes(content)
    (tmp_path / "train.json").write_bytes(newscopy.write(story, "json"))
    assert run(["verify", str(tmp_path / "train.json"), "--source", str(tmp_path / "train.docx")]) == 0
    assert run(["explain", str(tmp_path / "train.docx")]) == 0


def test_styles_go_before_what_the_words_say() -> None:
    document = docx.Document()
    document.add_heading("Rain at last", 1)
    document.add_paragraph("By Ann Lee")
    document.add_paragraph("It rained in Ellan on Friday, for the first time since May, and farmers were glad.")
    document.add_heading("Dry since spring", 2)
    document.add_paragraph("Wells", style="List Bullet")
    document.add_paragraph("Rivers", style="List Bullet 2")
    document.add_paragraph("Nobody had counted on it.", style="Quote")
    document.add_paragraph("The rain went on until Sunday, said the weather service of the county.")
    story = newscopy.read(_saved(document), "docx")
    assert story.headline == "Rain at last"
    assert [byline.name for byline in story.bylines] == ["Ann Lee"]
    assert [(block.kind, getattr(block, "level", None)) for block in story.body] == [
        ("paragraph", None),
        ("subheading", 1),
        ("list_item", 1),
        ("list_item", 2),
        ("quote", None),
        ("paragraph", None),
    ]


def test_headings_below_copy_are_no_headline() -> None:
    document = docx.Document()
    for text, bold in FREELANCE:
        if text == "A close vote":
            document.add_heading(text, 1)
        else:
            document.add_paragraph().add_run(text).bold = bold
    story = newscopy.read(_saved(document), "docx")
    assert (story.headline, story.subheadings) == ("Town keeps its night train", ("A close vote",))


def test_an_export_of_documents_gives_a_story_each(tmp_path: Path) -> None:
    def exported(headline: str) -> list[tuple[str, bool]]:
        lines = UNI.replace("Ferry operators warn of cuts", headline).split("\n")
        return [(line, False) for line in lines if line]

    path = tmp_path / "export.docx"
    path.write_bytes(_typed(*exported("Ferry operators warn of cuts"), *exported("Islanders plan a boat of their own")))
    assert run(["convert", str(path), "-t", "json", "-o", str(tmp_path)]) == 0
    headlines = []
    for name in ("export.json", "export.story-2.json"):
        story = newscopy.read((tmp_path / name).read_bytes(), "json")
        assert story.id.endswith("-2" if "2" in name else "-1")
        headlines.append(story.headline)
        assert [byline.name for byline in story.bylines] == ["DANA WHITCOMB", "LUIS PEREZ"]
        assert len(story.paragraphs) == 2
        assert run(["verify", str(tmp_path / name), "--source", str(path)]) == 0
    assert headlines == ["Ferry operators warn of cuts", "Islanders plan a boat of their own"]
