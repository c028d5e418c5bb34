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
