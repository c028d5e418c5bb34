"""Writes a Story as NewsML-G2: a bare newsItem of version 2.35, conformance power, with its text as XHTML and NITF.

    Story                      NewsML-G2
    id, language, direction    newsItem @guid, @xml:lang ("und" if unknown), @dir; contentMeta/language @tag
    published, updated         contentCreated, contentModified as precise as they are, a time without a zone as its
                               date; what was printed, and a value they cannot hold whole, in
                               contentMetaExtProperty @literal and @value, rel newscopy:published, newscopy:updated
    headline, kicker           first headline without role (cut in itemMeta/title if very long); headline with role
                               newscopy:kicker
    standfirst, slugline       description role drol:summary; slugline
    categories, keywords       subject with name and qcode if IPTC's catalog knows its scheme, else literal, and without
                               a name the Subject Codes of Media Topics; keyword
    byline, bylines            by, as printed; creator each, its role and place as note, its organisation as
                               affiliation
    dateline                   dateline; place as located, agency as infoSource and creditline, date in
                               contentMetaExtProperty rel newscopy:datelineDate
    body                       inlineXML/html (xhtml_body tells how each block stands there), then inlineXML/nitf
                               with the same story as a document of its own (as_nitf tells how). Related stories
                               stay where they stood, and are links of itemMeta too: each story once, ranked, safe
                               addresses only

Not written, because NewsML-G2 has no place for it: source, segments, notices, and addresses that are not safe to
follow. The JSON export has them. Notes are published words and stay in the body; edNote is for the option `ed_note`,
words between desks. `newsml.instants` tells which time is written where the Story names none. Roles and properties
that IPTC has no code for are of our own scheme, declared inline in the files that use it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from newscopy.errors import WriteError
from newscopy.formats import Writer
from newscopy.g2 import CATALOG, MEDIA_TYPES, NAR, OWN_ALIAS, OWN_SCHEME, STANDARD_VERSION, XHTML
from newscopy.model import Story
from newscopy.writers.blanks import without_blanks
from newscopy.writers.identity import identifier
from newscopy.writers.newsml.content_meta import UNDETERMINED, add_content_meta
from newscopy.writers.newsml.item_meta import add_hop_history, add_item_meta, add_rights_info
from newscopy.writers.newsml.options import NewsmlOptions
from newscopy.writers.nitf.document import nitf_document
from newscopy.writers.nitf.options import as_nitf_options
from newscopy.writers.xhtml_body import append_blocks, said
from newscopy.writers.xhtml_flat import append_flat_blocks

# lxml takes None for the default namespace; its stubs do not say so.
_ITEM_NAMESPACES = cast("Mapping[str, str]", {None: NAR})
_HTML_NAMESPACES = cast("Mapping[str, str]", {None: XHTML})
_XHTML_TYPE = "application/xhtml+xml"
_NITF_TYPE = "application/nitf+xml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Written without blanks between words, so that a count of words would be a count of something else.
_UNSPACED = frozenset({"ja", "zh", "th", "lo", "km", "my", "yue", "bo", "dz"})


def write(story: Story, options: NewsmlOptions) -> bytes:
    """UTF-8 with an XML declaration; ends with a line feed.

    Raises WriteError if a field holds a character that XML cannot carry.
    """
    try:
        item = _news_item(without_blanks(story), options)
    except ValueError as error:
        raise WriteError(
            f"{story.id!r}: the story holds a character that XML cannot carry; take it out ({error})"
        ) from error
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        + etree.tostring(item, encoding="UTF-8", xml_declaration=False)
        + b"\n"
    )


def _news_item(story: Story, options: NewsmlOptions) -> etree._Element:
    language = story.language or UNDETERMINED
    item = etree.Element(
        f"{{{NAR}}}newsItem",
        {
            "standard": "NewsML-G2",
            "standardversion": STANDARD_VERSION,
            "conformance": "power",
            "guid": identifier(story, options.authority),
            "version": str(options.version),
            _XML_LANG: language,
            "dir": story.direction,
        },
        _ITEM_NAMESPACES,
    )
    catalog = etree.SubElement(item, f"{{{NAR}}}catalogRef", {"href": CATALOG})
    add_hop_history(item, story, options)
    add_rights_info(item, options)
    add_item_meta(item, story, options)
    add_content_meta(item, story, options)
    if _uses_own_scheme(item):
        own = etree.Element(f"{{{NAR}}}catalog")
        etree.SubElement(own, f"{{{NAR}}}scheme", {"alias": OWN_ALIAS, "uri": OWN_SCHEME})
        catalog.addnext(own)
    content = etree.SubElement(item, f"{{{NAR}}}contentSet")
    renditions = [
        (etree.SubElement(content, f"{{{NAR}}}inlineXML", _attributes(media_type, story)), element)
        for media_type, element in _renditions(story, language, options)
    ]
    etree.indent(item)
    # Added after the indentation, which must not reach into running text.
    for inline, element in renditions:
        inline.append(element)
    return item


def _uses_own_scheme(item: etree._Element) -> bool:
    return any(
        (element.get("role") or element.get("rel") or "").startswith(OWN_ALIAS + ":")
        for element in item.iter(f"{{{NAR}}}headline", f"{{{NAR}}}note", f"{{{NAR}}}contentMetaExtProperty")
    )


def _renditions(story: Story, language: str, options: NewsmlOptions) -> Iterator[tuple[str, etree._Element]]:
    """Media type and root of each rendition of the text; XHTML first and NITF last serves the readers we know."""
    if options.body != "nitf":
        yield _XHTML_TYPE, _html(story, language, flat=options.body == "flat")
    if options.body in ("both", "nitf"):
        yield _NITF_TYPE, nitf_document(story, as_nitf_options(options))


def _attributes(media_type: str, story: Story) -> dict[str, str]:
    """The media type, and how much text there is."""
    texts = list(said(story.body))
    attributes = {"contenttype": media_type, "charcount": str(sum(map(len, texts)))}
    if (story.language or "").partition("-")[0].lower() not in _UNSPACED:
        attributes["wordcount"] = str(sum(len(text.split()) for text in texts))
    return attributes


def _html(story: Story, language: str, *, flat: bool) -> etree._Element:
    html = etree.Element(
        f"{{{XHTML}}}html", {_XML_LANG: language, "lang": language, "dir": story.direction}, _HTML_NAMESPACES
    )
    head = etree.SubElement(html, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = story.headline
    append = append_flat_blocks if flat else append_blocks
    append(etree.SubElement(html, f"{{{XHTML}}}body"), story.body)
    return html


WRITER = Writer("newsml", ".newsml.xml", MEDIA_TYPES["newsItem"], write, NewsmlOptions)
