from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

import newscopy
import strategies
from newscopy.formats import Finding
from newscopy.model import Paragraph, Role, Segment, SourceInfo, Story
from newscopy.validators.check_json import VALIDATOR
from newscopy.validators.json_place import place

STORY = Story(
    id="urn:newsml:archive.invalid:20260503:quay",
    headline="Quay reopens",
    body=(Paragraph(text="The quay is open."),),
    source=SourceInfo(name="quay.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=30),
    segments=(
        Segment(start=0, end=12, role=Role.HEADLINE, target="/headline", confidence=1),
        Segment(start=13, end=30, role=Role.PARAGRAPH, target="/body/0/text", confidence=1),
    ),
)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The story's JSON after `change` was made to its data; the views that follow from it are left out."""
    data = STORY.model_dump(mode="json", exclude={"category", "paragraphs", "subheadings", "related_items"})
    change(data)
    return json.dumps(data, indent=2).encode()


def line_with(data: bytes, words: str) -> int:
    return next(number for number, line in enumerate(data.decode().split("\n"), 1) if words in line)


@given(strategies.stories())
def test_what_we_write_is_claimed_and_has_no_findings(given: Story) -> None:
    written = newscopy.write(given, "json")

    assert VALIDATOR.claims(written)
    assert VALIDATOR.check(written) == []


def test_a_file_of_one_story_a_line_is_checked_line_by_line() -> None:
    line = newscopy.write(STORY, "json", indent=0).decode()
    bad = line.replace('"Quay reopens"', '""')

    assert VALIDATOR.check((line + line).encode()) == []
    assert [
        (finding.line, finding.message.partition(":")[0]) for finding in VALIDATOR.check((line + bad).encode())
    ] == [(2, "/headline")]


# The change, words of the line it is found on, and the whole or the start of the message.
BROKEN: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "empty headline": (lambda d: d.update(headline=""), '"headline"', "/headline: String should have at least 1"),
    "unknown field": (lambda d: d.update(author="A"), '"author"', "/author: Extra inputs are not permitted"),
    "missing field": (lambda d: d.pop("headline"), "{", "/headline: Field required"),
    "unknown field in a block": (
        lambda d: d["body"][0].update(colour="red"),
        '"colour"',
        "/body/0/colour: Extra inputs are not permitted",
    ),
    "empty paragraph": (lambda d: d["body"][0].update(text=""), '"text": ""', "/body/0/text: String should have"),
    "unknown kind": (lambda d: d["body"][0].update(kind="poem"), "{\n", "/body/0: Input tag 'poem'"),
    "newer version": (lambda d: d.update(schema_version="1.9"), "{", "/: schema_version 1.9 is not 1.0 to 1.0"),
    "view that disagrees": (lambda d: d.update(paragraphs=[]), "{", "/: paragraphs disagrees with body: change body"),
    "no such day": (
        lambda d: d.update(published={"value": "2026-02-30", "text": None}),
        '"value": "2026-02-30"',
        "/published/value: ",
    ),
    "overlapping segments": (
        lambda d: d["segments"][1].update(start=5),
        '"start": 5',
        "/segments/1/start: 5 is inside the segment before, which ends at 12",
    ),
    "segment beyond the source": (
        lambda d: d["segments"][1].update(end=99),
        '"end": 99',
        "/segments/1/end: 99 is beyond the source's 30 characters",
    ),
    "target that leads nowhere": (
        lambda d: d["segments"][1].update(target="/body/7/text"),
        '"target": "/body/7/text"',
        "/segments/1/target: /body/7/text leads nowhere",
    ),
    "notice beyond the source": (
        lambda d: d["notices"].append({"code": "x", "message": "y", "start": 0, "end": 31}),
        '"end": 31',
        "/notices/0/end: 31 is beyond the source's 30 characters",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_story_is_told_with_line_and_place(name: str) -> None:
    change, words, message = BROKEN[name]
    data = changed(change)
    (finding,) = VALIDATOR.check(data)

    assert finding.severity == "error"
    assert finding.message.startswith(message)
    if words == "{\n":
        assert finding.line == line_with(data, '"body"') + 1
    else:
        assert finding.line == line_with(data, words)


def test_all_errors_of_a_story_are_told() -> None:
    findings = VALIDATOR.check(changed(lambda data: data.update(headline="", id="a b", language="en_GB")))

    assert [finding.message.partition(":")[0] for finding in findings] == ["/id", "/language", "/headline"]


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (b'{\n"schema_version": "1.0",\n}', (3, "not JSON: ")),
        (b'{"schema_version":\n"1.0"', (2, "not JSON: ")),
        (b'{"schema_version": "1.0", "headline": "\\ud83d"}', (1, "not JSON: ")),
        (b'{"schema_version":\n"\xe9"}', (2, "is not UTF-8")),
        (b'\xef\xbb\xbf{"schema_version": "1.0"}', (1, "starts with a byte order mark")),
    ],
)
def test_what_is_no_json_is_one_error_with_its_line(data: bytes, finding: tuple[int, str]) -> None:
    assert VALIDATOR.claims(data)
    (found,) = VALIDATOR.check(data)

    assert (found.severity, found.line) == ("error", finding[0])
    assert found.message.startswith(finding[1])
    assert "\n" not in found.message


def test_a_story_without_its_version_is_claimed_by_its_other_fields() -> None:
    assert VALIDATOR.claims(changed(lambda data: data.pop("schema_version")))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"uri": "x", "headline": "y"}',
        b'{"uri": "x", "by": "schema_version"}',
        b'"schema_version"',
        b"<newsItem/>",
    ],
)
def test_other_bytes_are_not_claimed(data: bytes) -> None:
    assert not VALIDATOR.claims(data)


def test_a_place_is_found_behind_strings_that_look_like_json() -> None:
    text = '{\n"a": "}],\\"b\\": 1",\n"c/d": [[], {},\n{"e~": null}]}'

    assert place(text, ("c/d", 2, "e~")) == ("/c~1d/2/e~0", 4)
    assert place(text, ("c/d", 2, "kind of block", "e~")) == ("/c~1d/2/e~0", 4)
    assert place(text, ("f",)) == ("/f", 1)
    assert place(text, ()) == ("/", 1)


def test_a_finding_is_a_line_that_can_be_printed() -> None:
    data = changed(lambda data: data.update(headline="two\nlines"))

    assert VALIDATOR.check(data) == [
        Finding(
            "error",
            "/headline: String should match pattern '^[^\\x00-\\x1f\\ufffe\\uffff]*$'",
            line_with(data, '"headline"'),
        )
    ]
