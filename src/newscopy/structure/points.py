"""Points of lists, and headings with numbers or marks in front: what stands at the start of a line shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newscopy.model import Role
from newscopy.structure.blocks import Blocks, ends_sentence
from newscopy.structure.features import Page
from newscopy.structure.label import Label
from newscopy.structure.net import CLASSES

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_PARAGRAPH, _SUBHEADING, _OTHER = (_CLASS[name] for name in ("paragraph", "subheading", "other"))
_LIST_ITEM, _STANDFIRST = (_CLASS[name] for name in ("list_item", "standfirst"))
_POINTS = frozenset({_OTHER, _PARAGRAPH, _LIST_ITEM})
# In Japanese a wide blank may stand behind the number.
_POINT = re.compile(r"(?:[•●◦▪■►*]\s+|([0-9０-９]{1,2})(?:[.)]\s+|[．）]\s*|\u3000))\S")
_BULLETS = "•●◦▪■►*"
_OPENS_POINT = _BULLETS + "0123456789０１２３４５６７８９"
# How far below the last paragraph points may still go on.
_POINTS_BELOW = 8
# What a point between headline and copy is taken for, and how many words it has at least, with its bullet.
_KEY_POINTS, _FEWEST_SAID = frozenset({_OTHER, _LIST_ITEM, _STANDFIRST, _SUBHEADING}), 6
# A line with a number, so short that it may be a heading, and so many of them.
_NUMBERED, _SERIES = re.compile(r"([0-9]{1,2})[.)]\s+\S.{1,98}$"), 3
_DIGITS = "123456789"
# Marks in front of a subheading of Japanese, Chinese and Korean papers; such a line is no longer, in columns.
_HEADING_MARKS, _LONGEST_MARKED = "■◆◇□▼▽", 80


def number_headings(classes: list[int], blocks: Blocks) -> None:
    """Lines numbered from 1 on are all headings where half of them are, each with copy below it."""
    series: list[int] = []
    for at in [at for at, text in enumerate(blocks.texts) if text[0] in _DIGITS]:
        found = _NUMBERED.match(blocks.texts[at])
        if found is None or classes[at] not in (_SUBHEADING, *_POINTS):
            continue
        if int(found[1]) == len(series) + 1:
            series.append(at)
        elif int(found[1]) == 1:
            series = [at]
    apart = all(other - at > 1 for at, other in pairwise(series))
    if len(series) >= _SERIES and apart and 2 * sum(classes[at] == _SUBHEADING for at in series) >= len(series):
        for at in series:
            classes[at] = _SUBHEADING


def marked_headings(classes: list[int], blocks: Blocks, page: Page) -> None:
    """Lines with a square or the like in front that end no sentence, right above copy and below some, are headings."""
    opening = classes.index(_PARAGRAPH) if _PARAGRAPH in classes else len(classes)
    for at in range(opening + 1, len(classes) - 1):
        marked = blocks.texts[at][0] in _HEADING_MARKS and page.width[at] <= _LONGEST_MARKED
        if marked and classes[at + 1] == _PARAGRAPH and not ends_sentence(blocks.texts[at]):
            classes[at] = _SUBHEADING


def found(classes: Sequence[int], blocks: Blocks) -> dict[int, Label]:
    """Points in the copy that are numbered from 1 on, or have bullets: a list, where two of them follow each other."""
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    told: dict[int, Label] = {}
    run: list[int] = []
    for at in range(copy[0] + 1, min(copy[-1] + _POINTS_BELOW, len(classes))) if copy else ():
        text = blocks.texts[at]
        point = _POINT.match(text) if text[0] in _OPENS_POINT and classes[at] in _POINTS else None
        number = int(point[1]) if point is not None and point[1] else None
        if point is None or number not in (None, len(run) + 1):
            run = [at] if number == 1 else []
            continue
        run.append(at)
        if len(run) > 1:
            told.update({item: Label(Role.LIST_ITEM, 0.8, "a point of a list") for item in run[-2:]})
    return told


def key_points(classes: Sequence[int], blocks: Blocks, page: Page, headline: int) -> dict[int, Label]:
    """Points with bullets between the headline and the copy that say something: a list, where two follow each other."""
    opening = classes.index(_PARAGRAPH) if _PARAGRAPH in classes else 0
    found: list[int] = []
    for at in range(headline + 1, opening) if headline >= 0 else ():
        text = blocks.texts[at]
        point = text[0] in _BULLETS and _POINT.match(text) is not None
        if point and classes[at] in _KEY_POINTS and len(text.split()) >= _FEWEST_SAID:
            found.append(at)
    pairs = [pair for pair in pairwise(found) if pair[1] - pair[0] == 1]
    return {at: Label(Role.LIST_ITEM, 0.7, "a point of a list above the copy") for pair in pairs for at in pair}
