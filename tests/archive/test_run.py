"""Runs over archives: what they leave out, take up again, refuse, and tell."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from archive.sources.archives import STORIES, made, rows, tar
from newscopy.archive import planning, shards
from newscopy.archive.shards import Options
from newscopy.archive.state import State
from newscopy.cli import run

PROGRAM = [sys.executable, "-c", "from newscopy.cli import main; main()"]
Told = Callable[[], str]

# A format of a plug-in whose stories do what poisonous documents do.
POISON = """
import os, signal, time
from newscopy.formats import Reader
from newscopy.readers import from_text

def read(data, name, options):
    if b"CRASH" in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"HANG" in data:
        time.sleep(600)
    if b"LOOP" in data:
        while True:
            pass
    if b"EAT" in data:
        bytearray(1 << 40)
    return from_text.read(data, name, options)

READER = Reader("poison", (".poison",), read, from_text.READER.options)
"""


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Told:
    return lambda: capfd.readouterr().err


def numbered(folder: Path, count: int, name: str = "rain.jsonl") -> Path:
    """JSON Lines of so many stories, all different."""
    lines = [
        json.dumps({"id": f"r{n}", "title": f"Rain number {n}", "text": f"It rained {n} times in Ellan."})
        for n in range(count)
    ]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def outputs(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".newscopy" not in path.parts
    }


def lines(path: Path) -> list[dict[str, object]]:
    with path.open("rb") as file:
        return [
            json.loads(line)
            for line in zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read().splitlines()
        ]


def test_an_archive_becomes_a_file_for_each_story(tmp_path: Path, told: Told) -> None:
    out = tmp_path / "out"
    assert run(["convert", str(made(tmp_path, "a.tar.gz")), "-t", "json,newsml", "-o", str(out)]) == 0
    assert told().splitlines()[-1] == "newscopy: 3 stories = 3 converted + 0 failed + 0 skipped + 0 duplicate"
    names = [path.partition("-")[0] for path in outputs(out)]
    assert names == ["a/1987/0", "a/1987/0", "a/1987/1", "a/1987/1", "a/1987/2", "a/1987/2"]


def test_evidence_reaches_the_stories(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(["convert", str(made(tmp_path, "a.jsonl")), "-o", str(out), "--layout", "shards"]) == 0
    found = lines(out / "json" / "00000.jsonl.zst")
    assert [story["headline"] for story in found] == [row["title"] for row in rows()]
    assert [story["byline"] for story in found] == ["Ada Ferris"] * 3
    assert [story["published"]["value"] for story in found] == [row["date"] for row in rows()]  # type: ignore[index]


def test_shards_are_framed_so_that_a_part_can_be_read(tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["--layout", "shards", "--shard-size", "250"]
    assert run(["convert", str(numbered(tmp_path, 250)), "-o", str(out), *arguments]) == 0
    data = (out / "json" / "00000.jsonl.zst").read_bytes()
    assert int.from_bytes(data[-4:], "little") == 0x8F92EAB1
    assert int.from_bytes(data[-9:-5], "little") == 3
    sizes = [int.from_bytes(data[at : at + 4], "little") for at in (-33, -25, -17)]
    last = zstandard.ZstdDecompressor().decompressobj().decompress(data[sum(sizes[:2]) : sum(sizes)])
    assert [json.loads(line)["headline"] for line in last.splitlines()][-1] == "Rain number 249"


def test_small_archives_are_cut_into_shards_for_several_processes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    many, few = numbered(tmp_path, 250), numbered(tmp_path, 20, "wind.jsonl")
    assert run(["plan", str(many), str(few), "-o", str(out)]) == 0
    plan = shards.load(out / ".newscopy" / "plan.jsonl")
    assert plan is not None
    assert [(shard.source, shard.first, shard.count) for shard in plan.shards] == [
        (0, 0, 100),
        (0, 100, 100),
        (0, 200, 50),
        (1, 0, 20),
    ]


def test_the_files_of_a_folder_stay_in_the_plan_and_not_in_memory(tmp_path: Path) -> None:
    folder, path = tmp_path / "in", tmp_path / "plan.jsonl"
    folder.mkdir()
    for number in range(250):
        (folder / f"rain-{number:03}.txt").write_text(f"Rain {number}")
    plan = planning.freeze([str(folder)], Options({"json": {}}, {}), tmp_path / "out", path, None)
    assert plan == shards.load(path)
    assert [shard.items for shard in plan.shards] == [()] * 3
    listed = [item.path for line in plan.lines for item in shards.shard_at(path, line).items]
    assert listed == [f"rain-{number:03}.txt" for number in range(250)]


def test_a_plan_of_another_form_is_refused(tmp_path: Path, told: Told) -> None:
    arguments = ["convert", str(numbered(tmp_path, 3)), "-o", str(tmp_path / "out")]
    assert run(arguments) == 0
    plan = tmp_path / "out" / ".newscopy" / "plan.jsonl"
    plan.write_text('{"newscopy plan":1,"options":{}}\n')
    assert run(arguments) == 2
    assert "plan.jsonl: the plan was made by another version of newscopy; plan again with --force" in told()
    plan.write_text("[]\n")
    assert run(arguments) == 2
    assert "plan.jsonl: the plan cannot be read" in told()


def test_shards_grow_with_their_source_up_to_a_thousand_stories() -> None:
    options = Options({"json": {}}, {})
    assert [options.stories_from(first) for first in (0, 3_200, 16_000, 32_000, 900_000)] == [100, 100, 500, 1000, 1000]
    assert Options({"json": {}}, {}, shard_size=7).stories_from(900_000) == 7


@pytest.mark.parametrize("layout", ["files", "shards"])
def test_the_output_is_the_same_however_the_work_is_shared(tmp_path: Path, layout: str) -> None:
    inputs = [str(numbered(tmp_path, 60)), str(made(tmp_path, "a.zip"))]
    common = [*inputs, "-t", "json,newsml,docx", "--layout", layout, "--shard-size", "7"]
    for jobs in ("1", "2"):
        assert run(["convert", *common, "-o", str(tmp_path / jobs), "-j", jobs]) == 0
    assert run(["plan", *common, "-o", str(tmp_path / "3")]) == 0
    for part in ("2/3", "1/3"):
        assert run(["convert", "--shard", part, "-o", str(tmp_path / "3")]) == 0
    assert run(["merge", str(tmp_path / "3")]) == 4
    assert run(["convert", "--shard", "3/3", "-o", str(tmp_path / "3")]) == 0
    assert run(["merge", str(tmp_path / "3")]) == 0
    assert outputs(tmp_path / "1") == outputs(tmp_path / "2") == outputs(tmp_path / "3")
    assert run(["verify", str(tmp_path / "3")]) == 0


def test_a_run_that_is_done_is_not_done_again(tmp_path: Path, told: Told) -> None:
    arguments = ["convert", str(numbered(tmp_path, 20)), "-o", str(tmp_path / "out")]
    assert run(arguments) == 0
    first = told()
    times = {path: (tmp_path / "out" / path).stat().st_mtime_ns for path in outputs(tmp_path / "out")}
    assert run(arguments) == 0
    assert told() == first
    assert times == {path: (tmp_path / "out" / path).stat().st_mtime_ns for path in outputs(tmp_path / "out")}


def test_only_what_has_changed_is_done_again(tmp_path: Path, told: Told) -> None:
    arguments = ["convert", str(numbered(tmp_path, 40)), "-o", str(tmp_path / "out"), "--shard-size", "10"]
    assert run(arguments) == 0
    numbered(tmp_path, 45)
    assert run(arguments) == 0
    assert "1 of 5 shards are done again" in told()
    assert len(outputs(tmp_path / "out")) == 45


def test_inputs_that_are_gone_are_no_reason_to_take_their_exports_away(tmp_path: Path, told: Told) -> None:
    path = numbered(tmp_path, 40)
    arguments = ["convert", str(path), "-o", str(tmp_path / "out"), "--layout", "files"]
    assert run(arguments) == 0
    before = outputs(tmp_path / "out")
    numbered(tmp_path, 30)
    assert run(arguments) == 2
    assert "holds 10 stories fewer than when the run was planned" in told()
    assert outputs(tmp_path / "out") == before
    assert run([*arguments, "--force"]) == 0
    assert len(outputs(tmp_path / "out")) == 30


def test_other_options_are_refused(tmp_path: Path, told: Told) -> None:
    path = str(numbered(tmp_path, 3))
    assert run(["convert", path, "-o", str(tmp_path / "out")]) == 0
    assert run(["convert", path, "-o", str(tmp_path / "out"), "-t", "docx"]) == 2
    assert "holds a run with other formats (json); choose another -o, or --force" in told()
    assert run(["convert", path, "-o", str(tmp_path / "out"), "--language", "de"]) == 2
    assert run(["convert", path, "-o", str(tmp_path / "out"), "-t", "docx", "--force"]) == 0
    assert all(name.endswith(".docx") for name in outputs(tmp_path / "out"))


def test_an_archive_needs_a_folder(tmp_path: Path, told: Told) -> None:
    assert run(["convert", str(numbered(tmp_path, 3))]) == 2
    assert "an archive needs a folder for what is made of it: -o DIR" in told()
    assert run(["convert", "--shard", "1/2", "-o", str(tmp_path / "nothing")]) == 2


def test_an_archive_that_is_damaged_gives_what_it_has_and_the_code_says_so(tmp_path: Path, told: Told) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tar()[: 1024 * 2 + 100])
    assert run(["convert", str(path), "-o", str(tmp_path / "out")]) == 3
    err = told()
    assert "newscopy: a.tar: at byte " in err
    assert err.splitlines()[-1] == "newscopy: 1 archives damaged"
    assert len(outputs(tmp_path / "out")) == 2


def test_what_fails_is_named_and_can_be_saved(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = numbered(tmp_path, 5)
    path.write_text(path.read_text() + '{"title": "no text"}\n', "utf-8")
    out = str(tmp_path / "out")
    assert run(["convert", str(path), "-o", out]) == 3
    assert "6 stories = 5 converted + 1 failed (1 unreadable) + 0 skipped + 0 duplicate" in capfd.readouterr().err
    assert run(["failures", out, "--save", str(tmp_path / "bad")]) == 0
    assert capfd.readouterr().out.startswith("30\train.jsonl: record 6: no text: the fields are title")
    assert [saved.read_bytes() for saved in (tmp_path / "bad").rglob("*.txt")] == [b'{"title": "no text"}\n']
    assert run(["status", out]) == 0
    assert capfd.readouterr().out.splitlines()[:3] == [
        "1 of 1 shards done; 6 of 6 stories read",
        "5 converted",
        "1 failed",
    ]


def test_failed_stories_are_tried_again_on_request(tmp_path: Path, told: Told) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(folder / "gone")
    (folder / "a.txt").write_text(STORIES[0], "utf-8")
    arguments = ["convert", str(folder), "-o", str(tmp_path / "out"), "--layout", "files"]
    assert run(arguments) == 3
    assert "1 failed (1 unreadable)" in told()
    assert run([*arguments, "--retry-failed"]) == 3
    assert (tmp_path / "out/a.json").exists()


def test_the_ledger_is_made_again_from_the_markers(tmp_path: Path, told: Told) -> None:
    out = tmp_path / "out"
    arguments = ["convert", str(numbered(tmp_path, 30)), "-o", str(out), "--shard-size", "7"]
    assert run(arguments) == 0
    ledger = State(out).ledger
    with sqlite3.connect(ledger) as book:
        before = book.execute("SELECT id, spec, ok FROM shard").fetchall()
    ledger.write_bytes(b"no database at all" * 100)
    assert run(arguments) == 44
    assert "the ledger is damaged" in told()
    assert run(["repair", str(out)]) == 0
    with sqlite3.connect(ledger) as book:
        assert book.execute("SELECT id, spec, ok FROM shard").fetchall() == before
    assert run(arguments) == 0


def test_exports_that_are_changed_are_found(tmp_path: Path, told: Told) -> None:
    out = tmp_path / "out"
    assert run(["convert", str(numbered(tmp_path, 3)), "-o", str(out)]) == 0
    victim = out / next(iter(outputs(out)))
    victim.write_bytes(b"{}")
    assert run(["verify", str(out)]) == 6
    assert "is not what was written there (2 bytes, not" in told()


@pytest.mark.parametrize("layout", ["files", "shards"])
def test_what_a_run_has_made_and_is_gone_is_made_again(tmp_path: Path, layout: str) -> None:
    out = tmp_path / "out"
    arguments = ["convert", str(numbered(tmp_path, 9)), "-o", str(out), "--layout", layout, "--shard-size", "3"]
    assert run(arguments) == 0
    before = outputs(out)
    (out / next(iter(before))).unlink()
    assert run(["verify", str(out)]) == 6
    assert run(arguments) == 0
    assert outputs(out) == before


@pytest.mark.parametrize("layout", ["files", "shards"])
def test_stories_that_say_the_same_are_listed(tmp_path: Path, capfd: pytest.CaptureFixture[str], layout: str) -> None:
    path = tmp_path / "a.jsonl"
    copy = "\n\n".join(
        f"The harbour board of {place} agreed to rebuild the old bridge after eleven years of talks, it said." * 2
        for place in ("Ellan", "Osk", "Tessaly", "Lorne")
    )
    other = copy.replace("bridge", "market")
    heads = ("Rain at last", "Rain, after all", "Rain in May")
    texts = [
        f"{head}\n\nBy Nora Quillfeather\n\n{words}\n" for head, words in zip(heads, (copy, copy, other), strict=True)
    ]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    out = str(tmp_path / "out")
    assert run(["convert", str(path), "-o", out, "--layout", layout]) == 0
    capfd.readouterr()
    assert run(["duplicates", out]) == 0
    found = [line.split("\t") for line in capfd.readouterr().out.splitlines()]
    assert len(found) == 2
    assert found[0][0] == found[1][0]
    assert found[0][1] != found[1][1]


def test_two_runs_in_one_folder_are_refused(tmp_path: Path, told: Told) -> None:
    import fcntl

    out = tmp_path / "out"
    arguments = ["convert", str(numbered(tmp_path, 3)), "-o", str(out)]
    assert run(arguments) == 0
    with (State(out).folder / "lock").open("rb+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert run(arguments) == 44
    assert "another run is at work in this folder" in told()


def test_names_that_lead_out_of_the_folder_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    names = ["../../../etc/passwd", "/root", "CON", "a" * 500, "", "..", "Rain", "RAIN", "\u0000", "né", "ne\u0301"]
    path.write_text(
        "".join(json.dumps({"id": name, "text": f"It rained on {n}."}) + "\n" for n, name in enumerate(names)), "utf-8"
    )
    assert run(["convert", str(path), "-o", str(tmp_path / "out")]) == 0
    found = outputs(tmp_path / "out")
    assert len({name.casefold() for name in found}) == len(names)
    assert sorted(child.name for child in tmp_path.iterdir()) == ["out", "x.jsonl"]


def test_a_folder_of_everything_is_read(tmp_path: Path, told: Told) -> None:
    folder = tmp_path / "in"
    (folder / "1987").mkdir(parents=True)
    made(folder, "a.zip")
    (folder / "1987" / "rain.txt").write_text(STORIES[0], "utf-8")
    (folder / "1987" / "RAIN.md").write_text(STORIES[1], "utf-8")
    (folder / "1987" / "empty.txt").touch()
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_text(STORIES[2], "utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / ".DS_Store").touch()
    assert run(["convert", str(folder), "-o", str(tmp_path / "out")]) == 3
    assert (
        "8 stories = 6 converted + 2 failed (1 unreadable, 1 no story found) + 0 skipped + 0 duplicate;"
        " 1 hidden, junk or excluded files and 1 links to folders passed over"
    ) in told()
    assert {"1987/RAIN.json", "a/1987"} <= {
        name.rpartition("/")[0] if name.startswith("a/") else name for name in outputs(tmp_path / "out")
    }
    assert len(outputs(tmp_path / "out")) == 6


def test_events_are_told_in_json(tmp_path: Path, told: Told) -> None:
    assert run(["convert", str(numbered(tmp_path, 3)), "-o", str(tmp_path / "out"), "--log-format", "json"]) == 0
    events = [json.loads(line) for line in told().splitlines()]
    assert [event["event"] for event in events] == ["shard", "end"]
    assert events[-1]["converted"] == 3


def test_too_many_failures_stop_the_run(tmp_path: Path, told: Told) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"no": "text"}\n' * 40, "utf-8")
    arguments = ["convert", str(path), "-o", str(tmp_path / "out"), "--shard-size", "10", "--max-failures", "15"]
    assert run(arguments) == 4
    assert "20 stories failed, more than --max-failures allows" in told()


def test_poisonous_stories_are_set_aside_and_the_others_unharmed(tmp_path: Path) -> None:
    (tmp_path / "plug/poison-1.dist-info").mkdir(parents=True)
    (tmp_path / "plug/poison.py").write_text(POISON)
    (tmp_path / "plug/poison-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n")
    (tmp_path / "plug/poison-1.dist-info/entry_points.txt").write_text("[newscopy.readers]\npoison = poison:READER\n")
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        harm = {5: "CRASH", 11: "EAT", 17: "LOOP", 23: "HANG"}.get(number, "")
        (folder / f"{number:02}.poison").write_text(f"Rain number {number}\n\nIt rained {harm} in Ellan on Friday.\n")
    arguments = [*PROGRAM, "convert", str(folder), "-o", str(tmp_path / "out"), "-j", "2", "--layout", "files"]
    env = os.environ | {"PYTHONPATH": str(tmp_path / "plug")}

    done = subprocess.run([*arguments, "--timeout", "8"], env=env, capture_output=True, text=True, timeout=300)

    assert done.returncode == 3, done.stderr
    assert "40 stories = 36 converted + 4 failed (3 too slow or too big, 1 internal error)" in done.stderr
    listed = subprocess.run(
        [*PROGRAM, "failures", str(tmp_path / "out")], capture_output=True, text=True
    ).stdout.splitlines()
    assert [line.rpartition("/")[2] for line in listed] == [
        "05.poison: the process that read it crashed (SIGSEGV), twice",
        "11.poison: it took too much memory and was given up",
        "17.poison: it took too long and was given up",
        "23.poison: it took too long and was given up",
    ]
    assert len(outputs(tmp_path / "out")) == 36


@pytest.fixture
def disk_of(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk of a size such as "600k" in memory."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root")
    disk = tmp_path / "disk"
    disk.mkdir()

    def mounted(size: str) -> Path:
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], capture_output=True
        ).returncode:
            pytest.skip("mounting a small disk is not allowed here")
        return disk

    yield mounted
    subprocess.run(["umount", disk], check=False, capture_output=True)


def test_a_full_disk_stops_the_run_which_goes_on_when_there_is_room(
    tmp_path: Path, disk_of: Callable[[str], Path]
) -> None:
    disk = disk_of("600k")
    path = str(numbered(tmp_path, 400))
    common = ["-t", "json", "--layout", "files", "--shard-size", "50"]
    full = subprocess.run([*PROGRAM, "convert", path, *common, "-o", str(disk / "out")], capture_output=True, text=True)
    assert full.returncode == 4, full.stderr
    assert "No space left on device" in full.stderr
    subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
    again = subprocess.run(
        [*PROGRAM, "convert", path, *common, "-o", str(disk / "out")], capture_output=True, text=True
    )
    assert again.returncode == 0, again.stderr
    assert run(["convert", path, *common, "-o", str(tmp_path / "quiet")]) == 0
    assert outputs(disk / "out") == outputs(tmp_path / "quiet")
    assert not list(disk.rglob("*.part"))


@pytest.mark.parametrize("size", ["4k", "12k", "40k", "80k"])
def test_a_disk_that_is_full_from_the_start_is_told_in_a_line(
    tmp_path: Path, disk_of: Callable[[str], Path], size: str
) -> None:
    arguments = ["-t", "json,newsml", "--layout", "shards", "-o", str(disk_of(size) / "out")]
    full = subprocess.run(
        [*PROGRAM, "convert", str(numbered(tmp_path, 150)), *arguments], capture_output=True, text=True
    )
    assert full.returncode == 4, full.stderr
    assert len(full.stderr.splitlines()) == 1
    assert "run the same command again" in full.stderr


@pytest.mark.parametrize("more", [[], ["--duplicates", "drop"]])
def test_a_disk_too_small_for_the_plan_is_told_in_a_line(
    tmp_path: Path, disk_of: Callable[[str], Path], told: Told, more: list[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(300):
        (folder / f"rain-{number:03}.txt").write_text(f"Rain {number}")
    assert run(["plan", str(folder), "-o", str(disk_of("16k") / "out"), *more]) == 4
    assert "plan.new: No space left on device; run the same command again" in told()


def test_what_a_run_has_made_can_be_looked_at_on_a_disk_to_read_only(
    tmp_path: Path, disk_of: Callable[[str], Path], told: Told
) -> None:
    disk = disk_of("20m")
    arguments = ["convert", str(numbered(tmp_path, 3)), "-o", str(disk / "out")]
    assert run(arguments) == 0
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    told()
    assert run(["status", str(disk / "out")]) == 0
    assert run(["failures", str(disk / "out")]) == 0
    assert run(["verify", str(disk / "out")]) == 0
    assert told() == ""
    assert run(arguments) == 44
    assert "Read-only file system" in told()


def test_memory_of_the_coordinator_does_not_grow(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number in range(100_000):
            file.write(json.dumps({"id": str(number), "text": "rain " * 200}) + "\n")
    assert run(["plan", str(path), "-o", str(tmp_path / "out")]) == 0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30 * 1024


def test_inputs_that_are_gone_can_be_pruned(tmp_path: Path, told: Told) -> None:
    arguments = ["convert", str(numbered(tmp_path, 40)), "-o", str(tmp_path / "out"), "--layout", "files"]
    assert run([*arguments, "--shard-size", "10"]) == 0
    numbered(tmp_path, 25)
    assert run([*arguments, "--shard-size", "10", "--prune"]) == 0
    assert "15 files of inputs that are gone or changed were taken away" in told()
    assert len(outputs(tmp_path / "out")) == 25
    assert run(["verify", str(tmp_path / "out")]) == 0


def test_what_changed_inputs_leave_behind_is_told(tmp_path: Path, told: Told) -> None:
    path = numbered(tmp_path, 5)
    arguments = ["convert", str(path), "-o", str(tmp_path / "out"), "--layout", "files"]
    assert run(arguments) == 0
    path.write_text(path.read_text().replace('"r2"', '"new"'))
    assert run(arguments) == 0
    assert "1 files of inputs as they were before are still there (--prune takes them away)" in told()
    assert len(outputs(tmp_path / "out")) == 6
    assert run([*arguments, "--prune"]) == 0
    assert len(outputs(tmp_path / "out")) == 5


def test_an_edited_house_style_makes_the_shards_again(tmp_path: Path, told: Told) -> None:
    sheet = tmp_path / "extra.css"
    sheet.write_text("h1 { color: navy }")
    arguments = ["convert", str(numbered(tmp_path, 3)), "-t", "html", "-o", str(tmp_path / "out"), "-O", f"css={sheet}"]
    assert run(arguments) == 0
    before = outputs(tmp_path / "out")
    sheet.write_text("h1 { color: maroon }")
    assert run(arguments) == 0
    assert f"{sheet} changed since the last run: 1 of 1 shards are done again" in told()
    after = outputs(tmp_path / "out")
    assert list(after) == list(before)
    assert not set(after.values()) & set(before.values())


def test_strict_refuses_single_stories_of_a_message(tmp_path: Path, told: Told) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("a", "It rained in Ellan.\n\nFarmers were glad."), ("b", "Rain\n\nIt rained in Osk.")):
        (tmp_path / "in" / f"{name}.txt").write_text(text, "utf-8")
    message = tmp_path / "wire.newsmessage.xml"
    assert run(["convert", str(tmp_path / "in"), "-t", "newsml-message", "-o", str(message)]) == 0
    whole = message.read_text("utf-8").replace("stat:usable", "stat:canceled", 1)
    message.write_text(whole, "utf-8")
    told()
    assert run(["convert", str(message), "-o", str(tmp_path / "out"), "--strict", "--layout", "files"]) == 3
    assert "2 stories = 1 converted + 1 failed" in told()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_archive_goes_to_standard_output_a_story_a_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], jobs: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    arguments = ["convert", str(numbered(tmp_path, 25)), str(bad), "-t", "json", "-o", "-", "-j", jobs]
    assert run([*arguments, "--shard-size", "4"]) == 3
    out, err = capfd.readouterr()
    assert [json.loads(line)["headline"] for line in out.splitlines()] == [f"Rain number {n}" for n in range(25)]
    assert f"{bad}: the file is empty" in err
    assert "26 stories = 25 converted + 1 failed" in err
    assert run([*arguments[:4], "docx", "-o", "-"]) == 2


def test_a_plan_that_was_broken_off_is_cleared_away(tmp_path: Path) -> None:
    state = State(tmp_path / "out")
    state.parts.mkdir(parents=True)
    (state.fresh_plan.parent / ".newscopy-1-0.part").write_bytes(b"half a pl")
    assert run(["convert", str(numbered(tmp_path, 3)), "-o", str(tmp_path / "out"), "--layout", "shards"]) == 0
    assert not list((tmp_path / "out").rglob("*.part"))
