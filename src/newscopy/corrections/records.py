"""The file of corrections: JSON lines, a head that counts them, then one correction a line (docs/corrections.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError
from pydantic import model_validator as validator

from newscopy.errors import CorrectionError
from newscopy.model import Byline, Category, Confidence, DateValue, DiscardReason, LanguageTag, Line, Offset, Role, Text

VERSION = 1
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_TEXT: TypeAdapter[Any] = TypeAdapter(Annotated[Text, StringConstraints(min_length=1)] | None)
_LINE: TypeAdapter[Any] = TypeAdapter(Line | None)
_FIELDS: dict[str, TypeAdapter[Any]] = {
    "headline": TypeAdapter(Line),
    "kicker": _LINE,
    "standfirst": _TEXT,
    "slugline": _LINE,
    "byline": _TEXT,
    "bylines": TypeAdapter(tuple[Byline, ...]),
    "categories": TypeAdapter(tuple[Category, ...]),
    "published": TypeAdapter(DateValue | None),
    "updated": TypeAdapter(DateValue | None),
    "keywords": TypeAdapter(tuple[Line, ...]),
    "language": TypeAdapter(LanguageTag | None),
}
FIELDS = tuple(_FIELDS)
"""The fields of a Story that can be given another value; all others follow from what the lines are."""


def _known(name: str) -> str:
    if name not in _FIELDS:
        raise ValueError(f"no field {name!r} that can be corrected; there are: {', '.join(_FIELDS)}")
    return name


class _Record(BaseModel):
    """source: SHA-256 of the bytes the story was read from. id: the story's, where a source may hold several.

    name is of the source, and only for people.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Sha256
    id: str | None = None
    name: str | None = None

    def is_of(self, sha256: str, story_id: str) -> bool:
        """True if it is about the story with this source and id."""
        return self.source == sha256 and self.id in (None, story_id)


class RoleCorrection(_Record):
    """The characters `start` to `end` of the source, half-open, are one block of the role `role`.

    old: what they were taken for, with what confidence, which `newscopy review --stats` counts.
    """

    start: Offset
    end: Offset
    old: Role
    role: Role
    reason: DiscardReason | None = None
    confidence: Confidence | None = None
    text: str | None = None

    @validator(mode="after")
    def _is_a_stretch(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"the stretch ends at {self.end}, before it starts at {self.start}")
        return self


class FieldCorrection(_Record):
    """The field `field` of the Story has the value `value`, whatever the text says."""

    field: Annotated[str, AfterValidator(_known)]
    old: Any = None
    value: Any

    @validator(mode="after")
    def _value_fits(self) -> Self:
        _FIELDS[self.field].validate_python(self.value)
        return self

    def parsed(self) -> Any:
        """The value as the Story's model has it."""
        return _FIELDS[self.field].validate_python(self.value)


class Accepted(_Record):
    """A person has looked at the story, and what is not corrected is right."""

    accepted: Literal[True]


Record = RoleCorrection | FieldCorrection | Accepted


@dataclass
class Corrections:
    """Corrections in the order in which they count, and what is to be told of them (`remarks`)."""

    records: list[Record] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def of(self, sha256: str, story_id: str) -> list[Record]:
        """Those of one story."""
        return [record for record in self.records if record.is_of(sha256, story_id)]

    @property
    def sources(self) -> frozenset[str]:
        """The sources of all stories that are corrected or accepted."""
        return frozenset(record.source for record in self.records)


def load(paths: Sequence[Path]) -> Corrections:
    """The corrections of several files; where two speak of the same place of a story, the later wins and both are told.

    Raises CorrectionError with file and line for what cannot be read, CorrectionError too if two of one file overlap.
    """
    found = Corrections()
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CorrectionError(f"{path}: {error.strerror or error}") from error
        found = merged(found, parse(data, str(path)), str(path))
    return found


def merged(earlier: Corrections, fresh: Sequence[Record], name: str) -> Corrections:
    """Earlier corrections with fresh ones, which win where both speak of the same place of a story."""
    by_source: dict[str, list[Record]] = {}
    for record in fresh:
        by_source.setdefault(record.source, []).append(record)
    kept, remarks = [], list(earlier.remarks)
    for old in earlier.records:
        winner = next((new for new in by_source.get(old.source, ()) if _about_the_same(old, new)), None)
        if winner is None:
            kept.append(old)
        elif winner != old:
            remarks.append(
                f"{_told(old)} is corrected twice: {name} comes later and wins ({_said(winner)}, not {_said(old)})"
            )
    return Corrections([*kept, *fresh], remarks)


def parse(data: bytes, name: str) -> list[Record]:
    """The corrections of a file; raises CorrectionError that names the line, what is wrong with it, and the cure."""
    records: list[Record] = []
    seen: dict[str, list[tuple[int, Record]]] = {}
    due = line_of_head = counted = 0
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        value = _value(line, where, last=number == len(lines))
        if "newscopy" in value:
            _check_count(counted, due, name, line_of_head)
            due, counted, line_of_head = _head(value, where), 0, number
            continue
        if not line_of_head:
            raise CorrectionError(
                f'{where}: no head: a file of corrections begins with {{"newscopy": "corrections", …}}'
            )
        record = _record(value, where)
        _check_alone(record, seen.setdefault(record.source, []), number, where)
        records.append(record)
        counted += 1
    if not line_of_head:
        raise CorrectionError(f"{name}: the file is empty: no corrections in it")
    _check_count(counted, due, name, line_of_head)
    return records


def dump(records: Iterable[Record]) -> bytes:
    """The records as a file."""
    told = list(records)
    head = {"newscopy": "corrections", "version": VERSION, "count": len(told)}
    lines = [json.dumps(head), *(record.model_dump_json(exclude_unset=True) for record in told)]
    return "".join(f"{line}\n" for line in lines).encode()


def _value(line: bytes, where: str, *, last: bool) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        cure = "the file is cut off: save it again" if last else "take the line out, or save the file again"
        raise CorrectionError(f"{where}: not JSON ({' '.join(str(error).split())}); {cure}") from error
    if not isinstance(value, dict):
        raise CorrectionError(f"{where}: not a correction but {line[:40].decode(errors='replace')!r}")
    return value


def _head(value: dict[str, Any], where: str) -> int:
    version, count = value.get("version"), value.get("count")
    if value.get("newscopy") != "corrections" or not isinstance(version, int) or not isinstance(count, int):
        raise CorrectionError(f"{where}: not the head of a file of corrections; is this another file of newscopy?")
    if version != VERSION:
        raise CorrectionError(
            f"{where}: corrections of version {version}; this newscopy knows version {VERSION}: use its own page"
        )
    return count


def _check_count(counted: int, due: int, name: str, head: int) -> None:
    if counted != due:
        raise CorrectionError(
            f"{name}: line {head} promises {due} corrections, there are {counted}: the file is cut off, save it again"
            " (or put the right count there, if it was edited by hand)"
        )


def _record(value: dict[str, Any], where: str) -> Record:
    kind: type[Record] = RoleCorrection if "role" in value else FieldCorrection if "field" in value else Accepted
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        said = f"{place}: {first['msg']}" if place else first["msg"]
        raise CorrectionError(f"{where}: {' '.join(said.split())}") from error


def _check_alone(record: Record, seen: list[tuple[int, Record]], number: int, where: str) -> None:
    for line, other in seen:
        if _about_the_same(record, other):
            raise CorrectionError(f"{where}: {_told(record)} is corrected in line {line} too: leave one of the two")
    seen.append((number, record))


def _about_the_same(one: Record, other: Record) -> bool:
    """True if two records speak of the same place of one story."""
    if one.source != other.source or (one.id and other.id and one.id != other.id):
        return False
    if isinstance(one, RoleCorrection) and isinstance(other, RoleCorrection):
        return one.start < other.end and other.start < one.end
    if isinstance(one, FieldCorrection) and isinstance(other, FieldCorrection):
        return one.field == other.field
    return isinstance(one, Accepted) and isinstance(other, Accepted)


def _told(record: Record) -> str:
    story = record.name or f"the story {record.source[:12]}"
    if isinstance(record, RoleCorrection):
        return f"{story}, characters {record.start} to {record.end},"
    return f"{story}, {record.field}," if isinstance(record, FieldCorrection) else story


def _said(record: Record) -> str:
    if isinstance(record, RoleCorrection):
        return str(record.role)
    return repr(record.value)[:60] if isinstance(record, FieldCorrection) else "accepted"
