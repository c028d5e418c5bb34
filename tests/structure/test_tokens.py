from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newscopy.structure import characters, tokens

WORDS = st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x24F), min_size=1, max_size=8)


def words(text: str) -> tokens.Tokens:
    codes = characters.codes_of(text)
    return tokens.words(codes, characters.kinds_of(codes), np.zeros(len(codes), np.int64), 1)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_two_words_have_one_hash_if_and_only_if_their_letters_are_the_same(text: list[str]) -> None:
    folded = [characters.folded(characters.codes_of(word)).tobytes() for word in text]
    hashes = words(" ".join(text)).hashes.tolist()
    assert len(hashes) == len(text)
    for first, one in zip(folded, hashes, strict=True):
        for second, other in zip(folded, hashes, strict=True):
            assert (first == second) == (one == other)


def test_words_end_at_what_is_no_letter_and_marks_belong_to_their_letter() -> None:
    assert words("l'été, 3 mai").count.tolist() == [4]
    assert words("हिन्दी समाचार").count.tolist() == [2]


def test_letters_of_scripts_without_spaces_are_words_of_their_own() -> None:
    found = words("関連 news")
    assert found.count.tolist() == [3]
    assert found.single.tolist() == [True, True, False]


def test_a_phrase_has_the_hash_of_its_words_one_after_the_other() -> None:
    chain, count = tokens.phrases(["read more", "read"])
    spoken = words("Read MORE").hashes
    assert count.tolist() == [2, 1]
    assert chain[0][0] == chain[0][1] == spoken[0]
    assert chain[1][0] == tokens.followed(spoken[:1], spoken[1:])[0]


def test_runs_of_letters_are_equal_where_the_letters_are() -> None:
    grams = words("Abcdex abcde").letters.grams(5)
    assert len(grams) == 7
    assert grams[0] == grams[6] != grams[1]
