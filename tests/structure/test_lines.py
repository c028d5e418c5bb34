from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscopy.structure.lines import split


def test_only_carriage_return_and_line_feed_end_a_line() -> None:
    text = "one\u2028one\x85one\x1cone\r\ntwo\rthree\nfour"
    assert [line.text for line in split(text)] == ["one\u2028one\x85one\x1cone", "two", "three", "four"]


def test_blank_lines_and_white_space_around_a_line_are_counted() -> None:
    first, second = split("  one \n\n \n\t two")
    assert (first.indent, first.trailing, first.blanks) == (2, 1, 0)
    assert (second.indent, second.blanks) == (2, 2)


@given(st.text(alphabet=st.sampled_from("ab \t\r\n\u00a0\u2028x"), max_size=60))
def test_offsets_lead_back_to_the_text_and_leave_only_white_space(text: str) -> None:
    at = 0
    for line in split(text):
        assert text[line.start : line.end] == line.text
        assert text[at : line.start].strip() == ""
        at = line.end
    assert text[at:].strip() == ""
