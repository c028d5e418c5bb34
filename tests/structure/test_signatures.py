from __future__ import annotations

import pytest

from newscopy.structure import bylines, words
from newscopy.structure.signatures import Signature, choose


def chosen(lines: dict[int, str], opening: int = 20, sure: dict[int, float] | None = None) -> list[str]:
    """The lines that count, of lines by their place; the labeller is half sure of those of which nothing is said."""
    told = [
        Signature(text, bylines.parse(text, words.load()), place, (sure or {}).get(place, 0.5), place)
        for place, text in lines.items()
    ]
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


@pytest.mark.parametrize(
    ("lines", "sure", "expected"),
    [
        ({5: "Piers Hallam", 9: "Mara Lindqvist"}, {5: 0.9, 9: 0.2}, ["Piers Hallam"]),
        ({5: "Piers Hallam", 9: "Mara Lindqvist"}, {5: 0.9, 9: 0.6}, ["Mara Lindqvist"]),
        ({5: "By Tarn Courier", 9: "Mara Lindqvist"}, {9: 0.7}, ["By Tarn Courier", "Mara Lindqvist"]),
        ({5: "By Tarn Courier", 9: "Mara Lindqvist"}, {9: 0.4}, ["By Tarn Courier"]),
        ({5: "By MARA LINDQVIST", 6: "Northern Post"}, {6: 0.9}, ["By MARA LINDQVIST"]),
        ({5: "By MARA LINDQVIST", 6: "JAN OKAFOR"}, {6: 0.9}, ["By MARA LINDQVIST", "JAN OKAFOR"]),
        ({5: "By Tarn Courier", 25: "Mara Lindqvist"}, {25: 0.9}, ["By Tarn Courier"]),
        ({5: "By Jan Okafor", 9: "Mara Lindqvist/REUTERS"}, {9: 0.9}, ["By Jan Okafor"]),
    ],
)
def test_names_that_the_labeller_is_sure_of_count(
    lines: dict[int, str], sure: dict[int, float], expected: list[str]
) -> None:
    assert chosen(lines, sure=sure) == expected


def test_what_stands_beside_a_date_below_names_is_a_place() -> None:
    lexicon = words.load()
    people = Signature("Mara Lindqvist", bylines.parse("Mara Lindqvist", lexicon), 8, 0.6, 8)
    place = Signature("Varna del Mar", bylines.parse("Varna del Mar", lexicon), 10, 0.7)
    assert choose([people, place], 20) == [people]
    # Far below it, who knows.
    far = Signature("Piers Hallam", bylines.parse("Piers Hallam", lexicon), 14, 0.7)
    assert choose([people, far], 20) == [far]
