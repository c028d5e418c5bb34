"""Lines to Blocks: hard wraps and torn lines re-joined, glued chips cut apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newscopy.structure.lines import Line

SENTENCE_ENDS = ".!?…。！？؟।॥։።"
CLOSERS = "\"”»’')]）」』›"
_OPENERS = "\"“„«‘'([（「『‹"
# What cannot open a line of its own: the line is the rest of the one before.
_CONTINUES = frozenset(",.;:!?)”»’…，。、；：！？）」』")
# Tabs, runs of blanks, and the separators that Unicode has for lines and paragraphs.
_BLANKS = re.compile("[\t\u2028\u2029]|  +")
_LONGEST_CHIPS = 80
_WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]")
_BULLET = re.compile(r"(?:[*•●◦▪■►–-]|\d{1,2}[.)])\s")
# A small letter and a capital side by side, in the scripts that have both.
_GLUED = re.compile(
    "[a-zß-öø-ÿāăąćčďđēęěğıļłńňőřśşšţťūůűźżžа-яёіїєґα-ωά-ώ](?=[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞİĻŁŃŇŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁІЇЄҐΑ-Ω])"
)
# Wrapped text: few lines are longer than 100 columns, and half of the longer ones end near the right edge.
_WIDEST_WRAP = 100
_EDGE = 14
# Share of torn lines from which on a page counts as dumped tag by tag.
_TORN = 0.04


class Block(NamedTuple):
    """One thing on the page: a paragraph, a heading, a menu entry.

    text: the lines joined with single spaces. spans: the stretches of the source it is made of, in order,
    half-open. blanks: empty lines before it. lines: how many it was printed on.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    blanks: int
    indent: int
    lines: int


def build(lines: Sequence[Line], sections: frozenset[str]) -> list[Block]:
    """The blocks of a page, in order. `sections` are section names by which glued chips are recognised."""
    blocks: list[Block] = []
    edge = _wrap_edge(lines)
    torn = _torn_share(lines)
    last = len(lines) - 1
    at = 0
    while at <= last:
        first = at
        while at < last and _continues(lines[at], lines[at + 1], lines[at + 2] if at + 1 < last else None, edge, torn):
            at += 1
        at += 1
        line = lines[first]
        if at - first > 1:
            blocks.append(_joined(lines[first:at]))
        elif len(line.text) <= _LONGEST_CHIPS and _GLUED.search(line.text) and (cuts := chip_cuts(line.text, sections)):
            blocks += _cut(line, cuts)
        else:
            blocks.append(Block(_flat(line.text), ((line.start, line.end),), line.blanks, line.indent, 1))
    return blocks


def width(text: str) -> int:
    """Columns on a terminal: CJK characters take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """True when the text closes a sentence, quotes and brackets behind it aside."""
    return text.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS and text != ""


def _wrap_edge(lines: Sequence[Line]) -> int:
    """The right edge of hard-wrapped text in columns, or 0 if the text is not wrapped."""
    widths = sorted(width(line.text) + min(line.indent, 12) for line in lines)
    longer = [size for size in widths if size > 40]
    if len(longer) < 4:
        return 0
    edge = longer[int(0.98 * (len(longer) - 1))]
    full = sum(edge - _EDGE <= size <= edge for size in longer)
    return edge if edge <= _WIDEST_WRAP and full * 2 >= len(longer) else 0


def _torn_share(lines: Sequence[Line]) -> float:
    """Share of the lines that start like the rest of another: inline tags dumped as line breaks."""
    return sum(_starts_inside(line.text) for line in lines) / max(1, len(lines))


def _starts_inside(text: str) -> bool:
    return text[0] in _CONTINUES or text.lstrip(_OPENERS)[:1].islower()


def _continues(above: Line, line: Line, below: Line | None, edge: int, torn: float) -> bool:
    if line.blanks:
        return False
    if edge:
        if _BULLET.match(line.text):
            return False
        first_word = line.text.split(None, 1)[0]
        room = edge - width(above.text) - min(above.indent, 12)
        return room < 1 + width(first_word) and width(above.text) > 30
    inside = _starts_inside(line.text)
    if not inside and torn <= _TORN:
        return False
    if ends_sentence(above.text) or above.text[-1] == ":":
        return line.text[0] in _CONTINUES and len(line.text) < 3
    if inside:
        likely = line.text[0] in _CONTINUES or torn > _TORN / 2 or width(above.text) > 60
        return likely and not _BULLET.match(line.text)
    # A link in the middle of a sentence: its own line, and the sentence goes on below.
    return (
        torn > _TORN and below is not None and not below.blanks and _starts_inside(below.text) and len(above.text) > 25
    )


def _joined(group: Sequence[Line]) -> Block:
    text = _flat(" ".join(line.text for line in group))
    return Block(text, tuple((line.start, line.end) for line in group), group[0].blanks, group[0].indent, len(group))


def _cut(line: Line, cuts: Sequence[int]) -> list[Block]:
    return [
        Block(_flat(line.text[a:b]), ((line.start + a, line.start + b),), 0 if a else line.blanks, 0, 1)
        for a, b in pairwise([0, *cuts, len(line.text)])
    ]


def _flat(text: str) -> str:
    """On one line, with single blanks; a no-break space is none."""
    return _BLANKS.sub(" ", text) if _BLANKS.search(text) else text


def chip_cuts(text: str, sections: frozenset[str]) -> list[int]:
    """Where section labels were glued together ("Middle EastWorld News" -> [11]); empty if they were not.

    At least one piece must be a known section name and none longer than four words, so that names written
    in camel case ("LinkedIn", "McDonald") stay whole.
    """
    cuts = [match.start() + 1 for match in _GLUED.finditer(text)]
    if not cuts:
        return []
    kept: list[int] = []
    for at in cuts:
        after = min((cut for cut in cuts if cut > at), default=len(text))
        left, right = text[kept[-1] if kept else 0 : at], text[at:after]
        if left.casefold() in sections or right.casefold() in sections:
            kept.append(at)
    pieces = [text[a:b] for a, b in pairwise([0, *kept, len(text)])]
    return kept if all(len(piece.split()) <= 4 for piece in pieces) else []
