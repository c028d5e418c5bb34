"""Text that was UTF-8 and was read in another encoding on its way to us."""

from __future__ import annotations

import pytest

import newscopy
from newscopy.structure import provenance
from newscopy.structure.decode import decode
from newscopy.structure.mojibake import repaired

PROSE = (
    "The council wouldn’t wait any longer. “We build now,” said the mayor – in the café on the quay, where the vote "
    "was taken."
)
SAID = {
    "en": PROSE,
    "de": "Der Rat fährt fort: „Wir bauen jetzt“, sagte die Bürgermeisterin über die Mauer am Hafen, für die es Geld gäbe.",
    "fr": "Le conseil n’attendra pas : « nous construisons », a déclaré la maire à côté du café où l’on a voté hier.",
    "el": "Το συμβούλιο δεν θα περιμένει άλλο, είπε η δήμαρχος.",
    "ja": "評議会はこれ以上待たないと市長は述べた。",
}


def torn(text: str, encoding: str = "cp1252") -> str:
    """The text as it comes out where its UTF-8 is read in another encoding; what that has not stays as bytes."""
    return "".join(_read(byte, encoding) for byte in text.encode())


def _read(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("language", SAID)
def test_lines_are_put_right_and_counted(language: str) -> None:
    text = f"Sea wall\n\n{torn(SAID[language])}\n\nPlain.\n"
    found, notices = repaired(text)
    assert found == f"Sea wall\n\n{SAID[language]}\n\nPlain.\n"
    assert [notice.code for notice in notices] == ["mojibake"]
    assert notices[0].message.startswith("1 lines")


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_was_read_as_latin_1_is_put_right_too(language: str) -> None:
    assert repaired(torn(SAID[language], "latin-1"))[0] == SAID[language]


@pytest.mark.parametrize("language", SAID)
def test_text_that_is_right_stays_as_it_is(language: str) -> None:
    assert repaired(SAID[language]) == (SAID[language], [])


def test_a_text_about_encodings_keeps_its_examples() -> None:
    text = f"{PROSE}\n\nIt prints “donâ€™t”, “cafÃ©” and “fÃ¼r”.\n\n{PROSE}\n\n{PROSE}\n"
    assert repaired(text) == (text, [])


def test_the_story_has_the_words_and_its_account_of_the_text_is_whole() -> None:
    lines = ["Sea wall agreed", "By Ann Lee", PROSE, PROSE.replace("mayor", "clerk")]
    data = torn("\n\n".join(lines)).encode()
    story = newscopy.read(data)
    assert list(story.paragraphs) == lines[2:]
    assert [notice.code for notice in story.notices] == ["mojibake"]
    source = decode(data, "text")
    assert source.text == "\n\n".join(lines)
    assert provenance.problems(story, source.text) == []


def test_a_saved_page_is_put_right_before_it_is_parsed() -> None:
    copy = "".join(f"<p>{torn(PROSE)}</p>" for _ in range(3))
    page = f"<html><head><title>Sea wall agreed</title></head><body><h1>Sea wall agreed</h1>{copy}</body></html>"
    story = newscopy.read(page, format="html")
    assert PROSE in story.paragraphs
    assert "mojibake" in [notice.code for notice in story.notices]
