"""Wire copy: sluglines and lines to the editors above the headline."""

from __future__ import annotations

import pytest

import newscopy
from labelled import blocks_of
from newscopy.model import Role
from newscopy.structure import provenance, wires, words
from newscopy.structure.assemble import assemble
from newscopy.structure.decode import decode
from newscopy.structure.label import Label

COPY = """\
BC-EU--Kelva-Ferry, 2nd Ld-Writethru,412
Eds: UPDATES with quotes from director. With photos.
Ferry runs aground off Kelva; all 214 rescued
By INGRID SOLBERG
Associated Press
   KELVA, Norway (AP) -- A car ferry with 214 people on board ran
aground in thick fog off the Norwegian port of Kelva early Tuesday,
and all passengers and crew were brought ashore safely, police
said.
   The Havdis struck a skerry at 4:40 a.m., two miles from the harbor
mouth, police spokesman Lars Dahl said. Three people were treated for
cuts.
   It was the second grounding in the strait this year.
"""


@pytest.mark.parametrize(
    "text",
    [
        "BC-EU--Norway-Ferry, 2nd Ld-Writethru,412",
        "AM-Brazil-Rains, 1st Ld-Writethru,0123",
        "BC-SOC--World Cup-Draw",
        "BC-Norway-Ferry,310",
        "Verkehr/Bahn/Nordküste/",
        "AM-Dam Repairs,0287",
        "r nBC-US--DamEvacuation   2ndLd-Writethru   11-24 0611",
    ],
)
def test_a_slugline_is_told(text: str) -> None:
    assert wires.is_slug(text)


@pytest.mark.parametrize(
    "text",
    [
        "PM-AM radio is back",
        "AP-Norway-Ferry",
        "AM-FM radios sold out in Oslo",
        "US-China-Trade",
        "BC",
        "",
        "Home/News",
        "/",
    ],
)
def test_other_hyphens_make_no_slugline(text: str) -> None:
    assert not wires.is_slug(text)


def test_wire_copy_comes_apart() -> None:
    story = newscopy.read(COPY)
    assert story.slugline == "BC-EU--Kelva-Ferry, 2nd Ld-Writethru,412"
    assert story.headline == "Ferry runs aground off Kelva; all 214 rescued"
    # It is for the desks, and no reader is to see it in print.
    left_out = [segment.text for segment in story.segments if segment.role is Role.DISCARDED]
    assert left_out == ["Eds: UPDATES with quotes from director. With photos."]
    assert [byline.name for byline in story.bylines][:1] == ["INGRID SOLBERG"]
    assert story.dateline is not None
    assert (story.dateline.place, story.dateline.agency) == ("KELVA, Norway", "AP")
    assert [text[-20:] for text in story.paragraphs] == [
        "safely, police said.",
        "re treated for cuts.",
        "he strait this year.",
    ]


AGENCY = """\
bdt0123 4 pl 312 dpa 0456

Verkehr/Bahn/Nordküste/
Nordküste bekommt ihren Nachtzug zurück =

Kelvaport (dpa) - Nach sechs Jahren Pause soll der Nachtzug an die
Nordküste wieder fahren. Das kündigte Verkehrsminister Jens Ohm am
Dienstag in Kelvaport an. Der erste Zug soll am 3. Mai starten.

«Die Menschen haben lange darauf gewartet», sagte Ohm. Die
Fahrkarten kosten 49 Euro.
"""


def test_copy_of_a_german_agency_comes_apart() -> None:
    story = newscopy.read(AGENCY)
    assert story.slugline == "Verkehr/Bahn/Nordküste/"
    assert story.headline == "Nordküste bekommt ihren Nachtzug zurück"
    assert story.dateline is not None
    assert (story.dateline.place, story.dateline.agency) == ("Kelvaport", "dpa")
    assert len(story.paragraphs) == 2


TELEX = """\
r i AM-Dam-Repairs     09-12 0310
^AM-Dam Repairs,0287<
^Engineers find new cracks in dam above valley towns<
^By HARRIET COLE=
^Associated Writers=
     MILLBROOK, Ohio (AW) _ Engineers who lowered the lake behind the Stover
Dam found three new cracks on Tuesday and asked 4,000 people downstream
to be ready to leave.
     The dam, finished in 1931, has been under repair since a storm in May
tore away part of its spillway.
     MORE

AW-NY-09-12-95 1843EDT
"""


def test_marks_of_anpa_1312_are_parted_from_what_they_enclose() -> None:
    story = newscopy.read(TELEX)
    assert story.slugline == "AM-Dam Repairs,0287"
    assert story.headline == "Engineers find new cracks in dam above valley towns"
    assert [byline.name for byline in story.bylines] == ["HARRIET COLE"]
    assert story.dateline is not None
    assert story.dateline.place == "MILLBROOK, Ohio"
    # The foot of American copy puts the month first.
    assert story.published is not None
    assert story.published.value == "1995-09-12T18:43-04:00"
    assert len(story.paragraphs) == 2
    provenance.check(story, TELEX)


def test_other_carets_are_words() -> None:
    text = "^Up and down<\n\nIt rained in Ellan on Friday, for the first time since 2^10 days.\n"
    provenance.check(newscopy.read(text), text)
    assert "2^10" in newscopy.read(text).paragraphs[0]


def test_marks_around_several_lines_and_numbers_of_messages_are_for_the_desk() -> None:
    head = (
        "a0417\nr nBC-EU--KelvaFerry   2ndLd-Writethru   11-24 0611\nBC-EU--Kelva-Ferry, 2nd Ld-Writethru,412\n"
        "^Ferry runs aground off Kelva in thick fog before dawn; all 214 who were\non board rescued<\n"
        "^Eds: UPDATES with quotes from director. SUBS grafs 3-5 to fix\nspelling of Solberg.<\n^By INGRID SOLBERG=\n"
        "^Associated Press=\n"
    )
    story = newscopy.read(head + COPY.split("Associated Press\n", 1)[1])
    assert story.headline == "Ferry runs aground off Kelva in thick fog before dawn; all 214 who were on board rescued"
    assert story.bylines[0].name == "INGRID SOLBERG"
    assert [paragraph[:9] for paragraph in story.paragraphs] == ["KELVA, No", "The Havdi", "It was th"]
    assert not {"^", "<", "="} & set("".join(story.paragraphs) + story.headline)


TERMINAL = """\
24-Nov-2026 14:02:11
RTRS UPDATE 2-Havdis Lines cuts outlook as fog delays ferries, shares slide

   * Q3 core profit 118 mln crowns vs 151 mln expected
   * Sees delays lasting into H2 2027

   (Adds CEO comments, analyst)

   By Tom Dahl
   KELVA, Norway, Nov 24 (Reuters) - The operator of ferries
Havdis Lines <HAVD.OL> cut its profit forecast for next year
on Tuesday as fog kept its ships in port.
   "We do not know when the fog will lift," the director said.
"""


def test_copy_of_a_terminal_comes_apart() -> None:
    story = newscopy.read(TERMINAL)
    assert story.headline == "UPDATE 2-Havdis Lines cuts outlook as fog delays ferries, shares slide"
    assert [block.text for block in story.body if block.kind == "list_item"] == [
        "Q3 core profit 118 mln crowns vs 151 mln expected",
        "Sees delays lasting into H2 2027",
    ]
    assert len(story.paragraphs) == 2
    assert [byline.name for byline in story.bylines] == ["Tom Dahl"]


def test_what_is_new_in_a_summary_is_for_the_desk_and_the_sign_behind_the_headline_tells_it() -> None:
    text = AGENCY_HEAD + (
        "   Harrow (nkw) - Drei Tage lang hat die Fähre im Hafen von Harrow festgelegen, am Donnerstag fuhr sie wieder.\n\n"
        "   Die Reederei sprach von einem Defekt, den man nicht habe finden wollen, bis er sich von selbst gemeldet habe.\n"
    )
    story = newscopy.read(text, name="wire")
    assert story.headline == "Fähre fährt wieder"
    assert story.slugline == "Verkehr/Schifffahrt/"
    assert story.standfirst is None


AGENCY_HEAD = """\
nkw0388 3 vm 412  nkw 1207

Verkehr/Schifffahrt/
(Zusammenfassung 1430 - Neu: Reederei äußert sich)
Fähre fährt wieder =

"""


LOUD = """\
NKW2114   es 3612 02-08-29 19:42
PUERTO-HUELGA (Crónica)

La huelga de estibadores deja 54 barcos a la espera frente a
Puerto Alvear

   Puerto Alvear, 29 ago (EFE).- Cincuenta y cuatro mercantes, uno
de ellos con 30.000 toneladas de plátanos, esperan fondeados frente
a Puerto Alvear a que acabe la huelga de estibadores.
   La hilera de barcos, que por la noche se confunde con una ciudad,
se extiende ya a lo largo de once millas.
"""


def test_words_in_capitals_below_the_number_of_a_message_are_its_slugline() -> None:
    story = newscopy.read(LOUD, name="wire")
    assert story.slugline == "PUERTO-HUELGA (Crónica)"
    assert story.headline == "La huelga de estibadores deja 54 barcos a la espera frente a Puerto Alvear"
    assert not story.categories


def test_a_message_that_takes_the_place_of_another_names_it() -> None:
    assert wires.is_slug("BC-Ferry Fire, 2nd Ld-Writethru, a0519,0812")
    assert wires.is_message("a0543----")
    assert not wires.is_message("a0543 people")


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("石桥将在国庆节前重新开放。（完）", "石桥将在国庆节前重新开放。"),
        ("The council will meet again on Monday. (ENDS)", "The council will meet again on Monday."),
        ("Il consiglio si riunirà di nuovo lunedì.(ANSA).", "Il consiglio si riunirà di nuovo lunedì."),
        ("The council will meet again (if it can).", "The council will meet again (if it can)."),
    ],
)
def test_how_an_agency_ends_a_story_is_no_part_of_its_last_paragraph(last: str, said: str) -> None:
    source = decode(f"A headline\n\n{last}\n", "wire")
    labels = [Label(role, 1, "x") for role in (Role.HEADLINE, Role.PARAGRAPH)]
    story = assemble(source, blocks_of(source.text), labels, words.load(), "en", "x")
    provenance.check(story, source.text)
    assert story.paragraphs == (said,)


def test_the_sign_may_stand_behind_who_wrote_the_story_below_the_headline() -> None:
    text = (
        "nkw0418 3 vm 471  nkw 1207\n\nVerkehr/Brücken/\nFrachter rammt Klappbrücke - Stadt geteilt\nVon Anna Holm, nkw =\n\n"
        "   Harrow (nkw) - Nach der Kollision eines Frachters mit der Brücke bleibt der Fluss bis zum Herbst gesperrt.\n\n"
        "   Der Frachter war in der Nacht gegen den geschlossenen Flügel gefahren, teilte der Landkreis mit.\n"
    )
    story = newscopy.read(text, name="wire")
    assert story.headline == "Frachter rammt Klappbrücke - Stadt geteilt"
    assert "Anna Holm" in [byline.name for byline in story.bylines]


def test_a_subheading_between_dashes_stands_without_them() -> None:
    source = decode("A headline\n\nSome copy.\n\n- An odd smell -\n\nMore copy.\n", "wire")
    roles = (Role.HEADLINE, Role.PARAGRAPH, Role.SUBHEADING, Role.PARAGRAPH)
    labels = [Label(role, 1, "x") for role in roles]
    story = assemble(source, blocks_of(source.text), labels, words.load(), "en", "x")
    provenance.check(story, source.text)
    assert story.subheadings == ("An odd smell",)
