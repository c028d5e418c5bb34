"""However wrong the markup of a page is nested, every word of it that a browser shows is shown."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from newscopy.readers.page.saved import opened

TAGS = (
    "html", "head", "body", "header", "main", "article", "section", "div", "center", "p", "h2", "blockquote", "pre", "ul", "ol",
    "li", "dl", "dt", "dd", "table", "caption", "colgroup", "thead", "tbody", "tr", "th", "td", "form", "fieldset", "legend",
    "button", "label", "select", "option", "figure", "figcaption", "nav", "aside", "footer", "address", "frameset", "a", "b",
    "em", "font", "span", "nobr", "ruby", "rt", "time", "x-card",
)  # fmt: skip
ALONE = (
    "br",
    "hr",
    "wbr",
    "img",
    "image",
    "col",
    "frame",
    "input type=radio",
    "/br",
    "!doctype html",
    "!-- a note --",
    "meta name=a content=b",
)
MARKUP = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from(ALONE).map("<{}>".format),
)


@given(st.lists(MARKUP, min_size=1, max_size=40))
@example(["<html>", "<body>", "</body>", "</html>", "<p>"])
@example(["<table>", "<tr>", "<div>", "</table>", "</body>"])
def test_every_word_between_tags_is_shown_once(tags: list[str]) -> None:
    words = [f"word{number:02}" for number in range(len(tags) + 1)]
    page = words[0] + "".join(f"{tag} {word} " for tag, word in zip(tags, words[1:], strict=True))

    text = opened(page, "page.html").source.text

    assert [text.count(word) for word in words] == [1] * len(words)
