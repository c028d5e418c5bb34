from __future__ import annotations

import pytest
from hypothesis import given
from lxml import etree

import newscopy
import strategies
from newscopy.formats import Finding
from newscopy.g2 import NITF
from newscopy.model import Story
from newscopy.validators.check_nitf import VALIDATOR
from newscopy.validators.nitf_elements import contents
from shared_data import shared

DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf xmlns="{NITF}" baselang="en-GB">
  <head>
    <title>Quay reopens</title>
    <meta name="slug" content="QUAY"/>
    <tobject tobject.type="news"><tobject.subject tobject.subject.refnum="11000000"/></tobject>
    <docdata management-status="usable">
      <doc-id id-string="quay-1"/>
      <urgency ed-urg="4"/>
      <date.issue norm="20260503T174700+0200"/>
      <key-list><keyword key="quay"/></key-list>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1 id="h">Quay reopens</hl1></hedline>
      <byline>By <person>Ana Porter</person></byline>
      <abstract><p>After two years.</p></abstract>
    </body.head>
    <body.content><block>
<p>The <em>quay</em> <a href="https://news.example/q">is open</a>.</p>
<bq><block><p>At last.</p></block></bq>
    </block></body.content>
  </body>
</nitf>
"""


def check(xml: str) -> list[Finding]:
    return VALIDATOR.check(xml.encode())


@pytest.mark.parametrize("xml", [DOCUMENT, DOCUMENT.replace(f' xmlns="{NITF}"', "")])
def test_a_sound_document_has_no_findings_with_or_without_namespace(xml: str) -> None:
    assert VALIDATOR.claims(xml.encode())
    assert check(xml) == []


@pytest.mark.parametrize("namespace", [True, False])
@given(given=strategies.stories())
def test_what_we_write_has_no_errors(given: Story, namespace: bool) -> None:
    written = newscopy.write(given, "nitf", namespace=namespace)

    assert [found for found in VALIDATOR.check(written) if found.severity == "error"] == []


# What is changed, line of the finding, and how its message starts: with the element, and the cure after it.
BROKEN = {
    "another namespace": (NITF, "urn:other", 2, "nitf: urn:other is not NITF's namespace"),
    "language with underscore": ("en-GB", "en_GB", 2, "nitf: baselang 'en_GB' is no language tag"),
    "title after meta": ("<title>Quay reopens</title>", "<meta name='a' content='b'/><title>Quay</title>", 4, "head: title stands after meta"),
    "two titles": ("<title>", "<title>A</title><title>", 4, "head: a second title: only one may stand there"),
    "meta without content": (' content="QUAY"', "", 5, "meta: content is missing or empty: add it"),
    "meta with a blank in its name": ('name="slug"', 'name="the slug"', 5, "meta: name 'the slug' is no word"),
    "code with alias": ('refnum="11000000"', 'refnum="subj:11000000"', 6, "tobject.subject: refnum 'subj:11000000' is no Subject"),
    "no code": (' tobject.subject.refnum="11000000"', "", 6, "tobject.subject: tobject.subject.refnum is missing"),
    "unknown status": ('"usable"', '"cancelled"', 7, "docdata: management-status 'cancelled' is not known: use usable,"),
    "urgency nine": ('ed-urg="4"', 'ed-urg="9"', 9, "urgency: ed-urg '9' is not 1 to 8"),
    "date in words": ("20260503T174700+0200", "3 May", 10, "date.issue: norm '3 May' is no date: write it like"),
    "keywords outside": ("<tobject tobject", "<key-list/><tobject tobject", 6, "head: key-list has no place in it: it belongs into block, docdata"),
    "a heading of HTML": ("<bq>", "<h2>More</h2><bq>", 22, "block: h2 has no place in it: NITF's word for it is hl2"),
    "strong": ("<em>quay</em>", "<strong>quay</strong>", 21, "p: strong has no place in it: NITF's word for it is em"),
    "a script": ("<bq>", "<script>x()</script><bq>", 22, "block: script has no place in it: take it out"),
    "a bare quotation": ("<bq><block><p>At last.</p></block></bq>", "<bq><p>At last.</p></bq>", 22, "bq: p has no place in it"),
    "loose text": ("<abstract><p>After two years.</p>", "<abstract>After two years.", 18, "abstract: holds text of its own, which it must not: put it into p"),
    "byline after abstract": ("<byline>By <person>Ana Porter</person></byline>\n      <abstract><p>After two years.</p></abstract>", "<abstract><p>After.</p></abstract>\n<byline>By A</byline>", 18, "body.head: byline stands after abstract"),
    "an event attribute": ("<p>The", '<p onclick="x()">The', 21, "p: takes no onclick: take the attribute out"),
    "an address that runs": ("https://news.example/q", "javascript:x()", 21, "a: href leads to javascript:"),
    "an id twice": ("<p>The", '<p id="h">The', 21, "p: id 'h' stands on line 16 too"),
    "another document inside": ("<bq>", "<p xmlns='urn:x'>A</p><bq>", 22, "block: p is not in the namespace of the document"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document_is_told_with_line_element_and_cure(name: str) -> None:
    old, new, line, words = BROKEN[name]
    assert old in DOCUMENT
    found = [found for found in check(DOCUMENT.replace(old, new, 1)) if found.severity == "error"]

    assert [(one.line, one.message[: len(words)]) for one in found] == [(line, words)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('<doc-id id-string="quay-1"/>', "", "docdata: doc-id with its id-string is missing"),
        ("20260503T174700+0200", "2026", "date.issue: norm '2026' names no day, and readers take today's"),
        ('<hl1 id="h">Quay reopens</hl1>', "<hl1/>", "nitf: there is no headline with words in hedline/hl1"),
        ("<byline>By <person>", "<byline><person>", "byline: a person stands before any text"),
    ],
)
def test_what_readers_stumble_over_is_a_warning(old: str, new: str, words: str) -> None:
    assert old in DOCUMENT
    (found,) = check(DOCUMENT.replace(old, new, 1))

    assert (found.severity, found.message[: len(words)]) == ("warning", words)


def test_a_document_without_body_or_words_is_an_error() -> None:
    (found,) = [
        one
        for one in check("<nitf><head><docdata><doc-id id-string='a'/></docdata></head></nitf>")
        if one.severity == "error"
    ]
    assert found.message == "nitf: body is missing: add it with the text in body.content"
    messages = [one.message for one in check("<nitf>\n<body><body.content><p> </p></body.content></body></nitf>")]
    assert "body: there is no text with words in body.content" in messages


@pytest.mark.parametrize(
    ("xml", "line", "words"),
    [
        ('<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf>&x;</nitf>', 1, "document type declaration"),
        ("<nitf>\n<body>", 2, "not well-formed XML"),
        ("<nitf>" * 200_000, 1, "Excessive depth"),
    ],
)
def test_harmful_or_broken_xml_is_one_error_with_its_line(xml: str, line: int, words: str) -> None:
    (found,) = check(xml)

    assert found.line == line
    assert words in found.message


def test_our_table_says_of_each_element_what_the_official_schema_says() -> None:
    """The table stands for a schema that is not ours to ship: here the two are held against each other."""
    told = dict(_official(etree.parse(shared("standards/nitf/nitf-3-6.xsd")).getroot()))

    assert {name: (content.inside, content.words) for name, content in contents().items()} == told


_XS = "{http://www.w3.org/2001/XMLSchema}"


def _official(schema: etree._Element) -> list[tuple[str, tuple[frozenset[str], bool]]]:
    groups = {group.get("name"): group for group in schema.iterfind(f"{_XS}group")}

    def inside(part: etree._Element) -> set[str]:
        names = set()
        for child in part.iter(f"{_XS}element", f"{_XS}group"):
            reference = (child.get("ref") or "").removeprefix("nitf:")
            if child.tag == f"{_XS}group" and reference:
                names |= inside(groups[reference])
            elif reference and ":" not in reference:
                names.add(reference)
        return names

    return [
        (str(element.get("name")), (frozenset(inside(element)), any(kind.get("mixed") == "true" for kind in element.iter(f"{_XS}complexType"))))
        for element in schema.iterfind(f"{_XS}element")
    ]  # fmt: skip
