"""What a ninjs object says, as fields of a Story: keys of versions 1, 2 and 3 and of Superdesk alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newscopy.model import Byline, Category, Dateline, Related, Timestamp
from newscopy.readers.markup.words import as_line, as_text
from newscopy.readers.values import as_date, as_id, as_language, as_qcode

_SCHEMES = {"mediatopic": "medtop", "subjectcode": "subj"}
_TOPIC = re.compile(r"https?://cv\.iptc\.org/newscodes/(mediatopic|subjectcode)/([^/]*)")
# Languages written from the right, by ISO 639: Arabic, Hebrew, Persian, Urdu and others of their scripts.
_FROM_THE_RIGHT = frozenset({"ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "arc", "syr", "iw"})


def small(value: Any) -> Any:
    """The object with its keys in small letters, which is all that versions 2 and 3 differ in."""
    if isinstance(value, Mapping):
        return {str(key).lower(): small(part) for key, part in value.items()}
    return [small(part) for part in value] if isinstance(value, list) else value


def story_fields(item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields but for the body; those that the object has no words for are empty."""
    language = as_language(_text(item, "language"))
    created = as_date(_text(item, "contentcreated"))
    return {
        "id": _identifier(item),
        "language": language,
        "direction": "rtl" if (language or "").partition("-")[0].lower() in _FROM_THE_RIGHT else "ltr",
        "headline": _said(item, "headlines", "main") or _text(item, "headline") or _text(item, "title"),
        "kicker": _role(item, "headlines", "kicker"),
        "standfirst": as_text(_said(item, "descriptions", "summary"), exact=True)
        or as_text(_text(item, "description_text"), exact=True),
        "slugline": as_line(_text(item, "slugline"), exact=True),
        "keywords": tuple(_lines(item.get("keywords"))),
        "categories": tuple(_categories(item)),
        "byline": as_text(_text(item, "by") or _text(item, "byline"), exact=True),
        "bylines": tuple(_bylines(item)),
        "published": Timestamp(value=created) if created else None,
    }


def dateline(item: Mapping[str, Any], text: str | None) -> Dateline | None:
    """The dateline that stood in the body, with the place and agency that the object names."""
    if text is None:
        return None
    agency = next((part.get("name") for part in _objects(item, "infosources")), None) or _text(item, "source")
    return Dateline(
        text=text,
        place=as_line(_text(item, "located"), exact=True),
        agency=as_line(agency if isinstance(agency, str) else None, exact=True),
    )


def related(item: Mapping[str, Any]) -> Iterator[Related]:
    """The objects associated with this one, in order; a dictionary keeps it by its keys."""
    stated = item.get("associations")
    parts = list(stated.values()) if isinstance(stated, Mapping) else stated if isinstance(stated, list) else []
    for part in parts:
        if isinstance(part, Mapping):
            address = as_line(_text(part, "uri") or _text(part, "guid"))
            title = _said(part, "headlines", "main") or as_line(_text(part, "headline") or _text(part, "name"))
            if title or address:
                yield Related(title=title or address or "", url=address, placement="end")


def bodies(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The text with markup, and the text without; None where the object has no such form."""
    marked = [part for part in _objects(item, "bodies") if "html" in str(part.get("contenttype", ""))]
    plain = [part for part in _objects(item, "bodies") if part not in marked]
    html = next((_text(part, "value") for part in marked), None)
    text = next((_text(part, "value") for part in plain), None)
    return (
        html or _text(item, "body_xhtml") or _text(item, "body_html"),
        text or _text(item, "body_text"),
    )


def _identifier(item: Mapping[str, Any]) -> str | None:
    stated = next((_text(part, "value") for part in _objects(item, "altids") if part.get("role") == "guid"), None)
    return as_id(stated or _text(item, "guid") or _text(item, "uri"))


def _text(item: Mapping[str, Any], key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) and value else None


def _objects(item: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = item.get(key)
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def _role(item: Mapping[str, Any], key: str, role: str) -> str | None:
    found = (_text(part, "value") for part in _objects(item, key) if part.get("role") == role)
    return as_line(next(found, None), exact=True)


def _said(item: Mapping[str, Any], key: str, role: str) -> str | None:
    """The text of a role, else the first; line feeds stay."""
    parts = _objects(item, key)
    best = sorted(parts, key=lambda part: part.get("role") != role)
    return next((text for text in (_text(part, "value") for part in best) if text), None)


def _lines(values: Any) -> Iterator[str]:
    for value in values if isinstance(values, list) else []:
        line = as_line(value, exact=True) if isinstance(value, str) else None
        if line:
            yield line


def _categories(item: Mapping[str, Any]) -> Iterator[Category]:
    topics = set()
    for part in _objects(item, "subjects") or _objects(item, "subject"):
        name = as_line(_text(part, "name") or _text(part, "literal"), exact=True)
        code = as_qcode(_code(part, name)) if name else None
        if name and code and code.startswith("subj:") and name in topics:
            continue  # the Subject Code of a topic that stands there too
        if name:
            yield Category(name=name, qcode=code)
            topics |= {name} if code and code.startswith("medtop:") else set()


def _code(part: Mapping[str, Any], name: str) -> str | None:
    """A topic's code from its address, from Superdesk's code and scheme, or as we keep those of other schemes."""
    code, scheme = _text(part, "code"), _text(part, "scheme")
    topic = _TOPIC.fullmatch(_text(part, "uri") or f"{scheme or ''}{code or ''}")
    if topic:
        return f"{_SCHEMES[topic[1]]}:{topic[2]}"
    if code and code != name:
        return f"{scheme}:{code}" if scheme else f"subj:{code}" if code.isdecimal() else None
    return _text(part, "literal")


def _bylines(item: Mapping[str, Any]) -> Iterator[Byline]:
    authors = _objects(item, "authors") or [
        {"name": part.get("name")} for part in _objects(item, "people") if str(part.get("rel", "")).endswith("/author")
    ]
    for author in authors:
        name = as_line(_text(author, "name"), exact=True)
        if name:
            yield Byline(name=name, role=as_line(_text(author, "role"), exact=True))
