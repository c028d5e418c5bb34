"""What the commands over archives have in common: progress, the last lines, the exit code."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscopy.errors import PartialFailure

if TYPE_CHECKING:
    from newscopy.archive.run import Result
    from newscopy.archive.shards import Plan
    from newscopy.archive.work import Done

# Seconds between two lines where there is no terminal.
_PAUSE = 30
_NAMED = 5


def telling(line: str, *, log: str = "text", **event: object) -> None:
    """Say something on standard error, as a line of text or as an event in JSON."""
    if log == "json":
        click.echo(json.dumps({"event": event.pop("event", "message"), "message": line, **event}), err=True)
    else:
        click.echo(f"newscopy: {line}", err=True)


@contextmanager
def watching(log: str) -> Iterator[Callable[[Done, Plan], None]]:
    """Gives what is called after each shard: it moves a bar on a terminal, and tells now and then elsewhere."""
    from newscopy.archive.progress import bar

    start = last = time.monotonic()
    stories = failed = 0
    with bar(None, shown=log == "text" and not sys.stdout.isatty()) as advance:

        def watch(done: Done, plan: Plan) -> None:
            nonlocal last, stories, failed
            stories += sum(done.counts.values())
            failed += done.counts["failed"]
            advance(sum(done.counts.values()), plan.stories)
            now = time.monotonic()
            if log == "json":
                telling(f"shard {done.id} is done", log=log, event="shard", shard=done.id, **done.counts)
            elif now - last > _PAUSE and not sys.stderr.isatty():
                last = now
                rate = stories / (now - start)
                telling(f"{stories:,} of {plan.stories:,} stories, {failed:,} failed, {rate:,.0f} a second")

        yield watch


def ending(result: Result, out: str | None, log: str = "text", report: str | None = None) -> None:
    """Tell how a run ended; raises PartialFailure if any story failed or any archive is damaged.

    `out` is where it can be looked at, None if nowhere; `report` is a file for a page about it.
    """
    plan, balance = result.plan, result.balance
    for note in result.notes:
        telling(note, log=log, event="changed")
    for broken in plan.broken:
        telling(f"{broken.source}: at byte {broken.offset:,}: {broken.message}", log=log, event="damage")
    line = balanced(result)
    if plan.ignored or plan.linked:
        line += f"; {plan.ignored:,} hidden, junk or excluded files and {plan.linked:,} links to folders passed over"
    counts = {"read": balance.read, "converted": balance.ok, "failed": balance.failed}
    telling(line, log=log, event="end", skipped=balance.skipped, duplicate=balance.duplicate, **counts)
    if result.doubtful and out is not None:
        telling(_doubtful(result.doubtful, out), log=log, event="doubtful", stories=result.doubtful)
    if result.left:
        telling(f"{result.left:,} of {len(plan.shards):,} shards are left to be done", log=log, event="left")
    if report is not None and out is not None:
        from newscopy.archive import report as page

        page.write(Path(out), Path(report))
    if balance.failed or plan.broken:
        damaged = f"{len({one.source for one in plan.broken}):,} archives damaged" if plan.broken else ""
        where = f": newscopy failures {out}" if out is not None else ""
        failed = f"{balance.failed:,} stories failed{where}" if balance.failed else ""
        raise PartialFailure("; ".join(filter(None, (failed, damaged))))


def _doubtful(count: int, out: str) -> str:
    from newscopy.archive.account import doubtful

    first = ", ".join(name for name, _ in islice(doubtful(Path(out)), _NAMED))
    dots = ", …" if count > _NAMED else ""
    return f"{count:,} stories are doubtful: {first}{dots} (all of them: newscopy status {out} --doubtful)"


def balanced(result: Result) -> str:
    """The account of a run: what was read is what became something."""
    from newscopy.archive.batch import CAUSES

    balance = result.balance
    causes = ", ".join(f"{number:,} {CAUSES.get(code, 'failed')}" for code, number in sorted(result.causes.items()))
    failed = f"{balance.failed:,} failed" + (f" ({causes})" if causes else "")
    return (
        f"{balance.read:,} stories = {balance.ok:,} converted + {failed}"
        f" + {balance.skipped:,} skipped + {balance.duplicate:,} duplicate"
    )


def share(_: click.Context, __: click.Parameter, given: str | None) -> tuple[int, int] | None:
    """The I/N of --shard."""
    if given is None:
        return None
    part, slash, parts = given.partition("/")
    if not slash or not part.isdecimal() or not parts.isdecimal() or not 1 <= int(part) <= int(parts):
        raise click.BadParameter(f"{given!r} is not I/N, such as 3/8")
    return int(part), int(parts)


def folder_of(_: click.Context, __: click.Parameter, given: str) -> Path:
    """The folder that holds the state of a run, by where its outputs are."""
    if "://" not in given:
        return Path(given)
    from newscopy.archive.remote import state_of

    return state_of(given).out


def size(_: click.Context, __: click.Parameter, given: str) -> int:
    """Bytes from a number with a unit, such as 2G."""
    number, unit = (given[:-1], given[-1].upper()) if given[-1:].isalpha() else (given, "")
    factor = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}.get(unit)
    if factor is None or not number.isdecimal():
        raise click.BadParameter(f"{given!r} is not a size, such as 2G or 500M")
    return int(number) * factor
