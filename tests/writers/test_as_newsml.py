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
from newscopy.g2 import CATALOG_ALIASES, NAR, NITF, XHTML
from newscopy.model import (
    Byline,
    Category,
    Dateline,
    Mark,
    Note,
    Paragraph,
    Related,
    SourceInfo,
    Story,
    Timestamp,
)
from newscopy.writers import xhtml_body
from shared_data import shared
from told_again import blocks_told

XSD = "standards/newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd"
CATALOG = "standards/catalogs/catalog.IPTC-G2-Standards_41.xml"
QCODES = ("qcode", "type", "role", "rel", "jobtitle")


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


def item(given: Story, **options: Any) -> etree._Element:
    return etree.fromstring(newscopy.write(given, "newsml", **options))


def texts(root: etree._Element, path: str) -> list[str | None]:
    return [element.text for element in root.iterfind(path.replace("g2:", f"{{{NAR}}}"))]


def attributes(root: etree._Element, path: str) -> list[dict[str, str]]:
    return [dict(element.attrib) for element in root.iterfind(path.replace("g2:", f"{{{NAR}}}"))]


@cache
def official_schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(shared(XSD)))


@given(strategies.stories())
def test_any_story_is_valid_under_the_official_schema(given: Story) -> None:
    schema = official_schema()

    schema.assertValid(item(given))


ARABIC = "قال مجلس المدينة يوم الجمعة إن الجدار البحري سيبنى هذا العام."
HARD_STORIES = {
    "rtl": story(language="ar", direction="rtl", headline="المجلس يوافق", body=(Paragraph(text=ARABIC),)),
    "cjk": story(language="ja", headline="市議会が防潮堤を可決", body=(Paragraph(text="市議会は金曜日に可決した。"),)),
    "no date, no byline": story(),
    "year only": story(published=Timestamp(value="1987", text="Summer 1987")),
    "time without zone": story(published=Timestamp(value="2024-05-03T17:47", text=None)),
    "impossible zone": story(published=Timestamp(value="2024-05-03T17:47+23:00", text=None)),
    "first and last year": story(
        published=Timestamp(value="0001-01-01T00:00+14:00"), updated=Timestamp(value="9999-12-31T23:59-12:00")
    ),
    "ten bad addresses": story(
        body=tuple(Related(title=f"Card {n}", url=url) for n, url in enumerate(strategies.URLS[:10]))
    ),
    "marks": story(
        body=(
            Paragraph(
                text="The plan, first drawn up in 2019, is here.",
                marks=(
                    Mark(kind="emphasis", start=0, end=20),
                    Mark(kind="link", start=4, end=30, url="https://news.example/a?b=1&c=[2]"),
                    Mark(kind="strong", start=10, end=42),
                ),
            ),
        )
    ),
    "line feeds in a printed byline": story(byline="By A. Porter\nin Exampleton\r\nand staff", standfirst="One.\nTwo."),
    "a very long headline": story(headline="word " * 600),
}


@pytest.mark.parametrize("name", HARD_STORIES)
def test_hard_stories_are_valid_under_the_official_schema(name: str) -> None:
    official_schema().assertValid(item(HARD_STORIES[name]))


def test_all_options_together_are_valid_under_the_official_schema() -> None:
    official_schema().assertValid(
        item(
            story(),
            version="3",
            version_created="2026-05-03T17:47+02:00",
            first_created="2026-05-01T08:00:00Z",
            provider="nprov:AFP",
            status="withheld",
            signal="correction",
            embargo="2026-05-04T00:01:00Z",
            urgency="4",
            ed_note="Corrects the vote in par 1",
            copyright_holder="Example News",
            copyright_notice="© 2026 Example News",
            usage_terms="Not for resale",
        )
    )


@given(strategies.stories())
def test_every_qcode_resolves(given: Story) -> None:
    root = item(given)
    known = CATALOG_ALIASES | {scheme.get("alias") for scheme in root.iter(f"{{{NAR}}}scheme")}

    used = {
        value.partition(":")[0]
        for element in root.iter(f"{{{NAR}}}*")
        for name, value in element.attrib.items()
        if name in QCODES
    }

    assert "ninat" in used
    assert used <= known


def test_our_table_of_aliases_is_that_of_the_official_catalog() -> None:
    official = etree.parse(str(shared(CATALOG))).getroot()

    assert {scheme.get("alias") for scheme in official.iter("{*}scheme")} == CATALOG_ALIASES


@given(strategies.stories())
def test_the_inline_catalog_stands_only_where_it_is_used(given: Story) -> None:
    root = item(given)
    declared = root.find(f"{{{NAR}}}catalog")
    if declared is not None:
        root.remove(declared)

    assert (b'"newscopy:' in etree.tostring(root)) == (declared is not None)


@given(strategies.stories())
def test_the_body_holds_listed_elements_and_attributes_only(given: Story) -> None:
    body = item(given).find(f".//{{{XHTML}}}body")
    assert body is not None

    for element in body.iterdescendants():
        assert etree.QName(element).namespace == XHTML
        assert etree.QName(element).localname in xhtml_body.ELEMENTS
        assert set(element.attrib) <= {"href", "class"}
        assert element.get("href", "https:").split(":")[0] in ("http", "https", "mailto")


@given(strategies.stories())
def test_each_paragraph_stands_whole_in_the_body(given: Story) -> None:
    body = item(given).find(f".//{{{XHTML}}}body")
    assert body is not None

    told = blocks_told(body)

    assert [block.text for block in told if isinstance(block, Paragraph)] == list(given.paragraphs)


def test_the_same_bytes_come_from_any_process() -> None:
    program = (
        "import sys, newscopy; from newscopy.model import Story; "
        "sys.stdout.buffer.write(newscopy.write(Story.model_validate_json(sys.stdin.buffer.read()), 'newsml'))"
    )
    given = HARD_STORIES["marks"].model_copy(
        update={"kicker": "Harbour", "published": Timestamp(value="2024-05-03T17:47", text="3 May")}
    )
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

    assert made == {newscopy.write(given, "newsml")}


def test_the_root_tells_standard_id_version_language_and_direction() -> None:
    assert dict(item(HARD_STORIES["rtl"], version=2).attrib) == {
        "standard": "NewsML-G2",
        "standardversion": "2.35",
        "conformance": "power",
        "guid": "urn:newsml:archive.invalid:20240503:sea-wall-0a1b2c3d4e5f",
        "version": "2",
        "{http://www.w3.org/XML/1998/namespace}lang": "ar",
        "dir": "rtl",
    }


def test_an_unknown_language_is_said_to_be_unknown() -> None:
    assert attributes(item(story(language=None)), ".//g2:language") == [{"tag": "und"}]


@pytest.mark.parametrize(
    ("published", "updated", "created", "version", "first"),
    [
        ("1987", None, "1987", "1987-01-01T00:00:00Z", "1987-01-01T00:00:00Z"),
        ("1987-03", None, "1987-03", "1987-03-01T00:00:00Z", "1987-03-01T00:00:00Z"),
        ("2024-05-03", None, "2024-05-03", "2024-05-03T00:00:00Z", "2024-05-03T00:00:00Z"),
        ("2024-05-03T17:47", None, "2024-05-03", "2024-05-03T00:00:00Z", "2024-05-03T00:00:00Z"),
        ("2024-05-03T17:47Z", None, "2024-05-03T17:47:00Z", "2024-05-03T17:47:00Z", "2024-05-03T17:47:00Z"),
        (
            "2024-05-03T17:47+02:00",
            "2024-05-04T08:00+02:00",
            "2024-05-03T17:47:00+02:00",
            "2024-05-04T08:00:00+02:00",
            "2024-05-03T17:47:00+02:00",
        ),
        (
            "2024-05-03T17:47+02:00",
            "2024-05-03",
            "2024-05-03T17:47:00+02:00",
            "2024-05-03T00:00:00Z",
            "2024-05-03T00:00:00Z",
        ),
        (None, None, None, "2026-11-24T00:00:00Z", "2026-11-24T00:00:00Z"),
    ],
)
def test_dates_go_where_their_precision_is_legal(
    published: str | None, updated: str | None, created: str | None, version: str, first: str
) -> None:
    root = item(
        story(
            published=Timestamp(value=published) if published else None,
            updated=Timestamp(value=updated) if updated else None,
        )
    )

    assert texts(root, ".//g2:contentCreated") == ([created] if created else [])
    assert texts(root, ".//g2:versionCreated") == [version]
    assert texts(root, ".//g2:firstCreated") == [first]


def test_what_contentcreated_cannot_hold_is_kept_beside_it() -> None:
    root = item(story(published=Timestamp(value="2024-05-03T17:47", text="Friday, 17:47")))

    assert attributes(root, ".//g2:contentMetaExtProperty") == [
        {"rel": "newscopy:published", "value": "2024-05-03T17:47", "literal": "Friday, 17:47"}
    ]


def test_the_version_time_can_be_given() -> None:
    root = item(story(published=Timestamp(value="1987")), version_created="2026-05-03T17:47+02:00")

    assert texts(root, ".//g2:versionCreated") == ["2026-05-03T17:47:00+02:00"]
    assert texts(root, ".//g2:firstCreated") == ["1987-01-01T00:00:00Z"]


def test_people_and_the_printed_byline_stand_side_by_side() -> None:
    root = item(
        story(
            byline="By Ana Porter, Local Reporter, and Ben Reed",
            bylines=(
                Byline(name="Ana Porter", role="Local Reporter", organisation="Example News", place="Exampleton"),
                Byline(name="Ben Reed"),
            ),
        )
    )

    assert texts(root, ".//g2:by") == ["By Ana Porter, Local Reporter, and Ben Reed"]
    assert texts(root, ".//g2:creator/g2:name") == ["Ana Porter", "Ben Reed"]
    assert texts(root, ".//g2:creator/g2:note[@role='newscopy:jobTitle']") == ["Local Reporter"]
    assert texts(root, ".//g2:creator/g2:note[@role='newscopy:filedFrom']") == ["Exampleton"]
    assert texts(root, ".//g2:affiliation/g2:name") == ["Example News"]


def test_a_dateline_tells_place_and_agency() -> None:
    root = item(
        story(
            dateline=Dateline(text="EXAMPLETON, May 3 (Wire) -", place="Exampleton", agency="Wire", date="2024-05-03")
        )
    )

    assert texts(root, ".//g2:dateline") == ["EXAMPLETON, May 3 (Wire) -"]
    assert attributes(root, ".//g2:located") == [{"type": "cpnat:geoArea", "literal": "Exampleton"}]
    assert attributes(root, ".//g2:infoSource") == [{"literal": "Wire"}]
    assert texts(root, ".//g2:creditline") == ["Wire"]
    assert attributes(root, ".//g2:contentMetaExtProperty") == [
        {"rel": "newscopy:datelineDate", "literal": "2024-05-03"}
    ]


def test_categories_are_subjects_and_no_code_is_invented() -> None:
    root = item(
        story(
            categories=(
                Category(name="Politics", qcode="medtop:11000000"),
                Category(name="World"),
                Category(name="Sport", qcode="house:sport"),
            )
        )
    )

    assert attributes(root, ".//g2:subject") == [
        {"type": "cpnat:abstract", "qcode": "medtop:11000000"},
        {"type": "cpnat:abstract", "literal": "World"},
        {"type": "cpnat:abstract", "literal": "house:sport"},
        {"type": "cpnat:abstract", "qcode": "subj:11000000"},
    ]
    assert texts(root, ".//g2:subject/g2:name") == ["Politics", "World", "Sport"]


def test_the_headline_comes_first_and_without_role() -> None:
    root = item(story(kicker="Harbour", standfirst="A short summary.", slugline="SEA-WALL", keywords=("wall", "sea")))

    assert attributes(root, ".//g2:headline") == [{}, {"role": "newscopy:kicker"}]
    assert texts(root, ".//g2:headline") == ["Council votes for the sea wall", "Harbour"]
    assert attributes(root, ".//g2:contentMeta/g2:description") == [{"role": "drol:summary"}]
    assert texts(root, ".//g2:contentMeta/g2:description") == ["A short summary."]
    assert texts(root, ".//g2:slugline") == ["SEA-WALL"]
    assert texts(root, ".//g2:keyword") == ["wall", "sea"]


def test_a_very_long_headline_is_cut_in_the_management_title_only() -> None:
    root = item(HARD_STORIES["a very long headline"])

    assert texts(root, ".//g2:headline") == ["word " * 600]
    assert texts(root, ".//g2:itemMeta/g2:title") == [("word " * 39) + "word…"]


def test_related_stories_are_linked_once_in_order_with_safe_addresses_only() -> None:
    root = item(
        story(
            body=(
                Related(title="Plan", url="https://news.example/plan?utm_source=x"),
                Related(title="Script", url="javascript:alert(1)"),
                Related(title="The plan in full", url="http://NEWS.example/plan/", summary="Why it took so long."),
                Related(title="plan", placement="end"),
                Related(title="Map", url="https://news.example/a b", placement="end"),
                Related(title="This story", url="urn:newsml:archive.invalid:20240503:sea-wall-0a1b2c3d4e5f"),
            )
        )
    )

    assert attributes(root, ".//g2:link") == [
        {"rel": "irel:seeAlso", "rank": "1", "href": "https://news.example/plan?utm_source=x"},
        {"rel": "irel:seeAlso", "rank": "2"},
        {"rel": "irel:seeAlso", "rank": "3", "href": "https://news.example/a%20b"},
    ]
    assert texts(root, ".//g2:link/g2:title") == ["The plan in full", "Script", "Map"]


def test_words_are_counted_where_blanks_part_them() -> None:
    counted = attributes(
        item(story(body=(Paragraph(text="Two words"), Note(text="and three more")))), ".//g2:inlineXML"
    )
    unspaced = attributes(item(HARD_STORIES["cjk"]), ".//g2:inlineXML")

    types = ("application/xhtml+xml", "application/nitf+xml")
    assert counted == [{"contenttype": name, "charcount": "23", "wordcount": "5"} for name in types]
    assert unspaced == [{"contenttype": name, "charcount": "13"} for name in types]


NITF_XSD = "standards/nitf/nitf-3-6.xsd"


@given(strategies.stories())
def test_the_nitf_inside_is_valid_under_its_own_schema(given: Story) -> None:
    schema = official_nitf_schema()
    (document,) = item(given).iter(f"{{{NITF}}}nitf")

    schema.assertValid(etree.fromstring(etree.tostring(document)))


@cache
def official_nitf_schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(shared(NITF_XSD)))


@pytest.mark.parametrize(
    ("body", "roots"),
    [
        ("both", [f"{{{XHTML}}}html", f"{{{NITF}}}nitf"]),
        ("xhtml", [f"{{{XHTML}}}html"]),
        ("nitf", [f"{{{NITF}}}nitf"]),
        ("flat", [f"{{{XHTML}}}html"]),
    ],
)
def test_the_renditions_are_chosen_by_an_option(body: str, roots: list[str]) -> None:
    assert [inline[0].tag for inline in item(story(), body=body).iter(f"{{{NAR}}}inlineXML")] == roots


@given(strategies.stories())
def test_a_flat_body_holds_all_words_in_elements_without_children(given: Story) -> None:
    body = item(given, body="flat").find(f".//{{{XHTML}}}body")
    assert body is not None

    assert all(len(element) == 0 for element in body)
    flat = [element.text for element in body]
    assert flat == [text.replace("\n", " ") for text in _texts(given)]


def _texts(given: Story) -> list[str]:
    """Every text of the body; a field that is absent has none."""
    fields = ("title", "text", "attribution", "credit", "summary")
    told = ([getattr(block, field, None) for field in fields] for block in given.body)
    return [text for texts in told for text in texts if text is not None]


def test_an_urgency_that_nitf_lacks_is_its_lowest_there() -> None:
    root = item(story(), urgency=9)

    assert texts(root, ".//g2:urgency") == ["9"]
    assert [urgency.get("ed-urg") for urgency in root.iter(f"{{{NITF}}}urgency")] == ["8"]


def test_the_provider_is_the_authority_of_the_id_unless_given() -> None:
    assert attributes(item(story()), ".//g2:provider") == [{"literal": "archive.invalid"}]
    assert attributes(item(story(id="x1")), ".//g2:provider") == [{"literal": "unknown"}]
    assert attributes(item(story(), provider="nprov:AFP"), ".//g2:provider") == [{"qcode": "nprov:AFP"}]
    assert attributes(item(story(), provider="Example News"), ".//g2:provider") == [{"literal": "Example News"}]


def test_an_embargo_without_known_end_is_empty() -> None:
    assert texts(item(story(), embargo="open"), ".//g2:embargoed") == [None]
    assert texts(item(story()), ".//g2:embargoed") == []


@pytest.mark.parametrize(
    "wrong", [{"version": 0}, {"version_created": "2026-05-03"}, {"embargo": "Tuesday"}, {"urgency": 10}]
)
def test_an_option_out_of_range_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match=f"newsml: option {next(iter(wrong))}"):
        newscopy.write(story(), "newsml", **wrong)


def test_a_version_time_without_zone_is_refused_with_an_example() -> None:
    with pytest.raises(OptionError, match="must be a date, a time and a zone, such as"):
        newscopy.write(story(), "newsml", version_created="2026-05-03T17:47")


def test_a_character_that_xml_cannot_carry_is_an_error_of_ours() -> None:
    with pytest.raises(WriteError, match=r"tag:\\x01.*character that XML cannot carry"):
        newscopy.write(story().model_copy(update={"id": "tag:\x01"}), "newsml")


@given(strategies.stories())
def test_the_envelope_is_indented_and_the_body_is_not(given: Story) -> None:
    written = newscopy.write(given, "newsml")

    assert written.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<newsItem ')
    assert b"\n  <itemMeta>\n    <itemClass" in written
    assert written.endswith(b"</newsItem>\n")
