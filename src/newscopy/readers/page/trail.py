"""Section labels by the trail in a page's head: where the page prints its steps, these are the story's sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newscopy.model import DiscardReason, Role
from newscopy.readers.page.metadata import Metadata
from newscopy.structure import categories
from newscopy.structure.blocks import Blocks
from newscopy.structure.label import STEP, Label
from newscopy.structure.words import Lexicon, fold, letters

_LONGEST_WORDS, _LONGEST_LINE = 5, 200
# How far above the headline a name is a label of the story that stands alone, in blocks.
_REACH = 8
_SURE = 0.9
# How sure a section label must be that is no step of the trail: surer than a word list makes it.
_BESIDE = 0.82
_LABELS = frozenset({Role.CATEGORY, Role.KICKER, Role.TAG, Role.DISCARDED})


def follow(found: list[Label], blocks: Blocks, crumbs: Sequence[bool], head: Metadata, lexicon: Lexicon) -> None:
    """Label the steps of the trail where they are printed, and no other line that only may be a section label.

    `crumbs` tells of each block whether an element is around it that is called a trail.
    """
    headline = next((at for at, label in enumerate(found) if label.role is Role.HEADLINE), None)
    if headline is None:
        return
    title = blocks.texts[headline]
    steps = {fold(name): number for number, name in enumerate(head.trail) if _is_section(name, title, head)}
    if not steps:
        return
    printed = {at: said for at in range(len(blocks)) if (said := _said(at, found, blocks, title, steps, lexicon))}
    chosen: set[int] = set()
    for step in steps:
        places = [at for at, said in printed.items() if step in said]
        ranked = [(_rank(at, printed, steps, crumbs, headline), -abs(headline - at), at) for at in places]
        rank, _, best = max(ranked, default=(0, 0, 0))
        if rank or (ranked and found[best].role is Role.CATEGORY):
            chosen.add(best)
    for at, label in enumerate(found) if chosen else ():
        if at in chosen:
            sure = max(_SURE, label.confidence) if label.role is Role.CATEGORY else _SURE
            found[at] = Label(Role.CATEGORY, sure, STEP)
        elif label.role is Role.CATEGORY and label.confidence < _BESIDE:
            found[at] = Label(Role.DISCARDED, label.confidence, DiscardReason.NAVIGATION.value)


def _is_section(name: str, title: str, head: Metadata) -> bool:
    """True for a step that is neither the site itself nor the story, in which trails begin and end."""
    said = letters(name)
    ends = map(letters, (title, *head.titles, head.site, head.host, *head.host.split(".")))
    return bool(said) and len(name.split()) <= _LONGEST_WORDS and said not in ends


def _said(
    at: int, found: Sequence[Label], blocks: Blocks, title: str, steps: Mapping[str, int], lexicon: Lexicon
) -> list[str]:
    """The steps that a block prints, if it prints nothing else."""
    text = blocks.texts[at]
    if found[at].role not in _LABELS or len(text) > _LONGEST_LINE:
        return []
    whole = fold(text)
    if whole in steps:
        return [whole]
    # Hardly any line has a step in it, and to take lines apart is slow.
    if not any(step in whole for step in steps):
        return []
    said = [fold(name) for name in categories.split(text, title, lexicon)]
    return said if all(step in steps for step in said) else []


def _rank(
    at: int, printed: Mapping[int, Sequence[str]], steps: Mapping[str, int], crumbs: Sequence[bool], headline: int
) -> int:
    """How surely a block is the trail and no menu: by its element, by the steps on it and beside it, by its place."""
    if crumbs[at]:
        return 4
    if len(printed[at]) > 1:
        return 3
    own = steps[printed[at][0]]
    beside = [(other, by) for other, by in ((at - 2, -1), (at - 1, -1), (at + 1, 1), (at + 2, 1)) if other in printed]
    if any(steps[step] - own == by for other, by in beside for step in printed[other]):
        return 2
    return int(headline - _REACH <= at < headline)
