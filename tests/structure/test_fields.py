"""Copy whose parts are named, as text databases export it and desks type it; and exports of several documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscopy
from newscopy.model import Role, Story
from newscopy.structure import documents, fields, provenance
from newscopy.structure.decode import decode
from newscopy.structure.lines import split

NEXIS = """\
                               1 of 2 DOCUMENTS

                         The Harbor Ledger (Maine)

                            March 14, 2019 Thursday
                                 Final Edition

Ferry operators warn of cuts as fuel bills climb

BYLINE: Dana Whitcomb, Staff Writer

SECTION: METRO; Pg. B1

LENGTH: 412 words

DATELINE: PORTLAND

Two of the three companies that run passenger ferries across the bay said
Wednesday that they would drop evening sailings in April.

"We are not bluffing," said Ellen Marsh, who manages the Bay Lines fleet. "The
last boat on weekdays costs us more than it brings in."

LOAD-DATE: March 15, 2019

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: Passengers board the last ferry on Tuesday.

PUBLICATION-TYPE: Newspaper

                    Copyright 2019 The Harbor Ledger Company
"""
UNI = """\
Ferry operators warn of cuts
The Harbor Ledger (Maine)
March 14, 2019 Thursday

Copyright 2019 The Harbor Ledger Company All Rights Reserved

Section: Section B; Column 1; Metropolitan Desk; Pg. 1
Length: 412 words
Byline: By DANA WHITCOMB and LUIS PEREZ
Highlight: Islanders fear that the last boat home will be dropped.
Body

Two of the three companies that run passenger ferries across the bay said Wednesday that they would drop evening sailings in April.
The operators told a hearing of the Transportation Committee that diesel had risen by a third since autumn.

Graphic

Passengers board the last ferry on Tuesday.

Classification

Language: ENGLISH

Subject: FERRIES (92%); LEGISLATION (77%)

Load-Date: March 15, 2019

End of Document
"""
FACTIVA = """\
HD Northern grid to test giant batteries in disused mines
BY By Petra Lindqvist
WC 356 words
PD 3 June 2021
SN Nordic Energy Wire
LA English
LP 
KIRUNA, Sweden, June 3 (Nordic Energy Wire) - Sweden's grid operator will store electricity in two disused iron mines from next year.

TD 
Weights of 500 tonnes will be lifted in old shafts when power is cheap and lowered again when it is scarce.

In a later stage four more shafts are to be used.

CO svk : Svenska Kraftnat
RE swed : Sweden | eurz : Europe
PUB Nordic Wire AB
AN Document NEWIRE0020210603eh6300b2x
"""  # noqa: W291 - the codes of Factiva have a blank behind them
DESK = """\
From: desk@courier.example
Subject: FOR WEB: school board
Date: Tue, 4 Feb 2025 18:22:07 -0500

HED: School board picks interim chief after sudden exit
DEK: Longtime principal to lead district of 9,000 pupils until summer
BY: Marisol Vega
SLUG: SCHOOLCHIEF0205

The school board on Tuesday night named a longtime principal to lead the district, hours after its superintendent resigned.

Summary: it was a long night, and nobody was seen to smile.

CUTLINE: Joyce Amadi on Tuesday.

"I know these halls, and I know these families," she said after the meeting.
"""
LISTED = """\
Title: Ferry operators warn of cuts as fuel bills climb
Author: Whitcomb, Dana; Perez, Luis
Publication title: The Harbor Ledger; Portland, Me.
Publication date: Mar 14, 2019
Section: Metro
Full text: Two of the three companies that run passenger ferries across the bay said Wednesday that they would drop evening sailings in April.

The operators told a hearing of the Transportation Committee that diesel had risen by a third since autumn.

Credit: Dana Whitcomb Staff Writer

Subject: Ferries; Diesel fuels

Publication title: The Harbor Ledger; Portland, Me.

Database: U.S. Newsstream
"""


def left_out(story: Story) -> str:
    return "\n".join(segment.text or "" for segment in story.segments if segment.role is Role.DISCARDED)


@pytest.mark.parametrize("text", [NEXIS, UNI, FACTIVA, DESK, LISTED, NEXIS + NEXIS, UNI + UNI, FACTIVA + FACTIVA])
def test_nothing_is_lost(text: str) -> None:
    for form in (
        text,
        text.replace("\n", "\r\n"),
        text.replace("\n\n", "\n"),
        text.upper(),
        text.replace(": ", ":   "),
    ):
        provenance.check(newscopy.read(form), form)


def test_an_export_of_nexis_comes_apart() -> None:
    story = newscopy.read(NEXIS)
    assert story.headline == "Ferry operators warn of cuts as fuel bills climb"
    assert [category.name for category in story.categories] == ["METRO"]
    assert [(byline.name, byline.role) for byline in story.bylines] == [("Dana Whitcomb", "Staff Writer")]
    assert story.dateline is not None
    assert story.dateline.place == "PORTLAND"
    assert story.published is not None
    assert story.published.value == "2019-03-14"
    assert story.updated is None
    assert [text[:20] for text in story.paragraphs] == ["Two of the three com", '"We are not bluffing']
    assert [block.text for block in story.body if block.kind == "caption"] == [
        "PHOTO: Passengers board the last ferry on Tuesday."
    ]
    for said in ("1 of 2 DOCUMENTS", "Pg. B1", "LENGTH: 412 words", "LANGUAGE: ENGLISH", "Copyright 2019"):
        assert said in left_out(story)


def test_a_headline_of_two_lines_above_the_fields_is_one() -> None:
    story = newscopy.read(NEXIS.replace("fuel bills climb", "fuel bills\nclimb on all three islands"))
    assert story.headline == "Ferry operators warn of cuts as fuel bills climb on all three islands"


def test_in_nexis_uni_the_headline_is_the_first_line() -> None:
    story = newscopy.read(UNI)
    assert story.headline == "Ferry operators warn of cuts"
    assert story.standfirst == "Islanders fear that the last boat home will be dropped."
    assert [category.name for category in story.categories] == ["Metropolitan Desk"]
    assert [byline.name for byline in story.bylines] == ["DANA WHITCOMB", "LUIS PEREZ"]
    assert [text[:20] for text in story.paragraphs] == ["Two of the three com", "The operators told a"]
    assert "Body" in left_out(story)
    assert "FERRIES (92%)" in left_out(story)


def test_the_codes_of_factiva_are_read() -> None:
    story = newscopy.read(FACTIVA)
    assert story.headline == "Northern grid to test giant batteries in disused mines"
    assert [byline.name for byline in story.bylines] == ["Petra Lindqvist"]
    assert story.published is not None
    assert story.published.value == "2021-06-03"
    assert [text[:12] for text in story.paragraphs] == ["KIRUNA, Swed", "Weights of 5", "In a later s"]
    assert "PUB Nordic Wire AB" in left_out(story)


def test_a_desk_names_the_parts_of_a_mail() -> None:
    story = newscopy.read(DESK)
    assert story.headline == "School board picks interim chief after sudden exit"
    assert story.standfirst == "Longtime principal to lead district of 9,000 pupils until summer"
    assert story.slugline == "SCHOOLCHIEF0205"
    assert [byline.name for byline in story.bylines] == ["Marisol Vega"]
    assert story.published is not None
    assert story.published.value == "2025-02-04T18:22:07-05:00"
    # Names in the copy are words like others.
    assert [text[:8] for text in story.paragraphs] == ["The scho", "Summary:", '"I know ']
    assert [block.text for block in story.body if block.kind == "caption"] == ["Joyce Amadi on Tuesday."]
    assert "FOR WEB: school board" in left_out(story)


def test_people_are_listed_by_their_family_names() -> None:
    story = newscopy.read(LISTED)
    assert [byline.name for byline in story.bylines] == ["Dana Whitcomb", "Luis Perez"]
    assert story.byline == "Whitcomb, Dana; Perez, Luis"
    assert [text[:20] for text in story.paragraphs] == ["Two of the three com", "The operators told a"]
    assert "Ferries; Diesel fuels" in left_out(story)


@pytest.mark.parametrize("text", [NEXIS + NEXIS.replace("1 of 2", "2 of 2"), UNI + UNI, FACTIVA + "\n" + FACTIVA])
def test_of_several_documents_the_first_is_the_story(text: str) -> None:
    story = newscopy.read("Download Request: Selected Items: 1-2\n\n" + text if text.startswith(" ") else text)
    alone = newscopy.read(text[: len(text) // 2])
    assert (story.headline, story.byline, len(story.paragraphs)) == (
        alone.headline,
        alone.byline,
        len(alone.paragraphs),
    )
    assert [notice.code for notice in story.notices] == ["other-story"]


@pytest.mark.parametrize(
    "text",
    [
        # A book, a recipe, the menu of a page: fields, but no story's.
        "A fine novel\n\nTitle: The Tarn\nPrice: 12 crowns\n\nIt is about a river that waits.",
        "Length: 12 miles\nDate: May to October\n\nThe path leads along the river.",
        "Date: 4 May\nPlace: the town hall\n\nThe council meets at eight.",
        "Headline: news at a glance\n\nIt rained in Ellan on Friday.",
        "Document 3 of 10\n\nIt rained in Ellan on Friday, for the first time since May.",
    ],
)
def test_other_fields_are_no_parts_of_a_story(text: str) -> None:
    assert fields.find(split(text)) == {}


def test_copy_right_below_the_fields_is_no_part_of_them() -> None:
    text = (
        "HED: Council closes old bridge\nDEK: Trucks must take a detour of nine miles, and drivers say it is too much\n"
        "The old stone bridge over the Tarn will close on Monday for at least four months, the council decided on Thursday.\n"
        "Engineers had found that two of its piers were hollow.\n"
    )
    story = newscopy.read(text)
    assert story.standfirst == "Trucks must take a detour of nine miles, and drivers say it is too much"
    assert [words[:7] for words in story.paragraphs] == ["The old", "Enginee"]


@pytest.mark.parametrize("line", ["3 of 10 DOCUMENTS", "Dokument 4 von 57", "Document 2 de 9", "1 of 1 DOCUMENT"])
def test_lines_that_count_documents_open_one(line: str) -> None:
    assert documents.opens(line)
    assert not documents.ends(line)


@pytest.mark.parametrize("line", ["End of Document", "Document NEWIRE0020210603eh6300b2x"])
def test_lines_that_end_a_document(line: str) -> None:
    assert documents.ends(line)
    assert not documents.opens(line)


@pytest.mark.parametrize("line", ["3 of 10", "Documents", "Document", "Document of the day", "End of document."])
def test_other_lines_do_neither(line: str) -> None:
    assert not documents.opens(line)
    assert not documents.ends(line)


def test_saved_pages_have_fields_too() -> None:
    title, *lines = UNI.split("\n")
    page = f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in lines if line)
    story = newscopy.read(f"<html><body>{page}</body></html>", "html")
    assert story.headline == title
    assert [category.name for category in story.categories] == ["Metropolitan Desk"]
    assert [byline.name for byline in story.bylines] == ["DANA WHITCOMB", "LUIS PEREZ"]
    assert [text[:20] for text in story.paragraphs] == ["Two of the three com", "The operators told a"]
    cells = "".join(
        f"<tr><td><b>{line[:2]}</b></td><td><p>{line[3:]}</p></td></tr>"
        if line[:2].isupper() and line[2:3] == " "
        else f"<tr><td>{line}</td></tr>"
        for line in FACTIVA.split("\n")
        if line
    )
    story = newscopy.read(f"<html><body><table>{cells}</table></body></html>", "html")
    assert story.headline == "Northern grid to test giant batteries in disused mines"
    assert [text[:12] for text in story.paragraphs] == ["KIRUNA, Swed", "Weights of 5", "In a later s"]


NAMES = (
    "HED",
    "HEADLINE",
    "BYLINE",
    "SECTION",
    "LENGTH",
    "DATELINE",
    "Body",
    "LOAD-DATE",
    "GRAPHIC",
    "Subject",
    "HD",
    "WC",
    "PD",
    "TD",
)
LINES = st.one_of(
    st.sampled_from(["", " ", "1 of 2 DOCUMENTS", "2 of 2 DOCUMENTS", "End of Document", "412 words", "^Dam fails<"]),
    st.builds(
        "{}{}{}".format, st.sampled_from(NAMES), st.sampled_from([":", ": ", " ", "", "：\t"]), st.text(max_size=30)
    ),
    st.text(max_size=120),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=40))
def test_nothing_is_lost_wherever_names_stand(lines: list[str]) -> None:
    text = "\n".join(["HEADLINE: Rain at last", "LENGTH: 412 words", *lines])
    provenance.check(newscopy.read(text), decode(text, "a.txt").text)


PROQUEST = """\
Report Information from ProQuest
Document 1 of 1

Harbour board weighs a longer wall ; Engineers say the old one leaks: [Late Edition]

Author: Holm, Anna

Publication info: The Harrow Post ; Harrow Bay [Harrow Bay]. 18 Feb 2003: B.1.

ProQuest document link

Abstract: "It will not fall tomorrow," said [Per Lind], an engineer.

Full text: The harbour board of Harrow Bay has the choice of a longer wall or a shorter quay, its engineers said on Tuesday.
"It will not fall tomorrow," said Per Lind, an engineer who has looked at it for thirty years and dislikes what he sees.
The board will take up the report again in March.

Publication title: The Harrow Post
ISSN: 0931-1234
"""
COLUMNS = """\
Lokales                                        Harrower Nachrichten vom 24.01.2019

Autor: Anna Holm                               Ausgabe: Stadtausgabe
Seite: 13                                      ISSN: 0931-1234
Ressort: Lokales                               Jahrgang: 2019

Die Mauer bleibt kurz

Der Rat entscheidet mit einer Stimme Mehrheit – Anwohner hatten auf einen Neubau gehofft

Harrow. Der Rat von Harrow hat den Neubau der Mauer am Dienstag abgelehnt. Dafür stimmten fünf, dagegen vier Mitglieder.

„Wir haben drei Winter gewartet, und jetzt warten wir den vierten“, sagte Per Lind, der am Hafen ein Boot reparieren will.

Quelle: Harrower Nachrichten vom 24.01.2019, S. 13
ISSN: 0931-1234
"""
RADIO = """\
DATE=4/22/97
TYPE=REPORT
NUMBER=2-2129
TITLE=HARROW BAY WALL
BYLINE=ANNA HOLM
DATELINE=HARROW BAY

INTRO: THE TOWN OF HARROW BAY WILL NOT BUILD A LONGER WALL.

TEXT: ENGINEERS SAY THE OLD WALL LEAKS, AND THEY HAVE SAID SO FOR THIRTY YEARS WITHOUT MUCH EFFECT ON ANYBODY.

THE COUNCIL SAYS IT WILL LOOK AT THE MATTER AGAIN WHEN THE MONEY IS THERE, WHICH IT EXPECTS TO BE NEXT YEAR.
"""


@pytest.mark.parametrize("text", [PROQUEST, COLUMNS, RADIO])
def test_nothing_is_lost_of_other_exports(text: str) -> None:
    test_nothing_is_lost(text)


def test_the_field_of_a_headline_has_a_second_one_and_the_edition() -> None:
    story = newscopy.read(PROQUEST, name="export")
    assert story.headline == "Harbour board weighs a longer wall"
    assert story.standfirst == "Engineers say the old one leaks"
    assert [byline.name for byline in story.bylines] == ["Anna Holm"]
    assert [text[:17] for text in story.paragraphs] == ["The harbour board", '"It will not fall', "The board will ta"]
    wrapped = PROQUEST.replace(" ; Engineers", ";\nEngineers").replace(": [Late Edition]", "")
    story = newscopy.read(wrapped, name="export")
    assert story.headline == "Harbour board weighs a longer wall"
    assert story.standfirst == "Engineers say the old one leaks"


def test_fields_stand_beside_each_other_below_the_paper_and_its_day() -> None:
    story = newscopy.read(COLUMNS, name="export")
    assert story.headline == "Die Mauer bleibt kurz"
    assert [byline.name for byline in story.bylines] == ["Anna Holm"]
    assert [category.name for category in story.categories] == ["Lokales"]
    assert story.published
    assert story.published.value == "2019-01-24"
    assert (
        story.standfirst == "Der Rat entscheidet mit einer Stimme Mehrheit – Anwohner hatten auf einen Neubau gehofft"
    )
    assert len(story.paragraphs) == 2


def test_names_in_capitals_have_a_sign_of_equality() -> None:
    story = newscopy.read(RADIO, name="script")
    assert story.headline == "HARROW BAY WALL"
    assert story.standfirst == "THE TOWN OF HARROW BAY WILL NOT BUILD A LONGER WALL."
    assert [byline.name for byline in story.bylines] == ["ANNA HOLM"]
    assert story.dateline
    assert story.dateline.place == "HARROW BAY"


def test_the_number_of_a_page_above_the_headline_is_none() -> None:
    story = newscopy.read(f"Page 1 of 2\n{UNI}", name="export")
    assert story.headline == newscopy.read(UNI, name="export").headline


@pytest.mark.parametrize("line", ["HEADLINE: Wall{}; x", "HEADLINE: Wall ; [Late{}Edition]", "SECTION: News{};{}x"])
def test_no_number_of_blanks_in_a_field_takes_long(line: str) -> None:
    text = f"{line.replace('{}', ' ' * 300_000)}\nLENGTH: 20 words\n\nThe wall is built, the harbour board said.\n"
    assert newscopy.read(text, name="export").paragraphs


def test_the_edition_may_stand_behind_the_mark() -> None:
    story = newscopy.read(PROQUEST.replace(" ; Engineers say the old one leaks: [Late", " ; [Late"), name="export")
    assert story.headline == "Harbour board weighs a longer wall"
    assert story.standfirst is None
