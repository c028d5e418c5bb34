"""Programs run and watched from outside: how long they take, how much memory each of their processes has."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

NEWSCOPY = (sys.executable, "-c", "from newscopy.cli import main; main()")


@dataclass(frozen=True)
class Ran:
    """Seconds; CPU seconds of the program itself and of those it has started; most MiB of it and of any of those."""

    seconds: float
    code: int | None
    driver_cpu: float
    workers_cpu: float
    driver: float
    worker: float
    said: str


def tree(process: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield process
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == process:
            yield from tree(int(place.name))


def ran(
    command: Sequence[str | Path],
    env: Mapping[str, str] | None = None,
    limit: float = 36_000,
    meanwhile: Callable[[int, float], None] | None = None,
) -> Ran:
    """Run a command to its end, or for so many seconds; `meanwhile` is told its number and the seconds so far."""
    start, ticks = time.monotonic(), os.sysconf("SC_CLK_TCK")
    driver = worker = driver_cpu = 0.0
    before = os.times()
    with subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    ) as program:
        code: int | None = None
        while code is None and time.monotonic() - start < limit:
            own, *others = (_resident(process) for process in tree(program.pid))
            driver, worker = max(driver, own), max([worker, *others])
            driver_cpu = max(driver_cpu, _cpu(program.pid) / ticks)
            if meanwhile is not None:
                meanwhile(program.pid, time.monotonic() - start)
            try:
                code = program.wait(0.25)
            except subprocess.TimeoutExpired:
                code = None
        if code is None:
            for process in list(tree(program.pid)):
                _kill(process)
        seconds = time.monotonic() - start
        said = program.stderr.read() if program.stderr and code is not None else ""
        program.wait()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Ran(seconds, code, driver_cpu, cpu - driver_cpu, driver, worker, said)


def killer(after: float) -> Callable[[int, float], None]:
    """Kills one process that a program has started, the busiest, when so many seconds have passed."""
    killed: list[int] = []

    def kill(program: int, seconds: float) -> None:
        others = [process for process in tree(program) if process != program]
        if others and not killed and seconds >= after:
            killed.append(max(others, key=_cpu))
            _kill(killed[0])

    return kill


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _resident(process: int) -> float:
    """MiB of memory of a process, shared pages counted in part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _cpu(process: int) -> float:
    """Ticks of the clock that a process has had a processor."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return float(fields[11]) + float(fields[12])
