"""Hard inputs for the exchange formats, each by its name: what leaves, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

import newscopy
from newscopy.g2 import NAR
from newscopy.model import Byline, Category, Dateline, Paragraph, Quote, Related, SourceInfo, Story, Timestamp

FORMATS = ("newsml", "nitf", "ninjs")


def story(text: str = "The council voted on Friday.", **fields: Any) -> Story:
    plain: dict[str, Any] = {
        "id": "urn:newsml:archive.invalid:20240503:wall-1",
        "language": "en",
        "headline": "Council votes",
        "body": (Paragraph(text=text),),
        "source": SourceInfo(name="wall.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
    }
    return Story(**(plain | fields))


def again(given: Story, name: str) -> Story:
    return newscopy.read(newscopy.write(given, name), name)


def item(given: Story, **options: Any) -> etree._Element:
    return etree.fromstring(newscopy.write(given, "newsml", **options))


def g2(root: etree._Element, name: str) -> list[str | None]:
    return [element.text for element in root.iter(f"{{{NAR}}}{name}")]


@pytest.mark.parametrize("name", FORMATS)
def test_astral_characters_pass_unchanged(name: str) -> None:
    assert again(story("🛶 𐎠 👩‍🚒"), name).paragraphs == ("🛶 𐎠 👩‍🚒",)


@pytest.mark.parametrize("name", FORMATS)
def test_line_feeds_and_tabs_in_a_paragraph_come_back(name: str) -> None:
    assert again(story("One\ntwo\tthree"), name).paragraphs == ("One\ntwo\tthree",)


@pytest.mark.parametrize("name", FORMATS)
def test_entities_as_text_leave_and_come_back_as_text(name: str) -> None:
    assert again(story("AT&amp;T, &nbsp; and &lt;b&gt;"), name).paragraphs == ("AT&amp;T, &nbsp; and &lt;b&gt;",)


@pytest.mark.parametrize("name", FORMATS)
def test_markup_ends_and_instructions_are_words(name: str) -> None:
    assert again(story("]]> <!-- <?xml ?> <script>"), name).paragraphs == ("]]> <!-- <?xml ?> <script>",)


@pytest.mark.parametrize("name", FORMATS)
def test_a_right_to_left_story_keeps_its_direction_and_its_marks(name: str) -> None:
    text = "قال \u2067ABC 12\u2069 \u200fاليوم"

    read = again(story(text, language="ar", direction="rtl"), name)

    assert (read.direction, read.language, read.paragraphs) == ("rtl", "ar", (text,))


@pytest.mark.parametrize("name", FORMATS)
def test_a_very_long_headline_stays_whole(name: str) -> None:
    assert again(story(headline="word " * 600), name).headline == "word " * 600


@pytest.mark.parametrize("name", FORMATS)
def test_quotes_and_apostrophes_are_never_changed(name: str) -> None:
    text = '“She said ‘it\'s 6′ "high"’” «oui»'

    assert again(story(body=(Quote(text=text),)), name).body == (Quote(text=text),)


@pytest.mark.parametrize("name", FORMATS)
def test_no_date_at_all_gives_none_back(name: str) -> None:
    assert again(story(), name).published is None


def test_a_partial_date_is_content_created_only() -> None:
    root = item(story(published=Timestamp(value="1987-03")))

    assert g2(root, "contentCreated") == ["1987-03"]
    assert g2(root, "versionCreated") == ["1987-03-01T00:00:00Z"]


@pytest.mark.parametrize("name", ["newsml", "nitf"])
def test_an_ambiguous_date_keeps_its_words_and_has_no_value(name: str) -> None:
    assert again(story(published=Timestamp(value=None, text="03/04/2021")), name).published == Timestamp(
        value=None, text="03/04/2021"
    )


@pytest.mark.parametrize("name", ["newsml", "nitf"])
def test_a_time_without_zone_gets_none(name: str) -> None:
    value = "2024-05-03T10:15"

    assert again(story(published=Timestamp(value=value)), name).published == Timestamp(value=value)
    assert g2(item(story(published=Timestamp(value=value))), "contentCreated") == ["2024-05-03"]


@pytest.mark.parametrize("value", ["2024-02-30", "0000-01-01", "2024-05-03T24:00:00Z"])
def test_an_impossible_date_of_another_file_is_no_date_or_its_day(value: str) -> None:
    data = newscopy.write(story(published=Timestamp(value="2024-05-03")), "newsml").decode()

    read = newscopy.read(data.replace("<contentCreated>2024-05-03<", f"<contentCreated>{value}<"), "newsml")

    assert (read.published and read.published.value) in (None, "2024-05-03")


def test_an_embargo_without_end_is_an_empty_element_and_a_note() -> None:
    root = item(story(), embargo="open", ed_note="Embargoed until delivery")

    assert (g2(root, "embargoed"), g2(root, "edNote")) == ([None], ["Embargoed until delivery"])


def test_a_correction_keeps_its_guid_and_counts_up() -> None:
    root = item(story(), version=2, signal="correction")

    assert (root.get("guid"), root.get("version")) == (story().id, "2")
    assert [signal.get("qcode") for signal in root.iter(f"{{{NAR}}}signal")] == ["sig:correction"]


def test_duplicate_related_items_are_one_link() -> None:
    pair = (
        Related(title="Plan", url="https://news.example/plan?utm_source=x"),
        Related(title="The plan", url="http://news.example/plan/"),
    )

    assert [link.get("rank") for link in item(story(body=pair)).iter(f"{{{NAR}}}link")] == ["1"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_related_item_with_an_unsafe_address_keeps_its_title_only(name: str) -> None:
    (read,) = again(story(body=(Related(title="Card", url="javascript:alert(1)"),)), name).body

    assert isinstance(read, Related)
    assert (read.title, read.url) == ("Card", None)


@pytest.mark.parametrize("name", FORMATS)
def test_a_byline_stays_as_printed_beside_its_people(name: str) -> None:
    printed = "By JANE DOE, John Roe and staff | Wire in Paris"

    read = again(story(byline=printed, bylines=(Byline(name="Jane Doe"), Byline(name="John Roe"))), name)

    assert (read.byline, [person.name for person in read.bylines]) == (printed, ["Jane Doe", "John Roe"])


@pytest.mark.parametrize("name", FORMATS)
def test_a_dateline_glued_to_the_first_paragraph_stands_there_once(name: str) -> None:
    text = "PARIS (Wire) - The council voted."
    given = story(text, dateline=Dateline(text="PARIS (Wire) -", place="Paris", agency="Wire"))

    assert again(given, name).paragraphs == (text,)


@pytest.mark.parametrize("name", FORMATS)
def test_a_code_of_an_unknown_scheme_is_kept_and_never_made_a_topic(name: str) -> None:
    labels = (Category(name="Sports | Football > UEFA"), Category(name="Football", qcode="house:12"))

    assert again(story(categories=labels), name).categories == labels


def test_junk_in_the_body_of_another_file_is_left_out_and_tables_keep_their_words() -> None:
    body = "<p>One</p><script>x()</script><style>p{}</style><table><tr><td>A</td><td>1</td></tr></table><p> </p>"
    data = (
        newscopy.write(story("REPLACED"), "newsml", body="xhtml")
        .decode()
        .replace("newscopy</generator>", "x</generator>")
    )

    read = newscopy.read(data.replace("<p>REPLACED</p>", body), "newsml")

    assert read.paragraphs == ("One", "A 1")
