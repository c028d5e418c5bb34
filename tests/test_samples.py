"""Every sample: what a desk says of it holds, its exports are as agreed, valid, and nothing of it is lost."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from lxml import etree

import newscopy
from newscopy import loss
from newscopy.checking import judge
from newscopy.structure.decode import decode
from sample_exports import BY_HAND, EXPORTS, SAMPLES, expected, found, names, story_of
from shared_data import shared

XSD = "standards/newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd"
FACTS = [(name, fact) for name in names() for fact in expected(name)["facts"]]


def test_there_are_samples_of_ten_kinds() -> None:
    assert len(names()) >= 10


@pytest.mark.parametrize("name", names())
def test_every_sample_is_complete(name: str) -> None:
    missing = [file for file in (*BY_HAND, *EXPORTS) if not (SAMPLES / name / file).is_file()]

    assert not missing


@pytest.mark.parametrize("name", names())
def test_a_sample_folder_holds_nothing_else(name: str) -> None:
    assert {path.name for path in (SAMPLES / name).iterdir()} <= {*BY_HAND, *EXPORTS}


@pytest.mark.parametrize(("name", "fact"), FACTS)
def test_what_a_desk_says_of_a_sample_holds(name: str, fact: str, request: pytest.FixtureRequest) -> None:
    table = expected(name)
    if fact in table["faults"]:
        # Strict: a fault that is mended must leave the list.
        request.applymarker(pytest.mark.xfail(reason=table["faults"][fact], strict=True))
    stated = table["facts"][fact]

    assert found(story_of(name), fact, stated) == stated


@pytest.mark.parametrize("file", EXPORTS)
@pytest.mark.parametrize("name", names())
def test_export_is_as_agreed_byte_for_byte(name: str, file: str) -> None:
    made = EXPORTS[file](story_of(name))

    assert made.decode() == (SAMPLES / name / file).read_bytes().decode(), "python tests/regenerate_samples.py"


@pytest.mark.parametrize("name", names())
def test_nothing_of_a_sample_is_lost(name: str) -> None:
    source = (SAMPLES / name / "source.txt").read_bytes()

    told = loss.verify((SAMPLES / name / "expected.json").read_bytes(), "expected.json", source, "source.txt")

    characters = len(re.sub(r"\s", "", decode(source, "source.txt").text))
    assert told == f"nothing lost: all {characters:,} characters of source.txt accounted for"


@pytest.mark.parametrize("file", ["expected.json", "expected.newsml.xml"])
@pytest.mark.parametrize("name", names())
def test_our_validator_finds_nothing_wrong(name: str, file: str) -> None:
    verdict = judge((SAMPLES / name / file).read_bytes())

    assert verdict.format == file.split(".")[1]
    assert [finding.message for finding in verdict.findings] == []


@pytest.mark.parametrize("name", names())
def test_docx_of_a_sample_has_nothing_wrong(name: str) -> None:
    verdict = judge(newscopy.write(story_of(name), "docx"))

    assert verdict.format == "docx"
    assert [finding.message for finding in verdict.findings] == []


@pytest.mark.parametrize("name", names())
def test_newsml_is_valid_under_the_official_schema(name: str) -> None:
    official_schema().assertValid(etree.parse(SAMPLES / name / "expected.newsml.xml"))


@cache
def official_schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(shared(XSD)))


@pytest.mark.parametrize("name", names())
def test_json_reads_back_to_the_same_bytes(name: str) -> None:
    data = (SAMPLES / name / "expected.json").read_bytes()

    assert newscopy.write(newscopy.read(data, "json"), "json") == data


@pytest.mark.parametrize("name", names())
def test_every_word_of_the_story_stands_in_the_page(name: str) -> None:
    """The HTML may print a dateline or a byline in its own way, but must carry all of the copy."""
    page = " ".join(etree.HTML((SAMPLES / name / "expected.html").read_bytes()).itertext())
    told = json.loads((SAMPLES / name / "expected.json").read_bytes())
    copy = [told["headline"], *told["paragraphs"], *told["subheadings"]]

    assert [text for text in copy if _letters(text) not in _letters(page)] == []


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
