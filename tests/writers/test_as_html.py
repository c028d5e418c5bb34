"""The HTML behind the PDF: complete, self-contained, escaped; and house styles that go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

import newscopy
from newscopy.errors import OptionError, TemplateError
from newscopy.model import Category, Note, Paragraph
from writers.printing.stories import full_story, story


def _page(made: bytes) -> html.HtmlElement:
    return html.document_fromstring(made.decode())


def test_every_word_of_the_story_is_on_the_page_in_order() -> None:
    told = full_story()
    shown = " ".join(_page(newscopy.write(told, "html")).find("body").text_content().split())
    at = 0
    for text in (told.headline, told.standfirst, *(block.text for block in told.body if hasattr(block, "text"))):
        found = shown.find(" ".join(text.split()), at)
        assert found >= at, text
        at = found


def test_language_direction_title_and_headings() -> None:
    page = _page(newscopy.write(story(Paragraph(text="שלום"), language="he", direction="rtl"), "html"))
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    assert page.findtext("head/title") == page.findtext(".//h1")


def test_an_unknown_language_is_stated_as_such() -> None:
    assert _page(newscopy.write(story(language=None), "html")).get("lang") == "und"


def test_text_that_looks_like_markup_is_text() -> None:
    evil = "</p></style><script>alert(1)</script>{{ 7*7 }}{% raw %}&amp;"
    told = story(
        Paragraph(text=evil), Note(text=evil), headline=evil, standfirst=evil, categories=(Category(name=evil),)
    )
    page = _page(newscopy.write(told, "html"))
    assert page.findall(".//script") == []
    assert page.findtext(".//h1") == evil
    assert evil in page.find("body").text_content()


def test_nothing_has_to_be_loaded() -> None:
    page = _page(newscopy.write(full_story(), "html"))
    assert page.xpath("//@src | //link/@href") == []
    assert "url(" not in page.findtext("head/style")


def test_the_words_around_the_story_are_in_its_language() -> None:
    german = newscopy.write(full_story().model_copy(update={"language": "de"}), "html").decode()
    assert "Von Mara Quill" in german
    assert '"Seite " counter(page, decimal) " von " counter(pages, decimal)' in german


def test_paper_and_accent_reach_the_sheet() -> None:
    made = newscopy.write(story(), "html", paper="letter", accent="navy").decode()
    assert "--paper: letter;" in made
    assert "--accent: navy;" in made


@pytest.mark.parametrize(
    ("option", "value"),
    [("paper", "a3"), ("accent", "red; } @import 'x'"), ("style", "gazette"), ("css", "missing.css"), ("columns", 2)],
)
def test_a_wrong_option_is_refused_by_name(option: str, value: object) -> None:
    with pytest.raises(OptionError, match=option if option != "style" else "house style"):
        newscopy.write(story(), "html", **{option: value})


def test_an_extra_sheet_comes_last(tmp_path: Path) -> None:
    sheet = tmp_path / "extra.css"
    sheet.write_text("h1 { color: teal } a::after { content: '</style>' }")
    made = newscopy.write(story(), "html", css=sheet).decode()
    assert made.index("h1 { color: teal }") > made.index("--folio")
    assert made.count("</style>") == 1


def test_a_style_may_replace_a_part_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '{% extends "base.html" %}{% block header %}<h1>*{{ page.headline }}*</h1>{% endblock %}'
    )
    page = _page(newscopy.write(story(Paragraph(text="Kept.")), "html", template=tmp_path))
    assert page.findtext(".//h1") == "*Harbour lights go out for a night*"
    assert "Kept." in page.text_content()


def test_a_picture_of_the_style_travels_inside(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(b"\x89PNG")
    (tmp_path / "page.html").write_text('<img alt="" src="{{ asset(\'dot.png\') }}">')
    assert 'src="data:image/png;base64,iVBORw=="' in newscopy.write(story(), "html", template=tmp_path).decode()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("one\n{% if %}", r"page\.html:2: "),
        ("one\ntwo {{ page.headlin }}", r"page\.html:2: .*headlin"),
        ("{{ 1 / 0 }}", r"page\.html:1: division by zero"),
        ("\n{% include '/etc/hostname' %}", r"page\.html:2: no file '/etc/hostname'"),
        ("{% include '../../secret' %}", r"page\.html:1: no file"),
        ("{{ page.__class__.__mro__ }}", r"page\.html:1: .*unsafe"),
        ("{{ 'x' * 100000000 }}", r"page\.html:1: .*too much"),
        ("{% for n in range(10000000) %}x{% endfor %}", r"page\.html:1: "),
        ("{{ asset('../a') }}", r"page\.html:1: .*no file \.\./a"),
        ("{% extends 'gone.html' %}", r"page\.html:1: no file 'gone\.html'"),
    ],
)
def test_a_style_that_fails_is_named_with_its_line(tmp_path: Path, template: str, said: str) -> None:
    (tmp_path / "page.html").write_text(template)
    with pytest.raises(TemplateError, match=said) as caught:
        newscopy.write(story(), "html", template=tmp_path)
    assert "\n" not in str(caught.value)


def test_a_style_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_bytes(b"h1 { content: '\xe4' }")
    with pytest.raises(TemplateError, match=r"page\.css: not UTF-8"):
        newscopy.write(story(), "html", template=tmp_path)
