from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given

from newscopy.model import Byline
from newscopy.structure import bylines, words
from strategies import lines

LEXICON = words.load()
CASES = Path(__file__).parent / "cases" / "bylines.txt"


def cases() -> list[tuple[str, str]]:
    rows = [row for row in CASES.read_text("utf-8").splitlines() if row and not row.startswith("#")]
    return [(row.rpartition(" | ")[0], row.rpartition(" | ")[2]) for row in rows]


def told(parsed: bylines.Parsed | None) -> str:
    if parsed is None:
        return "none"
    return "; ".join(map(_person, parsed.bylines)) or "cue"


def _person(person: Byline) -> str:
    parts = [person.name, person.role or "-", person.organisation or "-", person.place or "-"]
    while parts[-1] == "-":
        parts.pop()
    return " / ".join(parts)


@pytest.mark.parametrize(("line", "people"), cases())
def test_a_byline_says_who_wrote_what_as_printed(line: str, people: str) -> None:
    assert told(bylines.parse(line, LEXICON)) == people


def test_the_case_file_is_long() -> None:
    assert len(cases()) > 60


def test_the_parts_of_a_line_are_told_by_their_place() -> None:
    line = "By Mara Lindqvist and Tom Okafor | Harbour | 3 June 2024, 16:15"
    parsed = bylines.parse(line, LEXICON)
    assert parsed is not None
    assert parsed.names is not None
    assert parsed.date is not None
    assert line[slice(*parsed.names)] == "Mara Lindqvist and Tom Okafor"
    assert line[slice(*parsed.date)] == "3 June 2024, 16:15"


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [("By Mara Lindqvist", "Mara Lindqvist, reporter"), ("Reuters", "Mara Lindqvist"), ("Mara Lindqvist", "Mara")],
)
def test_a_cue_a_role_and_an_agency_make_it_surer(surer: str, less_sure: str) -> None:
    first, second = bylines.parse(surer, LEXICON), bylines.parse(less_sure, LEXICON)
    assert first is not None
    assert second is not None
    assert first.confidence > second.confidence


@pytest.mark.parametrize(
    "text", ["Mara Lindqvist", "Ana de Souza", "Jan van der Berg", "王小明", "홍길동", "محمد الأحمد"]
)
def test_a_name_looks_like_one(text: str) -> None:
    assert bylines.looks_like_name(text)


@pytest.mark.parametrize(
    "text", ["Harbour", "the harbour at night", "Mara Lindqvist said", "Bus 12", "A B C D E F", ""]
)
def test_other_words_do_not(text: str) -> None:
    assert not bylines.looks_like_name(text)


@pytest.mark.parametrize(("line", "names"), [("In Short:", []), ("By Mara Lindqvist:", ["Mara Lindqvist"])])
def test_what_a_colon_ends_is_a_byline_only_with_a_cue(line: str, names: list[str]) -> None:
    parsed = bylines.parse(line, LEXICON)
    assert [person.name for person in (parsed.bylines if parsed else ())] == names


@given(lines(max_size=300))
def test_any_line_gives_names_that_stand_in_it(line: str) -> None:
    parsed = bylines.parse(line, LEXICON)
    for person in parsed.bylines if parsed else ():
        squeezed = "".join(line.split())
        assert "".join(person.name.split()) in squeezed


def test_a_long_line_is_no_byline_and_is_told_at_once() -> None:
    started = time.process_time()
    assert bylines.parse("By " + "Mara " * 100_000, LEXICON) is None
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("line", "role", "place"),
    [
        ("Environment correspondent", "Environment correspondent", None),
        ("Environment correspondent, Chamonix", "Environment correspondent", "Chamonix"),
        ("Reporting from Marlow Bend, Iowa", None, "Marlow Bend, Iowa"),
    ],
)
def test_a_line_of_its_own_says_what_people_are_and_where(line: str, role: str | None, place: str | None) -> None:
    parsed = bylines.parse(line, words.load())
    assert parsed is not None
    assert (parsed.bylines, parsed.role, parsed.place) == ((), role, place)


@pytest.mark.parametrize("line", ["Environment and climate, said a correspondent", "Reporting from the ground"])
def test_other_lines_say_nothing_of_people(line: str) -> None:
    parsed = bylines.parse(line, words.load())
    assert parsed is None or (parsed.role, parsed.place) == (None, None)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Moe, Anna", ["Anna Moe"]),
        ("Moe, Anna; Pell, Jonas B.", ["Anna Moe", "Jonas B. Pell"]),
        ("Moe, Anna, Varn", None),
        ("Varn, 3 March", None),
        ("Anna Moe", None),
        ("", None),
    ],
)
def test_databases_list_people_by_their_family_names(line: str, names: list[str] | None) -> None:
    parsed = bylines.listed(line)
    assert (parsed and [byline.name for byline in parsed.bylines]) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("文・水無瀬 千尋", ["水無瀬 千尋"]),
        ("文・写真　水無瀬 千尋", ["水無瀬 千尋"]),
        ("取材・文／水無瀬千尋、山田 太郎", ["水無瀬千尋", "山田 太郎"]),
        ("写真・文＝山田太郎", ["山田太郎"]),
        ("構成・文 佐藤花子（フリーライター）", ["佐藤花子"]),
        ("聞き手・佐藤花子", ["佐藤花子"]),
        ("文：张三", ["张三"]),
        ("文/张三 图/李四", ["张三"]),
    ],
)
def test_people_whose_work_is_said_in_front(line: str, names: list[str]) -> None:
    parsed = bylines.parse(line, words.load())
    assert parsed is not None
    assert [byline.name for byline in parsed.bylines] == names


@pytest.mark.parametrize("line", ["文化部", "文部科学省", "文学の話", "取材の後", "文・写真とも筆者撮影"])
def test_words_that_begin_like_such_work_name_nobody(line: str) -> None:
    assert bylines.parse(line, words.load()) is None
