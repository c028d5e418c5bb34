"""How sure we are of a whole story: the probability that its headline and all its paragraphs are right."""

from __future__ import annotations

import math
from collections.abc import Iterable

from newscopy.model import Role

DOUBTFUL = 0.05
"""Below this probability a story carries a notice."""

_COPY = frozenset(
    {Role.HEADLINE, Role.STANDFIRST, Role.DATELINE, Role.PARAGRAPH, Role.SUBHEADING, Role.LIST_ITEM, Role.QUOTE}
)
# Each label that may be wrong is half a wrong story, one that discards a tenth: fitted to pages by cross-validation
# (benchmarks/RESULTS.md has the table).
_KEPT, _DISCARDED = 0.5, 0.1


def confidence(labels: Iterable[tuple[Role, float]]) -> float:
    """The probability for a story whose stretches have these roles and confidences, from 0 to 1.

    A text in which nothing was found but a headline is hardly a story.
    """
    expected = 0.0
    empty = True
    headline, discarded = Role.HEADLINE, Role.DISCARDED
    for role, sure in labels:
        if role is discarded:
            expected += _DISCARDED * (1 - sure)
        elif role in _COPY:
            expected += _KEPT * (1 - sure)
            empty = empty and role is headline
    return 0.0 if empty else math.exp(-expected)
