"""What is wrong with a NITF document, and the cure: each rule yields Findings with their line and element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from newscopy.formats import Finding
from newscopy.safe_xml import finding
from newscopy.validators.addresses import unsafe_addresses
from newscopy.validators.nitf_elements import Content, contents

_STATUS = ("usable", "embargoed", "withheld", "canceled")
_DATED = ("date.issue", "date.release", "date.expire", "story.date")
# ISO 8601 in its basic or extended form, to the day or finer.
_NORM = re.compile(r"\d{4}-?\d\d-?\d\d(T\d\d:?\d\d(:?\d\d(\.\d+)?)?(Z|[+-]\d\d:?(\d\d)?)?)?")
_PARTIAL = re.compile(r"\d{4}(-?\d\d)?")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NMTOKEN = re.compile(r"[\w.:-]+")
_SUBJECT_CODE = re.compile(r"\d{8}")
# What people write who think in HTML, and what NITF calls it.
_HTML = {
    "h1": "hl2",
    "h2": "hl2",
    "h3": "hl2",
    "h4": "hl2",
    "h5": "hl2",
    "h6": "hl2",
    "strong": 'em class="bold"',
    "b": 'em class="bold"',
    "i": "em",
    "u": "em",
    "blockquote": "bq with a block inside",
    "div": "block",
    "span": "em or plain text",
    "img": "media",
    "figure": "media",
}
_NEEDED = {("tobject.subject", "tobject.subject.refnum"), ("media", "media-type"), ("meta", "content")}


def errors_and_warnings(root: etree._Element, *, inside: bool) -> Iterator[Finding]:
    """What our rules find in a NITF document, with its namespace or without, not in the order of lines.

    `inside` is for one that is the text of another document, which tells its identifier.
    """
    for element in root.iter(etree.Element):
        yield from _content(element)
        yield from _attributes(element)
        yield from unsafe_addresses(element)
    yield from _root(root)
    yield from _identifiers(root)
    yield from _docdata(root)
    yield from _text_in_a_block(root) if inside else _identity(root)
    yield from _what_readers_look_for(root)


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def _content(element: etree._Element) -> Iterator[Finding]:
    name = name_of(element)
    allowed = contents().get(name)
    if allowed is None:
        return
    yield from _strangers(element, name, allowed)
    if allowed.places:
        yield from _order(element, name, allowed)
    loose = [element.text, *(child.tail for child in element)]
    if not allowed.words and any((text or "").strip() for text in loose):
        cure = "put it into p" if "p" in allowed.inside or "block" in allowed.inside else "take it out"
        yield finding(element, f"{name}: holds text of its own, which it must not: {cure}")


def _strangers(element: etree._Element, name: str, allowed: Content) -> Iterator[Finding]:
    space = etree.QName(element).namespace
    for child in element.iterchildren(etree.Element):
        inner = etree.QName(child)
        if inner.namespace != space:
            yield finding(child, f"{name}: {inner.localname} is not in the namespace of the document: take it out")
        elif inner.localname not in allowed.inside:
            yield finding(child, f"{name}: {inner.localname} has no place in it: {_cure(inner.localname)}")


def _cure(name: str) -> str:
    if name in _HTML:
        return f"NITF's word for it is {_HTML[name]}"
    homes = sorted(home for home, content in contents().items() if name in content.inside)
    return f"it belongs into {', '.join(homes[:4])}" if homes else "take it out or check its spelling"


def _order(element: etree._Element, name: str, allowed: Content) -> Iterator[Finding]:
    furthest, before = -1, ""
    counted: Counter[str] = Counter()
    for child in element.iterchildren(etree.Element):
        inner = name_of(child)
        place = allowed.places.get(inner)
        if place is None:
            continue
        counted[inner] += 1
        if inner in allowed.single and counted[inner] == 2:
            yield finding(child, f"{name}: a second {inner}: only one may stand there")
        if place < furthest:
            yield finding(child, f"{name}: {inner} stands after {before}: one of the two is out of order")
            return
        furthest, before = place, inner


def _attributes(element: etree._Element) -> Iterator[Finding]:
    name = name_of(element)
    for key in map(str, element.attrib):
        if key.lower() == "style" or key.lower().startswith("on"):
            yield finding(element, f"{name}: takes no {key}: take the attribute out")
    for owner, key in _NEEDED:
        if name == owner and not (element.get(key) or "").strip():
            yield finding(element, f"{name}: {key} is missing or empty: add it")
    token = element.get("name") if name == "meta" else None
    if token is not None and not _NMTOKEN.fullmatch(token.strip()):
        yield finding(element, f"meta: name {token!r} is no word: write it without blanks")
    norm = element.get("norm")
    if norm is not None and name in _DATED:
        yield from _norm(element, name, norm.strip())


def _norm(element: etree._Element, name: str, norm: str) -> Iterator[Finding]:
    if _PARTIAL.fullmatch(norm):
        message = f"{name}: norm {norm!r} names no day, and readers take today's: leave the element out"
        yield finding(element, message, "warning")
    elif not _NORM.fullmatch(norm):
        yield finding(element, f"{name}: norm {norm!r} is no date: write it like 20260503T174700+0200, or leave it out")


def _root(root: etree._Element) -> Iterator[Finding]:
    language = root.get("baselang")
    if language is not None and not _TAG.fullmatch(language):
        yield finding(root, f"nitf: baselang {language!r} is no language tag: write it like en-GB, with a hyphen")
    body = _at(root, "body")
    if body is None:
        yield finding(root, "nitf: body is missing: add it with the text in body.content")
    elif not any(_words(content) for content in body.iterfind("{*}body.content")):
        yield finding(body, "body: there is no text with words in body.content", "warning")


def _identifiers(root: etree._Element) -> Iterator[Finding]:
    seen: dict[str, object] = {}
    for element in root.iter(etree.Element):
        identifier = element.get("id")
        if identifier is None:
            continue
        if identifier in seen:
            yield finding(element, f"{name_of(element)}: id {identifier!r} stands on line {seen[identifier]} too")
        seen.setdefault(identifier, element.sourceline)


def _docdata(root: etree._Element) -> Iterator[Finding]:
    docdata = _at(root, "head/docdata")
    if docdata is not None:
        status = docdata.get("management-status")
        if status is not None and status not in _STATUS:
            yield finding(docdata, f"docdata: management-status {status!r} is not known: use {', '.join(_STATUS)}")
        for urgency in docdata.iterfind("{*}urgency"):
            if not re.fullmatch(r"\s*[1-8]\s*", urgency.get("ed-urg") or ""):
                value = urgency.get("ed-urg")
                yield finding(urgency, f"urgency: ed-urg {value!r} is not 1 to 8: use one digit or take it out")
    for subject in root.iterfind("{*}head/{*}tobject/{*}tobject.subject"):
        code = subject.get("tobject.subject.refnum") or ""
        if code.strip() and not _SUBJECT_CODE.fullmatch(code.strip()):
            message = f"tobject.subject: refnum {code!r} is no Subject Code: write its eight digits, without an alias"
            yield finding(subject, message)


def _identity(root: etree._Element) -> Iterator[Finding]:
    identifier = _at(root, "head/docdata/doc-id")
    if identifier is None or not (identifier.get("id-string") or "").strip():
        place = root if identifier is None else identifier
        yield finding(place, "docdata: doc-id with its id-string is missing: some readers fail without it", "warning")


def _text_in_a_block(root: etree._Element) -> Iterator[Finding]:
    for content in root.iterfind("{*}body/{*}body.content"):
        if len(content) and content.find("{*}block") is None:
            message = "body.content: has no block, and some readers of NewsML-G2 find no text without one: add it"
            yield finding(content, message, "warning")


def _what_readers_look_for(root: etree._Element) -> Iterator[Finding]:
    if not _words(_at(root, "body/body.head/hedline/hl1")):
        yield finding(root, "nitf: there is no headline with words in hedline/hl1", "warning")
    for byline in root.iterfind("{*}body/{*}body.head/{*}byline"):
        first = next(byline.iterchildren(etree.Element), None)
        printed = byline.get("class") != "author"
        if printed and first is not None and name_of(first) == "person" and not (byline.text or "").strip():
            yield finding(byline, "byline: a person stands before any text, on which some readers fail", "warning")
        break


def _at(root: etree._Element, path: str) -> etree._Element | None:
    return root.find("/".join(f"{{*}}{step}" for step in path.split("/")))


def _words(element: etree._Element | None) -> bool:
    return element is not None and bool("".join(map(str, element.itertext())).strip())
