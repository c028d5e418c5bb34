"""What is wrong with a newsItem, and what to do about it: each rule yields Findings with line, element and cure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscopy.formats import Finding
from newscopy.g2 import LANGUAGES_MISNAMED, NAR
from newscopy.safe_xml import finding
from newscopy.validators.newsml_profile import g2_name, profile

_INSTANT = re.compile(r"\s*-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?\s*")
_TRUNCATED = re.compile(r"\s*-?\d{4,}(-\d\d(-\d\d)?)?(Z|[+-]\d\d:\d\d)?\s*")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = re.compile(r"\s*[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\s*")
_CODE = re.compile(r"[^\s:]+:\S+")
_CURES = {
    "pubStatus": '<pubStatus qcode="stat:usable"/>, stat:withheld or stat:canceled',
    "versionCreated": "the time this version was made, with its zone",
    "itemClass": '<itemClass qcode="ninat:text"/>',
    "provider": "who manages the item",
    "contentMeta": "it, even if it holds the language only: readers fail without it",
    "contentSet": "it with the text: readers fail without it",
}


def errors_and_warnings(item: etree._Element) -> Iterator[Finding]:
    """What our rules find in a newsItem, not in the order of lines."""
    yield from _root(item)
    for name in ("newsItem", "itemMeta", "contentMeta"):
        for element in item.iter(f"{{{NAR}}}{name}"):
            yield from _order(element, name)
    for element in item.iter(f"{{{NAR}}}*"):
        yield from _identity(element)
        yield from _rank(element)
    for element in item.iter(etree.Element):
        yield from _language(element)
    yield from _times(item)
    yield from _urgency(item)
    yield from _words(item)


def _root(item: etree._Element) -> Iterator[Finding]:
    if not (item.get("guid") or "").strip():
        yield finding(item, "newsItem: guid is missing or empty: give the item its identifier")
    version = item.get("version")
    if version is None:
        yield finding(item, 'newsItem: version is missing: add version="1", readers fail without it')
    elif not re.fullmatch(r"\s*\+?0*[1-9]\d*\s*", version):
        yield finding(item, f"newsItem: version {version!r} is no whole number from 1: use 1, 2, 3 …")
    if item.get("conformance") is None:
        yield finding(item, 'newsItem: conformance is missing, which claims "core": say "core" or "power"', "warning")
    if item.get("dir") not in (None, "ltr", "rtl"):
        yield finding(item, f'newsItem: dir {item.get("dir")!r} is not allowed: use "ltr" or "rtl"')


def _order(element: etree._Element, name: str) -> Iterator[Finding]:
    order = profile().orders[name]
    furthest, before = -1, ""
    for child in element:
        child_name = g2_name(child)
        if child_name is None:
            continue
        place = order.places.get(child_name)
        if place is None:
            yield finding(child, f"{name}: {child_name} is no element of it: take it out or check its spelling")
        elif place < furthest:
            yield finding(child, f"{name}: {child_name} stands after {before}: one of the two is out of order")
            break
        else:
            furthest, before = place, child_name
    for missing in order.required:
        if element.find(f"{{{NAR}}}{missing}") is None:
            yield finding(element, f"{name}: {missing} is missing: add {_CURES.get(missing, 'it')}")


def _identity(element: etree._Element) -> Iterator[Finding]:
    name = g2_name(element) or ""
    told = [key for key in ("qcode", "uri", "literal") if (element.get(key) or "").strip()]
    coded = name in ("itemClass", "pubStatus")
    if not told and (coded or (name in profile().identified and g2_name(_parent(element)) != "newsItem")):
        yield finding(element, f"{name}: has no qcode, uri or literal: name what it is by one of them")
    for key in ("qcode", "type", "rel"):
        value = element.get(key)
        if value is not None and name not in ("a", "span") and not _CODE.fullmatch(value):
            yield finding(element, f'{name}: {key} {value!r} is no code: write "alias:code" without blanks')


def _rank(element: etree._Element) -> Iterator[Finding]:
    rank = element.get("rank")
    if rank is not None and not re.fullmatch(r"\s*\+?\d+\s*", rank):
        yield finding(element, f"{g2_name(element)}: rank {rank!r} is no whole number: count from 1")


def _language(element: etree._Element) -> Iterator[Finding]:
    for key in (_XML_LANG, "tag"):
        tag = element.get(key)
        if tag and not _TAG.fullmatch(tag):
            name = etree.QName(element).localname
            yield finding(element, f"{name}: {tag!r} is no language tag: write it like en-GB, with a hyphen")
        elif tag and (meant := LANGUAGES_MISNAMED.get(tag.partition("-")[0].strip().lower())):
            name = etree.QName(element).localname
            yield finding(element, f"{name}: {tag!r} names no language: write {meant}", "warning")


def _times(item: etree._Element) -> Iterator[Finding]:
    for name in ("versionCreated", "firstCreated", "embargoed", "contentCreated", "contentModified"):
        for element in item.iter(f"{{{NAR}}}{name}"):
            text = element.text or ""
            match = _INSTANT.fullmatch(text)
            if match and match[2] is None:
                yield finding(element, f"{name}: {text.strip()} has no zone: add Z or an offset such as +01:00")
            elif not match and name.startswith("content") and not _TRUNCATED.fullmatch(text):
                yield finding(
                    element, f"{name}: {text.strip()!r} is no date: write 1987, 1987-03, 1987-03-14 or a time"
                )
            elif not match and not name.startswith("content") and (text.strip() or name != "embargoed"):
                yield finding(
                    element, f"{name}: {text.strip()!r} is no instant: write it like 2026-05-03T17:47:00+02:00"
                )


def _urgency(item: etree._Element) -> Iterator[Finding]:
    for element in item.iter(f"{{{NAR}}}urgency"):
        if not re.fullmatch(r"\s*[1-9]\s*", element.text or ""):
            yield finding(element, f"urgency: {element.text!r} is not 1 to 9: use one digit or take it out")


def _words(item: etree._Element) -> Iterator[Finding]:
    """Words that readers look for, and blank ones."""
    meta = item.find(f"{{{NAR}}}contentMeta")
    if meta is None:
        return
    if meta.find(f"{{{NAR}}}language") is None:
        yield finding(meta, 'contentMeta: language is missing: readers look for <language tag="…"/>', "warning")
    plain = [line for line in meta.iterfind(f"{{{NAR}}}headline") if not (line.get("role") or line.get("roleuri"))]
    if not plain or not any(text.strip() for text in plain[0].itertext()):
        yield finding(meta, "contentMeta: there is no headline with words in it", "warning")
    for second in plain[1:]:
        yield finding(second, "headline: a second one without role replaces the first in some readers", "warning")
    for name in ("keyword", "slugline", "creditline"):
        for element in meta.iterfind(f"{{{NAR}}}{name}"):
            if not (element.text or "").strip():
                yield finding(element, f"{name}: is empty: take it out")


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent
