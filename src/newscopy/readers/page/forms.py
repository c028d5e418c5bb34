"""What elements say of their text beyond doubt: captions, quotations, items of lists, and articles beside the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

import numpy as np

from newscopy.model import DiscardReason, Role
from newscopy.readers.page import pointers, trail
from newscopy.readers.page.families import families
from newscopy.readers.page.metadata import FRONT_MATTER, Metadata
from newscopy.readers.page.saved import SavedPage
from newscopy.readers.page.shown import Line, Place, article_of
from newscopy.structure import bylines, dates
from newscopy.structure.blocks import Blocks, ends_sentence
from newscopy.structure.label import Label
from newscopy.structure.names import looks_like_name
from newscopy.structure.words import Lexicon, letters

_LISTS = frozenset({"ul", "ol"})
_COPY = frozenset({Role.PARAGRAPH, Role.SUBHEADING})
_AROUND_COPY = sum(
    1 << families().index(name)
    for name in ("navigation", "share", "related", "advert", "subscription", "comments", "consent", "tags", "byline")
)
_STANDFIRST, _BYLINE = (1 << families().index(name) for name in ("standfirst", "byline"))
# So many elements around a line count, and so many paragraphs has a story at least whose first is its standfirst.
_CALLED, _FEWEST_INTRODUCED = 3, 3
# Of an item that belongs to the copy no more than so much is links.
_LINKED = 0.6
_SHORTEST_ITEM = 12
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LONGEST_HEADING, _LONGEST_BOLD = 160, 80
# Almost all of a line is bold.
_BOLD = 0.95
# Another article is a story of its own if it has so many paragraphs, and an item of a list may frame one.
_STORY = 3
# How far below a trail the printed headline stands, in blocks, and how short it may be.
_REACH, _SHORTEST_TITLE = 8, 15
_PLAIN = frozenset({DiscardReason.FURNITURE.value, DiscardReason.NAVIGATION.value})
_OUTSIDE = frozenset({"nav", "footer", "aside", "header", "form"})
# How many blocks a small page has at most, and from where on a sentence beside the copy is furniture all the same.
_SMALL, _SURELY = 16, 0.99
_CRUMBS = ("crumb", "trail", "ariane", "migas", "percorso")
_FEWEST_IN_MENU = 2
_SHORTEST_STANDFIRST = 40
_TITLES = frozenset({"h1", "h2"})


def formed(
    labels: Sequence[Label], blocks: Blocks, page: SavedPage, lexicon: Lexicon, *, learned: bool = False
) -> list[Label]:
    """The labels, with those that the elements of the page deny put right; `labels` and `blocks` go together.

    It is `learned` from other pages of the site what stands on all of them, if a profile of it was used.
    """
    found = list(labels)
    at_line = np.searchsorted(page.hints.start, blocks.start, side="right") - 1
    lines = [page.shown.lines[at] for at in at_line.tolist()]
    if not learned:
        _take_sentences(found, blocks, lines)
    if page.head.typed:
        _typed(found, blocks, page.head)
    copy = [at for at, label in enumerate(found) if label.role is Role.PARAGRAPH]
    if not copy:
        return found
    _printed_headline(found, copy[0], lines)
    if page.by_words:
        _heading_for_headline(found, copy[0], lines)
    crumbs = _in_crumbs(page.shown.places)
    _menu_sections(found, blocks, lines, crumbs)
    if page.head.trail:
        trail.follow(found, blocks, [crumbs[line.place.number] for line in lines], page.head, lexicon)
    _described(found, copy[0], blocks, page.head)
    _introduced(found, copy, lines)
    _signed(found, copy[0], blocks, lines, lexicon)
    quoted = [at for at in copy if "blockquote" in _around(lines[at])]
    # Old pages indent all of their copy with blockquote.
    quotes = len(quoted) * 2 < len(copy)
    # And lay out with lists: an item that holds most of the copy is none.
    items = Counter(_item_of(lines[at]) for at in copy)
    frames = {0, *(item for item, held in items.items() if held >= _STORY and 2 * held >= len(copy))}
    _other_story(found, copy, lines)
    held = {lines[at].place.parent.number for at in copy}
    for at in range(copy[0], copy[-1] + 1):
        label, line = found[at], lines[at]
        inside = label.role is Role.DISCARDED and label.reason != DiscardReason.DUPLICATE.value
        if label.role not in _COPY and not inside:
            continue
        around = _around(line)
        if label.role in _COPY and _is_row(line, page.shown.text):
            found[at] = Label(Role.LIST_ITEM, label.confidence, "a row of a table")
        elif "figcaption" in around:
            found[at] = Label(Role.CAPTION, label.confidence, "it stands in a figcaption")
        elif label.role is Role.PARAGRAPH and _is_heading(line, blocks.texts[at]) and _leads(found, at):
            found[at] = Label(Role.SUBHEADING, label.confidence, "an element for headings, or all of it is bold")
        elif page.by_words and inside and label.reason in _PLAIN and line.place.tag in _HEADINGS and _leads(found, at):
            found[at] = Label(Role.SUBHEADING, 0.5, "an element for headings between paragraphs")
        elif label.role is Role.PARAGRAPH and _item_of(line) not in frames and not _LISTS.isdisjoint(around):
            found[at] = Label(Role.LIST_ITEM, label.confidence, "it stands in an item of a list")
        elif quotes and "blockquote" in around and (not inside or _is_copy(line)):
            found[at] = Label(Role.QUOTE, label.confidence, "it stands in a blockquote")
        elif inside and "li" in around and _is_copy(line) and _beside_copy(line, held):
            found[at] = Label(Role.LIST_ITEM, 0.5, "a list between paragraphs")
    pointers.lead(found, blocks, page.shown.stretches)
    return found


def _typed(found: list[Label], blocks: Blocks, head: Metadata) -> None:
    """Where sections or a standfirst were typed with the story, nothing else is one: a menu, or the first paragraph."""
    sections = set(map(letters, head.sections))
    standfirsts = {letters(value) for name, value in head.others if name == f"{FRONT_MATTER}standfirst"}
    for at, label in enumerate(found):
        if sections and label.role is Role.CATEGORY and letters(blocks.texts[at]) not in sections:
            found[at] = Label(Role.DISCARDED, label.confidence, DiscardReason.NAVIGATION.value)
        elif standfirsts and label.role is Role.STANDFIRST and letters(blocks.texts[at]) not in standfirsts:
            found[at] = Label(Role.PARAGRAPH, label.confidence, "the standfirst was typed in front of the copy")


def _printed_headline(found: list[Label], first: int, lines: Sequence[Line]) -> None:
    """Take the heading below for the headline where that stands in a trail: there it is put for search engines."""
    head = next((at for at in range(first) if found[at].role is Role.HEADLINE), None)
    if head is None or not _in_trail(lines[head]):
        return
    below = [
        at
        for at in range(head + 1, min(first, head + 1 + _REACH))
        if lines[at].place.tag in _TITLES and not _in_trail(lines[at]) and _size(lines[at]) >= _SHORTEST_TITLE
    ]
    if below:
        # A kicker may stand in a heading of its own; it is the shorter one.
        again = [at for at in below if found[at].reason == DiscardReason.DUPLICATE.value]
        chosen = max(again or below, key=lambda at: _size(lines[at]))
        found[chosen] = Label(Role.HEADLINE, found[head].confidence, "the heading below the trail")
        found[head] = Label(Role.DISCARDED, found[head].confidence, DiscardReason.NAVIGATION.value)


def _heading_for_headline(found: list[Label], first: int, lines: Sequence[Line]) -> None:
    """Where the headline was told by words alone and is no heading, the last of the first level above the copy is."""
    head = next((at for at in range(first) if found[at].role is Role.HEADLINE), None)
    if head is None or lines[head].place.tag in _TITLES:
        return
    headings = [at for at in range(first) if lines[at].place.tag == "h1" and _size(lines[at]) >= _SHORTEST_TITLE]
    if headings:
        found[headings[-1]] = Label(Role.HEADLINE, found[head].confidence, "the heading above the copy")
        found[head] = Label(Role.DISCARDED, found[head].confidence, DiscardReason.NAVIGATION.value)


def _menu_sections(found: list[Label], blocks: Blocks, lines: Sequence[Line], crumbs: Sequence[bool]) -> None:
    """Section names in a menu say nothing of the story, those in a trail do; the first one below says it itself."""
    menu = [
        at
        for at, label in enumerate(found)
        if label.role is Role.CATEGORY and "nav" in _around(lines[at]) and not crumbs[lines[at].place.number]
    ]
    if len(menu) < _FEWEST_IN_MENU:
        return
    again = {blocks.texts[at] for at in menu}
    for at in range(menu[0], len(found)):
        if at in menu:
            found[at] = Label(Role.DISCARDED, found[at].confidence, DiscardReason.NAVIGATION.value)
            continue
        twice = found[at].reason == DiscardReason.DUPLICATE.value and blocks.texts[at] in again
        if twice and "nav" not in _around(lines[at]):
            found[at] = Label(Role.CATEGORY, found[at].confidence, "a section name of the menu, said again")
            return


def _described(found: list[Label], first: int, blocks: Blocks, head: Metadata) -> None:
    """Above the copy, what the head says of the story word for word is its standfirst, if none was found."""
    if any(label.role is Role.STANDFIRST for label in found):
        return
    told = {letters(text) for text in head.descriptions if len(text) >= _SHORTEST_STANDFIRST}
    for at in range(first - 1, -1, -1):
        if found[at].role is Role.HEADLINE:
            return
        size = blocks.end[at] - blocks.start[at]
        if found[at].role is Role.DISCARDED and size >= _SHORTEST_STANDFIRST and letters(blocks.texts[at]) in told:
            found[at] = Label(Role.STANDFIRST, 0.8, "the page's head says the same of the story")
            return


def _introduced(found: list[Label], copy: Sequence[int], lines: Sequence[Line]) -> None:
    """The first paragraph is the standfirst, if none was found and its element says so, and that of no other does."""
    if len(copy) < _FEWEST_INTRODUCED or any(label.role is Role.STANDFIRST for label in found):
        return
    first, *others = (_called(lines[at], _STANDFIRST) for at in copy)
    if first and not any(others):
        found[copy[0]] = Label(Role.STANDFIRST, found[copy[0]].confidence, "an element for standfirsts")


def _signed(found: list[Label], first: int, blocks: Blocks, lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Names in an element for bylines, between the headline and the copy, sign the story if nobody else does."""
    head = next((at for at in range(first) if found[at].role is Role.HEADLINE), None)
    if head is None or any(label.role is Role.BYLINE for label in found):
        return
    for at in range(head + 1, first):
        if found[at].role is not Role.DISCARDED or not _called(lines[at], _BYLINE):
            continue
        text = blocks.texts[at]
        if dates.find(text):
            # Who stands before the date on its line is told by the elements in it.
            found[at] = Label(Role.TIMESTAMP, 0.6, "a date in an element for bylines")
            return
        parsed = bylines.parse(text, lexicon)
        if parsed is not None and parsed.bylines and all(looks_like_name(one.name) for one in parsed.bylines):
            found[at] = Label(Role.BYLINE, 0.6, "an element for bylines")
            return


def _called(line: Line, family: int) -> bool:
    """True where the element of a line, or one of those right around it, is called so."""
    told, place = line.families, line.place
    for _ in range(_CALLED):
        told |= place.families
        place = place.parent
    return bool(told & family)


def _take_sentences(found: list[Label], blocks: Blocks, lines: Sequence[Line]) -> None:
    """On a small page sentences in elements for paragraphs are copy, beside the copy and below its first; where there
    is no copy, the first are.
    """
    copy = [at for at, label in enumerate(found) if label.role is Role.PARAGRAPH]
    if copy and len(found) > _SMALL:
        return
    headline = next((at for at, label in enumerate(found) if label.role is Role.HEADLINE), len(found))
    told = [
        at
        for at in range(copy[0] if copy else headline + 1, len(found))
        if found[at].role is Role.DISCARDED
        and found[at].reason in _PLAIN
        and lines[at].place.tag == "p"
        and 2 * lines[at].links < _size(lines[at])
        and ends_sentence(blocks.texts[at])
    ]
    first = copy or [at for at in told if _OUTSIDE.isdisjoint(_around(lines[at]))][:1]
    beside = {lines[at].place.parent.number for at in first}
    for at in told:
        if lines[at].place.parent.number in beside and (not copy or found[at].confidence < _SURELY):
            found[at] = Label(Role.PARAGRAPH, 0.5, "a sentence beside others of the copy")


def _in_crumbs(places: Sequence[Place]) -> list[bool]:
    """Of each place, whether it or one around it is called a trail."""
    called = [place.names.lower() for place in places]
    said = "\n".join(called)
    words = [word for word in _CRUMBS if word in said]
    inside: list[bool] = []
    for place, names in zip(places, called, strict=True):
        around = place.number > 0 and inside[place.parent.number]
        inside.append(around or (place.number > 0 and any(word in names for word in words)))
    return inside


def _size(line: Line) -> int:
    return line.end - line.start


def _in_trail(line: Line) -> bool:
    around = _around(line)
    return "nav" in around or "li" in around


def _other_story(found: list[Label], copy: Sequence[int], lines: Sequence[Line]) -> None:
    """Copy in an article below that of the story, with a headline of its own, is another story."""
    first = next((at for at in range(len(found)) if found[at].role is Role.HEADLINE), copy[0])
    main = article_of(lines[first].place) or article_of(lines[copy[0]].place)
    headed = {article_of(line.place) for line in lines if line.place.tag == "h1"}
    other = [
        at for at in copy if article_of(lines[at].place) not in (0, main) and article_of(lines[at].place) in headed
    ]
    others = {article_of(lines[at].place) for at in other}
    if main and _STORY <= len(other) < len(copy) and all(at > first for at in other):
        for at in range(first, len(found)):
            if article_of(lines[at].place) in others:
                found[at] = Label(Role.DISCARDED, found[at].confidence, DiscardReason.OTHER_STORY.value)


def _is_heading(line: Line, text: str) -> bool:
    """True for what stands in a heading's element, and for a short line that is bold and closes no sentence."""
    if line.place.tag in _HEADINGS:
        return len(text) <= _LONGEST_HEADING
    bold = line.strong >= _BOLD * _size(line)
    return bold and len(text) <= _LONGEST_BOLD and text[-1] not in ".:,;!…" and line.place.tag in ("p", "div")


def _is_row(line: Line, text: str) -> bool:
    """True for a row of a table that says no sentence: its cells stand on one line."""
    if line.place.tag != "tr":
        return False
    said = text[line.start : line.end]
    return "\t" in said and not ends_sentence(said)


def _leads(found: Sequence[Label], at: int) -> bool:
    """True if a paragraph follows, and something else than the headline stands above."""
    below = next((label.role for label in found[at + 1 :] if label.role is not Role.DISCARDED), None)
    return below in (Role.PARAGRAPH, Role.LIST_ITEM) and any(label.role is Role.PARAGRAPH for label in found[:at])


def _around(line: Line) -> set[str]:
    """The elements around a line, its own among them."""
    found, place = set(), line.place
    while place.number:
        found.add(place.tag)
        place = place.parent
    return found


def _item_of(line: Line) -> int:
    """The number of the item of a list that a line stands in, 0 if it stands in none."""
    place = line.place
    while place.number and place.tag != "li":
        place = place.parent
    return place.number


def _is_copy(line: Line) -> bool:
    """True where neither its links nor the names of its elements tell of anything but copy."""
    if _size(line) < _SHORTEST_ITEM or line.links > _LINKED * _size(line):
        return False
    told, place = line.families, line.place
    for _ in range(4):
        told |= place.families
        place = place.parent
    return not told & _AROUND_COPY


def _beside_copy(line: Line, held: Set[int]) -> bool:
    """True if the list of a line stands in an element that holds a paragraph."""
    place = line.place
    while place.number and place.tag not in _LISTS:
        place = place.parent
    return place.parent.number in held
