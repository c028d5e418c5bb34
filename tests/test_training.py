"""What the labeller learns from: the classes of a page's blocks, and the forms in which a page is told again."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "training"))
import augment
import examples
import gold

from labelled import blocks_of

TITLE, SIGNED = "Ferries cancelled until Thursday", "By Anna Reuter"
COPY = [
    "All ferries between Ellan and Skerry are cancelled until Thursday, Harbour Lines said on Monday.",
    "At Gull Point the wind reached 141 kilometres an hour, and two masts fell on the road.",
    "The mail is taken by helicopter, and the school at Skerry stays closed for the rest of the week.",
]
TABLE, FOOT = "Gull Point 141", "Terms of use"
TEXT = "\n\n".join(["Home", TITLE, SIGNED, *COPY, TABLE, FOOT])
STORY: dict[str, Any] = {
    "id": "ferries", "publisher": "Ellan Courier", "title": TITLE, "sections": [{"headline": [], "paragraphs": COPY}],
}  # fmt: skip
NOTED = [
    {"role": "byline", "line_text": SIGNED, "text": SIGNED},
    {"role": "open", "line_text": TABLE, "text": TABLE},
]


def dump(noted: list[dict[str, Any]] | None = None) -> gold.Dump:
    return gold.Dump("ferries", "Ellan Courier", "innertext", TEXT, TEXT, STORY, noted)


def test_a_line_that_its_reader_left_open_teaches_nothing() -> None:
    told = gold.classes(blocks_of(TEXT), dump(NOTED)).tolist()
    names = ["other", "headline", "byline", *["paragraph"] * 3]
    assert told == [*(gold.CLASS[name] for name in names), gold.BLIND, gold.CLASS["other"]]


def test_lines_of_a_page_that_nobody_read_may_be_anything_but_copy() -> None:
    told = gold.classes(blocks_of(TEXT), dump()).tolist()
    assert told.count(gold.UNKNOWN) == 4
    assert told.count(gold.CLASS["paragraph"]) == 3


def test_a_page_of_several_folders_is_taken_from_one(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for name, row in (("gold", STORY), ("raw/innertext", {"id": "ferries", "text": TEXT})):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt") as target:
            target.write(json.dumps(row))
    assert gold.names(tmp_path) == {"ferries"}
    assert [found.name for found in gold.dumps(tmp_path)] == ["ferries"]
    assert not list(gold.dumps(tmp_path, without={"ferries"}))


def test_a_brief_has_the_first_paragraphs_and_nothing_below_them() -> None:
    lengths = set()
    for seed in range(20):
        brief = augment._brief(TEXT, dump(), np.random.RandomState(seed))
        kept = [text for text in COPY if text in brief]
        assert TITLE in brief
        assert kept == COPY[: len(kept)]
        assert FOOT not in brief
        lengths.add(len(kept))
    assert lengths == {1, 2, 3}


def example(*kinds: str) -> examples.Example:
    """A page of such blocks, each with its number for a row; it starts with the fourth."""
    told = np.array([gold.CLASS[kind] for kind in kinds])
    return examples.Example("ferries", "Ellan Courier", "innertext", np.arange(len(kinds))[:, None], told, 3, 1, True)


def test_a_line_of_furniture_comes_between_blocks_of_copy_again_and_again() -> None:
    page = example("other", "headline", "byline", *["paragraph"] * 9, "other")
    most = 0
    for seed in range(20):
        found = examples.Varied([page], np.random.RandomState(seed))._parted(page)
        rows = found.rows[:, 0].tolist()
        assert [row for row in rows if row not in (0, 12)] == list(range(1, 12))
        assert rows[found.start] == 3
        said = [at for at, row in enumerate(rows) if row in (0, 12)]
        assert set(found.classes[said].tolist()) == {gold.CLASS["other"]}
        between = [at for at in said if 3 < at < len(rows) - 2]
        assert len({rows[at] for at in between}) <= 1
        assert all(rows[at - 1] in range(3, 12) for at in between)
        most = max(most, len(between))
    assert most > 4


def test_a_brief_and_a_page_without_furniture_stay_as_they_are() -> None:
    chance = np.random.RandomState(0)
    for page in (example("other", "headline", "byline", "paragraph"), example("headline", *["paragraph"] * 9)):
        assert examples.Varied([page], chance)._parted(page) is page
