"""Which lists of titles belong to a story."""

from __future__ import annotations

import numpy as np
import pytest

from labelled import blocks_of, page_of
from newscopy.model import Role
from newscopy.structure import decoding, related, words
from newscopy.structure.net import CLASSES

PROSE = "The council of Harrow Bay said on Tuesday that work would begin before the autumn storms number {}."
COPY = [(PROSE.format(number), "paragraph", 0.9) for number in range(3)]
TITLES = [
    "Who pays for the wall at Harrow Bay",
    "Storms took the pier of Weirmouth",
    "What the builders of dikes have learned",
]


def settled(*lines: tuple[str, str, float]) -> list[str]:
    """The classes of lines, each with the class it was taken for and how likely it is a related title."""
    blocks = blocks_of("\n\n".join(text for text, _, _ in lines))
    chances = np.zeros((len(lines), len(CLASSES)), np.float32)
    chances[:, CLASSES.index("related_title")] = [chance for _, _, chance in lines]
    classes = [CLASSES.index(name) for _, name, _ in lines]
    related.settle(classes, blocks, page_of(blocks), chances, words.load())
    return [CLASSES[number] for number in classes]


@pytest.mark.parametrize(
    "heading", ["Related articles", "Mehr zum Thema: Deiche", "À lire aussi", "Zum Weiterlesen", "関連記事"]
)
def test_below_a_heading_that_speaks_of_the_story_all_titles_count(heading: str) -> None:
    found = settled(*COPY, (heading, "other", 0.0), *((title, "other", 0.02) for title in TITLES))
    assert found[4:] == ["related_title"] * 3


@pytest.mark.parametrize("heading", ["Most read", "Latest news", "Das könnte Sie auch interessieren", "Lo más leído"])
def test_below_a_heading_of_any_page_titles_count_only_if_they_are_sure(heading: str) -> None:
    taken = [(title, "related_title", chance) for title, chance in zip(TITLES, (0.3, 0.5, 0.95), strict=True)]
    found = settled(*COPY, (heading, "other", 0.0), *taken)
    assert found[4:] == ["other", "other", "related_title"]


@pytest.mark.parametrize(("heading", "told"), [("Most read", []), ("See also", [TITLES[0]])])
def test_a_title_that_stands_twice_is_a_pointer_unless_it_is_in_a_list_of_any_page(
    heading: str, told: list[str]
) -> None:
    lines = [*(text for text, _, _ in COPY), heading, TITLES[0], TITLES[0]]
    blocks = blocks_of("\n\n".join(lines))
    chances = np.zeros((len(lines), len(CLASSES)), np.float32)
    chances[:3, CLASSES.index("paragraph")] = chances[3:, CLASSES.index("other")] = 0.9
    labels = decoding.decode(blocks, page_of(blocks), chances, words.load())
    assert [block.text for block, one in zip(blocks, labels, strict=True) if one.role is Role.RELATED_TITLE] == told


def test_dates_and_names_beside_titles_are_none_and_end_no_list() -> None:
    beside = [("By Ann Lee of Harrow Bay", "other", 0.1), ("Published 14 January 2025", "other", 0.1)]
    found = settled(*COPY, ("See also", "other", 0.0), (TITLES[0], "other", 0.1), *beside, (TITLES[1], "other", 0.1))
    assert found[4:] == ["related_title", "other", "other", "related_title"]


def test_a_list_ends_where_readers_write_or_copy_goes_on() -> None:
    below = [(TITLES[0], "other", 0.1), ("Leave a comment", "other", 0.1), (TITLES[1], "other", 0.1)]
    assert settled(*COPY, ("See also", "other", 0.0), *below)[4:] == ["related_title", "other", "other"]
    below[1] = (PROSE.format(9), "paragraph", 0.0)
    assert settled(*COPY, ("See also", "other", 0.0), *below)[4:] == ["related_title", "paragraph", "other"]


def test_a_summary_goes_with_its_title() -> None:
    card = [(TITLES[0], "related_title", 0.3), (PROSE.format(9), "related_summary", 0.0)]
    assert settled(*COPY, ("Most read", "other", 0.0), *card)[4:] == ["other", "other"]


def test_pointers_inside_the_copy_stay_whatever_their_chance() -> None:
    pointer = ("READ MORE: Storms took the pier of Weirmouth", "related_title", 0.3)
    assert settled(*COPY, pointer, (PROSE.format(9), "paragraph", 0.0))[3] == "related_title"
    assert settled(*COPY, pointer)[3] == "other"


def test_items_of_a_list_are_titles_where_the_first_is_and_sentences_below_them_sum_them_up() -> None:
    summary = "Growers say that they count the days until the boat comes back."
    lines = (
        ("Related", "other", 0.0),
        (TITLES[0], "other", 0.02),
        (TITLES[1], "list_item", 0.0),
        (summary, "list_item", 0.0),
    )
    assert settled(*COPY, *lines)[4:] == ["related_title", "related_title", "related_summary"]
    assert settled(*COPY, ("Related", "other", 0.0), (TITLES[0], "list_item", 0.0))[4:] == ["list_item"]
    assert settled(*COPY, (TITLES[0], "list_item", 0.02), (TITLES[1], "list_item", 0.0))[3:] == ["list_item"] * 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Also Read | Ferries stay in port", "Ferries stay in port"),
        ("Lire aussi : Les ferries restent à quai", "Les ferries restent à quai"),
        ("Lesen Sie auchFähren bleiben länger im Hafen", "Fähren bleiben länger im Hafen"),
        ("* Ferries stay in port, 21.10.2024", "Ferries stay in port"),
        ("・フェリーは港に留まる(05-11)", "フェリーは港に留まる"),
        ("[IMG] Ferries stay in port [more]", "Ferries stay in port"),
        ("[Ferries stay in port]", "Ferries stay in port"),
        ("Ferries stay in port <http://example.org/ferries>", "Ferries stay in port"),
        ("Ferries: crews stay on board", "Ferries: crews stay on board"),
        ("Read also", "Read also"),
    ],
)
def test_a_title_stands_without_what_is_around_it(text: str, title: str) -> None:
    assert related.title(text, words.load()) == title


def test_words_that_touch_a_title_go_before_a_colon_in_it() -> None:
    text = "Lesen Sie auchHebammen in Harrow: Die letzte packt ihre Koffer"
    assert related.title(text, words.load(), led=True) == "Hebammen in Harrow: Die letzte packt ihre Koffer"
