"""The steps of structuring with the packaged word lists and weights, for tests of each."""

from __future__ import annotations

from newscopy.structure import blocks, dense, net, words
from newscopy.structure.blocks import Blocks
from newscopy.structure.features import Page
from newscopy.structure.label import Label, label


def blocks_of(text: str) -> Blocks:
    return blocks.build(text, words.load(), dense.load())


def page_of(found: Blocks) -> Page:
    return net.page_of(found, words.load())


def labels_of(found: Blocks) -> list[Label]:
    return label(found, words.load(), dense.load())
