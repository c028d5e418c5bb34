"""What a site prints on page after page, as evidence for the roles of a page's blocks.

A line that stands on most pages of a site is hardly a paragraph, and what stands below the line "Read next", below
which no other page has any copy, is hardly copy. It is evidence and no rule: a line that the labeller is sure of stays,
and a section label, a byline or the title of a weekly column may repeat. What people have corrected on some pages of
the site says more: the roles of the very lines, and of lines of the same shape in the same place.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newscopy.structure.blocks import SENTENCE_ENDS, Blocks
from newscopy.structure.features import Page
from newscopy.structure.hints import Hints
from newscopy.structure.net import CLASSES

Chances = NDArray[np.float32]
_CLASS = {name: number for number, name in enumerate(CLASSES)}
_DIGITS, _WORDS, _LETTER = re.compile(r"\d+"), re.compile(r"\w+"), re.compile(r"[^\W\d_]")
_LONGEST, _KEPT = 100, 80
# How often blocks of a class stand on another page of their site, too: counted on pairs of pages of 46 publishers with
# gold (benchmarks/RESULTS.md), rounded. A headline and a kicker far more often here: columns have one every week.
_REPEATED = MappingProxyType(
    {
        "other": 0.55, "category": 0.55, "related_heading": 0.5, "credit": 0.2, "tag": 0.2, "note": 0.2,
        "timestamp": 0.14, "kicker": 0.35, "headline": 0.1, "byline": 0.09, "subheading": 0.03, "related_title": 0.02,
        "standfirst": 0.01, "paragraph": 0.01, "list_item": 0.01, "pull_quote": 0.01, "caption": 0.01,
        "related_summary": 0.01,
    }
)  # fmt: skip
_WEIGHT = np.log(np.array([_REPEATED[name] for name in CLASSES], np.float32))
# Of these repeating says nothing so far below the headline, and less above it: there the site's own name stands, too.
_HEAD = [_CLASS[name] for name in ("byline", "timestamp")]
_NEAR, _ABOVE_HEADLINE = 12, 2.0
_HEADLINE = 3.3
# So many lines in a row that stand on more than half of the pages are a menu, and its lines no section labels.
_OFTEN, _MENU, _IN_MENU = 0.5, 4, 6.0
_BODY = [_CLASS[name] for name in ("standfirst", "paragraph", "subheading", "list_item", "pull_quote")]
# How much less likely copy is beyond a line that all other pages have below theirs, or above: a factor of e to the
# first, and to no more than the second: now and then a box from below the copy stands inside it.
_BEYOND, _FARTHEST = 8.0, 2.5
# So much of a page's copy stands above what can be its foot, and below what can be its head.
_ABOVE, _BELOW = 0.3, 0.5
# Of a page whose copy stands on others, too, to more than this, another version is among them: nothing is learned then.
_COPIED = 0.5
# What was said once counts as much as what the labeller thinks.
_PRIOR, _FLOOR, _LEAST, _DOUBT = 1.0, 1e-4, 1e-9, 1e-3
# A shape from here on leaves so much open that it counts once, however often something was said of it.
_LOOSE = 2
_LENGTHS = (12, 30, 60, 110, 250)


class Laid(NamedTuple):
    """A page laid out for the labeller, before anything is labelled."""

    blocks: Blocks
    page: Page
    hints: Hints | None


class Seen(NamedTuple):
    """On how many pages a line stands, and on how many of them only before the copy, only after it."""

    pages: int
    before: int
    after: int


@dataclass(frozen=True, eq=False)
class Furniture:
    """What is known of a site. Lines are in the form of `key`.

    pages: how many were counted. lines: what stands on two of them or more. taught: what people said that lines are,
    and how often, by class. shapes: the same by the shapes of `shapes`. corrected: on how many pages they said it.
    """

    name: str
    pages: int
    lines: Mapping[str, Seen]
    taught: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    shapes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: int = 0

    def share(self, line: str) -> float:
        """The share of other pages that have a line, from 0 to 1; the page that is read may be one of those counted."""
        seen = self.lines.get(line)
        return (seen.pages - 1) / self.pages if seen else 0.0


def key(text: str) -> str:
    """The form in which lines are compared: words in lower case, all numbers as 0; "" for a line without a letter.

    Of a long line the first words and a digest of all.
    """
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    if not _LETTER.search(folded):
        return ""
    said = " ".join(_WORDS.findall(_DIGITS.sub("0", folded)))
    if len(said) <= _LONGEST:
        return said
    return f"{said[:_KEPT]} … {hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:8]}"


def where(keys: Sequence[str], page: Page) -> dict[str, int]:
    """Each line of a page with where it stands: -1 only before the copy, 1 only after it, else 0."""
    first, last = page.body
    found: dict[str, int] = {}
    for at, line in enumerate(keys):
        if line:
            place = -1 if at < first else 1 if at >= last else 0
            found[line] = place if found.setdefault(line, place) == place else 0
    return found


def weighed(chances: Chances, blocks: Blocks, page: Page, known: Furniture, hints: Hints | None) -> Chances:
    """The probabilities of a page's blocks, shape (blocks, classes), with what is known of its site taken in."""
    keys = list(map(key, blocks.texts))
    scores = np.log(chances + _LEAST)
    if not _copied(keys, page, known):
        _repeating(scores, chances, keys, known)
        _beyond(scores, chances, keys, page, known)
    if known.taught:
        # A line that is now this, now that, says nothing: its place does.
        for at, said in enumerate(map(known.taught.get, keys)):
            if said and len(said) == 1:
                scores[at] = np.log(_told(_normal(scores[at : at + 1])[0], said, known.corrected) + _LEAST)
    if known.shapes:
        thought = _normal(scores)
        for at, alike in enumerate(shapes(keys, blocks, page, known, hints)):
            level = next((level for level, shape in enumerate(alike) if shape in known.shapes), None)
            if level is not None:
                most = known.corrected if level < _LOOSE else 1
                fresh = _told(thought[at], known.shapes[alike[level]], most)
                say = known.corrected / (known.corrected + 1)
                scores[at] += say * np.log((fresh + _FLOOR) / (thought[at] + _FLOOR))
    return _normal(scores)


def shapes(
    keys: Sequence[str], blocks: Blocks, page: Page, known: Furniture, hints: Hints | None
) -> Iterator[tuple[str, ...]]:
    """The shapes of each block, the closest first: by its element and length, or by its length and its surroundings.

    Of text these are the lines beside it, whether blank lines part it from them, and on which side of the copy it is.
    """
    own = list(map(_shape, blocks.texts))
    if hints is not None and hints.place is not None:
        for shape, line in zip(own, hints.lines_of(blocks).tolist(), strict=True):
            yield f"{hints.place(line)} | {shape}", hints.place(line)
        return
    beside = ["^"]
    beside += (line if known.share(line) > _OFTEN else shape[0] for line, shape in zip(keys, own, strict=True))
    beside.append("^")
    first, last = page.body
    blanks = [*blocks.blanks, 1]
    for at, shape in enumerate(own):
        above, below = beside[at], beside[at + 2]
        zone = "head" if at < first else "foot" if at >= last else "body"
        apart = "<" * (blanks[at] > 0) + ">" * (blanks[at + 1] > 0)
        yield (
            f"{shape}{apart} | {above} | {below} | {zone}",
            f"{shape}{apart} | {above} | {below}",
            f"{shape} | {above}",
        )


def class_of(role: str, reason: str | None) -> str:
    """The class of the labeller for a role of a Story's segment, and its reason if it was discarded."""
    if role == "discarded":
        return "related_heading" if reason == "related heading" else "other"
    return role if role in _CLASS else "paragraph"


def _copied(keys: Sequence[str], page: Page, known: Furniture) -> bool:
    copy = np.flatnonzero(page.prose).tolist()
    return len(copy) > 1 and sum(keys[at] in known.lines for at in copy) > _COPIED * len(copy)


def _repeating(scores: Chances, chances: Chances, keys: Sequence[str], known: Furniture) -> None:
    """Lines that other pages have are more likely what stands on page after page."""
    share = np.array([known.share(line) for line in keys], np.float32)
    # One other page of one says as much as was counted on such pairs; all of many say four times as much.
    change = (4 * share**2)[:, None] * (_WEIGHT - _WEIGHT[_CLASS["other"]])
    change[:, _CLASS["headline"]] = np.maximum(change[:, _CLASS["headline"]], -_HEADLINE * share)
    for low, high in _runs(share > _OFTEN):
        if high - low >= _MENU:
            change[low:high, _CLASS["category"]] -= _IN_MENU
    head = int(chances[:, _CLASS["headline"]].argmax())
    change[head : head + _NEAR + 1, _HEAD] = 0
    above = slice(max(0, head - _NEAR), head)
    change[above, _HEAD] = np.maximum(change[above, _HEAD], -_ABOVE_HEADLINE * share[above, None])
    scores += change


def _beyond(scores: Chances, chances: Chances, keys: Sequence[str], page: Page, known: Furniture) -> None:
    """Above a line that stands before the copy on other pages, and below one that stands after it, is hardly copy."""
    times = Counter(keys)
    before, after = np.zeros(len(keys), np.float32), np.zeros(len(keys), np.float32)
    for at, line in enumerate(keys):
        seen = known.lines.get(line)
        if seen is not None and times[line] == 1:
            before[at] = known.share(line) * seen.before / seen.pages
            after[at] = known.share(line) * seen.after / seen.pages
    copy = np.cumsum(chances[:, _CLASS["paragraph"]] * np.minimum(page.width, 600))
    after[copy < _ABOVE * copy[-1]] = 0
    before[copy[-1] - copy < _BELOW * copy[-1]] = 0
    foot = np.maximum.accumulate(after)
    head = np.maximum.accumulate(before[::-1])[::-1]
    scores[:, _BODY] -= np.minimum(_BEYOND * (foot + head), _FARTHEST)[:, None]


def _runs(these: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches, half-open, in which all are true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], these, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _told(thought: Chances, said: Mapping[str, int], pages: int) -> Chances:
    """The probabilities of a block with what people said counted beside them, on each page once, however often."""
    votes = np.zeros(len(CLASSES), np.float32)
    for name, times in said.items():
        votes[_CLASS[name]] = times
    count = min(float(votes.sum()), pages)
    if not count:
        return thought
    # Of what people said now this, now that, the labeller tells which it is here.
    among = votes * (thought + _DOUBT)
    fresh: Chances = (count * among / among.sum() + _PRIOR * thought) / (count + _PRIOR)
    return fresh


def _normal(scores: Chances) -> Chances:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Chances = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def _shape(text: str) -> str:
    """How long a line is, how it ends and begins: "3.u" for a long sentence that begins with a capital."""
    length = sum(len(text) >= size for size in _LENGTHS)
    end = "." if text[-1:] in SENTENCE_ENDS else ":" if text[-1:] == ":" else ""
    begins = "u" if text[:1].isupper() else "l" if text[:1].islower() else "n" if text[:1].isdigit() else "s"
    return f"{length}{end}{'d' if _DIGITS.search(text) else ''}{begins}"
