"""The head of a mail that was pasted or kept as text: who sent it to whom, when, about what, and when to print it."""

from __future__ import annotations

import re

from newscopy.model import DiscardReason, Role
from newscopy.structure import titles
from newscopy.structure.blocks import Blocks
from newscopy.structure.label import FIELD, Label
from newscopy.structure.mail_fields import OTHER, SENT, SUBJECT
from newscopy.structure.words import letters

_KEYWORDS = re.compile(r"keywords\s?:\s?\S", re.IGNORECASE)
# The list that a mail came by, in front of its subject.
_LISTED = re.compile(r"\[[^\[\]\n]{2,40}\]\s*(?=\S)")
# Whole phrases, and words that need a day or an hour beside them: "Embargo on oil lifted" is a headline.
_RELEASE = re.compile(
    r"for immediate release\b|embargoed (?:until|till)\b|not for (?:release|publication) (?:before|until)\b"
    r"|(?:for release|embargo|sperrfrist)\s?[:：](?=.*\d[\d.:/ -]*\d)",
    re.IGNORECASE,
)
# How many blocks from the top the head of a mail takes at most, and how long a line of the last kind is.
_TOP, _LONGEST_RELEASE = 24, 80
# How many letters a headline has at least that a subject ends in.
_SHORTEST_TITLE = 20


def head(blocks: Blocks, *, titled: bool) -> dict[int, Label]:
    """The labels of a mail's fields by the number of the block, and of lines that say from when a text may be printed.

    The subject is left to whoever finds the headline, unless it is printed once more, or `titled` says that another
    line is the headline.
    """
    top = [blocks.texts[at] for at in range(min(_TOP, len(blocks)))]
    found = {
        at: DiscardReason.FURNITURE
        for at, text in enumerate(top)
        if len(text) <= _LONGEST_RELEASE and _RELEASE.match(text)
    }
    subject = next((at for at, text in enumerate(top) if SUBJECT.match(text)), None)
    fields = [at for at, text in enumerate(top) if SENT.match(text)]
    tags: list[int] = []
    title: int | None = None
    if subject is not None and fields:
        fields += [at for at, text in enumerate(top) if OTHER.match(text)]
        found |= dict.fromkeys(fields, DiscardReason.FURNITURE)
        tags = [at for at, text in enumerate(top) if _KEYWORDS.match(text)]
        about = letters(without_subject(top[subject]))
        below = [letters(titles.without_address(text)) for text in top[subject + 1 :]]
        # A mail that was sent on has heads of others below its own, and above the last of them nothing of the story.
        again = [at for at in range(subject + 1, len(top)) if SUBJECT.match(top[at])]
        if again:
            heads = dict.fromkeys(range(subject + 1, again[-1]), DiscardReason.FURNITURE)
            found = heads | found | dict.fromkeys([subject, *again[:-1]], DiscardReason.FURNITURE)
            about, below = letters(without_subject(top[again[-1]])), below[again[-1] - subject :]
            subject = again[-1]
            tags = [at for at in tags if at > subject]
        # "Press release: New night ferry" has the headline at its end.
        if titled:
            found[subject] = DiscardReason.FURNITURE
        elif about in below or any(len(said) >= _SHORTEST_TITLE and about.endswith(said) for said in below):
            found[subject] = DiscardReason.DUPLICATE
        if not titled and about in below and len(about) >= _SHORTEST_TITLE:
            title = subject + 1 + below.index(about)
        elif not titled and again and len(about) >= _SHORTEST_TITLE and not top[subject].isupper():
            title = subject
    labels = {at: Label(Role.DISCARDED, 0.9, reason.value) for at, reason in found.items()}
    if title is not None:
        labels[title] = Label(Role.HEADLINE, 0.9, "what the mail is about, printed once more")
    return labels | {at: Label(Role.TAG, 0.9, FIELD) for at in tags}


def without_subject(text: str) -> str:
    """A headline without the name of the field that it was printed in ("Subject: Fwd: ")."""
    return _LISTED.sub("", SUBJECT.sub("", text, count=1), count=1) if SUBJECT.match(text) else text
