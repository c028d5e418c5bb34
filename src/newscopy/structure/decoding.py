"""Probabilities to labels: one headline, a body without islands, roles only where they can stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newscopy.model import DiscardReason, Role
from newscopy.structure import bylines, dates, patterns, words
from newscopy.structure.blocks import Block
from newscopy.structure.label import Label
from newscopy.structure.matrix import Page
from newscopy.structure.net import CLASSES

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_HEADLINE, _PARAGRAPH, _SUBHEADING, _OTHER = (_CLASS[name] for name in ("headline", "paragraph", "subheading", "other"))
_BYLINE, _TIMESTAMP, _STANDFIRST, _KICKER = (_CLASS[name] for name in ("byline", "timestamp", "standfirst", "kicker"))
_RUNNING = tuple(_CLASS[name] for name in ("paragraph", "list_item", "subheading"))
_ROLES = {number: Role(name) for name, number in _CLASS.items() if name in Role.__members__.values()}
# A gap of so many blocks without copy parts two stretches of it; the lighter one is an island.
_GAP = 25
_ISLAND = 0.5
# A subheading has copy behind it within so many blocks.
_FOLLOWED = 8
# What stands on a page more often than this is furniture.
_FURNITURE = 2
_FEWEST = 0.02
# A missed subheading costs more than a false one; found by cross-validation.
_SUBHEADING_GAIN = 1.6
# How far from the headline a byline is looked for, and a date; how likely the net must find the byline.
_SIGNED_BEFORE, _SIGNED_AFTER = 4, 14
_LIKELY, _BELIEVED = 0.05, 0.5
_DATED_BEFORE, _DATED_AFTER, _LONGEST_DATE = 25, 12, 90
# A list of related titles: how long its heading and its titles are in columns, how many, how likely each must be.
_LONGEST_HEADING = 40
_SHORTEST_TITLE, _LONGEST_TITLE = 20, 200
_LONGEST_LIST = 8
_RELATED = 0.01
_TOLD_ONCE = frozenset({Role.RELATED_TITLE, Role.BYLINE, Role.CAPTION, Role.TAG, Role.CATEGORY})
_DISCARDS = (
    ("consent", DiscardReason.CONSENT),
    ("advert", DiscardReason.ADVERT),
    ("subscription", DiscardReason.SUBSCRIPTION),
    ("share", DiscardReason.SHARE),
    ("network", DiscardReason.SHARE),
    ("comments", DiscardReason.COMMENTS),
    ("legal", DiscardReason.LEGAL),
    ("related_heading", DiscardReason.RELATED_HEADING),
    ("navigation", DiscardReason.NAVIGATION),
    ("section", DiscardReason.NAVIGATION),
)


def decode(blocks: Sequence[Block], page: Page, chances: NDArray[np.float32]) -> list[Label]:
    """One label for each block; `chances` has shape (blocks, classes)."""
    classes = _classes(page, chances)
    headline = classes.index(_HEADLINE) if _HEADLINE in classes else -1
    _find_signature(classes, blocks, page, chances, headline)
    forced = patterns.certain(blocks, page, headline)
    reasons = _reasons(page)
    labels = []
    for at, number in enumerate(classes):
        role = _ROLES.get(number)
        sure = round(float(chances[at, number]), 2)
        if at in forced and at != headline:
            labels.append(forced[at])
        elif role is not None:
            labels.append(Label(role, sure, f"reads like a {role.value.replace('_', ' ')}"))
        elif number == _CLASS["related_heading"]:
            labels.append(Label(Role.DISCARDED, sure, DiscardReason.RELATED_HEADING.value))
        else:
            labels.append(Label(Role.DISCARDED, sure, reasons[at]))
    return _once(labels, page, headline)


def _classes(page: Page, chances: NDArray[np.float32]) -> list[int]:
    plain = chances.copy()
    plain[:, _HEADLINE] = 0
    plain[:, _SUBHEADING] *= _SUBHEADING_GAIN
    classes: list[int] = plain.argmax(axis=1).tolist()
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    if not copy:
        classes[int(chances[:, _HEADLINE].argmax())] = _HEADLINE
        return classes
    _sink_islands(classes, copy, page, chances)
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    middle = copy[len(copy) // 2]
    heads = chances[: middle + 1, _HEADLINE]
    best = int(heads.argmax())
    if heads[best] > _FEWEST:
        classes[best] = _HEADLINE
    else:
        best = -1
    _tidy(classes, copy, best, page)
    _list_related(classes, page, chances)
    return classes


def _sink_islands(classes: list[int], copy: list[int], page: Page, chances: NDArray[np.float32]) -> None:
    """Copy far from the main run, and lighter than it, belongs to something else on the page."""
    runs = [[copy[0]]]
    for at in copy[1:]:
        if at - runs[-1][-1] > _GAP:
            runs.append([])
        runs[-1].append(at)
    weights = [sum(min(int(page.width[at]), 600) * float(chances[at, _PARAGRAPH]) for at in run) for run in runs]
    main = max(range(len(runs)), key=weights.__getitem__)
    for number, run in enumerate(runs):
        if number != main and weights[number] < _ISLAND * weights[main]:
            for at in range(run[0], run[-1] + 1):
                if classes[at] in _RUNNING:
                    classes[at] = _OTHER


def _tidy(classes: list[int], copy: list[int], headline: int, page: Page) -> None:
    first, last = copy[0], copy[-1]
    seen = Counter(page.keys)
    for at, number in enumerate(classes):
        if at == headline:
            continue
        is_title = headline >= 0 and page.keys[at] == page.keys[headline] and number in (*_RUNNING, _STANDFIRST)
        if is_title or (number in _RUNNING and seen[page.keys[at]] > _FURNITURE):
            classes[at] = _OTHER
        elif number == _SUBHEADING:
            behind = classes[at + 1 : at + 1 + _FOLLOWED]
            if at > last or (at < first and at < headline) or not any(other in _RUNNING[:2] for other in behind):
                classes[at] = _OTHER
        elif number == _STANDFIRST and (at < headline - 3 or at > headline + 25):
            classes[at] = _OTHER if at < first else _PARAGRAPH if at <= last else _OTHER


def _list_related(classes: list[int], page: Page, chances: NDArray[np.float32]) -> None:
    """Below a heading such as "Related articles" stand titles, also where the net is not sure of each."""
    headings = page.leads.get("related_heading", [])
    for at, opens in enumerate(headings):
        if not opens or page.width[at] > _LONGEST_HEADING or classes[at] in _RUNNING:
            continue
        for below in range(at + 1, min(len(classes), at + 1 + _LONGEST_LIST)):
            titled = _SHORTEST_TITLE <= page.width[below] <= _LONGEST_TITLE
            if classes[below] != _OTHER or not titled or chances[below, _CLASS["related_title"]] < _RELATED:
                break
            classes[below] = _CLASS["related_title"]


def _find_signature(
    classes: list[int], blocks: Sequence[Block], page: Page, chances: NDArray[np.float32], headline: int
) -> None:
    """A byline and a date that the net was not sure of: near the headline, the grammars decide."""
    if headline < 0:
        return
    for at in range(max(0, headline - _SIGNED_BEFORE), min(len(classes), headline + _SIGNED_AFTER)):
        cued = page.leads["byline"][at]
        unsure = classes[at] == _OTHER and (cued or chances[at, _BYLINE] > _LIKELY)
        if at != headline and (unsure or (cued and classes[at] in (_STANDFIRST, _KICKER, _SUBHEADING))):
            parsed = bylines.parse(blocks[at].text, words.load())
            if parsed is not None and parsed.bylines and parsed.confidence > _BELIEVED:
                classes[at] = _BYLINE
    if any(number in (_TIMESTAMP, _BYLINE) and dates.find(blocks[at].text) for at, number in enumerate(classes)):
        return
    around = range(max(0, headline - _DATED_BEFORE), min(len(classes), page.body[1] + _DATED_AFTER))
    for at in sorted(around, key=lambda other: (abs(other - headline), other)):
        if classes[at] == _OTHER and page.width[at] < _LONGEST_DATE and dates.find(blocks[at].text):
            classes[at] = _TIMESTAMP
            return


def _once(labels: list[Label], page: Page, headline: int) -> list[Label]:
    """What stands twice is told once: the other printing is a duplicate."""
    seen: set[tuple[Role, str]] = set()
    for at, label in enumerate(labels):
        key = page.keys[at]
        again = label.role in _TOLD_ONCE and (label.role, key) in seen
        is_headline = label.role is Role.DISCARDED and headline >= 0 and key and key == page.keys[headline]
        if again or is_headline:
            labels[at] = Label(Role.DISCARDED, label.confidence, DiscardReason.DUPLICATE.value)
        seen.add((label.role, key))
    return labels


def _reasons(page: Page) -> list[str]:
    """For each block why it would be discarded, told from its words and its place."""
    first = page.body[0]
    reasons = [
        (DiscardReason.NAVIGATION if at < first else DiscardReason.FURNITURE).value for at in range(len(page.keys))
    ]
    for kind, reason in reversed(_DISCARDS):
        for at, count in enumerate(page.cues.get(kind, ())):
            if count:
                reasons[at] = reason.value
    return reasons
