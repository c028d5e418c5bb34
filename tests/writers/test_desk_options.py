"""What a desk can say that a text cannot: the same words in each exchange format."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

import newscopy
from newscopy.checking import judge
from newscopy.errors import OptionError
from newscopy.g2 import NAR, NITF
from newscopy.model import Dateline, Paragraph, SourceInfo, Story
from newscopy.validators.official import newsml_schema_findings
from shared_data import shared

STORY = Story(
    id="urn:newsml:archive.invalid:20240503:wall-1",
    language="en",
    headline="Council votes",
    dateline=Dateline(text="YORK (Wire) -", place="York", agency="Wire"),
    body=(Paragraph(text="The council voted on Friday."),),
    source=SourceInfo(name="wall.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
)
ALL: dict[str, Any] = {
    "authority": "news.example",
    "genre": "Archive_material",
    "status": "withheld",
    "embargo": "2026-10-21T00:01:00+01:00",
    "urgency": 3,
    "ed_note": "Not before delivery",
    "copyright_holder": "Example News",
    "copyright_notice": "© 2026 Example News",
    "usage_terms": "Not for resale",
}
OWN_ID = "urn:newsml:news.example:20240503:wall-1"


def newsml(**options: Any) -> etree._Element:
    return etree.fromstring(newscopy.write(STORY, "newsml", **options))


def found(root: etree._Element, path: str) -> list[tuple[dict[str, str], str | None]]:
    return [
        (dict(part.attrib), (part.text or "").strip() or None)
        for part in root.iterfind(path.replace("g2:", f"{{{NAR}}}"))
    ]


def test_newsml_has_a_place_for_each() -> None:
    root = newsml(**ALL, provider="nprov:Wire", credit="Wire/Example", signal="cwarn", version=2)

    assert (root.get("guid"), root.get("version")) == (OWN_ID, "2")
    assert found(root, "g2:itemMeta/g2:provider") == [({"qcode": "nprov:Wire"}, None)]
    assert found(root, "g2:itemMeta/g2:signal") == [({"qcode": "sig:cwarn"}, None)]
    assert found(root, "g2:itemMeta/g2:embargoed") == [({}, ALL["embargo"])]
    assert found(root, "g2:contentMeta/g2:genre") == [({"qcode": "genre:Archive_material"}, None)]
    assert found(root, "g2:contentMeta/g2:creditline") == [({}, "Wire/Example")]
    assert found(root, "g2:contentMeta/g2:urgency") == [({}, "3")]
    assert found(root, "g2:rightsInfo/g2:usageTerms") == [({}, "Not for resale")]


def test_the_authority_stands_for_the_provider_where_none_is_named() -> None:
    assert found(newsml(authority="news.example"), "g2:itemMeta/g2:provider")[0][0] == {"literal": "news.example"}


def test_the_same_words_have_the_same_hash_and_others_another() -> None:
    def digest(story: Story) -> str | None:
        root = etree.fromstring(newscopy.write(story, "newsml"))
        return root.findtext(f"{{{NAR}}}itemMeta/{{{NAR}}}hash")

    assert digest(STORY) == digest(STORY.model_copy(update={"headline": "Another"}))
    assert digest(STORY) != digest(STORY.model_copy(update={"body": (Paragraph(text="Another."),)}))


def test_the_history_is_written_only_when_it_is_asked_for() -> None:
    assert newsml().find(f"{{{NAR}}}hopHistory") is None

    root = newsml(hop_history=True, version_created="2026-11-24T10:00:00Z")
    assert found(root, "g2:hopHistory/g2:hop")[0][0] == {"seq": "1", "timestamp": "2026-11-24T10:00:00Z"}
    assert found(root, "g2:hopHistory/g2:hop/g2:action")[0][0]["qcode"] == "hopaction:transformed"


def test_nitf_has_a_place_for_each() -> None:
    root = etree.fromstring(newscopy.write(STORY, "nitf", **ALL))

    def attributes(name: str) -> list[dict[str, str]]:
        return [dict(part.attrib) for part in root.iter(f"{{{NITF}}}{name}")]

    assert attributes("doc-id") == [{"id-string": OWN_ID}]
    assert attributes("tobject.property") == [{"tobject.property.type": "Archive_material"}]
    assert attributes("date.release") == [{"norm": "20261021T000100+0100"}]
    assert attributes("urgency") == [{"ed-urg": "3"}]
    assert attributes("doc.copyright") == [{"holder": "Example News"}]


@pytest.mark.parametrize(
    ("version", "genres", "until"), [("3.2", "genres", "embargoedUntil"), ("2.3", "genres", "embargoed")]
)
def test_ninjs_has_a_place_for_each(version: str, genres: str, until: str) -> None:
    made = json.loads(newscopy.write(STORY, "ninjs", version=version, **ALL))

    assert made["uri"] == OWN_ID
    assert made[genres] == [{"name": "Archive material", "uri": "http://cv.iptc.org/newscodes/genre/Archive_material"}]
    assert made[until] == ALL["embargo"]
    assert {key.lower(): made[key] for key in made}["usageterms"] == "Not for resale"


def test_superdesk_has_a_place_for_each() -> None:
    made = json.loads(newscopy.write(STORY, "ninjs", dialect="superdesk", provider="Wire", **ALL))

    assert (made["guid"], made["source"]) == (OWN_ID, "Wire")
    assert made["genre"] == [{"name": "Archive material", "code": "Archive_material"}]
    assert made["embargoed"] == "2026-10-20T23:01:00+0000"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("newsml", {"credit": "A", "hop_history": True, "signal": "cwarn"}),
        ("newsml-message", {"hop_history": True}),
        ("nitf", {}),
        ("ninjs", {}),
        ("ninjs", {"version": "2.3"}),
        ("ninjs", {"dialect": "superdesk"}),
    ],
    ids=str,
)
def test_what_is_written_with_all_of_them_is_valid(name: str, options: dict[str, Any]) -> None:
    verdict = judge(newscopy.write(STORY, name, **ALL, **options), shared("standards"))

    assert verdict.valid, verdict.findings


def test_the_history_is_valid_under_the_official_schema() -> None:
    assert newsml_schema_findings(newscopy.write(STORY, "newsml", hop_history=True), shared("standards")) == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("genre", "archive material"),
        ("authority", "https://news.example/"),
        ("embargo", "2026-10-21"),
        ("urgency", 10),
        ("signal", "kill"),
    ],
)
def test_a_value_that_a_format_cannot_hold_is_refused(option: str, value: Any) -> None:
    with pytest.raises(OptionError, match=f"newsml: option {option}"):
        newscopy.write(STORY, "newsml", **{option: value})
