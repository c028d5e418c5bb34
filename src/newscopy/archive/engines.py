"""Who does the shards: supervised processes on this machine, or any executor of concurrent.futures.

Each way yields what became of each task; a story that kills its worker is found, tried once more alone, and given
up if it kills again, so that it costs no other.
"""

from __future__ import annotations

import logging
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import replace
from time import monotonic
from typing import Any

from newscopy.archive.pool import Death, Limits, Pool, workers
from newscopy.archive.work import Done, Task
from newscopy.errors import InternalError, LimitError, MissingDependencyError, OutputError, StoppedEarly

_FUNCTION = "newscopy.archive.work:convert_shard"
# Times that a shard may lose its worker between two stories, when nobody can be blamed.
_PATIENCE = 10
_AHEAD = 2
_ANSWER = 20  # seconds
# Times that Dask itself starts a task again whose worker has died.
_RETRIES = 3
# Seconds after which a cluster is asked whether it still has workers, and for which it may have none.
_ASKED, _ALONE = 10.0, 300.0


def local(tasks: Iterable[Task], size: int, limits: Limits) -> Iterator[Done]:
    """The tasks done by processes of this machine, in the order in which they finish."""
    with workers(_FUNCTION, size, limits) as pool:
        yield from _supervised(pool, iter(tasks))


def spread(
    tasks: Iterable[Task],
    executor: Executor,
    size: int,
    limits: Limits,
    manned: Callable[[], bool] = lambda: True,
) -> Iterator[Done]:
    """The tasks done by an executor, twice as many handed out as it has workers.

    Each of its workers has a process of its own for the stories, so that one that kills costs the executor nothing.
    A task whose future fails is given to the executor once more. Raises StoppedEarly where nothing is done, and
    `manned` says for five minutes that there is no worker; and where the executor gives tasks up.
    """
    waiting = iter(tasks)
    failed: Counter[int] = Counter()
    running: dict[Future[list[Done]], Task] = {}
    while True:
        while len(running) < size * _AHEAD and (task := next(waiting, None)) is not None:
            running[executor.submit(apart, task, limits)] = task
        if not running:
            return
        for future in _done(running, manned):
            task = running.pop(future)
            if future.cancelled():
                raise StoppedEarly("stopped: what did the work is gone; run the same command again to go on")
            error = future.exception()
            if error is None:
                yield from future.result()
                continue
            failed[task.id] += 1
            if failed[task.id] > 1:
                raise InternalError(f"shard {task.id} failed twice on a worker: {error}") from error
            running[executor.submit(apart, task, limits)] = task


def _done(running: Iterable[Future[list[Done]]], manned: Callable[[], bool]) -> Iterable[Future[list[Done]]]:
    """Those that are done, one at least."""
    seen = monotonic()
    while not (done := wait(running, _ASKED, FIRST_COMPLETED).done):
        if manned():
            seen = monotonic()
        elif monotonic() - seen > _ALONE:
            raise StoppedEarly(f"stopped: no worker for {_ALONE:.0f} seconds; run the same command again to go on")
    return done


def on_dask(address: str, limits: Limits) -> Callable[[Iterable[Task]], Iterator[Done]]:
    """An engine that hands the tasks to the Dask cluster at an address, such as "tcp://head:8786".

    Its workers must see the same folders under the same names. Raises MissingDependencyError without Dask, and
    OutputError if nobody answers.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingDependencyError("a Dask cluster needs Dask: pip install 'newscopy[dask]'") from error

    connect: Any = distributed.Client  # which has no types

    def engine(tasks: Iterable[Task]) -> Iterator[Done]:
        try:
            logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it has to say is said here
            client = connect(address, timeout=_ANSWER)
        except (OSError, ValueError) as error:
            raise OutputError(f"{address}: no Dask cluster answers there: {error}") from error
        with client:
            threads = sum(client.nthreads().values())
            executor = client.get_executor(pure=False, retries=_RETRIES)
            yield from spread(tasks, executor, max(1, threads), limits, lambda: bool(client.nthreads()))

    return engine


_own: dict[Limits, Pool] = {}


def apart(task: Task, limits: Limits) -> list[Done]:
    """Do a task in a process that this one keeps for it."""
    if limits not in _own:
        _own[limits] = Pool(_FUNCTION, 1, limits)
    return list(_supervised(_own[limits], iter([task])))


def _supervised(pool: Pool, tasks: Iterator[Task]) -> Iterator[Done]:
    again: deque[Task] = deque()
    deaths: Counter[int] = Counter()
    probed: set[tuple[int, int]] = set()
    while True:
        while pool.free() and (task := again.popleft() if again else next(tasks, None)) is not None:
            pool.give(task)
        answered = pool.answer()
        if answered is None:
            return
        task, answer = answered
        if not isinstance(answer, Death):
            if task.only is None:
                yield answer
            else:  # it did not kill this time: nobody can say why the worker died
                again.append(replace(task, only=None))
        elif answer.step is None:
            deaths[task.id] += 1
            if deaths[task.id] > _PATIENCE:
                raise InternalError(f"shard {task.id} kills its worker each time ({_cause(answer)[1]})")
            again.append(replace(task, only=None))
        elif task.only is None and (task.id, answer.step) not in probed:
            probed.add((task.id, answer.step))
            again.append(replace(task, only=answer.step))
        else:
            code, reason = _cause(answer)
            again.append(replace(task, only=None, given_up=(*task.given_up, (answer.step, code, reason))))


def _cause(death: Death) -> tuple[int, str]:
    if death.slow:
        return LimitError.exit_code, "it took too long and was given up"
    if death.code == -signal.SIGKILL:
        how = "was killed; it may be out of memory"
    elif death.code < 0:
        how = f"crashed ({signal.Signals(-death.code).name})"
    else:
        how = f"ended (exit code {death.code})"
    return InternalError.exit_code, f"the process that read it {how}, twice"
