"""Titles with a sentence or two below each, far below the copy: other stories of the site, not more of this one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newscopy.model import DiscardReason, Role
from newscopy.structure.label import Label

# So many blocks without a paragraph part the copy from such a list; so many titles it has, for so many of its texts.
_GAP, _FEWEST, _TITLED = 6, 4, 0.6
# What ends a story stands between, so often at least.
_ENDS = 2
_FOOT = frozenset(
    reason.value for reason in (DiscardReason.SHARE, DiscardReason.RELATED_HEADING, DiscardReason.COMMENTS)
)
_COPY = frozenset({Role.PARAGRAPH, Role.SUBHEADING, Role.LIST_ITEM, Role.CAPTION, Role.QUOTE})


def without_teasers(labels: list[Label]) -> list[Label]:
    """The labels, where such a list stands below the copy: it is discarded."""
    stretches = _stretches(labels)
    if len(stretches) < 2 or not _runs(stretches[0]):
        return labels
    found = list(labels)
    for above, stretch in pairwise(stretches):
        if sum(map(_ends, labels[above[-1] + 1 : stretch[0]])) < _ENDS:
            continue
        titled = [at for at in stretch if labels[at - 1].role is Role.SUBHEADING]
        if len(stretch) < _FEWEST or _runs(stretch) or len(titled) < _TITLED * len(stretch):
            continue
        for at in range(stretch[0] - 1, stretch[-1] + 1):
            if labels[at].role in _COPY:
                found[at] = Label(Role.DISCARDED, labels[at].confidence, DiscardReason.FURNITURE.value)
    return found


def _stretches(labels: Sequence[Label]) -> list[list[int]]:
    """The paragraphs, where many other blocks part them."""
    found: list[list[int]] = []
    paragraph = Role.PARAGRAPH
    for at in [at for at, label in enumerate(labels) if label.role is paragraph]:
        if not found or at - found[-1][-1] > _GAP:
            found.append([])
        found[-1].append(at)
    return found


def _ends(label: Label) -> bool:
    """What stands below a story: pointers, tags, and what asks to share it or to say something."""
    if label.role is Role.DISCARDED:
        return label.reason in _FOOT
    return label.role in (Role.RELATED_TITLE, Role.TAG)


def _runs(stretch: Sequence[int]) -> bool:
    """Two paragraphs stand one below the other."""
    return any(below - at == 1 for at, below in pairwise(stretch))
