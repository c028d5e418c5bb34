"""Bylines: the people and agencies of a line such as "By Ann Lee, health editor | Reuters", as data.

The grammar is cue? + (person | agency | desk) (separator person)* + role? + organisation? + place? + date?. Names are
taken as printed, never re-cased.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from newscopy.model import Byline
from newscopy.structure import byline_lines, calendar, dates, eastern, names, stamps
from newscopy.structure.names import looks_like_name
from newscopy.structure.words import Lexicon, fold

__all__ = ["CUED", "Parsed", "looks_like_name", "parse", "says_author"]

_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 240
CUED, KNOWN, NAMED, _SAID_OF_OTHERS, _GUESSED = 0.9, 0.75, 0.55, 0.5, 0.3
"""The confidence of a line that says what it is, and of those that name an agency or a role, a name, a single word."""
# Between what belongs to one person and what to another: strong ones part a name from its organisation too.
_STRONG = re.compile(r"\s*(?:[|•·●■▪\n]|\s[–—-]\s|\s{2,}|\xa0\s|\s\xa0)\s*")
_WEAK = re.compile(r"\s*[,;，；、،]\s*|\s*[/／＝]\s*")
# A bullet or a number before the name, and the file name of a portrait.
_BEFORE = re.compile(r"^\s*(?:[*+•●▪–-]|\d{1,2}\.)\s+|^[^|,]{1,40}\.(?:jpe?g|png|gif|webp)\s", re.IGNORECASE)
_LISTED = re.compile(r"([^\W\d_][\w.'’ -]{1,30}), ([^\W\d_][\w.'’ -]{0,30})")
# The mark of a footnote behind a name.
_FOOTNOTE = re.compile(r"\^\d+|[\u00b9\u00b2\u00b3]+$")
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|voor|för|for the)\s+(?=[A-Z])", re.IGNORECASE)
# So many words at most say what a date is.
_LONGEST_STAMP = 2
_PAREN = re.compile(r"\s*[(（\[]([^()（）\[\]]{2,60})[)）\]]")
# Those who only edited are no authors; their cue ends the list of names.
_EDITED = re.compile(
    r"^(?:edited|editing|edit|editors?|(?:medically |expert )?reviewed|fact[- ]checked|checked|"
    r"herausgegeben|redigerare|editado|redaktur|penyunting|red\.|(?:责任|責任)?(?:编辑|編輯)|[责責][编編]|校[对對])\b",
    re.IGNORECASE,
)
_LONGEST_CUE = 6
# How long the letters are by which an agency is called behind a name and a place.
_LONGEST_SIGN = 5
# Words of a place behind a role.
_LONGEST_PLACE = 2
# Before a cue in the middle of a line, as Chinese pages have them one behind the other ("来源：新华社 作者：林晓梅").
_INNER = re.compile(r"\s(?=([^\W\d_]{2,12})\s?[:：]\s?\S|([\u3400-\u9fff]{2,5})\s[\u3400-\u9fff])")


@dataclass(frozen=True)
class Parsed:
    """What a line says of who wrote it.

    `confidence` is higher with a cue, a role or a known agency, low for a guess. `names` is the part of the line that
    names them, `date` that of its date: half-open character ranges, None if there is no such part. `role` and `place`
    are those of people named above, where the line says nothing else ("Environment correspondent, Varn").
    """

    bylines: tuple[Byline, ...]
    confidence: float
    names: tuple[int, int] | None = None
    date: tuple[int, int] | None = None
    role: str | None = None
    place: str | None = None


@lru_cache(maxsize=64)  # a line is asked about when it is labelled, and when its names are taken
def parse(line: str, lexicon: Lexicon) -> Parsed | None:
    """The names of a byline; None if the line cannot be one.

    A line that only opens a byline ("By") gives no names and is a byline all the same.
    """
    if not line.strip() or len(line) > _LONGEST:
        return None
    if byline_lines.is_for(line):
        return None
    line = _BEFORE.sub(lambda match: " " * len(match.group()), line)
    found = dates.find(line)
    date = (found[0].start, found[-1].end) if found else None
    text = byline_lines.without_noise(
        line, [(one.start, one.end) for one in found or stamps.relative(line, lexicon)], lexicon
    )
    if found and all(word in _silent(lexicon) for word in _LETTERS.findall(text.casefold())):
        return None
    text = byline_lines.posted(text, lexicon) or byline_lines.of_writers(text)
    cues = ((at.start(), at[1] or at[2]) for at in _INNER.finditer(text))
    # "Written By:" is one cue.
    inner = [
        at for at, cue in cues if fold(cue) in lexicon["byline"] and fold(f"{text[:at]} {cue}") not in lexicon["byline"]
    ]
    text = "".join("|" if at in inner else letter for at, letter in enumerate(text)) if inner else text
    people = eastern.people(text.strip(" |·,"))
    parsed = Parsed(people, CUED) if people else _of_station(text, lexicon) or _western(text, lexicon)
    if parsed is None and text == line:
        parsed = _of_others(_bare(text), lexicon) or _guess(_bare(text), lexicon)
    if parsed is not None and parsed.confidence <= NAMED and _names_nobody(text):
        return None
    return replace(parsed, names=_span(line, parsed.bylines), date=date) if parsed else None


def _names_nobody(text: str) -> bool:
    """A colon ends what names something else, and brackets around words without capitals tell of a time or a place."""
    said = text.strip(" |·•")
    return said.endswith((":", "：")) or (said[:1] in "(（" and said[-1:] in ")）" and said.upper() == said.lower())


def listed(line: str) -> Parsed | None:
    """The names of people as databases list them, family names first ("Moe, Anna; Pell, Jonas"); None for others."""
    found = [_LISTED.fullmatch(piece.strip()) for piece in line.split(";") if piece.strip()]
    people = tuple(Byline(name=f"{name[2]} {name[1]}") for name in found if name is not None)
    whole = len(people) == len(found) and all(looks_like_name(person.name) for person in people)
    return Parsed(people, KNOWN) if people and whole else None


def says_author(line: str, lexicon: Lexicon) -> bool:
    """True for a line that opens with what its people are ("Author: Ann Lee"), as the foot of a page has them."""
    cue, rest = _without_cue(line.strip(), lexicon)
    return bool(cue and rest) and all(fold(word) in lexicon["role"] for word in re.split(r"[/:*]", cue) if word)


@cache
def _silent(lexicon: Lexicon) -> frozenset[str]:
    """Words that stand beside a date and name nobody."""
    phrases = lexicon["published"] | lexicon["updated"]
    return frozenset(word for phrase in phrases for word in _LETTERS.findall(phrase)) - lexicon["byline"]


def _span(line: str, people: tuple[Byline, ...]) -> tuple[int, int] | None:
    places = [(line.find(person.name), len(person.name)) for person in people]
    found = [(at, at + length) for at, length in places if at >= 0]
    return (min(found)[0], max(end for _, end in found)) if found else None


def _western(text: str, lexicon: Lexicon) -> Parsed | None:
    cued, people, doubtful, edited = False, list[Byline](), False, False
    for clause in re.split(r"\s*;\s*", _bare(text)):
        cue, rest = _without_cue(clause.strip(" |•·"), lexicon)
        if _EDITED.match(cue) and people:
            break
        edited = edited or bool(_EDITED.match(cue))
        cued = cued or bool(cue)
        read = _People(lexicon, cued, people)
        doubtful = not read.take(rest) or doubtful
    if not people:
        bare = cued and not re.search(r"\w", _without_cue(_bare(text), lexicon)[1])
        return Parsed((), _SAID_OF_OTHERS) if bare else None
    if doubtful and not cued:
        return None
    known = all(fold(person.name) in lexicon["agency"] for person in people)
    titled = any(person.role for person in people)
    if edited:
        return Parsed(tuple(people), _SAID_OF_OTHERS)
    return Parsed(tuple(people), CUED if cued else KNOWN if known or titled else NAMED)


def _bare(text: str) -> str:
    """Without separators around it, and without the brackets that enclose all of it."""
    text = text.strip(" |•·")
    return text[1:-1].strip() if text[:1] in "(（[" and text[-1:] in ")）]" else text


def _without_cue(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """The cue that opens a text, and what follows it; "" if none does."""
    words = text.split()
    opens = fold(words[0]) if words else ""
    sizes = () if opens and opens not in _opening(lexicon) else range(min(_LONGEST_CUE, len(words)), 0, -1)
    for size in sizes:
        head = " ".join(words[:size])
        folded = fold(head)
        # "additional reporting by" opens a note as well as a clause of a byline.
        cue = folded in lexicon["byline"] or (size > 1 and size < len(words) and folded in lexicon["note"])
        if cue and (size > 1 or len(folded) > 1):
            return head, text[_end_of(text, size) :].strip(" :：|–—-\xa0")
    glued = re.match(r"([^\W\d_]{2,12}?)(?:\s?[:：/]\s?(?=\S)|(?<=[a-zà-ÿа-я])(?=[A-ZÀ-ÞА-Я]))", text)
    if glued and fold(glued[1]) in lexicon["byline"] and not names.is_particle(glued[1]):
        return glued[1], text[glued.end() :]
    return "", text


@cache
def _opening(lexicon: Lexicon) -> frozenset[str]:
    """The words that open a cue."""
    return frozenset(fold(phrase.split()[0]) for phrase in lexicon["byline"] | lexicon["note"])


def _end_of(text: str, words: int) -> int:
    return [match.end() for match in re.finditer(r"\S+", text)][words - 1]


def _of_station(text: str, lexicon: Lexicon) -> Parsed | None:
    """People and the station that they work for; None where there is none, or the names are none."""
    found = byline_lines.of_station(text)
    parsed = _western(found[0], lexicon) if found else None
    if found is None or parsed is None or parsed.confidence < CUED or not parsed.bylines:
        return None
    known = {"organisation": found[1], "place": found[2]}
    return replace(parsed, bylines=tuple(person.model_copy(update=known) for person in parsed.bylines))


def _of_others(text: str, lexicon: Lexicon) -> Parsed | None:
    """What people are who are named above, and where: "Health editor", "Health editor, Oslo", "Reporting from Oslo"."""
    words = text.split()
    for size in range(2, min(_LONGEST_CUE, len(words))):
        if fold(" ".join(words[:size])) in lexicon["place"] and words[size][0].isupper():
            return Parsed((), _SAID_OF_OTHERS, place=" ".join(words[size:]))
    role, _, place = text.partition(", ")
    named = place.split()
    if len(role.split()) < 2 or not names.is_role(role, lexicon) or looks_like_name(role):
        return None
    if len(named) > _LONGEST_PLACE or not all(word[0].isupper() for word in named):
        return None
    return Parsed((), _SAID_OF_OTHERS, role=role, place=place or None)


def _guess(text: str, lexicon: Lexicon) -> Parsed | None:
    """One word alone: the sign of a desk, or a name that is only one word; believed only where others know better."""
    if " " in text or not re.fullmatch(r"[^\W\d_][\w.-]{1,19}", text) or names.is_furniture(text, lexicon):
        return None
    if fold(text) in lexicon["function"] or text.lower() == text.upper() or calendar.is_weekday(text):
        return None
    if not (names.is_sign(text) or names.is_single_name(text) or "-" in text):
        return None
    return Parsed((Byline(name=text),), _GUESSED)


class _People:
    """Takes the pieces of a byline one by one and adds the people to a list."""

    def __init__(self, lexicon: Lexicon, cued: bool, people: list[Byline]) -> None:
        self.lexicon = lexicon
        self.cued = cued
        self.people = people

    def take(self, text: str) -> bool:
        """Read a clause; False if a piece of it could not be told."""
        if self._signed(text):
            return True
        whole = True
        for number, chunk in enumerate(piece for piece in _STRONG.split(text) if piece.strip(" .,")):
            for at, piece in enumerate(_pieces(chunk, self.lexicon)):
                if not self._piece(piece, beside=number > 0 and at == 0):
                    if self.people and self.cued:
                        return False
                    whole = False
        return whole

    def _signed(self, text: str) -> bool:
        """Take a clause of desks' signs and agencies: "ino/dpa"."""
        pieces = [piece for piece in re.split(r"[\s,/()]+", text) if piece]
        known = [names.is_sign(piece) and fold(piece) not in self.lexicon["function"] for piece in pieces]
        known = [sign or fold(piece) in self.lexicon["agency"] for sign, piece in zip(known, pieces, strict=True)]
        if len(pieces) < 2 or not all(known) or not re.search(r"[,/]", text):
            return False
        self.people += [Byline(name=piece) for piece in pieces]
        return True

    def _piece(self, text: str, beside: bool) -> bool:
        """Take one piece; `beside` if it stands behind a strong separator, where an organisation may."""
        piece = names.said_once(_FOOTNOTE.sub("", text).strip(" .,:()[]|–—-^"))
        cue, rest = _without_cue(piece, self.lexicon)
        if cue and rest and (self.cued or not looks_like_name(piece)):
            self.cued = True
            return self._piece(rest, beside=False) if not _EDITED.match(cue) else True
        joiner = _joiner(self.lexicon).match(" " + piece, 1)
        piece = piece[joiner.end() :].strip() if joiner and self.people else piece
        folded = fold(piece)
        if self.people and self._role(piece):
            return True
        if not piece or folded in self.lexicon["byline"] or self._is_noise(piece):
            return True
        return (
            self._agency(piece, folded, beside)
            or self._person(piece, beside)
            or self._place_or_organisation(piece, beside)
        )

    def _is_noise(self, piece: str) -> bool:
        return bool(self.people) and (names.is_furniture(piece, self.lexicon) or not re.search(r"[^\W\d_]", piece))

    def _agency(self, piece: str, folded: str, beside: bool) -> bool:
        known = folded in self.lexicon["agency"] and (len(piece) > 4 or piece == piece.upper() or folded == piece)
        if known and beside and self.people and not self.people[-1].organisation:
            self._complete(organisation=piece)
        elif known:
            self.people.append(Byline(name=piece))
        elif folded in self.lexicon["desk"]:
            if not self.people:
                self.people.append(Byline(name=piece))
        else:
            return self._agency_desk(piece) or self._team(piece)
        return True

    def _agency_desk(self, piece: str) -> bool:
        """ "dpa Sport": the agency counts."""
        agency, _, desk = piece.partition(" ")
        if fold(agency) not in self.lexicon["agency"] or agency != agency.lower() or " " in desk or not desk.istitle():
            return False
        self.people.append(Byline(name=agency))
        return True

    def _team(self, piece: str) -> bool:
        """ "Harbour Times Staff Writers" behind names is what they all are."""
        words = piece.split()
        for size in range(1, min(4, len(words))):
            if self.people and fold(" ".join(words[-size:])) in self.lexicon["desk"]:
                self._complete(organisation=" ".join(words[:-size]), role=" ".join(words[-size:]))
                return True
        return False

    def _role(self, piece: str) -> bool:
        role, place = self._cut_place(piece, of_name=False)
        if place and names.is_role(role, self.lexicon):
            self._complete(role=role, place=self.people[-1].place or place)
            return True
        role, organisation = _cut(piece, _FOR)
        if not names.is_role(role, self.lexicon):
            return False
        self._complete(role=role, **({"organisation": organisation} if organisation else {}))
        return True

    def _person(self, piece: str, beside: bool) -> bool:
        piece, organisation = _cut(self._without_stamp(piece), _FOR)
        name, role = names.split_role(names.without_tail(piece, self.lexicon), self.lexicon)
        if organisation is None:
            name, organisation = names.split_agency(name, self.lexicon)
        name, place = self._cut_place(name)
        alone = self.cued and not self.people and not beside and names.is_single_name(name)
        agency = place is not None and fold(name) in self.lexicon["agency"]
        signed = names.is_sign(name) and (bool(self.people) or self.cued) and not beside
        signed = signed and fold(name) not in self.lexicon["function"]
        if not (looks_like_name(name) or alone or agency or signed):
            return False
        if names.is_furniture(name, self.lexicon) or names.is_role(name, self.lexicon) or self._is_picture_desk(name):
            return False
        if beside and self.people and self._is_organisation(name):
            return False
        if all(name.casefold() != person.name.casefold() for person in self.people):
            self.people.append(Byline(name=name, role=role, organisation=organisation, place=place))
        return True

    def _is_picture_desk(self, name: str) -> bool:
        """ "Getty Images" writes nothing; many an agency has pictures, too."""
        folded = fold(name)
        return folded in self.lexicon["picture_agency"] and folded not in self.lexicon["agency"]

    def _without_stamp(self, piece: str) -> str:
        """A piece without the "Updated" of the date that stood behind it, or "Publié le"."""
        words = piece.split()
        for size in range(min(len(words) - 1, _LONGEST_STAMP), 0, -1):
            if self.lexicon.knows(fold(" ".join(words[-size:])), "updated", "published"):
                return " ".join(words[:-size])
        return piece

    def _cut_place(self, name: str, *, of_name: bool = True) -> tuple[str, str | None]:
        """A name or role and the place behind it ("Ann Lee in Kyiv"); particles are of names ("Ana de Souza")."""
        for match in re.finditer(r"\s(\S+)(?=\s+([^\W\d_]))", name):
            word = match[1].casefold()
            told = match[1] == word or name.isupper()
            particle = of_name and names.is_particle(word)
            if told and word in self.lexicon["place"] and not particle and match[2].isupper():
                return name[: match.start()], name[match.end() :].strip()
        return name, None

    def _is_organisation(self, text: str) -> bool:
        return bool(self.people[-1].role or self.people[-1].place) or "." in text

    def _place_or_organisation(self, piece: str, beside: bool) -> bool:
        """What follows a name and is none: one or two capitalised words say a place, more an organisation."""
        cue, _, place = piece.partition(" ")
        if self.people and cue in self.lexicon["place"] and place[:1].isupper() and len(place) < 40:
            self._complete(place=place)
            return True
        if not self.people or not piece[0].isupper() or len(piece) > 60 or len(piece.split()) > 6:
            return False
        if self._is_picture_desk(piece):
            return False
        last = self.people[-1]
        named = piece.split()
        if len(named) <= 2 and last.place is None and "." not in piece and not beside and all(map(str.isalpha, named)):
            self._complete(place=piece)
        elif last.organisation is None and (
            self.cued or last.role or (piece.isupper() and len(piece) <= _LONGEST_SIGN)
        ):
            self._complete(organisation=piece)
        else:
            return False
        return True

    def _complete(self, **known: str) -> None:
        self.people[-1] = self.people[-1].model_copy(update=known)


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[str, str | None]:
    match = pattern.search(text)
    return (text[: match.start()], text[match.end() :]) if match else (text, None)


def _pieces(chunk: str, lexicon: Lexicon) -> list[str]:
    """A chunk cut at commas, slashes, brackets and words for "and"; "Ortega y Gasset" is one name."""
    flat = _PAREN.sub(r", \1", _PAREN.sub(r", \1", names.said_once(chunk)))  # one may hold another
    return [piece for part in _WEAK.split(flat) for piece in _joined(part, lexicon) if piece.strip()]


def _joined(part: str, lexicon: Lexicon) -> list[str]:
    first, *others = _joiner(lexicon).split(part)
    pieces = [first]
    for word, sign, piece in zip(others[::3], others[1::3], others[2::3], strict=True):
        joiner = word or sign
        known = lexicon.knows(fold(piece), "agency", "desk")
        if len(joiner) == 1 and joiner.isalpha() and len(piece.split()) == 1 and not known:
            pieces[-1] = f"{pieces[-1].rstrip()} {joiner} {piece.strip()}"
        else:
            pieces.append(piece)
    return pieces


@cache
def _joiner(lexicon: Lexicon) -> re.Pattern[str]:
    words = sorted(lexicon["joiner"] - {"&", "·"}, key=lambda word: (-len(word), word))
    any_word = "|".join(map(re.escape, words))
    loud = "|".join(re.escape(word.upper()) for word in words if len(word) > 1)
    return re.compile(rf"(?<=\s)({any_word}|{loud})(?=\s)|(?<=\S)\s?(&)\s?")
