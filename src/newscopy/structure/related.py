"""Pointers to other stories: those that belong to this one, without the lists that any page of a site has."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import dates
from newscopy.structure.blocks import CLOSERS, GLUED, Blocks
from newscopy.structure.features import Page
from newscopy.structure.net import CLASSES
from newscopy.structure.words import Lexicon, fold

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_OTHER, _PARAGRAPH, _ITEM, _TITLE, _SUMMARY = (
    _CLASS[name] for name in ("other", "paragraph", "list_item", "related_title", "related_summary")
)
# What titles are taken for where the labeller does not see that a list goes on.
_TAKEN = frozenset(
    _CLASS[name] for name in ("other", "list_item", "caption", "tag", "related_title", "related_summary")
)
_LONGEST_HEADING = 40
# A title below such a heading: how long in columns, and how likely at least; that of a picture or a date is shorter.
_SHORTEST, _LONGEST, _LIKELY = 20, 200, 0.005
_LONGEST_STAMP = 45
# So many blocks of other kinds stand between two titles at most (chips, dates, a summary), so many titles in a list.
_BETWEEN, _MOST = 4, 20
# Phrases that end a list: what stands below the stories of any page.
_ENDS = ("comments", "navigation", "subscription", "tag")
_STAMPS = ("ago", "month")
_LEADS = ("on_topic", "related_heading")
# Words with which a page asks to share it, and names of networks, in what is no title.
_SHARED = ("share", "network")
_FEWEST_SHARED, _MOST_SHARED = 2, 6
_SIGNATURES = ("byline", "published", "updated")
# How likely a title must be below a heading of what is read most, is new or is recommended; and below the copy without
# any heading. On pages that people annotated these are hardly ever pointers of the story.
_BELOW_OTHERS, _LOOSE = 0.94, 0.7
_MARKS = "→【】■◆●▼▶►»› "
# What programs for the blind say behind the heading of a list.
_COUNTED = re.compile(r"\s*list of \d{1,3} items?$")
# A title without what stands around it: a bullet, the sign of a picture, words that lead to it, a link to "more", the
# day, an address, brackets around all of it.
_BEFORE = re.compile(r"(?:(?:[*+•·●◦▪■►・–-]|\[(?:IMG|BUTTON|INS)\]|\((?:BUTTON|IMG)\))\s*)+(?=\S)")
_LED = re.compile(r"(?P<said>[^:：|]{2,40}?)\s?[:：|]\s*(?=\S)")
_BEHIND = re.compile(
    r"(?:\s*<https?://[^>\s]*>|\s+https?://\S+|\s*\[(?:mehr|more|weiter|mais|más|plus|meer|mer)\]"
    r"|,?\s+\d{1,2}\.\d{1,2}\.\d{4}|\s*[(（]\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?[)）])\s*$"
)
_ENCLOSED = re.compile(r"\[([^\[\]]*)\]")


def settle(classes: list[int], blocks: Blocks, page: Page, chances: NDArray[np.float32], lexicon: Lexicon) -> set[int]:
    """Tell the titles below headings such as "Related articles", and drop those of other lists; changes `classes`.

    `chances` has shape (blocks, classes). What leads to the story's own subject is told by the lexicon's "on_topic"
    phrases; any other "related_heading" opens a list that stands on every page. Returns the blocks in such lists.
    """
    topics = _topics(classes, blocks, page, lexicon)
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    last = copy[-1] if copy else len(classes)
    ends = page.has(*_ENDS) & (page.width <= _LONGEST_HEADING)
    below: bool | None = None
    gap = told = 0
    dropped = False
    elsewhere: set[int] = set()
    for at, number in enumerate(classes):
        if below is False:
            elsewhere.add(at)
        if number == _OTHER and not below and at not in topics:
            continue
        if at in topics:
            below, gap, told = topics[at], 0, 0
            if number == _TITLE:
                classes[at] = _OTHER
        elif number == _PARAGRAPH or (below and number != _TITLE and ends[at]):
            below, dropped = None, False
        elif below:
            # Items of a list are titles where the first of them is.
            goes_on = number == _ITEM and told > 0 and classes[at - 1] == _TITLE
            if _is_title(at, number, blocks, page, chances, surely=goes_on):
                classes[at] = _TITLE
                gap, told = 0, told + 1
            elif goes_on:
                classes[at] = _SUMMARY
            elif number != _SUMMARY:
                gap += 1
            if gap > _BETWEEN or told == _MOST:
                below = None
        elif number == _TITLE and (below is False or at > last):
            dropped = bool(chances[at, _TITLE] < (_LOOSE if below is None else _BELOW_OTHERS))
            classes[at] = _OTHER if dropped else _TITLE
        elif number == _SUMMARY and dropped:
            # Without its title a summary would be copy.
            classes[at] = _OTHER
    return elsewhere


def title(text: str, lexicon: Lexicon, *, led: bool = False) -> str:
    """The title of another story alone; of a line that is `led` by some words and a colon, whatever they are."""
    if enclosed := _ENCLOSED.fullmatch(text):
        text = enclosed[1].strip() or text
    if marks := _BEFORE.match(text):
        text = text[marks.end() :]
    found = _LED.match(text)
    if (size := touched(text, lexicon)) and len(text) - size >= _SHORTEST:
        text = text[size:].lstrip()
    elif found and (led or lexicon.knows(fold(found["said"]), *_LEADS)):
        text = text[found.end() :]
    return _BEHIND.sub("", text) or text


def touched(text: str, lexicon: Lexicon) -> int:
    """How long the words are that lead to a title which touches them ("Read alsoFerries stay in port"); or 0."""
    for glued in GLUED.finditer(text, 0, _LONGEST_HEADING):
        if lexicon.knows(fold(text[: glued.start() + 1]), *_LEADS):
            return glued.start() + 1
    return 0


def _topics(classes: Sequence[int], blocks: Blocks, page: Page, lexicon: Lexicon) -> dict[int, bool]:
    """The headings of lists by block: whether they speak of the story's own subject."""
    leads = page.leads("related_heading") | page.leads("on_topic")
    headings = np.flatnonzero(leads & (page.width <= _LONGEST_HEADING)).tolist()
    on_topic = lexicon["on_topic"]
    # "More on this topic: Harbours" has the subject behind the phrase.
    said = {at: fold(_COUNTED.sub("", blocks.texts[at].split(":")[0].strip(_MARKS))) for at in headings}
    return {at: words in on_topic for at, words in said.items() if classes[at] != _PARAGRAPH}


def _is_title(at: int, number: int, blocks: Blocks, page: Page, chances: NDArray[np.float32], *, surely: bool) -> bool:
    """A line of a title's length that is neither a summary nor a date or a name beside a title."""
    chance = chances[at, _TITLE]
    if not surely and (number not in _TAKEN or chance < max(_LIKELY, chances[at, _SUMMARY])):
        return False
    text = blocks.texts[at]
    if sum(page.count(kind)[at] for kind in _SHARED) >= _FEWEST_SHARED and len(text.split()) <= _MOST_SHARED:
        return False
    if not _SHORTEST <= page.width[at] <= _LONGEST or text.rstrip(CLOSERS).endswith("."):
        return False
    if page.width[at] > _LONGEST_STAMP:
        return True
    signed = any(page.leads(kind)[at] for kind in _SIGNATURES)
    return not signed and not any(page.count(kind)[at] for kind in _STAMPS) and not dates.find(text)
