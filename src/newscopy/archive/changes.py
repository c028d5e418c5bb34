"""What is different from the last time a run was planned: its inputs, its options, the files that its options name."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from newscopy.archive import shards
from newscopy.archive.shards import Options, Plan
from newscopy.archive.sources.names import Seen
from newscopy.archive.state import State
from newscopy.errors import PlanError
from newscopy.formats import Options as FormatOptions


def files_of(options: Iterable[FormatOptions]) -> tuple[tuple[str, str], ...]:
    """The files and folders that options of formats name - house styles, word lists - each with its SHA-256.

    What a shard makes depends on them; those that are not there are told by the format that needs them.
    """
    named = {value for model in options for _, value in model if isinstance(value, Path)}
    return tuple(sorted((str(path), _digest(path)) for path in named if path.exists()))


def compare(old: Plan, new: Plan, state: State, *, vanish: bool) -> tuple[str, ...]:
    """Say what has changed, the old plan still standing in its place and the new one beside it.

    Raises PlanError if exports would be taken away whose inputs are gone, unless they may `vanish`.
    """
    notes = []
    for missing in _missing(old, new, state):
        if not vanish:
            raise PlanError(
                f"{missing} when the run was planned: bring back what is gone, or choose another -o"
                " (or --prune, which takes away what was made of it)"
            )
        notes.append(f"{missing} when the run was planned")
    same = {old.spec(shard) for shard in old.shards}
    touched = sum(new.spec(shard) not in same for shard in new.shards)
    of_shards = f"{touched:,} of {len(new.shards):,} shards are done again"
    files = dict(old.options.files)
    changed = [name for name, told in new.options.files if files.get(name, told) != told]
    if changed:
        notes.append(f"{', '.join(changed)} changed since the last run: {of_shards}")
    elif touched or notes:
        notes.append(f"the inputs have changed since the last run: {of_shards}")
    return tuple(notes)


def same_but_for_files(old: Options, new: Options) -> bool:
    """True if a run may go on: the same was asked for, though files that the options name may have been edited."""
    return replace(old, files=()) == replace(new, files=())


def difference(old: Options, new: Options) -> str:
    """What makes options others than those of a run."""
    if old.version != new.version:
        return f"another version of newscopy, {old.version}"
    if sorted(old.writers) != sorted(new.writers):
        return f"other formats ({', '.join(old.writers)})"
    return "other options"


def _missing(old: Plan, new: Plan, state: State) -> Iterator[str]:
    """What is said of each file that is gone or holds fewer stories."""
    files = Seen()
    for name in _files(new, state.fresh_plan):
        files.add(name)
    for name in _files(old, state.plan):
        if name not in files:
            yield f"{name} is not there any more, as"
    now = dict(_archives(new))
    for name, stories in _archives(old):
        if name not in now:
            yield f"{name} is not there any more, as"
        elif now[name] < stories:
            yield f"{name} holds {stories - now[name]:,} stories fewer than"


def _files(plan: Plan, path: Path) -> Iterator[str]:
    """Every plain file of a plan that lies at a path."""
    for shard, line in zip(plan.shards, plan.lines, strict=True):
        source = plan.sources[shard.source]
        if source.kind == "files":
            yield from (str(Path(source.path, item.path)) for item in shards.shard_at(path, line).items)


def _archives(plan: Plan) -> Iterator[tuple[str, int]]:
    """Every file of a plan that holds many stories, and how many."""
    counts: Counter[int] = Counter()
    for shard in plan.shards:
        counts[shard.source] += shard.count
    for number, source in enumerate(plan.sources):
        if source.kind != "files":
            yield source.path, counts[number]


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            name = file.relative_to(path).as_posix().encode("utf-8", "surrogateescape")
            found.update(b"%d %s %d " % (len(name), name, file.stat().st_size))
            found.update(file.read_bytes())
    return found.hexdigest()
