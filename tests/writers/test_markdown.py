"""Running text as Markdown: what a parser of CommonMark makes of it is the same text with the same marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import strategies
from newscopy.writers.flow import Run
from newscopy.writers.links import safe_url
from newscopy.writers.markdown import heading, running

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_OPENED = {"<strong>": "strong", "</strong>": "strong", "<em>": "emphasis", "</em>": "emphasis"}


def shown(markdown: str, kind: str) -> list[Run]:
    """The runs that a parser finds, which finds nothing but one block of a kind."""
    tokens = PARSER.parse(markdown)
    assert [token.type for token in tokens] == [f"{kind}_open", "inline", f"{kind}_close"], markdown
    return list(_runs(tokens[1].children or []))


def _runs(tokens: list[Token]) -> Iterator[Run]:
    strong = emphasis = False
    url = None
    for token in tokens:
        tag = _OPENED.get(token.content) if token.type == "html_inline" else None
        if token.type.startswith("strong") or tag == "strong":
            strong = not strong
        elif token.type.startswith("em") or tag == "emphasis":
            emphasis = not emphasis
        elif token.type.startswith("link"):
            url = str(token.attrs["href"]) if token.nesting == 1 else None
        else:
            assert token.type in ("text", "text_special", "hardbreak"), token
            text = "\n" if token.type == "hardbreak" else token.content
            if text:
                yield Run(text, emphasis, strong, url)


def letters(runs: list[Run]) -> list[tuple[str, bool, bool, bool]]:
    """Each character that is no blank, with its marks: blanks at the edges of marks and lines do not count."""
    return [
        (character, run.emphasis, run.strong, run.url is not None)
        for run in runs
        for character in run.text
        if not character.isspace()
    ]


def any_runs() -> st.SearchStrategy[list[Run]]:
    signs = st.text("*_~`<>[]()!#&;:|-+=.0123456789 \n\\abß東", min_size=1, max_size=12)
    texts = signs | strategies.block_texts(40)
    urls = st.none() | st.none() | strategies.urls()
    return st.lists(st.builds(Run, texts, st.booleans(), st.booleans(), urls), min_size=1, max_size=5)


def linked(runs: list[Run]) -> list[Run]:
    return [run._replace(url=safe_url(run.url)) for run in runs]


@given(any_runs())
def test_any_text_comes_back_with_its_marks(runs: list[Run]) -> None:
    made = running(runs)
    assert (letters(shown(made, "paragraph")) if made else []) == letters(linked(runs))


@given(any_runs())
def test_any_heading_comes_back_on_one_line(runs: list[Run]) -> None:
    made = heading(runs)
    assert "\n" not in made
    assert letters(shown(f"## {made}", "heading")) == letters(linked(runs))


@pytest.mark.parametrize(
    "text",
    [
        "Votes rose from 5 to 7 - a record", "R&D costs, says A_B_C", "3.5 per cent", "C#", "“What?!” she said",
        "Prices: $5 (or €4.60)", "1984", "10 + 4 = 14", "www.example.org/a_b", "100%", "Smith, J. - editor",
    ],
)  # fmt: skip
def test_plain_copy_stays_as_it_is(text: str) -> None:
    assert running([Run(text)]) == heading([Run(text)]) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", r"\# no heading"),
        ("1. May was warm", r"1\. May was warm"),
        ("- he said", r"\- he said"),
        ("> more", r"\> more"),
        ("---", r"\---"),
        ("*starred*", r"\*starred\*"),
        ("_underlined_", r"\_underlined\_"),
        ("[1]: note", r"\[1\]: note"),
        ("<b>bold</b>", r"\<b>bold\</b>"),
        ("AT&amp;T", r"AT\&amp;T"),
        ("first\nsecond", "first\\\nsecond"),
        ("Heads\n-----", "Heads\\\n\\-----"),
        ("a | b\n--|--", "a | b\\\n\\--|--"),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, written: str) -> None:
    assert running([Run(text)]) == written


def test_signs_mark_where_they_are_read_as_such() -> None:
    assert running([Run("a "), Run("strong", strong=True), Run(" word")]) == "a **strong** word"
    assert running([Run("blanks "), Run(" outside ", emphasis=True), Run("it")]) == "blanks  *outside* it"
    assert running([Run("inside", emphasis=True), Run("words")]) == "*inside*words"
    assert running([Run("„so“", strong=True), Run("gar")]) == "<strong>„so“</strong>gar"
    assert running([Run("one", emphasis=True), Run("two", strong=True)]) == "*one*<strong>two</strong>"


def test_links_lead_where_they_did() -> None:
    assert running([Run("see!"), Run("here", url="https://news.example/a_(b)?c=1&lt;=2")]) == (
        r"see\![here](<https://news.example/a_(b)?c=1\&lt;=2>)"
    )
    assert running([Run("no", url="javascript:alert(1)")]) == "no"
    assert re.fullmatch(r"\[\*\*a\*\* b\]\(https://x\.example\)", running(
        [Run("a", strong=True, url="https://x.example"), Run(" b", url="https://x.example")]
    ))  # fmt: skip
