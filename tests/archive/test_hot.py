"""A hot folder: what is dropped there is converted once, whatever happens meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.sources.archives import STORIES, json_lines
from newscopy.archive.dropped import Drop, Folder
from newscopy.archive.shards import stamp
from newscopy.cli import run

Told = Callable[[], str]
PROGRAM = [sys.executable, "-c", "from newscopy.cli import main; main()"]


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Told:
    return lambda: capfd.readouterr().err


def tree(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.parts)
    )


def dropped(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_what_is_dropped_is_converted_and_moved(tmp_path: Path, told: Told) -> None:
    hot, out = tmp_path / "hot", tmp_path / "out"
    dropped(hot, "desk/rain.txt", STORIES[0].encode())
    dropped(hot, "noise.txt", bytes(range(256)) * 8)
    dropped(hot, "all.jsonl", json_lines())
    dropped(hot, ".hidden", b"x")
    arguments = ["watch", str(hot), "-o", str(out), "-t", "json,html", "--settle", "0", "--once"]
    assert run(arguments) == 3
    said = told()
    assert f"1 files failed: see {hot}/failed" in said
    assert tree(hot) == ["done/all.jsonl", "done/desk/rain.txt", "failed/noise.txt", "failed/noise.txt.reason.txt"]
    assert "not text in any encoding we know" in (hot / "failed" / "noise.txt.reason.txt").read_text()
    written = tree(out)
    assert [name for name in written if name.startswith("desk")] == ["desk/rain.html", "desk/rain.json"]
    assert sum(name.startswith("all/all/") for name in written) == 6
    # The same name with another story: nothing is overwritten, here or there.
    first = (out / "desk" / "rain.json").read_bytes()
    dropped(hot, "desk/rain.txt", STORIES[1].encode())
    assert run(arguments) == 0
    assert (out / "desk" / "rain.json").read_bytes() == first
    (other,) = (out / "desk").glob("rain-*.json")
    assert json.loads(other.read_bytes())["headline"] == "Rain again"
    assert tree(hot / "done") == ["all.jsonl", "desk/rain-2.txt", "desk/rain.txt"]


def test_a_file_that_grows_is_waited_for(tmp_path: Path) -> None:
    path = dropped(tmp_path / "hot", "a.txt", b"Rain")
    (tmp_path / "out" / ".newscopy").mkdir(parents=True)
    folder = Folder(tmp_path / "hot", tmp_path / "out", [".json"], settle=0.2)
    assert list(folder.whole()) == []
    path.write_bytes(STORIES[0].encode())
    time.sleep(0.21)
    assert list(folder.whole()) == []
    time.sleep(0.21)
    (drop,) = folder.whole()
    assert drop == Drop("a.txt", stamp(path), "a")
    assert list(folder.whole()) == []
    path.write_bytes(b"Something else was written meanwhile")
    assert folder.settled(drop, ()) is None
    assert path.exists()


def test_who_takes_over_gives_the_same_place_or_only_moves(tmp_path: Path) -> None:
    hot, out = tmp_path / "hot", tmp_path / "out"
    begun, settled = dropped(hot, "begun.txt", b"x"), dropped(hot, "settled.txt", b"y")
    (out / ".newscopy").mkdir(parents=True)
    folder = Folder(hot, out, [".json"], settle=0)
    drops = {drop.name: drop for drop in folder.whole()}
    for drop in drops.values():
        folder.begun(drop)
        dropped(out, f"{drop.place}.json", b"{}")
    with (out / ".newscopy" / "watched.jsonl").open("a") as journal:
        done = {"name": "settled.txt", "stamp": stamp(settled), "place": "settled", "reasons": []}
        journal.write(json.dumps(done) + '\n{"na')
    again = {drop.name: drop for drop in Folder(hot, out, [".json"], settle=0).whole()}
    assert again["begun.txt"] == Drop("begun.txt", stamp(begun), "begun")
    assert again["settled.txt"] == Drop("settled.txt", stamp(settled), "settled", ())


def test_killed_and_started_again_it_does_no_file_twice(tmp_path: Path) -> None:
    hot, out = tmp_path / "hot", tmp_path / "out"
    for number in range(60):
        dropped(hot, f"{number:02d}.txt", STORIES[number % 3].replace("Rain", f"Rain {number}").encode())
    command = [*PROGRAM, "watch", str(hot), "-o", str(out), "--settle", "0", "-j", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while len(tree(hot / "done") if (hot / "done").exists() else []) < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert 5 <= len(tree(hot / "done")) < 60
    assert run([*command[3:], "--once"]) == 0
    assert tree(hot / "done") == [f"{number:02d}.txt" for number in range(60)]
    assert tree(out) == [f"{number:02d}.json" for number in range(60)]


def test_told_to_end_it_ends(tmp_path: Path) -> None:
    hot = tmp_path / "hot"
    hot.mkdir()
    command = [*PROGRAM, "watch", str(hot), "-o", str(tmp_path / "out"), "--settle", "0.1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    dropped(hot, "a.txt", STORIES[0].encode())
    assert process.stderr is not None
    said = process.stderr.readline()
    process.terminate()
    _, rest = process.communicate(timeout=30)
    assert process.returncode == 143
    assert (said, rest) == ("newscopy: a.txt: converted\n", "")
    assert (hot / "done" / "a.txt").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, told: Told) -> None:
    assert run(["watch", str(tmp_path / "none"), "-o", str(tmp_path / "out")]) == 5
    assert "no such folder to watch" in told()
