"""Reads IPTC's published vocabulary: their JSON (cv.iptc.org/newscodes/mediatopic?format=json) or knowledge item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from newscopy.errors import SchemaError
from newscopy.formats import Finding
from newscopy.g2 import NAR
from newscopy.safe_xml import parse
from newscopy.topics.vocabulary import Topic, Vocabulary

_SCHEMES = {"mediatopic": "medtop", "subjectcode": "subj"}
_URI = re.compile(r"https?://cv\.iptc\.org/newscodes/(mediatopic|subjectcode)/(\w+)/?")
_QCODE = re.compile(r"(medtop|subj):\w+")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What IPTC's lists call these languages, and what they are called.
_LANGUAGES = {"dk": "da", "se": "sv", "no-nb": "nb", "no-nn": "nn", "no-NB": "nb", "no-NN": "nn"}
_EXACT = ("exactMatch", "closeMatch")


def read_vocabulary(data: bytes, name: str) -> Vocabulary:
    """The Media Topics of a file that IPTC published, in whatever languages it has.

    Raises SchemaError if the file is neither of the two, or holds no Media Topic.
    """
    vocabulary = _from_xml(data, name) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else _from_json(data, name)
    if not vocabulary.topics:
        raise SchemaError(f"{name}: holds no Media Topic: take it from cv.iptc.org/newscodes/mediatopic")
    return vocabulary


def _from_json(data: bytes, name: str) -> Vocabulary:
    try:
        made = json.loads(data)
        concepts = made["conceptSet"]
        topics = dict(_json_topics(part for part in concepts if isinstance(part, Mapping)))
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise SchemaError(f"{name}: no vocabulary of IPTC in JSON: {error!r}") from error
    released = made.get("dateReleased")
    return Vocabulary(topics, released if isinstance(released, str) else None)


def _json_topics(concepts: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Topic]]:
    for concept in concepts:
        code = as_code(concept.get("qcode")) or as_code(concept.get("uri"))
        if not code or not code.startswith("medtop:"):
            continue
        names = concept.get("prefLabel")
        matches = [match for kind in _EXACT for match in _listed(concept.get(kind))]
        yield (
            code,
            Topic(
                names={_tag(tag): str(text) for tag, text in names.items()} if isinstance(names, Mapping) else {},
                parent=_first(_listed(concept.get("broader")), "medtop:"),
                retired=bool(concept.get("retired")),
                subject=_first(matches, "subj:"),
            ),
        )


def _from_xml(data: bytes, name: str) -> Vocabulary:
    root = parse(data)
    if isinstance(root, Finding):
        raise SchemaError(f"{name}, line {root.line or 1}: {root.message}")
    if root.tag != f"{{{NAR}}}knowledgeItem":
        raise SchemaError(f"{name}: the root element is {etree.QName(root).localname}, not knowledgeItem of NewsML-G2")
    topics = dict(_xml_topics(root))
    made = root.find(f"{{{NAR}}}itemMeta/{{{NAR}}}versionCreated")
    return Vocabulary(topics, made.text if made is not None else None)


def _xml_topics(root: etree._Element) -> Iterator[tuple[str, Topic]]:
    for concept in root.iterfind(f"{{{NAR}}}conceptSet/{{{NAR}}}concept"):
        identifier = concept.find(f"{{{NAR}}}conceptId")
        code = None if identifier is None else as_code(identifier.get("qcode")) or as_code(identifier.get("uri"))
        if identifier is None or not code or not code.startswith("medtop:"):
            continue
        same = [
            *concept.iterfind(f"{{{NAR}}}sameAs"),
            *(part for part in concept.iterfind(f"{{{NAR}}}related") if _is_match(part)),
        ]
        yield (
            code,
            Topic(
                names={
                    _tag(part.get(_XML_LANG) or "en"): " ".join((part.text or "").split())
                    for part in concept.iterfind(f"{{{NAR}}}name")
                },
                parent=_first(_addresses(concept.iterfind(f"{{{NAR}}}broader")), "medtop:"),
                retired=bool(identifier.get("retired")),
                subject=_first(_addresses(same), "subj:"),
            ),
        )


def _is_match(part: etree._Element) -> bool:
    return (part.get("rel") or part.get("reluri") or "").endswith(_EXACT)


def _addresses(parts: Iterable[etree._Element]) -> list[str | None]:
    return [address for part in parts for address in (part.get("qcode"), part.get("uri"))]


def as_code(text: Any) -> str | None:
    """The QCode of a topic, from the code itself or from its address."""
    if not isinstance(text, str):
        return None
    address = _URI.fullmatch(text.strip())
    if address:
        return f"{_SCHEMES[address[1]]}:{address[2]}"
    return text.strip() if _QCODE.fullmatch(text.strip()) else None


def _first(addresses: Iterable[Any], scheme: str) -> str | None:
    codes = (as_code(address) for address in addresses)
    return next((code for code in codes if code and code.startswith(scheme)), None)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _tag(tag: str) -> str:
    return _LANGUAGES.get(tag, tag)
