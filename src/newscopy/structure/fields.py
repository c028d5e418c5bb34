"""Copy whose parts are named: what text databases export ("BYLINE: Ann Lee"), and what desks type in front of a part.

The name is cut from what it names, which is what the name says. Names are believed in a run of them above the copy that
has the headline or the length of the story and another part; below the copy those that databases put there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from newscopy.model import Role
from newscopy.structure import dates, documents
from newscopy.structure.lines import Flags, Lines
from newscopy.structure.words import fold

_TABLE = Path(__file__).with_suffix(".toml")
# So many lines from the top the first name may stand, and so long is a name with its colon.
_TOP, _LONGEST = 40, 32
# A name in capitals may have a sign of equality behind it.
_COLONS, _MEDIUM = re.compile("[:：]|(?<=[A-Z])="), re.compile(r"\s*\([^()]{1,12}\)$")
_CODE = re.compile(r"([A-Z]{2,3})(?:\s+|$)")
_NUMBER = re.compile(r"[\d.,]+ ?(?:words|Wörter|mots|palabras|woorden|parole)?\.?", re.IGNORECASE)
# A field of something else.
_FOREIGN = re.compile(r"[^\W\d_][\w -]{1,20}: ?\S")
_RIGHTS = re.compile(r"copyright\b|©|\(c\)", re.IGNORECASE)
# Names that need no colon.
_ALONE = frozenset(
    {"body", "classification", "end of document", "full text", "graphic", "proquest document link", "volltext"}
)
# A name that databases alone have, behind another field; and fields of one line that stand beside each other, with
# many blanks between them.
_BESIDE_OTHERS = " ISSN:"
_BESIDE = re.compile(r"(?<!\s)\s{6,}+(?=[^\W\d_][\w ]{1,24}:)")
# What a code of a company, a place or a subject looks like behind the field's ("swed : Sweden").
_CODED = re.compile(r"\w+ : \S")
_CODED_FIELDS = frozenset({"CO", "IN", "NS", "RE", "IPC"})
# "Ferry aground ; Nobody hurt: [Late Edition]": the second headline behind the first, and the edition.
_SECOND = re.compile(r"\s?(?P<mark>;)(?:\s+(?=[^\W\d_a-z]|[\"“‘'])|$)")
_EDITION = re.compile(r"(?<!\s)\s*+[:;]\s*+\[[^\[\]]{2,40}\]$")
_PAGE = re.compile(r"Page \d+ (?:of|de|sur) \d+", re.IGNORECASE)
# Pieces of a section that name no section ("Section A; Column 1; Foreign Desk; Pg. 3").
_PIECE = re.compile(r";\s*")
_NO_SECTION = re.compile(r"(?:section|column|pg|page|pag|p|s|seite|edition|vol)\b[\W_]*\w{0,4}|\w?\d*", re.IGNORECASE)
# What may be wrapped, and what else says nothing of the story in however many lines.
_WHOLE = frozenset({"headline", "standfirst", "kicker"})
# By which names a run is told to be of a story, and which open the copy; "full" is what databases alone have.
_SURE, _COPY = frozenset({"headline", "length", "database", "full"}), ("copy", "full")
_WRAPPED = _WHOLE | {"discarded"}
# From how many columns on a line may be wrapped, and how many more the next one may have.
_WRAPS, _LONGEST_WORD = 40, 12


class Field(NamedTuple):
    """A line of a named part. named: it begins with the name; value: where what is named begins, or the line's end."""

    role: str
    named: bool
    value: int


def find(lines: Lines) -> dict[int, Field]:
    """The named parts by the number of the line; empty where the names are no run that can be believed.

    Of several documents they are those of the first.
    """
    first, stop = documents.first(lines)
    top = int(lines.end[min(first + _TOP, stop) - 1])
    start = int(lines.start[first])
    if not _believed().search(lines.text, start, top) and lines.text.find(_BESIDE_OTHERS, start, top) < 0:
        return {}
    lines = lines.until(stop)
    for table in ("names", "codes"):
        if found := _head(lines, first, table):
            return found | _tail(lines, max(found) + 1, f"{table}_behind")
    return {}


def cuts(lines: Lines) -> Iterator[tuple[int, list[int]]]:
    """The lines to be cut behind the name of a field, a section's line behind each piece, and a headline's before the
    second one and the edition, which databases put there; and where.
    """
    found = find(lines)
    for number in _title(lines, found):
        if places := _decked(lines, number, int(lines.start[number])):
            yield number, places
    for number, field in found.items():
        end = int(lines.end[number])
        beside = [found.end() for found in _BESIDE.finditer(lines.text, field.value, end)]
        places = [field.value] if field.named and field.value < min([end, *beside]) else []
        if field.role == "category":
            marks = _PIECE.finditer(lines.text, field.value, end)
            places += [at for mark in marks for at in mark.span() if field.value < at < end]
        if field.role == "headline":
            places += _decked(lines, number, field.value)
        if places or beside:
            yield number, sorted({*places, *beside})


def _decked(lines: Lines, number: int, start: int) -> list[int]:
    """Where in a headline's line its second headline and its edition begin, and the mark between."""
    end = int(lines.end[number])
    edition = _EDITION.search(lines.text, start, end)
    places = [edition.start()] if edition else []
    mark = _SECOND.search(lines.text, start + 1, edition.start() if edition else end)
    return ([at for at in (mark.start("mark"), mark.end()) if at < end] if mark else []) + places


def joints(lines: Lines) -> tuple[Flags, Flags]:
    """Which lines open a block since a name stands there or in front; and which go on with the one above."""
    opens, goes_on = np.zeros(len(lines), np.bool_), np.zeros(len(lines), np.bool_)
    found = find(lines)
    for number, field in found.items():
        above = found.get(number - 1)
        opens[number] = field.named or above is None or above.named
        goes_on[number] = not opens[number] and field.role in _WHOLE and not lines.glued[number]
    if found:
        opens[[number for number in (at + 1 for at in found) if number < len(lines) and number not in found]] = True
    title = _title(lines, found)
    goes_on[title.start + 1 : title.stop] = True
    for number in title:
        # The second headline stands below the mark.
        if _line(lines, number) == ";" and number + 1 < len(lines):
            goes_on[[number, number + 1]] = False
            opens[number + 1] = True
    return opens, goes_on


def roles(lines: Lines) -> dict[int, Role]:
    """What named parts are by the number of the line, and the names that were cut from them, which are discarded."""
    found: dict[int, Role] = {}
    parts = find(lines)
    for number, field in parts.items():
        known = not field.named and field.role in Role.__members__.values()
        role = Role(field.role) if known else Role.DISCARDED
        text = lines.text[int(lines.start[number]) : int(lines.end[number])]
        found[number] = Role.DISCARDED if role is Role.CATEGORY and _NO_SECTION.fullmatch(text.strip("; ")) else role
    found |= dict.fromkeys(_title(lines, parts), Role.HEADLINE)
    second = False
    for number in [number for number, role in found.items() if role is Role.HEADLINE]:
        text = _line(lines, number)
        if _EDITION.fullmatch(text) or text == ";":
            found[number] = Role.DISCARDED
            second = second or text == ";"
        elif second:
            found[number] = Role.STANDFIRST
    # The paper and its day, as databases put them above the fields.
    above = range(documents.first(lines)[0], min(parts)) if parts and Role.TIMESTAMP not in found.values() else ()
    found |= {number: Role.TIMESTAMP for number in above if number not in found and dates.find(_line(lines, number))}
    return dict(sorted(found.items()))


def _line(lines: Lines, number: int) -> str:
    return lines.text[int(lines.start[number]) : int(lines.end[number])]


def _title(lines: Lines, parts: Mapping[int, Field]) -> range:
    """The lines of a headline that no field names: right above the fields in exports of Nexis; in those of Nexis Uni,
    where a line on the rights stands there, the first.
    """
    if not parts or any(field.role == "headline" for field in parts.values()):
        return range(0)
    first, _ = documents.first(lines)
    below = min(parts)
    above = below - 1
    if above >= first and not _RIGHTS.match(_opening(lines, above)):
        while above > first and not lines.blanks[above]:
            above -= 1
        title = range(above, below)
    else:
        first += bool(_PAGE.fullmatch(_line(lines, first)))
        title = range(first, min(first + 1, below))
    return range(0) if any(dates.find(_line(lines, number)) for number in title) else title


def _head(lines: Lines, first: int, table: str) -> dict[int, Field]:
    """The run of named lines above the copy."""
    found: dict[int, Field] = {}
    for number in range(first, len(lines)):
        field, above = _named(lines, number, table), found.get(number - 1)
        if field is not None:
            found[number] = field
            if field.role in _COPY:
                break
        elif not found:
            if number >= first + _TOP:
                break
        elif not lines.glued[number] and _FOREIGN.match(_opening(lines, number)):
            continue  # in the head of a mail, fields of the mail stand between
        elif above is not None and _goes_on(lines, number, above, table):
            found[number] = Field(above.role, False, int(lines.start[number]))
        else:
            break
    roles = {field.role for field in found.values()}
    for number in found if _SURE.isdisjoint(roles) else ():
        beside = _BESIDE.finditer(lines.text, int(lines.start[number]), int(lines.end[number]))
        names = (lines.text[one.end() : one.end() + _LONGEST].partition(":")[0] for one in beside)
        roles |= {_roles(table).get(fold(name), "") for name in names}
    believed = _SURE & roles and len(roles) > 1
    return found if believed and (table == "names" or {"headline", "length"} <= roles) else {}


def _goes_on(lines: Lines, number: int, above: Field, table: str) -> bool:
    """What a field names goes on in this line: nothing stands behind its name, a list goes on, or it wraps."""
    end = int(lines.end[number - 1])
    bare = above.named and above.value == end
    if lines.blanks[number]:
        return bare and table == "codes"  # a code may stand in a cell of its own
    if lines.glued[number] or bare or lines.text[end - 1] in ",;&":
        return True
    width, full = (int(lines.end[at]) - lines.text.rfind("\n", 0, int(lines.end[at])) for at in (number, number - 1))
    return above.role in _WRAPPED and full >= _WRAPS and width <= full + _LONGEST_WORD


def _tail(lines: Lines, first: int, table: str) -> dict[int, Field]:
    """The named lines below the copy; behind what databases put there, all that stands there."""
    found: dict[int, Field] = {}
    before: dict[int, Field] = {}  # names that stand without a break above those that databases alone put there
    opened = False
    for number in range(first, len(lines)):
        field = _named(lines, number, table)
        above = found.get(number - 1)
        if field is not None and field.role == "opens" and not opened:
            opened = True
            found |= before
        if field is not None and (opened or field.role != "discarded"):
            found[number] = field
        elif field is not None or (before and (lines.glued[number] or not lines.blanks[number])):
            before[number] = field or Field("discarded", False, int(lines.start[number]))
            continue
        elif opened or (above and above.role not in _COPY):
            goes_on = above and (not lines.blanks[number] or above.value == lines.end[number - 1])
            if above and goes_on:
                found[number] = Field(above.role, False, int(lines.start[number]))
            elif opened:
                found[number] = Field("opens", False, int(lines.start[number]))
        before = {}
    return dict(sorted(found.items()))


def _named(lines: Lines, number: int, table: str) -> Field | None:
    """The field whose name the line begins with, alone or in front of a value."""
    start, end = int(lines.start[number]), int(lines.end[number])
    text = _opening(lines, number)
    if table.startswith("codes"):
        code = _CODE.match(text)
        name, size = (code[1], code.end()) if code else ("", 0)
    else:
        colon = _COLONS.search(text)
        # "HEADLINE (WEB):" is for one of several media.
        name, size = (fold(_MEDIUM.sub("", text[: colon.start()])), colon.end()) if colon else (fold(text), len(text))
        if not colon and name not in _ALONE:
            return None
    role = _roles(table).get(name)
    if role is None:
        return None
    value = start + size
    while value < end and lines.text[value].isspace():
        value += 1
    said = lines.text[value:end]
    if not said and number + 1 < len(lines):
        said = lines.text[int(lines.start[number + 1]) : int(lines.end[number + 1])]
    must = _NUMBER.fullmatch if role == "length" else _CODED.match if name in _CODED_FIELDS else None
    return Field(role, True, value) if must is None or must(said) else None


def _opening(lines: Lines, number: int) -> str:
    """The first characters of a line."""
    start = int(lines.start[number])
    return lines.text[start : min(int(lines.end[number]), start + _LONGEST)]


@cache
def _believed() -> re.Pattern[str]:
    """What the names of a story's parts have among them: its headline or its length."""
    names = [name for name, role in _roles("names").items() if role in _SURE]
    codes = [name for name, role in _roles("codes").items() if role in ("headline", "length")]
    named = rf"(?i:{'|'.join(map(re.escape, names))})(?: ?\([^()\n]{{1,12}}\))?\s?[:：=]"
    return re.compile(rf"^[^\S\n]*(?:{named}|(?:{'|'.join(codes)})\s)", re.MULTILINE)


@cache
def _roles(table: str) -> Mapping[str, str]:
    with _TABLE.open("rb") as file:
        names = tomllib.load(file)[table]
    return {name: role for role, listed in names.items() for name in listed.split(", ")}
