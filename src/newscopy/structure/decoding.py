"""Probabilities to labels: one headline, a body without islands, roles only where they can stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from newscopy.model import DiscardReason, Role
from newscopy.structure import patterns, signed, titles
from newscopy.structure.blocks import Blocks
from newscopy.structure.features import Page
from newscopy.structure.label import Label
from newscopy.structure.net import CLASSES
from newscopy.structure.words import Lexicon

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_HEADLINE, _PARAGRAPH, _SUBHEADING, _OTHER = (_CLASS[name] for name in ("headline", "paragraph", "subheading", "other"))
_LIST_ITEM = _CLASS["list_item"]
_BYLINE, _TIMESTAMP, _STANDFIRST, _KICKER = (_CLASS[name] for name in ("byline", "timestamp", "standfirst", "kicker"))
_POINTS = frozenset({_OTHER, _PARAGRAPH, _LIST_ITEM})
_POINT = re.compile(r"(?:[•●◦▪■►*]|([0-9]{1,2})[.)])\s+\S")
_OPENS_POINT = np.array(list(map(ord, "•●◦▪■►*0123456789")))
_RUNNING = tuple(_CLASS[name] for name in ("paragraph", "list_item", "subheading"))
_ROLES = {number: Role(name) for name, number in _CLASS.items() if name in Role.__members__.values()}
_WHY = {number: f"reads like a {role.value.replace('_', ' ')}" for number, role in _ROLES.items()}
_RELATED_HEADING, _RELATED_TITLE = _CLASS["related_heading"], _CLASS["related_title"]
# A gap of so many blocks without copy parts two stretches of it; the lighter one is an island.
_GAP = 25
_ISLAND = 0.5
# How far below the headline the story opens at most, in blocks, where a gap follows.
_BELOW_HEADLINE = 12
# How long a block between paragraphs is, and how likely, that is one of them if it reads like prose.
_LONG, _LIKELY_COPY = 100, 0.2
# A subheading has copy behind it within so many blocks.
_FOLLOWED = 8
# What people say stands above some paragraphs as their heading, and in them; a quotation that was pulled out is longer.
_HEADS, _SHORTEST_PULLED = 0.6, 80
# What stands on a page more often than this is furniture.
_FURNITURE = 2
# A line so long at most that opens with a phrase of the law and has another ("© … All rights reserved") is no copy.
_LONGEST_LEGAL = 200
_FEWEST = 0.02
_SHARED = 0.1
# How much more than its probability a class weighs, since missing one of the rare ones costs more than a false one.
# Found by cross-validation (benchmarks/RESULTS.md).
_GAINS = MappingProxyType(
    {
        "standfirst": 2.0, "subheading": 1.3, "list_item": 2.0, "pull_quote": 3.0, "byline": 2.0,
        "timestamp": 1.5, "category": 2.5, "kicker": 4.0, "caption": 2.0, "credit": 3.0, "related_title": 1.7,
        "related_summary": 1.3, "tag": 2.0, "note": 2.0,
    }
)  # fmt: skip
# What a paragraph weighs that is so short, in columns, where furniture was pasted with the story: what looks like one
# is a caption, a link or a box as often.
_SHORT_COPY, _SHORT_GAIN = 200, 0.5
# How likely a known section name above the headline must be a label at least.
_SECTION = 0.03
# Share of blocks that are furniture up to which a text is the story alone; how sure its standfirst must be.
_PLAIN, _SURELY = 0.3, 0.8
# How many blocks below the first paragraph a byline still belongs to the head of the story.
_OPENING = 3
# A list of related titles: how long its heading and its titles are in columns, how many, how likely each must be.
_LONGEST_HEADING = 40
_SHORTEST_TITLE, _SHORTEST_ITEM, _LONGEST_TITLE = 20, 8, 200
_LONGEST_LIST = 8
_RELATED = 0.01
_WEIGHTS = np.array([_GAINS.get(name, 1.0) for name in CLASSES], np.float32)
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
_BOX = next(number for number, (kind, _) in enumerate(_DISCARDS) if kind == "subscription")
_MENUS = [number for number, (kind, _) in enumerate(_DISCARDS) if kind in ("navigation", "section")]
_AT_TOP, _BELOW = len(_DISCARDS), len(_DISCARDS) + 1
_SPELLED = [reason.value for _, reason in _DISCARDS] + [DiscardReason.NAVIGATION.value, DiscardReason.FURNITURE.value]


def decode(blocks: Blocks, page: Page, chances: NDArray[np.float32], lexicon: Lexicon) -> list[Label]:
    """One label for each block; `chances` has shape (blocks, classes)."""
    desk = patterns.for_the_desk(blocks)
    chances = _without(chances, desk)
    classes = _classes(page, chances)
    headline = _headline(classes, blocks)
    points = _points(classes, blocks)
    signed.complete(classes, blocks, page, chances, headline, lexicon)
    forced = (
        patterns.certain(blocks, page, headline, chances[:, _CLASS["category"]] > _SECTION, lexicon) | points | desk
    )
    heads = (chances[:, _SUBHEADING] > _HEADS) & (page.width <= _SHORTEST_PULLED)
    forced = {at: told for at, told in forced.items() if told.role is not Role.PULL_QUOTE or not heads[at]}
    reasons = _reasons(page)
    sure = chances[np.arange(len(classes)), classes].round(2).tolist()
    labels = []
    for at, number in enumerate(classes):
        if at in forced and at != headline:
            labels.append(forced[at])
        elif number in _ROLES:
            labels.append(Label(_ROLES[number], sure[at], _WHY[number]))
        elif number == _RELATED_HEADING:
            labels.append(Label(Role.DISCARDED, sure[at], DiscardReason.RELATED_HEADING.value))
        else:
            labels.append(Label(Role.DISCARDED, sure[at], reasons[at]))
    return _once(labels, page, headline)


def _headline(classes: list[int], blocks: Blocks) -> int:
    """The block of the headline, -1 if there is none; the printed one where the likeliest only leads to it."""
    headline = classes.index(_HEADLINE) if _HEADLINE in classes else -1
    if headline >= 0 and _PARAGRAPH in classes:
        below = titles.below_trail(headline, blocks, classes.index(_PARAGRAPH))
        if below >= 0:
            classes[headline], classes[below] = _OTHER, _HEADLINE
            return below
    return headline


def _without(chances: NDArray[np.float32], told: Mapping[int, Label]) -> NDArray[np.float32]:
    """The chances with blocks that are told already as good as out of the story."""
    if not told:
        return chances
    chances = chances.copy()
    chances[list(told)] = 0
    chances[list(told), _OTHER] = 1
    return chances


def _classes(page: Page, chances: NDArray[np.float32]) -> list[int]:
    plain = chances * _WEIGHTS
    plain[:, _HEADLINE] = 0
    if (chances.argmax(axis=1) == _OTHER).mean() > _PLAIN:
        plain[page.width <= _SHORT_COPY, _PARAGRAPH] *= _SHORT_GAIN
    classes: list[int] = plain.argmax(axis=1).tolist()
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    if not copy:
        classes[int(chances[:, _HEADLINE].argmax())] = _HEADLINE
        return classes
    _sink_islands(classes, copy, page, chances)
    _fill(classes, page, chances)
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    middle = copy[len(copy) // 2]
    # "Share this story: …" says the headline, but is none.
    heads = np.where(page.leads("share"), _SHARED, 1) * chances[:, _HEADLINE]
    heads = heads[: middle + 1]
    best = int(heads.argmax())
    if heads[best] > _FEWEST:
        classes[best] = _HEADLINE
    else:
        best = -1
    _tidy(classes, copy, best, page)
    _keep_one_standfirst(classes, chances, best)
    _keep_the_first_signature(classes, copy[0], plain)
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
    headline = int(chances[: runs[main][0], _HEADLINE].argmax()) if runs[main][0] else 0
    for number, run in enumerate(runs):
        # A box for subscribers may part the first paragraphs from the others.
        opens = headline < run[0] <= headline + _BELOW_HEADLINE and number < main
        if opens and (chances[run, _PARAGRAPH] > _SURELY).any():
            continue
        if number != main and weights[number] < _ISLAND * weights[main]:
            for at in range(run[0], run[-1] + 1):
                if classes[at] in _RUNNING:
                    classes[at] = _OTHER


def _fill(classes: list[int], page: Page, chances: NDArray[np.float32]) -> None:
    """Long prose without a word of furniture, between two paragraphs, goes on with them."""
    copy = np.flatnonzero(np.array(classes) == _PARAGRAPH)
    if not len(copy):
        return
    prose = page.prose & (page.width >= _LONG) & (chances[:, _PARAGRAPH] > _LIKELY_COPY) & ~_spelled(page).any(axis=1)
    for at in (np.flatnonzero(prose[copy[0] : copy[-1]]) + copy[0]).tolist():
        if classes[at] == _OTHER:
            classes[at] = _PARAGRAPH


def _tidy(classes: list[int], copy: list[int], headline: int, page: Page) -> None:
    first, last = copy[0], copy[-1]
    is_title = (page.keys == page.keys[headline]).tolist() if headline >= 0 else [False] * len(classes)
    again = page.again.tolist()
    # In a text that is the story alone, what repeats is a refrain.
    often = _FURNITURE if classes.count(_OTHER) > _PLAIN * len(classes) else len(classes)
    legal = (page.leads("legal") & (page.count("legal") > 1) & (page.width <= _LONGEST_LEGAL)).tolist()
    for at, number in enumerate(classes):
        if at == headline:
            continue
        twice = is_title[at] and number in (*_RUNNING, _STANDFIRST)
        if twice or (number in _RUNNING and (again[at] >= often or legal[at])):
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
    while high + 1 in found:
        high += 1
    for at in found:
        if not low <= at <= high:
            classes[at] = _PARAGRAPH if chances[at, _PARAGRAPH] > chances[at, _OTHER] else _OTHER
    # Where nothing but the story was pasted, and its copy goes on below, the first paragraph is the lede.
    plain = sum(number == _OTHER for number in classes) <= _PLAIN * len(classes)
    leads_on = classes[high + 1 : high + 2] == [_PARAGRAPH]
    if plain and leads_on and chances[best, _STANDFIRST] < _SURELY:
        classes[low : high + 1] = [_PARAGRAPH] * (high + 1 - low)


def _keep_the_first_signature(classes: list[int], first: int, plain: NDArray[np.float32]) -> None:
    """Who wrote a story stands above it; names below are those who helped, or something else altogether."""
    signed = [at for at, number in enumerate(classes) if number == _BYLINE]
    if any(at <= first + _OPENING for at in signed):
        for at in signed:
            if at > first + _OPENING:
                others = plain[at].copy()
                others[_BYLINE] = 0
                classes[at] = int(others.argmax())


def _list_related(classes: list[int], page: Page, chances: NDArray[np.float32]) -> None:
    """Below a heading such as "Related articles" stand titles, also where the net is not sure of each."""
    for at in np.flatnonzero(page.leads("related_heading")).tolist():
        if page.width[at] > _LONGEST_HEADING or classes[at] in _RUNNING:
            continue
        for below in range(at + 1, min(len(classes), at + 1 + _LONGEST_LIST)):
            if classes[below] == _RELATED_TITLE:
                continue
            item = classes[below] == _LIST_ITEM
            shortest = _SHORTEST_ITEM if item else _SHORTEST_TITLE
            titled = shortest <= page.width[below] <= _LONGEST_TITLE and (item or classes[below] == _OTHER)
            if not titled or chances[below, _RELATED_TITLE] < _RELATED:
                break
            classes[below] = _RELATED_TITLE


def _points(classes: Sequence[int], blocks: Blocks) -> dict[int, Label]:
    """Points in the copy that are numbered from 1 on, or have bullets: a list, where two of them follow each other."""
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    found: dict[int, Label] = {}
    run: list[int] = []
    opens = np.isin(blocks.lines.codes[blocks.lines.start[blocks.first]], _OPENS_POINT).tolist()
    for at in range(copy[0] + 1, min(copy[-1] + _LONGEST_LIST, len(classes))) if copy else ():
        point = _POINT.match(blocks[at].text) if opens[at] and classes[at] in _POINTS else None
        if point is None or point[1] not in (None, str(len(run) + 1)):
            run = [at] if point is not None and point[1] == "1" else []
            continue
        run.append(at)
        if len(run) > 1:
            found.update({item: Label(Role.LIST_ITEM, 0.8, "a point of a list") for item in run[-2:]})
    return found


def _once(labels: list[Label], page: Page, headline: int) -> list[Label]:
    """What stands twice is told once: the other printing is a duplicate."""
    seen: set[tuple[Role, int]] = set()
    told: list[int] = [at for at, label in enumerate(labels) if label.role in _TOLD_ONCE]
    twice = []
    for at in told:
        key = (labels[at].role, int(page.keys[at]))
        if key in seen:
            twice.append(at)
        seen.add(key)
    if headline >= 0 and page.letters[headline]:
        twice += [at for at in np.flatnonzero(page.keys == page.keys[headline]).tolist() if at != headline]
    for at in twice:
        labels[at] = Label(Role.DISCARDED, labels[at].confidence, DiscardReason.DUPLICATE.value)
    return labels


def _reasons(page: Page) -> list[str]:
    """For each block why it would be discarded, told from its words and its place."""
    spelled = _spelled(page)
    place = np.where(np.arange(len(page.width)) < page.body[0], _AT_TOP, _BELOW)
    reasons = np.where(spelled.any(axis=1), spelled.argmax(axis=1), place).tolist()
    # Inside the copy there is no menu: the button of a box belongs to the box.
    inside = range(page.body[0] + 1, page.body[1])
    for at in inside:
        if reasons[at] in _MENUS and reasons[at - 1] == _BOX:
            reasons[at] = _BOX
    return [_SPELLED[number] for number in reasons]


def _spelled(page: Page) -> NDArray[np.bool_]:
    """Which words of furniture each block has, a column for each of _DISCARDS."""
    spelled: NDArray[np.bool_] = page.cues.counts[:, [page.kinds.index(kind) for kind, _ in _DISCARDS]] > 0
    return spelled
