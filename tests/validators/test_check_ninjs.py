from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

import newscopy
import strategies
from newscopy.checking import judge
from newscopy.formats import Finding
from newscopy.model import Story
from newscopy.ninjs_keys import keys_of, version_of
from newscopy.validators.check_ninjs import VALIDATOR
from shared_data import shared

THIRD: dict[str, Any] = {
    "uri": "tag:news.example,2026:quay",
    "type": "text",
    "language": "en-GB",
    "versionCreated": "2026-05-03T17:47:00+02:00",
    "pubStatus": "usable",
    "urgency": 4,
    "headlines": [{"role": "main", "value": "Quay reopens"}],
    "bodies": [{"contentType": "application/xhtml+xml", "wordCount": 4, "value": "<p>The <em>quay</em> is open.</p>"}],
    "subjects": [{"name": "politics", "uri": "http://cv.iptc.org/newscodes/mediatopic/11000000", "relevance": 90}],
    "associations": [{"name": "related-1", "uri": "https://news.example/q", "headlines": [{"value": "Quay"}]}],
}
DIALECT: dict[str, Any] = {
    "guid": "tag:news.example,2026:quay",
    "type": "text",
    "versioncreated": "2026-05-03T15:47:00+0000",
    "headline": "Quay reopens",
    "body_html": "<p>The quay is open.</p>",
    "priority": 5,
    "authors": [{"name": "Ana Porter"}],
    "associations": {"related--1": {"guid": "urn:x:1"}},
    "house_key": 1,
}


def check(item: dict[str, Any]) -> list[Finding]:
    return VALIDATOR.check(json.dumps(item, indent=1).encode())


def errors(item: dict[str, Any]) -> list[tuple[str, int | None]]:
    return [(found.message, found.line) for found in check(item) if found.severity == "error"]


def test_a_sound_object_has_no_findings_and_the_dialect_is_told() -> None:
    assert check(THIRD) == []
    (told,) = check(DIALECT)
    assert (told.severity, "Superdesk's dialect" in told.message) == ("warning", True)


@pytest.mark.parametrize("options", [{"version": "3.2"}, {"version": "2.3"}, {"dialect": "superdesk"}], ids=str)
@given(given=strategies.stories())
def test_what_we_write_has_no_errors(given: Story, options: dict[str, str]) -> None:
    written = newscopy.write(given, "ninjs", **options)

    assert VALIDATOR.claims(written)
    assert [found for found in VALIDATOR.check(written) if found.severity == "error"] == []
    assert judge(written).format == "ninjs"


# What is set (None takes it away), and how the message starts; its line is that of the value.
BROKEN: dict[str, tuple[str, Any, str]] = {
    "no uri": ("uri", None, "/uri: uri is missing or empty: add it"),
    "uri without scheme": ("uri", "quay", "/uri: 'quay' is no URI: start it with a scheme"),
    "uri of other scripts": ("uri", "https://例え.example/", "/uri: 'https://例え.example/' is no URI"),
    "unknown key": ("colour", "blue", "/colour: colour is no key of ninjs 3.2 here: take it out"),
    "key of version 1": ("headlines_x", "A", "/headlines_x: headlines_x is no key of ninjs 3.2 here: did you mean headlines?"),
    "small letters": ("versioncreated", "A", "/versioncreated: versioncreated is no key of ninjs 3.2 here: did you mean versionCreated?"),
    "unknown type": ("type", "story", "/type: 'story' is not known: use text, audio,"),
    "unknown status": ("pubStatus", "cancelled", "/pubStatus: 'cancelled' is not known: use usable, withheld, canceled"),
    "time without zone": ("versionCreated", "2026-05-03T17:47:00", "/versionCreated: '2026-05-03T17:47:00' is no date with time and zone"),
    "a year for a time": ("contentCreated", "1987", "/contentCreated: '1987' is no date with time and zone"),
    "no such day": ("contentCreated", "2026-02-30T00:00:00Z", "/contentCreated: '2026-02-30T00:00:00Z' names no day"),
    "urgency in quotes": ("urgency", "4", "/urgency: must be a whole number without quotes, not text"),
    "urgency zero": ("urgency", 0, "/urgency: 0 is not 1 to 9"),
    "headlines as text": ("headlines", "Quay", "/headlines: must be a list, not text: put it into [ ]"),
    "headline as text": ("headlines", ["Quay"], "/headlines/0: must be an object in braces, not text"),
    "headline without words": ("headlines", [{"role": "main"}], "/headlines/0/value: value is missing or empty"),
    "relevance": ("subjects", [{"name": "a", "relevance": 101}], "/subjects/0/relevance: 101 is not 0 to 100"),
    "language": ("language", "en_GB", "/language: 'en_GB' is no language tag"),
    "associations as object": ("associations", {"a": {}}, "/associations: must be a list, not an object"),
    "an association without name": ("associations", [{"uri": "urn:x:1"}], "/associations/0/name: name is missing"),
    "a script": ("bodies", [{"contentType": "text/html", "value": "<p>A</p><script>x()</script>"}], "/bodies/0/value: script: has no place"),
    "an address that runs": ("bodies", [{"contentType": "text/html", "value": "<p><a href='javascript:x()'>A</a></p>"}], "/bodies/0/value: a: href leads to javascript:"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_object_is_told_with_line_key_and_cure(name: str) -> None:
    key, value, words = BROKEN[name]
    item = {name: part for name, part in (THIRD | {key: value}).items() if part is not None}

    ((message, line), *more) = errors(item)

    assert (message[: len(words)], more) == (words, [])
    lines = json.dumps(item, indent=1).splitlines()
    assert line is not None
    assert value is None or f'"{key}"' in lines[line - 1] or "/0" in words


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("guid", None, "/guid: guid is missing or empty"),
        ("versioncreated", "2026-05-03T17:47:00+02:00", "/versioncreated: '2026-05-03T17:47:00+02:00' is no date"),
        ("versioncreated", "2026-05-03T15:47:00.000Z", "/versioncreated: '2026-05-03T15:47:00.000Z' is no date"),
        ("associations", [], "/associations: must be an object with a name for each story, not a list"),
        ("authors", [{"role": "writer"}], "/authors/0/name: name is missing"),
        ("headline", ["Quay"], "/headline: must be text in quotes, not a list"),
    ],
)
def test_what_superdesk_fails_on_is_an_error_in_its_dialect(key: str, value: Any, words: str) -> None:
    item = {name: part for name, part in (DIALECT | {key: value}).items() if part is not None}

    assert [message[: len(words)] for message, _ in errors(item)] == [words]


def test_no_headline_and_no_text_are_warnings() -> None:
    assert [(found.severity, found.message) for found in check({"uri": "urn:x:1", "by": "A"})] == [
        ("warning", "/: there is no headline with words in it"),
        ("warning", "/: there is no text in it"),
    ]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b'{"uri": "urn:x:1",\n "type": }', 2, "not JSON: Expecting value"),
        (b'{"uri": "urn:x:1"', 1, "not JSON"),
        (b'{"uri": NaN}', 1, "not JSON: NaN is no number of JSON"),
        (b'{"uri":\n"\xff"}', 2, "is not UTF-8"),
        (b'\xef\xbb\xbf{"uri": "urn:x:1"}', 1, "byte order mark"),
        (b'{"uri": ' + b"[" * 200_000, 1, "nested too deep"),
    ],
)
def test_what_is_no_json_is_one_error_with_its_line(data: bytes, line: int, words: str) -> None:
    assert VALIDATOR.claims(data)
    (found,) = VALIDATOR.check(data)

    assert found.line == line
    assert words in found.message


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"name": "x"}', b"<nitf/>", b"uri guid"])
def test_other_bytes_are_not_claimed(data: bytes) -> None:
    assert not VALIDATOR.claims(data)


@pytest.mark.parametrize(
    ("item", "version"),
    [
        ({"uri": "x", "standard": {"version": "3.1"}}, "3.1"),
        ({"uri": "x", "headlines": [{"contentType": "text/plain"}]}, "3.2"),
        ({"uri": "x", "headlines": [{"contenttype": "text/plain"}]}, "2.3"),
        ({"uri": "x", "headline": "A"}, "1.7"),
        ({"uri": "x", "body_text": "A"}, "1.7"),
        ({"guid": "x", "headline": "A"}, None),
    ],
)
def test_the_version_is_told_from_what_the_object_says(item: dict[str, Any], version: str | None) -> None:
    assert version_of(item) == version


@cache
def official(version: str) -> Draft202012Validator:
    schema = json.loads(shared(f"standards/ninjs/ninjs-schema_{version}.json").read_bytes())
    geojson = json.loads(shared("standards/ninjs/GeoJSON-schema.json").read_bytes())
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", Resource.from_contents(geojson))
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


@pytest.mark.parametrize("version", ["3.2", "2.3"])
@given(given=strategies.stories())
def test_any_story_is_valid_under_the_official_schema_with_formats(given: Story, version: str) -> None:
    official(version).validate(json.loads(newscopy.write(given, "ninjs", version=version)))


@pytest.mark.parametrize("version", ["3.2", "2.3"])
def test_our_table_has_the_keys_of_the_official_schema(version: str) -> None:
    kinds = official(version).schema["$defs"]
    whole = kinds["ninjsType"]["properties"]

    assert keys_of(version)["item"].keys() == whole.keys()
    for name, held in keys_of(version)["item"].items():
        part = held.strip("[]")
        if part in keys_of(version) and part != "association":
            items = whole[name].get("items", whole[name])
            reference = items.get("$ref", "").removeprefix("#/$defs/")
            told = kinds[reference]["properties"] if reference else items["properties"]
            # A ticker stands in the symbols of version 2, which nobody looks into here.
            assert keys_of(version)[part].keys() == told.keys(), name


@pytest.mark.parametrize("name", sorted(BROKEN.keys() - {"language", "a script", "an address that runs"}))
def test_the_official_schema_refuses_it_too(name: str) -> None:
    key, value, _ = BROKEN[name]
    item = {name: part for name, part in (THIRD | {key: value}).items() if part is not None}

    assert not official("3.2").is_valid(item)
