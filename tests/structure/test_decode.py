from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscopy.errors import DecodeError, StructureError
from newscopy.structure.decode import MAX_BYTES, decode


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
    ],
)
def test_a_byte_order_mark_decides(encoding: str, mark: bytes) -> None:
    source = decode(mark + "Überschwemmung im Tal".encode(encoding), "a.txt")
    assert (source.text, source.encoding) == ("Überschwemmung im Tal", encoding)


def test_utf8_is_tried_over_the_whole_input_before_anything_is_guessed() -> None:
    source = decode(("plain " * 2000 + "é").encode(), "a.txt")
    assert source.encoding == "utf-8"
    assert not source.notices


def test_windows_1252_is_told_and_noticed() -> None:
    source = decode("Le maire a dit “non” – cela coûte 40 €, déjà".encode("cp1252"), "a.txt")
    assert source.encoding == "windows-1252"
    assert source.text.startswith("Le maire a dit “non” – cela coûte 40 €")
    assert source.notices[0].code == "encoding-guessed"


def test_cyrillic_code_page_is_guessed() -> None:
    text = "Городской совет одобрил строительство новой набережной и стены против наводнений. " * 4
    source = decode(text.encode("cp1251"), "a.txt")
    assert source.text == text


def test_utf16_without_a_mark_is_told_by_its_nul_bytes() -> None:
    source = decode("A wall is built.\nIt holds.".encode("utf-16-le"), "a.txt")
    assert source.text == "A wall is built.\nIt holds."
    assert source.notices[0].code == "encoding-guessed"


def test_a_few_bad_bytes_do_not_make_the_text_another_encoding() -> None:
    source = decode("Straße, Bücher, Äpfel. ".encode() * 30 + b"\xff", "a.txt")
    assert source.encoding == "utf-8"
    assert "0xff at byte" in source.notices[0].message


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"PK\x03\x04\x14\0",
        b"\x89PNG\r\n\x1a\n",
        b"\x1f\x8b\x08\0",
        bytes(range(256)) * 4,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DecodeError, match=r"a\.txt: .*not text"):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\u2028\u00a0".encode(), "", b"\xef\xbb\xbf"])
def test_empty_and_blank_files_are_refused(data: bytes | str) -> None:
    with pytest.raises(StructureError, match=r"empty|blank"):
        decode(data, "a.txt")


def test_a_dump_that_is_too_long_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(StructureError, match="too long"):
        decode(b"x" * (MAX_BYTES + 1), "a.txt")


def test_unfit_characters_are_replaced_one_for_one_and_told() -> None:
    source = decode("a\x00b\x0bc\x0cd\x1be\ufffef", "a.txt")
    assert source.text == "a\ufffdb c d\ufffde\ufffdf"
    assert source.notices[0].code == "characters-replaced"
    assert (source.notices[0].start, source.notices[0].end) == (1, 2)


def test_c1_controls_become_the_windows_1252_characters_they_stand_for() -> None:
    assert decode("it\x92s \x93so\x94\x85", "a.txt").text == "it’s “so”\n"


def test_surrogate_pairs_are_joined_and_lone_ones_replaced() -> None:
    assert decode("\ud83d\ude00 ok \ud83d", "a.txt").text == "😀 ok \ufffd"


def test_bidirectional_controls_are_kept_and_told() -> None:
    source = decode("safe\u202etxt.exe", "a.txt")
    assert "\u202e" in source.text
    assert source.notices[0].code == "bidi-controls"


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    try:
        source = decode(data, "a.txt")
    except (DecodeError, StructureError) as error:
        assert str(error).startswith("a.txt: ")
        assert "\n" not in str(error)
    else:
        assert source.text.strip()
