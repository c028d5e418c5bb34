from __future__ import annotations

import numpy as np
import pytest

import newscopy
from labelled import blocks_of, page_of
from newscopy.model import Role
from newscopy.structure import patterns, words

PROSE = (
    "The council voted on Tuesday to build the wall, which engineers had drawn up in 2019 and which had been put off "
    "twice since then, and the mayor said that work would start in spring."
)
QUOTED = "“The river does not read our budgets.”"


def certain(text: str, headline: int = 0) -> dict[str, Role]:
    blocks = blocks_of(text)
    found = patterns.certain(blocks, page_of(blocks), headline, np.ones(len(blocks), np.bool_), words.load())
    return {blocks[at].text: label.role for at, label in found.items()}


def test_a_title_twice_in_a_row_is_related_and_told_once() -> None:
    found = certain(f"A headline\n\n{PROSE}\n\nHarbour 'must close' now\n\nHarbour ‘must close’ now\n\n{PROSE}!\n")
    assert found["Harbour 'must close' now"] is Role.RELATED_TITLE
    assert found["Harbour ‘must close’ now"] is Role.DISCARDED


def test_a_quotation_that_a_paragraph_says_too_is_a_pull_quote_with_its_speaker() -> None:
    found = certain(
        f"A headline\n\n“We paid,” said Ann Lee, who sits on the council. {QUOTED}\n\n{QUOTED}\n— Ann Lee\n\n{PROSE}\n"
    )
    assert found[QUOTED] is Role.PULL_QUOTE
    assert found["— Ann Lee"] is Role.PULL_QUOTE


def test_a_quotation_that_stands_once_stays_what_it_is() -> None:
    assert certain(f"A headline\n\n{PROSE}\n\n{QUOTED}\n\n{PROSE}!\n") == {}


def test_section_names_glued_above_the_headline_are_categories() -> None:
    assert certain("PoliticsWorld News\n\nA headline", headline=2) == {
        "Politics": Role.CATEGORY,
        "World News": Role.CATEGORY,
    }


@pytest.mark.parametrize("mark", ["###", "# # #", "-30-", "– 30 –", "[ends]", "(Ende)", "- ENDS -", "ENDS"])
def test_a_mark_says_where_the_copy_ends(mark: str) -> None:
    blocks = blocks_of(f"A headline\n\n{PROSE}\n\n{mark}\n\nMedia contact:\n\nClara Weiss\n")
    assert patterns.end_of_copy(blocks, page_of(blocks)) == 2


@pytest.mark.parametrize("line", ["It ends", "30", "#", "Fin", "The end", "-----"])
def test_other_short_lines_do_not(line: str) -> None:
    blocks = blocks_of(f"A headline\n\n{PROSE}\n\n{line}\n\nMedia contact:\n\nClara Weiss\n")
    assert patterns.end_of_copy(blocks, page_of(blocks)) is None


def test_a_mark_above_most_of_the_copy_ends_nothing() -> None:
    blocks = blocks_of(f"A headline\n\n{PROSE}\n\n###\n\n{PROSE}?\n\n{PROSE}!\n")
    assert patterns.end_of_copy(blocks, page_of(blocks)) is None


@pytest.mark.parametrize(
    "line",
    [
        "Tags: harbours, night ferries",
        "Mots-clés : ports | ferries",
        "Теги: порты, паромы",
        "タグ：港、フェリー",
        "Topic: Ferries",
    ],
)
def test_short_names_behind_a_word_for_tags_are_tags(line: str) -> None:
    assert certain(f"A headline\n\n{PROSE}\n\n{PROSE}!\n\n{line}\n") == {line: Role.TAG}


@pytest.mark.parametrize(
    "line",
    [
        "Tags: harbours and all that has been said of them, night ferries",
        "Tags",
        "Topics of the day: harbours, ferries",
        "Ferries: fast, slow",
    ],
)
def test_other_lists_are_not(line: str) -> None:
    assert certain(f"A headline\n\n{PROSE}\n\n{PROSE}!\n\n{line}\n") == {}


def test_a_list_above_the_copy_holds_no_tags() -> None:
    assert Role.TAG not in certain(f"A headline\n\nTopics: harbours, ferries\n\n{PROSE}\n\n{PROSE}!\n").values()


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ferry strike ends",
        "Lesen Sie auch: Streik der Fähren endet",
        "اقرأ أيضا: لماذا توقفت العبارة",
        "相关新闻：守塔人日记在图书馆展出",
    ],
)
def test_a_title_behind_words_that_point_to_it_is_related(line: str) -> None:
    assert certain(f"A headline\n\n{PROSE}\n\n{line}\n\n{PROSE}!\n") == {line: Role.RELATED_TITLE}


@pytest.mark.parametrize(
    "line", ["Read more: Harbours", "Ferries: a strike has ended", "Read more about the strike here"]
)
def test_a_subject_behind_such_words_is_no_title(line: str) -> None:
    assert certain(f"A headline\n\n{PROSE}\n\n{line}\n\n{PROSE}!\n") == {}


def test_words_that_point_are_no_part_of_the_title() -> None:
    story = newscopy.read(f"A night ferry to Skerry\n\n{PROSE}\n\nRead more: Ferry strike ends\n\n{PROSE}!\n")
    assert [item.title for item in story.related_items] == ["Ferry strike ends"]


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version gave another speed.",
        "Korrektur: Es waren 141 km/h.",
        "更正：风速为一百四十一公里。",
    ],
)
def test_what_the_desk_says_of_the_story_is_a_note(line: str) -> None:
    assert certain(f"A headline\n\n{PROSE}\n\n{PROSE}!\n\n{line}\n") == {line: Role.NOTE}


@pytest.mark.parametrize("line", ["Update: 4 March 2026", "Source: Northwire", "Corrections were made: three of them"])
def test_dates_and_signatures_are_no_notes(line: str) -> None:
    assert certain(f"A headline\n\n{PROSE}\n\n{PROSE}!\n\n{line}\n") == {}


def test_a_line_twice_in_a_row_above_the_copy_is_a_caption() -> None:
    line = "The night train at the station of Varn last Monday"
    blocks = blocks_of(f"A headline\n\n{line}\n{line}\n\n{PROSE}\n\n{PROSE}!\n")
    found = patterns.certain(blocks, page_of(blocks), 0, np.ones(len(blocks), np.bool_), words.load())
    assert [found[at].role for at in (1, 2)] == [Role.CAPTION, Role.DISCARDED]


def test_the_end_of_a_long_menu_holds_no_labels_of_the_story() -> None:
    menu = "Business\nPolitics\nEducation\nCulture\nSport\nScience\n"
    assert Role.CATEGORY not in certain(f"{menu}Rail\nA headline\n\n{PROSE}\n", headline=7).values()
    assert certain(f"{PROSE}\nCulture\nA headline\n\n{PROSE}!\n", headline=2)["Culture"] is Role.CATEGORY


@pytest.mark.parametrize("trail", ["Home›Society›Traffic", "Business News/ Companies/ A headline", "Home > Society"])
def test_a_trail_above_the_headline_tells_the_sections(trail: str) -> None:
    found = certain(f"World\n\n{trail}\n\nA headline\n\n{PROSE}\n\n{PROSE}!\n", headline=2)
    assert found == {trail: Role.CATEGORY}


def test_a_line_with_other_slashes_is_no_trail() -> None:
    assert certain(f"Holm/Lind\n\nA headline\n\n{PROSE}\n\n{PROSE}!\n", headline=1)["Holm/Lind"] is Role.KICKER
