"""Worker processes under supervision: each with a pipe of its own, watched, and replaced when it dies.

The pools of the standard library lose the work of all when one worker dies, or wait for it for ever. Here a death is
an answer like others, and says what the worker was doing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

from newscopy.archive.worker import Slot
from newscopy.errors import InternalError

_LOOK = 0.25
_STARTS = 5
# Not "-m", which would load the module twice, under two names.
_PROGRAM = "from newscopy.archive.worker import main; main()"


@dataclass(frozen=True)
class Limits:
    """seconds: after which a step is killed with its worker; 0 is no limit. memory: bytes a worker may take beyond
    those it starts with; 0 is no limit. steps: after which a worker is replaced, so that no leak lasts.
    """

    seconds: float = 0
    memory: int = 0
    steps: int = 20_000


@dataclass(frozen=True)
class Death:
    """A worker that died over a task: the step it was at, None if between steps; whether it was killed as too slow;
    and its exit code, negative for a signal.
    """

    step: int | None
    slow: bool
    code: int


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    pipe: Connection
    slot: Slot
    task: Any = None
    busy: bool = False
    slow: bool = False
    steps: int = 0


@dataclass
class Pool:
    """Workers that do tasks with a function `module:name` of (task, slot); they start when they are needed.

    Tasks and answers go through a pipe and should be small.
    """

    function: str
    size: int
    limits: Limits = field(default_factory=Limits)
    _workers: list[_Worker] = field(default_factory=list)
    _stillborn: int = 0

    def free(self) -> bool:
        """True if a task given now would be started at once."""
        return self.running() < self.size

    def running(self) -> int:
        """How many tasks are under way."""
        return sum(worker.busy for worker in self._workers)

    def give(self, task: Any) -> None:
        """Start a task on a free worker; call this only if there is one."""
        worker = next((worker for worker in self._workers if not worker.busy), None) or self._started()
        worker.task, worker.busy, worker.slow = task, True, False
        worker.slot.clear()
        # One that died while it was idle is met when answers are waited for.
        with suppress(BrokenPipeError, ConnectionResetError):
            worker.pipe.send(task)

    def answer(self, patience: float | None = None) -> tuple[Any, Any] | None:
        """A task that is done, and its answer or its worker's Death, as soon as there is one.

        None after `patience` seconds without. Raises InternalError if workers die before they begin anything.
        """
        left = patience
        while busy := [worker for worker in self._workers if worker.busy]:
            pause = _LOOK if left is None else min(_LOOK, left)
            ready = wait([worker.pipe for worker in busy], pause)
            for worker in busy:
                if worker.pipe in ready:
                    return self._taken(worker)
            self._kill_slow(busy)
            if left is not None:
                left -= pause
                if left <= 0:
                    return None
        return None

    def close(self) -> None:
        """End all workers; what they have not finished is dropped."""
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            self._buried(self._workers[-1])

    def _taken(self, worker: _Worker) -> tuple[Any, Any]:
        try:
            answer = worker.pipe.recv()
        except (EOFError, ConnectionResetError, OSError):
            return worker.task, self._death(worker)
        worker.busy = False
        self._stillborn = 0
        task, worker.task = worker.task, None
        if self._worn(worker):
            worker.pipe.close()
            self._buried(worker)
        return task, answer

    def _worn(self, worker: _Worker) -> bool:
        worker.steps += worker.slot.look()[2]
        return worker.steps >= self.limits.steps

    def _death(self, worker: _Worker) -> Death:
        step, _, done = worker.slot.look()
        code = self._buried(worker)
        if step is None and not done:
            self._stillborn += 1
            if self._stillborn >= _STARTS * self.size:
                raise InternalError(f"worker processes die before they begin (exit code {code})")
        return Death(step, worker.slow, code)

    def _kill_slow(self, busy: list[_Worker]) -> None:
        for worker in busy:
            step, seconds, _ = worker.slot.look()
            if step is not None and 0 < self.limits.seconds < seconds:
                worker.slow = True
                worker.process.kill()

    def _buried(self, worker: _Worker) -> int:
        self._workers.remove(worker)
        code = worker.process.wait()
        worker.pipe.close()
        worker.slot.close()
        return code

    def _started(self) -> _Worker:
        ours, theirs = Pipe()
        with tempfile.TemporaryFile() as shared:
            shared.write(bytes(Slot.SIZE))
            shared.flush()
            slot = Slot(shared.fileno())
            slot.clear()
            descriptors = (theirs.fileno(), shared.fileno())
            command = [sys.executable, "-c", _PROGRAM, *map(str, descriptors), self.function]
            path = os.pathsep.join(place for place in sys.path if place)
            process = subprocess.Popen(
                [*command, str(self.limits.memory)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=descriptors,
                env=os.environ | {"PYTHONPATH": path},
            )
        theirs.close()
        worker = _Worker(process, ours, slot)
        self._workers.append(worker)
        return worker


@contextmanager
def workers(function: str, size: int, limits: Limits | None = None) -> Iterator[Pool]:
    """A pool that is ended with the block."""
    pool = Pool(function, size, limits or Limits())
    try:
        yield pool
    finally:
        pool.close()
