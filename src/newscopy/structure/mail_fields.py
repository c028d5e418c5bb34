"""The fields of a mail's head, as programs for mail print them, and which lines are some."""

from __future__ import annotations

import re

import numpy as np

from newscopy.structure.lines import Flags, Lines

# As the programs for mail print their fields (RFC 5322 §3.6) in the languages of most of them.
SENT = re.compile(
    r"(?:from|to|cc|bcc|reply-to|message-id|von|an|de|à|para|van|aan|da|från|till|fra|til|od|do|от|кому"
    r"|差出人|宛先|发件人|收件人|寄件者|收件者|보낸 사람|받는 사람)\s?[:：]\s?\S",
    re.IGNORECASE,
)
# Others that print no text for readers, of mail and of Usenet (RFC 5536); and what a story is about.
OTHER = re.compile(
    r"(?:path|newsgroups|organi[sz]ation|lines|references|expires|followup-to|distribution|approved|xref|sender|received"
    r"|mime-version|content-[\w-]+|x-[\w-]+|return-path|delivered-to|in-reply-to|user-agent|nntp-[\w-]+|importance"
    r"|priority|attachments?|list-[\w-]+)\s?:",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"(?:subject|betreff|betr\.|objet|asunto|assunto|onderwerp|oggetto|ämne|emne|aihe|temat|předmět|тема"
    r"|件名|主题|主旨|제목)\s?[:：]\s?(?:(?:fwd?|re|wg|aw|tr|rv|i)\s?:\s?)*(?=\S)",
    re.IGNORECASE,
)
# A line that says what a mail is about, perhaps in a mail that was sent on, and so many characters from the top.
_TOP = 4_000
_HEADED = re.compile(rf"^[ \t>]*{SUBJECT.pattern}", re.IGNORECASE | re.MULTILINE)


def opening(lines: Lines) -> Flags:
    """Which lines are a field of a mail's head, where there is one: each stands for itself."""
    found = np.zeros(len(lines), np.bool_)
    if _HEADED.search(lines.text, 0, _TOP):
        for number, text in enumerate(lines.texts()):
            found[number] = text[:1].isalpha() and any(kind.match(text) for kind in (SENT, OTHER, SUBJECT))
    return found
