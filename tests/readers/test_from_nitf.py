from __future__ import annotations

import pytest
from hypothesis import given

import newscopy
import strategies
from held import held
from newscopy.errors import SchemaError
from newscopy.model import ListItem, Paragraph, Quote, Story, Subheading

FOREIGN = """<nitf>
  <head>
    <title>Wall vote</title>
    <docdata><doc-id id-string="wall-1"/><date.issue norm="20240503T174700+0200"/></docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>
        Council votes   for the wall</hl1></hedline>
      <byline>By <person>Ana Porter</person>, <byttl>Reporter</byttl></byline>
    </body.head>
    <body.content>
      Loose <em>words</em> first.
      <p>The council
         voted <em class="bold">yes</em>.</p>
      <hl2>Next</hl2><!-- a comment -->
      <ul><li>One</li><li>Two</li></ul>
      <bq><block><p>We had to act.</p></block></bq>
      <p> </p>
    </body.content>
  </body>
</nitf>"""


@pytest.mark.parametrize("namespace", [True, False])
@given(given=strategies.stories())
def test_a_story_comes_back_with_every_field_that_nitf_holds(given: Story, namespace: bool) -> None:
    again = newscopy.read(newscopy.write(given, "nitf", namespace=namespace), "nitf")

    assert held(again) == held(given)


def test_what_others_write_is_read_without_its_layout() -> None:
    read = newscopy.read(FOREIGN, "nitf")

    assert (read.id, read.headline, read.byline) == ("wall-1", "Council votes for the wall", "By Ana Porter, Reporter")
    assert [(person.name, person.role) for person in read.bylines] == [("Ana Porter", "Reporter")]
    assert read.published is not None
    assert read.published.value == "2024-05-03T17:47:00+02:00"
    assert [(type(block), block.text) for block in read.body if hasattr(block, "text")] == [
        (Paragraph, "Loose words first."),
        (Paragraph, "The council voted yes."),
        (Subheading, "Next"),
        (ListItem, "One"),
        (ListItem, "Two"),
        (Quote, "We had to act."),
    ]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">',
        '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "http://news.invalid/nitf-3-4.dtd">',
    ],
)
def test_the_name_of_a_dtd_is_let_pass_and_the_dtd_is_not_fetched(declaration: str) -> None:
    text = "<p>&Eacute;t&eacute;&nbsp;<em>x</em>&mdash;y &house; z&amp;</p>"
    data = f"{declaration}\n" + FOREIGN.replace("<p> </p>", text)

    assert newscopy.read(data, "nitf").paragraphs[-1] == "Été\u00a0x—y &house; z&"


def test_a_document_without_id_gets_the_same_one_each_time() -> None:
    data = FOREIGN.replace('<doc-id id-string="wall-1"/>', "")

    assert newscopy.read(data, "nitf").id.startswith("tag:archive.invalid,2026:nitf-")
    assert newscopy.read(data, "nitf").id == newscopy.read(data, "nitf").id


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<html/>", "not nitf"),
        ("<nitf><body>", "line 1: not well-formed"),
        ('<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf>&x;</nitf>', "document type declaration"),
        ('<!DOCTYPE nitf SYSTEM "x.dtd" [<!ENTITY a "b">]><nitf>&a;</nitf>', "document type declaration"),
        ("<nitf>" * 200_000, "not well-formed XML: Excessive depth"),
    ],
)
def test_a_file_that_is_no_nitf_is_refused_with_its_reason(data: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        newscopy.read(data, "nitf")
