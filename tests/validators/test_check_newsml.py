from __future__ import annotations

import pytest
from hypothesis import given
from lxml import etree

import newscopy
import strategies
from newscopy.assets import asset
from newscopy.formats import Finding
from newscopy.g2 import CATALOG, MEDIA_TYPES
from newscopy.model import Story
from newscopy.validators.check_newsml import VALIDATOR
from newscopy.validators.newsml_profile import profile

ITEM = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" standardversion="2.35"
    conformance="power" guid="urn:newsml:archive.invalid:20260503:quay" version="1" xml:lang="en" dir="ltr">
  <catalogRef href="{CATALOG}"/>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider literal="Example News"/>
    <versionCreated>2026-05-03T17:47:00+02:00</versionCreated>
    <embargoed/>
    <pubStatus qcode="stat:usable"/>
    <link rel="irel:seeAlso" rank="1" href="https://news.example/quay"><title>Quay</title></link>
  </itemMeta>
  <contentMeta>
    <urgency>4</urgency>
    <contentCreated>2026-05</contentCreated>
    <language tag="en"/>
    <keyword>quay</keyword>
    <subject qcode="medtop:11000000"/>
    <headline>Quay reopens</headline>
  </contentMeta>
  <contentSet>
    <inlineXML contenttype="application/xhtml+xml" wordcount="4"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The <em>quay</em> <a href="https://news.example/q">is open</a>.</p>
<ul><li>North side</li></ul></body></html></inlineXML>
  </contentSet>
</newsItem>
"""


def check(xml: str) -> list[Finding]:
    return VALIDATOR.check(xml.encode())


def changed(old: str, new: str) -> str:
    assert old in ITEM, old
    return ITEM.replace(old, new, 1)


def test_a_sound_item_has_no_findings() -> None:
    assert check(ITEM) == []


@given(strategies.stories())
def test_what_we_write_has_no_errors_and_follows_the_profile(given: Story) -> None:
    written = newscopy.write(given, "newsml")

    assert VALIDATOR.claims(written)
    assert [finding for finding in VALIDATOR.check(written) if finding.severity == "error"] == []
    profile().schema.assertValid(etree.fromstring(written))


# What is changed, line of the finding, and words its message must have: the element and the cure.
BROKEN = {
    "empty guid": ('guid="urn:newsml:archive.invalid:20260503:quay"', 'guid=" "', 3, "newsItem: guid .* give the item"),
    "no version": (' version="1" xml:lang', " xml:lang", 3, "newsItem: version is missing: add version"),
    "version zero": (' version="1" xml:lang', ' version="0" xml:lang', 3, "newsItem: version '0'.* use 1, 2, 3"),
    "version with a point": (' version="1" xml:lang', ' version="1.0" xml:lang', 3, "newsItem: version '1.0'"),
    "direction auto": ('dir="ltr"', 'dir="auto"', 3, 'newsItem: dir \'auto\'.* use "ltr" or "rtl"'),
    "language with underscore": ('xml:lang="en"', 'xml:lang="en_GB"', 3, "newsItem: 'en_GB' .* write it like en-GB"),
    "time without zone": ("17:47:00+02:00", "17:47:00", 8, "versionCreated: .* has no zone: add Z"),
    "date for a time": ("2026-05-03T17:47:00+02:00", "2026-05-03", 8, "versionCreated: .* write it like"),
    "no such day": ("2026-05-03T", "2026-02-30T", 8, "newsItem: .*2026-02-30"),
    "date for an embargo": ("<embargoed/>", "<embargoed>2026-05-04</embargoed>", 9, "embargoed: .* write it like"),
    "no status": ('<pubStatus qcode="stat:usable"/>', "", 5, "itemMeta: pubStatus is missing: add <pubStatus"),
    "status without code": ('<pubStatus qcode="stat:usable"/>', "<pubStatus/>", 10, "pubStatus: has no qcode"),
    "no provider": ('<provider literal="Example News"/>', "", 5, "itemMeta: provider is missing: add who"),
    "nameless provider": (' literal="Example News"', "", 7, "provider: has no qcode, uri or literal: name"),
    "bare subject": ('subject qcode="medtop:11000000"', "subject", 18, "subject: has no qcode, uri or literal: name"),
    "code with a blank": ("medtop:11000000", "medtop: 11", 18, 'subject: qcode .* write "alias:code"'),
    "relation without alias": ("irel:seeAlso", "seeAlso", 11, 'link: rel .* write "alias:code"'),
    "rank in words": ('rank="1"', 'rank="first"', 11, "link: rank 'first' .* count from 1"),
    "urgency zero": ("<urgency>4<", "<urgency>0<", 14, "urgency: '0' is not 1 to 9"),
    "date in words": (
        "<contentCreated>2026-05<",
        "<contentCreated>May<",
        15,
        "contentCreated: 'May' is no date: write",
    ),
    "blank keyword": ("<keyword>quay<", "<keyword> <", 17, "keyword: is empty: take it out"),
    "headline before urgency": (
        "<urgency>",
        "<headline>Quay</headline><urgency>",
        14,
        "contentMeta: urgency stands after headline",
    ),
    "unknown element": ("<urgency>", "<importance/><urgency>", 14, "contentMeta: importance is no element of it"),
    "no text": ("<contentSet>", "<contentSet/><contentSet>", 21, "contentSet: is empty: put the text"),
    "words outside paragraphs": ("<body>", "<body>Stray words", 22, "body: .* put it into p"),
    "a script": ("<p>The", "<script>x()</script><p>The", 23, "script: has no place in news copy: take it out"),
    "a frame": ("North side", "<iframe/>", 24, "iframe: has no place in news copy"),
    "an event attribute": ("<p>The", '<p onclick="x()">The', 23, "p: takes no onclick: take the attribute out"),
    "a style": ("<p>The", '<p style="x">The', 23, "p: takes no style"),
    "an address that runs": (
        'href="https://news.example/q"',
        'href="JavaScript:x()"',
        23,
        "a: href leads to JavaScript:",
    ),
    "a link that runs": (
        'href="https://news.example/quay"',
        'href="data:text/html,x"',
        11,
        "link: href leads to data:",
    ),
    "count in words": ('wordcount="4"', 'wordcount="four"', None, "does not follow the profile"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_item_is_told_with_line_element_and_cure(name: str) -> None:
    old, new, line, message = BROKEN[name]
    (finding, *others) = [found for found in check(changed(old, new)) if found.severity == "error"]

    assert finding.line == line or line is None
    assert len(others) <= 1
    with pytest.raises(AssertionError, match=message):
        raise AssertionError(finding.message)


@pytest.mark.parametrize("name", BROKEN)
def test_the_profile_alone_refuses_it_too(name: str) -> None:
    old, new, _, _ = BROKEN[name]

    assert not profile().schema.validate(etree.fromstring(changed(old, new).encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<embargoed/>", "<embargoed>2026-05-04T00:01:00Z</embargoed>"),
        ("<contentCreated>2026-05<", "<contentCreated>1987<"),
        ("<contentCreated>2026-05<", "<contentCreated>2026-05-03T17:47:00Z<"),
        ('qcode="medtop:11000000"', 'literal="Harbour"'),
        ('qcode="medtop:11000000"', 'uri="https://news.example/topics/harbour"'),
        ("<urgency>4</urgency>", ""),
        ('href="https://news.example/q"', 'href="/q?a:b"'),
        ('href="https://news.example/q"', 'href="mailto:desk@news.example"'),
        ("<p>The", "<table><tr><td>1</td></tr></table><pre>a  b</pre><p>The"),
        ('conformance="power" ', 'xmlns:v="urn:vendor" v:note="x" conformance="core" '),
    ],
)
def test_what_the_standard_allows_is_not_held_against_an_item(old: str, new: str) -> None:
    assert check(changed(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('    conformance="power" ', "    ", "newsItem: conformance is missing"),
        ('<language tag="en"/>', "", "contentMeta: language is missing"),
        ("<headline>Quay reopens</headline>", "", "contentMeta: there is no headline"),
        ("<headline>", "<headline> </headline><headline>", "contentMeta: there is no headline"),
        ("</headline>", "</headline><headline>More</headline>", "headline: a second one without role"),
        ("<contentSet>", "<contentSet><!-- made by hand -->", "contentSet: holds a comment"),
    ],
)
def test_what_readers_stumble_over_is_a_warning(old: str, new: str, message: str) -> None:
    findings = check(changed(old, new))

    assert {finding.severity for finding in findings} == {"warning"}
    assert findings[0].message.startswith(message)


def test_an_alias_that_no_catalog_defines_is_an_error_told_once() -> None:
    findings = check(changed("</headline>", '</headline><subject qcode="house:a"/><subject qcode="house:b"/>'))

    assert [(finding.severity, finding.line) for finding in findings] == [("error", 19)]
    assert '<scheme alias="house" uri="…"/>' in findings[0].message


def test_an_inline_catalog_defines_its_aliases() -> None:
    declared = changed(
        "  <itemMeta>", '  <catalog><scheme alias="house" uri="https://news.example/s/"/></catalog><itemMeta>'
    )

    assert check(declared.replace("medtop:11000000", "house:harbour")) == []


def test_codes_without_any_catalog_are_errors_that_name_the_catalog_to_add() -> None:
    findings = check(changed(f'<catalogRef href="{CATALOG}"/>', ""))

    assert {finding.severity for finding in findings} == {"error"}
    assert all(CATALOG in finding.message for finding in findings)


def test_a_catalog_we_do_not_know_is_a_warning_and_so_are_its_aliases() -> None:
    findings = check(
        changed("<itemMeta>", '<catalogRef href="https://news.example/catalog.xml"/><itemMeta>').replace(
            "medtop:", "house:"
        )
    )

    assert [finding.severity for finding in findings] == ["warning", "warning"]
    assert "catalog.xml" in findings[0].message
    assert "house:" in findings[1].message


def test_an_older_catalog_of_iptc_is_known_and_a_newer_one_is_warned_of() -> None:
    assert check(changed("Standards_41.xml", "Standards_36.xml")) == []
    assert [finding.severity for finding in check(changed("Standards_41.xml", "Standards_99.xml"))] == ["warning"]


@pytest.mark.parametrize("name", MEDIA_TYPES)
def test_items_messages_and_packages_are_claimed_by_their_root(name: str) -> None:
    assert VALIDATOR.claims(f"<?xml version='1.0'?>\n<!-- <rss> -->\n<g2:{name} xmlns:g2='x'>".encode())
    assert VALIDATOR.claims(f"<!DOCTYPE x [<!ENTITY a '>'>]><{name}/>".encode())
    assert VALIDATOR.claims(f'<?xml version="1.0" encoding="UTF-16"?><{name}/>'.encode("utf-16"))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"plain newsItem text", b"<html/>", b"<newsItems/>", b"\x00\xff\xfe", b"<?xml"]
)
def test_other_bytes_are_not_claimed(data: bytes) -> None:
    assert not VALIDATOR.claims(data)


def test_each_item_of_a_message_is_checked() -> None:
    item = ITEM.partition("\n")[2].replace(' version="1" xml', " xml")
    header = "<header><sent>2026-05-03T18:00:00Z</sent></header>"
    items = item + item.replace(":quay", ":wall")
    message = (
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">{header}<itemSet>{items}</itemSet></newsMessage>'
    )

    assert [finding.line for finding in check(message)] == [2, 27]


def test_a_root_outside_the_namespace_is_an_error() -> None:
    (finding,) = check("<newsItem/>")

    assert finding.line == 1
    assert "http://iptc.org/std/nar/2006-10-01/" in finding.message


LAUGHS = (
    '<!DOCTYPE newsItem [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><newsItem>&i;</newsItem>"
)


@pytest.mark.parametrize(
    ("xml", "line", "message"),
    [
        (LAUGHS, 1, "document type declaration"),
        ('<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/hostname">]><newsItem>&x;</newsItem>', 1, "document type"),
        ('<!DOCTYPE newsItem SYSTEM "http://news.example/x.dtd"><newsItem/>', 1, "document type declaration"),
        ("<newsItem>" + "<a>" * 300, 1, "not well-formed XML: Excessive depth"),
        ("<newsItem>\n<a>\n</b>", 3, "not well-formed XML: Opening and ending tag mismatch"),
        ("<newsItem>\n&nbsp;</newsItem>", 2, "not well-formed XML: Entity 'nbsp' not defined"),
        ("<newsItem>\x00</newsItem>", 1, "not well-formed XML"),
    ],
)
def test_harmful_or_broken_xml_is_one_error_with_its_line(xml: str, line: int, message: str) -> None:
    (finding,) = check(xml)

    assert (finding.severity, finding.line) == ("error", line)
    assert message in finding.message
    assert "\n" not in finding.message


def test_an_item_that_is_no_text_is_refused() -> None:
    (finding,) = check(changed("ninat:text", "ninat:picture"))

    assert (finding.severity, finding.line) == ("error", 6)
    assert finding.message == "itemClass: ninat:picture is no text item, and no other kind is checked here"


def test_the_word_doctype_in_a_comment_is_no_declaration() -> None:
    assert check(changed("<newsItem", "<!-- <!DOCTYPE x> -->\n<newsItem")) == []


def test_the_profile_is_a_file_of_the_installation() -> None:
    etree.RelaxNG(file=str(asset("schemas/newsml-text.rng")))
