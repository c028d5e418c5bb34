"""The DOCX writer as a whole: python-docx, the schemas and the plain API all agree with it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from lxml import etree

from newscopy.convert import write
from newscopy.errors import OptionError, TemplateError
from newscopy.model import (
    Caption,
    ListItem,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    Story,
    Subheading,
)
from newscopy.validators import check_docx
from newscopy.writers.docx.document import shortened
from newscopy.writers.labels import byline_line, date_lines, labels
from strategies import stories
from writers.docx.stories import WORDS, full, plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(story: Story, **options: object) -> Document:
    return docx.Document(io.BytesIO(write(story, "docx", **options)))


def styled(document: Document) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def xml(data: bytes, part: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(part))


def by_the_plain_api(story: Story) -> Document:
    """The same story made with python-docx's own calls on our house style: slow, and the oracle of the fast way."""
    document = opened(plain())
    for paragraph in document.paragraphs:
        paragraph._element.getparent().remove(paragraph._element)

    def add(style: str, text: str | None) -> None:
        if text:
            document.add_paragraph(text.replace("\r\n", "\n").replace("\r", "\n"), style=style)

    add("Category", " · ".join(category.name for category in story.categories))
    add("Kicker", story.kicker if story.kicker not in {category.name for category in story.categories} else None)
    add("Heading 1", story.headline)
    add("Subtitle", story.standfirst)
    add("Byline", byline_line(story))
    for line in date_lines(story):
        add("Timestamp", line)
    add("Dateline", story.dateline.text if story.dateline and story.dateline_stands_alone else None)
    depth, neighbour = 1, None
    for block in story.body:
        match block:
            case Paragraph():
                add("Normal", block.text)
            case Subheading():
                depth = min(depth + 1, block.level + 1)
                add(f"Heading {depth}", block.text)
            case ListItem():
                add("List Number" if block.ordered else "List Bullet", block.text)
            case Quote():
                add("Quote", block.text)
            case PullQuote():
                add("Intense Quote", block.text)
                add("Attribution", block.attribution and "— " + block.attribution)
            case Caption():
                add("Caption", block.text)
                add("Credit", block.credit)
            case Related():
                if neighbour != block.placement:
                    depth = 2 if block.placement == "end" else depth
                    add("Heading 2" if block.placement == "end" else "Related Label", labels(story.language).related)
                add("Related", block.title)
                add("Related Summary", block.summary)
            case Note():
                add("Note", block.text)
        neighbour = block.placement if isinstance(block, Related) else None
    return document


@pytest.mark.parametrize("language", WORDS)
def test_the_plain_api_gives_the_same_paragraphs_and_styles(language: str) -> None:
    assert styled(opened(full(language))) == styled(by_the_plain_api(full(language)))


@settings(max_examples=30, deadline=None)
@given(stories())
def test_the_plain_api_agrees_on_any_story(story: Story) -> None:
    assert styled(opened(story)) == styled(by_the_plain_api(story))


@settings(max_examples=10, deadline=None)
@given(stories())
def test_any_story_follows_the_schemas_of_office(story: Story) -> None:
    assert check_docx.VALIDATOR.check(write(story, "docx")) == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", WORDS)
def test_every_part_follows_the_schemas_of_office(language: str, paper: str) -> None:
    data = write(full(language), "docx", paper=paper)
    assert check_docx.VALIDATOR.claims(data)
    assert check_docx.VALIDATOR.check(data) == []


def test_a_bare_headline_is_a_valid_document() -> None:
    data = write(plain(), "docx")
    assert check_docx.VALIDATOR.check(data) == []
    assert styled(docx.Document(io.BytesIO(data))) == [("Heading 1", "Quiet day")]


def test_the_bytes_do_not_depend_on_process_hash_seed_zone_or_locale() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from writers.docx.stories import full, WORDS; from newscopy.convert import write;"
        "import hashlib; print(*(hashlib.sha256(write(full(x), 'docx')).hexdigest() for x in WORDS))"
    )
    tests = str(Path(__file__).parents[1])
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"},
    )
    digests = [
        subprocess.run(
            [sys.executable, "-c", script, tests], env={**os.environ, **extra}, check=True, capture_output=True
        ).stdout
        for extra in settings
    ]
    assert digests[0] == digests[1]
    assert len(digests[0].split()) == len(WORDS)


def test_core_properties_come_from_the_story() -> None:
    properties = opened(full("en")).core_properties
    assert properties.title == WORDS["en"].headline
    assert properties.author == "Maria Hale; Ada Roe"
    assert properties.subject == "Transport"
    assert properties.keywords == "harbour-strike, port, strike"
    assert properties.language == "en"
    assert properties.identifier == "urn:newscopy:en"
    assert properties.created.isoformat() == "2024-05-03T15:47:00+00:00"
    assert properties.modified.date().isoformat() == "2024-05-04"


def test_paper_sets_the_size_of_the_page() -> None:
    a4, letter = (opened(full("en"), paper=paper).sections[0] for paper in ("a4", "letter"))
    assert (round(a4.page_width.mm), round(a4.page_height.mm)) == (210, 297)
    assert (letter.page_width.inches, letter.page_height.inches) == (8.5, 11)


def test_the_headline_heads_every_page_but_the_first() -> None:
    section = opened(full("en")).sections[0]
    assert section.different_first_page_header_footer
    assert [paragraph.text for paragraph in section.header.paragraphs] == [WORDS["en"].headline]
    assert not section._sectPr.findall(f"{W}headerReference[@{W}type='first']")


@pytest.mark.parametrize("part", ["word/footer.xml", "word/footer-first.xml"])
def test_the_page_is_numbered_by_fields(part: str) -> None:
    footer = xml(write(full("de"), "docx"), part)
    assert [field.text.strip() for field in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert "".join(text.text for text in footer.iter(f"{W}t")) == "Seite 1 von 1"


def test_each_numbered_list_starts_at_one_and_bullets_share_a_number() -> None:
    data = write(full("en"), "docx")
    numbered = [
        (item.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), number.get(f"{W}val"))
        for item in xml(data, "word/document.xml").iter(f"{W}p")
        if (number := item.find(f"{W}pPr/{W}numPr/{W}numId")) is not None
    ]
    assert [number for style, number in numbered if style == "ListBullet"] == ["1"] * 4
    assert [number for style, number in numbered if style == "ListNumber"] == ["3", "3", "4", "3", "5", "5", "6", "5"]
    numbers = xml(data, "word/numbering.xml").findall(f"{W}num")
    restarted = {n.get(f"{W}numId") for n in numbers if n.find(f"{W}lvlOverride/{W}startOverride") is not None}
    assert restarted == {"3", "4", "5", "6"}


def test_only_safe_links_can_be_clicked() -> None:
    marks = [
        Mark(kind="link", start=0, end=4, url=url) for url in ("https://example.com/?a=1&b=2", "javascript:alert(1)")
    ]
    document = opened(plain(*(Paragraph(text="Read on.", marks=(mark,)) for mark in marks)))
    assert [[link.address for link in paragraph.hyperlinks] for paragraph in document.paragraphs[1:]] == [
        ["https://example.com/?a=1&b=2"],
        [],
    ]
    assert [paragraph.text for paragraph in document.paragraphs[1:]] == ["Read on.", "Read on."]


def test_right_to_left_turns_page_paragraphs_and_words() -> None:
    data = write(full("ar"), "docx")
    document = xml(data, "word/document.xml")
    assert all(paragraph.find(f"{W}pPr/{W}bidi") is not None for paragraph in document.iter(f"{W}p"))
    assert document.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    runs = {run.findtext(f"{W}t"): run.find(f"{W}rPr/{W}rtl") is not None for run in document.iter(f"{W}r")}
    assert runs["Harbour Union"] is False
    assert runs[WORDS["ar"].headline] is True
    styles = xml(data, "word/styles.xml")
    quote = styles.find(f"{W}style[@{W}styleId='Quote']/{W}pPr/{W}pBdr")
    assert [side.tag for side in quote] == [f"{W}right"]


def test_left_to_right_text_carries_no_mark_of_direction() -> None:
    document = xml(write(full("en"), "docx"), "word/document.xml")
    assert not list(document.iter(f"{W}bidi", f"{W}rtl"))


@pytest.mark.parametrize(
    ("language", "attribute", "tag", "font"),
    [
        ("ja", "eastAsia", "ja-JP", "Yu Mincho"),
        ("ar", "bidi", "ar-SA", "Times New Roman"),
        ("de", "val", "de-DE", None),
    ],
)
def test_language_and_fonts_suit_the_script(language: str, attribute: str, tag: str, font: str | None) -> None:
    defaults = xml(write(full(language), "docx"), "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults.find(f"{W}lang").get(f"{W}{attribute}") == tag
    if font:
        assert font in defaults.find(f"{W}rFonts").values()


def test_a_long_headline_is_cut_in_the_running_head_only() -> None:
    headline = "The harbour " * 40 + "end"
    document = opened(plain(headline=headline))
    head = document.sections[0].header.paragraphs[0].text
    assert document.paragraphs[0].text == headline
    assert len(head) <= 90
    assert head.endswith(("The…", "harbour…"))


def test_a_headline_without_blanks_is_cut_between_characters() -> None:
    assert shortened("港" * 200) == "港" * 89 + "…"
    assert shortened("Short") == "Short"


def test_markup_in_the_text_stays_text() -> None:
    text = '</w:t><w:br/> & "quoted" {headline} ]]> <?x?>'
    document = opened(plain(Paragraph(text=text), headline=text))
    assert [paragraph.text for paragraph in document.paragraphs] == [text, text]
    assert document.sections[0].header.paragraphs[0].text == text


def test_an_unknown_style_is_refused_with_the_known_ones() -> None:
    with pytest.raises(OptionError, match=r"docx has no style '\.\./pdf'; it knows: article"):
        write(plain(), "docx", style="../pdf")


def test_an_edited_house_style_is_used(tmp_path: Path) -> None:
    style = _copied(tmp_path)
    page = style / "document.xml"
    page.write_text(page.read_text().replace('w:top="1474"', 'w:top="2000"'))
    data = write(plain(), "docx", template=str(style))
    assert 'w:top="2000"' in etree.tostring(xml(data, "word/document.xml"), encoding="unicode")


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("styles.xml", "<w:styles", r"styles.xml: line 1: "),
        ("styles.xml", '<w:styles xmlns:w="x"/>', "styles.xml has no w:docDefaults/w:rPrDefault/w:rPr"),
        ("header.xml", None, "document.xml refers to header.xml, which is not there"),
        ("numbering.xml", None, "the DOCX style lacks numbering.xml"),
    ],
)
def test_a_broken_house_style_is_refused_by_name(tmp_path: Path, file: str, content: str | None, message: str) -> None:
    style = _copied(tmp_path)
    (style / file).unlink() if content is None else (style / file).write_text(content)
    with pytest.raises(TemplateError, match=message):
        write(plain(), "docx", template=style)


def test_a_missing_template_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="nowhere: no such folder"):
        write(plain(), "docx", template=tmp_path / "nowhere")


def _copied(folder: Path) -> Path:
    source = Path(__file__).parents[2] / "templates/docx/article"
    for path in source.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder
