"""Datelines: the place, the agency and the day that open the copy."""

from __future__ import annotations

import pytest

import newscopy
from labelled import blocks_of
from newscopy.model import Role
from newscopy.structure import datelines, words
from newscopy.structure.assemble import assemble
from newscopy.structure.decode import decode
from newscopy.structure.label import BY_HAND, Label

RELEASE = """\
Kelva Port Authority Opens New Ferry Terminal

Terminal will serve two million passengers a year, authority says

KELVA, Norway, March 3, 2025 – The Kelva Port Authority today opened its new ferry terminal on the north quay, replacing
a building from 1962.

"This is the day the town has waited for," said Per Holm, director of the authority. "Nobody will have to queue again."
"""


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("KELVA, Norway (AP) -- A car ferry", "KELVA, Norway", "AP"),
        ("KELVA HARBOR, N.H. (UPI) -- A car ferry", "KELVA HARBOR, N.H.", "UPI"),
        ("KELVA, Norway (AP) _ A car ferry", "KELVA, Norway", "AP"),
        ("(ANSA) KELVA, MARCH 3 - THE FERRY", "KELVA", "ANSA"),
        ("Saint-Kelva (France), 24 nov 2026 (AFP) - Les habitants", "Saint-Kelva (France)", "AFP"),
        ("КЕЛВА, 24 ноября. /ТАСС/. Паром сел на мель", "КЕЛВА", "ТАСС"),
        ("Kelva Falls, April 13.—The big dam gave way", "Kelva Falls", None),
        ("MUMBAI : The draft prospectus", "MUMBAI", None),
        ("Kelva (nkw) - Der Stadtrat hat", "Kelva", "nkw"),
        ("KELVA. Der Stadtrat hat am Dienstag", "KELVA", None),
        ("KELVA, KORAN.com - Antrean kapal", "KELVA", "KORAN.com"),
        ("صفاقس – منذ الفجر يفرش الصيادون شباكهم", "صفاقس", None),
        ("पिथौरागढ़। नेपाल सीमा से दूर बसे गांव", "पिथौरागढ़", None),
        ("گلگت: وادی میں پل دوبارہ کھل گیا", "گلگت", None),
        ("【北浜共同】県は24日、", "北浜", None),
        ("〔記者王小明／台南報導〕台南市", "台南", None),
        ("(춘천=연합뉴스) 김민수 기자 = 강원", "춘천", "연합뉴스"),
        ("LONDON, March 3 (Reuters) - Oil prices", "LONDON", "Reuters"),
        ("KELVA, Norway, March 3, 2025 – The authority", "KELVA, Norway", None),
        ("MOSCOW, Tuesday, March 3 – The court", "MOSCOW", None),
        ("MARNAU, Germany, 3 March 2025 — The town", "MARNAU, Germany", None),
        ("VARN, Tessaly (NP) -- A car ferry", "VARN, Tessaly", "NP"),
        ("新华社北浜11月24日电（记者林晓梅）守护", "北浜", "新华社"),
        ("据中新社香港3月5日电 香港特区", "香港", "中新社"),
        ("本报北浜3月5日电 灯塔", "北浜", None),
        ("VARN, Tessaly, Nov. 24, 2026 /PRNewsline/ -- A maker", "VARN, Tessaly", "PRNewsline"),
        ("HARROW BAY--(NORTHERN NEWSLINE)--A maker", "HARROW BAY", "NORTHERN NEWSLINE"),
        ("LONDON, March 3.--The court", "LONDON", None),
        ("LONDON, March 3, 1931.—The court", "LONDON", None),
        ("KELVA, Norway, Wednesday.--Three ships", "KELVA, Norway", None),
        ("LONDON, March 3 (AP)--The court", "LONDON", "AP"),
        ("LONDON, March 3 (AP).--The court", "LONDON", "AP"),
    ],
)
def test_the_place_has_its_country_and_no_day(text: str, place: str, agency: str | None) -> None:
    found = datelines.parse(text, words.load())
    assert found is not None
    assert (found.dateline.place, found.dateline.agency) == (place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "The town of Kelva – once a port – votes on Sunday.",
        "KELVA, where it rains--always, votes on Sunday.",
        "NATO--the alliance--votes on Sunday.",
        "SIR JOHN PELL (Varn) moved the rejection of the Bill.",
        "Kelva. It rained.",
        "UN. The council votes on Sunday.",
        "لكن البلدة، بعد كل هذا – لم تعد",
        "The shop is open 24/7 and sells bread / milk -- and more.",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(text: str) -> None:
    assert datelines.parse(text, words.load()) is None


OLD_PAPER = """\
                      ELLAN COURIER

              Thursday, March 5, 1931        Price 2d.

     STORM SINKS THREE TRAWLERS

       Eleven Men Are Missing

   Lifeboat Out All Night

GULL POINT, Wednesday.--Three traw-
lers of the Skerry fleet went down in
last night's gale, and eleven men are
missing.
  The lifeboat Margaret put out at ten
o'clock and searched until dawn.  She
found one boat, bottom up.
"""


def test_the_decks_of_an_old_paper_are_standfirsts() -> None:
    story = newscopy.read(OLD_PAPER)
    assert story.headline == "STORM SINKS THREE TRAWLERS"
    decks = [segment for segment in story.segments if segment.role is Role.STANDFIRST]
    assert [OLD_PAPER[deck.start : deck.end].strip() for deck in decks] == [
        "Eleven Men Are Missing",
        "Lifeboat Out All Night",
    ]
    assert story.dateline is not None
    assert story.dateline.place == "GULL POINT"
    assert len(story.paragraphs) == 2


def test_the_day_of_a_dateline_is_that_of_publication_where_no_line_tells_another() -> None:
    story = newscopy.read(RELEASE)
    assert story.dateline is not None
    assert story.dateline.date == "2025-03-03"
    assert story.published is not None
    assert story.published.value == "2025-03-03"
    dated = newscopy.read(RELEASE.replace("says\n", "says\n\n5 March 2025\n", 1))
    assert dated.published is not None
    assert dated.published.value == "2025-03-05"
    assert dated.dateline is not None
    assert dated.dateline.date == "2025-03-03"


def test_a_dateline_without_a_year_has_no_day() -> None:
    story = newscopy.read(RELEASE.replace(", 2025", ""))
    assert story.dateline is not None
    assert story.dateline.date is None


DECK = "Farmers hope for more of it"


def test_a_line_between_headline_and_dateline_is_the_standfirst() -> None:
    assert labelled(DECK)[1] == (Role.STANDFIRST, "stands between headline and dateline")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"{DECK}.", "reads like a paragraph"),
        ("ELLAN (Northwire) - Farmers hope for more", "reads like a paragraph"),
        (DECK, BY_HAND),
    ],
)
def test_a_sentence_above_the_dateline_is_copy(line: str, reason: str) -> None:
    assert labelled(line, reason)[1][0] in (Role.PARAGRAPH, Role.DATELINE)


def labelled(line: str, reason: str = "reads like a paragraph") -> list[tuple[Role, str]]:
    """The roles in the Story of a text whose second line was taken for a paragraph."""
    text = f"Rain falls at last\n\n{line}\n\nELLAN (Northwire) - It rained on Friday, for the first time since May."
    source = decode(text, "rain")
    blocks = blocks_of(source.text)
    labels = [Label(Role.HEADLINE, 0.9, ""), Label(Role.PARAGRAPH, 0.5, reason), Label(Role.PARAGRAPH, 0.9, "")]
    story = assemble(source, blocks, labels, words.load(), "en", "example.com")
    return [(segment.role, segment.reason) for segment in story.segments]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kelva. Der Rat hat am Dienstag", "Kelva"),
        ("Groß Kelva – Andere nehmen den Zug", "Groß Kelva"),
        ("Kelva/Varn - Der Rat hat am Dienstag", "Kelva/Varn"),
        ("Endlich. Der Rat hat am Dienstag", None),
        ("Kelva – so heißt die Fähre", None),
        ("Kelvas. Der Rat hat am Dienstag", None),
    ],
)
def test_a_name_in_small_letters_is_a_place_if_the_text_has_it_inside_a_sentence(text: str, place: str | None) -> None:
    lexicon = words.load()
    found = datelines.parse(text, lexicon, f"{text}. Die Fähre fährt ab Groß Kelva, und auch ab Kelva.")
    assert (found.dateline.place if found else None) == place
    assert "/" in text or datelines.parse(text, lexicon) is None


def test_the_dateline_of_the_standfirst_counts_where_none_opens_the_copy() -> None:
    text = "Fähre liegt fest\n\nKelva. Seit gestern ruht der Verkehr.\n\nNiemand in Kelva weiß, wie lange noch.\n"
    page = blocks_of(text)
    roles = (Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH)
    labels = [Label(role, 1, BY_HAND) for role in roles]
    story = assemble(decode(text, "ferry"), page, labels, words.load(), "de", "x")
    assert story.standfirst == "Kelva. Seit gestern ruht der Verkehr."
    assert story.dateline
    assert story.dateline.place == "Kelva"
