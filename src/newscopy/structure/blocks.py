"""Lines to Blocks: hard wraps and torn lines re-joined, glued chips cut apart."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import fields, joints, overlays, wires
from newscopy.structure.characters import KIND
from newscopy.structure.counts import Counts, count, regrouped
from newscopy.structure.dense import Weights
from newscopy.structure.lines import Flags, Ints, Lines, cut, single_spaced, split
from newscopy.structure.tokens import Tokens
from newscopy.structure.words import Lexicon

SENTENCE_ENDS = ".!?…。！？؟।॥։።"
CLOSERS = "\"”“»«’‘')]）」』›‹"
"""What may stand behind a full stop; German and other languages close quotations with what opens English ones."""
# Tabs, runs of blanks, and the separators that Unicode has for lines and paragraphs.
_BLANK = ("  ", "\t", "\u2028", "\u2029")
_BLANKS = re.compile("[\t\u2028\u2029]|  +")
# What stands on a line, without the blanks around it.
_SOLID = re.compile(r"\S(?:[^\r\n]*\S)?")
_LONGEST_CHIPS = 80
# A kicker in capitals that a headline follows: the fewest letters it has, the fewest words of the headline, and the
# longest line of both.
_SHORTEST_KICKER, _FEWEST_WORDS, _LONGEST_HEADLINE = 10, 4, 160
# A word broken at the end of a line loses its hyphen, unless it has one elsewhere on the page; "in- und ausländisch"
# are two words.
_HYPHENS = "-\xad\u2010"
_BROKEN = re.compile(rf"([^\W\d_]{{2,40}})[{_HYPHENS}]$")
_REST = re.compile(r"\w+")
_CHAIN = re.compile(r"[^\W\d_]+(?:-\w+)+")
_LONGEST_HALF = 50
UNSEEN = "\xad\ufeff"
"""Where a word may be broken, and the mark at the start of files: no letter of a word, and searches stumble over it."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_CONJUNCTIONS = frozenset(
    {"and", "or", "to", "und", "oder", "bzw", "sowie", "bis", "en", "of", "och", "eller", "og", "ja", "tai", "et", "ou"}
)
# Letters between which no blank belongs where a line was broken: CJK, but not Hangul.
_CLOSE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Before these stands no blank, but in front of dots and of decimals (".5").
_FOLLOWS = ",.;)]”"
_PARTED_SIGNS = frozenset({"..", *(f".{digit}" for digit in "0123456789")})
# Capitals that are words, and how long the rest of another word is behind them, at the start of an article ("I", "t").
_WORDS_OF_ONE, _LONGEST_END = "AIO", 2
# A small letter and a capital side by side, in the scripts that have both.
GLUED = re.compile(
    "[a-zß-öø-ÿāăąćčďđēęěğıļłńňőřśşšţťūůűźżžа-яёіїєґα-ωά-ώ](?=[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞİĻŁŃŇŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁІЇЄҐΑ-Ω])"
)
_OPENERS = "\"“„«»‹‘'"
# What may stand inside the words of a kicker.
_PARTED = re.compile("[-&'’/]")


class Block(NamedTuple):
    """One thing on the page: a paragraph, a heading, a menu entry.

    text: the lines joined with single spaces. spans: the stretches of the source it is made of, in order, half-open.
    """

    text: str
    spans: tuple[tuple[int, int], ...]


class _Made(Sequence[Block]):
    """Blocks of which most are asked for their texts alone; each is made when it is asked for."""

    @property
    @abstractmethod
    def texts(self) -> list[str]:
        """The text of each block."""

    @abstractmethod
    def _spans(self, at: int) -> tuple[tuple[int, int], ...]:
        """The spans of the block of a number from 0 up."""

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> list[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | list[Block]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return Block(self.texts[at], self._spans(range(len(self))[at]))


@dataclass(frozen=True, eq=False)
class Blocks(_Made):
    """The blocks of a page in order, made when they are asked for, and what was counted of each.

    lines: those they are made of. first: the first line of each block. start, end: offsets of each in the text. blanks:
    empty lines before each. counts and words go by block.
    """

    lines: Lines
    first: Ints
    counts: Counts
    words: Tokens

    @cached_property
    def start(self) -> list[int]:
        starts: list[int] = self.lines.start[self.first].tolist()
        return starts

    @cached_property
    def end(self) -> list[int]:
        ends: list[int] = self.lines.end[self._last].tolist()
        return ends

    @cached_property
    def blanks(self) -> list[int]:
        blanks: list[int] = self.lines.blanks[self.first].tolist()
        return blanks

    @cached_property
    def _last(self) -> Ints:
        return np.append(self.first[1:], len(self.lines)) - 1

    @cached_property
    def _bounds(self) -> list[int]:
        """The first line of each block, and the end of the lines."""
        return [*self.first.tolist(), len(self.lines)]

    @cached_property
    def _hyphened(self) -> frozenset[str]:
        return _hyphened(self.lines.text)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each block: its lines as one."""
        said = self.lines.texts()
        if len(self.first) < len(said):
            parts, bounds = said, pairwise(self._bounds)
            said = [
                parts[low] if high - low == 1 else _rejoined(parts[low:high], lambda: self._hyphened)
                for low, high in bounds
            ]
        return _evened(said)

    def __len__(self) -> int:
        return len(self.first)

    def _spans(self, at: int) -> tuple[tuple[int, int], ...]:
        low, high = self._bounds[at], self._bounds[at + 1]
        starts, ends = self.lines.start[low:high].tolist(), self.lines.end[low:high].tolist()
        return tuple(zip(starts, ends, strict=True))

    def until(self, number: int) -> Blocks:
        """The blocks before one of them, as if the page ended there."""
        lines = self.lines.until(int(self.first[number]))
        counts, words = count(lines)
        opens = np.zeros(len(lines), np.bool_)
        opens[self.first[:number]] = True
        return group(lines, counts, words, opens)

    def without(self, left_out: Flags) -> Blocks:
        """The blocks but for some of them, as if there were blanks in their place."""
        sizes = np.append(self.first[1:], len(self.lines)) - self.first
        lines = _erased(self.lines, left_out.repeat(sizes))
        counts, words = count(lines)
        first = np.cumsum(sizes[~left_out]) - sizes[~left_out]
        opens = np.zeros(len(lines), np.bool_)
        opens[first] = True
        return group(lines, counts, words, opens)


def _erased(lines: Lines, left_out: Flags) -> Lines:
    """The lines without some of them, which become blanks in the text, so that all offsets hold."""
    kept = np.flatnonzero(~left_out)
    gone = np.zeros(len(lines.codes) + 1, np.int8)
    np.add.at(gone, lines.start[left_out], 1)
    np.add.at(gone, lines.end[left_out], -1)
    erased = np.cumsum(gone[:-1], dtype=np.int8) > 0
    codes = np.where(erased, np.uint32(ord(" ")), lines.codes)
    # Below a line that is gone as many lines are empty as above and below it.
    return replace(
        lines,
        text=codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass"),
        codes=codes,
        kinds=np.where(erased, np.uint8(KIND["space"]), lines.kinds),
        start=lines.start[kept],
        end=lines.end[kept],
        blanks=np.maximum.reduceat(lines.blanks, np.append(0, kept[:-1] + 1)),
        indent=lines.indent[kept],
        trailing=lines.trailing[kept],
        glued=lines.glued[kept],
    )


class Divided(_Made):
    """A page divided into blocks by someone else: each block is what is not blank in a stretch of the text.

    `stretches` are half-open, in order, disjoint, and begin and end with a character that is not blank. start, end:
    those of the stretches.
    """

    def __init__(self, text: str, stretches: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.plain = overlays.bare(text)
        self.start = [start for start, _ in stretches]
        self.end = [end for _, end in stretches]

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def _hyphened(self) -> frozenset[str]:
        return _hyphened(self.text)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each block: its lines as one."""
        text = self.text
        parts = ([text[start:end] for start, end in self._spans(at)] for at in range(len(self)))
        return _evened([_rejoined(lines, lambda: self._hyphened) for lines in parts])

    def _spans(self, at: int) -> tuple[tuple[int, int], ...]:
        start, end = self.start[at], self.end[at]
        # Signs of a mail that are a block of their own are what a person made of them.
        text = self.plain if self.plain[start:end].strip() else self.text
        return tuple((start + line.start(), start + line.end()) for line in _SOLID.finditer(text[start:end]))


def ends_sentence(text: str) -> bool:
    """True of a text that a full stop or its like ends, with whatever closes a quotation behind it."""
    return text.rstrip(CLOSERS).endswith(tuple(SENTENCE_ENDS))


def build(text: str, lexicon: Lexicon, weights: Weights) -> Blocks:
    """The blocks of a page; raises ValueError if the text is blank."""
    lines = unglued(text, lexicon["section"])
    counts, words = count(lines)
    opens = np.append(True, ~joints.joined(lines, counts, words, lexicon["function"], weights))
    return group(lines, counts, words, opens)


def unglued(text: str, sections: frozenset[str]) -> Lines:
    """The lines of a text, glued labels cut apart by the section names; raises ValueError if the text is blank."""
    lines = _unquoted(single_spaced(split(overlays.bare(text))), text)
    if not len(lines):
        raise ValueError("a blank text has no blocks")
    places = {
        **dict(_kickers(lines)),
        **dict(_chips(lines, sections)),
        **dict(fields.cuts(lines)),
        **dict(wires.marked(lines)),
        **dict(wires.services(lines)),
    }
    return cut(lines, sorted(places.items()))


def _unquoted(lines: Lines, text: str) -> Lines:
    """The lines without the indent that the signs of a mail leave where they stood before them."""
    if "\n>" not in text or lines.text == text:
        return lines
    quoted = [text[at] == ">" for at in (lines.start - lines.indent).tolist()]
    return replace(lines, indent=np.where(quoted, np.maximum(lines.indent - len("> "), 0), lines.indent))


def group(lines: Lines, counts: Counts, words: Tokens, opens: NDArray[np.bool_]) -> Blocks:
    """Blocks of lines, where `opens` tells which lines are the first of one."""
    first = np.flatnonzero(opens)
    return Blocks(lines, first, counts.grouped(first), regrouped(words, first))


def seen(text: str) -> str:
    """A text without what nobody sees; one that shows nothing stays as it is."""
    return _UNSEEN.sub("", text) or text


def _evened(texts: list[str]) -> list[str]:
    """Texts without line breaks, with one blank for each tab and each run of blanks, and without what nobody sees."""
    whole = "\n".join(texts)
    if any(sign in whole for sign in UNSEEN):
        texts = list(map(seen, texts))
        whole = "\n".join(texts)
    return _BLANKS.sub(" ", whole).split("\n") if any(blank in whole for blank in _BLANK) else texts


def _rejoined(parts: list[str], hyphened: Callable[[], frozenset[str]]) -> str:
    """The lines of a block as one; `hyphened` gives the words of the page that have a hyphen inside."""
    said = [parts[0]]
    for part in parts[1:]:
        above = said[-1]
        broken = _BROKEN.search(above, max(0, len(above) - _LONGEST_HALF)) if above[-1] in _HYPHENS else None
        rest = _REST.match(part) if broken else None
        if broken is None or rest is None:
            said += [part] if _touches(above, part) else [" ", part]
        elif rest[0] in _CONJUNCTIONS:
            said += [" ", part]
        else:
            if rest[0][0].islower() and f"{broken[1]}-{rest[0]}" not in hyphened():
                said[-1] = above[:-1]
            said.append(part)
    return "".join(said)


def _touches(above: str, part: str) -> bool:
    """No blank belongs between the two: in CJK, before a comma or a full stop, and behind a large first letter."""
    if _CLOSE.match(above[-1]) and _CLOSE.match(part):
        return True
    if len(above) == 1 and above.isupper() and part[0].isalpha():
        word = _REST.match(part)
        return above not in _WORDS_OF_ONE or part[0].isupper() or (word is not None and word.end() <= _LONGEST_END)
    return part[0] in _FOLLOWS and part[:2] not in _PARTED_SIGNS and above[-1] not in _FOLLOWS


def _hyphened(text: str) -> frozenset[str]:
    """The words of a text that have a hyphen inside, and of longer chains each two that stand side by side."""
    chains = (chain.split("-") for chain in _CHAIN.findall(text))
    return frozenset(f"{one}-{other}" for chain in chains for one, other in pairwise(chain))


def _chips(lines: Lines, sections: frozenset[str]) -> Iterator[tuple[int, list[int]]]:
    """Lines of glued section labels, and where in the text to cut them."""
    kinds = lines.kinds
    glued = np.flatnonzero((kinds[:-1] == KIND["lower"]) & (kinds[1:] == KIND["upper"]))
    for number in np.unique(np.searchsorted(lines.start, glued, side="right") - 1).tolist():
        start, end = int(lines.start[number]), int(lines.end[number])
        if end - start <= _LONGEST_CHIPS and (cuts := chip_cuts(lines.text[start:end], sections)):
            yield number, [start + at for at in cuts]


def _kickers(lines: Lines) -> Iterator[tuple[int, list[int]]]:
    """Lines that begin with a kicker in capitals, and where in the text its headline begins."""
    upper = lines.kinds == KIND["upper"]
    short = lines.end - lines.start
    capitals = upper[lines.start] & (short > _SHORTEST_KICKER) & (short <= _LONGEST_HEADLINE)
    capitals &= upper[np.minimum(lines.start + 1, len(upper) - 1)]
    for number in np.flatnonzero(capitals).tolist():
        start, end = int(lines.start[number]), int(lines.end[number])
        if at := kicker_end(lines.text[start:end]):
            yield number, [start + at]


def kicker_end(text: str) -> int:
    """Where a headline begins behind a kicker in capitals, or 0 ("TRADE ROW Ministers meet again in Oslo" -> 10)."""
    words = text.split(" ")
    kicker: list[str] = []
    for word in words:
        if not word.isupper() or not _PARTED.sub("", word).isalpha():
            break
        kicker.append(word)
    rest = words[len(kicker) :]
    if sum(map(len, kicker)) < _SHORTEST_KICKER or len(rest) < _FEWEST_WORDS:
        return 0
    opening = rest[0].lstrip(_OPENERS)
    titled = opening[:1].isupper() and any(map(str.islower, opening))
    return len(" ".join(kicker)) + 1 if titled else 0


def chip_cuts(text: str, sections: frozenset[str]) -> list[int]:
    """Where section labels were glued together ("Middle EastWorld News" -> [11]); empty if they were not.

    At least one piece must be a known section name and none longer than four words, so that names written
    in camel case ("LinkedIn", "McDonald") stay whole.
    """
    cuts = [match.start() + 1 for match in GLUED.finditer(text)]
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
