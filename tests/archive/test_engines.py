"""Other engines than the processes of this machine do the same work, and what kills a worker of theirs costs nothing."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from archive.test_batch import status
from archive.test_run import numbered, outputs
from newscopy.archive import engines, run
from newscopy.archive.pool import Limits
from newscopy.archive.run import Wishes
from newscopy.archive.shards import Options
from newscopy.cli import run as cli
from newscopy.errors import StoppedEarly

OPTIONS = Options({"json": {}}, {}, layout="shards", shard_size=5)


def quiet(path: Path, out: Path, wishes: Wishes) -> run.Result:
    return run.start([str(path)], OPTIONS, out, wishes, lambda done, plan: None)


def test_any_executor_gives_the_same_bytes(tmp_path: Path) -> None:
    path = numbered(tmp_path, 23)
    quiet(path, tmp_path / "here", Wishes())
    with ThreadPoolExecutor(1) as executor:
        wishes = Wishes(engine=lambda tasks: engines.spread(tasks, executor, 1, Limits(60)))
        assert quiet(path, tmp_path / "there", wishes).balance.ok == 23
    assert outputs(tmp_path / "here") == outputs(tmp_path / "there")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are found in /proc")
def test_a_cluster_of_dask_survives_the_death_of_a_worker(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install '.[dask]'")
    path = numbered(tmp_path, 200)
    quiet(path, tmp_path / "here", Wishes())
    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": "CRITICAL"}
    with distributed.LocalCluster(**settings) as cluster:
        threading.Thread(target=kill, args=(cluster.workers[0].pid,)).start()
        wishes = Wishes(engine=engines.on_dask(cluster.scheduler_address, Limits(60)))
        assert quiet(path, tmp_path / "there", wishes).balance.ok == 200
    assert outputs(tmp_path / "here") == outputs(tmp_path / "there")


def test_a_run_on_a_cluster_without_workers_ends_with_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install '.[dask]'")
    monkeypatch.setattr(engines, "_ASKED", 0.1)
    monkeypatch.setattr(engines, "_ALONE", 0.5)
    path = numbered(tmp_path, 12)
    with distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0", silence_logs="CRITICAL") as cluster:
        wishes = Wishes(engine=engines.on_dask(cluster.scheduler_address, Limits(60)))
        with pytest.raises(StoppedEarly, match="no worker for"):
            quiet(path, tmp_path / "there", wishes)
    assert quiet(path, tmp_path / "there", Wishes()).balance.ok == 12


class Gone(Executor):
    """What becomes of tasks when the scheduler of a cluster dies."""

    def submit(self, *_: object, **__: object) -> Future[Any]:  # type: ignore[override]
        future: Future[Any] = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        return future


def test_a_run_whose_cluster_goes_away_stops_and_goes_on_later(tmp_path: Path) -> None:
    path = numbered(tmp_path, 12)
    wishes = Wishes(engine=lambda tasks: engines.spread(tasks, Gone(), 1, Limits(60)))
    with pytest.raises(StoppedEarly, match="run the same command again"):
        quiet(path, tmp_path / "there", wishes)
    assert quiet(path, tmp_path / "there", Wishes()).balance.ok == 12


def kill(process: int) -> None:
    time.sleep(1)
    assert status(str(process))
    os.kill(process, signal.SIGKILL)


def test_an_engine_that_is_not_there_is_refused(tmp_path: Path) -> None:
    arguments = ["convert", str(numbered(tmp_path, 3)), "-o", str(tmp_path / "out"), "--engine"]
    assert cli([*arguments, "spark:x"]) == 2
    assert cli([*arguments, "dask:"]) == 2
