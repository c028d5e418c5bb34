"""What readers wrote below a story: it reads like copy, but its lines are dated or answered again and again."""

from __future__ import annotations

from collections import Counter

from newscopy.model import DiscardReason, Role
from newscopy.structure.blocks import Blocks
from newscopy.structure.features import Page
from newscopy.structure.label import Label
from newscopy.structure.stamps import without_figures

# Lines that say "comments" or when, in columns; so many paragraphs stand above them, and so many comments are dated.
_LONGEST, _PARAGRAPHS, _FEWEST = 60, 3, 3
# So often a line stands elsewhere, too, that is under each comment, whatever it says ("Translate").
_REFRAIN = 5
# How far below the line that heads the comments the first of them is dated, in blocks.
_NEAR = 20
# Digits of a day, with or without the hour.
_DIGITS = range(5, 15)
_COPY = frozenset(
    {Role.PARAGRAPH, Role.SUBHEADING, Role.LIST_ITEM, Role.QUOTE, Role.PULL_QUOTE, Role.CAPTION, Role.CREDIT, Role.NOTE}
)


def without_comments(labels: list[Label], blocks: Blocks, page: Page) -> list[Label]:
    """The labels, where comments stand below the copy: what reads like copy there is discarded."""
    paragraph = Role.PARAGRAPH
    copy = [at for at, label in enumerate(labels) if label.role is paragraph]
    if len(copy) <= _PARAGRAPHS:
        return labels
    below = [at for at in range(copy[_PARAGRAPHS - 1] + 1, len(labels)) if labels[at].role not in _COPY]
    short, says, ago = page.width <= _LONGEST, page.count("comments") > 0, page.count("ago") > 0
    heads = [at for at in below if says[at] and short[at]]
    if not heads or heads[0] > copy[-1]:
        return labels
    leads = page.leads("comments")
    marks: dict[int, str] = {}
    for at in below:
        answers = page.again[at] >= _FEWEST - 1 and says[at]
        repeats = page.again[at] >= _REFRAIN and page.letters[at] > 0
        kind = "ago" if ago[at] else "answer" if answers else "refrain" if repeats else ""
        form = kind or without_figures(blocks.texts[at], _DIGITS)
        if form and short[at]:
            marks[at] = form
    often = {form for form, count in Counter(marks.values()).items() if count >= _FEWEST}
    start = min((at for at, form in marks.items() if form in often), default=None)
    if start is None:
        return labels
    # What only repeats may be a heading; then the line above must open with the word, or with their number.
    above = [at for at in heads if start - _NEAR <= at <= start]
    if marks[start] == "refrain":
        above = [at for at in above if leads[at] or blocks.texts[at][0].isdigit()]
    if not above:
        return labels
    # "Reply" stands below the first of them.
    above = [at for at in above if marks.get(at) != "answer"] or above
    comment = Label(Role.DISCARDED, 0.8, DiscardReason.COMMENTS.value)
    return [comment if at > above[-1] and label.role in _COPY else label for at, label in enumerate(labels)]
