from __future__ import annotations

import pytest

from newscopy.structure import stamps, words

LEXICON = words.load()


def values(*lines: str, language: str | None = None) -> tuple[str | None, str | None]:
    choice = stamps.choose(lines, LEXICON, language)
    return (choice.published and choice.published.value), (choice.updated and choice.updated.value)


@pytest.mark.parametrize(
    ("lines", "published", "updated"),
    [
        (["3 June 2024"], "2024-06-03", None),
        (["Published 3 June 2024", "Last updated 4 June 2024 16:15"], "2024-06-03", "2024-06-04T16:15"),
        (["Last updated on 4 June 2024", "First published on 3 June 2024"], "2024-06-03", "2024-06-04"),
        (["Published on 3 June 2024 - 13:55 | Updated 14:20"], "2024-06-03T13:55", "2024-06-03T14:20"),
        (["3 June 2024", "Updated at 18:40"], "2024-06-03", "2024-06-03T18:40"),
        (["3 June 2024", "Published 22:31"], "2024-06-03T22:31", None),
        (["Publicerad 22:31", "söndag 2 augusti 2026"], "2026-08-02T22:31", None),
        (["3 June 2024 16:15", "Published 22:31"], "2024-06-03T16:15", None),
        (["3 June 2024", "At 22:31"], "2024-06-03", None),
        (["Stand: 22.04.2024, 06:00 Uhr"], None, "2024-04-22T06:00"),
        (["Giriş: 03.07.2024 - 18:24 Güncelleme: 03.07.2024 - 18:57"], "2024-07-03T18:24", "2024-07-03T18:57"),
        (["25/04/2026 Actualizado a las 15:10h."], "2026-04-25", "2026-04-25T15:10"),
        (["Publié le 3 juin 2024 à 16h15, mis à jour le 4 juin 2024 à 8h05"], "2024-06-03T16:15", "2024-06-04T08:05"),
        (["2024年6月3日 16時15分公開", "2024年6月4日 9時05分更新"], "2024-06-03T16:15", "2024-06-04T09:05"),
        (["3 June 2024", "3 June 2024 16:15"], "2024-06-03T16:15", None),
        (["3 June 2024, 12:00 | 4 June 2024, 13:00"], "2024-06-03T12:00", "2024-06-04T13:00"),
        (["Verfügbar bis 06.05.2024", "22.04.2024"], "2024-04-22", None),
        (["Available until: 6 May 2024"], None, None),
        (["Published 3 June 2024, available until 5 July 2024"], "2024-06-03", None),
        (["Disponible jusqu'au 6 mai 2024"], None, None),
        (["有效期至2024年6月3日"], None, None),
    ],
)
def test_the_words_beside_a_date_tell_what_it_is(lines: list[str], published: str | None, updated: str | None) -> None:
    language = "es" if "Actualizado" in lines[0] else None
    assert values(*lines, language=language) == (published, updated)


@pytest.mark.parametrize(
    "line", ["3 hours ago", "5 HOURS AGO", "vor 14 Minuten", "il y a 3 heures", "há 2 dias", "3時間前", "3시간 전"]
)
def test_a_moment_only_the_page_knew_has_no_value(line: str) -> None:
    choice = stamps.choose([line], LEXICON)
    assert choice.published is not None
    assert choice.published.relative
    assert choice.published.value is None


@pytest.mark.parametrize("line", ["4 min read", "Lesezeit: 3 Minuten", "Read in 5 minutes", "12 people were hurt"])
def test_the_time_it_takes_to_read_is_no_date(line: str) -> None:
    assert stamps.stamps(line, LEXICON) == []


def test_a_real_date_goes_before_a_relative_one() -> None:
    assert values("3 hours ago", "3 June 2024") == ("2024-06-03", None)


def test_the_lines_together_show_the_order_of_day_and_month() -> None:
    assert values("Published 03/04/2021", "Updated 25/04/2021", language="en") == ("2021-04-03", "2021-04-25")


def test_the_choice_says_which_line_it_is_from_and_whether_it_is_in_doubt() -> None:
    choice = stamps.choose(["Home", "Published 03/04/2021", "Updated 5 April 2021"], LEXICON, "en")
    assert (choice.published_line, choice.updated_line, choice.ambiguous) == (1, 2, True)


def test_lines_without_a_date_choose_nothing() -> None:
    assert stamps.choose(["Home", "World"], LEXICON) == stamps.Choice()
