from __future__ import annotations

import numpy as np
import pytest

from newscopy.structure import counts, lines
from newscopy.structure.cues import Cues

CUES = Cues(
    {
        "byline": frozenset({"by", "von", "文"}),
        "function": frozenset({"by", "the", "von"}),
        "related_heading": frozenset({"related articles", "lesen sie auch", "関連記事"}),
        "section": frozenset({"strasse"}),
        "share": frozenset({"share", "a+"}),
    },
    frozenset({"by", "the", "von"}),
)


def kinds(text: str, what: str = "counts") -> set[str]:
    _, words = counts.count(lines.split(text))
    found = getattr(CUES.find(words), what)[0]
    return {CUES.kinds[number] for number in np.flatnonzero(found)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Share this story", {"share"}),
        ("You can share it", {"share"}),
        ("A+", {"share"}),
        ("A heat shield for the ice", set()),
        ("Related Articles", {"related_heading"}),
        ("Related to articles", set()),
        ("LESEN SIE AUCH: Mehr", {"related_heading"}),
        ("By Ann Lee", {"byline"}),
        ("It was made by hand", set()),
        ("Die Straße ist gesperrt", {"section"}),
        ("こちらの関連記事を読む", {"related_heading"}),
        ("文", {"byline"}),
        ("文化", set()),
    ],
)
def test_phrases_are_found_where_they_may_stand(text: str, expected: set[str]) -> None:
    assert kinds(text) == expected


def test_a_phrase_knows_whether_it_opens_the_block_and_whether_it_is_all_of_it() -> None:
    assert kinds("Related articles", "covers") == {"related_heading"}
    assert kinds("Related articles below", "covers") == set()
    assert kinds("Related articles below", "leads") == {"related_heading"}
    assert kinds("See related articles", "leads") == set()


def test_only_the_first_words_of_a_block_are_looked_at() -> None:
    assert kinds("word " * 20 + "share") == set()
