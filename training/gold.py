"""Pages with gold, and what each block of them is: what the labeller learns from.

A folder in the format of the benchmark has gold.jsonl.gz, raw/KIND.jsonl.gz and perhaps annotations.jsonl. Each page of
each kind is a Dump; `classes` gives each of its blocks a class by matching letters with the gold and the annotations.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from newscopy.errors import NewscopyError
from newscopy.structure import bylines, dates, net, words
from newscopy.structure.blocks import Block
from newscopy.structure.decode import decode

CLASS = {name: number for number, name in enumerate(net.CLASSES)}
UNKNOWN = -1
"""No part of the story's text, but which of the other classes nobody has said."""
BLIND = -2
"""Perhaps the headline, in other words than the gold has, or a line that its reader left open: nothing is learned."""
KINDS = ("innertext", "inscriptis", "soup", "resiliparse", "lynx")

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
_PIECE = 12
# How far from the headline a line that has an author's name or the story's date is taken for byline or timestamp.
_SIGNED_BEFORE, _SIGNED_AFTER, _LONGEST_SIGNATURE = 6, 15, 120
# How alike, of 100, a block must be to the title to be the headline, and to be it perhaps.
_TITLE, _LIKE_TITLE = 85, 55
Classes = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Dump:
    """One page of one kind of dump, decoded. `noted` are its annotations, None if nobody read it.

    inner: the page as a browser shows it, which tells what is one line. weight: its say in training.
    """

    name: str
    publisher: str
    kind: str
    text: str
    inner: str
    story: dict[str, Any]
    noted: list[dict[str, Any]] | None
    weight: float = 1.0


def names(folder: Path) -> set[str]:
    """The names of the pages of a folder that have gold."""
    return {row["id"] for row in rows(folder / "gold.jsonl.gz")}


def dumps(
    folder: Path, kinds: Sequence[str] = KINDS, weight: float = 1.0, without: Collection[str] = ()
) -> Iterator[Dump]:
    """The pages of a folder in each kind of dump, `without` those of some names."""
    gold = {row["id"]: row for row in rows(folder / "gold.jsonl.gz") if row["id"] not in without}
    noted = {row["id"]: row["roles"] for row in rows(folder / "annotations.jsonl")}
    inner = {row["id"]: row["text"] for row in rows(folder / "raw" / "innertext.jsonl.gz")}
    for kind in kinds:
        for row in rows(folder / "raw" / f"{kind}.jsonl.gz"):
            name, story = row["id"], gold.get(row["id"])
            if story is None:
                continue
            try:
                text = decode(row["text"], name).text
            except NewscopyError:
                continue
            yield Dump(name, story["publisher"], kind, text, inner.get(name, ""), story, noted.get(name), weight)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, none if there is no such file."""
    if not path.exists():
        return
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as source:
        for line in source:
            if line.strip():
                yield json.loads(line)


def fold_of(publisher: str, folds: int) -> int:
    """The part of the publishers that one belongs to; a name always to the same."""
    return int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % folds


def letters(text: str) -> str:
    """What two printings of the same text share."""
    text = unicodedata.normalize("NFKC", html.unescape(text)).lower()
    return "".join(filter(str.isalnum, text))


def classes(found: Sequence[Block], dump: Dump) -> Classes:
    """The class of each block."""
    keys = [letters(block.text) for block in found]
    places = defaultdict(list)
    for at, key in enumerate(keys):
        places[key].append(at)
    parts = _parts(dump.story)
    result = np.full(len(found), CLASS["other"] if dump.noted is not None else UNKNOWN)
    middle = _middle(parts, places)
    open_classes = (CLASS["other"], UNKNOWN)
    for name, text in sorted(parts, key=lambda part: -len(part[1])):
        for at in _where(text, places, keys, middle):
            if result[at] in open_classes:
                result[at] = CLASS[name]
    titles = [letters(dump.story["title"] or "")]
    for role in dump.noted or ():
        if role["role"] == "category":
            _chips(result, role.get("values", ()), places, middle)
        name = _FIXES.get(role.get("to", "")) if role["role"] == "fix" else _ROLES.get(role["role"])
        key, own = letters(role["line_text"]), letters(role.get("text", role["line_text"]))
        if role["role"] == "open":
            result[places.get(key, [])] = BLIND
        if name is None or not key:
            continue
        if key != own:
            # A part of a line as people saw it, which here may be a line of its own.
            if len(own) > 2 and own in places and key not in places:
                for at in _nearest(places[own], middle, everywhere=True):
                    result[at] = CLASS[name]
            continue
        if name == "headline":
            titles.append(key)
        whole = places.get(key)
        if whole:
            everywhere = name not in ("paragraph", "subheading", "category", "byline")
            for at in _nearest(whole, middle, everywhere=everywhere):
                result[at] = CLASS[name]
        elif len(key) > _PIECE:
            # Torn over several blocks, or glued to another: blocks that are a part of the line.
            for at, other in enumerate(keys):
                if len(other) > _PIECE and result[at] in open_classes and other in key:
                    result[at] = CLASS[name]
    copy = np.flatnonzero(result == CLASS["paragraph"])
    middle = middle or (int(copy[len(copy) // 2]) if len(copy) else 0)
    for title in titles:
        for at in places.get(title, ()):
            if at <= middle and title:
                result[at] = CLASS["headline"]
    if not (result == CLASS["headline"]).any():
        _head(result, keys[:middle], [title for title in titles if title])
    if dump.noted is None:
        _sign(result, found, keys, dump.story)
    return result


def _chips(result: Classes, values: Sequence[str], places: dict[str, list[int]], middle: int) -> None:
    """The section labels of a line that are blocks of their own here: from where the first stands alone."""
    for at in _nearest([at for value in values[:1] for at in places.get(letters(value), ())], middle, everywhere=False):
        for number, value in enumerate(values):
            if at + number in places.get(letters(value), ()):
                result[at + number] = CLASS["category"]


def _head(result: Classes, above: Sequence[str], titles: Sequence[str]) -> None:
    """The block whose letters are most like a title of the gold, where none has the same."""
    like = [max((fuzz.ratio(key, title) for title in titles), default=0.0) for key in above]
    best = max(like, default=0.0)
    for at, score in enumerate(like):
        if score == best and best >= _LIKE_TITLE:
            result[at] = CLASS["headline"] if best >= _TITLE else BLIND


def _sign(result: Classes, found: Sequence[Block], keys: Sequence[str], story: dict[str, Any]) -> None:
    """Near the headline of a page that nobody annotated: the line with an author's name, the line with its date."""
    heads = np.flatnonzero(result == CLASS["headline"])
    if not len(heads):
        return
    authors = [key for key in map(letters, story.get("authors") or ()) if len(key) > 5]
    date = str(story.get("date") or "")[:10]
    head = int(heads[-1])
    for at in range(max(0, head - _SIGNED_BEFORE), min(len(found), head + _SIGNED_AFTER)):
        text = found[at].text
        if result[at] != UNKNOWN or len(text) > _LONGEST_SIGNATURE:
            continue
        if any(author in keys[at] for author in authors):
            parsed = bylines.parse(text, words.load())
            result[at] = CLASS["byline"] if parsed is not None and parsed.bylines else UNKNOWN
        elif date and any(found.value and found.value[:10] == date for found in dates.find(text)):
            result[at] = CLASS["timestamp"]


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


def _where(text: str, places: dict[str, list[int]], keys: Sequence[str], middle: int) -> list[int]:
    exact = places.get(text)
    if exact:
        return _nearest(exact, middle, everywhere=False)
    if len(text) < _LONG:
        return []
    # Torn over several blocks, or with something glued on: blocks that are a good part of it.
    inside = [
        at
        for at, key in enumerate(keys)
        if len(key) > _PIECE and (key in text or (len(key) < 1.3 * len(text) and text in key))
    ]
    return inside if sum(len(keys[at]) for at in inside) > 0.5 * len(text) else []


def _nearest(found: Sequence[int], middle: int, *, everywhere: bool) -> list[int]:
    if everywhere or len(found) < 2:
        return list(found)
    return [min(found, key=lambda at: abs(at - middle))]
