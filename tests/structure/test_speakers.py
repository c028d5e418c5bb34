"""Lines that open with the same words and a colon."""

from __future__ import annotations

import pytest

from labelled import blocks_of
from newscopy.structure import speakers
from newscopy.structure.net import CLASSES

ASKED = "HARBOUR NEWS: {} Who pays for the wall?"
SAID = "Holm: {} Nobody knows that yet, and whoever says so has not read the plans."


def classes(*lines: tuple[str, str]) -> list[str]:
    told = [CLASSES.index(name) for _, name in lines]
    speakers.alike(told, blocks_of("\n\n".join(text for text, _ in lines)))
    return [CLASSES[number] for number in told]


def test_questions_of_an_interview_are_all_what_most_of_them_are() -> None:
    lines = [
        ("She comes to the door with paint on her hands.", "paragraph"),
        (ASKED.format(1), "subheading"),
        (SAID.format(1), "paragraph"),
        (ASKED.format(2), "other"),
        (SAID.format(2), "list_item"),
        (ASKED.format(3), "subheading"),
        (SAID.format(3), "paragraph"),
    ]
    assert classes(*lines) == ["paragraph", *["subheading", "paragraph"] * 3]


@pytest.mark.parametrize("names", [("other", "other", "subheading"), ("subheading", "caption")])
def test_too_few_lines_tell_nothing(names: tuple[str, ...]) -> None:
    copy = ("She comes to the door with paint on her hands.", "paragraph")
    lines = [copy, *((ASKED.format(at), name) for at, name in enumerate(names)), copy]
    assert classes(*lines) == ["paragraph", *names, "paragraph"]
