from __future__ import annotations

import numpy as np
import pytest

from newscopy.structure import blocks, dense, joints, words
from newscopy.structure.blocks import unglued
from newscopy.structure.counts import count
from newscopy.structure.words import Lexicon

SECTIONS = frozenset({"politics", "world news", "middle east", "wirtschaft"})
LEXICON = Lexicon({"section": SECTIONS, "function": words.load()["function"]}, {})


def built(text: str) -> list[str]:
    return [block.text for block in blocks.build(text, LEXICON, dense.load())]


@pytest.mark.parametrize(
    ("glued", "pieces"),
    [
        ("Middle EastWorld News", ["Middle East", "World News"]),
        ("PoliticsWorld News", ["Politics", "World News"]),
        ("WirtschaftKommentar", ["Wirtschaft", "Kommentar"]),
    ],
)
def test_glued_section_labels_come_apart(glued: str, pieces: list[str]) -> None:
    assert built(glued) == pieces


@pytest.mark.parametrize(
    ("glued", "pieces"),
    [
        ("TRADE DISPUTE Ministers meet again in Oslo", ["TRADE DISPUTE", "Ministers meet again in Oslo"]),
        ("HAFEN-STREIT „Wir bleiben auf der Mole“", ["HAFEN-STREIT", "„Wir bleiben auf der Mole“"]),
    ],
)
def test_a_kicker_in_capitals_comes_off_its_headline(glued: str, pieces: list[str]) -> None:
    assert built(glued) == pieces


@pytest.mark.parametrize(
    "whole",
    [
        "US Senate passes the harbour bill",
        "BUDGET 3.0 | Treasury hires more collectors",
        "NATO AND UKRAINE agree on more tugs",
        "HARBOUR BOARD VOTES TO RAISE THE WALL",
        "TRADE DISPUTE Oslo talks",
        "HARROW FORD (Northwire) - Two workers were hurt on Friday",
    ],
)
def test_other_capitals_stay_where_they_are(whole: str) -> None:
    assert built(whole) == [whole]


@pytest.mark.parametrize("whole", ["LinkedIn", "Ronald McDonald", "YouTube", "eBay and PayPal sue"])
def test_names_in_camel_case_stay_whole(whole: str) -> None:
    assert built(whole) == [whole]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    wrapped = (
        "The harbour board voted on Tuesday to raise the sea wall by two metres,\n"
        "ending nine months of argument about who should carry the cost of works\n"
        "that engineers first drew up after the storm of 2019 washed the old\n"
        "promenade away.\n"
        "\n"
        "Work is to start in spring, when the fishing fleet is at sea and the\n"
        "quay lies empty, the board said in a statement that it published late.\n"
    )
    assert [text[:22] for text in built(wrapped)] == ["The harbour board vote", "Work is to start in sp"]


def test_lines_that_end_where_they_want_are_not_joined() -> None:
    assert built("Home\nNews\nSport\nWeather\nContact") == ["Home", "News", "Sport", "Weather", "Contact"]


def test_spans_of_a_joined_block_are_its_lines() -> None:
    text = (
        "The harbour board voted on Tuesday to raise the sea wall by two metres,\n"
        "ending nine months of argument about who should carry the cost of works\n"
        "that engineers first drew up after the storm of 2019 washed the old and\n"
        "much loved promenade of the town away, with its lamps and its benches."
    )
    (block,) = blocks.build(text, LEXICON, dense.load())
    assert [text[start:end][-5:] for start, end in block.spans] == ["tres,", "works", "d and", "ches."]


def test_lines_of_chinese_are_joined_without_a_blank() -> None:
    line = "港口委员会周二投票决定把海堤加高两米这结束了九个月来关于谁来承担费用的争论"
    (block,) = blocks.build(f"{line}\n{line}\n{line}\n{line}结束。", LEXICON, dense.load())
    assert block.text == f"{line * 4}结束。"


def test_tabs_and_runs_of_blanks_become_one_blank() -> None:
    assert built("one\ttwo   three") == ["one two three"]


COLUMN = """\
Many Boats Lost and a Church
Roof Carried Away.

A gale such as no man living remem-
bers struck the northern isles on Thurs-
day night and raged for ten hours. Of
the fishing fleet eleven boats are miss-
ing, and the roof of the church at Vik
was carried a hundred yards.

The telegraph has been cut since mid-
night, and news comes by the mail boat
alone, and by the in- and outbound
ferries of the long-
term lease, as the long-term tenants say.
"""


def test_a_narrow_column_is_joined_and_words_broken_at_its_edge_are_whole_again() -> None:
    *_, gale, telegraph = built(COLUMN)
    assert gale == (
        "A gale such as no man living remembers struck the northern isles on Thursday night and raged for ten hours. "
        "Of the fishing fleet eleven boats are missing, and the roof of the church at Vik was carried a hundred yards."
    )
    assert telegraph == (
        "The telegraph has been cut since midnight, and news comes by the mail boat alone, and by the in- and outbound "
        "ferries of the long-term lease, as the long-term tenants say."
    )


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        ("a long plan for the Franco-", "German border and its bridge", "Franco-German"),
        ("what is left of the in-", "und ausländische Anteil davon", "in- und"),
        ("how they came through COVID-", "19 and what became of them", "COVID-19"),
        ("a word that is broken by a soft\xad", "ware of some kind or other", "software"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(above: str, below: str, said: str) -> None:
    text = f"{above}\n{below}"
    stretches = [(0, len(text))]
    (block,) = blocks.Divided(text, stretches)
    assert said in block.text


def test_two_dashes_part_a_signature_from_the_copy() -> None:
    text = "The bakers said that it has a price to bake while the others sleep, and left.\n--\nJonas Pell\nReporter"
    assert "--" in built(text)


def test_an_empty_line_parts_what_the_words_alone_would_not() -> None:
    text = (
        "凯尔瓦港的渡轮在大雾中搁浅，船上二百一十四人全部安全上岸。\n\n海岸警卫队发言人说，渡轮在凌晨四时四十分触礁。"
    )
    assert len(built(text)) == 2
    assert len(built("A talk with the harbour master about\n\nferries and the fog, and about the wind")) == 2


def test_an_indent_starts_a_paragraph_where_the_line_below_has_none() -> None:
    lines = [
        "The harbour board has promised to see to the",
        "lamps along the quay before the winter is here.",
        "   Women stood on the quay all through the night",
        "with lanterns, as they had in the winter of 1911.",
    ]
    apart = built("\n".join(lines))
    assert [block.split()[0] for block in apart] == ["The", "Women"]


def test_an_indent_starts_a_paragraph_of_one_line_where_it_starts_others() -> None:
    lines = [
        "   The harbour board has promised to see to the",
        "lamps along the quay before the winter is here.",
        "   Nobody has seen to them for seven years now.",
        "   Women stood on the quay all through the night",
        "with lanterns, as they had in the winter of 1911.",
    ]
    assert [block.split()[0] for block in built("\n".join(lines))] == ["The", "Nobody", "Women"]


def test_what_is_counted_of_a_joint() -> None:
    lines = unglued("She came out of\nthe house (the old\none) again\n\nand again. and again\nand AGAIN", SECTIONS)
    rows = joints.measure(lines, *count(lines), LEXICON["function"])
    assert rows.shape == (len(lines) - 1, joints.COLUMNS)
    torn, _, _, ends, opens, above, below, open_above, open_below, again_above, again_below = rows[:, 44:].T
    assert (torn == 1).all()  # the one blank line stands inside a sentence
    assert ends.tolist() == [1, 0, 0, 0]  # "of"
    assert opens.tolist() == [1, 0, 1, 1]  # "the", "one", "and", "and"
    assert above[1:].tolist() == pytest.approx(below[:-1].tolist())
    assert open_above.tolist() == [0, 1, -1, 0]
    assert open_below.tolist() == [1, -1, 0, 0]
    assert not again_above.any()
    assert not again_below.any()


def test_a_line_that_stands_elsewhere_too_is_known_for_it() -> None:
    lines = unglued("Open\nRead more\nRead MORE\nRead more", SECTIONS)
    rows = joints.measure(lines, *count(lines), LEXICON["function"])
    assert rows[:, -2].tolist() == pytest.approx([0, np.log(3), np.log(3)])
    assert rows[:, -1].tolist() == pytest.approx([np.log(3)] * 3)


INDENTED = """\
        ORRIN, N.H. (UPI) -- Some 900 people on Gannet
Island huddled around wood stoves Tuesday as a third night
without electricity drew near, and the state warned them.
        The storm coated the island with 2 inches of ice
Saturday night, bringing down nearly every one of its
Norway pines and
snapping the cable.
        ``It sounded like a rifle,'' said Arlene Dube.
``By daylight there wasn't a straight tree left.''
        The ferry has not run since Friday, and the mail waits.
"""


def test_where_every_paragraph_is_indented_a_line_that_is_not_goes_on() -> None:
    opening = ("ORRIN, N.H", "The storm ", "``It sound", "The ferry ")
    assert tuple(text[:10] for text in built(INDENTED)) == opening


def test_the_wide_blank_of_japanese_indents() -> None:
    text = (
        "　島根県は二十四日、宍道湖のヤマトシジミの推定資源量が一万四千\n"
        "二百トンとなり、調査を始めた一九九七年以降で最も少なかったと。\n"
        "　県水産技術センターが十月中旬、湖内の泥を採取して調べた結果、\n"
        "5900トンで、前年同期の8100トンを大きく下回った。\n"
        "　県は来年一月にも専門家会議を設け、稚貝の放流や、大橋川からの\n"
        "水の入り方の調査を検討する。\n"
    )
    assert len(built(text)) == 3


DOUBLE = """\
Overnight on Friday thieves had peeled the lead from the whole

of the south side of the roof. Rain was due by tea time, and the

nearest scaffolder could not come for a fortnight.



The organist, who does not own a computer, rang her grandson in

Swindon. He put three lines on a village page.



By four o'clock there were forty people in the graveyard, with

pumps and tarpaulins, and a man who had come about a fridge.
"""


def test_an_empty_line_behind_every_line_parts_nothing() -> None:
    assert [text[:9] for text in built(DOUBLE)] == ["Overnight", "The organ", "By four o"]
    assert len(built(DOUBLE.replace("\n\n\n\n", "\n\n\n"))) == 3


TYPED = """\
Holm                                                     1-1-1-1-1
wall                                            for Sat a.m., 10/31

                  COUNCIL SAYS NO TO WALL;
                   FISHERMEN WALK OUT

                        By Anna Holm

     Six members of the council walked out of the town hall on

Friday night when the mayor said that there was no money for

the longer wall that engineers had asked for.

     The Rev. Per Lind, whose church stands nearest to the sea,

asked whether the town would rather pay for a new church.

     "I told him I did not think so," the mayor said later.

"Then I looked at those people, and I thought maybe I could."

     The vote was five to four, and nobody who was in the hall

could say afterwards who the ninth member had been.

     Those who walked out will meet again on Monday, in the hut

where the nets are mended.
"""


def test_the_head_of_a_typed_page_may_stand_closer_than_its_copy() -> None:
    texts = built(TYPED)
    assert texts[-5][:11] == "Six members"
    assert [text.split()[-1] for text in texts[-5:]] == ["for.", "church.", 'could."', "been.", "mended."]
    assert any(text == "COUNCIL SAYS NO TO WALL; FISHERMEN WALK OUT" for text in texts)


def test_a_tabulator_opens_a_paragraph() -> None:
    text = (
        "\tKELVA, Norway -- Ann Lee did not see the ferry for nine hours on\n"
        "Tuesday night and had a cold to show for it three hours later.\n"
        "\t``I would do all of it again and take something warmer to wear,''\n"
        "Lee said.\n"
        "\tThe captain, Per Lind, had spent two months on the island and was\n"
        "the last man on the quay.\n"
        "\t``I told them I could steer or I could see,'' Lind said. ``I told\n"
        "them not to ask for both.''\n"
    )
    assert [part.split()[-1] for part in built(text)] == ["later.", "said.", "quay.", "both.''"]


DECKED = """\
Judge Orders
Harbour Lion
Held for Trial

Animal Is "Exhibit A" in
Suit by Barber Who Says
It Ate Insurance Papers

By ANNA HOLM
Staff Writer

 HARROW BAY, March 11
Nero, a lion with one good eye,
was taken into custody of the
district court today and locked in
the county garage, there to await
the pleasure of twelve jurors.
 Judge Per Lind issued the order
on the motion of a barber, who is
suing the show for a brief case
with a life insurance policy.
"""


def test_decks_of_a_column_are_one_each() -> None:
    texts = built(DECKED)
    assert texts[:4] == [
        "Judge Orders Harbour Lion Held for Trial",
        'Animal Is "Exhibit A" in Suit by Barber Who Says It Ate Insurance Papers',
        "By ANNA HOLM",
        "Staff Writer",
    ]


def test_wide_lines_that_open_with_a_wide_blank_are_paragraphs_and_what_does_not_parts_them() -> None:
    copy = "\u3000港の町は長い壁を建てる計画を進めているが、漁師たちは誰からも話を聞いていないと言い、議会は来月にもう一度話し合う。"
    lines = [f"{copy}{number}回目の話し合いは夕方から始まり、夜遅くまで続いたという。" for number in range(6)]
    lines.insert(3, "壁は来月、海を渡る")
    assert [text[:5] for text in built("\n".join(lines))] == [line.strip()[:5] for line in lines]
