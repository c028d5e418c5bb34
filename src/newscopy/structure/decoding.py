"""Probabilities to labels: what the forms of a page leave no doubt of goes before what a model thinks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newscopy.model import DiscardReason, Role
from newscopy.structure import (
    choosing,
    datelines,
    dates,
    discards,
    headlines,
    patterns,
    picture_credits,
    points,
    related,
    signed,
    speakers,
    titles,
)
from newscopy.structure.blocks import SENTENCE_ENDS, Blocks, ends_sentence
from newscopy.structure.characters import KIND
from newscopy.structure.features import Page
from newscopy.structure.label import FIELD, Label
from newscopy.structure.net import CLASSES
from newscopy.structure.words import Lexicon, fold

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_HEADLINE, _PARAGRAPH, _SUBHEADING, _OTHER = (_CLASS[name] for name in ("headline", "paragraph", "subheading", "other"))
_LIST_ITEM, _RELATED_HEADING, _STANDFIRST = (_CLASS[name] for name in ("list_item", "related_heading", "standfirst"))
_CAPTION, _CREDIT, _TIMESTAMP, _BYLINE = (_CLASS[name] for name in ("caption", "credit", "timestamp", "byline"))
_CATEGORY = _CLASS["category"]
# What the copy of a brief was taken for where nothing is left for it.
_COPY_AT_LEAST = frozenset(_CLASS[name] for name in ("standfirst", "caption", "related_summary", "list_item"))
_WORD = re.compile(r"[^\W\d_]{4,}")
# The hour of an entry of a live blog, with its author or a mark ("17:35KEY EVENT"), which heads nothing.
_CLOCKED = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]m| ?Uhr)?\W*(?:[^\W\d_][\w.'’-]*\W*){0,3}", re.IGNORECASE)
# That of an entry with its heading ("Ore 17:30 - Scuole chiuse").
_HEADED = re.compile(
    r"(?:(?:ore|kl\.?|um) )?\d{1,2}[:.h]\d\d(?: ?(?:Uhr|[ap]m))?\s*[-–—|:]\s+(?=[^\W\d_]|[«“„\"])", re.IGNORECASE
)
# So many hours in the copy make a live blog; how long the headings of its entries are at most, in columns, and how far
# below them copy stands.
_FEWEST_ENTRIES, _LONGEST_ENTRY, _ENTRY_BELOW = 5, 120, 3
# By class; what has no role is discarded, for reasons that other words tell, or the class itself.
_ROLES = [Role(name) if name in Role.__members__.values() else Role.DISCARDED for name in CLASSES]
_WHY = ["" if role is Role.DISCARDED else f"reads like a {role.value.replace('_', ' ')}" for role in _ROLES]
_WHY[_RELATED_HEADING] = DiscardReason.RELATED_HEADING.value
# What people say stands above some paragraphs as their heading, and in them; a quotation that was pulled out is longer.
_HEADS, _SHORTEST_PULLED = 0.6, 80
# How likely copy is, as a share of a caption's chance, from which a sentence is none on a page without credits.
_CAPTION_OR_COPY = 0.5
# What a credit on a line of its own is taken for.
_CREDITS = frozenset(_CLASS[name] for name in ("paragraph", "standfirst", "caption", "related_title"))
# How likely a paragraph is the standfirst at least that a caption above it was taken for.
_AS_STANDFIRST = 0.2
# A caption with its credit is no longer.
_LONGEST_CAPTION = 300
_DASHES = "-–—"
# What a date is not, how long it is with what stands beside it, in columns, and how much of that it is.
_NO_DAYS = frozenset(_CLASS[name] for name in ("kicker", "category", "caption", "standfirst"))
_LONGEST_DAY, _MOSTLY = 60, 0.6
_PLACE = re.compile(r"[A-ZÀ-ÞА-Я][\w-]+(?: [A-ZÀ-ÞА-Я][\w-]+)?\.")
# A line that says that the story goes on below, in columns; how near it does, and how likely it is copy
# at least, and what follows it.
_LONGEST_RESUMED, _NEAR, _MAY_GO_ON, _GOES_ON_SURELY = 80, 3, 0.1, 0.4
# No standfirst is longer, in characters.
_LONGEST_STANDFIRST = 1_200
# What opens a box beside the copy, and no heading in it, if it has so many words at most ("Advertisement 4").
_ASKS_FOR, _FEW_WORDS = ("advert", "subscription", "consent"), 2
# A question of an interview: its columns; how many are paragraphs, as they are and for each that is a subheading.
_ASKS, _LONGEST_QUESTION, _FEWEST_ASKED, _ASKED_IN_COPY = re.compile(r"[?？؟][\"”»“]?$"), 150, 4, 0.5
# A label of a section is no longer, in columns, and so much shorter than the headline below it.
_LONGEST_LABEL, _TITLED = 40, 1.5
# So many blocks at most are a brief that was pasted without anything around it, and so many a brief with little around.
_BRIEF, _SMALL = 4, 16
# How likely what stands in the latter must be to be furniture.
_SURELY = 0.9
# Of a longer text so much may be furniture, and what a sentence goes on with.
_PLAIN, _GOES_ON = 0.3, frozenset({_PARAGRAPH, _SUBHEADING, _LIST_ITEM})
# How likely a line between its paragraphs is a subheading at least.
_MAY_PART = 0.2
# Of two lines above a brief the lower may head it if it has so much of the upper's chance at least.
_AS_WELL = 0.3
# How likely a known section name above the headline must be a label at least.
_SECTION = 0.03
# Pointers have no more ends of sentences inside than so many.
_POINTING = frozenset(_CLASS[name] for name in ("related_title", "related_summary"))
_ENDS_INSIDE, _SENTENCES = re.compile(r"[^\W\d_]{2,}[.!?…][”“\"’»]? +[„“\"«]?[A-ZÀ-ÞА-Я]"), 2
# What the nets for texts say of the label that is chosen in the end, and how often it was right, cross-validated
# (benchmarks/RESULTS.md): together two nets are too modest where they differ, and a little too sure where they agree.
_STATED = (0.0, 0.17, 0.4, 0.55, 0.65, 0.75, 0.85, 0.93, 0.965, 0.987, 1.0)
_RIGHT = (0.1, 0.25, 0.45, 0.6, 0.7, 0.785, 0.83, 0.91, 0.955, 0.98, 1.0)
_POINTERS = frozenset({Role.RELATED_TITLE, Role.RELATED_SUMMARY})
# Letters of a paragraph that is no refrain.
_COPIED = 60
_TOLD_ONCE = frozenset({Role.RELATED_TITLE, Role.BYLINE, Role.CAPTION, Role.TAG, Role.CATEGORY})


def decode(
    blocks: Blocks, page: Page, chances: NDArray[np.float32], lexicon: Lexicon, *, marked_up: bool = False
) -> list[Label]:
    """One label for each block; `chances` has shape (blocks, classes), and is made with hints if it is `marked_up`."""
    desk = patterns.for_the_desk(blocks)
    chances = headlines.weighed(_without(chances, desk), blocks, page, lexicon)
    classes = choosing.choose(page, chances)
    _around_fields(classes, desk)
    _datelined(classes, blocks, lexicon)
    points.number_headings(classes, blocks)
    points.marked_headings(classes, blocks, page)
    if not marked_up:
        _keep_whole(classes, blocks, page, chances)
        _no_caption(classes, blocks, chances)
        _entries(classes, blocks, page)
    _resumed(classes, blocks, page, chances, lexicon)
    _credited(classes, blocks, page, chances, lexicon)
    _interview(classes, blocks, page)
    speakers.alike(classes, blocks)
    _no_headings(classes, blocks, page)
    headline = _headline(classes, blocks, page, marked_up=marked_up)
    elsewhere = related.settle(classes, blocks, page, chances, lexicon)
    _told_at_length(classes, blocks)
    listed = points.found(classes, blocks) | points.key_points(classes, blocks, page, headline)
    signed.complete(classes, blocks, page, chances, headline, lexicon)
    forced = (
        patterns.certain(blocks, page, headline, chances[:, _CLASS["category"]] > _SECTION, lexicon) | listed | desk
    )
    forced |= _place_alone(classes, blocks, lexicon) | _days(classes, blocks, page, forced)
    heads = (chances[:, _SUBHEADING] > _HEADS) & (page.width <= _SHORTEST_PULLED)
    forced = {
        at: told
        for at, told in forced.items()
        if not (told.role is Role.PULL_QUOTE and heads[at]) and not (told.role in _POINTERS and at in elsewhere)
    }
    reasons = discards.reasons(page)
    stated = chances[np.arange(len(classes)), classes]
    sure = (stated if marked_up else np.interp(stated, _STATED, _RIGHT)).round(2).tolist()
    labels = [Label(_ROLES[number], sure[at], _WHY[number] or reasons[at]) for at, number in enumerate(classes)]
    for at, told in forced.items():
        if at != headline:
            labels[at] = told
    return _once(labels, page, headline)


def _around_fields(classes: list[int], desk: Mapping[int, Label]) -> None:
    """Below parts that fields name stands the copy, and none of it above them; fields that name the headline, or stand
    below it, name the standfirst, too.
    """
    named = [at for at, label in desk.items() if label.reason == FIELD and label.role is not Role.HEADLINE]
    titled = any(label.role is Role.HEADLINE for label in desk.values())
    for at, number in enumerate(classes) if named else ():
        if number in (_STANDFIRST, _PARAGRAPH):
            told = _PARAGRAPH if titled else number
            classes[at] = told if at > min(named) else _OTHER


def _datelined(classes: list[int], blocks: Blocks, lexicon: Lexicon) -> None:
    """What a dateline with its day opens is copy, however much it looks like a standfirst; so is what is too long."""
    for at in [at for at, number in enumerate(classes) if number == _STANDFIRST]:
        if len(blocks.texts[at]) > _LONGEST_STANDFIRST:
            classes[at] = _PARAGRAPH
            continue
        found = datelines.parse(blocks.texts[at], lexicon) if ends_sentence(blocks.texts[at]) else None
        if found is not None and any(map(str.isdigit, found.dateline.text)):
            classes[at] = _PARAGRAPH


def _told_at_length(classes: list[int], blocks: Blocks) -> None:
    """Several sentences that stand for themselves between paragraphs are copy, and no pointer to another story."""
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    for at in range(copy[0] + 1, copy[-1]) if copy else ():
        apart = blocks.blanks[at] > 0 and blocks.blanks[at + 1] > 0
        if classes[at] in _POINTING and apart and ends_sentence(blocks.texts[at]):
            classes[at] = _PARAGRAPH if len(_ENDS_INSIDE.findall(blocks.texts[at])) >= _SENTENCES else classes[at]


def _resumed(classes: list[int], blocks: Blocks, page: Page, chances: NDArray[np.float32], lexicon: Lexicon) -> None:
    """Prose right below a line that says that the story goes on there does so."""
    short = np.flatnonzero(page.width[:-1] <= _LONGEST_RESUMED).tolist()
    first, phrases = _goes_on(lexicon)
    lines = [at for at in short if classes[at] == _OTHER and blocks.texts[at].split(" ", 1)[0].lower() in first]
    for at in [at for at in lines if fold(blocks.texts[at]).startswith(phrases)]:
        below = next((one for one in range(at + 1, min(at + 1 + _NEAR, len(classes))) if page.prose[one]), None)
        least = _MAY_GO_ON
        while below is not None and classes[below] == _OTHER and chances[below, _PARAGRAPH] > least:
            classes[below] = _PARAGRAPH
            below, least = (below + 1 if below + 1 < len(classes) and page.prose[below + 1] else None), _GOES_ON_SURELY


@cache
def _goes_on(lexicon: Lexicon) -> tuple[frozenset[str], tuple[str, ...]]:
    """The first words of what such lines begin with, and all of it."""
    phrases = tuple(sorted(lexicon["goes_on"]))
    return frozenset(phrase.split(" ", 1)[0] for phrase in phrases), phrases


def _keep_whole(classes: list[int], blocks: Blocks, page: Page, chances: NDArray[np.float32]) -> None:
    """A text of a few blocks is the story alone: what ends no sentence heads it, and sentences below are its copy.

    Of two lines above the copy of a brief the first heads it if it has more of the copy's words. In a text that is a
    little longer sentences below others are copy, if it is in doubt that they are none. Where there is no copy the
    last sentence of another kind is it, or all that do not open with words of furniture. A line between two paragraphs
    that is no sentence may part them.
    """
    plain = classes.count(_OTHER) <= _PLAIN * len(blocks)
    if not (plain or len(blocks) <= _SMALL) or _HEADLINE not in classes:
        return
    sentence = list(map(ends_sentence, blocks.texts))
    furniture = discards.furnished(page, np.array(sentence)).tolist()
    headline = classes.index(_HEADLINE)
    brief = len(blocks) <= _BRIEF
    if brief and headline and sentence[headline] and classes[0] == _OTHER and not sentence[0] and not furniture[0]:
        classes[0], classes[headline] = _HEADLINE, _PARAGRAPH
        headline = 0
    if brief and headline and not sentence[0] and not furniture[0] and _says_more(0, headline, blocks):
        classes[0], classes[headline] = _HEADLINE, _STANDFIRST
        headline = 0
    if brief and not headline and _may_head(1, classes, chances, furniture) and _says_more(1, 0, blocks):
        classes[0], classes[1] = _OTHER, _HEADLINE
        headline = 1
    if _PARAGRAPH not in classes:
        told = [at for at in range(headline + 1, len(blocks)) if classes[at] in _COPY_AT_LEAST and sentence[at]]
        if told:
            classes[told[-1]] = _PARAGRAPH
    asks = discards.opened(page).tolist()
    if _PARAGRAPH not in classes:
        for at in range(headline + 1, len(blocks)):
            if classes[at] == _OTHER and sentence[at] and not asks[at]:
                classes[at] = _PARAGRAPH
    for at in range(headline + 1, len(blocks)):
        goes_on = brief or (chances[at, _OTHER] < _SURELY and classes[at - 1] in _GOES_ON)
        if goes_on and classes[at] == _OTHER and sentence[at] and not furniture[at]:
            classes[at] = _PARAGRAPH
    for at in range(headline + 1, len(blocks) - 1):
        parts = classes[at - 1] == classes[at + 1] == _PARAGRAPH and chances[at, _SUBHEADING] > _MAY_PART
        if parts and classes[at] == _OTHER and not sentence[at] and not asks[at]:
            classes[at] = _SUBHEADING


def _may_head(at: int, classes: Sequence[int], chances: NDArray[np.float32], furniture: Sequence[bool]) -> bool:
    """A line that may be the headline as well as the one above it, which the labeller takes for neither."""
    if at >= len(classes) or classes[at] != _OTHER or furniture[at]:
        return False
    above, line = chances[at - 1], chances[at]
    return bool(above[_OTHER] > above[_HEADLINE] and line[_HEADLINE] >= _AS_WELL * above[_HEADLINE])


def _says_more(line: int, other: int, blocks: Blocks) -> bool:
    """Of two lines the one has more words of what stands below them both."""
    copy = " ".join(blocks.texts[at] for at in range(max(line, other) + 1, len(blocks))).casefold()
    said = [sum(word in copy for word in _WORD.findall(blocks.texts[at].casefold())) for at in (line, other)]
    return said[0] > said[1]


def _no_caption(classes: list[int], blocks: Blocks, chances: NDArray[np.float32]) -> None:
    """Sentences with copy below that may be captions as well as copy are copy, where no line credits a picture."""
    if _CREDIT in classes or _PARAGRAPH not in classes:
        return
    for at in [at for at, number in enumerate(classes[:-1]) if number == _CAPTION]:
        likely = chances[at, _PARAGRAPH] >= _CAPTION_OR_COPY * chances[at, _CAPTION]
        if likely and classes[at + 1] == _PARAGRAPH and ends_sentence(blocks.texts[at]):
            classes[at] = _PARAGRAPH


def _no_headings(classes: list[int], blocks: Blocks, page: Page) -> None:
    """The hours of a live blog and what opens a box beside the copy head nothing."""
    for at in [at for at, number in enumerate(classes) if number == _SUBHEADING]:
        text = blocks.texts[at]
        asks = len(text.split()) <= _FEW_WORDS and any(page.leads(kind)[at] for kind in _ASKS_FOR)
        if asks or _CLOCKED.fullmatch(text):
            classes[at] = _OTHER


def _entries(classes: list[int], blocks: Blocks, page: Page) -> None:
    """In a live blog the line below the hour of each entry heads it."""
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    inside = range(copy[0], copy[-1]) if copy else range(0)
    headed = [at for at in inside if page.width[at] <= _LONGEST_ENTRY and _HEADED.match(blocks.texts[at])]
    headed = [at for at in headed if not ends_sentence(blocks.texts[at])]
    for at in headed if len(headed) >= _FEWEST_ENTRIES else ():
        classes[at] = _SUBHEADING
    hours = [at for at in inside if blocks.texts[at][0].isdigit() and _CLOCKED.fullmatch(blocks.texts[at])]
    if len(hours) < _FEWEST_ENTRIES:
        return
    for at in hours:
        classes[at] = classes[at] if classes[at] in (_TIMESTAMP, _BYLINE) else _OTHER
        # Its author, or "Key event", may stand between.
        below = at + 2 if page.again[at + 1] > 1 else at + 1
        short = below < len(blocks) and page.width[below] <= _LONGEST_ENTRY and not ends_sentence(blocks.texts[below])
        if short and below not in hours and _PARAGRAPH in classes[below + 1 : below + 1 + _ENTRY_BELOW]:
            classes[below] = _SUBHEADING


def _credited(classes: list[int], blocks: Blocks, page: Page, chances: NDArray[np.float32], lexicon: Lexicon) -> None:
    """What ends in a credit is a caption, with copy above and below; a line that is nothing else is a credit.

    A word for pictures alone ("Image", "Show caption") is neither.
    """
    for at in np.flatnonzero(page.is_one("photo")).tolist():
        classes[at] = _OTHER if classes[at] in (_CAPTION, _CREDIT) else classes[at]
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    for at in copy[1:-1]:
        text = blocks.texts[at]
        whole = len(text) > _LONGEST_CAPTION or text[-1] in SENTENCE_ENDS
        if not whole and picture_credits.start(text, lexicon) < len(text):
            classes[at] = _CAPTION
    for at in [at for at, number in enumerate(classes) if number == _STANDFIRST]:
        text = blocks.texts[at]
        if picture_credits.start(text, lexicon) < len(text):
            classes[at] = _CAPTION
            continue
        # A caption above its credit, and the standfirst below both.
        below = at + 2
        credited = below < len(blocks) and picture_credits.is_alone(blocks.texts[at + 1], lexicon)
        if credited and classes[below] == _PARAGRAPH and chances[below, _STANDFIRST] >= _AS_STANDFIRST:
            classes[at : below + 1] = _CAPTION, _CREDIT, _STANDFIRST
    for at, number in enumerate(classes):
        pictured = number == _OTHER and at > 0 and classes[at - 1] in (_CAPTION, _CREDIT)
        if (number in _CREDITS or pictured) and picture_credits.is_alone(blocks.texts[at], lexicon):
            classes[at] = _CREDIT


def _interview(classes: list[int], blocks: Blocks, page: Page) -> None:
    """Where many questions stand in the copy as paragraphs, those that look like subheadings are asked, too."""
    likely = np.flatnonzero((blocks.counts.end == KIND["asking"]) & (page.width <= _LONGEST_QUESTION))
    asked = [at for at in likely.tolist() if _ASKS.search(blocks.texts[at])]
    copy = sum(classes[at] == _PARAGRAPH for at in asked)
    heads = [at for at in asked if classes[at] == _SUBHEADING]
    if copy >= max(_FEWEST_ASKED, _ASKED_IN_COPY * len(heads)):
        for at in heads:
            classes[at] = _PARAGRAPH


def _headline(classes: list[int], blocks: Blocks, page: Page, *, marked_up: bool) -> int:
    """The block of the headline, -1 if there is none; the printed one where the likeliest only leads to it."""
    headline = classes.index(_HEADLINE) if _HEADLINE in classes else -1
    if headline >= 0 and not marked_up and _is_label(headline, classes, blocks, page):
        classes[headline : headline + 2] = _CATEGORY, _HEADLINE
        return headline + 1
    if headline >= 0 and _PARAGRAPH in classes:
        below = titles.below_trail(headline, blocks, classes.index(_PARAGRAPH))
        if below >= 0:
            classes[headline], classes[below] = _OTHER, _HEADLINE
            return below
    return headline


def _is_label(headline: int, classes: Sequence[int], blocks: Blocks, page: Page) -> bool:
    """A short line above two standfirsts, of which the upper one ends no sentence: that one is the headline."""
    two = list(classes[headline + 1 : headline + 3]) == [_STANDFIRST, _STANDFIRST]
    if not two or page.width[headline] > _LONGEST_LABEL or page.width[headline + 1] < _TITLED * page.width[headline]:
        return False
    return not ends_sentence(blocks.texts[headline + 1]) and ends_sentence(blocks.texts[headline + 2])


def _without(chances: NDArray[np.float32], told: Mapping[int, Label]) -> NDArray[np.float32]:
    """The chances with blocks that are told already as good as out of the story, but for the headline."""
    if not told:
        return chances
    chances = chances.copy()
    chances[list(told)] = 0
    chances[list(told), _OTHER] = 1
    for at in [at for at, label in told.items() if label.role is Role.HEADLINE]:
        chances[:, _HEADLINE] = 0
        chances[at, [_OTHER, _HEADLINE]] = 0, 1
    return chances


def _days(classes: Sequence[int], blocks: Blocks, page: Page, forced: Mapping[int, Label]) -> dict[int, Label]:
    """A line that is hardly more than a date is neither a label, a kicker nor a caption."""
    found = np.flatnonzero((page.width <= _LONGEST_DAY) & (blocks.counts.of("digit") > 1)).tolist()
    told = {}
    for at in [at for at in found if classes[at] in _NO_DAYS or (at in forced and forced[at].role is Role.KICKER)]:
        days = dates.find(blocks.texts[at])
        if sum(day.end - day.start for day in days) >= _MOSTLY * len(blocks.texts[at]):
            told[at] = Label(Role.TIMESTAMP, 0.8, "hardly more than a date")
    return told


def _place_alone(classes: Sequence[int], blocks: Blocks, lexicon: Lexicon) -> dict[int, Label]:
    """A name or two and a full stop, right above the copy or what leads to it: the dateline, and no subheading. So is
    what ends in the dash of a dateline.
    """
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    above = [at - 1 for at in copy[:2] if at and classes[at - 1] in (_SUBHEADING, _OTHER)]
    why = "a place alone above the copy"
    return {at: Label(Role.DATELINE, 0.8, why) for at in above if _is_place(blocks.texts[at], lexicon)}


def _is_place(text: str, lexicon: Lexicon) -> bool:
    dashed = text[-1] in _DASHES and datelines.parse(f"{text} X", lexicon) is not None
    return dashed or _PLACE.fullmatch(text) is not None


def _once(labels: list[Label], page: Page, headline: int) -> list[Label]:
    """What stands twice is told once: the other printing is a duplicate."""
    seen: set[tuple[Role, int]] = set()
    paragraph = Role.PARAGRAPH
    told: list[int] = [at for at, label in enumerate(labels) if label.role in _TOLD_ONCE]
    twice = []
    for at in told:
        key = (labels[at].role, int(page.keys[at]))
        if key in seen:
            twice.append(at)
        seen.add(key)
    # So is copy of a page that holds its story twice, such as for a script of its own.
    copy = [at for at, label in enumerate(labels) if label.role is paragraph]
    long = [at for at in copy if page.again[at] and page.letters[at] >= _COPIED]
    if len(long) > 1:
        first = {int(page.keys[at]): at for at in reversed(long)}
        twice += [at for at in long if first[int(page.keys[at])] != at]
    if headline >= 0 and page.letters[headline]:
        twice += [at for at in np.flatnonzero(page.keys == page.keys[headline]).tolist() if at != headline]
    for at in twice:
        labels[at] = Label(Role.DISCARDED, labels[at].confidence, DiscardReason.DUPLICATE.value)
    return labels
