"""A progress bar for runs over many inputs; on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(total: int | None, *, shown: bool, doing: str = "Converting") -> Iterator[Callable[..., None]]:
    """Gives the function that moves the bar on, by one story or by so many of so many.

    It is drawn on standard error, and wiped at the end.
    """
    if not shown or not sys.stderr.isatty():
        yield lambda by=1, of=None: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda by=1, of=total: progress.update(task, advance=by, total=of)
