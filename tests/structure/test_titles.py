"""What stands on the line of a headline, and is none of it."""

from __future__ import annotations

import pytest

import newscopy
from labelled import blocks_of
from newscopy.model import Role
from newscopy.structure import provenance, words
from newscopy.structure.titles import bare, below_trail, parts

BODY = """

MARNAU, June 4, 2024 - The town council of Marnau voted on Monday evening to pay for the night train to the coast.

"Without the train the hotels would close," said Mayor Ute Brandt, who had asked for the vote three weeks ago.

The train costs 1.2 million euros a year, says the budget, and nearly half of that comes from the tickets it sells.
"""


@pytest.mark.parametrize(
    ("line", "trail", "kicker"),
    [
        ("Town keeps its night train to the coast", "", ""),
        ("HomeSportTennisA new champion is found in Marnau", "HomeSportTennis", ""),
        ("HomeLocal NewsWest BankTown keeps its night train", "HomeLocal NewsWest Bank", ""),
        ("“It begins”Town keeps its night train", "", "“It begins”"),
        ("„Es beginnt“Stadt behält ihren Nachtzug", "", "„Es beginnt“"),
        ("* “It begins”Town keeps its night train", "", "* “It begins”"),
        ("/ Social / Town keeps its night train", "/ Social / ", ""),
        # What only looks so.
        ("/ 24 hours on the night train", "", ""),
        ("“It begins” in Marnau: Town keeps its night train", "", ""),
        ("“Anti”American feeling grows", "", ""),
        ("HomePod and YouTube in the test", "", ""),
        ("How TikTok and YouTube changed Marnau", "", ""),
        ("SportScheck closes its shops in Marnau", "", ""),
        ("", "", ""),
    ],
)
def test_the_line_is_told_apart(line: str, trail: str, kicker: str) -> None:
    found = parts(line, words.load())
    assert (line[: found.trail], line[found.trail :][: found.kicker]) == (trail, kicker)


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("* Town keeps its train", "Town keeps its train"),
        (": Town keeps its train", "Town keeps its train"),
        ("- Town keeps its train", "- Town keeps its train"),  # a Norwegian headline quotes so
        ("*", "*"),
        (":", ":"),
    ],
)
def test_a_bullet_or_colon_in_front_is_no_part_of_the_headline(line: str, headline: str) -> None:
    assert bare(line) == headline


def test_a_trail_that_ends_in_the_headline_is_none_where_the_headline_follows() -> None:
    text = f"Home 9 News 9 Town keeps its night train to the coast\n\nTown keeps its night train to the coast{BODY}"
    story = newscopy.read(text, "text")
    assert story.headline == "Town keeps its night train to the coast"
    headline = next(segment for segment in story.segments if segment.role is Role.HEADLINE)
    assert headline.start > text.index("\n")
    provenance.check(story, text)


def test_a_trail_with_its_steps_may_end_in_a_short_headline() -> None:
    blocks = blocks_of("You are here: Home » Society » “Tireless work”\n\n“Tireless work”\n\nBy Ann Lee")
    assert below_trail(0, blocks, 2) == 1
    plain = blocks_of("You are here at home in our society: “Tireless work”\n\n“Tireless work”\n\nBy Ann Lee")
    assert below_trail(0, plain, 2) == -1


def test_a_colon_that_leads_from_the_kicker_is_no_part_of_the_headline() -> None:
    text = f"Courier\nNight trains\n: Town keeps its train to the coast{BODY}"
    story = newscopy.read(text, "text")
    assert (story.kicker, story.headline) == ("Night trains", "Town keeps its train to the coast")
    provenance.check(story, text)


def test_a_quotation_glued_to_the_headline_is_its_kicker_and_nothing_is_lost() -> None:
    text = f"“It ends here”Town keeps its night train to the coast{BODY}"
    story = newscopy.read(text, "text")
    assert (story.kicker, story.headline) == ("“It ends here”", "Town keeps its night train to the coast")
    provenance.check(story, text)


def test_a_trail_glued_to_the_headline_gives_the_categories() -> None:
    text = f"HomeLocal NewsTransportTown keeps its night train to the coast{BODY}"
    story = newscopy.read(text, "text")
    assert story.headline == "Town keeps its night train to the coast"
    assert "Local News" in [category.name for category in story.categories]
    provenance.check(story, text)
