"""The seam between blocks and roles: `label` says what each block is, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newscopy.model import Role
from newscopy.structure.blocks import Block


class Label(NamedTuple):
    """What a block is. `reason` is a short phrase for people; of a discarded block, a DiscardReason's value."""

    role: Role
    confidence: float
    reason: str


def label(blocks: Sequence[Block]) -> list[Label]:
    """One label for each block of a page, in order; at most one of them is the headline."""
    from newscopy.structure import rules  # numpy comes with it, and only reading needs it

    return rules.apply(blocks) if blocks else []
