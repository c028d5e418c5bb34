"""What a NITF document says, as fields of a Story; the namespace, or none, makes no difference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from newscopy.model import Byline, Category, Dateline, Timestamp
from newscopy.readers.markup.blocks import blocks_of
from newscopy.readers.markup.words import all_text, as_line, as_text, local_name
from newscopy.readers.values import as_date, as_language, as_qcode

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")


def is_ours(root: etree._Element) -> bool:
    """True if the document is one that we wrote, in which every blank counts."""
    return (_metas(root).get("generator") or "").startswith("newscopy ")


def story_fields(root: etree._Element) -> dict[str, Any]:
    """The fields that the document has words for; those it has none for are absent or empty."""
    exact = is_ours(root)
    metas = _metas(root)
    return {
        "id": _value(root, "doc-id", "id-string"),
        "language": as_language(root.get("baselang")),
        "direction": "rtl" if metas.get("newscopy-direction") == "rtl" else "ltr",
        "headline": _headline(root, exact),
        "kicker": as_line(all_text(_first(root, "hl2", "kicker")), exact=exact),
        "standfirst": _standfirst(root, exact),
        "slugline": as_line(metas.get("anpa-keyword"), exact=exact),
        "keywords": tuple(_lines([part.get("key") for part in root.iter("{*}keyword")], exact)),
        "categories": tuple(_categories(root, exact)),
        "byline": _byline(root, exact),
        "bylines": tuple(_bylines(root, exact)),
        "dateline": _dateline(root, metas, exact),
        "published": _timestamp(metas, "published", _value(root, "date.issue", "norm")),
        "updated": _timestamp(metas, "updated", None),
        "body": tuple(
            block for content in root.iterfind("{*}body/{*}body.content") for block in blocks_of(content, exact=exact)
        ),
    }


def _metas(root: etree._Element) -> Mapping[str, str]:
    return {meta.get("name") or "": meta.get("content") or "" for meta in root.iterfind("{*}head/{*}meta")}


def _headline(root: etree._Element, exact: bool) -> str | None:
    for path in ("{*}body/{*}body.head/{*}hedline/{*}hl1", "{*}head/{*}title"):
        words = as_line(all_text(root.find(path)), exact=exact)
        if words:
            return words
    return None


def _standfirst(root: etree._Element, exact: bool) -> str | None:
    abstract = root.find("{*}body/{*}body.head/{*}abstract")
    if abstract is None:
        return None
    paragraphs = [as_text(all_text(part), exact=exact) for part in abstract.iterfind("{*}p")]
    return "\n".join(part for part in paragraphs if part) or as_text(all_text(abstract), exact=exact)


def _byline(root: etree._Element, exact: bool) -> str | None:
    """The byline as printed: the first that is no part of ours."""
    for element in root.iterfind("{*}body/{*}body.head/{*}byline"):
        if element.get("class") not in ("author", "made"):
            return all_text(element) if exact else as_line(all_text(element))
    return None


def _bylines(root: etree._Element, exact: bool) -> list[Byline]:
    """The people of each byline; a title, organisation or place stands beside the person it is of."""
    found = []
    for element in root.iterfind("{*}body/{*}body.head/{*}byline"):
        people = [part for part in element if local_name(part) == "person"]
        title = next((part for part in element if local_name(part) == "byttl" and not len(part)), None)
        for person in people:
            name = as_line(all_text(person), exact=exact)
            if name:
                alone = len(people) == 1
                found.append(
                    Byline(
                        name=name,
                        role=as_line(all_text(title), exact=exact) if alone else None,
                        organisation=as_line(all_text(element.find("{*}byttl/{*}org")), exact=exact),
                        place=as_line(all_text(element.find("{*}location")), exact=exact) if alone else None,
                    )
                )
    return found


def _dateline(root: etree._Element, metas: Mapping[str, str], exact: bool) -> Dateline | None:
    lines = root.findall("{*}body/{*}body.head/{*}dateline")
    text = as_line(all_text(lines[0]), exact=exact) if lines else None
    if text is None:
        return None
    head = "{*}body/{*}body.head/{*}"
    place = root.find(f"{head}dateline/{{*}}location/{{*}}city")
    if place is None:
        place = root.find(f"{head}dateline/{{*}}location")
    day = root.find(f"{head}dateline/{{*}}story.date")
    stated = extended(day.get("norm")) if day is not None else None
    return Dateline(
        text=text,
        place=as_line(all_text(place), exact=exact),
        agency=as_line(all_text(root.find(f"{head}distributor")), exact=exact),
        date=as_date(metas.get("newscopy-dateline-date")) or stated,
    )


def _categories(root: etree._Element, exact: bool) -> list[Category]:
    """Our own labels where the document has them, else its subjects."""
    told = [part for part in root.iter("{*}classifier") if part.get("type") == "category"]
    if told:
        pairs = [(all_text(part), part.get("value")) for part in told]
    else:
        pairs = [_subject(part) for part in root.iterfind("{*}head/{*}tobject/{*}tobject.subject")]
    named = ((as_line(name, exact=exact), code) for name, code in pairs)
    return [Category(name=name, qcode=as_qcode(code)) for name, code in named if name]


def _subject(part: etree._Element) -> tuple[str | None, str | None]:
    code = part.get("tobject.subject.refnum")
    names = (part.get(f"tobject.subject.{level}") for level in ("detail", "matter", "type"))
    return next((name for name in names if name), code), f"subj:{code}" if code and code.isdecimal() else None


def _timestamp(metas: Mapping[str, str], name: str, norm: str | None) -> Timestamp | None:
    value = as_date(metas.get(f"newscopy-{name}")) or extended(norm)
    text = as_line(metas.get(f"newscopy-{name}-text"), exact=True)
    return Timestamp(value=value, text=text) if value or text else None


def extended(norm: str | None) -> str | None:
    """A norm date in ISO 8601's extended form; None if it is no date to the day or better."""
    match = _BASIC.fullmatch((norm or "").strip())
    if not match:
        return as_date(norm) if norm and len(norm.strip()) >= len("2024-05-03") else None
    year, month, day, hour, minute, second, zone = match.groups()
    date = f"{year}-{month}-{day}"
    if hour:
        offset = zone if not zone or zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
        date += f"T{hour}:{minute}:{second or '00'}{offset or ''}"
    return as_date(date)


def _first(root: etree._Element, name: str, word: str) -> etree._Element | None:
    found = root.iterfind(f"{{*}}body/{{*}}body.head/{{*}}hedline/{{*}}{name}")
    return next((element for element in found if element.get("class") == word), None)


def _value(root: etree._Element, name: str, attribute: str) -> str | None:
    element = root.find(f"{{*}}head/{{*}}docdata/{{*}}{name}")
    return None if element is None else element.get(attribute)


def _lines(values: list[str | None], exact: bool) -> list[str]:
    return [line for line in (as_line(value, exact=exact) for value in values) if line]
