"""The 25 hard inputs for the exchange formats, each by its name: what leaves, and what comes back."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import newscopy
from newscopy import formats
from newscopy.checking import judge
from newscopy.formats import ReadOptions
from newscopy.g2 import NAR, NITF, XHTML
from newscopy.model import (
    Byline,
    Category,
    Dateline,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Related,
    SourceInfo,
    Story,
    Timestamp,
)
from newscopy.topics.importing import read_vocabulary
from newscopy.topics.vocabulary import dumped
from newscopy.writers.as_newsml_message import MessageOptions, stream
from topics.vocabularies import AS_JSON

FORMATS = ("newsml", "nitf", "ninjs")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def story(text: str = "The council voted on Friday.", **fields: Any) -> Story:
    plain: dict[str, Any] = {
        "id": "urn:newsml:archive.invalid:20240503:wall-1",
        "language": "en",
        "headline": "Council votes",
        "body": (Paragraph(text=text),),
        "source": SourceInfo(name="wall.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
    }
    return Story(**(plain | fields))


def again(given: Story, name: str, **options: Any) -> Story:
    """The story written and read, after our validator found no error in what was written."""
    data = newscopy.write(given, name, **options)
    assert judge(data).valid, judge(data).findings
    return newscopy.read(data, name)


def item(given: Story, **options: Any) -> etree._Element:
    return etree.fromstring(newscopy.write(given, "newsml", **options))


def ninjs(given: Story, **options: Any) -> dict[str, Any]:
    made = json.loads(newscopy.write(given, "ninjs", **options))
    assert isinstance(made, dict)
    return made


def g2(root: etree._Element, name: str) -> list[str | None]:
    return [element.text for element in root.iter(f"{{{NAR}}}{name}")]


def foreign(body: str, **changes: str) -> str:
    """A newsItem of somebody else's, with a body in XHTML; `changes` replace text that stands in it."""
    data = newscopy.write(story("REPLACED", language="en"), "newsml", body="xhtml").decode()
    data = data.replace("newscopy</generator>", "x</generator>").replace("<p>REPLACED</p>", body)
    for old, new in changes.items():
        assert old in data
        data = data.replace(old, new)
    return data


# 1. Control characters


def test_01_control_characters_are_replaced_and_told() -> None:
    text = (
        "Wall vote goes on\n\nThe coun\x1bcil voted\x0bon Friday\ufffe for the wall, as it had in March and in May.\n"
    )
    read = newscopy.read(text)

    assert "characters-replaced" in [notice.code for notice in read.notices]
    for name in FORMATS:
        assert not set("\x1b\x0b\ufffe") & set(newscopy.write(read, name).decode())


def test_01_control_characters_in_json_are_replaced_and_told() -> None:
    read = newscopy.read('{"uri": "urn:x:1", "headline": "A\\u0000B\\u000bC", "body_text": "One\\uffff"}', "ninjs")

    assert (read.headline, read.paragraphs) == ("A\ufffdB C", ("One\ufffd",))
    assert [notice.message for notice in read.notices] == [
        "3 characters that no text can hold were replaced (U+0000 ×1, U+000B ×1, U+FFFF ×1)"
    ]


# 2. C1 controls


def test_02_c1_controls_are_taken_for_windows_1252() -> None:
    read = newscopy.read("Wall vote goes on\n\n\x93We had to act,\x94 the mayor said of the wall on Friday evening.\n")

    assert "“We had to act,”" in read.model_dump_json()
    assert "characters-replaced" in [notice.code for notice in read.notices]


# 3. Lone surrogates, and characters beyond the first plane


def test_03_a_lone_surrogate_becomes_a_replacement_character_and_is_told() -> None:
    read = newscopy.read('{"uri": "urn:x:1", "headline": "A \\ud83d B \\ud83d\\ude00", "body_text": "x"}', "ninjs")

    assert read.headline == "A \ufffd B 😀"
    assert [notice.code for notice in read.notices] == ["characters-replaced"]


@pytest.mark.parametrize("name", FORMATS)
def test_03_astral_characters_pass_unchanged_and_count_once(name: str) -> None:
    assert again(story("🛶 𐎠 👩‍🚒"), name).paragraphs == ("🛶 𐎠 👩‍🚒",)
    assert "🛶".encode() in newscopy.write(story("🛶"), name)
    assert ninjs(story("🛶 𐎠"))["bodies"][0]["charCount"] == 3


# 4. Line ends and tabs


@pytest.mark.parametrize("name", FORMATS)
def test_04_line_feeds_and_tabs_in_a_paragraph_come_back(name: str) -> None:
    assert again(story("One\ntwo\tthree"), name).paragraphs == ("One\ntwo\tthree",)


def test_04_no_line_end_gets_into_an_attribute() -> None:
    root = item(story(), ed_note="One\ntwo", copyright_notice="(c)\nA")

    assert not [value for element in root.iter() for value in element.attrib.values() if "\n" in value]
    assert b"&#13;" not in newscopy.write(newscopy.read("A wall\r\n\r\nThe council\rvoted on Friday.\r\n"), "newsml")


# 5. HTML entities as text


@pytest.mark.parametrize("name", FORMATS)
def test_05_entities_as_text_leave_and_come_back_as_text(name: str) -> None:
    assert again(story("AT&amp;T, &nbsp; and &lt;b&gt;"), name).paragraphs == ("AT&amp;T, &nbsp; and &lt;b&gt;",)


def test_05_entities_of_html_become_characters_once() -> None:
    read = newscopy.read(
        '{"uri": "urn:x:1", "headline": "x", "body_html": "<p>A&nbsp;B &amp;amp; &#8217;</p>"}', "ninjs"
    )

    assert read.paragraphs == ("A\u00a0B &amp; ’",)


# 6. Double-encoded text


@pytest.mark.parametrize("name", FORMATS)
def test_06_mojibake_is_never_made_worse(name: str) -> None:
    assert again(story("Itâ€™s &amp;quot;fine&amp;quot; cafÃ©"), name).paragraphs == (
        "Itâ€™s &amp;quot;fine&amp;quot; cafÃ©",
    )


# 7. Markup in text


@pytest.mark.parametrize("name", FORMATS)
def test_07_markup_ends_and_instructions_are_words(name: str) -> None:
    assert again(story("]]> <!-- <?xml ?> <script>"), name).paragraphs == ("]]> <!-- <?xml ?> <script>",)


# 8. Right to left


@pytest.mark.parametrize("name", FORMATS)
def test_08_a_right_to_left_story_keeps_its_direction_and_its_marks(name: str) -> None:
    text = "قال \u2067ABC 12\u2069 \u200fاليوم"

    read = again(story(text, language="ar", direction="rtl"), name)

    assert (read.direction, read.language, read.paragraphs) == ("rtl", "ar", (text,))


def test_08_direction_is_on_the_item_and_on_its_text() -> None:
    root = item(story(language="ar", direction="rtl"))

    assert (root.get("dir"), root.get(LANG)) == ("rtl", "ar")
    assert [html.get("dir") for html in root.iter(f"{{{XHTML}}}html")] == ["rtl"]


# 9. Mixed languages


def test_09_each_item_of_a_message_has_its_own_language_and_the_wrapper_none() -> None:
    pair = [story(), story(language="ar", direction="rtl", id="urn:x:2")]
    root = etree.fromstring(b"".join(stream(pair, MessageOptions())))

    assert root.get(LANG) is None
    assert [part.get(LANG) for part in root.iter(f"{{{NAR}}}newsItem")] == ["en", "ar"]
    assert [part.get("tag") for part in root.iter(f"{{{NAR}}}language")] == ["en", "ar"]


@pytest.mark.parametrize(("tag", "language"), [("en_GB", "en-GB"), ("dk", "da"), ("english", "en"), ("und", None)])
def test_09_wrong_language_tags_become_right_ones(tag: str, language: str | None) -> None:
    data = foreign("<p>One</p>").replace('tag="en"', f'tag="{tag}"').replace('xml:lang="en"', f'xml:lang="{tag}"')

    assert newscopy.read(data, "newsml").language == language
    assert tag == "und" or [found for found in judge(data.encode()).findings if tag in found.message]


# 10. A very long headline


@pytest.mark.parametrize("name", FORMATS)
def test_10_a_very_long_headline_stays_whole(name: str) -> None:
    assert again(story(headline="word " * 600), name).headline == "word " * 600


def test_10_only_the_title_for_lists_is_cut_at_the_end_of_a_word() -> None:
    (title,) = item(story(headline="word " * 600)).findall(f"{{{NAR}}}itemMeta/{{{NAR}}}title")

    assert title.text is not None
    assert title.text.endswith("word…")
    assert len(title.text) <= 201


# 11. No headline


def test_11_an_item_without_headline_takes_its_first_words_and_says_so() -> None:
    data = foreign("<p>One two.</p>").replace("<headline>Council votes</headline>", "<headline> </headline>")

    read = newscopy.read(data.replace("<title>Council votes</title>", ""), "newsml")

    assert read.headline == "One two."
    assert "no-headline" in [notice.code for notice in read.notices]


# 12. Quotes


@pytest.mark.parametrize("name", FORMATS)
def test_12_quotes_and_apostrophes_are_never_changed(name: str) -> None:
    text = '“She said ‘it\'s 6′ "high"’” «oui»'
    body = (Quote(text=text), PullQuote(text=text, attribution="A. “B” C"))

    assert again(story(body=body), name).body == body


def test_12_a_quotation_in_nitf_holds_a_block() -> None:
    root = etree.fromstring(newscopy.write(story(body=(Quote(text="“Act.”"),)), "nitf"))

    assert root.find(f".//{{{NITF}}}bq/{{{NITF}}}block/{{{NITF}}}p") is not None


# 13. No date


@pytest.mark.parametrize("name", FORMATS)
def test_13_no_date_at_all_gives_none_back(name: str) -> None:
    assert again(story(), name).published is None


def test_13_no_date_is_invented_where_one_can_be_left_out() -> None:
    assert g2(item(story()), "contentCreated") == []
    assert g2(item(story(), version_created="2026-11-24T10:00:00Z"), "versionCreated") == ["2026-11-24T10:00:00Z"]
    assert b"date.issue" not in newscopy.write(story(), "nitf")
    assert "contentCreated" not in ninjs(story())


# 14. Partial dates


def test_14_a_partial_date_is_content_created_only() -> None:
    given = story(published=Timestamp(value="1987-03", text="March 1987"))

    assert g2(item(given), "contentCreated") == ["1987-03"]
    assert g2(item(given), "versionCreated") == ["1987-03-01T00:00:00Z"]
    assert "contentCreated" not in ninjs(given)
    assert b"date.issue" not in newscopy.write(given, "nitf")
    assert again(given, "newsml").published == again(given, "nitf").published == given.published


# 15. Ambiguous dates


@pytest.mark.parametrize("name", ["newsml", "nitf"])
def test_15_an_ambiguous_date_keeps_its_words_and_has_no_value(name: str) -> None:
    assert again(story(published=Timestamp(value=None, text="03/04/2021")), name).published == Timestamp(
        value=None, text="03/04/2021"
    )


# 16. Time zones


@pytest.mark.parametrize("name", ["newsml", "nitf"])
def test_16_a_time_without_zone_gets_none(name: str) -> None:
    value = "2024-05-03T10:15"

    assert again(story(published=Timestamp(value=value)), name).published == Timestamp(value=value)
    assert g2(item(story(published=Timestamp(value=value))), "contentCreated") == ["2024-05-03"]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2024-05-03T10:15:00+0100", "2024-05-03T10:15:00+01:00"),
        ("2024-05-03T24:00:00Z", "2024-05-04T00:00:00Z"),
        ("2024-12-31T24:00:00+01:00", "2025-01-01T00:00:00+01:00"),
        ("2024-05-03T10:15:00.250Z", "2024-05-03T10:15:00Z"),
    ],
)
def test_16_times_of_other_files_get_the_form_that_everybody_reads(value: str, read: str) -> None:
    data = newscopy.write(story(published=Timestamp(value="2024-05-03")), "newsml").decode()

    got = newscopy.read(data.replace("<contentCreated>2024-05-03<", f"<contentCreated>{value}<"), "newsml")

    assert got.published == Timestamp(value=read)


def test_16_superdesk_gets_utc_in_whole_seconds() -> None:
    given = story(published=Timestamp(value="2024-05-03T10:15:00+05:45"))

    assert ninjs(given, dialect="superdesk")["firstcreated"] == "2024-05-03T04:30:00+0000"


# 17. Impossible dates


@pytest.mark.parametrize("value", ["2024-02-30", "0000-01-01", "2024-13-01T00:00:00Z", "tomorrow"])
def test_17_an_impossible_date_of_another_file_is_no_date(value: str) -> None:
    data = newscopy.write(story(published=Timestamp(value="2024-05-03")), "newsml").decode()

    read = newscopy.read(data.replace("<contentCreated>2024-05-03<", f"<contentCreated>{value}<"), "newsml")

    assert read.published is None


# 18. Embargoes


def test_18_an_embargo_without_end_is_an_empty_element_and_a_note() -> None:
    root = item(story(), embargo="open", ed_note="Embargoed until delivery")

    assert (g2(root, "embargoed"), g2(root, "edNote")) == ([None], ["Embargoed until delivery"])
    made = ninjs(story(), embargo="open", ed_note="Embargoed until delivery")
    assert (made["pubStatus"], made["edNote"], "embargoedUntil" in made) == (
        "withheld",
        "Embargoed until delivery",
        False,
    )


def test_18_an_embargo_with_an_end_is_a_whole_instant_everywhere() -> None:
    until = "2026-10-21T00:01:00+01:00"

    assert g2(item(story(), embargo=until), "embargoed") == [until]
    assert ninjs(story(), embargo=until)["embargoedUntil"] == until
    assert ninjs(story(), embargo=until, version="2.3")["embargoed"] == until
    assert b'<date.release norm="20261021T000100+0100"/>' in newscopy.write(story(), "nitf", embargo=until)


# 19. Correction, update, kill


def test_19_a_correction_keeps_its_guid_and_counts_up() -> None:
    root = item(story(), version=2, signal="correction", ed_note="Corrects the vote")

    assert (root.get("guid"), root.get("version")) == (story().id, "2")
    assert [signal.get("qcode") for signal in root.iter(f"{{{NAR}}}signal")] == ["sig:correction"]
    nitf = etree.fromstring(newscopy.write(story(), "nitf", version=2, signal="correction", ed_note="Corrects"))
    assert [dict(part.attrib) for part in nitf.iter(f"{{{NITF}}}correction")] == [
        {"info": "Corrects", "id-string": story().id}
    ]
    assert (ninjs(story(), item_version=2)["version"], ninjs(story(), item_version=2)["uri"]) == ("2", story().id)


def test_19_a_kill_is_a_status_that_the_reader_tells() -> None:
    data = newscopy.write(story(), "newsml", version=3, status="canceled", ed_note="Kill: wrong person")

    assert b'qcode="stat:canceled"' in data
    assert [notice.code for notice in newscopy.read(data, "newsml").notices] == ["not-usable", "note-to-desks"]


# 20. Related stories twice


def test_20_duplicate_related_items_are_one_link() -> None:
    body = (
        Related(title="Plan", url="https://news.example/plan?utm_source=x"),
        Related(title="The plan", url="http://news.example/plan/"),
        Related(title="This story", url=story().id),
        Related(title="Vote", url="https://news.example/vote"),
    )
    links = list(item(story(body=body)).iter(f"{{{NAR}}}link"))

    assert [link.get("rank") for link in links] == ["1", "2"]
    assert [link.findtext(f"{{{NAR}}}title") for link in links] == ["The plan", "Vote"]


# 21. Related stories without a sound address


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[broken", "no address at all"])
def test_21_a_related_item_with_an_unsafe_address_keeps_its_title_only(name: str, url: str) -> None:
    (read,) = again(story(body=(Related(title="Card", url=url),)), name).body

    assert isinstance(read, Related)
    assert (read.title, read.url) == ("Card", None)


def test_21_what_an_address_cannot_hold_is_percent_encoded() -> None:
    (link,) = item(story(body=(Related(title="A", url="http://ex.example/a b?x=[1]&y=%zz"),))).iter(f"{{{NAR}}}link")

    assert link.get("href") == "http://ex.example/a%20b?x=%5B1%5D&y=%25zz"


# 22. Bylines


@pytest.mark.parametrize("name", FORMATS)
def test_22_a_byline_stays_as_printed_beside_its_people(name: str) -> None:
    printed = "By JANE DOE, John Roe and staff | Wire in Paris"

    read = again(story(byline=printed, bylines=(Byline(name="Jane Doe"), Byline(name="John Roe"))), name)

    assert (read.byline, [person.name for person in read.bylines]) == (printed, ["Jane Doe", "John Roe"])


def test_22_in_nitf_text_stands_before_any_person() -> None:
    root = etree.fromstring(newscopy.write(story(bylines=(Byline(name="Jane Doe"),)), "nitf"))

    first = root.find(f".//{{{NITF}}}byline")
    assert first is not None
    assert (first.text, len(first)) == ("Jane Doe", 0)


# 23. A dateline in the first paragraph


@pytest.mark.parametrize("name", FORMATS)
def test_23_a_dateline_glued_to_the_first_paragraph_stands_there_once(name: str) -> None:
    text = "PARIS (Wire) - The council voted."
    given = story(text, dateline=Dateline(text="PARIS (Wire) -", place="Paris", agency="Wire"))

    assert again(given, name).paragraphs == (text,)
    body = ninjs(given)["bodies"][1]["value"]
    assert body.count("PARIS (Wire) -") == 1


# 24. Categories and codes


@pytest.mark.parametrize("name", FORMATS)
def test_24_a_code_of_an_unknown_scheme_is_kept_and_never_made_a_topic(name: str) -> None:
    labels = (Category(name="Sports | Football > UEFA"), Category(name="Football", qcode="house:12"))

    assert again(story(categories=labels), name).categories == labels


def test_24_a_code_of_another_file_with_a_blank_is_no_code_and_its_name_stays() -> None:
    data = foreign("<p>One</p>").replace(
        "<headline>", '<subject qcode="medtop:04 000"><name>Money</name></subject><headline>', 1
    )

    assert newscopy.read(data, "newsml").categories == (Category(name="Money"),)
    assert not judge(data.encode()).valid


def test_24_a_retired_code_leaves_as_the_topic_above_it(tmp_path: Path) -> None:
    (tmp_path / "topics.json").write_bytes(dumped(read_vocabulary(AS_JSON, "x")))

    given = story(categories=(Category(name="Games", qcode="medtop:20000823"),))
    root = item(given, topics=tmp_path / "topics.json")

    assert next(root.iter(f"{{{NAR}}}subject")).get("qcode") == "medtop:20000822"


# 25. Junk in the body


def test_25_junk_in_the_body_of_another_file_is_left_out_and_tables_keep_their_words() -> None:
    body = (
        "<p>One</p><script>x()</script><style>p{}</style><table><tr><td>A</td><td>1</td></tr></table><p> </p>"
        '<o:p xmlns:o="urn:o">Two</o:p><pre>A   1\n B  2</pre><iframe src="x">no</iframe>'
    )

    assert newscopy.read(foreign(body), "newsml").paragraphs == ("One", "A 1", "Two", "A   1\n B  2")
    assert not judge(foreign(body).encode()).valid


@pytest.mark.parametrize("name", FORMATS)
def test_25_twenty_thousand_paragraphs_and_ten_megabytes_pass_whole(name: str) -> None:
    given = story(
        body=(*(Paragraph(text=f"Paragraph {number}.") for number in range(20_000)), Note(text="x" * 5_000_000))
    )

    assert again(given, name).body == given.body


def test_25_counts_are_those_of_the_text_written() -> None:
    root = item(story("One two", headline="Not counted"))

    assert [(part.get("charcount"), part.get("wordcount")) for part in root.iter(f"{{{NAR}}}inlineXML")] == [
        ("7", "2")
    ] * 2


# A message keeps its stories whatever one of them is.


def test_a_message_of_hard_stories_comes_back_whole() -> None:
    given = [
        story("]]> \u2067x\u2069", id="urn:x:1", headline="“A” & <b>"),
        story(id="urn:x:2", body=()),
        story("🛶", id="urn:x:3", language="ar", direction="rtl"),
    ]
    reader = formats.reader("newsml")
    assert reader.read_many is not None

    read = list(reader.read_many(BytesIO(b"".join(stream(given, MessageOptions()))), "wire.xml", ReadOptions()))

    assert [part.body for part in read if isinstance(part, Story)] == [part.body for part in given]
