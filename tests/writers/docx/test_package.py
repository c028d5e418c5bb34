"""The zip writer: any zip reader takes what it makes."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscopy.errors import WriteError
from newscopy.writers.docx import package
from newscopy.writers.docx.package import deflated, packed

NAMES = st.text("abc/._-", min_size=1, max_size=12)


@given(st.dictionaries(NAMES, st.binary()))
def test_parts_come_back_from_the_zip(contents: dict[str, bytes]) -> None:
    data = packed(deflated(name, content) for name, content in contents.items())
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == contents
        assert {entry.date_time for entry in read.infolist()} <= {(1980, 1, 1, 0, 0, 0)}


def test_a_package_too_large_for_a_plain_zip_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_LIMIT", 100)
    with pytest.raises(WriteError, match=r"too long for one DOCX: word/document\.xml takes it past 2 GB"):
        packed([deflated("word/document.xml", b"x" * 101)])
