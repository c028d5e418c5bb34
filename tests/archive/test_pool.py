"""Workers that die, hang or eat memory cost the task they do, and nothing else."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from newscopy.archive.pool import Death, Limits, Pool, workers
from newscopy.archive.worker import Slot, TooSlow
from newscopy.errors import InternalError

HERE = "archive_test_tasks"


@pytest.fixture(autouse=True)
def tasks_importable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tasks below as a module that a worker finds."""
    (tmp_path / f"{HERE}.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)


def act(task: str, slot: Slot) -> str:
    """What a test asks of a worker."""
    with slot.step(7):
        if task == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "hang":
            while True:
                time.sleep(1)
        if task == "eat":
            try:
                return str(len(bytearray(1 << 32)))
            except MemoryError:
                return "full"
    if task == "die between steps":
        os._exit(3)
    try:
        with slot.step(8, 0.05):
            while task == "loop":
                pass
    except TooSlow:
        return "stopped"
    return f"{task} by {os.getpid()}"


def square(task: int, slot: Slot) -> bytes:
    with slot.step(task):
        time.sleep(0.001)
        return b"%d" % (task * task) * 10_000


def test_a_death_says_what_the_worker_was_doing() -> None:
    with workers(f"{HERE}:act", 1) as pool:
        pool.give("die")
        assert pool.answer() == ("die", Death(7, slow=False, code=-signal.SIGKILL))
        pool.give("die between steps")
        assert pool.answer() == ("die between steps", Death(None, slow=False, code=3))


def test_what_hangs_is_killed_and_what_loops_is_stopped() -> None:
    with workers(f"{HERE}:act", 1, Limits(seconds=0.5)) as pool:
        pool.give("hang")
        assert pool.answer() == ("hang", Death(7, slow=True, code=-signal.SIGKILL))
        pool.give("loop")
        assert pool.answer() == ("loop", "stopped")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux only")
def test_memory_is_limited_and_the_worker_lives_on() -> None:
    with workers(f"{HERE}:act", 1, Limits(memory=1 << 30)) as pool:
        pool.give("eat")
        assert pool.answer() == ("eat", "full")


def test_workers_are_replaced_after_so_many_steps() -> None:
    found = set()
    with workers(f"{HERE}:act", 1, Limits(steps=4)) as pool:
        for _ in range(4):
            pool.give("work")
            answered = pool.answer()
            assert answered
            found.add(answered[1])
    assert len(found) == 2


def test_workers_that_cannot_start_are_not_tried_for_ever() -> None:
    def ask(pool: Pool) -> None:
        for _ in range(100):
            pool.give("work")
            pool.answer()

    with workers("no_such_module:act", 2) as pool, pytest.raises(InternalError, match="die before they begin"):
        ask(pool)


def test_nothing_is_answered_when_nothing_is_asked() -> None:
    with workers(f"{HERE}:act", 1) as pool:
        assert pool.answer() is None
        pool.give("hang")
        assert pool.answer(0.3) is None


def test_each_answer_comes_once_however_often_workers_are_killed() -> None:
    chance = random.Random(6)
    got: Counter[int] = Counter()
    todo = list(range(400))
    kills = 0
    with workers(f"{HERE}:square", 2) as pool:
        while todo or pool.running():
            while todo and pool.free():
                pool.give(todo.pop())
            if chance.random() < 0.05:
                time.sleep(chance.random() * 0.004)
                kills += 1
                chance.choice(pool._workers).process.kill()
            answered = pool.answer()
            assert answered
            task, answer = answered
            if isinstance(answer, Death):
                todo.append(task)
            else:
                assert answer == b"%d" % (task * task) * 10_000
                got[task] += 1
    assert kills > 10
    assert got == Counter(range(400))
