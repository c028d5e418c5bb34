"""What is wrong with the text of a newsItem: elements that do not belong into copy, and unsafe addresses."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newscopy.formats import Finding
from newscopy.g2 import NAR, XHTML
from newscopy.safe_xml import finding
from newscopy.validators.addresses import unsafe_addresses
from newscopy.validators.newsml_profile import profile


def unfit_text(item: etree._Element) -> Iterator[Finding]:
    """Findings in all XHTML bodies of the item, in its links, and comments that readers take for elements."""
    for link in item.iter(f"{{{NAR}}}link", f"{{{NAR}}}usageTerms"):
        yield from unsafe_addresses(link)
    for content in item.iter(f"{{{NAR}}}contentSet"):
        if not len(content):
            yield finding(content, "contentSet: is empty: put the text into an inlineXML")
        for comment in content.iter(etree.Comment):
            yield finding(comment, "contentSet: holds a comment, which some readers fail on: take it out", "warning")
        for body in content.iter(f"{{{XHTML}}}body"):
            yield from unfit_body(body)


def unfit_body(body: etree._Element) -> Iterator[Finding]:
    """Findings in one XHTML body: loose text, elements and attributes that do not belong into copy, addresses."""
    loose = [body.text, *(child.tail for child in body)]
    if any((text or "").strip() for text in loose):
        yield finding(body, "body: holds text outside of any paragraph: put it into p")
    for element in body.iterdescendants(etree.Element):
        name = etree.QName(element)
        if name.namespace != XHTML or name.localname not in profile().body_elements:
            yield finding(element, f"{name.localname}: has no place in news copy: take it out")
            continue
        for key in map(str, element.attrib):
            if key not in profile().body_attributes and not key.startswith("{"):
                yield finding(element, f"{name.localname}: takes no {key}: take the attribute out")
        yield from unsafe_addresses(element)
