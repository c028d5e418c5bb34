"""What is wrong with a ninjs object, and what to do about it: each rule yields a path and a message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from lxml import etree

from newscopy.formats import Finding
from newscopy.g2 import XHTML
from newscopy.ninjs_keys import is_known, keys_of
from newscopy.safe_xml import parse
from newscopy.validators.newsml_text import unfit_body

Path = tuple[str | int, ...]

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
# Superdesk takes other zones and fractions of a second for mistakes.
_SUPERINSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+0000|\+00:00)")
# RFC 3986 §3: a scheme, and no blank or character that must be encoded.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_MOST = {"percent": (0, 100), "urgency": (1, 9)}


@dataclass(frozen=True)
class Said:
    """What is to be said of the value at a path."""

    path: Path
    message: str
    severity: str = "error"


def problems(item: Mapping[str, Any], version: str | None) -> Iterator[Said]:
    """What our rules find in an object of a version; None is Superdesk's dialect."""
    yield from _part(item, "item", version, ())
    yield from _texts(item)
    yield from _language(item)


def _part(item: Mapping[str, Any], part: str, version: str | None, path: Path) -> Iterator[Said]:
    keys = keys_of(version)[part]
    whole = part in ("item", "association")
    for key, value in item.items():
        held = keys.get(key)
        if held is not None:
            yield from _value(value, held.removesuffix("!"), version, (*path, key))
        elif not (whole and is_known(key, version)):
            yield Said((*path, key), _unknown(key, keys, version))
    for key, held in keys.items():
        # A text may be empty; what names a thing may not.
        if held.endswith("!") and (item.get(key) is None or (item[key] == "" and key != "value")):
            yield Said((*path, key), f"{key} is missing or empty: add it")


def _unknown(key: str, keys: Mapping[str, str], version: str | None) -> str:
    near = get_close_matches(key, keys, 1, 0.75) or [name for name in keys if name.lower() == key.lower()]
    cure = f"did you mean {near[0]}?" if near else "take it out"
    return f"{key} is no key of ninjs {version or 'as Superdesk writes it'} here: {cure}"


def _value(value: Any, held: str, version: str | None, path: Path) -> Iterator[Said]:
    if held == "anything":
        return
    if held.startswith("["):
        if not isinstance(value, list):
            yield Said(path, f"must be a list, not {_kind(value)}: put it into [ ]")
            return
        for number, part in enumerate(value):
            yield from _value(part, held.strip("[]"), version, (*path, number))
    elif held == "keyed":
        if not isinstance(value, Mapping):
            yield Said(path, f"must be an object with a name for each story, not {_kind(value)}")
    elif held in keys_of(version):
        if isinstance(value, Mapping):
            yield from _part(value, held, version, path)
        else:
            yield Said(path, f"must be an object in braces, not {_kind(value)}")
    else:
        message = _wrong(value, held)
        if message:
            yield Said(path, message)


def _wrong(value: Any, held: str) -> str | None:
    """What is wrong with a plain value."""
    if held in ("whole", "number", *_MOST):
        return _wrong_number(value, held)
    if not isinstance(value, str):
        return f"must be text in quotes, not {_kind(value)}"
    if "|" in held:
        return None if value in held.split("|") else f"{value!r} is not known: use {', '.join(held.split('|'))}"
    if held == "uri" and not _URI.fullmatch(value):
        return f"{value!r} is no URI: start it with a scheme such as https:, urn: or tag:, and percent-encode the rest"
    if held in ("instant", "superinstant"):
        return _wrong_instant(value, held)
    return None


def _wrong_number(value: Any, held: str) -> str | None:
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not isinstance(value, int | float) or (held != "number" and not whole):
        return f"must be a {'number' if held == 'number' else 'whole number'} without quotes, not {_kind(value)}"
    least, most = _MOST.get(held, (0, float("inf")))
    return (
        None
        if least <= value <= most
        else f"{value} is not {least} to {most}"
        if held in _MOST
        else f"{value} is less than 0"
    )


def _wrong_instant(value: str, held: str) -> str | None:
    form = _INSTANT if held == "instant" else _SUPERINSTANT
    like = "2026-05-03T17:47:00+02:00" if held == "instant" else "2026-05-03T15:47:00+0000, in UTC and whole seconds"
    if not form.fullmatch(value):
        return f"{value!r} is no date with time and zone: write it like {like}, or leave it out"
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return f"{value!r} names no day or time that there is"
    return None


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def _texts(item: Mapping[str, Any]) -> Iterator[Said]:
    """Headline and body: readers show nothing without them, and no script or frame has a place in them."""
    if item.get("type", "text") != "text":
        return
    headline = item.get("headline")
    if not (isinstance(headline, str) and headline.strip()) and not _values(item.get("headlines")):
        yield Said((), "there is no headline with words in it", "warning")
    marked: list[tuple[Path, Any]] = [
        (("body_xhtml",), item.get("body_xhtml")),
        (("body_html",), item.get("body_html")),
    ]
    plain = [value for key, value in item.items() if key.startswith("body_")]
    listed = item.get("bodies")
    for number, body in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(body, Mapping):
            plain.append(body.get("value"))
            kind = body.get("contentType", body.get("contenttype"))
            if isinstance(kind, str) and "html" in kind:
                marked.append((("bodies", number, "value"), body.get("value")))
    if not any(isinstance(text, str) and text.strip() for text in plain):
        yield Said((), "there is no text in it", "warning")
    for path, text in marked:
        if isinstance(text, str):
            yield from _markup(text, path)


def _values(parts: Any) -> list[str]:
    found = [part.get("value") for part in parts if isinstance(part, Mapping)] if isinstance(parts, list) else []
    return [value for value in found if isinstance(value, str) and value.strip()]


def _markup(text: str, path: Path) -> Iterator[Said]:
    root = parse(f'<body xmlns="{XHTML}">{text}</body>'.encode("utf-8", "replace"))
    if isinstance(root, Finding):
        yield Said(path, f"is HTML that is no XHTML: {root.message}", "warning")
        return
    page = root.find(f"{{{XHTML}}}html/{{{XHTML}}}body")
    body: etree._Element = root if page is None else page
    for found in unfit_body(body):
        yield Said(path, found.message, found.severity)


def _language(item: Mapping[str, Any]) -> Iterator[Said]:
    tag = item.get("language")
    if isinstance(tag, str) and not _TAG.fullmatch(tag):
        yield Said(("language",), f"{tag!r} is no language tag: write it like en-GB, with a hyphen")
