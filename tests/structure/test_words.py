from __future__ import annotations

from pathlib import Path

import pytest

from newscopy.errors import OptionError
from newscopy.structure import words

KINDS = {
    *("byline", "role", "desk", "joiner", "place", "photo", "share", "navigation", "consent", "subscription"),
    *("advert", "comments", "related_heading", "published", "updated", "until", "ago", "reading_time", "legal", "note"),
    *("on_topic", "tag", "section", "function", "goes_on"),
}
NAMES = {"agency", "network", "picture_agency"}


def languages() -> list[str]:
    return sorted(set(words.load().languages) - {words.ANY_LANGUAGE})


@pytest.mark.parametrize("language", languages())
def test_each_language_has_every_kind(language: str) -> None:
    assert set(words.load().languages[language]) == KINDS


def test_names_of_no_language_are_apart() -> None:
    assert set(words.load().languages[words.ANY_LANGUAGE]) == NAMES


def test_every_phrase_is_in_the_form_it_is_compared_in() -> None:
    for kind, phrases in words.load().phrases.items():
        assert {phrase for phrase in phrases if phrase not in ("©", "x", words.fold(phrase))} == set(), kind


def test_case_apostrophe_and_punctuation_do_not_matter() -> None:
    assert words.fold("EDITOR’S  Note:") == "editor's note"
    assert words.fold("İletişim") == "iletişim"
    assert words.fold("| Straße ›") == "strasse"


def test_one_language_holds_its_own_words_and_the_names_of_none() -> None:
    german = words.load().of("de-AT")
    assert "von" in german["byline"]
    assert "written by" not in german["byline"]
    assert "reuters" in german["agency"]


def test_an_unknown_language_gets_all_words() -> None:
    lexicon = words.load()
    assert lexicon.of("xx") is lexicon
    assert lexicon.of(None) is lexicon
    assert lexicon["no such kind"] == frozenset()


def test_a_newsroom_adds_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('byline = ["Our man, at large"]\nsection = "Harbour, The Quays"\n', "utf-8")
    (tmp_path / "cy.toml").write_text('byline = "gan"\n', "utf-8")
    lexicon = words.load(tmp_path)
    assert {"our man at large", "written by"} <= lexicon.of("en")["byline"]
    assert {"harbour", "the quays", "politics"} <= lexicon["section"]
    assert lexicon.of("cy")["byline"] == {"gan"}
    assert "harbour" not in words.load()["section"]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("en.toml", "byline = 3", "byline must be a text of phrases"),
        ("en.toml", "byline = [", "en.toml"),
        ("my words.toml", "", "after its language"),
        ("en.txt", "", "no word lists here"),
    ],
)
def test_a_folder_that_cannot_be_used_says_why(tmp_path: Path, name: str, content: str, complaint: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(OptionError, match=complaint):
        words.load(tmp_path)
