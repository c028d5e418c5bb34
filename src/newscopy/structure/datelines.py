"""Datelines: the place line that opens the copy ("PARIS, May 3 (Reuters) -")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newscopy.model import Dateline
from newscopy.structure.calendar import is_weekday
from newscopy.structure.words import Lexicon, fold

_LONGEST = 110
# With its country behind it, as agencies of France have it: "Lyon (France), 3 mai 2024 (AFP) - ".
_PLACE = r"[^\W\d_][^\d()（）\[\]:;!?\n–—]{1,50}?(?:\s?\([^\d()\n]{2,25}\)(?=,))?"
_DATE = r"[^()\n]{0,25}?\d{1,2}[^()\n]{0,20}?"
_DASH = r"\s*(?:--?|[–—―−_]|=|(?<=\s):)\s+"
# The place and what may follow it, up to the dash; an agency in brackets or a place in capitals is what makes it one.
_BRACKETED = re.compile(
    rf"(?P<place>{_PLACE})(?:[,،]\s*(?P<date>{_DATE}))?\s*(?:[,.]|--)?\s*\((?P<agency>[^()\n]{{2,40}})\)\s*(?:\.{{0,1}}{_DASH}|\.?-{{1,2}}\s*|[.:–—]\s*|\s+(?=\w))"
)
# As distributors of press releases have it: "VARN, March 3, 2026 /PRNewswire/ --".
# And as agencies of Russia do: "МОСКВА, 3 мая. /ТАСС/. ".
_SLASHED = re.compile(
    rf"(?P<place>{_PLACE})(?:[,،]\s*(?P<date>{_DATE}))?\.?\s*/(?P<agency>[\w .-]{{2,30}})/(?:\.|\s*--?)\s*"
)
# The agency first: "(ANSA) ROME, MARCH 3 - ".
_LED = re.compile(rf"\((?P<agency>[^()\n]{{2,20}})\)\s*(?P<place>{_PLACE})(?:[,،]\s*(?P<date>{_DATE}))?{_DASH}")
# In capitals with a full stop, as papers of Germany and Sweden have it: "VARN. Der Rat". In scripts without capitals
# one word with a full stop or a colon, or two with a dash.
_STOPPED = re.compile(
    r"(?P<place>[^\W\d_a-zß-ÿ][^\d\s.:;!?()]{3,24}(?:[ -][^\d\s.:;!?()]{2,20}){0,2})\.(?P<date>)(?P<agency>)"
    r"\s+(?=[^\W\d_])"
)
_CASELESS_WORD = r"[^\d\s.:;!?()،,۔।–—-]{2,24}"
_CASELESS = re.compile(
    rf"(?P<place>[^\W\d_]{_CASELESS_WORD}(?:[:।۔]\s+|(?: {_CASELESS_WORD})?{_DASH}))(?P<date>)(?P<agency>)"
)
_DASHED = re.compile(rf"(?P<place>{_PLACE})(?:[,،]\s*(?P<date>{_DATE}))?{_DASH}(?P<agency>)")
_AGENCY_DASHED = re.compile(rf"(?P<place>{_PLACE})(?:[,،]\s*(?P<date>{_DATE}))?{_DASH}(?P<agency>[^.\n]{{2,30}})\.\s+")
# As typewriters and old papers have it, without blanks: "PARIS, May 3.--The".
_TYPED = re.compile(rf"(?P<place>{_PLACE}),\s*(?P<date>[^()\n–—-]{{2,30}}?)\.?(?:--|—)(?P<agency>)(?=\S)")
# All of them have a bracket or a dash, and few paragraphs do.
_SIGN = re.compile(r"[(（【〔电電]|[-–—―−_=/]\s|--|—|/\.|^[^.:।۔]{3,60}[.:।۔]\s")
# Names as sentences have them, of which the text must tell that they are a place's: "Varn. Der Rat", "Varn/Bree – Der".
_NAME = r"[^\W\d_a-zß-ÿ][^\W\d_]+(?:-[^\W\d_]+)*"
_NAMED = re.compile(
    rf"(?P<place>{_NAME}(?: (?:(?:am|an der|im|in der|ob der|de|la|del|di|sur|on) )?{_NAME}){{0,2}}"
    rf"(?:/{_NAME}(?: {_NAME})?)?)"
    rf"(?P<date>)(?P<agency>)(?:\.\s+|\s+[-–—]\s+)(?=[„“\"«»]?[^\W\d_a-zß-ÿа-я])"
)
_IN_SMALL = re.compile(rf"\([a-z]{{2,5}}(?:/[a-z]{{2,5}})?\){_DASH}$")
_DIGIT = re.compile(r"\d")
_CJK = re.compile(
    r"[（(【](?P<agency>[^（()）\d]{2,10}社)?(?P<place>[^（()）\d＝=]{1,12}?)(?P<date>\d{1,2}月\d{1,2}日)?"
    r"(?:电|電|(?:AFP|ＡＦＰ)?(?:共同|時事)|ロイター|[＝=][^】)）]{1,20})[】）)]\s*"
)
# As papers of Taiwan have it: "〔記者王小明／台北報導〕".
_TAIWAN = re.compile(
    r"[〔（(【](?P<agency>)[^〔〕（）()／/]{0,4}記者[^〔〕（）()／/]{2,20}[／/](?P<place>[^〔〕（）()／/]{1,8}?)(?P<date>)(?:綜合|連線)?報導[〕）)】]\s*"
)
# As agencies of China have it, without brackets: "新华社北京3月5日电".
_CHINESE = re.compile(
    r"据?(?:本[社网網报報]|(?P<agency>[\u3400-\u9fff]{2,4}?[社网網报報]))(?:记者)?(?P<place>[\u3400-\u9fff]{1,10}?)(?P<date>\d{1,2}月\d{1,2}日)(?:电|電)\s*"
)
_KOREAN = re.compile(r"\((?P<place>[^()=]{2,10})=(?P<agency>[^()]{2,10})\)\s*(?P<date>)")


# "N.H" of "HARBOR, N.H. (UPI)"; and a paper's site behind the place ("VARN, Courier.com - ").
_ABBREVIATED, _SITE = (
    re.compile(r"\b[A-Z]\.[A-Z]$|, [A-Z][a-z]{1,4}$"),
    re.compile(r",\s*(\w+\.(?:com|co\.id|id|net|org|tv))$", re.IGNORECASE),
)
_CERTAIN = (_KOREAN, _CJK, _TAIWAN, _CHINESE)
_PATTERNS = (*_CERTAIN, _BRACKETED, _SLASHED, _LED, _AGENCY_DASHED, _DASHED, _TYPED, _STOPPED, _CASELESS)


@dataclass(frozen=True)
class Found:
    """A dateline at the start of a paragraph: it takes `length` characters, dash and blanks behind it included."""

    length: int
    dateline: Dateline


def parse(paragraph: str, lexicon: Lexicon, text: str = "") -> Found | None:
    """The dateline that opens a paragraph, or None. Precision before recall: a place needs an agency or capitals.

    So it does not where `text`, which the paragraph is from, has the name inside a sentence, too.
    """
    head = paragraph[:_LONGEST]
    if not _SIGN.search(head):
        return None
    for pattern in _PATTERNS:
        match = pattern.match(head)
        if match and _believable(pattern, match, lexicon):
            return _found(match)
    named = _NAMED.match(head) if text else None
    return _found(named) if named and _is_told(named["place"], text) else None


def _is_told(place: str, text: str) -> bool:
    """A text has a place's name inside a sentence, too; of two places with a slash between it need not."""
    return "/" in place or re.search(rf"[^\W\d_] {re.escape(place)}\b", text) is not None


def _believable(pattern: re.Pattern[str], match: re.Match[str], lexicon: Lexicon) -> bool:
    place = match["place"].strip()
    if pattern in _CERTAIN:
        return True
    if pattern is _CASELESS:
        said = place.rstrip(" :।۔-–—―−_=")
        return said.upper() == said.lower() and not lexicon.knows(fold(said), *lexicon.phrases)
    if pattern is _TYPED and not (_DIGIT.search(match["date"]) or is_weekday(match["date"].rpartition(",")[2].strip())):
        return False
    # A place is a name or a few: no sentence has only capitalised words before its bracket.
    words = [word for word in re.split(r"[\s,/]+", place) if word]
    if len(words) > 6 or not all(word[0].isupper() or not word[0].islower() or len(word) <= 3 for word in words):
        return False
    if pattern is _TYPED:
        return True
    # In capitals the place, though not the country behind it.
    capitals = place.partition(",")[0].isupper()
    if match["agency"]:
        parts = (match["agency"], *re.split(r"[/,]", match["agency"]))
        # However unknown the agency is that has small letters: "Varn (nkw) - ".
        capitals = capitals or bool(_IN_SMALL.search(match[0]))
        # "SIR JOHN PELL (Varn) moved the rejection of the Bill."
        moves = match[0][-1].isspace() and match.string[match.end() :][:1].islower()
        return any(fold(part) in lexicon.phrases["agency"] for part in parts) or (capitals and not moves)
    return capitals and len(place) > 2


def _found(match: re.Match[str]) -> Found:
    text = match.group().strip()
    place = _with_region((match["place"] or "").strip(" ,:।۔-–—―−_="), match["date"] or "")
    agency = (match["agency"] or "").strip() or None
    if _ABBREVIATED.search(place) and match.string[match.end("place") :].startswith("."):
        place += "."
    if agency is None and (site := _SITE.search(place)):
        place, agency = place[: site.start()], site[1]
    return Found(match.end(), Dateline(text=text, place=place or None, agency=agency))


def _with_region(place: str, rest: str) -> str:
    """The place with the country or state that stands between it and the date ("KELVA, Norway, March 3")."""
    for part in map(str.strip, rest.split(",")[:-1]):
        if not part or any(map(str.isdigit, part)) or is_weekday(part):
            break
        place = f"{place}, {part}"
    return place
