"""Who wrote a story and when, where the labeller missed it: near the headline the grammars of both decide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import bylines, dates, stamps
from newscopy.structure.blocks import Blocks
from newscopy.structure.features import Page
from newscopy.structure.net import CLASSES
from newscopy.structure.words import Lexicon, fold

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_OTHER, _PARAGRAPH, _BYLINE, _TIMESTAMP, _STANDFIRST, _KICKER, _SUBHEADING = (
    _CLASS[name] for name in ("other", "paragraph", "byline", "timestamp", "standfirst", "kicker", "subheading")
)
# What a byline that was missed is taken for.
_DOUBTED = frozenset(
    _CLASS[name] for name in ("other", "caption", "credit", "note", "tag", "category", "related_title")
)
_CUES, _SHORTEST_CUE, _LONGEST_CUE = _DOUBTED | {_BYLINE}, 2, 12
# How far from the headline a byline is looked for; how likely the labeller must find it, and how sure the grammar be.
_SIGNED_BEFORE, _SIGNED_AFTER = 4, 14
_LIKELY, _BELIEVED, _LONGEST_BYLINE = 0.05, 0.5, 100
# How likely a byline is that looks like a subheading; how far below the first paragraph names alone sign, in blocks.
_HEADING, _OPENING = 0.2, 1
_BELOW_OPENING = 3
# Who signs right below the copy does so in brackets, and "Author:" stands so many blocks below it; columns at most.
_BRACKETS, _LONGEST_SIGN_OFF, _FOOT = frozenset({("(", ")"), ("[", "]"), ("（", "）")}), 60, 16
# The same for a date: so far above the headline and below the copy.
_DATED_BEFORE, _DATED_AFTER, _DATED, _LONGEST_DATE = 25, 4, 0.005, 90
# A line that is a date alone: its length in columns, and the share of it that the date takes.
_LONGEST_STAMP, _ALONE = 40, 0.6
# How many words a sentence has at least.
_STOPS, _SENTENCE = (".", "!", "?", "。"), 4
# The head of a printed page is so long at most, in columns.
_LONGEST_HEAD = 120
# Whether a line has a time of day is asked of any day.
_ANY_DAY = "2000-01-01"


def complete(
    classes: list[int], blocks: Blocks, page: Page, chances: NDArray[np.float32], headline: int, lexicon: Lexicon
) -> None:
    """Make a byline and a date of blocks that are one, where none was found; `headline` is its block, or -1.

    `classes` is changed; `chances` has shape (blocks, classes).
    """
    _no_sentences(classes, blocks, chances, lexicon)
    if headline < 0:
        return
    around = range(max(0, headline - _SIGNED_BEFORE), min(len(classes), headline + _SIGNED_AFTER))
    _sign(classes, blocks, page, chances, [at for at in around if at != headline], lexicon)
    _named_below(classes, blocks, around, lexicon)
    _go_on(classes, blocks, page, chances, lexicon)
    if _BYLINE not in classes:
        _sign_off(classes, blocks, page, lexicon)
    for at in range(max(0, headline - _DATED_BEFORE), around.stop):
        if _is_dated(at, classes, blocks, page, above=at < headline, near=at in around):
            classes[at] = _TIMESTAMP
    if any(number in (_TIMESTAMP, _BYLINE) and dates.find(blocks.texts[at]) for at, number in enumerate(classes)):
        return
    if _of_today(classes, blocks, page, headline, around.stop, lexicon):
        return
    first, last = max(0, headline - _DATED_BEFORE), min(len(classes), page.body[1] + _DATED_AFTER)
    likely = (chances[first:last, _TIMESTAMP] > _DATED) & (page.width[first:last] < _LONGEST_DATE)
    candidates = [at for at in (np.flatnonzero(likely) + first).tolist() if classes[at] == _OTHER]
    for at in sorted(candidates, key=lambda other: (abs(other - headline), other)):
        if dates.find(blocks.texts[at]):
            classes[at] = _TIMESTAMP
            return


def _no_sentences(classes: list[int], blocks: Blocks, chances: NDArray[np.float32], lexicon: Lexicon) -> None:
    """What was taken for a byline, names nobody and ends a sentence is what it is likeliest else."""
    for at in [at for at, number in enumerate(classes) if number == _BYLINE]:
        text = blocks.texts[at]
        if text.endswith(_STOPS) and len(text.split()) >= _SENTENCE and bylines.parse(text, lexicon) is None:
            classes[at] = _likeliest_else(chances[at])


def _likeliest_else(chances: NDArray[np.float32]) -> int:
    others = chances.copy()
    others[_BYLINE] = 0
    return int(others.argmax())


def _sign(
    classes: list[int],
    blocks: Blocks,
    page: Page,
    chances: NDArray[np.float32],
    around: Sequence[int],
    lexicon: Lexicon,
) -> None:
    """Make a byline of the lines near the headline that are one: of all, where nobody signs yet; else of those that
    say "by", where no line that was found does.
    """
    opening = classes.index(_PARAGRAPH) + _OPENING if _PARAGRAPH in classes else len(classes)
    signed = [at for at, number in enumerate(classes) if number == _BYLINE]
    told = [bylines.parse(blocks.texts[at], lexicon) for at in signed if at <= opening + _BELOW_OPENING]
    least = bylines.KNOWN if told else _BELIEVED
    if any(parsed and parsed.confidence >= bylines.CUED for parsed in told):
        return
    for at in around:
        if _may_sign(at, classes, page, chances, cued_only=bool(told) or at > opening):
            parsed = bylines.parse(blocks.texts[at], lexicon)
            if parsed is not None and parsed.bylines and parsed.confidence > least:
                classes[at] = _BYLINE
    # Then agencies in the copy sign its pictures.
    if not told and any(at <= opening + _BELOW_OPENING and number == _BYLINE for at, number in enumerate(classes)):
        for at in signed:
            classes[at] = _likeliest_else(chances[at])


def _go_on(classes: list[int], blocks: Blocks, page: Page, chances: NDArray[np.float32], lexicon: Lexicon) -> None:
    """Names right below a byline, in lines of their own, sign with it where that is not unlikely."""
    for at in range(1, len(classes)):
        if classes[at - 1] != _BYLINE or classes[at] not in _DOUBTED or chances[at, _BYLINE] <= _LIKELY:
            continue
        parsed = bylines.parse(blocks.texts[at], lexicon) if page.width[at] <= _LONGEST_BYLINE else None
        if parsed is not None and (parsed.confidence > _BELIEVED if parsed.bylines else parsed.role or parsed.place):
            classes[at] = _BYLINE


def _named_below(classes: list[int], blocks: Blocks, around: Sequence[int], lexicon: Lexicon) -> None:
    """Names below a line that says "By" and nothing else, with lines that say "and" between them."""
    texts = blocks.texts
    opening = classes.index(_PARAGRAPH) if _PARAGRAPH in classes else len(classes)
    for at in around:
        cue = fold(texts[at]) if len(texts[at]) <= _LONGEST_CUE else ""
        opens = at < opening and len(cue) >= _SHORTEST_CUE and " " not in cue and cue in lexicon["byline"]
        if not opens or classes[at] not in _CUES:
            continue
        below = at + 1
        while below < len(texts) and bylines.looks_like_name(texts[below].strip(" ,")):
            if classes[below] in _DOUBTED:
                classes[below] = _BYLINE
            below += 1
            if below < len(texts) and fold(texts[below]) in lexicon["joiner"]:
                below += 1
            elif not texts[below - 1].endswith(","):
                break


def _sign_off(classes: list[int], blocks: Blocks, page: Page, lexicon: Lexicon) -> None:
    """Names alone in brackets right below the copy sign it: "(dpa/jm)"; with a word in front they are a source. So
    does "Author: Ann Lee" among the first lines below it.
    """
    last = max((at for at, number in enumerate(classes) if number == _PARAGRAPH), default=-1)
    if last < 0:
        return
    for at in range(last + 1, min(len(classes), last + 1 + _FOOT)):
        if classes[at] not in _DOUBTED or page.width[at] > _LONGEST_SIGN_OFF:
            continue
        text = blocks.texts[at]
        alone = at == last + 1 and (text[0], text[-1]) in _BRACKETS and ":" not in text
        if not alone and not (page.leads("byline")[at] and bylines.says_author(text, lexicon)):
            continue
        parsed = bylines.parse(text, lexicon)
        if parsed is not None and parsed.bylines and (not alone or _BELIEVED < parsed.confidence < bylines.CUED):
            classes[at] = _BYLINE
            return


def _may_sign(at: int, classes: Sequence[int], page: Page, chances: NDArray[np.float32], *, cued_only: bool) -> bool:
    """A block in doubt that is likely a byline, or one that opens with a word of bylines and is no prose."""
    cued = bool(page.leads("byline")[at])
    likely = not cued_only and bool(chances[at, _BYLINE] > _LIKELY)
    if classes[at] in _DOUBTED:
        return cued or (likely and (classes[at] == _OTHER or page.width[at] <= _LONGEST_BYLINE))
    if classes[at] == _SUBHEADING and not cued_only and chances[at, _BYLINE] > _HEADING:
        return True
    short = classes[at] == _PARAGRAPH and page.width[at] <= _LONGEST_BYLINE and not page.prose[at]
    return cued and (short or classes[at] in (_STANDFIRST, _KICKER, _SUBHEADING))


def _of_today(classes: list[int], blocks: Blocks, page: Page, headline: int, last: int, lexicon: Lexicon) -> bool:
    """Where a line near the headline says "Published 22:31", the only day above the headline is that of the story."""
    days = [at for at in range(headline) if _is_stamp(at, blocks, page)]
    if len(days) != 1 or classes[days[0]] != _OTHER:
        return False
    short = page.leads("published") & (page.width <= _LONGEST_STAMP)
    for at in range(headline + 1, last):
        if (
            short[at]
            and classes[at] in (_OTHER, _TIMESTAMP)
            and stamps.published_at(blocks.texts[at], lexicon, _ANY_DAY)
        ):
            classes[at] = classes[days[0]] = _TIMESTAMP
            return True
    return False


def _is_stamp(at: int, blocks: Blocks, page: Page) -> bool:
    """True of a line that is a date alone."""
    if page.width[at] > _LONGEST_STAMP:
        return False
    found = dates.find(blocks.texts[at])
    return bool(found) and found[-1].end - found[0].start >= _ALONE * len(blocks.texts[at])


def _is_dated(at: int, classes: Sequence[int], blocks: Blocks, page: Page, *, above: bool, near: bool) -> bool:
    """The head of a printed page, with the paper and the day, as no kicker and no copy above the headline have them; or
    a line that is a date alone.
    """
    if above and (classes[at] == _KICKER or (classes[at] == _PARAGRAPH and page.width[at] <= _LONGEST_HEAD)):
        return bool(dates.find(blocks.texts[at]))
    return near and classes[at] in (_PARAGRAPH, _STANDFIRST, _SUBHEADING) and _is_stamp(at, blocks, page)
