from __future__ import annotations

import re

import pytest
from hypothesis import given

import newscopy
import strategies
from held import held
from newscopy import formats
from newscopy.errors import ReadError, SchemaError
from newscopy.formats import ReadOptions
from newscopy.g2 import NAR
from newscopy.model import Paragraph, Related, SourceInfo, Story
from shared_data import shared

EXAMPLES = "standards/examples/newsml-g2"


def story(number: int = 1) -> Story:
    return Story(
        id=f"urn:newsml:archive.invalid:20240503:wall-{number}",
        language="en",
        headline=f"Council votes, part {number}",
        body=(Paragraph(text="The council voted on Friday."),),
        source=SourceInfo(name="wall.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
    )


def written(number: int = 1) -> str:
    return newscopy.write(story(number), "newsml").decode().partition("\n")[2]


def message(*items: str) -> str:
    header = "<header><sent>2024-05-03T18:00:00Z</sent></header>"
    return f'<newsMessage xmlns="{NAR}">{header}<itemSet>\n{"".join(items)}</itemSet></newsMessage>'


def read_all(data: str) -> list[Story | ReadError]:
    reader = formats.reader("newsml")
    assert reader.read_many is not None
    return list(reader.read_many(data, "wire.xml", ReadOptions()))


@pytest.mark.parametrize("body", ["both", "xhtml", "nitf"])
@given(given=strategies.stories())
def test_a_story_comes_back_with_every_field_that_newsml_holds(given: Story, body: str) -> None:
    again = newscopy.read(newscopy.write(given, "newsml", body=body), "newsml")

    assert held(again) == held(given)


@given(given=strategies.stories())
def test_a_flat_body_gives_every_paragraph_back(given: Story) -> None:
    again = newscopy.read(newscopy.write(given, "newsml", body="flat"), "newsml")

    rest = iter(again.paragraphs)
    assert all(text.replace("\n", " ") in rest for text in given.paragraphs)


def test_every_official_example_is_read() -> None:
    read = {path.name: newscopy.read(path.read_bytes(), "newsml", path.name) for path in shared(EXAMPLES).iterdir()}

    assert len(read) >= 6
    text = next(item for name, item in read.items() if name.startswith("LISTING_2_"))
    assert text.headline == 'Fed to halt QE to avert "bubble"'
    assert text.byline == "By Meredith Jameson, Staff Reporter"
    assert len(text.paragraphs) == 2
    assert not any("\n" in paragraph or "  " in paragraph for paragraph in text.paragraphs)


def test_a_package_is_the_list_of_its_items() -> None:
    path = next(shared(EXAMPLES).glob("LISTING_6_*"))

    titles = [block.title for block in newscopy.read(path.read_bytes(), "newsml").body if isinstance(block, Related)]

    assert titles == ["Obama annonce son équipe", "Barack Obama arrive à Washington"]


def test_a_message_gives_each_of_its_stories() -> None:
    assert [read.headline for read in read_all(message(written(1), written(2))) if isinstance(read, Story)] == [
        "Council votes, part 1",
        "Council votes, part 2",
    ]


def test_reading_one_story_of_several_says_that_there_are_more() -> None:
    assert [notice.code for notice in newscopy.read(message(written(1), written(2)), "newsml").notices] == [
        "more-stories"
    ]
    assert newscopy.read(message(written(1)), "newsml").notices == ()


def test_an_item_that_is_no_text_is_refused_and_the_others_are_read() -> None:
    picture = written(2).replace("ninat:text", "ninat:picture")

    first, second, third = read_all(message(written(1), picture, written(3)))

    assert isinstance(first, Story)
    assert isinstance(third, Story)
    assert isinstance(second, SchemaError)
    assert re.search(r"wire\.xml, line \d+: the item is of class ninat:picture, not text", str(second))


def test_a_message_that_breaks_off_gives_what_came_before() -> None:
    broken = message(written(1), written(2))[:-900]

    first, error = read_all(broken)

    assert isinstance(first, Story)
    assert isinstance(error, SchemaError)
    assert "not well-formed XML" in str(error)


def test_an_id_that_stands_twice_is_told_and_both_are_read() -> None:
    first, second = read_all(message(written(1), written(1)))

    assert isinstance(first, Story)
    assert isinstance(second, Story)
    assert [notice.code for notice in second.notices] == ["duplicate-id"]


def test_status_embargo_and_note_are_told() -> None:
    data = newscopy.write(story(), "newsml", status="withheld", embargo="open", ed_note="Check the vote")

    assert [notice.code for notice in newscopy.read(data, "newsml").notices] == [
        "not-usable",
        "embargoed",
        "note-to-desks",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<newsItem/>", "not in the namespace"),
        ("<rss/>", "the root element is rss"),
        ("no xml", "not well-formed"),
        ("<!DOCTYPE newsItem [<!ENTITY a 'b'>]><newsItem>&a;</newsItem>", "document type declaration"),
        (f'<!DOCTYPE x [<!ENTITY a "b">]><newsMessage xmlns="{NAR}">&a;</newsMessage>', "document type declaration"),
        (f'<newsItem xmlns="{NAR}">' + "<a>" * 200_000, "Excessive depth"),
        (f'<newsMessage xmlns="{NAR}"/>', "holds no item"),
        (f'<newsItem xmlns="{NAR}"/>', "has no identifier"),
        (f'<newsItem xmlns="{NAR}">\n<a/>\n<b></newsItem>', "text, line 3: not well-formed XML"),
        (f'<newsItem xmlns="{NAR}">\ncafé</newsItem>'.encode("latin-1"), "line 2: not well-formed XML: Invalid bytes"),
        (b'<?xml version="1.0" encoding="x-none"?><newsItem/>', "line 1: .* Unsupported encoding: x-none"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(data: str | bytes, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        newscopy.read(data, "newsml")
