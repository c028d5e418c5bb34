"""IPTC's newsmlg2 reads what we write; what its objects say, and the XML it makes of them, equals the Story."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import newscopy
from consumers.environments import read_by
from consumers.stories import stories
from held import held
from newscopy.model import Story
from newscopy.writers.newsml.see_also import see_also

NAMES = sorted(stories())


@cache
def read() -> dict[str, dict[str, Any]]:
    with TemporaryDirectory() as folder:
        for name, story in stories().items():
            Path(folder, name).write_bytes(newscopy.write(story, "newsml"))
        told = read_by("newsmlg2", [f"{folder}/{name}" for name in NAMES])
    return {Path(line["file"]).name: line for line in told}


def item(name: str) -> tuple[Story, dict[str, Any]]:
    told = read()[name]
    assert "error" not in told, told["error"]
    return stories()[name], told


@pytest.mark.parametrize("name", NAMES)
def test_its_objects_say_what_the_story_says(name: str) -> None:
    story, told = item(name)
    got = told["said"]

    assert (got["guid"], got["version"], got["status"]) == (story.id, "1", "stat:usable")
    assert got["headlines"][0] == " ".join(story.headline.split())
    assert got["by"] == ([" ".join(story.byline.split())] if story.byline else [])
    assert got["creators"] == [" ".join(byline.name.split()) for byline in story.bylines]
    assert got["languages"] == [story.language or "und"]
    assert got["keywords"] == [" ".join(keyword.split()) for keyword in story.keywords]
    assert len(got["subjects"]) >= len(story.categories)
    assert got["links"] == [[str(rank), link.url] for rank, link in enumerate(see_also(story.body, story.id), 1)]


@pytest.mark.parametrize("name", NAMES)
def test_what_it_writes_again_is_the_same_story(name: str) -> None:
    story, told = item(name)

    assert _spaced(held(newscopy.read(told["xml"], "newsml"))) == _spaced(held(story))


def _spaced(value: object) -> object:
    """The same with each run of white space as one blank: newsmlg2 does so with all metadata."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: _spaced(part) for key, part in value.items()}
    return [_spaced(part) for part in value] if isinstance(value, list) else value
