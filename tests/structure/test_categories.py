from __future__ import annotations

import pytest

from newscopy.structure import categories, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Politics", ["Politics"]),
        ("Politics / World News", ["Politics", "World News"]),
        ("Home > Sport > Tennis", ["Sport", "Tennis"]),
        ("www.courier.com | Sport", ["Sport"]),
        ("You are here: Home / Sport", ["Sport"]),
        ("WISSENSCHAFTGLOBAL", ["WISSENSCHAFT", "GLOBAL"]),
        ("HomeSportTennis", ["Sport", "Tennis"]),
        ("정치경제", ["정치", "경제"]),
        ("News World Ellan", ["News", "World", "Ellan"]),
        ("World News", ["World News"]),
        ("Newsletter", []),
        ("Home | News | Sport", ["News", "Sport"]),
        ("Home | News | Sport | Culture", []),
        ("Inicio · Noticias · Deportes · Cultura", []),
        ("Home > News > Sport > Tennis", ["News", "Sport", "Tennis"]),
        ("Politics > Council backs the sea wall", ["Politics"]),
        ("Ellan Valley", ["Ellan Valley"]),
        ("courier.com News World Harrow-Bay", ["News", "World", "Harrow-Bay"]),
        ("Home Sport", ["Sport"]),
        ("Home Guard", ["Home Guard"]),
        ("USA stop a tanker", ["USA stop a tanker"]),
        ("Politics / Thursday", ["Politics"]),
        ("11 May 2026 (Ann Lee / Northwire)", []),
        ("“The keeper”:", []),
        ("Related Articles", []),
    ],
)
def test_section_names_are_told_apart_and_what_leads_to_them_is_left_out(text: str, expected: list[str]) -> None:
    assert categories.split(text, "Council backs the sea wall", words.load()) == expected
