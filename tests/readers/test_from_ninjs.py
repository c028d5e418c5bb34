from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

import newscopy
import strategies
from held import held
from newscopy import formats
from newscopy.errors import SchemaError
from newscopy.model import Paragraph, Related, Story
from newscopy.readers.markup.words import as_line
from shared_data import shared

EXAMPLES = "standards/examples/ninjs"
# docs/exchange.md tells field by field what ninjs keeps whole.
WHOLE = ("id", "language", "direction", "headline", "kicker", "standfirst", "slugline", "body")


def read(**fields: Any) -> Story:
    return newscopy.read(json.dumps({"uri": "urn:x:1", "headline": "A headline", **fields}), "ninjs")


@pytest.mark.parametrize("version", ["3.2", "2.3"])
@given(given=strategies.stories())
def test_a_story_comes_back_with_every_field_that_ninjs_holds(given: Story, version: str) -> None:
    again = held(newscopy.read(newscopy.write(given, "ninjs", version=version), "ninjs"))

    expected = held(given)
    assert {name: again[name] for name in WHOLE} == {name: expected[name] for name in WHOLE}
    for field in ("categories", "bylines"):
        assert [part["name"] for part in again[field]] == [part["name"] for part in expected[field]]


@given(given=strategies.stories())
def test_a_story_comes_back_from_the_dialect_of_superdesk(given: Story) -> None:
    again = held(newscopy.read(newscopy.write(given, "ninjs", dialect="superdesk"), "ninjs"))

    expected = held(given)
    kept = [name for name in WHOLE if name != "kicker"] + ["keywords"]
    assert {name: again[name] for name in kept} == {name: expected[name] for name in kept}
    people = [[(part["name"], part["role"]) for part in told["bylines"]] for told in (again, expected)]
    assert people[0] == people[1]


def test_every_official_example_is_read() -> None:
    files = sorted(shared(EXAMPLES).rglob("*.json"))

    stories = {path.parent.name + path.name[:3]: newscopy.read(path.read_bytes(), "ninjs", path.name) for path in files}

    assert len(stories) >= 8
    article = stories["3.1005"]
    assert article.headline == "Captain of wrecked cruise ship on trial in Italy"
    assert article.byline == "Paulo Santalucia and Frances d'Emilio"
    assert stories["2.2005"].paragraphs == article.paragraphs
    assert article.paragraphs[0].startswith("GROSSETO, Italy (AP) -- The trial")


def test_unknown_keys_do_no_harm_and_are_told() -> None:
    told = read(colour="blue", body_html="<p>One.</p>")

    assert told.paragraphs == ("One.",)
    assert [notice.message for notice in told.notices] == ["ninjs 1.7 has no such key, so it was not read: colour"]


def test_html_that_is_no_xml_is_read_as_people_write_it() -> None:
    body = read(body_html="<p>One&nbsp;line<br>and <b>more</b><p>Two<script>alert(1)</script>").body

    assert [block.text for block in body if isinstance(block, Paragraph)] == ["One\u00a0line\nand more", "Two"]


def test_associations_are_related_stories_in_order() -> None:
    listed = read(associations=[{"name": "a", "uri": "https://news.example/1", "headlines": [{"value": "One"}]}])
    keyed = read(associations={"related--1": {"guid": "urn:x:2", "headline": "Two"}, "x": None})

    assert listed.body == (Related(title="One", url="https://news.example/1", placement="end"),)
    assert keyed.body == (Related(title="Two", url="urn:x:2", placement="end"),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("{", "no JSON that can be read"),
        ("[" * 200_000, "no JSON that can be read: values are nested too deep"),
        ('{"uri": "x",\n "type": }', "text, line 2: no JSON that can be read: Expecting value"),
        ('{"uri":\n"é"}'.encode("latin-1"), "line 2: no JSON that can be read: it is not UTF-8"),
        ("[]", "one object in braces, not a list"),
        ('{"headline": "x"}', "no identifier"),
        ('{"uri": "urn:x:1", "type": "picture"}', "of type 'picture', not text"),
    ],
)
def test_a_file_that_is_no_ninjs_is_refused_with_its_reason(data: str | bytes, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        newscopy.read(data, "ninjs")


def test_a_headline_is_one_line() -> None:
    assert read(headline="One\ntwo").headline == as_line("One\ntwo")


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("a.ninjs.json", "ninjs"),
        ("a.json", "json"),
        ("a.nitf.xml", "nitf"),
        ("a.newsml.xml", "newsml"),
        ("A.XML", "newsml"),
        ("a.txt", "text"),
        ("a", "text"),
    ],
)
def test_the_name_of_a_file_tells_its_reader(name: str, reader: str) -> None:
    assert formats.read_format_of(name) == reader
