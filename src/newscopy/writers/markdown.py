"""Running text as CommonMark that shows just that text: what would be taken for markup is escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from newscopy.writers.flow import Run
from newscopy.writers.links import safe_url

# What is markup wherever it stands; an underscore is none between two letters (CommonMark 0.31 §6.2), and an ampersand
# only before what may be the name or number of a character (§2.5).
_MARKUP = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w*(?:;|$))")
# What is markup at the start of a line: headings, bullets, quotations, rules and underlines (§4, §5), rows of tables.
_OPENS = re.compile(r"#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|>|=+[ \t]*$|[-:|][-:| \t]*$")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
# Number signs that end a heading are not part of it (§4.2).
_CLOSES_HEADING = re.compile(r"(^|[ \t])(#+)$")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# White space as CommonMark means it (§2.1): category Zs, and three characters more.
_BLANKS = "\t\n\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_END = re.compile(r"\r\n?")


class _Sign(NamedTuple):
    """How a mark is written: the sign, and the element for where the sign would not be read as one."""

    sign: str
    tag: str


_STRONG, _EMPHASIS = _Sign("**", "strong"), _Sign("*", "em")


def running(runs: Sequence[Run]) -> str:
    """The runs as the text of a paragraph, "" if they are blank; a line feed is a hard break."""
    return "\\\n".join(map(_opening_nothing, _lines(runs)))


def heading(runs: Sequence[Run]) -> str:
    """The runs as the text of a heading, which has one line."""
    return _CLOSES_HEADING.sub(r"\1\\\2", " ".join(_lines(runs)))


def _opening_nothing(line: str) -> str:
    """A line that opens no block of another kind."""
    if _OPENS.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def _lines(runs: Sequence[Run]) -> list[str]:
    """The lines of a text, without those that are blank."""
    made = _linked([run._replace(text=_LINE_END.sub("\n", run.text)) for run in runs])
    return [line for line in (line.strip(" \t") for line in made.split("\n")) if line]


def _linked(runs: Sequence[Run]) -> str:
    text = "".join(run.text for run in runs)
    made, at = "", 0
    for url, inside in groupby(runs, key=lambda run: safe_url(run.url)):
        stretch = list(inside)
        end = at + _length(stretch)
        if url is None or text[at:end].isspace():
            made += _strong(stretch, text, at, made)
        else:
            if made.endswith("!"):  # in front of a link it would make that a picture
                made = made[:-1] + "\\!"
            made += f"[{_strong(stretch, text, at, '')}]({target(url)})"
        at = end
    return made


def _strong(runs: Sequence[Run], text: str, at: int, before: str) -> str:
    """The runs, which begin at a place of the text, with their marks; `before` is what was written in front of them."""
    made = ""
    for strong, inside in groupby(runs, key=lambda run: run.strong):
        stretch = list(inside)
        end = at + _length(stretch)
        within = _emphasised(stretch, text, at, before + made)
        made += _between(_STRONG, within, text, at, end, before + made) if strong else within
        at = end
    return made


def _emphasised(runs: Sequence[Run], text: str, at: int, before: str) -> str:
    made = ""
    for emphasis, inside in groupby(runs, key=lambda run: run.emphasis):
        end = at + _length(list(inside))
        within = _MARKUP.sub(r"\\\g<0>", text[at:end])
        made += _between(_EMPHASIS, within, text, at, end, before + made) if emphasis else within
        at = end
    return made


def _length(runs: Sequence[Run]) -> int:
    return sum(len(run.text) for run in runs)


def _between(mark: _Sign, within: str, text: str, start: int, end: int, before: str) -> str:
    """text[start:end] as it is written `within` its mark.

    A sign is read as one only beside what it marks, not beside another sign, and between letters only where no
    punctuation is inside (CommonMark 0.31 §6.2).
    """
    bare = within.strip(_BLANKS)
    if not bare:
        return within
    blank_before, blank_after = within.split(bare, 1)
    first, last = start + len(blank_before), end - len(blank_after)
    inside = text[first:last]
    readable = (
        bare[0] not in "*<"
        and bare[-1] not in "*>"
        and (blank_before or not before.endswith("*"))
        and _apart(text[first - 1 : first], inside[0])
        and _apart(text[last : last + 1], inside[-1])
    )
    opening, closing = (mark.sign, mark.sign) if readable else (f"<{mark.tag}>", f"</{mark.tag}>")
    return f"{blank_before}{opening}{bare}{closing}{blank_after}"


def _apart(outside: str, inside: str) -> bool:
    """Whether a sign between two characters, or at the edge of the text, is read as one."""
    return not outside or outside in _BLANKS or _is_sign(outside) or not _is_sign(inside)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def target(url: str) -> str:
    """A safe address as that of a link; with brackets in it, between angles."""
    url = _REFERENCE.sub(r"\\&", url)
    return f"<{url}>" if "(" in url or ")" in url else url
