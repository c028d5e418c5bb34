"""The DOCX validator tells good files from bad ones, and says what is wrong."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from newscopy.convert import write
from newscopy.errors import MissingDependencyError
from newscopy.validators.check_docx import VALIDATOR
from writers.docx.stories import full, plain


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(entry, content)
    return made.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"PK\x03\x04 no zip at all", b"{}"])
def test_other_files_are_not_claimed(data: bytes) -> None:
    assert not VALIDATOR.claims(data)


def test_another_zip_is_not_claimed() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("a.txt", "x")
    assert not VALIDATOR.claims(made.getvalue())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:p><w:pPr>", "<w:p><w:nonsense/><w:pPr>"),
        ('r:id="link1"', 'r:id="link77"'),
        ('<w:pStyle w:val="Heading1"/>', '<w:jc w:val="sideways"/>'),
    ],
)
def test_a_planted_fault_is_found_in_its_part(old: str, new: str) -> None:
    findings = VALIDATOR.check(rewritten(write(full("en"), "docx"), "word/document.xml", old, new))
    assert any(finding.severity == "error" and "document.xml" in finding.message for finding in findings)
    assert all("\n" not in finding.message for finding in findings)


def test_a_cut_off_file_is_claimed_and_found_damaged() -> None:
    data = write(plain(), "docx")[:-100]
    assert VALIDATOR.claims(data)
    assert [finding.message.partition(":")[0] for finding in VALIDATOR.check(data)] == ["not a whole zip file"]


def test_a_flipped_byte_is_found() -> None:
    data = bytearray(write(full("en"), "docx"))
    data[data.index(b"word/document.xml") + 60] ^= 0xFF
    assert [finding.severity for finding in VALIDATOR.check(bytes(data))] == ["error"]


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openxml_audit", None)
    with pytest.raises(MissingDependencyError, match=r'pip install "newscopy\[validate\]"'):
        VALIDATOR.check(write(plain(), "docx"))
