"""What decoding makes of probabilities that leave room for doubt."""

from __future__ import annotations

import numpy as np
import pytest

from labelled import blocks_of, page_of
from newscopy.model import Role
from newscopy.structure import words
from newscopy.structure.decoding import decode
from newscopy.structure.label import Label
from newscopy.structure.net import CLASSES

PROSE = "The council of Harrow Bay said on Tuesday that work would begin before the autumn storms number {}."
MENU = "Letters"


Lines = list[tuple[str, dict[str, float]]]


def decoded(lines: Lines) -> list[Role]:
    """The roles of lines with the probabilities of some classes; what is left of each goes to none of the story."""
    return [label.role for label in labels(lines)]


def labels(lines: Lines, *, marked_up: bool = False) -> list[Label]:
    blocks = blocks_of("\n\n".join(text for text, _ in lines))
    assert len(blocks) == len(lines)
    chances = np.full((len(lines), len(CLASSES)), 1e-4, np.float32)
    for row, (_, told) in zip(chances, lines, strict=True):
        for name, chance in told.items():
            row[CLASSES.index(name)] = chance
        row[CLASSES.index("other")] += max(0.0, 1 - float(row.sum()))
    return decode(blocks, page_of(blocks), chances, words.load(), marked_up=marked_up)


def headline() -> tuple[str, dict[str, float]]:
    return "Council backs the wall", {"headline": 0.9}


def paragraphs(count: int, first: int = 0) -> list[tuple[str, dict[str, float]]]:
    return [(PROSE.format(first + number), {"paragraph": 0.97}) for number in range(count)]


def menu(count: int) -> list[tuple[str, dict[str, float]]]:
    return [(f"{MENU} {number}", {}) for number in range(count)]


@pytest.mark.parametrize(("furniture", "role"), [(0, Role.PARAGRAPH), (6, Role.DISCARDED)])
def test_a_short_block_in_doubt_is_copy_only_where_no_furniture_was_pasted(furniture: int, role: Role) -> None:
    doubtful = ("More on the wall in our newsletter", {"paragraph": 0.5})
    found = decoded([headline(), *paragraphs(2), doubtful, *paragraphs(2, 2), *menu(furniture)])
    assert found[3] is role


@pytest.mark.parametrize(
    ("chance", "below", "role"),
    [
        (0.25, [], Role.PARAGRAPH),
        (0.1, [], Role.CAPTION),
        (0.25, [("Tam Orrell/Northwire", {"credit": 0.9})], Role.CAPTION),
        (0.25, [("The wall on Tuesday", {"caption": 0.9})], Role.CAPTION),
    ],
)
def test_a_sentence_above_copy_that_may_be_a_caption_is_copy_where_no_picture_is_credited(
    chance: float, below: Lines, role: Role
) -> None:
    doubtful = ("The wall was built in 1931.", {"caption": 0.4, "paragraph": chance})
    assert decoded([headline(), *paragraphs(2), doubtful, *below, *paragraphs(3, 2), *menu(9)])[3] is role


@pytest.mark.parametrize(
    ("line", "at", "role"),
    [
        ("The wall of Harrow Bay in the storm of last week. — © Northwire", 2, Role.CAPTION),
        ("The wall of Harrow Bay in the storm of last week. Reuters", 2, Role.CAPTION),
        ("The wall of Harrow Bay broke in the storm of last week. Nobody", 2, Role.PARAGRAPH),
        # Below the copy an agency signs it.
        ("The wall of Harrow Bay broke in the storm of last week. Reuters", 5, Role.PARAGRAPH),
    ],
)
def test_sentences_in_the_copy_behind_which_an_agency_stands_are_a_caption(line: str, at: int, role: Role) -> None:
    lines = [headline(), *paragraphs(4)]
    lines.insert(at, (line, {"paragraph": 0.9}))
    assert decoded([*lines, *menu(9)])[at] is role


@pytest.mark.parametrize(
    ("times", "chances", "role"),
    [
        (2, {"paragraph": 0.35, "other": 0.5}, Role.PARAGRAPH),
        (2, {"paragraph": 0.35, "note": 0.6}, Role.PARAGRAPH),
        (2, {"paragraph": 0.2, "other": 0.3}, Role.DISCARDED),
        (2, {"paragraph": 0.31, "other": 0.69}, Role.DISCARDED),
        (1, {"paragraph": 0.35, "other": 0.5}, Role.DISCARDED),
    ],
)
def test_long_prose_right_below_the_copy_goes_on_with_it(times: int, chances: dict[str, float], role: Role) -> None:
    below = (" ".join([PROSE.format(9)] * times), chances)
    assert decoded([headline(), *paragraphs(4), *menu(1), below, *menu(9)])[6] is role


@pytest.mark.parametrize(("asked", "role"), [(4, Role.PARAGRAPH), (3, Role.SUBHEADING)])
def test_the_questions_of_an_interview_are_copy_also_where_they_look_like_headings(asked: int, role: Role) -> None:
    questions = [(f"Did you see the wall break on day {at}?", {"paragraph": 0.9}) for at in range(asked)]
    heading = ("What did you say to the council?", {"subheading": 0.9})
    answers = paragraphs(asked + 1)
    told = [line for pair in zip(answers, [heading, *questions], strict=True) for line in pair]
    assert decoded([headline(), *told, *paragraphs(2, 9)])[2] is role


@pytest.mark.parametrize(
    ("line", "at", "role"),
    [
        ("Berlin.", 1, Role.DATELINE),
        ("New York.", 2, Role.DATELINE),
        ("Nobody was asked about it.", 1, Role.SUBHEADING),
        ("Berlin.", 4, Role.SUBHEADING),
        ("Advertisement 4", 4, Role.DISCARDED),
        ("Advertising was too dear", 4, Role.SUBHEADING),
    ],
)
def test_a_place_or_an_advertisement_is_no_subheading(line: str, at: int, role: Role) -> None:
    lines = [headline(), *paragraphs(6)]
    lines.insert(at, (line, {"subheading": 0.9}))
    assert decoded(lines)[at] is role


def test_the_first_paragraph_stays_where_a_long_box_parts_it_from_the_others() -> None:
    found = decoded([headline(), *paragraphs(1), *menu(30), *paragraphs(6, 1)])
    assert found[1] is Role.PARAGRAPH
    assert found[32:] == [Role.PARAGRAPH] * 6


@pytest.mark.parametrize(("offer", "role"), [("Subscribe now for the archive", Role.PARAGRAPH), (MENU, Role.DISCARDED)])
def test_it_stays_also_in_doubt_where_the_box_asks_to_subscribe(offer: str, role: Role) -> None:
    doubtful = [(PROSE.format(0), {"paragraph": 0.7})]
    offers: Lines = [(f"{offer} {number}", {}) for number in range(3)]
    found = decoded([headline(), *doubtful, *offers, *menu(27), *paragraphs(6, 1)])
    assert found[1] is role


def test_copy_far_above_the_headline_is_that_of_another_story() -> None:
    found = decoded([*paragraphs(1), *menu(30), headline(), *paragraphs(6, 1)])
    assert found[0] is Role.DISCARDED


@pytest.mark.parametrize(("chance", "role"), [(0.7, Role.SUBHEADING), (0.3, Role.PULL_QUOTE)])
def test_what_somebody_says_may_be_a_heading(chance: float, role: Role) -> None:
    quoted = ("“We have paid for all of it twice”", {"subheading": chance, "pull_quote": 0.2})
    said = (
        "“We have paid for all of it twice,” said Ann Lee, who has sat on the council of the town.",
        {"paragraph": 0.97},
    )
    found = decoded([headline(), *paragraphs(2), quoted, said, *paragraphs(2, 2)])
    assert found[3] is role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("17:35KEY EVENT", Role.DISCARDED),
        ("19:39Mara Lindqvist", Role.DISCARDED),
        ("9.15 am – Tom Okafor", Role.DISCARDED),
        ("17:35 Fire brigade leaves the harbour", Role.SUBHEADING),
        ("2024 was a year of storms", Role.SUBHEADING),
    ],
)
def test_the_hour_of_an_entry_heads_nothing(line: str, role: Role) -> None:
    found = decoded([headline(), *paragraphs(2), (line, {"subheading": 0.9}), *paragraphs(2, 2)])
    assert found[3] is role


def test_a_paragraph_between_headline_and_byline_is_the_standfirst() -> None:
    deck = ("The town has argued about it for three winters, and nobody knows what it will cost.", {"paragraph": 0.9})
    signed = ("By Ann Lee", {"byline": 0.9})
    assert decoded([headline(), deck, signed, *paragraphs(4)])[1] is Role.STANDFIRST
    assert decoded([headline(), deck, *paragraphs(2), signed])[1] is Role.PARAGRAPH


def test_a_byline_at_the_foot_makes_no_standfirst_of_a_short_story() -> None:
    signed = ("By Ann Lee", {"byline": 0.9})
    found = decoded([headline(), *paragraphs(1), signed, *menu(3)])
    assert found[1] is Role.PARAGRAPH


def test_a_line_that_says_by_is_the_byline_whatever_it_was_taken_for() -> None:
    signed = ("By Ann Lee, Bob Ray and Clara Weiss", {"caption": 0.6})
    button = ("Dive Deeper", {"byline": 0.6})
    assert decoded([headline(), button, signed, *paragraphs(4)])[2] is Role.BYLINE
    told = ("By Nora Quillfeather", {"byline": 0.6})
    assert decoded([headline(), told, *paragraphs(2), signed, *paragraphs(2, 2)])[4] is Role.CAPTION


def test_a_name_that_is_likely_a_byline_is_one_where_nobody_signs() -> None:
    name = ("Ann Lee", {"note": 0.4, "byline": 0.1})
    assert decoded([headline(), name, *paragraphs(4)])[1] is Role.BYLINE


def test_how_sure_a_label_of_a_text_is_says_how_often_such_labels_are_right() -> None:
    page = [headline(), *((PROSE.format(chance), {"paragraph": chance}) for chance in (0.6, 0.7, 0.85, 0.97))]
    told = [label.confidence for label in labels(page)]
    assert told == [pytest.approx(value, abs=0.011) for value in (0.88, 0.65, 0.74, 0.83, 0.96)]
    plain = [label.confidence for label in labels(page, marked_up=True)]
    assert plain == [pytest.approx(value, abs=0.006) for value in (0.9, 0.6, 0.7, 0.85, 0.97)]


@pytest.mark.parametrize(
    ("told", "roles"),
    [
        ([("Rain", {}), ("It rained in Osk.", {"headline": 0.2})], [Role.HEADLINE, Role.PARAGRAPH]),
        (
            [("Rain", {"headline": 0.4}), ("It rained in Osk.", {"paragraph": 0.6}), ("More is expected.", {})],
            [Role.HEADLINE, Role.PARAGRAPH, Role.PARAGRAPH],
        ),
        (
            [("Rain", {"headline": 0.4}), ("It rained in Osk.", {"paragraph": 0.6}), ("All rights reserved.", {})],
            [Role.HEADLINE, Role.PARAGRAPH, Role.DISCARDED],
        ),
        (
            [("Rain", {"headline": 0.4}), ("It rained in Osk.", {"paragraph": 0.6}), ("Letters", {})],
            [Role.HEADLINE, Role.PARAGRAPH, Role.DISCARDED],
        ),
    ],
)
def test_a_brief_that_was_pasted_alone_is_a_story(told: Lines, roles: list[Role]) -> None:
    assert decoded(told) == roles
    among_menus = [*told, *menu(20)]
    assert decoded(among_menus)[: len(told)].count(Role.PARAGRAPH) <= roles.count(Role.PARAGRAPH)


def test_a_page_of_a_few_blocks_is_read_by_its_markup() -> None:
    told = [label.role for label in labels([("Rain", {}), ("It rained in Osk.", {"headline": 0.2})], marked_up=True)]
    assert told == [Role.DISCARDED, Role.HEADLINE]


@pytest.mark.parametrize(
    ("heads", "all_head"), [((True, False, True), True), ((True, False, False), False), ((True, False), False)]
)
def test_numbered_lines_are_all_headings_where_half_of_three_or_more_are(
    heads: tuple[bool, ...], all_head: bool
) -> None:
    lines = [headline(), *paragraphs(1)]
    for number, head in enumerate(heads, 1):
        question = (f"{number}. What happens to tickets", {"subheading" if head else "paragraph": 0.9})
        lines += [question, *paragraphs(1, number)]
    wanted = [Role.SUBHEADING if head or all_head else Role.PARAGRAPH for head in heads]
    assert decoded(lines)[2::2] == wanted


def test_copy_that_a_page_holds_twice_is_told_once() -> None:
    copy = [PROSE.format(number) + " Nobody in Weirmouth was asked." for number in range(4)]
    lines: Lines = [("Council backs the longer wall", {"headline": 0.9})]
    lines += [(text, {"paragraph": 0.9}) for text in copy]
    lines += [
        ("Yes, she said.", {"paragraph": 0.9}),
        ("And:", {"paragraph": 0.9}),
        ("Yes, she said.", {"paragraph": 0.9}),
    ]
    lines += [(text, {"paragraph": 0.9}) for text in copy]
    found = labels(lines)
    assert [label.role for label in found[1:8]] == [Role.PARAGRAPH] * 7
    assert [label.reason for label in found[8:]] == ["duplicate"] * 4


ENTRIES = ("Ferry turned back", "Schools stay closed", "Wall holds so far", "Mayor asks for calm", "Wind is falling")


def live_blog(hour: str, author: str, heading: dict[str, float], count: int = 5) -> list[Role]:
    """The roles of a live blog's headings, which are likely something else; `author` stands on the hour's line or below."""
    lines: Lines = [("Storm on the coast: the latest", {"headline": 0.9}), (PROSE.format(0), {"paragraph": 0.9})]
    places = []
    for number, title in enumerate(ENTRIES[:count]):
        lines.append((hour.format(number), {"list_item": 0.6}))
        lines += [(author, {"paragraph": 0.5})] if author else []
        places.append(len(lines))
        lines += [(title, heading), (PROSE.format(number), {"paragraph": 0.9})]
    found = decoded([*lines, (PROSE.format("nine"), {"paragraph": 0.9})])
    return [found[at] for at in places]


@pytest.mark.parametrize(("hour", "author"), [("20:0{}Ann Lee", ""), ("20.0{} Uhr", ""), ("8:0{} pm", "Ann Lee")])
@pytest.mark.parametrize("heading", [{"caption": 0.6}, {"paragraph": 0.6}, {}], ids=["caption", "paragraph", "other"])
def test_the_line_below_the_hour_of_a_live_blogs_entry_heads_it(
    hour: str, author: str, heading: dict[str, float]
) -> None:
    assert live_blog(hour, author, heading) == [Role.SUBHEADING] * 5


def test_a_few_hours_make_no_live_blog() -> None:
    assert live_blog("20:0{}Ann Lee", "", {"caption": 0.6}, count=4) == [Role.CAPTION] * 4


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("after newsletter promotion", Role.PARAGRAPH),
        ("Dalsza część artykułu pod materiałem wideo", Role.PARAGRAPH),
        ("More from our newsletters", Role.DISCARDED),
    ],
)
def test_copy_goes_on_below_a_line_that_says_so(line: str, role: Role) -> None:
    box = [("Sign up for our letters", {}), (line, {})]
    rest = [(PROSE.format(3), {"paragraph": 0.2}), (PROSE.format(4), {"paragraph": 0.45}), *menu(6)]
    found = decoded([headline(), *paragraphs(3), *box, *rest])
    assert found[6:8] == [role, role]


def test_of_two_headlines_the_one_with_the_head_of_a_story_behind_it_is_taken() -> None:
    name = ("The Harrow Bay Letter", {"headline": 0.6})
    title = ("Council backs the wall", {"headline": 0.4})
    signed = [("By Ann Lee", {"byline": 0.9}), ("3 May 2025", {"timestamp": 0.9})]
    found = decoded([name, *menu(3), title, *signed, *paragraphs(4)])
    assert (found[0], found[4]) == (Role.DISCARDED, Role.HEADLINE)
    # Where the story goes on behind the first, the second is another's.
    found = decoded([name, *signed, *paragraphs(4), title, *menu(3)])
    assert found[0] is Role.HEADLINE


def test_a_label_above_a_headline_and_its_standfirst_is_no_headline() -> None:
    lines: Lines = [
        ("North Harrow", {"headline": 0.6}),
        ("Dog that works at a petrol station gets a badge and a wage in biscuits", {"standfirst": 0.5}),
        ("She came in a storm two years ago and never left.", {"standfirst": 0.9}),
        *paragraphs(3),
    ]
    assert decoded(lines)[:3] == [Role.KICKER, Role.HEADLINE, Role.STANDFIRST]
    assert [label.role for label in labels(lines, marked_up=True)][:2] == [Role.HEADLINE, Role.STANDFIRST]


def test_a_caption_above_its_credit_is_no_standfirst() -> None:
    caption = ("Empty since December: the pool on the quay.", {"standfirst": 0.6})
    credit = ("Photo: Silvia Krantz", {"byline": 0.4})
    likely = ("The pool was to open in spring. It will not.", {"paragraph": 0.5, "standfirst": 0.4})
    found = decoded([headline(), caption, credit, likely, *paragraphs(3)])
    assert found[1:4] == [Role.CAPTION, Role.CREDIT, Role.STANDFIRST]
    assert decoded([headline(), caption, credit, *paragraphs(3)])[1] is Role.STANDFIRST
    glued = ("The pool on the quay, which is empty © Harrow Post", {"standfirst": 0.95})
    assert decoded([headline(), glued, ("By Ann Lee", {"byline": 0.95}), *paragraphs(3)])[1] is Role.CAPTION


def test_a_line_that_is_hardly_more_than_a_date_is_one() -> None:
    day = ("[30.11.2022 11:08]", {"kicker": 0.7})
    assert decoded([day, headline(), *paragraphs(3)])[0] is Role.TIMESTAMP


def test_hours_with_a_heading_head_the_entries_of_a_live_blog() -> None:
    lines = [headline(), *paragraphs(1)]
    for hour in range(5):
        lines += [(f"Ore 1{hour}:20 - The water falls slowly", {"related_title": 0.6}), *paragraphs(2, 10 * hour + 10)]
    assert decoded(lines).count(Role.SUBHEADING) == 5


def test_several_sentences_between_paragraphs_are_no_pointer() -> None:
    said = "Son Ronny was against it at first. „We talked about it for a week. Then he left.“"
    title = "Farmer finds a ring after forty years. It still fits."
    found = decoded(
        [headline(), *paragraphs(2), (said, {"related_title": 0.6}), (title, {"related_title": 0.6}), *paragraphs(2, 2)]
    )
    assert found[3:5] == [Role.PARAGRAPH, Role.RELATED_TITLE]
