"""Runs whose inputs and outputs lie in a store: whole files, the marker last, and gone on with from anywhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from archive.sources.archives import json_lines, rows
from newscopy.archive.remote import state_of
from newscopy.cli import run

Told = Callable[[], str]


class Recorded(MemoryFileSystem):  # type: ignore[misc]
    """A store in memory that remembers what was done to it, and can be out of reach."""

    protocol = "recorded"
    store: dict[str, Any] = {}  # noqa: RUF012 - as the class has it
    pseudo_dirs = [""]  # noqa: RUF012
    done: list[str] = []  # noqa: RUF012
    breaks_after = 10_000

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        stripped: str = MemoryFileSystem._strip_protocol(path.replace("recorded://", "memory://"))
        return stripped

    def put_file(self, lpath: str, rpath: str, **more: Any) -> None:
        if len(self.done) >= Recorded.breaks_after:
            raise ConnectionError("the line is dead")
        self.done.append(rpath)
        super().put_file(lpath, rpath, **more)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Recorded]:
    fsspec.register_implementation("recorded", Recorded, clobber=True)
    monkeypatch.setenv("NEWSCOPY_CACHE", str(tmp_path / "cache"))
    Recorded.store, Recorded.done, Recorded.breaks_after = {}, [], 10_000
    Recorded.pseudo_dirs = [""]
    with fsspec.open("recorded://in/a.jsonl", "wb") as file:
        file.write(json_lines())
    return Recorded


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Told:
    return lambda: capfd.readouterr().err


ARGUMENTS = ("convert", "recorded://in/a.jsonl", "-o", "recorded://out/x", "--layout", "files", "--shard-size", "2")


def stories(store: type[Recorded]) -> dict[str, str]:
    return {
        name: json.loads(file.getvalue())["headline"]
        for name, file in sorted(store.store.items())
        if name.startswith("/out/") and ".newscopy" not in name
    }


def test_what_lies_elsewhere_is_converted_there(store: type[Recorded], told: Told) -> None:
    assert run([*ARGUMENTS]) == 0
    assert "3 stories = 3 converted" in told()
    assert sorted(stories(store).values()) == sorted(row["title"] for row in rows())
    assert not [name for name in store.store if name.endswith(".part")]
    sent = [name.rpartition("/")[2].strip(".").removesuffix(".part") for name in store.done]
    assert [sent.index(name) for name in ("plan.jsonl", "00000.json", "00001.json")] == sorted(
        sent.index(name) for name in ("plan.jsonl", "00000.json", "00001.json")
    )
    assert sent[-1] == "00001.json"
    state = state_of("recorded://out/x")
    assert not [path for path in state.out.rglob("*.json") if ".newscopy" not in path.parts]
    assert run(["verify", "recorded://out/x"]) == 0
    count = len(store.done)
    assert run([*ARGUMENTS]) == 0
    assert [name for name in store.done[count:] if "plan" not in name] == []


def test_a_file_that_is_lost_there_is_made_again(store: type[Recorded], told: Told) -> None:
    assert run([*ARGUMENTS]) == 0
    before = stories(store)
    lost = next(iter(before))
    del store.store[lost]
    told()
    assert run(["verify", "recorded://out/x"]) == 6
    assert run([*ARGUMENTS]) == 0
    assert stories(store) == before


def test_a_run_whose_state_is_lost_goes_on_with_what_is_there(
    store: type[Recorded], told: Told, tmp_path: Path
) -> None:
    store.breaks_after = 6  # the plan; two stories, what became of them, the marker; one more story
    assert run([*ARGUMENTS]) == 4
    assert "recorded://out/x: ConnectionError: the line is dead; run the same command again" in told()
    store.breaks_after = 10_000
    shutil.rmtree(tmp_path / "cache")
    count = len(store.done)
    assert run([*ARGUMENTS]) == 0
    assert sorted(stories(store).values()) == sorted(row["title"] for row in rows())
    assert not [name for name in store.done[count:] if name.endswith("00000.json.part")]
    shutil.rmtree(tmp_path / "cache")
    assert run(["repair", "recorded://out/x"]) == 0
    assert "3 stories = 3 converted" in told()


def test_a_changed_input_is_brought_again(store: type[Recorded], told: Told) -> None:
    assert run([*ARGUMENTS]) == 0
    with fsspec.open("recorded://in/a.jsonl", "wb") as file:
        file.write(json_lines().replace(b"No rain", b"Some rain"))
    assert run([*ARGUMENTS, "--prune"]) == 0
    assert "1 of 2 shards are done again" in told()
    assert "Some rain" in stories(store).values()
    assert "No rain" not in stories(store).values()


def test_a_folder_elsewhere_goes_to_a_folder_here_and_a_bag_there(store: type[Recorded], tmp_path: Path) -> None:
    for number in range(2):
        with fsspec.open(f"recorded://in/sub/{number}.txt", "w") as file:
            file.write(f"Rain {number}\n\nIt rained in Ellan on Friday.\n")
    assert run(["convert", "recorded://in", "-o", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out" / "sub").iterdir()) == ["0.json", "1.json"]
    assert run([*ARGUMENTS, "--bag"]) == 0
    assert {"/out/x/bagit.txt", "/out/x/manifest-sha256.txt"} <= set(store.store)
    assert run(["verify", "recorded://out/x"]) == 0


def test_what_is_not_there_is_told(store: type[Recorded], told: Told, tmp_path: Path) -> None:
    assert run(["convert", "recorded://in/none.jsonl", "-o", str(tmp_path / "out")]) == 5
    assert "recorded://in/none.jsonl: nothing lies there" in told()
    assert run(["convert", "nosuch://in/a.jsonl", "-o", str(tmp_path / "out")]) == 44
    assert "nosuch://in/a.jsonl: ValueError: Protocol not known: nosuch" in told()
    assert run(["convert", "recorded://in/a.jsonl"]) == 2
    assert run([*ARGUMENTS, "--state", str(tmp_path / "state")]) == 0
    other = ["recorded://out/y" if part == "recorded://out/x" else part for part in ARGUMENTS]
    told()
    assert run([*other, "--state", str(tmp_path / "state")]) == 2
    assert "holds the state of a run into recorded://out/x" in told()
