"""Why blocks are discarded: the words of furniture that they have, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from newscopy.model import DiscardReason
from newscopy.structure.features import Page

_DISCARDS = (
    ("consent", DiscardReason.CONSENT),
    ("advert", DiscardReason.ADVERT),
    ("subscription", DiscardReason.SUBSCRIPTION),
    ("share", DiscardReason.SHARE),
    ("network", DiscardReason.SHARE),
    ("comments", DiscardReason.COMMENTS),
    ("legal", DiscardReason.LEGAL),
    ("related_heading", DiscardReason.RELATED_HEADING),
    ("navigation", DiscardReason.NAVIGATION),
    ("section", DiscardReason.NAVIGATION),
)
_BOX = next(number for number, (kind, _) in enumerate(_DISCARDS) if kind == "subscription")
_SECTION = next(number for number, (kind, _) in enumerate(_DISCARDS) if kind == "section")
_MENUS = [number for number, (kind, _) in enumerate(_DISCARDS) if kind in ("navigation", "section")]
_AT_TOP, _BELOW = len(_DISCARDS), len(_DISCARDS) + 1
_SAID = [reason.value for _, reason in _DISCARDS] + [DiscardReason.NAVIGATION.value, DiscardReason.FURNITURE.value]


def reasons(page: Page) -> list[str]:
    """For each block why it would be discarded, told from its words and its place."""
    found = spelled(page)
    place = np.where(np.arange(len(page.width)) < page.body[0], _AT_TOP, _BELOW)
    told = np.where(found.any(axis=1), found.argmax(axis=1), place).tolist()
    # Inside the copy there is no menu: the button of a box belongs to the box.
    inside = range(page.body[0] + 1, page.body[1])
    for at in inside:
        if told[at] in _MENUS and told[at - 1] == _BOX:
            told[at] = _BOX
    return [_SAID[number] for number in told]


def spelled(page: Page, blocks: Sequence[int] | slice = slice(None)) -> NDArray[np.bool_]:
    """Which words of furniture each block has, or some do; a column for each kind that discards."""
    found: NDArray[np.bool_] = page.cues.counts[blocks][:, _columns(page.kinds)] > 0
    return found


def opened(page: Page) -> NDArray[np.bool_]:
    """Which blocks begin with words of furniture."""
    return np.asarray(page.cues.leads[:, _columns(page.kinds)].any(axis=1), np.bool_)


@cache
def _columns(kinds: tuple[str, ...]) -> Sequence[int]:
    return [kinds.index(kind) for kind, _ in _DISCARDS]


def furnished(page: Page, sentences: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which blocks have words of furniture; the name of a section says nothing in a block that is of the sentences."""
    found = spelled(page)
    found[:, _SECTION] &= ~sentences
    return np.asarray(found.any(axis=1), np.bool_)
