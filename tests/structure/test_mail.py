"""A mail kept as text: its fields are no copy, and its subject is the headline's only if no other is printed."""

from __future__ import annotations

import pytest

import newscopy
from newscopy.model import DiscardReason, Role
from newscopy.structure import provenance
from newscopy.structure.mail import without_subject

MAIL = """\
From: press@marnau.example
To: newsroom@courier.example
Subject: Fwd: Town keeps its night train
Date: Tue, 4 Jun 2024 10:30:00 +0200

FOR IMMEDIATE RELEASE

MARNAU, June 4, 2024 - The town council of Marnau voted on Monday evening
to pay for the night train to the coast for three more years.

"Without the train the hotels would close," said Mayor Ute Brandt.

The train costs 1.2 million euros a year, says the budget.
"""


def test_the_subject_is_the_headline() -> None:
    story = newscopy.read(MAIL, "text")
    assert story.headline == "Town keeps its night train"
    assert story.published is not None
    assert story.published.value == "2024-06-04T10:30:00+02:00"
    assert story.dateline is not None
    assert len(story.paragraphs) == 3
    discarded = {segment.text for segment in story.segments if segment.role is Role.DISCARDED}
    assert {"From: press@marnau.example", "FOR IMMEDIATE RELEASE"} <= {
        line for text in discarded for line in (text or "").split("\n")
    }
    provenance.check(story, MAIL)


def test_a_headline_that_is_printed_below_makes_the_subject_a_duplicate() -> None:
    text = MAIL.replace("RELEASE\n", "RELEASE\n\nTown keeps its night train\n")
    story = newscopy.read(text, "text")
    assert story.headline == "Town keeps its night train"
    subject = next(segment for segment in story.segments if (segment.text or "").startswith("Subject"))
    assert (subject.role, subject.reason) == (Role.DISCARDED, DiscardReason.DUPLICATE)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Betreff: WG: Der Nachtzug bleibt", "Der Nachtzug bleibt"),
        ("Objet : Le train de nuit reste", "Le train de nuit reste"),
        ("件名：夜行列車の存続を決定", "夜行列車の存続を決定"),
        ("Subject to change: the night train", "Subject to change: the night train"),
        ("Subject:", "Subject:"),
    ],
)
def test_the_name_of_the_field_is_no_part_of_the_headline(text: str, headline: str) -> None:
    assert without_subject(text) == headline


@pytest.mark.parametrize(
    "headline",
    ["Embargo on oil exports is lifted", "Embargo: what it means for farmers", "For release of hostages, a march"],
)
def test_a_headline_with_such_a_word_is_a_headline(headline: str) -> None:
    text = f"{headline}\n\nBy Clara Weiss\n\n" + MAIL.partition("MARNAU, June 4, 2024 - ")[2]
    assert newscopy.read(text, "text").headline == headline


def test_a_subject_that_ends_in_the_headline_that_is_printed_below_is_a_duplicate() -> None:
    text = MAIL.replace("Subject: Fwd: ", "Subject: Press release: ").replace(
        "RELEASE\n", "RELEASE\n\nTown keeps its night train\n"
    )
    story = newscopy.read(text, "text")
    assert story.headline == "Town keeps its night train"
    subject = next(segment for segment in story.segments if (segment.text or "").startswith("Subject"))
    assert (subject.role, subject.reason) == (Role.DISCARDED, DiscardReason.DUPLICATE)


USENET = """\
Path: news.example!uucp!northern-news
From: desk@northern.example (NP)
Newsgroups: northern.news.disaster,northern.local
Subject: Engineers find new cracks in dam
Keywords: disaster, dams
Organization: Copyright 1995 by The Northern Press
Message-ID: <damR012@northern.example>
Date: Tue, 12 Sep 95 18:43:00 EDT
Expires: 22 Sep 95
Lines: 21

\tMILLBROOK, Ohio (NP) -- Engineers who lowered the lake behind the
Stover Dam found three new cracks on Tuesday and asked 4,000 people
downstream to be ready to leave.
\tThe dam, finished in 1931, has been under repair since a storm in May
tore away part of its spillway.
"""


def test_news_as_usenet_had_it_are_read() -> None:
    story = newscopy.read(USENET)
    assert story.headline == "Engineers find new cracks in dam"
    assert story.keywords == ("disaster", "dams")
    assert story.published is not None
    assert story.published.value == "1995-09-12T18:43:00-04:00"
    assert [block.kind for block in story.body] == ["paragraph", "paragraph"]
    provenance.check(story, USENET)


FORWARDED = """\
From: Ann Lee <ann@mail.example>
To: Friends <friends@mail.example>
Subject: Fwd: [Harrow Post] Ferry strike off after late-night deal
Date: Tue, 5 Mar 2013 21:14:33 +0000

Did you all see this?? So we can go after all.

Begin forwarded message:

> From: Harrow Post <news@harrowpost.example>
> To: ann@mail.example
> Subject: [Harrow Post] Ferry strike off after late-night deal
> Date: 5 March 2013 16:30:00 GMT
>
> Ferry strike off after late-night deal
> <http://track.mail.example/c/443/29fe81a?u=http%3A%2F%2Fharrowpost.example%2Fnews%2Fferry-strike-off>
>
> By Per Lind
>
> Islanders were breathing easier this afternoon after a two-day strike
> that would have stopped every sailing to Munn, Scarra and the Rough
> Isles was called off with fourteen hours to spare.
>
> The union and the company shook hands at 3.40am in a hotel, after
> talks that broke down twice and were resumed, one of those present
> said, because the bar had shut.
"""


def test_of_a_mail_that_was_sent_on_the_last_head_counts() -> None:
    story = newscopy.read(FORWARDED, name="mail")
    assert story.headline == "Ferry strike off after late-night deal"
    assert story.standfirst is None
    assert [byline.name for byline in story.bylines] == ["Per Lind"]
    assert [text.split()[-1] for text in story.paragraphs] == ["spare.", "shut."]
