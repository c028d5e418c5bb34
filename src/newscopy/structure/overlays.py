"""What programs write into a text beside its words: signs in front of a mail's quoted lines, numbers of links."""

from __future__ import annotations

import re

# Three quoted lines one below the other, of which one is empty but for its sign: no menu has these.
_QUOTED = re.compile(r"^(?:[ \t]?>[^\n]*(?:\n|\Z)){3,}", re.MULTILINE)
_EMPTY = re.compile(r"^[ \t]?(?:>[ \t\r]?)+$", re.MULTILINE)
_SIGNS = re.compile(r"^[ \t]?(?:>[ \t]?)+", re.MULTILINE)
# The addresses below a dump of lynx, and the numbers in front of its links.
_ADDRESSES = re.compile(
    r"^[ \t]*References[ \t]*\r?\n(?:[ \t]*\r?\n|[ \t]*Visible links:?[ \t]*\r?\n)*[ \t]*1\. +(?:https?|file|mailto):",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"^[ \t]*(\d{1,5})\. +\S", re.MULTILINE)
_NUMBER = re.compile(r"\[(\d{1,5})\](?=\S|[ \t]*\r?\n[ \t]*\S)")
# What a screen reader says of a link, on a line of its own in some dumps.
_SPOKEN = re.compile(
    r"(?:\n[ \t]*)?(?:, opens new tab|\((?:opens in (?:a )?new (?:tab|window)|öffnet in neuem (?:tab|fenster)|"
    r"ouvre (?:dans )?un nouvel onglet|se abre en (?:una )?(?:nueva )?(?:ventana|pestaña)(?: nueva)?)\))"
    r"(?=[ \t]*\r?\n|[\s.,;:)]|\Z)",
    re.IGNORECASE,
)
# The marks of comments in a text from Google Docs, with the comments below it; what WhatsApp puts in front of each line
# of a chat, and its signs for bold and slanted lines.
_COMMENTED = re.compile(r"^\[[a-z]{1,2}\](?=[^\s\[(])", re.MULTILINE)
_COMMENT = re.compile(r"\[([a-z]{1,2})\]")
_CHATTED = re.compile(
    r"^\u200e?\[\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}[.:]\d\d(?:[.:]\d\d)?(?: ?[AP]M)?\] [^:\n]{1,40}: ", re.MULTILINE
)
_SIGNED = re.compile(r"^([ \t]*)([*_])(?=\S)([^\n]*)(?<=\S)\2(?=[ \t]*$)", re.MULTILINE)
_SPOKEN_WORDS = ("opens", "öffnet in", "ouvre ", "se abre")


def bare(text: str) -> str:
    """The text with all of that blank, character for character; as it is if nothing else were left."""
    plain = text
    if "\n>" in text or "\n >" in text:
        plain = _QUOTED.sub(lambda run: _SIGNS.sub(_blank, run[0]) if _EMPTY.search(run[0]) else run[0], plain)
    if "References" in text and "[1]" in text and (addresses := _ADDRESSES.search(text)):
        most = max(map(int, _ADDRESS.findall(text, addresses.start())))
        body = plain[: addresses.start()]
        plain = _NUMBER.sub(lambda one: _blank(one) if int(one[1]) <= most else one[0], body) + plain[len(body) :]
    if any(word in text for word in _SPOKEN_WORDS):
        plain = _SPOKEN.sub(_blank, plain)
    if "\n[a]" in text and (comments := _COMMENTED.search(text)) and _COMMENT.search(text, 0, comments.start()):
        plain = _COMMENT.sub(_blank, plain[: comments.start()]) + plain[comments.start() :]
    if "] " in text[:80] and _CHATTED.match(text):
        plain = _SIGNED.sub(r"\1 \3 ", _CHATTED.sub(_blank, plain))
    return plain if plain.strip() else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
