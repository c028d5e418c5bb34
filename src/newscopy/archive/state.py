"""The folder in which a run keeps what it must know to go on: plan, markers, ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscopy.archive.output import write_whole

NAME = ".newscopy"


@dataclass(frozen=True)
class State:
    """Where things are below an output folder."""

    out: Path

    @property
    def folder(self) -> Path:
        """All of it."""
        return self.out / NAME

    @property
    def plan(self) -> Path:
        """The frozen plan."""
        return self.folder / "plan.jsonl"

    @property
    def fresh_plan(self) -> Path:
        """A plan that is being frozen; one that was not finished is cleared away with the other parts."""
        return self.parts / "plan.new"

    @property
    def ledger(self) -> Path:
        """The ledger of the run."""
        return self.folder / "ledger.sqlite"

    @property
    def corrections(self) -> Path:
        """Files of corrections in the order in which they were applied."""
        return self.folder / "corrections"

    @property
    def profile(self) -> Path:
        """What was learned of the sites of the inputs, if that was asked for."""
        return self.folder / "site.profile"

    @property
    def fresh_profile(self) -> Path:
        """The profile that belongs to a plan that is being frozen."""
        return self.parts / "profile.new"

    @property
    def stale(self) -> Path:
        """Files that shards had made before their inputs changed."""
        return self.folder / "stale.json"

    @property
    def store(self) -> Path:
        """The URL that the outputs go to, where that is not this folder."""
        return self.folder / "store"

    @property
    def inputs(self) -> Path:
        """Inputs that were brought from elsewhere."""
        return self.folder / "inputs"

    @property
    def parts(self) -> Path:
        """What is not whole yet; on the disk of the outputs, so that a file can be moved into its place."""
        return self.folder / "parts"

    def marker(self, shard: int) -> Path:
        """Says that a shard is done, and what became of its stories."""
        return self.folder / "shards" / f"{shard:05d}.json"

    def stories(self, shard: int) -> Path:
        """What became of each story of a shard, one a line."""
        return self.folder / "stories" / f"{shard:05d}.jsonl.zst"

    def below(self, path: Path) -> str:
        """A path as it is called below the output folder."""
        return path.relative_to(self.out).as_posix()

    def read_marker(self, shard: int) -> dict[str, Any] | None:
        """What a marker says; None if there is none that can be read."""
        try:
            told = json.loads(self.marker(shard).read_bytes())
        except (OSError, ValueError):
            return None
        return told if isinstance(told, dict) and "spec" in told else None

    def write_marker(self, shard: int, told: dict[str, Any]) -> None:
        """Mark a shard as done."""
        write_whole(self.marker(shard), json.dumps(told, separators=(",", ":")).encode() + b"\n", self.parts)
