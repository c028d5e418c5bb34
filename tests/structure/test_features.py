from __future__ import annotations

import numpy as np

from labelled import blocks_of, page_of
from newscopy.structure.features import Page

PROSE = (
    "The council voted on Tuesday to build the wall, which engineers had drawn up in 2019 and which had been put off "
    "twice since then, and the mayor said that work would start in spring."
)


def page(text: str) -> Page:
    return page_of(blocks_of(text))


def test_prose_is_told_from_menus_and_the_body_is_where_it_stands() -> None:
    found = page(f"Home\n\nSport\n\nWeather\n\n{PROSE}\n\n{PROSE}!\n\nContact us\n\nLegal notice")
    assert found.prose.tolist() == [False] * 3 + [True] * 2 + [False] * 2
    assert found.body == (3, 5)


def test_blocks_with_the_same_letters_have_the_same_key() -> None:
    found = page("Harbour 'must close'\n\nWeather\n\nHARBOUR “must close”")
    assert found.keys[0] == found.keys[2] != found.keys[1]
    assert found.again.tolist() == [1, 0, 1]


def test_the_rows_of_a_page_do_not_depend_on_the_case_of_chance() -> None:
    text = f"Home\n\nBy Ann Lee, 3 May 2024, 17:47\n\n{PROSE}"
    assert np.array_equal(page(text).rows, page(text).rows)


def test_the_same_blocks_before_a_cut_are_measured_as_if_the_page_ended_there() -> None:
    text = f"A headline here\n\n{PROSE}\n\n-----\n\nAnother\n\n{PROSE}?"
    blocks = blocks_of(text)
    alone = page_of(blocks_of(f"A headline here\n\n{PROSE}"))
    assert np.allclose(page_of(blocks.until(2)).rows, alone.rows)
