"""Where another story begins in the text of a page: behind a line of dashes, or with a head like that of the first."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newscopy.model import DiscardReason, Role
from newscopy.structure.blocks import Blocks
from newscopy.structure.features import Page
from newscopy.structure.label import Label
from newscopy.structure.net import CLASSES
from newscopy.structure.stamps import without_figures

# Dashes and the marks that end wire copy; underscores are what some programs draw the rules of a page with.
_SEPARATOR = re.compile(r"^(?:[-=*#~]{5,}|-\s*30\s*-|#\s?#\s?#)$")
# How many letters such a line has at most.
_MARK = 2
# Of how much of the prose behind the mark there must be before it, or what stands there is no story.
_WHOLE = 0.25
_SHORTEST_TITLE = 15
# A line that is copy with so much probability is no title.
_PARAGRAPH, _COPY = CLASSES.index("paragraph"), 0.5
# A line with the day and the hour, in columns and digits; how far above and below a headline it stands, in blocks.
_LONGEST_STAMP, _DIGITS, _NEAR = 60, range(8, 15), 16
# So many paragraphs each story has at least, and so many stamps of one form are not those of a live blog's entries.
_PARAGRAPHS, _MOST_STAMPS = 4, 2
# What stands between two stories, in so many blocks at least; of the other's head so much may look like copy.
_BETWEEN, _LEAD = 2, 1
_ENDS = frozenset({DiscardReason.SHARE.value, DiscardReason.RELATED_HEADING.value, DiscardReason.COMMENTS.value})


def second_story(blocks: Blocks, page: Page, chances: NDArray[np.float32]) -> int | None:
    """The block at which another story starts: a line of dashes or an end mark, a title, and prose behind it.

    What stands before must be a story too, not the banner of a page that has rules, and be at its end: behind a
    comma or colon dashes open a quotation. `chances` are those of the classes of net.py; a line that is rather
    copy than anything else is no title.
    """
    short = np.flatnonzero(page.letters[:-2] <= _MARK).tolist()
    marks = [at for at in short if at and _SEPARATOR.match(blocks.texts[at])]
    if not marks:
        return None
    told = np.cumsum(np.where(page.prose, page.width, 0)).tolist()
    airy = any(blocks.blanks)
    for at in marks:
        if told[at] <= 0 or told[at] < _WHOLE * (told[-1] - told[at]):
            continue
        title = at + 1
        # Right between two lines, in a text with empty ones, it underlines the first: a heading, or that of a table.
        if airy and not blocks.blanks[at] and not blocks.blanks[title]:
            continue
        if blocks.texts[at - 1][-1] in ",:" or chances[title, _PARAGRAPH] >= _COPY:
            continue
        text = blocks.texts[title]
        opens = _SHORTEST_TITLE <= page.width[title] <= 200 and not page.prose[title] and text[-1] not in ".:,;"
        if opens and page.prose[title + 1 : title + 8].any():
            return at
    return None


def without_next(labels: list[Label], blocks: Blocks) -> list[Label]:
    """The labels where a second story stands below the first: all of it is another one.

    Its head has a line with day and hour like that of the first story's, and what ends a story stands between.
    """
    roles = [label.role for label in labels]
    if roles.count(Role.PARAGRAPH) < 2 * _PARAGRAPHS or Role.HEADLINE not in roles:
        return labels
    paragraph = Role.PARAGRAPH
    copy = [at for at, role in enumerate(roles) if role is paragraph]
    head = roles.index(Role.HEADLINE)
    above = max(0, min(head, copy[0]) - _NEAR)
    near = [at for at in range(above, copy[_LEAD]) if at <= head + _NEAR or at >= copy[0] - _NEAR]
    first = [at for at in near if _form(blocks.texts[at])]
    behind = range(copy[_PARAGRAPHS - 1] + 1, len(labels)) if first else ()
    stamps = {at: form for at in behind if (form := _form(blocks.texts[at]))}
    for at in first:
        said = blocks.texts[at]
        others = [other for other, form in stamps.items() if form == _form(said) and blocks.texts[other] != said]
        if 0 < len(others) <= _MOST_STAMPS and (start := _start(labels, copy, others[0])) is not None:
            told = Label(Role.DISCARDED, 0.8, DiscardReason.OTHER_STORY.value)
            return labels[:start] + [told] * (len(labels) - start)
    return labels


def _form(text: str) -> str:
    """A line with day and hour without its figures, "" for any other line."""
    return without_figures(text, _DIGITS) if len(text) <= _LONGEST_STAMP else ""


def _start(labels: Sequence[Label], copy: Sequence[int], stamp: int) -> int | None:
    """Where the story begins that has this stamp in its head, if one does; its lead may have been taken for copy."""
    ends = [
        at
        for at in range(max(0, stamp - _NEAR), stamp)
        if labels[at].role is Role.TAG or (labels[at].role is Role.DISCARDED and labels[at].reason in _ENDS)
    ]
    if len(ends) < _BETWEEN:
        return None
    before, behind = sum(at < ends[0] for at in copy), sum(at > stamp for at in copy)
    lead = sum(ends[-1] < at < stamp for at in copy)
    whole = before >= _PARAGRAPHS and behind >= _PARAGRAPHS and before + lead + behind == len(copy)
    return ends[-1] + 1 if whole and lead <= _LEAD else None
