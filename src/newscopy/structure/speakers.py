"""Lines that open with the same words and a colon, as who speaks in an interview and what a list says of each thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from newscopy.structure.blocks import Blocks
from newscopy.structure.net import CLASSES

_CLASS = {name: number for number, name in enumerate(CLASSES)}
_PARAGRAPH, _SUBHEADING, _OTHER = (_CLASS[name] for name in ("paragraph", "subheading", "other"))
# What such lines are taken for, one like the other; and from which of these the others are told.
_ALIKE = frozenset({_PARAGRAPH, _SUBHEADING, _CLASS["list_item"], _OTHER})
_TOLD = _ALIKE - {_OTHER}
_OPENS = re.compile(r"(?P<words>[^\W\d_][^:：?!.\n]{0,39})[:：]\s?(?=\S)")
# So many lines at least, of which so many are told.
_FEWEST, _MOST = 3, 0.5


def alike(classes: list[int], blocks: Blocks) -> None:
    """Take lines of the copy that open with the same words and a colon for what most of them are taken for."""
    copy = [at for at, number in enumerate(classes) if number == _PARAGRAPH]
    groups: dict[str, list[int]] = defaultdict(list)
    for at in range(copy[0], copy[-1] + 1) if copy else ():
        found = _OPENS.match(blocks.texts[at]) if classes[at] in _ALIKE else None
        if found is not None:
            groups[found["words"].casefold()].append(at)
    for members in groups.values():
        told = Counter(classes[at] for at in members if classes[at] in _TOLD)
        if len(members) >= _FEWEST and told.total() >= _MOST * len(members):
            most = max(told, key=lambda number: (told[number], number == _PARAGRAPH))
            for at in members:
                classes[at] = most
