"""Probabilities to classes: one headline, a body without islands, roles only where they can stand."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import categories
from newscopy.structure.discards import spelled
from newscopy.structure.features import Page
from newscopy.structure.net import CLASSES

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_HEADLINE, _PARAGRAPH, _SUBHEADING, _OTHER = (_CLASS[name] for name in ("headline", "paragraph", "subheading", "other"))
_BYLINE, _TIMESTAMP, _STANDFIRST = (_CLASS[name] for name in ("byline", "timestamp", "standfirst"))
_LIST_ITEM, _CATEGORY, _NOTE, _CAPTION = (_CLASS[name] for name in ("list_item", "category", "note", "caption"))
_RUNNING = (_PARAGRAPH, _LIST_ITEM, _SUBHEADING)
_TIDIED = frozenset((*_RUNNING, _STANDFIRST))
# A gap of so many blocks without copy parts two stretches of it; the lighter one is an island.
_GAP = 25
_ISLAND = 0.5
# How far below the headline the story opens at most, in blocks, where a gap follows.
_BELOW_HEADLINE = 12
# So many lines of a box ask to subscribe, and how likely copy is that stands above it.
_BOX, _LIKELY_OPENING = 2, 0.6
# How long a block between paragraphs is, and how likely, that is one of them if it reads like prose.
_LONG, _LIKELY_COPY = 100, 0.2
# The same below the last one, in so many blocks.
_LONG_BELOW, _LIKELY_BELOW, _BELOW_COPY = 120, 0.3, 3
# A subheading has copy behind it within so many blocks.
_FOLLOWED = 8
# What stands on a page more often than this is furniture.
_FURNITURE = 2
# A line so long at most that opens with a phrase of the law and has another ("© … All rights reserved") is no copy.
_LONGEST_LEGAL = 200
# How likely a headline is at least.
_FEWEST = 0.02
# How much more than its probability a class weighs, since missing one of the rare ones costs more than a false one.
# Found by cross-validation (benchmarks/RESULTS.md).
_GAINS = MappingProxyType(
    {
        "standfirst": 2.0, "list_item": 1.5, "pull_quote": 3.0, "byline": 2.0, "timestamp": 1.5, "category": 4.0,
        "kicker": 4.0, "caption": 2.0, "credit": 3.0, "related_title": 1.7,
        "related_summary": 1.3, "tag": 2.0, "note": 1.0,
    }
)  # fmt: skip
# A section label is so likely at least.
_FEWEST_CHIP = 0.25
# What a paragraph weighs that is so short, in columns, where furniture was pasted with the story: what looks like one
# is a caption, a link or a box as often.
_SHORT_COPY, _SHORT_GAIN, _FAR_MORE = 200, 0.5, 3
# A text of so many blocks is a short one.
_SHORT_TEXT = 16
# Blocks of furniture that a text of a few lines may have and still be the story alone.
_FEW = 4
# Share of blocks that are furniture up to which a text is the story alone; how sure its standfirst must be.
_PLAIN, _SURELY = 0.3, 0.9
# Between headline and signature, which stand so many blocks apart at most: what a standfirst is taken for that the
# labeller misses, how long in columns and how likely it is at least, and how many paragraphs the story has below.
_OPENS_WITHIN, _SHORTEST_STANDFIRST, _HARDLY, _COPY_BELOW = 12, 50, 0.05, 3
# A line that is a caption with so much probability is none.
_CAPTIONED = 0.5
_TAKEN = frozenset(
    _CLASS[name] for name in ("other", "caption", "kicker", "subheading", "related_title", "related_summary")
)
# How many blocks below the first paragraph a byline still belongs to the head of the story.
_OPENING = 3
_WEIGHTS = np.array([_GAINS.get(name, 1.0) for name in CLASSES], np.float32)


def choose(page: Page, chances: NDArray[np.float32]) -> list[int]:
    """The number of a class for each block; `chances` has shape (blocks, classes)."""
    plain = chances * _WEIGHTS
    plain[:, _HEADLINE] = 0
    left_out = chances.argmax(axis=1) == _OTHER
    # In a short text a line that is nothing else is not furniture yet.
    furniture = int((left_out & spelled(page).any(axis=1) if len(chances) <= _SHORT_TEXT else left_out).sum())
    if furniture > max(_FEW, _PLAIN * len(chances)):
        short = page.width <= _SHORT_COPY
        plain[short, _PARAGRAPH] *= _SHORT_GAIN
        # Or what is more of a paragraph would come out as an item, or what is far more of one as the standfirst.
        for other, times in ((_LIST_ITEM, 1), (_STANDFIRST, _FAR_MORE)):
            plain[short & (chances[:, _PARAGRAPH] > times * chances[:, other]), other] *= _SHORT_GAIN
    plain[chances[:, _CATEGORY] < _FEWEST_CHIP, _CATEGORY] = 0
    classes: list[int] = plain.argmax(axis=1).tolist()
    _leave_menus(classes, chances)
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    if not copy:
        classes[int(chances[:, _HEADLINE].argmax())] = _HEADLINE
        return classes
    _sink_islands(classes, copy, page, chances)
    _fill(classes, page, chances)
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    middle = copy[len(copy) // 2]
    heads = chances[: middle + 1, _HEADLINE]
    best = int(heads.argmax())
    if heads[best] > _FEWEST:
        classes[best] = _HEADLINE
    else:
        best = -1
    _tidy(classes, copy, best, page)
    _keep_one_standfirst(classes, chances, best)
    _stand_above_the_signature(classes, page, chances, best)
    _keep_the_first_signature(classes, copy[0], plain)
    return classes


def _leave_menus(classes: list[int], chances: NDArray[np.float32]) -> None:
    """Of many section labels in a row only those are the story's that are likelier so than not: a menu has them all."""
    run: list[int] = []
    many = classes.count(_CATEGORY) > categories.MOST_IN_A_ROW
    for at, number in enumerate([*classes, _OTHER]) if many else ():
        if number == _CATEGORY:
            run.append(at)
            continue
        if len(run) > categories.MOST_IN_A_ROW:
            for chip in run:
                if chances[chip, _CATEGORY] < chances[chip, _OTHER]:
                    classes[chip] = _OTHER
        run = []


def _sink_islands(classes: list[int], copy: list[int], page: Page, chances: NDArray[np.float32]) -> None:
    """Copy far from the main run, and lighter than it, belongs to something else on the page."""
    runs = [[copy[0]]]
    for at in copy[1:]:
        if at - runs[-1][-1] > _GAP:
            runs.append([])
        runs[-1].append(at)
    weights = [sum(min(int(page.width[at]), 600) * float(chances[at, _PARAGRAPH]) for at in run) for run in runs]
    main = max(range(len(runs)), key=weights.__getitem__)
    headline = int(chances[: runs[main][0], _HEADLINE].argmax()) if runs[main][0] else 0
    asks = page.count("subscription") > 0
    for number, run in enumerate(runs):
        # A box for subscribers may part the first paragraphs from the others.
        opens = headline < run[0] <= headline + _BELOW_HEADLINE and number < main
        boxed = opens and asks[run[-1] + 1 : runs[number + 1][0]].sum() >= _BOX
        if opens and (chances[run, _PARAGRAPH] > (_LIKELY_OPENING if boxed else _SURELY)).any():
            continue
        if number != main and weights[number] < _ISLAND * weights[main]:
            for at in range(run[0], run[-1] + 1):
                if classes[at] in _RUNNING:
                    classes[at] = _OTHER


def _fill(classes: list[int], page: Page, chances: NDArray[np.float32]) -> None:
    """Long prose without a word of furniture, between two paragraphs, goes on with them, and so does it below them."""
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    if not copy:
        return
    prose = page.prose & (page.width >= _LONG) & (chances[:, _PARAGRAPH] > _LIKELY_COPY)
    likely = [at for at in np.flatnonzero(prose).tolist() if copy[0] < at < copy[-1] and classes[at] == _OTHER]
    for at, words in zip(likely, spelled(page, likely), strict=True):
        if not words.any():
            classes[at] = _PARAGRAPH
    # So does what stands right below the last, such as behind a box; what a note would be is copy as often.
    for at in range(copy[-1] + 1, min(len(classes), copy[-1] + 1 + _BELOW_COPY)):
        chance = chances[at, _PARAGRAPH]
        long = page.prose[at] and page.width[at] >= _LONG_BELOW
        if long and classes[at] in (_OTHER, _NOTE) and chance >= max(_LIKELY_BELOW, chances[at].max() / 2):
            classes[at] = _PARAGRAPH
            return


def _tidy(classes: list[int], copy: list[int], headline: int, page: Page) -> None:
    first, last = copy[0], copy[-1]
    is_title = (page.keys == page.keys[headline]).tolist() if headline >= 0 else [False] * len(classes)
    again = page.again.tolist()
    # In a text that is the story alone, what repeats is a refrain.
    often = _FURNITURE if classes.count(_OTHER) > _PLAIN * len(classes) else len(classes)
    legal = (page.leads("legal") & (page.count("legal") > 1) & (page.width <= _LONGEST_LEGAL)).tolist()
    for at in [at for at, number in enumerate(classes) if number in _TIDIED and at != headline]:
        number = classes[at]
        if is_title[at] or (number in _RUNNING and (again[at] >= often or legal[at])):
            classes[at] = _OTHER
        elif number == _SUBHEADING:
            behind = classes[at + 1 : at + 1 + _FOLLOWED]
            if at > last or (at < first and at < headline) or not any(other in _RUNNING[:2] for other in behind):
                classes[at] = _OTHER
        elif number == _STANDFIRST and (at < headline - 3 or at > headline + 25):
            classes[at] = _OTHER if at < first else _PARAGRAPH if at <= last else _OTHER


def _keep_one_standfirst(classes: list[int], chances: NDArray[np.float32], headline: int) -> None:
    """A standfirst is one run of blocks above the copy: the likeliest; another run, or one below, is copy."""
    opening = classes.index(_PARAGRAPH) if _PARAGRAPH in classes else len(classes)
    found = [at for at, number in enumerate(classes) if number == _STANDFIRST]
    below = [at for at in found if at > max(opening, headline)]
    for at in below:
        classes[at] = _PARAGRAPH
    found = [at for at in found if at not in below]
    if not found:
        return
    best = max(found, key=lambda at: float(chances[at, _STANDFIRST]))
    low = high = best
    while low - 1 in found:
        low -= 1
    while high + 1 in found and chances[high + 1, _PARAGRAPH] < chances[high + 1, _STANDFIRST]:
        high += 1
    for at in found:
        if not low <= at <= high:
            classes[at] = _PARAGRAPH if chances[at, _PARAGRAPH] > chances[at, _OTHER] else _OTHER
    # Where nothing but the story was pasted, and its copy goes on below, the first paragraph is the lede.
    plain = sum(number == _OTHER for number in classes) <= _PLAIN * len(classes)
    leads_on = classes[high + 1 : high + 2] == [_PARAGRAPH]
    if plain and leads_on and chances[best, _STANDFIRST] < _SURELY:
        classes[low : high + 1] = [_PARAGRAPH] * (high + 1 - low)


def _stand_above_the_signature(classes: list[int], page: Page, chances: NDArray[np.float32], headline: int) -> None:
    """What stands between headline and byline or date, and reads like copy, is the standfirst, if none was found."""
    if headline < 0 or _STANDFIRST in classes:
        return
    below = range(headline + 1, min(headline + 1 + _OPENS_WITHIN, len(classes)))
    signed = next((at for at in below if classes[at] in (_BYLINE, _TIMESTAMP)), headline)
    between = range(headline + 1, signed)
    found = [at for at in between if classes[at] == _PARAGRAPH]
    if not found:
        likely = [at for at in between if classes[at] in _TAKEN and page.width[at] >= _SHORTEST_STANDFIRST]
        likely = [at for at in likely if chances[at, _CAPTION] < _CAPTIONED]
        found = [max(likely, key=lambda at: float(chances[at, _STANDFIRST]))] if likely else []
        found = [at for at in found if chances[at, _STANDFIRST] > _HARDLY]
    if len(found) == 1 and classes[signed:].count(_PARAGRAPH) >= _COPY_BELOW:
        classes[found[0]] = _STANDFIRST


def _keep_the_first_signature(classes: list[int], first: int, plain: NDArray[np.float32]) -> None:
    """Who wrote a story stands above it; names below are those who helped, or something else altogether."""
    signed = [at for at, number in enumerate(classes) if number == _BYLINE]
    if any(at <= first + _OPENING for at in signed):
        for at in signed:
            if at > first + _OPENING:
                others = plain[at].copy()
                others[_BYLINE] = 0
                classes[at] = int(others.argmax())
