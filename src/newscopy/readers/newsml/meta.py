"""What itemMeta and contentMeta of an item say, as fields of a Story."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from newscopy.g2 import NAR, OWN_ALIAS
from newscopy.model import Byline, Category, Dateline, Related, Timestamp
from newscopy.readers.markup.words import all_text, as_line, as_text
from newscopy.readers.values import as_date, as_id, as_language, as_qcode

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TOPICS = (None, "cpnat:abstract")


@cache
def g2(path: str) -> str:
    """A path of NewsML-G2 names as lxml wants it."""
    return "/".join(f"{{{NAR}}}{step}" for step in path.split("/"))


def is_ours(item: etree._Element) -> bool:
    """True if the item is one that we wrote, in which every blank counts."""
    return any(part.text == "newscopy" for part in item.iterfind(g2("itemMeta/generator")))


def meta_fields(item: etree._Element) -> dict[str, Any]:
    """The fields that the metadata has words for; those it has none for are empty."""
    exact = is_ours(item)
    found = item.find(g2("contentMeta"))
    meta = etree.Element(g2("contentMeta")) if found is None else found
    language = as_language(_attribute(meta, "language", "tag")) or as_language(item.get(_LANG))
    return {
        "id": as_id(item.get("guid")),
        "language": language,
        "direction": "rtl" if item.get("dir") == "rtl" else "ltr",
        "headline": _headline(item, meta, exact),
        "kicker": _words(meta, "headline", exact, role=f"{OWN_ALIAS}:kicker"),
        "standfirst": as_text(all_text(_with_role(meta, "description", "drol:summary")), exact=exact),
        "slugline": _words(meta, "slugline", exact),
        "keywords": tuple(_lines(meta, "keyword", exact)),
        "categories": tuple(_categories(meta, language, exact)),
        "byline": _byline(meta, exact),
        "bylines": tuple(_creators(meta, language, exact)),
        "dateline": _dateline(meta, language, exact),
        "published": _timestamp(meta, "contentCreated", f"{OWN_ALIAS}:published"),
        "updated": _timestamp(meta, "contentModified", f"{OWN_ALIAS}:updated"),
    }


def see_also(item: etree._Element) -> Iterator[Related]:
    """The related items that itemMeta links to, in the order of their rank."""
    links = [link for link in item.iterfind(g2("itemMeta/link")) if link.get("rel", "irel:seeAlso") == "irel:seeAlso"]
    for link in sorted(links, key=_rank):
        address = as_line(link.get("href")) or as_line(link.get("residref"))
        title = as_line(all_text(link.find(g2("title")))) or as_line(all_text(link.find(g2("headline")))) or address
        if title:
            summary = as_text(all_text(link.find(g2("description"))))
            yield Related(title=title, url=address, summary=summary, placement="end")


def _rank(link: etree._Element) -> int:
    rank = (link.get("rank") or "").strip()
    return int(rank) if rank.isdecimal() else 1_000_000


def name_of(element: etree._Element | None, language: str | None, *, exact: bool) -> str | None:
    """The name in the item's language, else the first; else the literal."""
    if element is None:
        return None
    names = element.findall(g2("name"))
    names.sort(key=lambda name: (name.get(_LANG) or "").partition("-")[0] != (language or "").partition("-")[0])
    said = (as_line(all_text(name), exact=exact) for name in names)
    return next((name for name in said if name), None) or as_line(element.get("literal"), exact=exact)


def _headline(item: etree._Element, meta: etree._Element, exact: bool) -> str | None:
    plain = [line for line in meta.iterfind(g2("headline")) if line.get("role") is None]
    for element in (*plain, *meta.iterfind(g2("headline")), *item.iterfind(g2("itemMeta/title"))):
        words = as_line(all_text(element), exact=exact)
        if words and element.get("role") != f"{OWN_ALIAS}:kicker":
            return words
    return None


def _with_role(meta: etree._Element, name: str, role: str) -> etree._Element | None:
    found = meta.findall(g2(name))
    return next((part for part in found if part.get("role") == role), None)


def _words(meta: etree._Element, name: str, exact: bool, role: str | None = None) -> str | None:
    element = _with_role(meta, name, role) if role else meta.find(g2(name))
    return as_line(all_text(element), exact=exact)


def _lines(meta: etree._Element, name: str, exact: bool) -> Iterator[str]:
    for element in meta.iterfind(g2(name)):
        words = as_line(all_text(element), exact=exact)
        if words:
            yield words


def _attribute(meta: etree._Element, name: str, attribute: str) -> str | None:
    element = meta.find(g2(name))
    return None if element is None else element.get(attribute)


def _byline(meta: etree._Element, exact: bool) -> str | None:
    text = all_text(meta.find(g2("by")))
    return text if exact else as_line(text)


def _categories(meta: etree._Element, language: str | None, exact: bool) -> Iterator[Category]:
    for subject in meta.iterfind(g2("subject")):
        if subject.get("type") not in _TOPICS:
            continue
        code = subject.get("qcode")
        if exact and subject.find(g2("name")) is None:
            continue  # the Subject Code of a topic that stands there too
        name = name_of(subject, language, exact=exact) or as_line(code)
        literal = as_line(subject.get("literal"), exact=exact)
        if name:
            yield Category(name=name, qcode=as_qcode(code or (literal if literal != name else None)))


def _creators(meta: etree._Element, language: str | None, exact: bool) -> Iterator[Byline]:
    for creator in meta.iterfind(g2("creator")):
        name = name_of(creator, language, exact=exact)
        if name:
            notes = {note.get("role"): as_line(all_text(note), exact=exact) for note in creator.iterfind(g2("note"))}
            yield Byline(
                name=name,
                role=notes.get(f"{OWN_ALIAS}:jobTitle"),
                place=notes.get(f"{OWN_ALIAS}:filedFrom"),
                organisation=name_of(creator.find(g2("personDetails/affiliation")), language, exact=exact),
            )


def _dateline(meta: etree._Element, language: str | None, exact: bool) -> Dateline | None:
    text = _words(meta, "dateline", exact)
    if text is None:
        return None
    stated = _own_property(meta, f"{OWN_ALIAS}:datelineDate")
    return Dateline(
        text=text,
        place=name_of(meta.find(g2("located")), language, exact=exact),
        agency=name_of(meta.find(g2("infoSource")), language, exact=exact),
        date=None if stated is None else as_date(stated.get("literal")),
    )


def _timestamp(meta: etree._Element, name: str, rel: str) -> Timestamp | None:
    stated = _own_property(meta, rel)
    element = meta.find(g2(name))
    value = None if stated is None else as_date(stated.get("value"))
    value = value or (None if element is None else as_date(element.text))
    text = None if stated is None else as_line(stated.get("literal"), exact=True)
    return Timestamp(value=value, text=text) if value or text else None


def _own_property(meta: etree._Element, rel: str) -> etree._Element | None:
    return next((part for part in meta.iterfind(g2("contentMetaExtProperty")) if part.get("rel") == rel), None)
