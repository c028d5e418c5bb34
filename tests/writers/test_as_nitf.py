from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

import newscopy
import strategies
from newscopy.errors import OptionError, WriteError
from newscopy.g2 import NITF
from newscopy.model import (
    Byline,
    Caption,
    Category,
    Dateline,
    ListItem,
    Mark,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    SourceInfo,
    Story,
    Subheading,
    Timestamp,
)
from shared_data import shared

XSD = "standards/nitf/nitf-3-6.xsd"


def story(**fields: Any) -> Story:
    """A short story, with what a test is about."""
    plain: dict[str, Any] = {
        "id": "urn:newsml:archive.invalid:20240503:sea-wall-0a1b2c3d4e5f",
        "language": "en",
        "headline": "Council votes for the sea wall",
        "body": (Paragraph(text="The council voted on Friday."),),
        "source": SourceInfo(name="wall.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
    }
    return Story(**(plain | fields))


def document(given: Story, **options: Any) -> etree._Element:
    return etree.fromstring(newscopy.write(given, "nitf", **options))


def found(root: etree._Element, path: str) -> list[bytes]:
    """The elements at a path without namespace, as they are written."""
    elements = root.iterfind("/".join(f"{{*}}{step}" if step else "" for step in path.split("/")))
    shown = (etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False) for element in elements)
    return [text.replace(f' xmlns="{NITF}"'.encode(), b"") for text in shown]


@cache
def official_schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(shared(XSD)))


@given(strategies.stories())
def test_any_story_is_valid_under_the_official_schema(given: Story) -> None:
    schema = official_schema()

    schema.assertValid(document(given))


def test_all_options_together_are_valid_under_the_official_schema() -> None:
    official_schema().assertValid(
        document(
            story(slugline="SEA-WALL"),
            version="3",
            status="withheld",
            signal="correction",
            embargo="2026-05-04T00:01:00Z",
            urgency="4",
            ed_note="Corrects the vote\nin par 1",
            copyright_holder="Example News",
            copyright_notice="© 2026 Example News",
            usage_terms="Not for resale",
        )
    )


@given(strategies.stories())
def test_the_plain_flavour_is_the_same_without_its_namespace(given: Story) -> None:
    plain = newscopy.write(given, "nitf", namespace="no")
    root = etree.fromstring(plain)

    assert root.tag == "nitf"
    assert {etree.QName(element).namespace for element in root.iter()} == {None}
    assert plain.replace(b"<nitf", f'<nitf xmlns="{NITF}"'.encode(), 1) == newscopy.write(given, "nitf")


def test_the_words_of_the_namespace_in_a_story_stay() -> None:
    text = f'He wrote xmlns="{NITF}" and went home.'

    root = document(story(body=(Paragraph(text=text),)), namespace=False)

    assert [element.text for element in root.iter("p")] == [text]


def test_the_text_stands_in_a_block_where_readers_look_for_it() -> None:
    assert found(document(story()), "body/body.content/block/p") == [b"<p>The council voted on Friday.</p>"]


def test_each_kind_of_block_has_its_own_form() -> None:
    link = Mark(kind="link", start=4, end=8, url="https://news.example/plan")
    root = document(
        story(
            body=(
                Subheading(text="What next"),
                Subheading(text="Then", level=2),
                Paragraph(text="The plan works", marks=(link, Mark(kind="strong", start=9, end=14))),
                ListItem(text="One"),
                ListItem(text="Two", level=2),
                Quote(text="We had to act."),
                PullQuote(text="No choice", attribution="The mayor"),
                Caption(text="The wall", credit="Photo: A. Porter"),
                Related(title="Earlier", url="https://news.example/1", summary="Plan shown.", placement="end"),
            )
        )
    )

    assert [
        line
        for line in etree.tostring(root.find(".//{*}block"), encoding="unicode").splitlines()
        if line and not line.startswith(("<block", "</block"))
    ] == [
        "<hl2>What next</hl2>",
        '<hl2 class="level-2">Then</hl2>',
        '<p>The <a href="https://news.example/plan">plan</a> <em class="bold">works</em></p>',
        "<ul><li>One<ul><li>Two</li></ul></li></ul>",
        "<bq><block><p>We had to act.</p></block></bq>",
        '<bq class="pull-quote"><block><p>No choice</p></block><credit>The mayor</credit></bq>',
        '<p class="caption">The wall<br/> <em class="credit">Photo: A. Porter</em></p>',
        '<ul class="related end"><li><a href="https://news.example/1">Earlier</a><p>Plan shown.</p></li></ul>',
    ]


def test_the_printed_byline_comes_before_the_people() -> None:
    root = document(
        story(
            byline="By Ana Porter in Exampleton",
            bylines=(Byline(name="Ana Porter", role="Reporter", organisation="Example News", place="Exampleton"),),
        )
    )

    assert found(root, "body/body.head/byline") == [
        b"<byline>By Ana Porter in Exampleton</byline>",
        b'<byline class="author"><person>Ana Porter</person>, <byttl>Reporter</byttl>, '
        b"<byttl><org>Example News</org></byttl>, <location>Exampleton</location></byline>",
    ]


def test_names_make_the_first_byline_where_none_was_printed() -> None:
    root = document(story(bylines=(Byline(name="Ana Porter"), Byline(name="Ben Reed"))))

    assert found(root, "body/body.head/byline")[0] == b'<byline class="made">Ana Porter, Ben Reed</byline>'


def test_a_dateline_is_kept_as_printed_and_in_parts() -> None:
    line = Dateline(text="EXAMPLETON, May 3 (Wire) -", place="Exampleton", agency="Wire", date="2024-05-03")

    root = document(story(dateline=line))

    assert found(root, "body/body.head/dateline") == [
        b"<dateline>EXAMPLETON, May 3 (Wire) -</dateline>",
        b'<dateline class="filed"><location><city>Exampleton</city></location><story.date norm="20240503"/></dateline>',
    ]
    assert found(root, "body/body.head/distributor/org") == [b"<org>Wire</org>"]


@pytest.mark.parametrize(
    ("value", "norm", "beside"),
    [
        ("1987", [], ["1987"]),
        ("1987-03", [], ["1987-03"]),
        ("1987-03-14", ["19870314"], []),
        ("2024-05-03T17:47", ["20240503"], ["2024-05-03T17:47"]),
        ("2024-05-03T17:47:00+02:00", ["20240503T174700+0200"], []),
        ("2024-05-03T17:47Z", ["20240503T174700Z"], ["2024-05-03T17:47Z"]),
    ],
)
def test_a_date_issue_is_written_only_where_the_day_is_known(value: str, norm: list[str], beside: list[str]) -> None:
    root = document(story(published=Timestamp(value=value, text="As printed")))

    assert [element.get("norm") for element in root.iter("{*}date.issue")] == norm
    assert [meta.get("content") for meta in root.iter("{*}meta") if meta.get("name") == "newscopy-published"] == beside
    assert [meta.get("content") for meta in root.iter("{*}meta")][-1] == "As printed"


def test_a_subject_code_stands_where_readers_look_and_every_category_keeps_its_code() -> None:
    labels = (Category(name="Politics", qcode="subj:11000000"), Category(name="World"), Category(name="A", qcode="h:1"))

    root = document(story(categories=labels))

    assert [subject.get("tobject.subject.refnum") for subject in root.iter("{*}tobject.subject")] == ["11000000"]
    assert [(part.text, part.get("value")) for part in root.iter("{*}classifier")] == [
        ("Politics", "subj:11000000"),
        ("World", None),
        ("A", "h:1"),
    ]


def test_an_embargo_is_a_status_and_a_release_date() -> None:
    timed, openly = document(story(), embargo="2026-05-04T00:01:00Z"), document(story(), embargo="open")

    assert found(timed, "head/docdata/date.release") == [b'<date.release norm="20260504T000100Z"/>']
    assert found(openly, "head/docdata/date.release") == []
    assert [root.find(".//{*}docdata").get("management-status") for root in (timed, openly)] == ["embargoed"] * 2


def test_a_note_to_desks_has_no_line_feed_in_its_attribute() -> None:
    assert found(document(story(), ed_note="One\ntwo"), "head/docdata/ed-msg") == [b'<ed-msg info="One two"/>']


def test_an_urgency_that_nitf_does_not_know_is_refused() -> None:
    with pytest.raises(OptionError, match="nitf: option urgency"):
        newscopy.write(story(), "nitf", urgency=9)


def test_a_character_that_xml_cannot_carry_is_an_error_of_ours() -> None:
    with pytest.raises(WriteError, match="character that XML cannot carry"):
        newscopy.write(story().model_copy(update={"headline": "a\x01"}), "nitf")


def test_the_same_bytes_come_from_any_process() -> None:
    program = (
        "import sys, newscopy; from newscopy.model import Story; "
        "sys.stdout.buffer.write(newscopy.write(Story.model_validate_json(sys.stdin.buffer.read()), 'nitf'))"
    )
    given = story(published=Timestamp(value="2024-05-03T17:47", text="3 May"), keywords=("sea", "wall"))
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=given.model_dump_json().encode(),
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/St_Johns"))
    }

    assert made == {newscopy.write(given, "nitf")}
