"""`newscopy watch`: converts what is dropped into a folder."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from newscopy.cli import debuggable
from newscopy.cli.asking import Asked, asking
from newscopy.cli.running import size, telling
from newscopy.errors import PartialFailure

if TYPE_CHECKING:
    from newscopy.archive.hot import Wishes


@click.command()
@click.argument("folder", metavar="DIR")
@asking
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder to write to.")
@click.option("-j", "--jobs", default=1, type=click.IntRange(0), help="Processes to use; 0 means one a processor.")
@click.option("--settle", default=2.0, type=click.FloatRange(0), help="Seconds a file must not have changed for; 2.")
@click.option("--once", is_flag=True, help="End when nothing is left to do.")
@click.option("--timeout", default=60.0, type=click.FloatRange(0), help="Seconds for a story; 0 is no limit.")
@click.option("--memory-limit", "memory", default="2G", metavar="SIZE", callback=size, help="What a story may take.")
@click.option("--log-format", "log", default="text", type=click.Choice(["text", "json"]), help="How it is told.")
@debuggable
def command(
    folder: str,
    output: str,
    jobs: int,
    settle: float,
    timeout: float,
    memory: int,
    log: str,
    *,
    once: bool,
    **asked: Any,
) -> None:
    """Convert each file that is dropped into DIR, and move it to DIR/done, or to DIR/failed with the reason beside it.

    Files that are there already are done first; those that are still being written are waited for. An archive becomes
    a folder of its own. Broken off and started again, it goes on, and does no file twice. It runs until it is told to
    end, by Ctrl-C or SIGTERM.
    """
    from newscopy.archive import hot
    from newscopy.archive.plan import Request
    from newscopy.archive.pool import Limits

    given = Asked(**asked)
    request = Request(
        writers=given.writers or ("json",),
        reader=given.reader,
        options=given.options,
        reading=given.reading,
        topics=given.topics,
        strict=given.strict,
    )
    wishes = hot.Wishes(
        request, given.frozen(), Limits(timeout, memory), jobs or os.cpu_count() or 1, settle, once=once
    )
    with _telling_ends_apart():
        failed = _watched(Path(folder), Path(output), wishes, log)
    if failed:
        raise PartialFailure(f"{failed:,} files failed: see {Path(folder, 'failed')}")


def _watched(folder: Path, out: Path, wishes: Wishes, log: str) -> int:
    """Watch until there is nothing left to do; gives how many files failed."""
    from newscopy.archive import hot

    failed = 0
    for settled in hot.watch(folder, out, wishes):
        failed += bool(settled.reasons)
        what = "; ".join(settled.reasons) or f"{settled.name}: converted"
        kind = "failed" if settled.reasons else "converted"
        telling(what, log=log, event=kind, file=settled.name, moved=str(settled.moved))
    return failed


@contextmanager
def _telling_ends_apart() -> Iterator[None]:
    """watchfiles makes a KeyboardInterrupt of every signal; SIGTERM is to end the program with its own code."""
    ended: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        ended.append(number)
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except KeyboardInterrupt:
        if ended:
            sys.exit(128 + ended[0])
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
