"""Runs over many inputs: nothing one of them does can stop the rest."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newscopy.archive.batch import run, summary
from newscopy.archive.inputs import gather
from newscopy.archive.plan import Export, Job
from newscopy.convert import write
from newscopy.formats import ReadOptions
from newscopy.writers.as_json import JsonOptions
from writers.docx.stories import plain


def job(path: Path) -> Job:
    return Job(
        gather([str(path)]).inputs[0], "json", ReadOptions(), (Export("json", JsonOptions(), None),), strict=False
    )


def kill_children() -> None:
    """Kill the processes that this one has started, and wait till they are dead."""
    children = [
        place.name for place in Path("/proc").glob("[0-9]*") if f"\nPPid:\t{os.getpid()}\n" in status(place.name)
    ]
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    while any("State:\tZ" not in (state := status(child)) and state for child in children):
        time.sleep(0.005)


def status(process: str) -> str:
    try:
        return Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def kill_the_reader_of(pipe: Path) -> None:
    """Wait till a worker has opened the pipe, then kill all workers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            descriptor = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.02)
            continue
        kill_children()
        os.close(descriptor)
        return
    raise AssertionError("no worker opened the pipe")


def test_the_last_line_counts_and_says_why() -> None:
    assert summary(Counter({0: 8, 31: 2, 44: 1}), 0) == "8 converted, 3 failed (2 not text, 1 not writable)"
    assert summary(Counter({0: 1}), 2) == "1 converted, 0 failed, 2 hidden, junk or excluded files ignored"


def test_an_input_that_kills_its_worker_fails_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "deadly.json"
    os.mkfifo(pipe)
    stories = [tmp_path / f"{name}.json" for name in "abc"]
    for path in stories:
        path.write_bytes(write(plain(), "json"))
    with ThreadPoolExecutor(1) as other:
        outcomes = other.submit(lambda: list(run([job(pipe), *map(job, stories)], processes=2)))
        kill_the_reader_of(pipe)
        kill_the_reader_of(pipe)  # it is tried once more, alone
        deadly, *others = outcomes.result(timeout=60)
    assert [failure.code for failure in deadly.failures] == [70]
    assert deadly.failures[0].message.startswith(f"{pipe}: the process that read it was killed")
    assert [(outcome.name, outcome.failures) for outcome in others] == [(str(path), ()) for path in stories]
