"""Names of members stay apart, however many there are, and cost little memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscopy.archive.sources import names
from newscopy.archive.sources.names import Names


@pytest.mark.parametrize("at_once", [1, 2, 100])
@given(told=st.lists(st.sampled_from(["a", "b", "a'", "a'3", "a'4", "\udcff"]), max_size=12))
def test_no_two_names_are_the_same(at_once: int, told: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "_AT_ONCE", at_once)
        seen = Names()
        given_names = [seen.fresh(name) for name in told]
    assert len(set(given_names)) == len(told)
    assert all(given.startswith(name) for given, name in zip(given_names, told, strict=True))
    assert given_names[:1] == told[:1]


def test_a_name_that_is_new_stays_as_it_is() -> None:
    seen = Names()
    assert [seen.fresh(name) for name in ("a", "b", "a", "a")] == ["a", "b", "a'", "a'3"]


def test_one_name_by_the_ten_thousand_is_looked_up_a_few_times_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = 0
    digest = names._digest

    def counted(name: str) -> int:
        nonlocal looked_up
        looked_up += 1
        return digest(name)

    monkeypatch.setattr(names, "_digest", counted)
    seen = Names()
    told = [seen.fresh("a") for _ in range(10_000)]
    assert told == ["a", "a'", *(f"a'{number}" for number in range(3, 10_001))]
    assert looked_up < 10_000 * 32


def test_names_by_the_hundred_thousand_take_eight_bytes_each() -> None:
    seen = Names()
    tracemalloc.start()
    try:
        for number in range(2 * names._AT_ONCE):
            seen.fresh(str(number))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 2 * names._AT_ONCE * 12
    assert seen.fresh("7") == "7'"
