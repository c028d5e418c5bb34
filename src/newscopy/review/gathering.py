"""The stories for a review page: those of a run, of Story files or of texts, the least sure first."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from newscopy import explain, formats
from newscopy.archive import history
from newscopy.archive.inputs import gather
from newscopy.archive.made import stories_of
from newscopy.archive.reading import entries
from newscopy.archive.records import Entry
from newscopy.archive.run import planned
from newscopy.archive.shards import FILES, Plan, Shard, shard_at
from newscopy.archive.state import State
from newscopy.archive.stories import Reading
from newscopy.archive.work import OK
from newscopy.convert import read
from newscopy.corrections.basis import Basis, of_segments, of_source
from newscopy.corrections.records import Accepted, Corrections
from newscopy.errors import NewscopyError, NoInputError, ReadError
from newscopy.model import Story
from newscopy.review.payload import Told, told

_SUFFIXES = (".json", ".txt", ".text")


@dataclass
class Chosen:
    """The chosen stories in order. left: how many more there are. accepted: left out, as a person has accepted them.

    failures: why an input is not among them, each in one line.
    """

    stories: list[Told] = field(default_factory=list)
    left: int = 0
    accepted: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Candidate:
    """A story with the bytes that it was read from and their name, or with the place where these can be read."""

    story: Story
    data: tuple[bytes | str, str] | None = None
    place: _Place | None = None


@dataclass(frozen=True, eq=False)
class _Place:
    """A shard of a run, and what its stories are called there, by the hash of their source."""

    plan: Plan
    shard: Shard
    keys: Mapping[str, str]


def choose(arguments: Sequence[str], most: int) -> Chosen:
    """The `most` least sure stories of what the arguments name: folders of runs, Stories in JSON, texts.

    Raises NoInputError if there is none.
    """
    chosen = Chosen()
    candidates = (
        candidate
        for argument in arguments
        for candidate in (_of_run(argument, chosen) if _is_run(argument) else _of_files(argument, chosen))
    )
    count = 0
    # Those to be kept, the surest on top, which the next less sure one replaces.
    kept: list[tuple[float, int, _Candidate]] = []
    for candidate in candidates:
        count += 1
        item = (-explain.confidence(candidate.story), -count, candidate)
        if len(kept) < most:
            heapq.heappush(kept, item)
        else:
            heapq.heappushpop(kept, item)
    if not kept:
        reason = chosen.failures[0] if chosen.failures else "no story to review"
        raise NoInputError(f"{' '.join(arguments)}: {reason}")
    chosen.left = count - len(kept)
    ordered = [item[2] for item in sorted(kept, reverse=True, key=lambda item: item[:2])]
    found = _sources(ordered)
    for at, candidate in enumerate(ordered):
        try:
            chosen.stories.append(_told(candidate.story, candidate.data or found.get(at)))
        except LookupError as error:
            chosen.failures.append(f"{candidate.story.source.name}: its segments do not hold its text: {error}")
    return chosen


def _told(story: Story, source: tuple[bytes | str, str] | None) -> Told:
    basis: Basis | None = of_source(story, *source) if source else None
    return told(story, basis or of_segments(story), from_source=basis is not None)


def _sources(candidates: Sequence[_Candidate]) -> dict[int, tuple[bytes | str, str]]:
    """What candidates of runs were read from, by their number, each shard gone through once; without what is gone."""
    wanted: dict[_Place, dict[str, list[int]]] = {}
    for at, candidate in enumerate(candidates):
        key = candidate.place.keys.get(candidate.story.source.sha256) if candidate.place else None
        if candidate.place and key is not None:
            wanted.setdefault(candidate.place, {}).setdefault(key, []).append(at)
    found = {}
    for place, keys in wanted.items():
        with suppress(OSError, ReadError):
            for entry in entries(place.plan.sources[place.shard.source], place.shard, place.plan.options):
                if entry.key in keys:
                    with suppress(OSError, ReadError):
                        record = entry.record(entry.load())
                        found.update(dict.fromkeys(keys[entry.key], (record.data, record.name)))
    return found


def _is_run(argument: str) -> bool:
    return argument != "-" and State(Path(argument)).plan.exists()


def _of_files(argument: str, chosen: Chosen) -> Iterator[_Candidate]:
    folder = Path(argument).is_dir()
    for item in gather([argument]).inputs:
        if folder and not item.file_name.lower().endswith(_SUFFIXES):
            continue
        try:
            data = item.load()
            story = read(data, formats.read_format_of(item.file_name), item.file_name)
        except NewscopyError as error:
            chosen.failures.append(str(error))
            continue
        yield _Candidate(story, data=(data, item.file_name))


def _of_run(argument: str, chosen: Chosen) -> Iterator[_Candidate]:
    state = State(Path(argument))
    plan = planned(state)
    corrections = history.load(state)
    for shard, line in zip(plan.shards, plan.lines, strict=True):
        whole = shard_at(state.plan, line)
        keys = {row["sha256"]: row["key"] for row in stories_of(state, shard.id) if row["status"] == OK}
        place = _Place(plan, whole, keys)
        for story in _written(state, plan, shard) or _reread(state, plan, whole, corrections, chosen):
            if any(isinstance(record, Accepted) for record in corrections.of(story.source.sha256, story.id)):
                chosen.accepted += 1
                continue
            yield _Candidate(story, place=place)


def _written(state: State, plan: Plan, shard: Shard) -> list[Story]:
    """The stories of a shard from its JSON; empty if there is none."""
    if "json" not in plan.options.writers:
        return []
    try:
        if plan.layout == FILES:
            suffix = formats.writer("json").suffix
            paths = [path for row in stories_of(state, shard.id) for path, _, _ in row.get("out", ())]
            found = [(state.out / path).read_bytes() for path in paths if path.endswith(suffix)]
        else:
            import zstandard

            with (state.out / "json" / f"{shard.id:05d}.jsonl.zst").open("rb") as file:
                reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
                found = reader.read().splitlines()
    except OSError:
        return []
    return [read(data, "json", str(state.out)) for data in found]


def _reread(state: State, plan: Plan, shard: Shard, corrections: Corrections, chosen: Chosen) -> Iterator[Story]:
    """The stories of a shard from their sources."""
    reading = Reading(plan.options, corrections, state.profile)
    for entry in _entries(plan, shard, chosen):
        try:
            for story in reading.stories(entry.record(entry.load())):
                if isinstance(story, Story):
                    yield story
        except Exception as error:  # noqa: BLE001 - what the run could not read is in its failures
            chosen.failures.append(f"{entry.key}: {error}")


def _entries(plan: Plan, shard: Shard, chosen: Chosen) -> Iterator[Entry]:
    try:
        yield from entries(plan.sources[shard.source], shard, plan.options)
    except (OSError, ReadError) as error:
        chosen.failures.append(f"{plan.sources[shard.source].label or plan.sources[shard.source].path}: {error}")
