"""Text as runs: nothing lost, marks kept, directions told apart."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newscopy.convert import write
from newscopy.model import Paragraph
from newscopy.writers.docx.text import Links, directed, runs_xml
from newscopy.writers.flow import Run
from writers.docx.stories import plain

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML_FORBIDS = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters=XML_FORBIDS))


@given(TEXT, st.booleans())
def test_stretches_give_back_the_text(text: str, rtl: bool) -> None:
    assert "".join(piece for piece, _ in directed(text, rtl=rtl)) == text


@given(TEXT, st.booleans())
def test_runs_are_well_formed_and_hold_the_text(text: str, rtl: bool) -> None:
    made = etree.fromstring(f"<p {NAMESPACES}>{runs_xml([Run(text)], Links(), rtl=rtl)}</p>".encode())
    signs = {"br": "\n", "tab": "\t"}
    found = "".join(
        signs.get(etree.QName(element).localname, element.text or "")
        for run in made
        for element in run
        if not len(element)
    )
    assert found == text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=25)
@given(TEXT.filter(bool))
def test_any_text_can_be_read_back_with_python_docx(text: str) -> None:
    document = docx.Document(io.BytesIO(write(plain(Paragraph(text=text)), "docx")))
    assert document.paragraphs[1].text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("text", "rtl", "stretches"),
    [
        ("plain", False, [("plain", False)]),
        ("a שלום (b)", False, [("a ", False), ("שלום", True), (" (b)", False)]),
        ("قال Harbour Union 61.", True, [("قال ", True), ("Harbour Union", False), (" 61.", True)]),
        ("61%", True, [("61%", True)]),
        ("تحديث: \u200e2024-05-04", True, [("تحديث: ", True), ("\u200e2024-05-04", False)]),
    ],
)
def test_each_stretch_has_its_own_direction(text: str, rtl: bool, stretches: list[tuple[str, bool]]) -> None:
    assert list(directed(text, rtl=rtl)) == stretches


def test_a_hundred_thousand_letters_of_the_other_direction_take_no_time() -> None:
    assert len(list(directed("a" * 100_000 + "ש" * 100_000, rtl=True))) == 2
    assert len(list(directed(" .a" * 50_000 + "ש" * 100_000, rtl=False))) == 2


def test_bold_and_italic_hold_for_complex_scripts_too() -> None:
    made = runs_xml([Run("x", emphasis=True, strong=True)], Links(), rtl=False)
    assert "<w:b/><w:bCs/><w:i/><w:iCs/>" in made


def test_an_address_used_twice_has_one_relationship() -> None:
    links = Links()
    runs_xml([Run("a", url="https://example.com"), Run("b", url="https://example.com")], links, rtl=False)
    assert links.ids == {"https://example.com": "link1"}
