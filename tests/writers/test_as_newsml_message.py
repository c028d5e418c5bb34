from __future__ import annotations

from functools import cache
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newscopy
import strategies
from held import held
from newscopy import formats
from newscopy.formats import ReadOptions
from newscopy.g2 import NAR
from newscopy.model import Story
from newscopy.writers.as_newsml_message import MessageOptions, stream
from shared_data import shared

XSD = "standards/newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd"


@cache
def official_schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(shared(XSD)))


@given(st.lists(strategies.stories(), min_size=1, max_size=3))
def test_a_message_is_valid_and_its_stories_come_back_in_order(given: list[Story]) -> None:
    message = b"".join(stream(given, MessageOptions(sent="2026-05-03T17:47:00Z", sender="Example & News")))

    official_schema().assertValid(etree.fromstring(message))
    reader = formats.reader("newsml")
    assert reader.read_many is not None
    again = list(reader.read_many(message, "wire.xml", ReadOptions()))
    assert [held(story) for story in again if isinstance(story, Story)] == [held(story) for story in given]
    assert list(reader.read_many(BytesIO(message), "wire.xml", ReadOptions())) == again
    package = etree.fromstring(message).find(f".//{{{NAR}}}packageItem")
    references = newscopy.read(etree.tostring(package), "newsml").body
    assert [block.url for block in references if block.kind == "related"] == [story.id for story in given]


@given(strategies.stories())
def test_a_message_of_one_story_tells_when_it_was_sent(given: Story) -> None:
    message = etree.fromstring(newscopy.write(given, "newsml-message", sent="2026-05-03T17:47+02:00"))

    assert message.findtext(f"{{{NAR}}}header/{{{NAR}}}sent") == "2026-05-03T17:47:00+02:00"
    assert message.find(f".//{{{NAR}}}groupSet/{{{NAR}}}group").get("mode") == "pgrmod:seq"


def test_stories_are_asked_for_only_when_they_are_written() -> None:
    pieces = stream(iter([]), MessageOptions())

    assert next(pieces).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage')


def test_the_table_of_formats_knows_that_a_message_holds_several() -> None:
    assert formats.writer("newsml-message").stream is stream
