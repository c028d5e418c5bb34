"""The encoding of saved pages: byte order mark, bytes, declaration, in this order."""

from __future__ import annotations

import pytest

from newscopy.errors import DecodeError, StructureError
from newscopy.readers.page.encoding import MAX_BYTES, declared_in, decoded


def saved(text: str, encoding: str, declared: str) -> bytes:
    return f'<html><head><meta charset="{declared}"></head><body>{text}</body></html>'.encode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "read_as"),
    [
        ("Größe der Häfen", "cp1252", "ISO-8859-1", "cp1252"),
        ("Порт и причал", "cp1251", "windows-1251", "windows-1251"),
        ("Порт и причал", "koi8-r", "koi8-r", "koi8-r"),
        ("港の古い船", "shift_jis", "Shift_JIS", "cp932"),
        ("港の古い船", "euc-jp", "euc-jp", "euc-jp"),
        ("港の古い船", "iso2022-jp", "iso-2022-jp", "iso-2022-jp"),
        ("海港的旧船", "gb18030", "gb2312", "gb18030"),
        ("항구의 배", "cp949", "euc-kr", "cp949"),
        ("Größe der Häfen", "utf-8", "ISO-8859-1", "utf-8"),
        ("Größe der Häfen", "utf-8", "no-such-thing", "utf-8"),
        ("Größe der Häfen", "utf-8-sig", "windows-1251", "utf-8"),
    ],
)
def test_a_page_is_read_as_what_its_bytes_are(text: str, encoding: str, declared: str, read_as: str) -> None:
    source = decoded(saved(text, encoding, declared), "a.html")

    assert text in source.text
    assert source.encoding == read_as
    assert not source.notices


def test_a_declaration_that_the_bytes_deny_is_not_believed() -> None:
    source = decoded(saved("Größe der Häfen und Schön", "cp1252", "utf-8"), "a.html")

    assert "Größe der Häfen" in source.text
    assert [notice.code for notice in source.notices] == ["encoding-guessed"]


def test_scars_are_told() -> None:
    data = saved("ま港の古い船" * 20, "euc-jp", "euc-jp").replace(b"</body>", b"\xff</body>")

    assert [notice.code for notice in decoded(data, "a.html").notices] == ["bytes-replaced"]


@pytest.mark.parametrize("name", ["hex", "utf-7", "utf-16", "utf-8", "rot13", "undefined"])
def test_codecs_that_pages_cannot_be_in_are_not_taken(name: str) -> None:
    assert declared_in(saved("a", "ascii", name)) is None


def test_a_page_too_large_and_a_picture_are_refused() -> None:
    with pytest.raises(StructureError, match="too long"):
        decoded(b" " * (MAX_BYTES + 1), "a.html")
    with pytest.raises(DecodeError, match="PNG"):
        decoded(b"\x89PNG\r\n\x1a\n\xff\xff", "a.html")
