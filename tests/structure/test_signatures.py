from __future__ import annotations

import pytest

from newscopy.structure import bylines, words
from newscopy.structure.signatures import Signature, choose


def chosen(lines: dict[int, str], opening: int = 20) -> list[str]:
    """The lines that count, of lines by their place."""
    told = [Signature(text, bylines.parse(text, words.load()), place, place) for place, text in lines.items()]
    return [line.text for line in choose(told, opening)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({3: "Harbour Plus", 9: "By Mara Lindqvist"}, ["By Mara Lindqvist"]),
        ({9: "By Mara Lindqvist", 10: "Reuters"}, ["By Mara Lindqvist", "Reuters"]),
        ({8: "By", 9: "Mara Lindqvist", 12: "Piers Hallam"}, ["By", "Mara Lindqvist"]),
        ({5: "Piers Hallam", 9: "Mara Lindqvist"}, ["Mara Lindqvist"]),
        ({8: "Mara Lindqvist", 9: "Jan Okafor"}, ["Mara Lindqvist", "Jan Okafor"]),
        ({8: "Mara Lindqvist", 25: "Piers Hallam"}, ["Mara Lindqvist"]),
        ({25: "Mara Lindqvist", 31: "Piers Hallam"}, ["Mara Lindqvist"]),
        ({8: "Mara Lindqvist", 9: "4 min read"}, ["Mara Lindqvist"]),
        ({8: "By"}, ["By"]),
        ({}, []),
    ],
)
def test_the_lines_that_say_who_wrote_the_story(lines: dict[int, str], expected: list[str]) -> None:
    assert chosen(lines) == expected
