"""Which of the lines that the nets take for a headline can be one."""

from __future__ import annotations

import numpy as np
import pytest

import newscopy
from labelled import blocks_of, page_of
from newscopy.structure import words
from newscopy.structure.headlines import weighed
from newscopy.structure.net import CLASSES

HEADLINE = CLASSES.index("headline")
TITLE = "Council of Harrow Bay backs the longer wall"


def best(*lines: tuple[str, float]) -> str:
    """The likeliest headline of the lines, each with the chance that the nets give it."""
    blocks = blocks_of("\n\n".join(text for text, _ in lines))
    chances = np.zeros((len(lines), len(CLASSES)), np.float32)
    chances[:, HEADLINE] = [chance for _, chance in lines]
    told = weighed(chances, blocks, page_of(blocks), words.load())
    assert (chances[:, HEADLINE] == np.array([chance for _, chance in lines], np.float32)).all()
    return blocks[int(told[:, HEADLINE].argmax())].text


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday 14 January 2025",
        "Harrow Bay / 6 hours ago",
        "World News",
        "Share this story: Council backs the wall",
        "Harrow Bay Post is part of Weir Media. The publisher is Weir Media Ltd. Write to the editors for anything else",
        "The council argued about it for hours.",
    ],
)
def test_lines_that_are_no_headline_give_way(line: str) -> None:
    assert best((line, 0.5), ("Letters", 0.0), (TITLE, 0.3)) == TITLE


@pytest.mark.parametrize(
    "line", ["14 January 2025: the day the wall broke", "Sport is the loser of the new budget", "The end of …"]
)
def test_headlines_that_have_something_of_them_stay(line: str) -> None:
    assert best((line, 0.5), ("Letters", 0.0), (TITLE, 0.3)) == line


def test_a_line_that_is_said_once_more_where_the_page_is_shared_is_likelier() -> None:
    other = "Storm leaves thousands without light"
    assert best((other, 0.5), (TITLE, 0.2), ("Letters", 0.0), (f"Share this story: {TITLE}", 0.0)) == TITLE
    assert best((other, 0.5), (TITLE, 0.2), ("Letters", 0.0), ("Share this story", 0.0)) == other


SEARCHED = "Harrow Bay: Council backs wall, says mayor"


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        ([(SEARCHED, 0.7), (TITLE, 0.4), ("By Ann Lee", "byline")], TITLE),
        ([(SEARCHED, 0.7), ("Flood walls", "kicker"), (TITLE, 0.4), ("By Ann Lee", "byline")], TITLE),
        # Much less likely, other words, behind the byline, or the first heading of the copy.
        ([(SEARCHED, 0.7), (TITLE, 0.2), ("By Ann Lee", "byline")], SEARCHED),
        ([(SEARCHED, 0.7), ("Storm leaves thousands without light", 0.4), ("By Ann Lee", "byline")], SEARCHED),
        ([(SEARCHED, 0.7), ("By Ann Lee", "byline"), (TITLE, 0.4)], SEARCHED),
        ([(SEARCHED, 0.7), (TITLE, 0.4), ("Nobody had asked them, they say on the quay.", "paragraph")], SEARCHED),
        # The upper says all of the lower, and more.
        ([(f"Letters: {TITLE}", 0.7), (TITLE, 0.4), ("By Ann Lee", "byline")], f"Letters: {TITLE}"),
    ],
)
def test_a_trail_that_ends_in_the_headline_in_other_words_leads_to_the_printed_one(
    lines: list[tuple[str, float | str]], taken: str
) -> None:
    blocks = blocks_of("\n\n".join(text for text, _ in lines))
    chances = np.zeros((len(lines), len(CLASSES)), np.float32)
    for at, (_, said) in enumerate(lines):
        chances[at, CLASSES.index(said) if isinstance(said, str) else HEADLINE] = 0.9 if isinstance(said, str) else said
    told = weighed(chances, blocks, page_of(blocks), words.load())
    assert blocks[int(told[:, HEADLINE].argmax())].text == taken


def test_a_kicker_in_capitals_leads_to_the_headline() -> None:
    assert best(("STORM AND STRIFE", 0.9), (TITLE, 0.02)) == TITLE
    # The line below is a sentence, and the capitals are the headline's.
    deck = "Council of Harrow Bay backs the longer wall after years."
    assert best(("STORM AND STRIFE", 0.9), (deck, 0.02)) == "STORM AND STRIFE"


def test_a_line_in_capitals_that_is_wider_than_the_one_below_it_is_the_headline_of_an_old_paper() -> None:
    deck = "Eleven Men Are Missing"
    assert best(("STORM SINKS THREE TRAWLERS", 0.1), (deck, 0.5)) == "STORM SINKS THREE TRAWLERS"
    # Two words are a kicker, and so is what is no wider.
    assert best(("NORTHERN MARITIME-ASSOCIATION", 0.1), (deck, 0.5)) == deck
    assert best(("STORM AND STRIFE", 0.1), (deck, 0.5)) == deck


def test_of_a_long_line_and_the_shorter_one_above_it_the_shorter_is_the_headline() -> None:
    deck = "Builders want to begin before the autumn storms, and the town will pay for half of it from its reserves"
    assert best((TITLE, 0.3), (deck, 0.5)) == TITLE
    assert best((TITLE, 0.1), (deck, 0.5)) == deck


@pytest.mark.parametrize(("chance", "taken"), [(0.5, TITLE), (0.2, "DECK")])
def test_of_a_title_and_a_longer_line_two_below_the_title_is_the_headline(chance: float, taken: str) -> None:
    deck = "Members argued for hours, and the vote was closer than anybody on the quay had thought"
    assert best((TITLE, chance), ("Harbour", 0.0), (deck, 0.7)) == (deck if taken == "DECK" else taken)


COPY = (
    "The last tram of Varn made its last journey on Sunday, a hundred and three years after the first one had left the yard.",
    "Some four hundred people stood at the stops to see it, the company said, and more than a few of them had brought cake.",
    "It will be kept in the yard, which the council means to turn into a museum once it has found the money for a new roof.",
)


@pytest.mark.parametrize(
    "head",
    [
        # The paper's name, as it owns the page; that of a writer's paper; captions of a gallery; a post of a channel.
        "The Varn Ledger\n\nSubscribe\n\n{}\n\nBy Ann Lee\n\nThe Varn Ledger\n\nMay 3, 2026\n\nShare",
        "Subscribe\nSign In\n{}\nPortrait of Ann Lee\nAnn Lee\nVarn Sun-Herald\nMay 3, 2026, 5:02 a.m. CT",
        "{}\n1 of 2 | The last tram of Varn in its yard\n2 of 2 | Cake at the last stop\nBy Ann Lee",
        "Varn Live, [03.05.2026 19:48]\n[ Photo ]\n{}\n",
    ],
)
def test_lines_around_the_headline_are_none(head: str) -> None:
    title = "The last tram of Varn goes home to a yard full of cake"
    text = "\n\n".join((head.format(title), *COPY, "© 2026 The Varn Ledger. All rights reserved."))
    story = newscopy.read(text)
    assert story.headline == title
    assert story.paragraphs == COPY


def test_a_line_twice_in_a_row_above_a_credit_is_a_caption() -> None:
    caption = "Per Holm, 78, on his mower with trailer and parasol"
    assert best((caption, 0.5), (caption, 0.4), ("Photo: Silvia Krantz", 0.0), (TITLE, 0.1)) == TITLE
    assert best((caption, 0.5), (caption, 0.4), ("By Silvia Krantz", 0.0), (TITLE, 0.1)) == caption


def test_a_line_in_capitals_with_a_full_stop_leads_the_decks_of_an_old_paper() -> None:
    lines = [("WENT DOWN IN A GALE.", 0.1), ("Schooner Lucy Holm Lost Off Point Sable With Six of Her Crew.", 0.5)]
    assert best(*lines) == "WENT DOWN IN A GALE."
