"""Who made a picture, at the end of its caption: where the words of the caption stop and the credit begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newscopy.structure import names
from newscopy.structure.blocks import CLOSERS, SENTENCE_ENDS
from newscopy.structure.words import Lexicon, fold

# No credit is longer, and no caption shorter, in characters.
_LONGEST, _SHORTEST = 160, 6
# Names behind a sentence are no longer.
_LONGEST_NAMED = 80
_BRACKETS = {")": "(", "）": "（", "]": "[", "】": "【"}
# What parts a caption from the credit behind it.
_PARTED = " \t\u00a0|/–—-－·•"
# "Photo by Ann Lee", "Foto: Ann Lee/AFP", "Credit...Ann Lee": what stands behind the cue, which may touch the caption.
_SAYS = r"(?:\s?(?:\.{3}|…|[:：])\s?|\s(?:by|de|von|di|por|af|av)\s)(?![a-zß-ÿа-яα-ω])(?=\S)"
_MAY_SAY = re.compile(_SAYS)
# A credit on a line of its own is no longer.
_LONGEST_ALONE = 80
# A sentence behind a cue is none, if it is longer.
_SHORT_SENTENCE = 40
# Cues that say where on the picture somebody is, or lead to more of them.
_PLACES = re.compile(r"(?:left|right|above|below|top|bottom|links|rechts|oben|unten|galerie|gallery)\b", re.IGNORECASE)
_SIGN = re.compile("[©Ⓒ]")
# The end of a sentence, and what stands behind it.
_SENTENCE = re.compile(rf"[{re.escape(SENTENCE_ENDS)}][{re.escape(CLOSERS)}]*\s*(?=\S)")
# Who took or gave it, in Japanese, Chinese and Korean: the last clause ends in one of these words.
_EASTERN = re.compile(r"(?:撮影|写す|提供|摄|攝|供图|供圖|제공|촬영)$")
_CLAUSE = re.compile(r"[、，＝]")
# Words of a credit that are no name.
_OF_AGENCY = re.compile(r"\b(?:photo|pictures?|images?|foto|via|handout|file|archiv|pool)\b", re.IGNORECASE)


def start(text: str, lexicon: Lexicon) -> int:
    """Where in a caption the credit begins, with the bracket around it if it has one; the caption's length if nowhere.

    A credit is what a cue opens ("Photo: …"), a sign of copyright, an agency or a slash behind the last sentence, or
    what stands in brackets at the end and is one of these.
    """
    for at in _candidates(text, lexicon):
        if len(text) - at <= _LONGEST and len(text[:at].rstrip(_PARTED)) >= _SHORTEST:
            return at
    return len(text)


def is_alone(text: str, lexicon: Lexicon) -> bool:
    """True for a line that is a credit and nothing else ("Photo: Ann Lee/AFP", "(Foto: dpa)")."""
    if len(text) > _LONGEST_ALONE or not _MAY_SAY.search(text):
        return False
    said = text.strip(_PARTED + "(（[【")
    return bool(_cues(lexicon).match(said)) and not _SENTENCE.search(said) and not _PLACES.match(said)


def named(text: str, lexicon: Lexicon) -> str | None:
    """Who is named behind a cue and a comma, as the BBC has it above a caption ("Image source, Ann Lee"); or None."""
    cue, comma, name = text.replace("،", ",", 1).partition(",")
    return name.strip() or None if comma and fold(cue) in lexicon["photo"] else None


def bare(text: str) -> str:
    """A credit without what parts it from the caption: brackets around it, a dash or a bar, "Credit..."."""
    text = text.strip(_PARTED)
    if text and _BRACKETS.get(text[-1]) == text[0]:
        text = text[1:-1].strip()
    return re.sub(r"^Credit(?:\.{3}|…)\s*", "", text) or text


def _candidates(text: str, lexicon: Lexicon) -> Iterator[int]:
    first = max(_SHORTEST, len(text) - _LONGEST)
    # A regular expression of hundreds of phrases is slow, and few captions have what follows one.
    cues = _cues(lexicon).finditer(text, first) if _MAY_SAY.search(text, first) else ()
    if opened := _in_brackets(text, lexicon):
        yield opened
    for cue in cues:
        ends = text.endswith(tuple(SENTENCE_ENDS)) and len(text) - cue.end() > _SHORT_SENTENCE
        if not ends and not _PLACES.match(cue[0]):
            yield cue.start()
    for sign in _SIGN.finditer(text, first):
        yield sign.start()
    for sentence in _SENTENCE.finditer(text, max(0, first - len("”. "))):
        behind = text[sentence.end() :].strip(_PARTED)
        if len(behind) <= _LONGEST_NAMED and (_is_credit(behind, lexicon) or _EASTERN.search(behind)):
            yield sentence.end()
    if _EASTERN.search(text):
        for clause in list(_CLAUSE.finditer(text))[-1:]:
            yield clause.end()


def _in_brackets(text: str, lexicon: Lexicon) -> int:
    """Where the bracket opens that ends with the text, if a credit stands in it; or 0."""
    opens = text.rfind(_BRACKETS.get(text[-1], "\n"))
    said = text[opens + 1 : -1].strip()
    if opens <= 0 or not said:
        return 0
    cued = _cues(lexicon).search(said) or _SIGN.match(said) or _EASTERN.search(said)
    named = names.looks_like_name(said) and text[:opens].rstrip(CLOSERS + " ").endswith(tuple(SENTENCE_ENDS))
    return opens if cued or named or _is_credit(said, lexicon) else 0


def _is_credit(text: str, lexicon: Lexicon) -> bool:
    """An agency, or names with slashes between ("AP", "Ann Lee/AFP", "Ann Lee for The Times")."""
    if not text or text[-1] in SENTENCE_ENDS:
        return False
    parts = [part.strip() for part in re.split(r"[/|]", text)]
    if any(lexicon.knows(fold(part), "agency", "picture_agency") for part in parts):
        return True
    named = [bool(names.looks_like_name(part) or _OF_AGENCY.search(part)) for part in parts]
    return len(parts) > 1 and all(part and part[0].isupper() for part in parts) and any(named)


@cache
def _cues(lexicon: Lexicon) -> re.Pattern[str]:
    """A word for pictures that a colon, dots or "by" follow."""
    phrases = sorted((phrase for phrase in lexicon["photo"] if phrase[0].isalpha()), key=len, reverse=True)
    said = "|".join(map(re.escape, phrases))
    # A capital opens it, also where it touches the caption: "… in BerlinFoto: Ann Lee".
    return re.compile(rf"(?:(?<![^\W\d_])|(?<=[a-zß-ÿ])(?=[A-Z]))(?i:{said}){_SAYS}")
