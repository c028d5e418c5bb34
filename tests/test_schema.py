from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import strategies
from newscopy.assets import asset_bytes
from newscopy.model import SCHEMA_ID, Story, story_schema

VIEWS = ("category", "paragraphs", "subheadings", "related_items")


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(asset_bytes("schemas/story.schema.json")))


def test_the_schema_file_is_that_of_the_model() -> None:
    made = json.dumps(story_schema(), indent=2, ensure_ascii=False) + "\n"

    assert asset_bytes("schemas/story.schema.json").decode() == made, (
        "the model has changed: write newscopy.model.story_schema() to schemas/story.schema.json, indent 2"
    )


def test_the_schema_is_valid_2020_12_and_names_itself() -> None:
    schema = json.loads(asset_bytes("schemas/story.schema.json"))

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == SCHEMA_ID


@given(strategies.stories())
def test_the_json_of_any_story_validates(given: Story) -> None:
    validator().validate(json.loads(given.model_dump_json()))


def test_the_schema_asks_for_what_a_story_cannot_do_without() -> None:
    needed = {name for name, field in Story.model_fields.items() if field.is_required()}

    assert set(json.loads(asset_bytes("schemas/story.schema.json"))["required"]) == needed | set(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
def test_the_schema_tells_of_the_views(view: str) -> None:
    schema = json.loads(asset_bytes("schemas/story.schema.json"))

    assert schema["properties"][view]["readOnly"] is True


@given(strategies.stories())
def test_the_schema_refuses_an_unknown_field(given: Story) -> None:
    assert not validator().is_valid(json.loads(given.model_dump_json()) | {"author": "A. Porter"})
