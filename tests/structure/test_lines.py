from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from newscopy.structure.lines import cut, split


def test_only_carriage_return_and_line_feed_end_a_line() -> None:
    text = "one\u2028one\x85one\x1cone\r\ntwo\rthree\nfour"
    assert split(text).texts() == ["one\u2028one\x85one\x1cone", "two", "three", "four"]


def test_blank_lines_and_white_space_around_a_line_are_counted() -> None:
    lines = split("  one \n\n \n\t two")
    assert lines.indent.tolist() == [2, 2]
    assert lines.trailing.tolist() == [1, 0]
    assert lines.blanks.tolist() == [0, 2]


def test_a_line_is_cut_where_it_is_said_and_its_pieces_touch() -> None:
    lines = cut(split("one\nabcdef\ntwo"), [(1, [6, 8])])
    assert lines.texts() == ["one", "ab", "cd", "ef", "two"]
    assert lines.glued.tolist() == [False, False, True, True, False]


def test_the_lines_before_one_are_those_of_the_text_before_it() -> None:
    lines = split("one\n\ntwo\nthree")
    assert lines.until(2).texts() == split("one\n\ntwo").texts()


@given(st.text(alphabet=st.sampled_from("ab \t\r\n\u00a0\u2028x"), max_size=60))
def test_offsets_lead_back_to_the_text_and_leave_only_white_space(text: str) -> None:
    lines = split(text)
    at = 0
    for start, end, line in zip(lines.start.tolist(), lines.end.tolist(), lines.texts(), strict=True):
        assert line == line.strip() == text[start:end] != ""
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""
    assert len(lines) == sum(line.strip() != "" for line in re.split(r"\r\n|\r|\n", text))
