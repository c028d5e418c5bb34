"""The file of corrections: read, written, and refused with a line, what is wrong, and the cure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscopy.corrections import records
from newscopy.corrections.records import Accepted, Corrections, FieldCorrection, RoleCorrection
from newscopy.errors import CorrectionError
from newscopy.model import Role

SHA = "ab" * 32
OTHER = "cd" * 32


def role(start: int, end: int, to: str = "headline", source: str = SHA) -> RoleCorrection:
    return RoleCorrection(source=source, start=start, end=end, old=Role.PARAGRAPH, role=Role(to))


def lines(*values: object, count: int | None = None, version: object = 1) -> bytes:
    """A file by hand."""
    head = {"newscopy": "corrections", "version": version, "count": len(values) if count is None else count}
    return "".join(json.dumps(value) + "\n" for value in (head, *values)).encode()


def plain(**more: object) -> dict[str, object]:
    return {"source": SHA, "start": 0, "end": 5, "old": "paragraph", "role": "headline"} | more


def test_what_is_written_is_read_back() -> None:
    told = [
        role(0, 5),
        FieldCorrection(source=SHA, field="headline", old="Rain", value="Rain at last"),
        Accepted(source=OTHER, accepted=True),
    ]

    assert records.parse(records.dump(told), "c.jsonl") == told


def test_files_put_one_behind_the_other_are_one() -> None:
    both = records.dump([role(0, 5)]) + records.dump([role(0, 5, source=OTHER)])

    assert len(records.parse(both, "c.jsonl")) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "c.jsonl: the file is empty"),
        (lines(plain(), version=2), "line 1: corrections of version 2; this newscopy knows version 1"),
        (lines(plain(), count=3), "line 1 promises 3 corrections, there are 1: the file is cut off"),
        (lines(plain())[:-20], "line 2: not JSON .* the file is cut off: save it again"),
        (json.dumps(plain()).encode(), "line 1: no head"),
        (b'{"newscopy": "plan"}\n', "line 1: not the head of a file of corrections"),
        (lines(plain(role="title")), "line 2: role: Input should be 'category', 'kicker'"),
        (lines(plain(end=0)), "line 2: Value error, the stretch ends at 0, before it starts at 0"),
        (lines(plain(start=-1)), "line 2: start: Input should be greater than or equal to 0"),
        (lines(plain(source="12")), "line 2: source: String should match pattern"),
        (lines(plain(colour="red")), "line 2: colour: Extra inputs are not permitted"),
        (lines([1, 2]), "line 2: not a correction but"),
        (
            lines(plain(), plain(start=3, end=9)),
            "line 3: the story abababababab, characters 3 to 9, is corrected in line 2",
        ),
        (
            lines({"source": SHA, "field": "body", "value": 1}),
            "no field 'body' that can be corrected; there are: headline",
        ),
        (lines({"source": SHA, "field": "published", "value": "2024-02-31"}), "line 2: .*day is out of range"),
        (
            lines({"source": SHA, "field": "headline", "value": ""}),
            "line 2: Value error|line 2: .*at least 1 character",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(CorrectionError, match=said):
        records.parse(data, "c.jsonl")


def test_the_later_of_two_files_wins_and_both_are_told(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_bytes(records.dump([role(0, 5), role(8, 9)]))
    (tmp_path / "two.jsonl").write_bytes(records.dump([role(3, 6, "kicker")]))

    found = records.load([tmp_path / "one.jsonl", tmp_path / "two.jsonl"])

    assert found.records == [role(8, 9), role(3, 6, "kicker")]
    (remark,) = found.remarks
    assert "characters 0 to 5, is corrected twice" in remark
    assert "two.jsonl comes later and wins (kicker, not headline)" in remark


def test_the_same_file_twice_says_nothing() -> None:
    assert records.merged(Corrections([role(0, 5)]), [role(0, 5)], "again.jsonl") == Corrections([role(0, 5)])


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(CorrectionError, match=r"none\.jsonl: No such file"):
        records.load([Path("none.jsonl")])
