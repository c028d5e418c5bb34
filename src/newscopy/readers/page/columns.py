"""The lines of a shown page as hints: numbers about where in the markup each stands, and what the head says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscopy.readers.page.families import families
from newscopy.readers.page.metadata import Metadata
from newscopy.readers.page.shown import MARKS, Line, Place, Shown
from newscopy.structure.blocks import SENTENCE_ENDS
from newscopy.structure.hints import Hints

_TAGS = (
    ("p",), ("h1",), ("h2",), ("h3",), ("h4", "h5", "h6"), ("li",), ("blockquote",), ("figcaption", "caption"),
    ("div",), ("td", "th", "tr"), ("button", "option", "select"), ("dt", "dd"), ("pre", "xmp", "listing"),
    ("section", "article", "main"), ("figure",), ("header", "footer", "nav"), ("body", "html"), ("summary", "legend"),
)  # fmt: skip
_AROUND = (
    "article", "main", "nav", "header", "footer", "aside", "figure", "form", "ul", "ol", "blockquote", "table",
    "section", "button", "details", "h1", "h2", "h3", "dl", "address", "figcaption", "p",
)  # fmt: skip
_TAG = {tag: number for number, tags in enumerate(_TAGS) for tag in tags}
_AROUND_BIT = {tag: 1 << number for number, tag in enumerate(_AROUND)}
# What body and html are called tells of the page, not of what is in it.
_PAGES = frozenset({"html", "body"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A line of running text: so long, and no more than half of it links.
_LONG, _LINKED = 60, 0.5
_MOST = 1000
_QUOTED = 25
_TITLE = 8
_DIGITS, _NAMED = re.compile(r"\d{3,}"), 120
_ENDS = tuple(SENTENCE_ENDS)
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def hints(page: Shown, head: Metadata) -> Hints:
    """The hints of all lines of a page; `page` must have at least one."""
    lines, places = page.lines, page.places
    number = np.array([line.place.number for line in lines])
    start = np.array([line.start for line in lines])
    length = np.array([line.end - line.start for line in lines])
    share = np.array([line.links for line in lines]) / length
    parent = np.array([place.parent.number for place in places])
    around, near, everywhere, marks = _ancestry(places)
    long = np.where((length >= _LONG) & (share < _LINKED), np.minimum(length, _MOST), 0)
    own = np.array([line.families for line in lines]) | np.array([place.families for place in places])[number]
    said = np.array([line.marks for line in lines]) | marks[number]
    masses, best = _masses(places, parent, number, length, share, long)
    columns = [
        _one_of(np.array([_TAG.get(place.tag, -1) for place in places])[number], len(_TAGS)),
        _bits(around[number], len(_AROUND)),
        _bits(own, len(families())),
        _bits(near[number] | own, len(families())),
        _bits(everywhere[number] | own, len(families())),
        _bits(said, len(MARKS)),
        np.stack(
            (
                share,
                np.array([line.strong for line in lines]) / length,
                np.array([line.emphasis for line in lines]) / length,
                share > 0.99,
                np.array([line.soft for line in lines]),
                np.array([place.depth for place in places])[number] / 10,
            ),
            axis=1,
        ),
        masses,
        _signatures(lines, share, long),
        _headings(lines),
        _articles(places, number, best),
        _pictures(page, number, parent),
        _told(page.text, lines, head),
    ]
    rows = np.concatenate([np.asarray(column, np.float32) for column in columns], axis=1)
    return Hints(start, rows, _joined(page.text, lines), lambda at: _named(lines[at].place))


def groups() -> tuple[slice, ...]:
    """The columns that tell of one thing; training hides whole groups at times, as sites lack them."""
    names = len(families())
    sizes = (len(_TAGS), len(_AROUND), names, names, names, len(MARKS), 6, 15, 3, 5, 5, 4, 13)
    ends = np.cumsum(sizes).tolist()
    return tuple(slice(end - size, end) for size, end in zip(sizes, ends, strict=True))


def _named(place: Place) -> str:
    """An element and the one around it, with their classes and ids, long numbers as 0: "p.copy < div.story"."""
    named = (".".join((one.tag, *one.names.split()))[:_NAMED] for one in (place, place.parent))
    return _DIGITS.sub("0", " < ".join(named))


def _ancestry(places: Sequence[Place]) -> tuple[Ints, Ints, Ints, Ints]:
    """For each place: the elements around it, families near it and of all around it, and marks, as bits."""
    around, near, everywhere, marks = [0], [0], [0], [0]
    own = [place.families if place.tag not in _PAGES else 0 for place in places]
    for at in range(1, len(places)):
        place = places[at]
        above = place.parent.number
        around.append(around[above] | _AROUND_BIT.get(place.tag, 0))
        near.append(own[at] | own[above] | own[places[above].parent.number])
        everywhere.append(everywhere[above] | own[at])
        marks.append(marks[above] | place.marks)
    return np.array(around), np.array(near), np.array(everywhere), np.array(marks)


def _summed(values: NDArray[Any], parent: Sequence[int]) -> NDArray[np.float64]:
    """What each element and all inside it hold together; an element comes behind the one it stands in."""
    total = values.tolist()
    for at in range(len(total) - 1, 0, -1):
        total[parent[at]] += total[at]
    return np.array(total)


def _inside(parent: Sequence[int], holder: int) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which elements stand in one, itself among them, and how deep below it."""
    inside, below = [False] * len(parent), [0] * len(parent)
    inside[holder] = True
    for at in range(holder + 1, len(parent)):
        above = parent[at]
        if inside[above]:
            inside[at], below[at] = True, below[above] + 1
    return np.array(inside), np.array(below, np.float64)


def _masses(
    places: Sequence[Place], parent: Ints, number: Ints, length: Ints, share: Floats, long: Ints
) -> tuple[NDArray[np.float64], int]:
    """How much running text stands beside each line, how it lies to the element that holds most; which that is."""
    size, above_of = len(places), parent.tolist()
    # What stands right below each element: its own lines' blocks hang from it.
    held = np.bincount(parent[number], long, size)
    text, linked, run, count = (
        _summed(np.bincount(number, np.asarray(values, np.float64), size), above_of)
        for values in (length, length * share, long, np.ones(len(number)))
    )
    best = int((held + 0.5 * np.bincount(parent, held, size)).argmax())
    inside, below = _inside(above_of, best)
    beside, _ = _inside(above_of, above_of[best])
    total = max(1.0, run[0])
    above = parent[number]
    higher = parent[above]
    most = max(1.0, held.max())
    order = np.arange(len(number))
    within = np.flatnonzero(inside[number])
    first, last = (int(within[0]), int(within[-1])) if len(within) else (0, len(number) - 1)

    def links(at: Ints) -> NDArray[np.float64]:
        return linked[at] / np.maximum(text[at], 1)

    return np.stack(
        (
            held[above] / most, run[above] / total, run[higher] / total, run[parent[higher]] / total,
            links(number), links(above), links(higher), np.log1p(count[above]) / 3, np.log1p(count[higher]) / 3,
            inside[number], below[number] / 5, beside[number],
            np.sign(order - first) * np.log1p(np.abs(order - first)) / 3,
            np.sign(order - last) * np.log1p(np.abs(order - last)) / 3,
            (order >= first) & (order <= last),
        ),
        axis=1,
    ), best  # fmt: skip


def _signatures(lines: Sequence[Line], share: Floats, long: Ints) -> NDArray[np.float64]:
    """Lines whose elements are named alike: how many, how much of the page's running text, how linked."""
    known: dict[tuple[str, str, str], int] = {}
    of = np.array(
        [known.setdefault((line.place.tag, line.place.names, line.place.parent.names), len(known)) for line in lines]
    )
    count = np.bincount(of)
    return np.stack(
        (np.log1p(count)[of] / 3, np.bincount(of, long)[of] / max(1, long.sum()), (np.bincount(of, share) / count)[of]),
        axis=1,
    )


def _headings(lines: Sequence[Line]) -> NDArray[np.float64]:
    """The page's h1: whether it is the only one, the first, and where lines stand to it."""
    heads = [at for at, line in enumerate(lines) if line.place.tag == "h1"]
    order = np.arange(len(lines))
    first = heads[0] if heads else 0
    only = np.zeros(len(lines))
    if len(heads) == 1:
        only[first] = 1
    opening = np.zeros(len(lines))
    if heads:
        opening[first] = 1
    away = order - first if heads else np.zeros(len(lines))
    above = np.searchsorted(heads, order, side="right") if heads else np.zeros(len(lines))
    return np.stack(
        (only, opening, np.sign(away) * np.log1p(np.abs(away)) / 3, np.minimum(above, 4) / 2, bool(heads) + only * 0),
        axis=1,
    )


def _articles(places: Sequence[Place], number: Ints, best: int) -> NDArray[np.float64]:
    """Whether a line stands in the article that holds most of the running text, in another, in one inside it."""
    article = [0]
    for at in range(1, len(places)):
        place = places[at]
        article.append(at if place.tag == "article" else article[place.parent.number])
    main = article[best]
    outer = [article[places[at].parent.number] for at in range(len(places))]
    of = np.array(article)[number]
    inner = np.array(outer)[of]
    return np.stack(
        ((of == main) & (main > 0), (of != main) & (of > 0), (inner == main) & (of != main) & (main > 0),
         np.full(len(of), main > 0), (of > main) & (of != main)),
        axis=1,
    ).astype(np.float64)  # fmt: skip


def _pictures(page: Shown, number: Ints, parent: Ints) -> NDArray[np.float64]:
    """Pictures right above a line, and in the elements that it stands in."""
    inside = np.zeros(len(page.places))
    for picture in page.pictures:
        place = picture.place
        for _ in range(3):
            inside[place.number] += 1
            place = place.parent
    at = np.array([picture.at for picture in page.pictures], np.int64)
    ends = np.array([line.end for line in page.lines])
    before = np.diff(np.searchsorted(at, ends, side="left"), prepend=0) > 0
    above = parent[number]
    return np.stack(
        (before, np.minimum(inside[number], 3), np.minimum(inside[above], 3), np.minimum(inside[parent[above]], 5)),
        axis=1,
    )


def _told(text: str, lines: Sequence[Line], head: Metadata) -> NDArray[np.float32]:
    """Where a line says what the head of the page says: headline, description, author, date, section, the body."""
    titles = [title.casefold() for title in head.titles]
    window, body = head.window.casefold(), _plain(head.body.casefold())
    descriptions = [said.casefold() for said in head.descriptions]
    authors = [name.casefold() for name in head.authors if 3 < len(name) < 60 and "/" not in name]
    sections = {name.casefold() for name in head.sections}
    keywords = {name.casefold() for name in head.keywords}
    rows = np.zeros((len(lines), 13), np.float32)
    rows[:, 12] = bool(body)
    folded = text.casefold()
    same = len(folded) == len(text)
    for at, line in enumerate(lines):
        said = folded[line.start : line.end] if same else text[line.start : line.end].casefold()
        size = len(said)
        row = rows[at]
        if size < 400:
            if titles and any(said in title or title in said for title in titles):
                row[0] = said == titles[0]
                row[1] = said in titles
                row[3] = size >= _TITLE
            if size >= _TITLE and said in window:
                row[2] = 1
            if said in sections:
                row[8] = 1
            if said in keywords:
                row[9] = 1
            if authors and size < 200 and any(name in said for name in authors):
                row[6] = 1
                row[7] = said in authors
        if size >= _QUOTED:
            for told in descriptions:
                if said == told:
                    row[4] = 1
                elif said[:60] in told or (told[:60] in said and len(told) > _QUOTED):
                    row[5] = 1
            if body:
                plain = _plain(said)
                row[10] = plain[:80] in body
                row[11] = plain[-80:] in body
    return rows


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("’", "'").replace("“", '"').replace("”", '"')


def _joined(text: str, lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Lines that a lone br parts from the one before, and that go on with it: in headings, or inside a sentence."""
    found = np.zeros(len(lines), np.bool_)
    for at, line in enumerate(lines):
        if line.soft and at:
            before = text[lines[at - 1].start : line.start].rstrip()
            goes_on = text[line.start].islower() and not before.endswith(_ENDS)
            found[at] = line.place.tag in _HEADINGS or goes_on
    return found


def _bits(values: Ints, size: int) -> Ints:
    found: Ints = (values[:, None] >> np.arange(size)) & 1
    return found


def _one_of(values: Ints, size: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = values[:, None] == np.arange(size)
    return found
