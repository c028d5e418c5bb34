"""Pages with gold to labelled blocks: what the labeller learns from.

A folder in the format of the benchmark has gold.jsonl.gz, raw/KIND.jsonl.gz and perhaps annotations.jsonl. Each page
of each kind becomes one Example: the blocks that the program makes of the dump, and for each block a class.
"""

from __future__ import annotations

import gzip
import html
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from newscopy.errors import NewscopyError
from newscopy.structure import matrix, net
from newscopy.structure.blocks import Block
from newscopy.structure.decode import decode

CLASS = {name: number for number, name in enumerate(net.CLASSES)}
UNKNOWN = -1
"""No part of the story's text, but which of the other classes nobody has said."""

_ROLES = {
    "category": "category", "kicker": "kicker", "byline": "byline", "timestamp": "timestamp", "caption": "caption",
    "credit": "credit", "pull_quote": "pull_quote", "related_title": "related_title",
    "related_summary": "related_summary", "related_heading": "related_heading", "tag": "tag", "note": "note",
}  # fmt: skip
_FIXES = {
    "headline": "headline", "standfirst": "standfirst", "paragraph": "paragraph", "subheading": "subheading",
    "list_item": "list_item", "chrome": "other",
}  # fmt: skip
_LONG = 40


@dataclass
class Example:
    """One page of one kind of dump. `classes` are numbers of net.CLASSES or UNKNOWN, `weight` its say in training."""

    name: str
    publisher: str
    kind: str
    page: matrix.Page
    classes: np.ndarray[Any, np.dtype[np.int64]]
    weight: float


def examples(folder: Path, kinds: Sequence[str], weight: float = 1.0) -> Iterator[Example]:
    """The pages of a folder in each kind of dump; pages without any text of the gold are left out."""
    gold = {row["id"]: row for row in rows(folder / "gold.jsonl.gz")}
    noted = {row["id"]: row["roles"] for row in rows(folder / "annotations.jsonl")}
    for kind in kinds:
        for row in rows(folder / "raw" / f"{kind}.jsonl.gz"):
            story = gold.get(row["id"])
            if story is None:
                continue
            try:
                found = net.blocks_of(decode(row["text"], row["id"]).text)
            except NewscopyError:
                continue
            classes = label(found, story, noted.get(row["id"]))
            if (classes == CLASS["paragraph"]).any():
                yield Example(row["id"], story["publisher"], kind, net.page_of(found), classes, weight)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as source:
        for line in source:
            if line.strip():
                yield json.loads(line)


def letters(text: str) -> str:
    """What two printings of the same text share."""
    text = unicodedata.normalize("NFKC", html.unescape(text)).lower()
    return "".join(filter(str.isalnum, text))


def label(
    found: Sequence[Block], story: dict[str, Any], noted: list[dict[str, Any]] | None
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The class of each block, by matching letters with the gold and the annotations."""
    keys = [letters(block.text) for block in found]
    places = defaultdict(list)
    for at, key in enumerate(keys):
        places[key].append(at)
    parts = _parts(story)
    classes = np.full(len(found), CLASS["other"] if noted is not None else UNKNOWN)
    middle = _middle(parts, places)
    for name, text in sorted(parts, key=lambda part: -len(part[1])):
        for at in _where(text, places, keys, middle, name):
            if classes[at] in (CLASS["other"], UNKNOWN):
                classes[at] = CLASS[name]
    titles = [letters(story["title"] or "")]
    for role in noted or ():
        name = _FIXES.get(role.get("to", "")) if role["role"] == "fix" else _ROLES.get(role["role"])
        key, own = letters(role["line_text"]), letters(role.get("text", role["line_text"]))
        if name is None or key != own or not key:
            continue
        if name == "headline":
            titles.append(key)
        for at in _nearest(places.get(key, ()), middle, everywhere=name not in ("paragraph", "subheading", "category")):
            classes[at] = CLASS[name]
    for title in titles:
        for at in places.get(title, ()):
            if at <= middle and title:
                classes[at] = CLASS["headline"]
    return classes


def _parts(story: dict[str, Any]) -> list[tuple[str, str]]:
    """(class, letters) of all the gold's texts."""
    parts = [("standfirst", text) for text in story.get("summary") or ()]
    items = {letters(block["text"]) for block in story.get("blocks") or () if block["kind"] == "list_item"}
    for section in story["sections"]:
        parts += [("subheading", text) for text in section["headline"]]
        parts += [("paragraph", text) for text in section["paragraphs"]]
    for block in story.get("blocks") or ():
        parts.append((block["kind"], block["text"]))
    keyed = [(name, letters(text)) for name, text in parts]
    return [("list_item" if key in items else name, key) for name, key in dict.fromkeys(keyed) if key]


def _middle(parts: Sequence[tuple[str, str]], places: dict[str, list[int]]) -> int:
    """The block in the middle of the story: where its long paragraphs stand."""
    found = sorted(at for name, key in parts if name == "paragraph" and len(key) > _LONG for at in places.get(key, ()))
    return found[len(found) // 2] if found else 0


def _where(text: str, places: dict[str, list[int]], keys: Sequence[str], middle: int, name: str) -> list[int]:
    exact = places.get(text)
    if exact:
        return _nearest(exact, middle, everywhere=False)
    if len(text) < _LONG:
        return []
    # Torn over several blocks, or with something glued on: blocks that are a good part of it.
    inside = [
        at
        for at, key in enumerate(keys)
        if len(key) > 12 and (key in text or (len(key) < 1.3 * len(text) and text in key))
    ]
    return inside if sum(len(keys[at]) for at in inside) > 0.5 * len(text) else []


def _nearest(found: Sequence[int], middle: int, *, everywhere: bool) -> list[int]:
    if everywhere or len(found) < 2:
        return list(found)
    return [min(found, key=lambda at: abs(at - middle))]
