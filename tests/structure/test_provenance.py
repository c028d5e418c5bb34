"""Nothing is lost: held for any text at all, and shown to notice every kind of loss."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscopy
from newscopy.errors import LossError, StructureError
from newscopy.model import Story
from newscopy.structure import provenance
from newscopy.structure.decode import decode
from newscopy.structure.provenance import nonblank

TEXT = """PoliticsWorld News

Council backs the sea wall after nine months

By Ann Lee

HARBOUR TOWN, May 3 (Reuters) - The council of Harbour Town voted on Tuesday to build a sea wall, its leader said.

"We had to act," said Ann Lee, who leads the council and has asked for the wall since the storm of last winter.

Share this story
"""

# Lines that look like what stands on news pages, mixed with anything Unicode has.
PIECES = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(), max_size=12),
    st.sampled_from(
        [
            "By Ann Lee",
            "3 May 2024, 17:47",
            "Share",
            "Related Articles",
            "PARIS (Reuters) - It rains, the mayor said.",
            "---",
            "* * *",
            "World News",
            "PoliticsWorld News",
            "• one",
            "1. two",
            "Tags: sea, wall",
            "المجلس يصوت على الجدار اليوم.",
            "議会は火曜日、防潮堤の建設を決めた。",
            TEXT.splitlines()[6],
        ]
    ),
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\r\n", "\n\n", "\r", " "]))
@settings(max_examples=400, deadline=None)
def test_every_character_of_any_text_is_told_again(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    try:
        story = newscopy.read(text, name="any.txt")
    except StructureError:
        assert not decode_or_blank(text).strip()
        return
    source = decode(text, "any.txt")
    assert provenance.problems(story, source.text) == []
    assert nonblank(provenance.rebuild(story)) == nonblank(source.text)
    assert Story.model_validate_json(story.model_dump_json()) == story


def decode_or_blank(text: str) -> str:
    try:
        return decode(text, "any.txt").text
    except StructureError:
        return ""


def altered(story: Story, **changes: Any) -> Story:
    return story.model_copy(update=changes)


@pytest.fixture
def story() -> Story:
    return newscopy.read(TEXT, name="a.txt")


def test_a_dropped_segment_is_noticed(story: Story) -> None:
    with pytest.raises(LossError, match="are in no segment"):
        provenance.check(altered(story, segments=story.segments[1:]), TEXT)


def test_a_changed_word_is_noticed(story: Story) -> None:
    with pytest.raises(LossError, match="/headline"):
        provenance.check(altered(story, headline="Council rejects the sea wall"), TEXT)


def test_a_segment_told_twice_is_noticed(story: Story) -> None:
    with pytest.raises(LossError, match="inside the one before"):
        provenance.check(altered(story, segments=(story.segments[0], *story.segments)), TEXT)


def test_another_source_is_noticed(story: Story) -> None:
    with pytest.raises(LossError, match="characters"):
        provenance.check(story, TEXT + "more")


def test_a_target_that_leads_nowhere_is_noticed(story: Story) -> None:
    broken = story.segments[-1].model_copy(update={"role": "note", "target": "/body/99/text", "text": None})
    with pytest.raises(LossError, match="leads nowhere"):
        provenance.check(altered(story, segments=(*story.segments[:-1], broken)), TEXT)


def test_the_same_text_gives_the_same_id_and_another_text_another() -> None:
    assert newscopy.read(TEXT).id == newscopy.read(TEXT.encode()).id
    assert newscopy.read(TEXT).id != newscopy.read(TEXT + "x").id
    assert newscopy.read(TEXT, id_domain="news.example").id.startswith("tag:news.example,2026:")
