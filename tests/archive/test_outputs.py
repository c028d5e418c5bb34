"""What a run can make beside files and containers of stories: tables and bags; and what it leaves out on request."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from pyarrow.parquet import ParquetFile, read_table

from archive.sources.archives import rows
from newscopy.archive.made import stories_of
from newscopy.archive.state import State
from newscopy.cli import run

Told = Callable[[], str]


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Told:
    return lambda: capfd.readouterr().err


def json_lines(path: Path, stories: list[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(story) + "\n" for story in stories), "utf-8")
    return str(path)


def tree(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".newscopy" not in path.parts
    }


def test_a_table_holds_the_stories_of_a_shard_whatever_the_layout(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", rows())
    for layout in ("files", "shards"):
        out = tmp_path / layout
        arguments = ["convert", path, "-t", "json,parquet", "-o", str(out), "--shard-size", "2", "--layout", layout]
        assert run(arguments) == 0
        tables = [read_table(out / "parquet" / f"0000{n}.parquet").to_pylist() for n in range(2)]
        assert [len(table) for table in tables] == [2, 1]
        assert [row["headline"] for table in tables for row in table] == [row["title"] for row in rows()]
        assert tables[0][0]["authors"] == ["Ada Ferris"]
        assert tables[0][0]["published"] == "2024-05-01"
        assert tables[0][0]["text"].startswith("It rained in Ellan")
        assert tables[0][0]["paragraphs"] == tables[0][0]["text"].count("\n\n") + 1
    assert sum(path.endswith(".json") for path in tree(tmp_path / "files")) == 3


def test_plain_files_share_a_table_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, row in enumerate(rows()):
        (tmp_path / "in" / f"{number}.txt").write_text(f"{row['title']}\n\n{row['text']}", "utf-8")
    assert run(["convert", str(tmp_path / "in"), "-t", "parquet", "-o", str(tmp_path / "out")]) == 0
    assert read_table(tmp_path / "out" / "parquet" / "00000.parquet").num_rows == 3
    assert run(["convert", str(tmp_path / "in"), "-t", "parquet", "-o", str(tmp_path / "all.parquet")]) == 0
    assert ParquetFile(tmp_path / "all.parquet").metadata.num_rows == 3


def test_a_bag_is_one_for_the_library_that_checks_bags(tmp_path: Path, told: Told) -> None:
    path = json_lines(tmp_path / "100% rain.jsonl", rows())
    out = tmp_path / "out"
    assert run(["convert", path, "-t", "json,docx", "-o", str(out), "--bag"]) == 0
    bag = bagit.Bag(str(out))
    assert bag.validate()
    assert len(bag.payload_entries()) == 6
    assert all(name.startswith("data/") for name in bag.payload_entries())
    assert run(["verify", str(out)]) == 0
    (out / "data" / "more.txt").write_text("x")
    told()
    assert run(["verify", str(out)]) == 6
    assert "lies in the bag, but not in its manifest" in told()


def test_the_same_run_makes_the_same_bag(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", rows())
    common = ["convert", path, "--bag", "--shard-size", "1", "--layout", "shards"]
    for jobs in ("1", "2"):
        assert run([*common, "-o", str(tmp_path / jobs), "-j", jobs]) == 0
    assert "bagit.txt" in tree(tmp_path / "1")
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_a_bag_whose_inputs_have_changed_is_a_bag_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    path = json_lines(tmp_path / "a.jsonl", rows())
    assert run(["convert", path, "-o", str(out), "--bag", "--layout", "files"]) == 0
    json_lines(tmp_path / "a.jsonl", [{**row, "id": f"new-{row['id']}"} for row in rows()])
    assert run(["convert", path, "-o", str(out), "--bag", "--layout", "files"]) == 0
    bag = bagit.Bag(str(out))
    assert bag.validate()
    assert len(bag.payload_entries()) == 3


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_copies_are_left_out_on_request_and_counted(tmp_path: Path, told: Told, jobs: str) -> None:
    again = [{**row, "id": f"again-{row['id']}"} for row in rows()]
    later = [{**rows()[0], "date": "2024-06-09"}]  # another date: another story
    path = json_lines(tmp_path / "a.jsonl", [*rows(), *again, *later, *rows()[:1]])
    out = tmp_path / "out"
    arguments = ["convert", path, "-o", str(out), "--duplicates", "drop", "--shard-size", "2", "-j", jobs]
    assert run(arguments) == 0
    assert told().splitlines()[-1] == "newscopy: 8 stories = 4 converted + 0 failed + 0 skipped + 4 duplicate"
    written = sorted(json.loads(data)["published"]["value"] for data in tree(out).values())
    assert written == sorted([*(row["date"] for row in rows()), "2024-06-09"])
    assert run(["convert", path, "-o", str(tmp_path / "all")]) == 0
    assert "8 converted" in told()


def test_copies_among_files_and_members_are_found_once_for_all(tmp_path: Path, told: Told) -> None:
    (tmp_path / "in").mkdir()
    text = f"{rows()[0]['title']}\n\n{rows()[0]['text']}"
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(text, "utf-8")
    (tmp_path / "in" / "c.txt").write_bytes(b"")
    (tmp_path / "in" / "d.txt").write_bytes(b"")
    out = tmp_path / "out"
    assert run(["convert", str(tmp_path / "in"), "-o", str(out), "--duplicates", "drop"]) == 3
    assert "= 1 converted + 2 failed (2 no story found) + 0 skipped + 1 duplicate" in told()
    assert list(tree(out)) == ["a.json"]
    told_of = {row["key"]: row.get("message") for row in stories_of(State(out), 0)}
    assert told_of["b.txt"] == "the same as a.txt"


def test_stories_that_share_sentences_are_reported(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(7)
    words = [f"word{n}" for n in range(2000)]

    def text(count: int) -> list[str]:
        return [f"{' '.join(chance.choices(words, k=12)).capitalize()}." for _ in range(count)]

    first, other = text(24), text(24)
    updated = [*first[:18], *text(6)]
    stories = [{"id": f"n{n}", "title": f"Story number {n}", "text": "\n\n".join(" ".join(sentences[at : at + 3])
                for at in range(0, 24, 3))} for n, sentences in enumerate((first, other, updated, first))]  # fmt: skip
    out = tmp_path / "out"
    assert run(["convert", json_lines(tmp_path / "a.jsonl", stories), "-o", str(out), "--layout", "shards"]) == 0
    capfd.readouterr()
    assert run(["duplicates", str(out), "--near"]) == 0
    found = [line.split("\t") for line in capfd.readouterr().out.splitlines()]
    assert found[0] == ["1.00", "a.jsonl: record 1", "a.jsonl: record 4"]
    assert {(one, two) for _, one, two in found} == {
        ("a.jsonl: record 1", "a.jsonl: record 4"),
        ("a.jsonl: record 1", "a.jsonl: record 3"),
        ("a.jsonl: record 3", "a.jsonl: record 4"),
    }
