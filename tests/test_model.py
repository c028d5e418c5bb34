from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

import newscopy
import strategies
from newscopy.errors import SchemaError
from newscopy.model import Paragraph, SourceInfo, Story, Subheading

PLAIN: dict[str, Any] = {
    "schema_version": "1.0",
    "id": "urn:newsml:archive.invalid:20260503:quay",
    "headline": "Quay reopens",
    "body": [{"kind": "paragraph", "text": "The quay is open."}],
    "source": {"name": "quay.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "0" * 64, "length": 30},
}
PARAGRAPH = {"kind": "paragraph", "text": "The quay is open."}


def read(**fields: Any) -> Story:
    """The story that its JSON with other or more fields gives."""
    return newscopy.read(json.dumps(PLAIN | fields), format="json", name="quay.json")


@given(strategies.stories())
def test_json_to_story_to_json_gives_the_same_bytes(given: Story) -> None:
    written = newscopy.write(given, "json")
    again = newscopy.read(written, format="json")

    assert again == given
    assert newscopy.write(again, "json") == written


@given(strategies.stories())
def test_one_line_and_indented_json_are_the_same_story(given: Story) -> None:
    assert newscopy.read(newscopy.write(given, "json", indent=0), format="json") == given


@given(strategies.bodies())
def test_the_views_follow_from_the_body(body: Any) -> None:
    story = read().model_copy(update={"body": body})
    data = json.loads(newscopy.write(story, "json"))

    assert data["paragraphs"] == [block.text for block in body if isinstance(block, Paragraph)]
    assert data["subheadings"] == [block.text for block in body if isinstance(block, Subheading)]
    assert [item["title"] for item in data["related_items"]] == [
        b["title"] for b in data["body"] if b["kind"] == "related"
    ]


def test_the_json_without_views_is_the_same_story() -> None:
    assert newscopy.read(newscopy.write(read(), "json"), format="json") == read()


# Fields of the JSON, and what the message must say: where, and what.
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "unknown field": ({"author": "A. Porter"}, "at /author: Extra inputs are not permitted"),
    "unknown field in a block": (
        {"body": [PARAGRAPH | {"colour": "red"}]},
        "at /body/0/paragraph/colour: Extra inputs are not permitted",
    ),
    "unknown kind of block": ({"body": [{"kind": "poem", "text": "x"}]}, "at /body/0: .*'poem'"),
    "paragraphs that disagree": ({"paragraphs": ["Other."]}, "paragraphs disagrees with body: change body"),
    "subheadings that disagree": ({"subheadings": ["Other"]}, "subheadings disagrees with body: change body"),
    "related items that disagree": ({"related_items": [{}]}, "related_items disagrees with body: change body"),
    "category that disagrees": ({"category": "World"}, "category disagrees with categories: change categories"),
    "newer minor version": ({"schema_version": "1.1"}, "schema_version 1.1 is not 1.0 to 1.0: use a newer newscopy"),
    "newer major version": ({"schema_version": "2.0"}, "schema_version 2.0 is not 1.0 to 1.0: use a newer newscopy"),
    "version in words": ({"schema_version": "latest"}, "schema_version must look like '1.0', not 'latest'"),
    "version as number": ({"schema_version": 1.0}, "schema_version must look like '1.0', not 1.0"),
    "empty headline": ({"headline": ""}, "at /headline: .*at least 1 character"),
    "headline of two lines": ({"headline": "two\nlines"}, "at /headline: .*pattern"),
    "blank in the id": ({"id": "a b"}, "at /id: .*pattern"),
    "control character": ({"body": [PARAGRAPH | {"text": "a\x0bb"}]}, "at /body/0/paragraph/text: .*pattern"),
    "language with underscore": ({"language": "en_GB"}, "at /language: .*pattern"),
    "direction auto": ({"direction": "auto"}, "at /direction: .*'ltr' or 'rtl'"),
    "code without alias": ({"categories": [{"name": "World", "qcode": "world"}]}, "at /categories/0/qcode: .*pattern"),
    "mark beyond the text": (
        {"body": [PARAGRAPH | {"marks": [{"kind": "strong", "start": 0, "end": 99}]}]},
        "at /body/0/paragraph: .*beyond the 17 characters",
    ),
    "mark of no length": (
        {"body": [PARAGRAPH | {"marks": [{"kind": "strong", "start": 3, "end": 3}]}]},
        "at /body/0/paragraph/marks/0: .*ends at 3, before it starts at 3",
    ),
    "marks out of order": (
        {"body": [PARAGRAPH | {"marks": [{"kind": "strong", "start": s, "end": 9} for s in (5, 3)]}]},
        "at /body/0/paragraph: .*not in order",
    ),
    "link without address": (
        {"body": [PARAGRAPH | {"marks": [{"kind": "link", "start": 0, "end": 3}]}]},
        "at /body/0/paragraph/marks/0: .*a link has a url",
    ),
    "address on emphasis": (
        {"body": [PARAGRAPH | {"marks": [{"kind": "emphasis", "start": 0, "end": 3, "url": "x"}]}]},
        "at /body/0/paragraph/marks/0: .*other marks have none",
    ),
    "subheading of level 6": (
        {"body": [{"kind": "subheading", "text": "x", "level": 6}]},
        "/level: .*less than or equal to 5",
    ),
    "segment without length": (
        {"segments": [{"start": 4, "end": 4, "role": "headline", "target": "/headline", "confidence": 1}]},
        "at /segments/0: .*segment ends at 4",
    ),
    "segment without target": (
        {"segments": [{"start": 0, "end": 4, "role": "headline", "target": None, "confidence": 1}]},
        "at /segments/0: .*role headline needs a target",
    ),
    "discarded without reason": (
        {"segments": [{"start": 0, "end": 4, "role": "discarded", "target": None, "confidence": 1, "text": "x"}]},
        "at /segments/0: .*discarded segment has its text, a reason",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_story_that_breaks_the_schema_is_refused_with_where_and_what(name: str) -> None:
    fields, message = REFUSED[name]

    with pytest.raises(SchemaError, match=f"^quay.json: .*{message}") as caught:
        read(**fields)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2025-02-29",
        "2026-13",
        "0000",
        "2026-05-03T24:00",
        "2026-05-03T10:60",
        "2026-05-03T10:00:60",
        "2026-5-3",
        "3 May 2026",
        "26",
        "2026-05-03 10:00",
        "2026-05-03T10:00+0200",
        "",
    ],
)
def test_a_date_that_does_not_exist_is_refused(value: str) -> None:
    with pytest.raises(SchemaError, match="at /published/value: "):
        read(published={"value": value})


@pytest.mark.parametrize(
    "value", ["1987", "1987-03", "2024-02-29", "2024-05-03T17:47", "2024-05-03T17:47:59Z", "2024-05-03T17:47+05:45"]
)
def test_a_date_is_as_precise_as_its_source(value: str) -> None:
    story = read(published={"value": value})

    assert story.published is not None
    assert story.published.value == value


@pytest.mark.parametrize("text", ['{"headline": "\\ud83d"}', "{", "", "[]", "null", '{"headline": 1}{}'])
def test_what_is_no_story_json_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(SchemaError, match=r"^x\.json: at /: ") as caught:
        newscopy.read(text, format="json", name="x.json")
    assert "\n" not in str(caught.value)


def test_a_dateline_at_the_start_of_the_first_paragraph_does_not_stand_alone() -> None:
    inside = read(body=[PARAGRAPH | {"text": "EXAMPLETON - The quay is open."}], dateline={"text": "EXAMPLETON -"})

    assert not inside.dateline_stands_alone
    assert read(dateline={"text": "EXAMPLETON -"}).dateline_stands_alone
    assert not read().dateline_stands_alone


def test_a_story_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read().headline = "Other"  # type: ignore[misc]


def test_the_source_keeps_the_length_in_characters() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 0"):
        SourceInfo(name="x", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=-1)
