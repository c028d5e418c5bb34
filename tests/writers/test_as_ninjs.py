from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from referencing import Registry, Resource

import newscopy
import strategies
from newscopy.errors import WriteError
from newscopy.model import Byline, Category, Dateline, Paragraph, Related, SourceInfo, Story, Timestamp
from shared_data import shared

GEO = "https://geojson.org/schema/GeoJSON.json"


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


def made(given: Story, **options: Any) -> dict[str, Any]:
    loaded = json.loads(newscopy.write(given, "ninjs", **options))
    assert isinstance(loaded, dict)
    return loaded


@cache
def official(version: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(shared(f"standards/ninjs/ninjs-schema_{version}.json").read_text("utf-8"))
    geo = Resource.from_contents(
        json.loads(shared("standards/ninjs/GeoJSON-schema.json").read_text("utf-8")),
    )
    return jsonschema.Draft202012Validator(
        schema, registry=Registry().with_resource(GEO, geo), format_checker=jsonschema.FormatChecker()
    )


@pytest.mark.parametrize("version", ["3.2", "2.3"])
@given(given=strategies.stories())
def test_any_story_is_valid_under_the_official_schema(given: Story, version: str) -> None:
    official(version).validate(made(given, version=version))


@pytest.mark.parametrize("version", ["3.2", "2.3"])
def test_all_options_together_are_valid_under_the_official_schema(version: str) -> None:
    official(version).validate(
        made(
            story(),
            version=version,
            item_version="3",
            version_created="2026-05-03T17:47+02:00",
            embargo="2026-05-04T00:01:00Z",
            status="withheld",
            urgency="4",
            ed_note="Corrects the vote",
            copyright_holder="Example News",
            copyright_notice="© 2026 Example News",
            usage_terms="Not for resale",
        )
    )


# RFC 3986 §2: what may stand in a URI. The schemas' format "uri" is checked only where a library for it is installed.
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~-]|%[0-9A-Fa-f]{2})+")


@given(strategies.stories())
def test_every_uri_holds_only_what_a_uri_may_hold(given: Story) -> None:
    written = made(given)
    parts = [written, *written.get("subjects", []), *written.get("associations", [])]

    assert [part["uri"] for part in parts if "uri" in part and not URI.fullmatch(part["uri"])] == []


def test_the_body_is_there_plain_and_with_markup() -> None:
    plain, marked = made(story())["bodies"]

    assert plain["value"] == "The council voted on Friday."
    assert (plain["charCount"], plain["wordCount"]) == (28, 5)
    assert marked["value"] == "\n<p>The council voted on Friday.</p>\n"


def test_a_topic_has_its_address_and_other_codes_are_literals() -> None:
    labels = (
        Category(name="Politics", qcode="medtop:11000000"),
        Category(name="World"),
        Category(name="A", qcode="h:1"),
    )

    assert made(story(categories=labels))["subjects"] == [
        {"name": "Politics", "uri": "http://cv.iptc.org/newscodes/mediatopic/11000000"},
        {"name": "World"},
        {"name": "A", "literal": "h:1"},
    ]


@pytest.mark.parametrize(
    ("value", "created"),
    [("1987", None), ("2024-05-03", None), ("2024-05-03T17:47", None), ("2024-05-03T17:47Z", "2024-05-03T17:47:00Z")],
)
def test_only_a_whole_instant_is_a_content_date(value: str, created: str | None) -> None:
    assert made(story(published=Timestamp(value=value))).get("contentCreated") == created


def test_related_stories_with_an_address_are_associations_in_order() -> None:
    body = (Related(title="One", url="https://news.example/1"), Related(title="Two"))

    (only,) = made(story(body=body))["associations"]

    assert (only["uri"], only["headlines"]) == ("https://news.example/1", [{"value": "One"}])


def test_an_id_that_is_no_uri_is_kept_beside_it() -> None:
    written = made(story(id="tag:news.example,2024:<y>"))

    assert written["uri"] == "tag:news.example,2024:%3Cy%3E"
    assert written["altIds"] == [{"role": "guid", "value": "tag:news.example,2024:<y>"}]


def test_an_open_embargo_withholds_the_item() -> None:
    assert made(story(), embargo="open")["pubStatus"] == "withheld"


def test_superdesk_gets_the_keys_it_reads() -> None:
    written = made(
        story(
            standfirst="A summary.",
            keywords=("sea",),
            bylines=(Byline(name="Ana Porter", role="Reporter"),),
            categories=(
                Category(name="Politics", qcode="medtop:11000000"),
                Category(name="Law", qcode="subj:02000000"),
            ),
            dateline=Dateline(text="EXAMPLETON, May 3 (Wire) -", place="Exampleton", agency="Wire"),
            updated=Timestamp(value="2024-05-03T17:47+02:00"),
            body=(Paragraph(text="It voted."), Related(title="One", url="https://news.example/1")),
        ),
        dialect="superdesk",
    )

    assert written["headline"] == "Council votes for the sea wall"
    assert written["body_html"].startswith('\n<p class="dateline">EXAMPLETON, May 3 (Wire) -</p>\n')
    assert written["versioncreated"] == "2024-05-03T15:47:00+0000"
    assert written["byline"] == "Ana Porter"
    assert written["authors"] == [{"name": "Ana Porter", "role": "Reporter"}]
    assert written["subject"] == [
        {"name": "Politics", "code": "11000000", "scheme": "http://cv.iptc.org/newscodes/mediatopic/"},
        {"name": "Law", "code": "02000000"},
        {"name": "Politics", "code": "11000000"},
    ]
    assert written["keywords"] == ["sea"]
    assert list(written["associations"]) == ["related--1"]


def test_a_character_that_xhtml_cannot_carry_is_an_error_of_ours() -> None:
    bad = story().model_copy(update={"body": (Paragraph.model_construct(text="a\x01", marks=()),)})

    with pytest.raises(WriteError, match="character that XHTML cannot carry"):
        newscopy.write(bad, "ninjs")


def test_the_same_bytes_come_from_any_process() -> None:
    program = (
        "import sys, newscopy; from newscopy.model import Story; "
        "sys.stdout.buffer.write(newscopy.write(Story.model_validate_json(sys.stdin.buffer.read()), 'ninjs'))"
    )
    given = story(published=Timestamp(value="2024-05-03T17:47Z", text="3 May"), slugline="WALL")
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=given.model_dump_json().encode(),
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/St_Johns"))
    }

    assert written == {newscopy.write(given, "ninjs")}
