from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

import newscopy
from newscopy.g2 import NAR
from newscopy.model import Category, Paragraph, SourceInfo, Story
from newscopy.topics.importing import read_vocabulary
from newscopy.topics.vocabulary import dumped
from topics.vocabularies import AS_JSON

SPORT = Category(name="Sport", qcode="medtop:15000000")
SOCCER = Category(name="Soccer", qcode="medtop:20001065")
OLD = Category(name="Games", qcode="medtop:20000823")


@pytest.fixture
def vocabulary(tmp_path: Path) -> Path:
    path = tmp_path / "topics.json"
    path.write_bytes(dumped(read_vocabulary(AS_JSON, "mediatopic.json")))
    return path


def story(*categories: Category) -> Story:
    return Story(
        id="urn:x:1",
        language="en",
        headline="Regatta",
        categories=categories,
        body=(Paragraph(text="The crew won."),),
        source=SourceInfo(name="r.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=60),
    )


def codes(given: Story, **options: object) -> list[str | None]:
    root = etree.fromstring(newscopy.write(given, "newsml", **options))
    return [subject.get("qcode") for subject in root.iter(f"{{{NAR}}}subject")]


def test_a_top_topic_leaves_with_its_subject_code_and_others_need_the_vocabulary(vocabulary: Path) -> None:
    assert codes(story(SPORT)) == ["medtop:15000000", "subj:15000000"]
    assert codes(story(SOCCER)) == ["medtop:20001065"]
    assert codes(story(SOCCER), topics=vocabulary) == ["medtop:20001065", "subj:15054000"]


def test_a_topic_without_subject_code_takes_that_of_the_topic_above(vocabulary: Path) -> None:
    discipline = Category(name="Discipline", qcode="medtop:20000822")

    assert codes(story(discipline), topics=vocabulary) == ["medtop:20000822", "subj:15000000"]


def test_a_retired_topic_leaves_as_the_one_above_it(vocabulary: Path) -> None:
    assert codes(story(OLD)) == ["medtop:20000823"]
    assert codes(story(OLD), topics=vocabulary) == ["medtop:20000822", "subj:15000000"]


def test_a_code_that_nobody_knows_stays(vocabulary: Path) -> None:
    assert codes(story(Category(name="A", qcode="medtop:99999999")), topics=vocabulary) == ["medtop:99999999"]


@pytest.mark.parametrize(
    ("name", "options"), [("newsml", {}), ("nitf", {}), ("ninjs", {}), ("ninjs", {"dialect": "superdesk"})]
)
def test_the_subject_code_is_no_category_when_it_comes_back(
    name: str, options: dict[str, object], vocabulary: Path
) -> None:
    given = story(SPORT, SOCCER)

    again = newscopy.read(newscopy.write(given, name, topics=vocabulary, **options), name)

    assert again.categories == given.categories


def test_nitf_and_superdesk_have_the_subject_codes_where_they_are_looked_for(vocabulary: Path) -> None:
    root = etree.fromstring(newscopy.write(story(SPORT, SOCCER), "nitf", topics=vocabulary))
    made = json.loads(newscopy.write(story(SPORT), "ninjs", dialect="superdesk"))

    assert [part.get("tobject.subject.refnum") for part in root.iter("{*}tobject.subject")] == ["15000000", "15054000"]
    assert [(part["code"], "scheme" in part) for part in made["subject"]] == [("15000000", True), ("15000000", False)]
