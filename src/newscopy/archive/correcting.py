"""Applies corrections: to the stories of a run, in every format that it had, and to Story files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newscopy import formats
from newscopy.archive import history
from newscopy.archive.lock import alone
from newscopy.archive.made import stories_of
from newscopy.archive.output import write_whole
from newscopy.archive.reading import entries
from newscopy.archive.records import Record
from newscopy.archive.run import planned, redo
from newscopy.archive.shards import Plan, shard_at
from newscopy.archive.state import State
from newscopy.archive.stories import Reading
from newscopy.convert import load, read
from newscopy.corrections import basis, records
from newscopy.corrections.correct import correct
from newscopy.corrections.records import Accepted, Corrections
from newscopy.errors import CorrectionError, NewscopyError, ReadError

_NUMBER = re.compile(r" \(\d+\)$")
_TEACHES = (
    "the profile of the run learns from it when the same convert command is given again: all shards are done then"
)


@dataclass(frozen=True)
class Applied:
    """How many stories were corrected, how many only accepted, and what is to be told of the corrections."""

    corrected: int
    accepted: int
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class _Place:
    """An entry of a run: its shard, and its number there."""

    shard: int
    number: int


def to_run(out: Path, files: Sequence[Path], processes: int = 1, *, check_only: bool = False) -> Applied:
    """Correct stories of a run and export exactly these anew; containers that hold one of them are made again.

    All corrections are tried on their stories before anything is written. They are kept with the run and count
    whenever it is done again. Raises CorrectionError for what does not fit, PlanError if there is no run, StoppedEarly
    if the disk is full.
    """
    state = State(out)
    plan = planned(state)
    with alone(state):
        fresh = records.load(files)
        every = records.merged(history.load(state), fresh.records, str(files[-1]))
        found = _places(state, plan, fresh)
        _try_out(state, plan, found, every)
        changed = {record.source for record in fresh.records if not isinstance(record, Accepted)}
        applied = Applied(
            sum(sha256 in changed for sha256 in found.values()),
            sum(sha256 not in changed for sha256 in found.values()),
            tuple(dict.fromkeys(fresh.remarks + every.remarks)),
        )
        if not check_only:
            history.add(state, records.dump(fresh.records))
            again: dict[int, list[int]] = {}
            for place, sha256 in found.items():
                if sha256 in changed:
                    again.setdefault(place.shard, []).append(place.number)
            redo(plan, state, again, processes)
            if plan.options.learn and changed:
                applied = replace(applied, remarks=(*applied.remarks, _TEACHES))
        return applied


def to_file(
    path: Path,
    files: Sequence[Path],
    writers: Mapping[str, Mapping[str, Any]],
    source: Path | None = None,
    *,
    check_only: bool = False,
) -> Applied:
    """Correct a Story in JSON in its place, and write it in further formats beside it.

    Raises CorrectionError if there is nothing for this story, if a correction does not fit it, or if `source` is not
    what it was read from.
    """
    story = read(load(path), "json", path.name)
    fresh = records.load(files)
    wanted = fresh.of(story.source.sha256, story.id)
    if not wanted:
        raise CorrectionError(
            f"{path}: none of the corrections is of this story: they are of other sources, or its source has changed"
        )
    text = None
    if source is not None:
        text = basis.of_source(story, load(source), source.name)
        if text is None:
            raise CorrectionError(f"{source}: is not what {path} was read from, or has changed since")
    made = correct(story, wanted, text)
    stem = path.name[: -len(".json")] if path.name.lower().endswith(".json") else path.name
    outputs = {path: formats.writer("json").write(made, _options("json", writers))}
    for name in writers:
        if name != "json":
            outputs[path.with_name(stem + formats.writer(name).suffix)] = formats.writer(name).write(
                made, _options(name, writers)
            )
    if not check_only:
        for place, data in outputs.items():
            write_whole(place, data)
    only = all(isinstance(record, Accepted) for record in wanted)
    return Applied(int(not only), int(only), tuple(fresh.remarks))


def _options(name: str, writers: Mapping[str, Mapping[str, Any]]) -> formats.Options:
    return formats.made_options(formats.writer(name).options, writers.get(name, {}), name)


def _places(state: State, plan: Plan, fresh: Corrections) -> dict[_Place, str]:
    """Where the stories that are spoken of are, each with the hash of its source; raises CorrectionError."""
    sources = fresh.sources
    ids: dict[str, set[str]] = {}
    keys: dict[int, dict[str, str]] = {}
    for shard in plan.shards:
        for row in stories_of(state, shard.id):
            if row.get("sha256") in sources:
                ids.setdefault(row["sha256"], set()).add(row["id"])
                keys.setdefault(shard.id, {})[row["key"]] = row["sha256"]
    for record in fresh.records:
        if record.source not in ids or (record.id is not None and record.id not in ids[record.source]):
            raise CorrectionError(
                f"{record.name or record.source[:12]}: no story of {state.out} was read from this source: these are "
                "corrections of another archive, or the source has changed since"
            )
    lines = dict(zip((shard.id for shard in plan.shards), plan.lines, strict=True))
    found: dict[_Place, str] = {}
    for number, wanted in keys.items():
        shard = shard_at(state.plan, lines[number])
        known = [entry.key for entry in entries(plan.sources[shard.source], shard, plan.options)]
        # An entry that holds several stories has a row for each: "key (1)", "key (2)" and so on.
        several = {_NUMBER.sub("", key): sha256 for key, sha256 in wanted.items() if key not in known}
        for at, key in enumerate(known):
            if key in wanted or key in several:
                found[_Place(number, at)] = wanted.get(key) or several[key]
    return found


def _try_out(state: State, plan: Plan, found: Mapping[_Place, str], every: Corrections) -> None:
    """Correct and write every story for nobody; raises CorrectionError for the first that cannot be."""
    reading = Reading(plan.options, every, state.profile)
    for record, sha256 in _records(state, plan, found):
        for story in reading.stories(record):
            if isinstance(story, ReadError):
                raise CorrectionError(str(story)) from story
            if story.source.sha256 != sha256:
                raise CorrectionError(
                    f"{story.source.name}: has changed since it was converted: convert it again first"
                )
            for name, given in plan.options.writers.items():
                try:
                    formats.writer(name).write(story, formats.made_options(formats.writer(name).options, given, name))
                except NewscopyError as error:
                    raise CorrectionError(f"{story.source.name}: as corrected, not to be written: {error}") from error


def _records(state: State, plan: Plan, found: Mapping[_Place, str]) -> Iterator[tuple[Record, str]]:
    """What lies in the sources at these places; raises CorrectionError if it cannot be read."""
    lines = dict(zip((shard.id for shard in plan.shards), plan.lines, strict=True))
    for number in dict.fromkeys(place.shard for place in found):
        shard = shard_at(state.plan, lines[number])
        for at, entry in enumerate(entries(plan.sources[shard.source], shard, plan.options)):
            if _Place(number, at) in found:
                try:
                    yield entry.record(entry.load()), found[_Place(number, at)]
                except ReadError as error:
                    raise CorrectionError(
                        f"{entry.key}: its source cannot be read ({error}): bring it back, or correct the story's own "
                        "JSON: newscopy apply CORRECTIONS STORY.json"
                    ) from error
