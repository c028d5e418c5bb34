"""What is different from the last time a run was planned: its inputs, its options, the files that its options name."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from newscopy.archive import shards
from newscopy.archive.shards import Options, Plan
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
    before, now = dict(_inputs(old, state.plan)), dict(_inputs(new, state.fresh_plan))
    notes = []
    for name, stories in before.items():
        if now.get(name, 0) < stories:
            missing = (
                f"holds {stories - now[name]:,} stories fewer than" if name in now else "is not there any more, as"
            )
            if not vanish:
                raise PlanError(
                    f"{name} {missing} when the run was planned: bring back what is gone, or choose another -o"
                    " (or --prune, which takes away what was made of it)"
                )
            notes.append(f"{name} {missing} when the run was planned")
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


def _inputs(plan: Plan, path: Path) -> Iterator[tuple[str, int]]:
    """Every file of a plan, and how many stories it holds."""
    counts: Counter[int] = Counter()
    for shard, line in zip(plan.shards, plan.lines, strict=True):
        source = plan.sources[shard.source]
        if source.kind != "files":
            counts[shard.source] += shard.count
            continue
        for item in shards.shard_at(path, line).items:
            yield str(Path(source.path, item.path)), 1
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
