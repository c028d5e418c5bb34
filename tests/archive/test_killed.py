"""A run that is killed again and again, or its workers in a cluster, ends with the same bytes as one left alone.

The short version kills a few times. `make test-kill` sets NEWSCOPY_KILLS and NEWSCOPY_KILL_STORIES for the long one.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
import zstandard

from archive.test_batch import status

KILLS = int(os.environ.get("NEWSCOPY_KILLS", "10"))
STORIES = int(os.environ.get("NEWSCOPY_KILL_STORIES", "300"))
PROGRAM = [sys.executable, "-c", "from newscopy.cli import main; main()"]
# What a run remembers of itself; times of the clock are in it.
OWN = ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "lock")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """JSON Lines of which one in fifty is no story."""
    chance = random.Random(1)
    lines = []
    for number in range(STORIES):
        words = " ".join(
            chance.choice(("rain", "fell", "on", "Ellan", "while", "farmers", "slept")) for _ in range(300)
        )
        text = "" if number % 50 == 7 else f"Rain number {number}\n\nBy Nora Quillfeather\n\n{words.capitalize()}."
        lines.append(json.dumps({"id": f"r-{number}", "text": text}))
    path = tmp_path_factory.mktemp("in") / "rain.jsonl.zst"
    path.write_bytes(zstandard.compress("\n".join(lines).encode()))
    return path


def command(archive: Path, out: Path, layout: str) -> list[str]:
    size = str(max(10, STORIES // 100))
    options = ["-t", "json,newsml", "-j", "2", "--layout", layout, "--shard-size", size]
    return [*PROGRAM, "convert", str(archive), "-o", str(out), *options]


def tree(out: Path) -> dict[str, str]:
    """Every file below a folder, with a digest."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file() and path.name not in OWN
    }


def children(process: int) -> list[int]:
    places = Path("/proc").glob("[0-9]*")
    return [int(place.name) for place in places if f"\nPPid:\t{process}\n" in status(place.name)]


def killed(arguments: list[str], chance: random.Random, left: int, longest: float) -> tuple[int, int]:
    """Start a run and kill its driver, a worker or all of them until it ends; gives kills and exit code.

    Between two kills are up to `longest` seconds, so that they hit all of a long run and not its start alone.
    """
    kills = 0
    with subprocess.Popen(arguments, stderr=subprocess.PIPE) as driver:
        while driver.poll() is None and kills < left:
            time.sleep(chance.uniform(0.05, longest))
            victims = children(driver.pid)
            choice = chance.choice(("driver", "worker", "all"))
            targets = [driver.pid] * (choice != "worker") + victims[: 1 if choice == "worker" else len(victims)] * (
                choice != "driver"
            )
            for target in targets:
                try:
                    os.kill(target, signal.SIGKILL)
                except ProcessLookupError:
                    continue
                kills += 1
        _, told = driver.communicate(timeout=600)
    assert driver.returncode in (3, -signal.SIGKILL), told.decode()
    return kills, driver.returncode


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are found in /proc")
@pytest.mark.parametrize("layout", ["shards", "files"])
def test_the_output_is_that_of_a_run_left_alone(archive: Path, tmp_path: Path, layout: str) -> None:
    start = time.monotonic()
    quiet = subprocess.run(command(archive, tmp_path / "quiet", layout), capture_output=True, text=True)
    longest = max(1.5, (time.monotonic() - start) / 25)
    assert quiet.returncode == 3, quiet.stderr
    whole = tree(tmp_path / "quiet")
    chance = random.Random(f"{layout}{KILLS}")
    kills = runs = 0

    while kills < KILLS:
        out = tmp_path / f"out{runs}"
        runs += 1
        code = None
        while code != 3:
            more, code = killed(command(archive, out, layout), chance, KILLS - kills, longest)
            kills += more
        assert tree(out) == whole
        assert not list(out.rglob("*.part"))

    last = subprocess.run(command(archive, out, layout), capture_output=True, text=True)
    failed = len(range(7, STORIES, 50))
    assert f"{STORIES:,} stories = {STORIES - failed:,} converted + {failed} failed (" in last.stderr
    assert "+ 0 skipped + 0 duplicate" in last.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are found in /proc")
def test_the_output_of_a_cluster_whose_workers_are_killed_is_that_of_a_run_left_alone(
    archive: Path, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install '.[dask]'")
    start = time.monotonic()
    assert subprocess.run(command(archive, tmp_path / "quiet", "shards"), capture_output=True).returncode == 3
    longest = max(3.0, (time.monotonic() - start) / 5)
    whole = tree(tmp_path / "quiet")
    chance = random.Random(f"dask{KILLS}")
    kills = runs = 0

    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": "CRITICAL"}
    with distributed.LocalCluster(**settings) as cluster:
        while kills < max(2, KILLS // 5):
            out = tmp_path / f"out{runs}"
            runs += 1
            arguments = [*command(archive, out, "shards"), "--engine", f"dask:{cluster.scheduler_address}"]
            code = None
            while code != 3:
                with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as driver:
                    while driver.poll() is None:
                        time.sleep(chance.uniform(1, longest))
                        cluster.scale(2)  # who watches over a worker gives up if it is killed while it starts
                        process = chance.choice([worker.pid for worker in cluster.workers.values()] or [None])
                        if driver.poll() is None and process is not None:
                            with suppress(ProcessLookupError):
                                os.kill(process, signal.SIGKILL)
                                kills += 1
                    told = driver.communicate()[1]
                code = driver.returncode
                assert code == 3 or "failed twice on a worker" in told or "run the same command again" in told
            assert tree(out) == whole
            assert not list(out.rglob("*.part"))
