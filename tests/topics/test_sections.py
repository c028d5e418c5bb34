from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import newscopy
from newscopy.errors import OptionError
from newscopy.model import Category
from newscopy.topics.importing import read_vocabulary
from newscopy.topics.sections import topic_of
from newscopy.topics.vocabulary import dumped, folded, load
from topics.vocabularies import AS_JSON

TABLE = tomllib.loads((files("newscopy.topics") / "sections.toml").read_text("utf-8"))
TEXT = """Sport

Harbour crew wins the regatta by a length

By Nora Quillfeather

The harbour crew won the regatta on Saturday by a length, the first time in nine years that it came home before the
crew from Tessaly.

The wind turned twice, and the second time it blew against the favourites, who had led until the lighthouse.
"""


@pytest.fixture
def vocabulary(tmp_path: Path) -> Path:
    path = tmp_path / "topics.json"
    path.write_bytes(dumped(read_vocabulary(AS_JSON, "mediatopic.json")))
    return path


def test_there_are_names_for_the_17_top_topics_in_at_least_12_languages() -> None:
    assert list(TABLE) == [f"{number:02}000000" for number in range(1, 18)]
    assert all(len(languages) >= 12 for languages in TABLE.values())


def test_no_name_is_two_topics_in_one_language() -> None:
    names = [
        (language, folded(name))
        for languages in TABLE.values()
        for language, listed in languages.items()
        for name in listed.split(",")
    ]

    assert len(names) == len(set(names))
    assert all(name for _, name in names)


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("SPORT", "de-AT", "medtop:15000000"),
        ("Économie", "fr", "medtop:04000000"),
        ("  Wirtschaft & Finanzen ", "de", "medtop:04000000"),
        ("رياضة", "ar", "medtop:15000000"),
        ("スポーツ", "ja", "medtop:15000000"),
        ("IT・과학", None, None),
        ("Politics", "sv", "medtop:11000000"),
        ("Fotball", "nb", "medtop:15000000"),
        ("Clima", "es", "medtop:17000000"),
        ("Clima", "pt", None),
        ("Погода", None, "medtop:17000000"),
        ("World", "en", None),
        ("Sports desk", "en", None),
        ("", "en", None),
    ],
)
def test_a_name_is_a_topic_whole_or_not_at_all(name: str, language: str | None, code: str | None) -> None:
    assert topic_of(name, language) == code


def test_the_section_of_a_text_gets_its_code() -> None:
    assert newscopy.read(TEXT).categories == (Category(name="Sport", qcode="medtop:15000000"),)


def test_a_table_of_ones_own_is_asked_first(tmp_path: Path) -> None:
    table = tmp_path / "sections.toml"
    table.write_text('"SPORT" = "house:club"\n')

    assert newscopy.read(TEXT, sections=table).categories == (Category(name="Sport", qcode="house:club"),)


@pytest.mark.parametrize("text", ["sport = 1", 'sport = "15000000"', 'sport = "medtop: 15"', "sport", "[sport]\na = 1"])
def test_a_table_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    table = tmp_path / "sections.toml"
    table.write_text(text)

    with pytest.raises(OptionError, match=r"sections\.toml"):
        newscopy.read(TEXT, sections=table)


def test_the_vocabulary_knows_more_names_but_only_those_in_use(vocabulary: Path) -> None:
    made = load(vocabulary)

    assert made.code_of("Sportart") == "medtop:20000822"
    assert made.code_of("old games") is None
    assert newscopy.read(TEXT.replace("Sport\n", "Soccer\n", 1), topics=vocabulary).categories[0].qcode in (
        "medtop:15000000",  # it is among the common names, which are asked before
    )


def test_a_file_that_is_no_vocabulary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")

    with pytest.raises(OptionError, match="make them with `newscopy topics import FILE`"):
        newscopy.read(TEXT, topics=tmp_path / "x.json")
