from __future__ import annotations

import numpy as np
import pytest

from labelled import blocks_of, page_of
from newscopy.model import Role
from newscopy.structure import dense, net, words
from newscopy.structure.furniture import Furniture, Seen, class_of, key, shapes, weighed, where
from newscopy.structure.label import label
from newscopy.structure.net import CLASSES

PITCH = (
    "You have read this far, so you know what our reporters do all day. They sit in meetings that last until midnight, "
    "so that you do not have to, and they would like to go on with it for another year."
)
PAGE = f"""Home

Letters

Town

Weather

Letter from the pier

Harbour board votes to move the old ferry

By Rhea Lindqvist

The council of Harrow Bay said on Tuesday that nobody had asked what it would cost to move the ferry to the new pier.

The harbour master told reporters that the vote had been closer than expected, and that he would go on as before.

A group of parents wrote in a letter that the last word lies with the court, which will meet again in the autumn.

{PITCH}

Read next

The rowing club of Averley has long argued that it would take years to repair the sea wall of the old harbour.
"""
ALWAYS = Seen(50, 0, 0)


def site(**changes: Seen) -> Furniture:
    above = {line: Seen(50, 50, 0) for line in ("home", "letters", "town", "weather")}
    return Furniture("tarn", 50, {**above, key(PITCH): ALWAYS, "read next": Seen(50, 0, 50), **changes})


def roles(known: Furniture | None, page: str = PAGE) -> dict[str, Role]:
    found = blocks_of(page)
    labels = label(found, words.load(), dense.load(), known=known)
    return {block.text: one.role for block, one in zip(found, labels, strict=True)}


def chances(known: Furniture) -> tuple[np.ndarray, np.ndarray]:
    found = blocks_of(PAGE)
    page = page_of(found)
    plain = net.chances(page, dense.load())
    return plain, weighed(plain, found, page, known, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Share  this – NOW!", "share this now"),
        ("12 comments", "0 comments"),
        ("1,234 comments", "0 0 comments"),
        ("17:45", ""),
        ("– * –", ""),
        ("Über uns", "über uns"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_lines_are_compared_by_their_words(text: str, said: str) -> None:
    assert key(text) == said


def test_long_lines_are_cut_and_stay_apart() -> None:
    one, other = key("word " * 60 + "one"), key("word " * 60 + "two")
    assert one != other
    assert len(one) < 100
    assert one[:80] == other[:80]


def test_where_lines_stand() -> None:
    found = blocks_of(PAGE)
    at = where([key(block.text) for block in found], page_of(found))
    assert at["home"] == at["weather"] == -1
    assert at["harbour board votes to move the old ferry"] == -1
    assert at[key(PITCH)] == 0


def test_a_paragraph_of_every_page_is_none_of_this_story() -> None:
    assert roles(None)[PITCH] is Role.PARAGRAPH
    assert roles(site())[PITCH] is Role.DISCARDED


def test_what_stands_below_the_foot_of_all_pages_is_no_copy() -> None:
    below = next(text for text in roles(None) if text.startswith("The rowing club"))
    assert roles(None)[below] is Role.PARAGRAPH
    assert roles(site())[below] is not Role.PARAGRAPH


def test_a_box_from_below_the_copy_costs_no_paragraph_where_it_stands_inside() -> None:
    third = "A group of parents wrote"
    page = PAGE.replace(third, f"Read next\n\n{third}").replace("Read next\n\nThe rowing", "The rowing")
    plain, known = roles(None, page), roles(site(), page)
    behind = next(text for text in plain if text.startswith(third))
    assert plain[behind] is known[behind] is Role.PARAGRAPH


def test_a_byline_of_every_page_stays() -> None:
    plain, known = roles(None), roles(site(**{"by rhea lindqvist": Seen(50, 50, 0)}))
    assert plain["By Rhea Lindqvist"] is known["By Rhea Lindqvist"] is Role.BYLINE


@pytest.mark.parametrize(("sure", "now"), [(0.6, "other"), (0.95, "byline")])
def test_above_the_headline_of_every_page_only_a_sure_byline_stays(sure: float, now: str) -> None:
    found = blocks_of(PAGE.replace("Letter from the pier", "Harbour Gazette"))
    page = page_of(found)
    plain = net.chances(page, dense.load()).copy()
    at = [block.text for block in found].index("Harbour Gazette")
    plain[at] = 0.0
    plain[at, [CLASSES.index("byline"), CLASSES.index("other")]] = sure, 1 - sure
    known = site(**{"harbour gazette": Seen(50, 50, 0)})
    assert CLASSES[int(weighed(plain, found, page, known, None)[at].argmax())] == now


def test_the_title_of_a_weekly_column_stays() -> None:
    title = "Questions to the harbour master"
    page = PAGE.replace("Letter from the pier\n\nHarbour board votes to move the old ferry", title)
    always = {key(title): Seen(50, 50, 0), "by rhea lindqvist": Seen(50, 50, 0)}
    plain, known = roles(None, page), roles(site(**always), page)
    assert plain[title] is known[title] is Role.HEADLINE


def test_nothing_changes_where_nothing_is_known() -> None:
    plain, known = chances(Furniture("tarn", 50, {}))
    assert np.allclose(plain, known, atol=1e-6)


def test_one_page_of_many_says_next_to_nothing() -> None:
    plain, known = chances(Furniture("tarn", 50, {key(PITCH): Seen(2, 0, 0)}))
    assert np.allclose(plain, known, atol=0.02)


def test_another_version_of_a_story_costs_no_paragraph() -> None:
    found = blocks_of(PAGE)
    twice = {key(block.text): Seen(2, 0, 0) for block in found}
    plain, known = chances(Furniture("tarn", 2, twice))
    assert np.allclose(plain, known, atol=1e-6)
    assert roles(Furniture("tarn", 2, twice)) == roles(None)


def test_what_people_said_of_a_line_counts() -> None:
    line = "weather"
    at = [block.text for block in blocks_of(PAGE)].index("Weather")
    number = CLASSES.index("note")
    before = chances(site())[1][at, number]
    once = chances(Furniture("tarn", 50, site().lines, {line: {"note": 1}}, {}, corrected=1))[1][at, number]
    often = chances(Furniture("tarn", 50, site().lines, {line: {"note": 9}}, {}, corrected=9))[1][at, number]
    told = {line: {"note": 9, "other": 1}}
    mixed = chances(Furniture("tarn", 50, site().lines, told, {}, corrected=9))[1][at, number]
    assert before < once < often
    assert often > 0.5
    assert mixed == before


def shapes_of(text: str, page: str = PAGE) -> tuple[str, ...]:
    found = blocks_of(page)
    lines = [block.text for block in found]
    every = list(shapes([key(line) for line in lines], found, page_of(found), site(), None))
    return every[lines.index(text)]


def said_of(shape: str, votes: dict[str, int], text: str, name: str) -> tuple[float, float]:
    """How likely a block is of a class before and after people said something of a shape, on nine pages."""
    at = [block.text for block in blocks_of(PAGE)].index(text)
    before = chances(site())[1]
    after = chances(Furniture("tarn", 50, site().lines, {}, {shape: votes}, corrected=9))[1]
    return before[at, CLASSES.index(name)], after[at, CLASSES.index(name)]


def test_what_people_said_of_a_shape_counts_less_if_it_leaves_much_open() -> None:
    close, near, loose = shapes_of("Weather")
    told = [said_of(shape, {"note": 9}, "Weather", "note")[1] for shape in (close, near, loose)]
    assert said_of(close, {"note": 9}, "Weather", "note")[0] < told[2] < told[1] == told[0]


def test_of_what_people_said_now_this_now_that_the_labeller_chooses() -> None:
    text = "The harbour master told reporters that the vote had been closer than expected, and that he would go on as before."
    before, after = said_of(shapes_of(text)[0], {"paragraph": 2, "other": 7}, text, "paragraph")
    assert before > 0.9
    assert after > 0.9
    assert said_of(shapes_of(text)[0], {"other": 9}, text, "paragraph")[1] < 0.5


def test_a_line_between_blank_lines_has_another_shape_than_one_in_a_list() -> None:
    dense_page = PAGE.replace("\n\n", "\n")
    for apart, listed in zip(shapes_of("Letters")[:2], shapes_of("Letters", dense_page)[:2], strict=True):
        assert apart != listed
    assert shapes_of("Letters")[2] == shapes_of("Letters", dense_page)[2]


def test_rubbish_votes_do_no_harm() -> None:
    _, known = chances(Furniture("tarn", 0, {}, {"weather": {}}, {"0u | town": {"note": 0}}, corrected=0))
    assert np.isfinite(known).all()
    assert np.allclose(known.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("role", "reason", "name"),
    [
        ("paragraph", None, "paragraph"),
        ("quote", None, "paragraph"),
        ("discarded", "share", "other"),
        ("discarded", "related heading", "related_heading"),
    ],
)
def test_roles_are_classes_of_the_labeller(role: str, reason: str | None, name: str) -> None:
    assert class_of(role, reason) == name
    assert set(CLASSES) - {"other", "related_heading"} <= set(Role.__members__.values())
