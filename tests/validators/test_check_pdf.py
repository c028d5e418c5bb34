"""The PDF validator: finds planted faults, and none in what we write."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

import newscopy
from newscopy.formats import Finding
from newscopy.validators.check_pdf import check, claims
from writers.printing.stories import full_story


@pytest.fixture(scope="module")
def good() -> bytes:
    return newscopy.write(full_story(), "pdf")


def _changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **save: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, **save)
    return out.getvalue()


def _without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def remove(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return remove


def _without_relationship(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["story.json"].obj["/AFRelationship"]


def _without_fonts(pdf: pikepdf.Pdf) -> None:
    for part in pdf.objects:
        if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/FontDescriptor":
            for key in [key for key in part.keys() if key.startswith("/FontFile")]:  # noqa: SIM118 - a pikepdf object
                del part[key]


def test_claims_are_by_content(good: bytes) -> None:
    assert claims(good)
    assert claims(b"junk before\n" + good)
    assert not claims(b"PK\x03\x04")


def test_our_own_file_is_clean(good: bytes) -> None:
    assert check(good) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without("/Lang"), "no language; it claims PDF/UA-1"),
        (_without("/StructTreeRoot"), "not tagged; it claims PDF/UA-1"),
        (_without("/ViewerPreferences"), "DisplayDocTitle"),
        (_without("/OutputIntents"), "no output intent; it claims PDF/A-3A"),
        (_without_relationship, "story.json says nothing of its relationship"),
        (_without_fonts, "is not embedded; it claims PDF/A-3A"),
    ],
)
def test_a_broken_claim_is_an_error(good: bytes, change: Callable[[pikepdf.Pdf], None], said: str) -> None:
    findings = check(_changed(good, change))
    assert [finding for finding in findings if said in finding.message]
    assert {finding.severity for finding in findings} == {"error"}


def test_a_file_that_claims_nothing_gets_warnings() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    assert check(out.getvalue()) == [
        Finding("warning", "no title"),
        Finding("warning", "no language"),
        Finding("warning", "not tagged"),
    ]


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_a_cut_off_file_is_damaged(good: bytes, share: float) -> None:
    findings = check(good[: int(len(good) * share)])
    assert findings
    assert all(finding.message.startswith("damaged: ") for finding in findings if finding.severity == "error")
    assert "BytesIO" not in findings[0].message


def test_bytes_changed_inside_are_found(good: bytes) -> None:
    at = good.index(b"stream", len(good) // 3)
    assert any(finding.severity == "error" for finding in check(good[: at + 30] + b"x" * 60 + good[at + 90 :]))


def test_an_encrypted_file_is_said_to_be_so(good: bytes) -> None:
    locked = _changed(good, lambda _pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert check(locked) == [Finding("error", "encrypted: it cannot be read without its password")]
