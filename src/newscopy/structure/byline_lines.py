"""A line that may be a byline, made ready for its grammar: without dates, addresses, counters and pictures' makers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from newscopy.structure.names import looks_like_name
from newscopy.structure.words import Lexicon, Searched, fold

_NOISE = re.compile(
    r"\S+@\S+\.\S+|https?://\S+|(?<!\S)@\w+|^\s*\d{1,2}[:.]\d\d(?=\D)|\b\d+\s+(?:comments?|Kommentare?|Ergänzungen)\b"
    r"|(?:\b\d{1,2}\.?\s+[^\W\d_]{3,12},?\s+)?\b\d{1,2}:\d\d\b(?:\s?(?:Uhr|[ap]m))?"
    r"|(?<=[^\W\d_])\d(?=\s*(?:,|&|$))|\s외\s\d+명"
)
# All that is noise has a number, an address or a mark of one.
_SIGNED = re.compile(r"[\d@]|://")
# "Posted on 30 November 2024 by Ann Lee in Obituaries": what stands before who did it, and behind.
_BY = re.compile(r"\s(?:by|von|par|por|da|di|door|przez|av|af)\s(?=\S)", re.IGNORECASE)
_FILED = re.compile(r"\s(?:in|under|unter|dans|en|em|nella)\s.+$")
# "Aus Oslo berichten Ann Lee und Jon Ode".
_FROM = re.compile(r"Aus (?P<place>[^\W\d_][\w. -]{1,30}?) (?:berichte(?:t|n)|kommentier(?:t|en)) (?P<names>.+)")
# "Ann Lee | ann@post.example and Bob Ray": an address is of the name before it, and a word goes on to the next name.
_ADDRESSED = re.compile(r"(?:\s*\|)+\s+(?=(?:and|und|et|y|e|og|och|en)\s+[^\W\d_a-z])")
# "Ann Lee, TV Varn — Kelva, SP", as sites of Brazil have it: who sends, and from where.
_BROADCAST = re.compile(
    r"(?P<names>.+?)\s*,\s*(?P<station>(?:TV|Rádio|Radio|g1|G1|GloboNews|EPTV|RBS)\b[^—–|]*?)\s*(?:[—–]\s*(?P<place>[^|]+))?"
)
# Whom something was written for, in capitals below the writer's name: "PARA LA VOZ".
_FOR = re.compile(r"(?:PARA|FOR|FÜR|POUR|PER)\s+\S.*")
# Who made the pictures, behind who wrote.
_PICTURED = re.compile(
    r"(?:(?<=\s)|(?<=[|/,•·]))(?:fotos?|photos?|photographs?|bild(?:er)?|pictures?|kuvat?|zdjęcia)"
    r"(?:\s?:| by | von )(?=\s?\S)",
    re.IGNORECASE,
)


def without_noise(line: str, spans: Iterable[tuple[int, int]], lexicon: Lexicon) -> str:
    """The line with dates, addresses and counters made separators, character for character."""
    for start, end in spans:
        line = _blanked(line, start, end)
    for pattern in (_NOISE, _reading_time(lexicon)) if _SIGNED.search(line) else ():
        for match in list(pattern.finditer(line)):
            line = _blanked(line, *match.span())
    return line


def _blanked(line: str, start: int, end: int) -> str:
    return line[:start] + "|" + " " * (end - start - 1) + line[end:]


@cache
def _reading_time(lexicon: Lexicon) -> Searched:
    return Searched(lexicon["reading_time"], r"\b\d{1,3}\s?{}")


def posted(text: str, lexicon: Lexicon) -> str | None:
    """Who put a story up, without when (a bar stands for the day) and under which section; None of another line."""
    opens = fold(text.split()[0]) if text.split() else ""
    by = _BY.search(text) if opens in lexicon["published"] else None
    if by is None or "|" not in text[: by.start()]:
        return None
    name = _FILED.sub("", text[by.end() :])
    return " " * (by.start() + 1) + "by " + name if looks_like_name(name.strip(" |")) else None


def of_writers(text: str) -> str:
    """A line without who made the pictures behind who wrote, and with the place behind the names it stands before."""
    if sent := _FROM.fullmatch(text.strip()):
        return f"von {sent['names']} in {sent['place']}"
    text = _ADDRESSED.sub(" ", text)
    pictured = _PICTURED.search(text, 1)
    return text[: pictured.start()] if pictured else text


def of_station(text: str) -> tuple[str, str, str | None] | None:
    """The names of a line, the station that they work for and the place behind it; None of another line."""
    found = _BROADCAST.fullmatch(text.strip(" |"))
    return (found["names"], found["station"].strip(), (found["place"] or "").strip(" |") or None) if found else None


def is_for(text: str) -> bool:
    """True for a line that says for whom somebody wrote, and not who."""
    return _FOR.fullmatch(text.strip()) is not None
