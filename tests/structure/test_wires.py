"""Wire copy: sluglines and lines to the editors above the headline."""

from __future__ import annotations

import pytest

import newscopy
from newscopy.model import Role
from newscopy.structure import wires

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
