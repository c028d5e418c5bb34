"""What stands on the line of a headline beside it: a mark, the trail that leads to it, the kicker before it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from newscopy.structure.blocks import GLUED, Blocks
from newscopy.structure.words import Lexicon, fold, letters

_COLONS = ":："
_BULLET = re.compile(r"[*•●◦▪■►]\s+(?=\S)")
# Signs that catch the eye, and how agencies of Japan and China mark and number a story ("◎", "(社会)(2)").
_SIGN = r"[\u203c\u2049\u25c6-\u25cf\u2605\u2606\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*"
_DESK = r"[(（][\u3400-\u9fff]{2,4}[)）](?:[(（]\d{1,2}[)）])?(?=[\u3400-\u9fff“「])"
_ADDRESS = re.compile(r"\s*<https?://[^>\s]*>$")
_LEADING = re.compile(rf"(?:{_BULLET.pattern}|[{_COLONS}]\s*|{_SIGN}|{_DESK})+")
# "“It begins”Ministers meet": a quotation that the headline touches.
_QUOTATION = re.compile(r"[\"„“«»][^\"„“”«»]{4,60}[\"“”«»](?=[^\W\d_])")
_STEP = re.compile(r"\s[»›>/|]\s")
# "/ Society / Ministers meet": a trail whose steps were lines of their own.
_STEPS, _SLASHED = "/>»›", re.compile(r"(?:[/>»›]\s+[^/>»›]{2,30}?\s+){1,4}[/>»›]\s+(?=\S)")
_MOST_WORDS, _FEWEST_WORDS, _SHORTEST = 6, 3, 12
# How many steps a trail has at least.
_FEWEST_STEPS = 2
# How far below a trail that ends in a headline the headline itself stands, in blocks; how many letters it has at least,
# and how much of the trail's.
_BELOW, _FEWEST_LETTERS, _SHARE = 25, 20, 0.5


class Parts(NamedTuple):
    """How long the trail at the start of a headline's line is, and the kicker behind it."""

    trail: int
    kicker: int


def parts(text: str, lexicon: Lexicon) -> Parts:
    """How the line of a headline is made up; nearly all are nothing but the headline."""
    trail = _behind_trail(text, lexicon)
    bullet = _BULLET.match(text, trail)
    found = _QUOTATION.match(text, bullet.end() if bullet else trail)
    kicked = found is not None and _is_kicker(found[0], text[found.end() :])
    return Parts(trail, found.end() - trail if found and kicked else 0)


def goes_on(text: str) -> bool:
    """True of a headline that opens with the colon that a style sheet has put between kicker and headline."""
    return text[0] in _COLONS


def without_address(text: str) -> str:
    """A title without the address that programs for mail put behind it, in angle brackets."""
    return _ADDRESS.sub("", text)


def bare(text: str) -> str:
    """A headline without the bullet of a list, a sign or a colon in front of it, and an address behind it."""
    text = without_address(text)
    found = _LEADING.match(text)
    return (text[found.end() :] or text) if found else text


def _is_kicker(kicker: str, rest: str) -> bool:
    few = 1 < len(kicker.split()) <= _MOST_WORDS
    return few and len(rest) >= _SHORTEST and len(rest.split()) >= _FEWEST_WORDS and not rest[0].islower()


def _behind_trail(text: str, lexicon: Lexicon) -> int:
    """Where a headline begins to which a trail is glued ("HomeSportTennisA new champion is …" -> 15), or 0."""
    if text[:1] in _STEPS and (steps := _SLASHED.match(text)):
        return steps.end() if len(text) - steps.end() >= _SHORTEST else 0
    cuts = [match.start() + 1 for match in GLUED.finditer(text)]
    if len(cuts) < _FEWEST_STEPS or not lexicon.knows(fold(text[: cuts[0]]), "section", "navigation"):
        return 0
    for low, high in pairwise([*cuts, len(text)]):
        if len(text[low:high].split()) >= _FEWEST_WORDS:
            return low if low >= cuts[_FEWEST_STEPS - 1] else 0
    return 0


def below_trail(headline: int, blocks: Blocks, opening: int) -> int:
    """The block that says the end of a headline's line once more, above the copy that opens with `opening`; or -1.

    The line is a trail of the site then ("Home 9 News 9 Ministers meet in Oslo"), or the title of the window.
    """
    line = blocks.texts[headline]
    whole = letters(line)
    # "You are here: Home » Society » “Tireless”": however short the headline is.
    stepped = len(_STEP.findall(line)) >= _FEWEST_STEPS
    least = _SHORTEST if stepped else max(_FEWEST_LETTERS, _SHARE * len(whole))
    for at in range(headline + 1, min(headline + _BELOW, opening)):
        if not least <= blocks.end[at] - blocks.start[at] <= len(line):
            continue
        said = letters(blocks.texts[at])
        ends = stepped and len(said) >= _SHORTEST and whole.endswith(said)
        if (ends or len(said) >= max(_FEWEST_LETTERS, _SHARE * len(whole))) and whole.find(said) > 0:
            before = line[: line.find(blocks.texts[at][:_FEWEST_LETTERS])]
            return -1 if before.rstrip().endswith((":", "：")) else at
    return -1
