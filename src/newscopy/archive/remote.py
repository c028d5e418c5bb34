"""Inputs and outputs that lie elsewhere, given by a URL: brought to this disk, or sent from it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from newscopy.archive import places, shelf
from newscopy.archive.output import write_whole
from newscopy.archive.state import NAME, State
from newscopy.errors import NoInputError, PlanError, ReadError

_MARKS = ("etag", "ETag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated", "created")


def is_url(text: str) -> bool:
    """True for what fsspec has to reach."""
    return "://" in text


def state_of(output: str, state: str | None = None) -> State:
    """The state of the run whose outputs go to a folder or a URL.

    For a URL it lies in `state`, or at a place of the system for caches that the URL names; what the store knows of
    the run is brought there. Raises PlanError if `state` belongs to another URL.
    """
    if not is_url(output):
        return State(Path(output))
    url = output.rstrip("/")
    found = State(Path(state) if state else _cache() / "runs" / places.fingerprint(url))
    found.folder.mkdir(parents=True, exist_ok=True)
    if found.store.exists() and found.store.read_text("utf-8") != url:
        raise PlanError(f"{found.out}: holds the state of a run into {found.store.read_text('utf-8')}")
    store = shelf.Store(found, url)
    if not found.plan.exists():
        store.fetch(NAME)
    write_whole(found.store, url.encode())
    return found


def local(arguments: Sequence[str], state: State) -> list[str]:
    """The arguments of a run, those that are URLs brought to this disk; what has not changed is not brought again.

    Raises NoInputError if nothing lies at a URL, ReadError if it cannot be read.
    """
    return [_brought(argument, state.inputs) if is_url(argument) else argument for argument in arguments]


def _brought(url: str, folder: Path) -> str:
    system, root = shelf.reached(url)
    place = folder / places.fingerprint(url)
    try:
        single = system.isfile(root)
        found: dict[str, dict[str, Any]] = {root: system.info(root)} if single else system.find(root, detail=True)
        base = root.rstrip("/").rpartition("/")[0] if single else root.rstrip("/")
        for name, told in sorted(found.items()):
            path = PurePosixPath(name[len(base) + 1 :])
            if ".." not in path.parts:
                _bring(system, name, told, place / path)
    except FileNotFoundError:
        found = {}
    except Exception as error:  # each kind of store has its own
        raise ReadError(f"{url}: {type(error).__name__}: {' '.join(str(error).split())}") from error
    if not found:
        raise NoInputError(f"{url}: nothing lies there")
    return str(place / PurePosixPath(root).name) if single else str(place)


def _bring(system: Any, name: str, told: dict[str, Any], path: Path) -> None:
    """Get a file unless it is here as it is there. Its time of change follows from what the store says of it."""
    marks = [told.get("size"), *(str(told[mark]) for mark in _MARKS if mark in told)]
    second = int(hashlib.sha256(json.dumps(marks).encode()).hexdigest()[:7], 16)
    if path.exists() and path.stat().st_mtime == second and path.stat().st_size == told.get("size"):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    system.get_file(name, str(part))
    os.utime(part, (second, second))
    part.replace(path)


def _cache() -> Path:
    from newscopy.topics.vocabulary import cache_place

    return cache_place().parent
