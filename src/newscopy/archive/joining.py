"""Puts the stories of many inputs into one file, for formats that hold several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from newscopy import formats
from newscopy.archive import batch
from newscopy.archive.batch import Outcome
from newscopy.archive.plan import Export, Job
from newscopy.errors import StructureError
from newscopy.formats import ReadOptions
from newscopy.model import Story


def pieces(jobs: Sequence[Job], workers: int, tell: Callable[[Outcome], None]) -> Iterator[bytes]:
    """The file that the first export of the jobs is, piece by piece; `tell` hears what became of each input.

    An input that fails is left out. Raises StructureError if none is left.
    """
    export = jobs[0].exports[0]
    stream = formats.writer(export.writer).stream
    if stream is None:
        raise ValueError(f"{export.writer} holds one story only")
    stories = _stories(jobs, workers, tell)
    first = next(stories, None)
    if first is None:
        raise StructureError("no input holds a story that can be read, so nothing was written")
    yield from stream(chain([first], stories), export.options)


def _stories(jobs: Sequence[Job], workers: int, tell: Callable[[Outcome], None]) -> Iterator[Story]:
    """The stories in the order of the jobs; as JSON they come from the processes that read them."""
    line = Export("json", formats.made_options(formats.writer("json").options, {"indent": 0}, "json"), None)
    for outcome in batch.run((replace(job, exports=(line,)) for job in jobs), workers):
        tell(outcome)
        for data in outcome.data.splitlines():
            yield formats.reader("json").read(data, outcome.name, ReadOptions())
