"""Soft breaks and parts: they change where lines break, never what is said."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscopy.writers.printing.breaks import LONGEST_PART, LONGEST_RUN, SOFT_BREAK, broken, parts, soft_breaks


def test_common_text_gets_no_soft_break() -> None:
    assert soft_breaks("Donaudampfschifffahrtsgesellschaft is a long word. " * 50) == []


def test_a_run_of_eighty_characters_stays_whole_and_one_more_is_broken() -> None:
    assert soft_breaks("x" * LONGEST_RUN) == []
    assert soft_breaks("x" * (LONGEST_RUN + 1)) == [40, 80]


def test_no_break_spaces_do_not_end_a_run() -> None:
    assert soft_breaks("ab\u00a0" * 40)


@pytest.mark.parametrize("letter", ["漢", "ก", "あ", "가"])
def test_scripts_without_spaces_keep_their_own_breaks(letter: str) -> None:
    assert soft_breaks(letter * 500) == []


@pytest.mark.parametrize("letter", ["漢", "ก"])
def test_even_they_are_broken_when_no_sentence_is_that_long(letter: str) -> None:
    assert soft_breaks(letter * 5000)


def test_a_letter_keeps_its_accents() -> None:
    text = "e\u0301" * 200
    assert all(unicodedata.combining(text[at]) == 0 for at in soft_breaks(text))


@given(st.text(alphabet=st.sampled_from("ab \u00a0\u0301\u200d漢"), max_size=400).map(lambda text: text * 3))
def test_only_soft_breaks_are_added(text: str) -> None:
    assert broken(text).replace(SOFT_BREAK, "") == text


def test_no_run_stays_long() -> None:
    shown = broken("x" * 10_000)
    assert max(len(run) for run in shown.split(SOFT_BREAK)) <= LONGEST_RUN


@given(st.lists(st.sampled_from(["x" * 9000, "word ", "a\u0301" * 5000, " "]), max_size=6).map("".join))
def test_parts_cover_the_text_and_are_short(text: str) -> None:
    ranges = list(parts(text))
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(end - start <= LONGEST_PART for start, end in ranges)


def test_parts_are_cut_after_a_space() -> None:
    text = "word " * 4000
    assert all(text[end - 1] == " " for _, end in parts(text))
