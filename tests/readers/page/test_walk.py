"""What a page shows: the rules of innerText."""

from __future__ import annotations

import pytest
from lxml import etree

from newscopy.readers.page.shown import Shown
from newscopy.readers.page.walk import shown


def page(body: str) -> Shown:
    return shown(etree.fromstring(f"<html><body>{body}</body></html>", etree.HTMLParser(huge_tree=True)))


def lines(body: str) -> list[str]:
    found = page(body)
    return [found.text[line.start : line.end] for line in found.lines]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>one</div>two<div>three</div>", ["one", "two", "three"]),
        ("<p>one\n   two<b> three</b>four</p>", ["one two threefour"]),
        ("<p>a<br>b<br><br>c</p>", ["a", "b", "c"]),
        ("<pre>one\n  two\n\nthree</pre>", ["one", "  two", "three"]),
        ("<p>a&nbsp;b\u3000c</p>", ["a\xa0b\u3000c"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<select><option>one<option>two</select>", ["one", "two"]),
        ("<table><tr><th>Town<th>Votes<tr><td>Ellan<td>31</table>", ["Town\tVotes", "Ellan\t31"]),
        ("<table><tr><td>Menu<td><p>The copy.</p></table>", ["Menu", "The copy."]),
        ("<p>a<script>no()</script><style>p{}</style><template>no</template>b</p>", ["ab"]),
        ("<p>a</p><noscript>no</noscript><svg><text>no</text></svg><math><mi>x</mi></math>", ["a", "x"]),
    ],
)
def test_blocks_and_breaks_make_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<div hidden>no<p>no</p></div>', '<div style="color: red; display:none">no<p>no</p></div>',
        '<p style="visibility: hidden">no</p>', "<dialog>no</dialog>", '<span style="display : NONE">no</span>',
    ],
)  # fmt: skip
def test_what_is_hidden_is_left_out_with_all_in_it(body: str) -> None:
    assert lines(f"<p>yes</p>{body}<p>yes too</p>") == ["yes", "yes too"]


def test_a_page_that_scripts_would_uncover_is_shown() -> None:
    found = shown(
        etree.fromstring('<html style="display:none"><body hidden><p>yes</p></body></html>', etree.HTMLParser())
    )

    assert found.text.strip() == "yes"


def test_paragraphs_stand_apart_by_a_blank_line_and_other_blocks_by_none() -> None:
    assert page("<p>one</p><p>two</p><div>three</div><div>four</div>").text == "one\n\ntwo\n\nthree\nfour"


def test_links_side_by_side_get_lines_of_their_own_but_not_inside_a_sentence() -> None:
    assert lines("<div><a href=/p>Politics</a><a href=/w>World</a> <a href=/e>Ellan</a></div>") == [
        "Politics",
        "World",
        "Ellan",
    ]
    assert lines("<p>They say so<a href=#1>[1]</a><a href=#2>[2]</a>.</p>") == ["They say so[1][2]."]


def test_a_credit_in_a_caption_is_a_line_of_its_own() -> None:
    body = '<figure><img src=a.jpg><figcaption>The quay. <span class="photo-credit">Tam Orrell</span></figcaption></figure>'

    assert lines(body) == ["The quay.", "Tam Orrell"]


def test_a_kicker_in_the_heading_is_a_line_of_its_own_unless_a_colon_joins_them() -> None:
    kicker = '<div class="article-kicker">Harbour</div>'

    assert lines(f"<h1>{kicker}<span>Board sells ferry</span></h1>") == ["Harbour", "Board sells ferry"]
    assert lines(f"<h1>{kicker}<span>: </span><span>Board sells ferry</span></h1>") == ["Harbour: Board sells ferry"]


def test_links_and_emphasis_are_told_with_their_places_without_blanks() -> None:
    found = page('<p>The <b> old </b>ferry of <a href=" /ellan ">\n Ellan</a> and <em>more</em>.</p>')

    told = {(one.kind, found.text[one.start : one.end], one.url) for one in found.stretches}
    assert told == {("strong", "old", None), ("link", "Ellan", "/ellan"), ("emphasis", "more", None)}


def test_a_lone_br_is_soft_and_a_second_one_is_not() -> None:
    assert [line.soft for line in page("<p>a<br>b<br><br>c</p><p>d</p>").lines] == [False, True, False, False]


def test_pictures_are_told_by_the_address_they_are_loaded_from() -> None:
    body = '<img src="data:image/gif;base64,R0" data-src="/real.jpg"><img src=b.jpg alt=B><img>'

    assert [(picture.url, picture.words) for picture in page(body).pictures] == [("/real.jpg", ""), ("b.jpg", "B")]


def test_a_deep_page_is_walked_without_recursion() -> None:
    depth = 1900
    assert lines("<div>" * depth + "deep") == ["deep"]
