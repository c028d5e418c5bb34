"""Which line goes on with the one above: hard wraps, and inline tags that were dumped as line breaks.

A small net looks at each joint, the place between two lines, and at those around it. Training and reading share the
code that makes numbers of a joint; whoever changes a column trains anew.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import characters, cues, dense, fields, mail_fields, tokens, torn, wires
from newscopy.structure.characters import KIND
from newscopy.structure.counts import Counts, share
from newscopy.structure.dense import Floats, Weights
from newscopy.structure.lines import Flags, Ints, Lines
from newscopy.structure.tokens import Tokens

_EDGE = 14
_LONG = 40
_THRESHOLD = 0.5
_INDENT = 2
# Of the long lines that are paragraphs so many end a sentence.
_ENDING = 0.8
# Shares of lines with an indent, behind a full stop and elsewhere, where it opens a paragraph.
_OFTEN, _HARDLY = 0.3, 0.1
# So many paragraphs open with an indent at least; a line is wrapped if it has so much of the width of the fuller ones.
_TABULATOR = 9
_WIDE_BLANK, _FEWEST_INDENTED, _FULL_AT, _FULL = 0x3000, 3, 0.8, 0.7
# From how many signs on, without a word, a line is a rule: "--" stands above the signature of a mail.
_RULE = 2
# So many words a line has at least that ends in one like "of", where no line is wider than those of typed texts.
_FEWEST_LEADING, _TYPED = 4, 110
# Where no line is longer than _LONG nothing is wrapped, and whatever follows would have fitted; but for a column of a
# newspaper: it has so many lines from _NARROW to _WIDEST, so many go on with a small letter, and few lines, such as the
# one at the head of the page, are longer.
_NO_EDGE = 400.0
_NARROW, _WIDEST, _FEWEST, _GOING_ON, _STRAY = 20, 56, 6, 0.3, 0.1
_ABOVE = characters.groups(
    ("comma",), ("colon",), ("dash", "bar", "sign"), ("upper", "lower", "digit"), ("quote",),
    ("caseless", "wide", "mark"), ("bracket",),
)  # fmt: skip
_BELOW = characters.groups(
    ("upper",), ("lower",), ("digit",), ("quote",), ("comma", "stop", "asking", "colon", "ellipsis"),
    ("caseless", "wide"), ("bar", "dash", "sign"), ("bracket",),
)  # fmt: skip
_LOWER, _GOES_ON = 1, 4
_BULLETS = "•●◦▪■►‣⁃"
# Letters of a line in capitals.
_CAPITALS = 8
# How many columns a deck is indented at least, and how many lines it has at most.
_CENTRED, _MOST_DECKED = 8, 4
# So many words of a deck have a capital.
_TITLED, _BY = 0.6, "by "
_EVERY = np.arange(len(characters.KINDS), dtype=np.uint8)
_LETTER = characters.one_of(_EVERY, "upper", "lower")
_WORD = characters.one_of(_EVERY, "upper", "lower", "caseless", "wide", "mark")
# From so many columns on a line is prose.
_PROSE = 80
_OPENING = "([（【"
_MOST_OPEN, _MOST_AGAIN = 2, 20
_Number = TypeVar("_Number", np.int64, np.float64)
COLUMNS = 55
REACHES = (1, 2)


def joined(lines: Lines, counts: Counts, words: Tokens, common: frozenset[str], weights: Weights) -> Flags:
    """For each line but the first, True where it goes on with the one above: shape (lines - 1,).

    `common` are words that stand in any sentence.
    """
    if len(lines) < 2:
        return np.zeros(0, np.bool_)
    # A line of dashes or stars parts what stands above and below, and so does one on which nothing is seen, such as a
    # zero-width space where an advertisement was to stand.
    unseen = counts.kinds[:, KIND["other"]] == counts.length
    rule = ((counts.words == 0) & (counts.length >= _RULE)) | unseen
    likely = chances(measure(lines, counts, words, common), weights)
    ends_inside = _words(counts, words, common)[0].astype(np.bool_)
    goes_on = (likely > _THRESHOLD) | torn.joints(lines, counts, likely, ends_inside)
    if counts.width.max() <= _TYPED:
        # No headline ends in a word that leads to another one.
        goes_on |= ends_inside & (counts.width[:-1] >= _LONG) & (counts.words[:-1] >= _FEWEST_LEADING)
    named, continued = fields.joints(lines)
    opens = (
        lines.glued
        | rule
        | named
        | mail_fields.opening(lines)
        | wires.opening(lines, counts)
        | characters.are(lines.codes[lines.start], _BULLETS)
    )
    # Behind a full stop a dash opens what somebody says, or names who said it.
    stop = characters.one_of(counts.end[:-1], "stop", "asking")
    opens[1:] |= stop & (counts.first == KIND["dash"])[1:]
    # A full stop alone is the end of what stands around the words of a link.
    opens[1:] |= ((counts.length == 1) & characters.one_of(counts.first, "stop", "asking"))[:-1]
    # And an indent, if the line below has none: it is the first of a paragraph.
    indented = (lines.indent[1:] >= _INDENT) | _tabbed(lines)[1:]
    flush = np.zeros(len(opens) - 1, np.bool_)
    if indented.any():
        deeper = np.diff(np.append(lines.indent, 0))
        opens[1:] |= stop & (deeper[:-1] >= _INDENT) & (deeper[1:] <= -_INDENT)
        # So it is below any indented line, where hardly a line is indented but behind a full stop; a head in the middle
        # of its line is, but not below what is wrapped.
        wrapped = _wrapped(lines, counts)
        inside = ~stop & wrapped[:-1] & (lines.blanks[1:] == 0)
        places = (~stop, inside) if np.count_nonzero(inside) >= _FEWEST_INDENTED else (~stop,)
        hardly = any(_mean(indented, place) <= _HARDLY for place in places)
        if hardly and _mean(indented, stop) >= _OFTEN:
            opens[1:] |= stop & indented
            flush = _flush(indented, wrapped, lines)
    opens[1:] |= _paragraphs(lines, counts) & ~flush
    # Nor does anything go on behind an empty line.
    parted = lines.blanks[1:] > 0
    surely = continued[1:] | _surely(lines, counts) | flush
    result: Flags = (goes_on | surely) & ~opens[1:] & ~rule[:-1] & ~parted
    return result


def _tabbed(lines: Lines) -> Flags:
    """Which lines begin with a tabulator, or with the blank that is as wide as a letter of Chinese or Japanese."""
    before = lines.codes[np.maximum(lines.start - 1, 0)]
    found: Flags = (lines.indent > 0) & ((before == _WIDE_BLANK) | (before == _TABULATOR))
    return found


def _wrapped(lines: Lines, counts: Counts) -> Flags:
    """Which lines are as wide as nearly all of the widest ones, and no wider than those of typed texts."""
    width = _width(lines, counts)
    found: Flags = (width >= _FULL * np.quantile(width, _FULL_AT)) & (width <= _TYPED)
    return found


def _flush(indented: Flags, wrapped: Flags, lines: Lines) -> Flags:
    """Where every paragraph opens with an indent, each line without one that is wrapped goes on: shape (lines - 1,)."""
    # A headline is indented, too, but not as wide as a line of the copy.
    opens = np.append(False, indented & wrapped[1:])
    if np.count_nonzero(opens) < _FEWEST_INDENTED:
        return np.zeros(len(indented), np.bool_)
    # Up to the next empty line: behind it stands something else until there is an indent again.
    run = np.cumsum(lines.blanks > 0)
    before = np.cumsum(opens) - opens
    inside = before > before[np.searchsorted(run, run)]
    found: Flags = inside[1:] & ~indented & wrapped[:-1]
    return found


def _paragraphs(lines: Lines, counts: Counts) -> Flags:
    """Where a line ends a sentence as nearly all long ones around do, up to the next empty lines: each is a paragraph.

    Of hard-wrapped lines one in seven does; two that do say less where other lines of the text are wrapped.
    """
    long = counts.width >= _LONG
    ended = long & characters.one_of(counts.end, "stop", "asking", "ellipsis")
    run = np.cumsum(lines.blanks > 0)
    of_long, of_ended = np.bincount(run[long], minlength=run[-1] + 1), np.bincount(run[ended], minlength=run[-1] + 1)
    wrapped = (counts.first == KIND["lower"])[1:] & (lines.blanks[1:] == 0) & long[:-1] & ~ended[:-1]
    whole = (of_long >= (3 if wrapped.any() else 2)) & (of_ended >= _ENDING * of_long)
    result: Flags = (ended & whole[run])[:-1]
    return result


def _surely(lines: Lines, counts: Counts) -> Flags:
    """Where a line goes on with the one above beyond doubt, as no blank line parts them.

    It starts with a small letter, and a word was broken above; or, in a column, no sentence ended there. In a column a
    headline in capitals goes on in capitals, too.
    """
    lower = counts.first == KIND["lower"]
    broken = (counts.last == KIND["dash"])[:-1] & _LETTER[lines.kinds[np.maximum(lines.end[:-1] - 2, 0)]]
    found = broken & lower[1:]
    capitals = (counts.kinds[:, KIND["upper"]] >= _CAPITALS) & (counts.kinds[:, KIND["lower"]] == 0)
    # Decks that stand in the middle of their lines, of which the upper one is not ended.
    centred = (lines.indent >= _CENTRED) & capitals
    found |= centred[1:] & centred[:-1] & characters.one_of(counts.last[:-1], "comma", "colon", "dash")
    if _column(_width(lines, counts), lower) is not None:
        ended = characters.one_of(counts.end[:-1], "stop", "asking", "ellipsis", "colon")
        found |= (lower[1:] | (capitals[1:] & capitals[:-1])) & ~ended
        found |= _decked(lines, counts) & ~ended
    result: Flags = found & (lines.blanks[1:] == 0)
    return result


def _decked(lines: Lines, counts: Counts) -> Flags:
    """Joints inside a few lines between two empty ones, as decks stand in a column; shape (lines - 1,).

    Nearly each word of them has a capital, and they do not say who wrote the story.
    """
    run = np.cumsum(lines.blanks > 0)
    size = np.bincount(run)
    titled = share(counts.capitals, counts.words) >= _TITLED
    titled &= counts.words > 1
    decks = (size <= _MOST_DECKED) & (np.bincount(run, weights=titled) == size)
    found: Flags = decks[run[1:]] & (run[1:] == run[:-1])
    for at in np.flatnonzero(found).tolist():
        found[at] = found[at] and not _signed(lines, at) and (at == 0 or run[at - 1] != run[at] or found[at - 1])
    return found


def _signed(lines: Lines, number: int) -> bool:
    start = int(lines.start[number])
    return lines.text[start : start + len(_BY)].lower() == _BY


def chances(rows: Floats, weights: Weights) -> Floats:
    """How likely each joint is inside a block; `rows` as `measure` makes them."""
    scores = dense.scores(rows, weights, "joint_", REACHES)[:, 0]
    result: Floats = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
    return result


def measure(lines: Lines, counts: Counts, words: Tokens, common: frozenset[str]) -> Floats:
    """A row of numbers for each joint, shape (lines - 1, COLUMNS); there must be two lines or more."""
    width = _width(lines, counts)
    starts = _BELOW[counts.first]
    lower = starts[:, _LOWER]
    wrapped = ~_addressed(lines)
    edge, near = _edge(width[wrapped], lower[wrapped])
    spaces = np.flatnonzero(lines.kinds == KIND["space"])
    ahead = np.append(spaces, len(lines.codes))[spaces.searchsorted(lines.start)]
    word = np.minimum(ahead, lines.end) - lines.start
    torn = (np.count_nonzero(lower) + np.count_nonzero(starts[:, _GOES_ON])) / len(lines)
    room = edge - width[:-1] - word[1:] - 1
    far = np.minimum(width / 80, 4)
    # What is told of a line both when it is above the joint and when it is below.
    either = (
        far, np.log1p(counts.words), share(counts.capitals, counts.words), lines.trailing > 0,
        np.abs(edge - width) < _EDGE, counts.kinds[:, KIND["quote"]] % 2,
    )  # fmt: skip
    blanks, parted = lines.blanks[1:], lines.blanks[1:] > 0
    stop = characters.one_of(counts.end, "stop", "asking", "ellipsis")
    # How many sentences are torn where there are blank lines; how many of two long lines have one between; how many
    # long lines end a sentence.
    prose = counts.width > _PROSE
    both = prose[1:] & prose[:-1]
    torn_apart = np.sqrt(_mean((lower[1:] > 0) & ~stop[:-1], parted))
    rows = np.empty((len(lines) - 1, COLUMNS), np.float32)
    rows[:, :7] = _ABOVE[counts.last[:-1]]
    rows[:, 7:15] = starts[1:]
    columns = (
        *(values[:-1] for values in either), *(values[1:] for values in either),
        room < 0, _between(room / 20, 3), min(edge / 100, 4), near, torn, blanks == 0, blanks == 1,
        np.log1p(blanks), stop[:-1],
        _between(lines.indent[1:] - lines.indent[:-1], 8) / 4, np.minimum(lines.indent[1:], 12) / 4, lower[:-1],
        np.append(0, far[:-2]), np.append(far[2:], 0), np.append(lower[2:], 0),
        np.count_nonzero(lines.blanks) / len(lines), np.log1p(len(lines)), torn_apart,
        _mean(parted, both), _mean(stop, prose), *_words(counts, words, common),
        *_beside(_opened(lines)), *_beside(_again(words)),
    )  # fmt: skip
    for number, values in enumerate(columns, 15):
        rows[:, number] = values
    return rows


def _words(counts: Counts, words: Tokens, common: frozenset[str]) -> tuple[NDArray[np.generic], ...]:
    """Whether a common word ends the line above, and opens the one below; the share of them in each."""
    known = cues.standing_in(common, words.hashes)
    found = np.append(known, False)
    last = words.count.cumsum()
    first = np.where(words.count > 0, last - words.count, len(known))
    ends = found[last - 1] & (words.count > 0) & _WORD[counts.last]
    part = share(np.bincount(words.owner.take(np.flatnonzero(known)), minlength=len(words.count)), words.count)
    return ends[:-1], found[first][1:], *_beside(part)


def _opened(lines: Lines) -> Ints:
    """How many brackets each line opens and does not close; less than none if it closes more."""
    at = np.flatnonzero(lines.kinds == KIND["bracket"])
    owner = np.searchsorted(lines.start, at, side="right") - 1
    at, owner = at[owner >= 0], owner[owner >= 0]
    opens = np.bincount(owner[characters.are(lines.codes[at], _OPENING)], minlength=len(lines))
    return _between(2 * opens - np.bincount(owner, minlength=len(lines)), _MOST_OPEN)


def _again(words: Tokens) -> Floats:
    """How many other lines have the letters of each, as a logarithm."""
    others, _ = tokens.again(words.letters.keys(), words.letters.count > 0)
    result: Floats = np.log1p(np.minimum(others, _MOST_AGAIN)).astype(np.float32)
    return result


def _beside(values: NDArray[np.generic]) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
    """A value of the line above each joint and of the line below."""
    return values[:-1], values[1:]


def _mean(these: Flags, among: Flags) -> float:
    """The share of some that are among others; 0 if there are none of these."""
    return np.count_nonzero(these & among) / max(1, int(np.count_nonzero(among)))


def _between(values: NDArray[_Number], most: int) -> NDArray[_Number]:
    """The values, none beyond +-most."""
    found: NDArray[_Number] = np.minimum(np.maximum(values, -most), most)
    return found


def _width(lines: Lines, counts: Counts) -> Ints:
    """The columns that each line takes, with its indent."""
    width: Ints = counts.width + np.minimum(lines.indent, 12)
    return width


def _addressed(lines: Lines) -> Flags:
    """Which lines have an address in them, which is as long as it is."""
    found = np.zeros(len(lines), np.bool_)
    at = lines.text.find("://")
    while at >= 0:
        found[lines.start.searchsorted(at) - 1] = True
        at = lines.text.find("://", at + 1)
    return found


def _edge(width: Ints, lower: NDArray[np.generic]) -> tuple[float, float]:
    """The right edge of the text in columns, and the share of its longer lines that end near it.

    `lower` tells which lines start with a small letter.
    """
    longer = np.sort(width[width > _LONG])
    column = _column(width, lower)
    if column is not None:
        longer = column
    if not len(longer):
        return _NO_EDGE, 0.0
    edge = float(longer[int(0.98 * (len(longer) - 1))])
    return edge, np.count_nonzero((longer >= edge - _EDGE) & (longer <= edge)) / len(longer)


def _column(width: Ints, lower: NDArray[np.generic]) -> Ints | None:
    """The widths of the lines of a narrow column, least first, without the few that are longer; None if it is none."""
    narrow = width >= _NARROW
    size, stray = np.count_nonzero(narrow), np.count_nonzero(width > _WIDEST)
    if size < _FEWEST or stray > _STRAY * size or lower[narrow].mean() < _GOING_ON:
        return None
    widths: Ints = np.sort(width[narrow])[: size - stray]
    return widths
