from __future__ import annotations

import random

import pytest

from newscopy.profiles import counting
from newscopy.profiles.counting import Sketch, rank_of
from newscopy.structure.furniture import Seen


def page(number: int) -> dict[str, int]:
    return {"home": -1, f"story {chr(97 + number % 26)}{chr(97 + number // 26)}": 0, "read next": 1}


def test_lines_of_several_pages_are_kept_with_where_they_stand() -> None:
    sketch = Sketch()
    for number in range(4):
        sketch.add("tarn", rank_of(str(number)), page(number) | {"share": number - 2 if number < 2 else 0})
    (site,) = sketch.sites()
    assert (site.name, site.pages) == ("tarn", 4)
    assert site.lines["home"] == Seen(4, 4, 0)
    assert site.lines["read next"] == Seen(4, 0, 4)
    assert site.lines["share"] == Seen(3, 1, 0)  # -2 is no place, so one page does not count
    assert not any(line.startswith("story") for line in site.lines)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pages_makes_no_difference(seed: int) -> None:
    pages = [(f"site {number % 7}", rank_of(str(number)), page(number)) for number in range(400)]
    straight, shuffled = Sketch(20, 90), Sketch(20, 90)
    for one in pages:
        straight.add(*one)
    random.Random(seed).shuffle(pages)
    for one in pages:
        if shuffled.wants(None, one[1]) and shuffled.wants(*one[:2]):  # asked first, as learning does
            shuffled.add(*one)
    assert straight.sites()
    assert [(site.name, site.pages, site.lines) for site in straight.sites()] == [
        (site.name, site.pages, site.lines) for site in shuffled.sites()
    ]


def test_no_more_is_kept_than_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "PAGE_LINES", 6)
    sketch = Sketch(10, 25)
    for number in range(1000):
        lines = {f"{number} {line}": 0 for line in range(50)} | {"home": -1}
        sketch.add(f"site {number % 100}", rank_of(str(number)), lines)
    kept = [lines for pages in sketch._sites.values() for _, _, lines in pages]
    assert 0 < len(kept) <= 25
    assert all(len(lines) == 6 and "home" in lines for lines in kept)


def test_pages_that_are_the_same_count_once() -> None:
    sketch = Sketch()
    for number in range(9):
        sketch.add("tarn", rank_of(str(number)), page(1))
    assert sketch.sites() == []


def test_a_profile_has_no_more_lines_than_are_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "SITE_LINES", 3)
    sketch = Sketch()
    for number in range(3):
        sketch.add("tarn", number, {f"line {line}": 0 for line in range(2 + number)} | {f"own {number}": 0})
    (site,) = sketch.sites()
    assert list(site.lines) == ["line 0", "line 1", "line 2"]


def test_pages_of_one_name_do_not_get_into_each_others_way() -> None:
    sketch = Sketch()
    for number in (1, 2, 1, 3):
        sketch.add("tarn", 7, page(number))
    (site,) = sketch.sites()
    assert site.pages == 3
