"""Stories as corrections make them: fields and body follow, the source stays accounted for, the rest stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newscopy
from newscopy.corrections import basis, records
from newscopy.corrections.correct import correct
from newscopy.corrections.records import Accepted, FieldCorrection, Record, RoleCorrection
from newscopy.errors import CorrectionError
from newscopy.model import Category, Mark, Role, Story
from newscopy.structure import provenance

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = """Home
Sport

Ferry strike enters its second week

By Nora Quillfeather
3 May 2024, 17:47

HARROW BAY, May 3 (Northwire) - Ferries between Harrow Bay and the islands stayed in port for
the ninth day on Friday, as talks between crews and owners broke off after an hour.

What the crews want

The crews ask for a second engineer on each night crossing.

Photo: Northwire
Nobody was willing to say when the talks would go on, or where.
Privacy policy
"""


@pytest.fixture(scope="module")
def story() -> Story:
    return newscopy.read(TEXT, name="ferry.txt")


def as_role(story: Story, words: str, role: str, **more: object) -> RoleCorrection:
    """These words of the text are one block of this role."""
    start = TEXT.index(words)
    return RoleCorrection.model_validate(
        {"source": story.source.sha256, "start": start, "end": start + len(words), "old": "discarded", "role": role}
        | more
    )


def as_value(story: Story, field: str, value: object) -> FieldCorrection:
    return FieldCorrection(source=story.source.sha256, field=field, value=value)


def fully_accounted(story: Story) -> bool:
    return provenance.problems(story, TEXT) == []


def test_a_line_gets_another_role(story: Story) -> None:
    made = correct(story, [as_role(story, "What the crews want", "pull_quote")])

    assert {"kind": "pull_quote", "text": "What the crews want", "attribution": None} in made.model_dump()["body"]
    assert made.paragraphs == story.paragraphs
    assert made.headline == story.headline
    assert fully_accounted(made)
    (segment,) = [one for one in made.segments if one.role is Role.PULL_QUOTE]
    assert (segment.confidence, segment.reason) == (1.0, "corrected by hand")


def test_a_discarded_line_becomes_the_kicker_and_its_neighbours_stay_discarded(story: Story) -> None:
    made = correct(story, [as_role(story, "Sport", "kicker")])

    assert made.kicker == "Sport"
    assert "Sport" not in [category.name for category in made.categories]
    assert [(one.text, one.role) for one in made.segments][:1] == [("Home", Role.DISCARDED)]
    assert fully_accounted(made)


def test_a_paragraph_is_split_and_joined(story: Story) -> None:
    opens = "The crews ask"
    split = correct(story, [as_role(story, opens, "subheading")])

    assert opens in split.subheadings
    assert "for a second engineer on each night crossing." in split.paragraphs

    joined = correct(story, [as_role(story, TEXT[TEXT.index(opens) : TEXT.index("\nPrivacy")], "paragraph")])

    assert any(text.startswith(opens) and text.endswith("or where.") for text in joined.paragraphs)
    assert fully_accounted(split)
    assert fully_accounted(joined)


def test_what_is_no_part_of_the_story_is_discarded_with_its_reason(story: Story) -> None:
    made = correct(
        story,
        [
            as_role(
                story, "Nobody was willing to say when the talks would go on, or where.", "discarded", reason="advert"
            )
        ],
    )

    assert not any("Nobody" in text for text in made.paragraphs)
    (gone,) = [one for one in made.segments if one.text and "Nobody" in one.text]
    assert (gone.role, gone.reason, gone.confidence) == (Role.DISCARDED, "advert", 1.0)


def test_a_dateline_stays_where_a_correction_does_not_reach(story: Story) -> None:
    assert story.dateline is not None
    made = correct(story, [as_role(story, "Sport", "kicker")])

    assert made.dateline == story.dateline


@pytest.mark.parametrize("from_source", [True, False], ids=["source", "segments"])
def test_fields_get_values_and_the_source_keeps_its_words(story: Story, from_source: bool) -> None:
    given_values = {
        "headline": "Ferries stay in port",
        "bylines": [{"name": "Nora Quillfeather"}, {"name": "Tom Ask", "role": "harbour reporter"}],
        "published": "2024-05-04",
        "categories": [{"name": "Transport", "qcode": "medtop:20000337"}],
        "keywords": ["ferries"],
        "kicker": "Strike",
        "language": "en-GB",
    }
    text = basis.of_source(story, TEXT, "ferry.txt") if from_source else None

    made = correct(story, [as_value(story, field, value) for field, value in given_values.items()], text)

    assert made.headline == "Ferries stay in port"
    assert made.byline == "Nora Quillfeather, Tom Ask"
    assert made.published is not None
    assert made.published.value == "2024-05-04"
    assert made.published.text == "3 May 2024, 17:47"
    assert made.categories == (Category(name="Transport", qcode="medtop:20000337"),)
    assert (made.keywords, made.kicker, made.language) == (("ferries",), "Strike", "en-GB")
    assert fully_accounted(made)
    assert "Ferry strike enters its second week" in provenance.rebuild(made)
    assert Story.model_validate_json(made.model_dump_json()) == made


def test_a_field_that_is_emptied_leaves_its_words_discarded(story: Story) -> None:
    made = correct(story, [as_value(story, "published", None), as_value(story, "byline", None)])

    assert made.published is None
    assert made.byline is None
    assert fully_accounted(made)
    assert {"By Nora Quillfeather", "3 May 2024, 17:47"} <= {
        one.text for one in made.segments if one.role is Role.DISCARDED
    }


def test_what_does_not_come_from_the_text_is_kept(story: Story) -> None:
    """An archive's section and code, a link in a paragraph that no correction touches."""
    (first, *rest) = story.body
    linked = first.model_copy(update={"marks": (Mark(kind="link", start=0, end=5, url="https://example.org"),)})
    told = story.model_copy(update={"categories": (Category(name="Sea", qcode="x:1"),), "body": (linked, *rest)})

    made = correct(told, [as_role(story, "What the crews want", "paragraph")])

    assert made.categories == told.categories
    assert made.body[0] == linked


def test_applying_twice_changes_nothing(story: Story) -> None:
    wanted: list[Record] = [
        as_role(story, "Sport", "kicker"),
        as_role(story, "What the crews want", "paragraph"),
        as_value(story, "headline", "Ferries stay in port"),
    ]
    once = correct(story, wanted)

    assert correct(once, wanted) == once


def test_acceptance_changes_nothing(story: Story) -> None:
    assert correct(story, [Accepted(source=story.source.sha256, accepted=True)]) is story


@pytest.mark.parametrize(("start", "end"), [(0, 100_000), (99_000, 100_000), (4, 5)], ids=["long", "beyond", "blank"])
def test_a_stretch_that_is_not_there_is_refused(story: Story, start: int, end: int) -> None:
    wrong = RoleCorrection(source=story.source.sha256, start=start, end=end, old=Role.PARAGRAPH, role=Role.QUOTE)

    with pytest.raises(CorrectionError, match=rf"ferry.txt: characters {start} to {end} are not there or blank"):
        correct(story, [wrong])


def test_a_cut_that_only_the_source_knows_is_refused_without_it(story: Story) -> None:
    """The dateline's paragraph is wrapped with more white space than the Story keeps."""
    text = TEXT.replace("stayed in port for\n", "stayed in port for \n    ")
    wrapped = newscopy.read(text, name="ferry.txt")
    start = text.index("the ninth day")
    cut = RoleCorrection(source=wrapped.source.sha256, start=start, end=start + 13, old=Role.PARAGRAPH, role=Role.QUOTE)

    with pytest.raises(CorrectionError, match="white space only the source knows: give it with --source FILE"):
        correct(wrapped, [cut])

    made = correct(wrapped, [cut], basis.of_source(wrapped, text, "ferry.txt"))
    assert "the ninth day" in {block.text for block in made.body if block.kind == "quote"}


def test_a_story_without_lines_takes_values_only(story: Story) -> None:
    bare = story.model_copy(update={"segments": ()})

    with pytest.raises(CorrectionError, match="only its fields can be corrected, not its lines"):
        correct(bare, [as_role(story, "Sport", "kicker")])
    assert correct(bare, [as_value(story, "headline", "New")]).headline == "New"


def test_another_text_is_no_basis(story: Story) -> None:
    assert basis.of_source(story, TEXT + " ", "ferry.txt") is None
    assert basis.of_source(story, b"%PDF-1.7", "ferry.txt") is None


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_the_text_made_from_segments_has_everything_in_its_place(name: str) -> None:
    told = Story.model_validate_json((SAMPLES / name / "expected.json").read_bytes())
    source = basis.of_source(told, (SAMPLES / name / "source.txt").read_bytes(), told.source.name)
    assert source is not None

    made = basis.of_segments(told)

    assert len(made.text) == len(source.text)
    assert provenance.nonblank(made.text) == provenance.nonblank(source.text)
    for segment in told.segments:
        stretch = slice(segment.start, segment.end)
        assert provenance.nonblank(made.text[stretch]) == provenance.nonblank(source.text[stretch])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(path.name for path in SAMPLES.iterdir())),
    places=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(list(Role))), min_size=1, max_size=6),
)
def test_whatever_is_corrected_nothing_is_lost(name: str, places: list[tuple[float, float, Role]]) -> None:
    data = (SAMPLES / name / "source.txt").read_bytes()
    told = Story.model_validate_json((SAMPLES / name / "expected.json").read_bytes())
    text = basis.of_source(told, data, told.source.name)
    assert text is not None
    wanted: list[Record] = []
    for one, other, role in places:
        start, end = sorted((int(one * len(text.text)), int(other * len(text.text))))
        overlaps = any(isinstance(r, RoleCorrection) and r.start < end and start < r.end for r in wanted)
        if text.text[start:end].strip() and not overlaps:
            wanted.append(RoleCorrection(source=told.source.sha256, start=start, end=end, old=role, role=role))

    made = correct(told, wanted, text)

    assert provenance.problems(made, text.text) == []
    assert Story.model_validate_json(made.model_dump_json()) == made
    assert records.parse(records.dump(wanted), "c") == wanted if wanted else made == told


def test_a_headline_that_a_person_chose_is_not_taken_apart() -> None:
    line = "“It ends here”Ferry strike enters its second week"
    text = TEXT.replace("Ferry strike enters its second week", line)
    found = newscopy.read(text, name="ferry.txt")
    assert (found.kicker, found.headline) == ("“It ends here”", "Ferry strike enters its second week")
    start = text.index(line)
    whole = RoleCorrection(
        source=found.source.sha256, start=start, end=start + len(line), old=Role.KICKER, role=Role.HEADLINE
    )
    made = correct(found, [whole], basis.of_source(found, text.encode(), "ferry.txt"))
    assert (made.kicker, made.headline) == (None, line)
    provenance.check(made, text)
