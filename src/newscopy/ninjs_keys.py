"""What every part that meets ninjs must know: its versions, told from an object, and the keys of each.

Source: the JSON schemas of ninjs 1.6, 2.3 and 3.2; for Superdesk's dialect, what superdesk-core reads and writes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

SUPERDESK = "superdesk"
NEWEST = MappingProxyType({"1": "1.7", "2": "2.3", "3": "3.2"})
"""The newest version of each generation."""

_OPEN = re.compile(r"(description|body|headline)_[A-Za-z0-9_]+")
_OF_THE_FIRST = frozenset({"headline", "byline", "subject", "person", "$standard"})
_OF_SUPERDESK = frozenset({"guid", "priority", "service", "authors", "source", "readtime"})
_VERSION = re.compile(r"\d+(\.\d+)*")


def version_of(item: Mapping[str, Any]) -> str | None:
    """The version that an object names or, by its keys, can only be: "3.2", "2.3", "1.7"; None for Superdesk's."""
    standard = item.get("standard", item.get("$standard"))
    stated = standard.get("version") if isinstance(standard, Mapping) else None
    if isinstance(stated, str) and _VERSION.fullmatch(stated) and stated.partition(".")[0] in NEWEST:
        return stated
    if _OF_SUPERDESK & item.keys():
        return None
    if _OF_THE_FIRST & item.keys() or any(_OPEN.fullmatch(key) for key in item):
        return NEWEST["1"]
    return NEWEST["3"] if any(key != key.lower() for key in _all_keys(item)) or "rel" in item else NEWEST["2"]


def keys_of(version: str | None) -> Mapping[str, Mapping[str, str]]:
    """The parts of a version by name, "item" first, each with what its keys may hold; None is Superdesk's dialect."""
    return _parts(SUPERDESK if version is None else version.partition(".")[0])


def is_known(key: str, version: str | None) -> bool:
    """True if an object of the version may have the key; of Superdesk's dialect no key is unknown."""
    if version is None or key in keys_of(version)["item"]:
        return True
    return version.startswith("1") and _OPEN.fullmatch(key) is not None


@cache
def _parts(generation: str) -> Mapping[str, Mapping[str, str]]:
    table = tomllib.loads((files("newscopy") / "ninjs_keys.toml").read_text(encoding="utf-8"))
    first, second, superdesk = (table.pop(name) for name in ("first", "second", SUPERDESK))
    if generation == "1":
        return MappingProxyType(table | {"item": first})
    if generation == SUPERDESK:
        return MappingProxyType(table | {"item": first | superdesk})
    table["association"] = table["item"] | {"name": "text!", "rel": "text"}
    if generation == "2":
        return MappingProxyType(_second(table, second))
    # In version 3 an object needs its uri wherever it stands; in version 2 too, by another rule of the schema.
    return MappingProxyType(table)


def _second(table: dict[str, dict[str, str]], changes: Mapping[str, str]) -> dict[str, dict[str, str]]:
    dropped = set(changes["without"].split())
    parts = {
        name.lower(): {
            key.lower(): held.lower()
            for key, held in keys.items()
            if name not in ("item", "association") or key not in dropped
        }
        for name, keys in table.items()
    }
    del parts["association"]["rel"], parts["event"]["id"]
    for name in ("item", "association"):
        parts[name] |= {"type": changes["type"], "embargoed": changes["embargoed"]}
    return parts


def _all_keys(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [str(key) for key in value] + [key for part in value.values() for key in _all_keys(part)]
    return [key for part in value for key in _all_keys(part)] if isinstance(value, list) else []
