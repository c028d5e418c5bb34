"""Which block is a page's headline: what none can be, and which of two that stand together."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newscopy.structure import dates, picture_credits
from newscopy.structure.blocks import Blocks
from newscopy.structure.features import Page
from newscopy.structure.names import looks_like_name
from newscopy.structure.net import CLASSES
from newscopy.structure.words import Lexicon, letters

_HEADLINE = CLASSES.index("headline")
# Only blocks that are so likely at least are looked at.
_LIKELY = 0.02
# How much of a headline's chance is left to a line that asks to share it, to a date, to a label of the site, to who is
# named below a line such as "by", and to several sentences; and to one sentence with its full stop, as standfirsts have
# it.
_SHARED, _STAMP, _LABEL, _NAMED, _SENTENCES, _SENTENCE = 0.1, 0.1, 0.1, 0.1, 0.05, 0.5
# A line with a date is one up to so many columns, if the date is so much of it.
_LONGEST_STAMP, _MOSTLY = 40, 0.6
_FEWEST_COLUMNS = 100
# What a credit in brackets ends with: a headline has none.
_CLOSES = ")）]"
# The caption of a picture that stands twice has so many columns at most.
_LONGEST_PICTURED = 160
# "Portrait of" has so many words at most.
_PORTRAIT = 2
# How much likelier the line is that is said once more where the page is to be shared.
_SAID_TO_SHARE = 4
_ENDS_INSIDE = re.compile(r"[^\W\d_]{3,}[.!?…] +[A-ZÀ-ÞА-Я„“\"«]")
# The caption of a gallery; and names with values, as agencies have them above a story ("稿号：2026 栏目：国内").
_COUNTED = re.compile(r"\d{1,3} of \d{1,3} \| \S")
_NAMED_VALUES = re.compile(r"(?:[^\s:：]{1,12}[:：]\s?[^\s:：]+(?:\s+|$)){2,}")
_LABELS = (
    "advert", "comments", "consent", "navigation", "related_heading", "section", "share", "subscription",
)  # fmt: skip
# A kicker in capitals has so many words at most, the headline below it so many columns, and this chance at least.
_KICKER_WORDS, _BELOW_KICKER, _BARELY = 4, (40, 140), 0.005
# Of a long line and a shorter one right above it the shorter is the headline, the other its standfirst, if the shorter
# one is so likely, as a share of the other's chance; the same where a line stands between them.
_LONG_LINE, _SHORTEST, _AS_LIKELY = 90, 20, 0.3
_LONG_BELOW, _HALF_AS_LIKELY = 60, 0.5
# Of two headlines of which the upper ends a trail: what the lower has of the other's chance at least, how many long
# words both have, what may stand between them, and what goes on with the head of the story within so many blocks.
_NEARLY_AS_LIKELY, _IN_COMMON, _HEAD_GOES_ON = 0.4, 2, 5
_LED_BY = frozenset({"kicker", "category", "other", "headline"})
_OPENS = frozenset({"byline", "timestamp", "standfirst", "caption", "credit", "paragraph"})
_SIGNS = frozenset({"byline", "timestamp", "standfirst"})
# How many blocks further down the line may stand.
_FURTHER = 12
_WORD = re.compile(r"[^\W\d_]{4,}")
_SERIES = re.compile(r"(?:UPDATE|WRAPUP) \d{1,2}-\S")
# The headline above decks has so many words at least, and stands so near the top.
_FEWEST_DECKED, _AT_THE_TOP = 3, 4


def titled(chances: NDArray[np.float32], blocks: Blocks, titles: Sequence[str]) -> NDArray[np.float32]:
    """The chances, shape (blocks, classes), where the title is known: the block that says the likeliest is it."""
    chances = chances.copy()
    chances[:, _HEADLINE] = 0
    said = list(map(letters, blocks.texts))
    at = next((said.index(title) for title in map(letters, titles) if title and title in said), None)
    if at is not None:
        chances[at] = 0
        chances[at, _HEADLINE] = 1
    return chances


def weighed(chances: NDArray[np.float32], blocks: Blocks, page: Page, lexicon: Lexicon) -> NDArray[np.float32]:
    """The chances, shape (blocks, classes), with those of headlines put right by what stands in the lines."""
    chances = chances.copy()
    heads = chances[:, _HEADLINE]
    heads[page.leads("share")] *= _SHARED
    heads[page.is_one(*_LABELS)] *= _LABEL
    heads[1:][page.is_one("byline")[:-1]] *= _NAMED
    for at in np.flatnonzero(heads > _LIKELY).tolist():
        heads[at] *= _left(at, blocks, page)
        if pictured(at, blocks, page, lexicon):
            heads[[at, at + 1]] = 0
        if blocks.texts[at][-1] in _CLOSES and picture_credits.start(blocks.texts[at], lexicon) < len(blocks.texts[at]):
            heads[at] *= _LABEL
        if page.width[at] <= _LONGEST_STAMP and page.again[at] and _owns(blocks.texts[at], blocks):
            heads[at] *= _LABEL
        # "Portrait of Ann Lee", "Ann Lee", and the paper that she writes for.
        if at > 1 and _portrayed(blocks.texts[at - 2], blocks.texts[at - 1]):
            heads[[at - 2, at]] *= _NAMED
    _numbered(heads, blocks)
    _shared(heads, blocks, page)
    _between_two(chances, blocks, page)
    return chances


def pictured(at: int, blocks: Blocks, page: Page, lexicon: Lexicon) -> bool:
    """A line that stands twice in a row, above who made a picture, is its caption: once for those who do not see it."""
    if at + 2 >= len(blocks) or page.keys[at] != page.keys[at + 1] or page.width[at] > _LONGEST_PICTURED:
        return False
    return picture_credits.is_alone(blocks.texts[at + 2], lexicon)


def _portrayed(portrait: str, name: str) -> bool:
    said = portrait.removesuffix(f" {name}")
    return said != portrait and len(said.split()) <= _PORTRAIT and looks_like_name(name)


def _numbered(heads: NDArray[np.float32], blocks: Blocks) -> None:
    """A line at the top that opens as wires number the headlines of a story that goes on ("UPDATE 2-Ferry …") is it."""
    at = next((at for at in range(min(_AT_THE_TOP, len(heads))) if _SERIES.match(blocks.texts[at])), None)
    if at is not None:
        heads[:] = 0
        heads[at] = 1


def _owns(name: str, blocks: Blocks) -> bool:
    """The site's name stands at the head of its pages, and behind the sign of copyright."""
    return any("©" in text and name in text for text in blocks.texts)


def _shared(heads: NDArray[np.float32], blocks: Blocks, page: Page) -> None:
    """Raise the chance of a line that one that asks to share the page says too ("Share this story: Ministers meet")."""
    told = [blocks.texts[at] for at in np.flatnonzero(page.leads("share") & (page.width > _SHORTEST)).tolist()]
    if not told:
        return
    for at in np.flatnonzero((heads > _BARELY) & (page.width > _SHORTEST)).tolist():
        text = blocks.texts[at]
        if any(text in line and text != line for line in told):
            heads[at] = min(1, heads[at] * _SAID_TO_SHARE)


def _left(at: int, blocks: Blocks, page: Page) -> float:
    """How much of its chance a line keeps."""
    text, width = blocks.texts[at], page.width[at]
    if width <= _LONGEST_STAMP:
        found = dates.find(text)
        if page.count("ago")[at] or (found and found[-1].end - found[0].start >= _MOSTLY * len(text)):
            return _STAMP
    if text[0].isdigit() and _COUNTED.match(text):
        return _LABEL
    if _NAMED_VALUES.fullmatch(text):
        return _LABEL
    if width >= _FEWEST_COLUMNS and len(_ENDS_INSIDE.findall(text)) > 1:
        return _SENTENCES
    return _SENTENCE if text.endswith(".") and not text.endswith(("..", ".S.")) else 1


def _between_two(chances: NDArray[np.float32], blocks: Blocks, page: Page) -> None:
    """Give the chance of the likeliest line to the one below it, if it is a kicker or ends a trail, or above it, if it
    is a deck.
    """
    heads = chances[:, _HEADLINE]
    at = int(heads.argmax())
    if _is_kicker(at, heads, blocks, page):
        heads[at], heads[at + 1] = 0, heads[at]
        return
    below = next((one for one in (at + 1, at + 2) if _leads_to(at, one, chances, blocks, page)), None)
    if below is not None:
        heads[at], heads[below] = 0, heads[at]
        return
    below = next((one for one in range(at + 1, min(at + 1 + _FURTHER, len(heads))) if _heads(at, one, chances)), None)
    if below is not None:
        heads[at], heads[below] = 0, heads[at]
        return
    if _leads_decks(at - 1, at, blocks, page):
        heads[at], heads[at - 1] = 0, heads[at]
        return
    for above, longest, likely in ((at - 1, _LONG_LINE, _AS_LIKELY), (at - 2, _LONG_BELOW, _HALF_AS_LIKELY)):
        shorter = above >= 0 and _SHORTEST < page.width[above] < page.width[at]
        if shorter and page.width[at] >= longest and heads[above] >= likely * heads[at]:
            heads[at], heads[above] = 0, heads[at]
            return


def _leads_to(at: int, below: int, chances: NDArray[np.float32], blocks: Blocks, page: Page) -> bool:
    """A line that ends a trail says the headline below it in words for search engines.

    That one is nearly as likely a headline, and the head of the story goes on behind it.
    """
    if below >= len(blocks) or not _SHORTEST < page.width[below] < _LONG_LINE:
        return False
    if chances[below, _HEADLINE] < _NEARLY_AS_LIKELY * chances[at, _HEADLINE]:
        return False
    taken = [CLASSES[number] for number in chances[at + 1 : below + 1 + _HEAD_GOES_ON].argmax(axis=1).tolist()]
    between, behind = taken[: below - at - 1], taken[below - at :]
    if not _LED_BY.issuperset(between) or next(filter(_OPENS.__contains__, behind), "paragraph") == "paragraph":
        return False
    above, said = blocks.texts[at], blocks.texts[below]
    common = set(_WORD.findall(above.casefold())) & set(_WORD.findall(said.casefold()))
    return len(common) >= _IN_COMMON and letters(said) not in letters(above)


def _heads(at: int, below: int, chances: NDArray[np.float32]) -> bool:
    """A line that is nearly as likely a headline as one above, and behind which alone the head of a story goes on."""
    if chances[below, _HEADLINE] < _NEARLY_AS_LIKELY * chances[at, _HEADLINE]:
        return False
    behind, own = ([CLASSES[number] for number in chances[one + 1 : one + 3].argmax(axis=1)] for one in (at, below))
    return set(behind) == {"other"} and not _SIGNS.isdisjoint(own)


def _leads_decks(above: int, at: int, blocks: Blocks, page: Page) -> bool:
    """A line in capitals at the top that is wider than the one below it, or ends in a full stop: the headline above an
    old paper's decks.
    """
    if not 0 <= above <= _AT_THE_TOP or page.cues.counts[above].any():
        return False
    text = blocks.texts[above]
    if page.width[above] < page.width[at] and not text.endswith("."):
        return False
    return text.isupper() and len(text.split()) >= _FEWEST_DECKED and not blocks.texts[at].isupper()


def _is_kicker(at: int, heads: NDArray[np.float32], blocks: Blocks, page: Page) -> bool:
    """A few words in capitals above a line that has none of these forms."""
    if at + 1 == len(blocks) or heads[at + 1] <= _BARELY:
        return False
    text, below = blocks.texts[at], blocks.texts[at + 1]
    few = text.isupper() and len(text.split()) <= _KICKER_WORDS
    shortest, longest = _BELOW_KICKER
    titled = shortest <= page.width[at + 1] <= longest and not below.isupper() and below[-1] not in ".:"
    return few and titled
