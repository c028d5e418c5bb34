"""Where the outputs of a run lie: in its folder on this disk, or in a store that fsspec reaches, such as a bucket.

A store is filled shard by shard: what a shard has made here is sent, then its marker, and only then it counts. Object
stores show a file when it is whole; elsewhere it is sent under another name and renamed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Protocol

from newscopy.archive.state import State
from newscopy.errors import MissingDependencyError, OutputError, StoppedEarly

# Of these a file is seen whole or not at all.
_ATOMIC = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "cos", "tos"})


class Shelf(Protocol):
    """Files by their paths below the output folder."""

    def size(self, path: str) -> int | None:
        """Bytes of a file, None if it is not there."""

    def open(self, path: str) -> BinaryIO:
        """A file to be read; raises OSError."""

    def delete(self, path: str) -> None:
        """Take a file away, if it is there."""

    def files(self, folder: str) -> Iterator[str]:
        """All files below a folder."""

    def take(self, paths: list[str], last: list[str]) -> None:
        """Files were made in the folder on this disk; those of `last` count for the others."""


def of(state: State) -> Shelf:
    """The shelf of a run."""
    try:
        return Store(state, state.store.read_text("utf-8"))
    except FileNotFoundError:
        return Disk(state.out)


class Disk:
    """The output folder itself."""

    def __init__(self, out: Path) -> None:
        self._out = out

    def size(self, path: str) -> int | None:
        """Bytes of a file, None if it is not there."""
        try:
            return (self._out / path).stat().st_size
        except OSError:
            return None

    def open(self, path: str) -> BinaryIO:
        """A file to be read; raises OSError."""
        return (self._out / path).open("rb")

    def delete(self, path: str) -> None:
        """Take a file away with the folders that it leaves empty."""
        with suppress(OSError):
            (self._out / path).unlink()
            for folder in PurePosixPath(path).parents:
                if folder.parts:
                    (self._out / folder).rmdir()

    def files(self, folder: str) -> Iterator[str]:
        """All files below a folder."""
        for path in (self._out / folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(self._out).as_posix()

    def take(self, paths: list[str], last: list[str]) -> None:
        """They are where they belong."""


class Store:
    """A folder of a store that fsspec reaches; raises StoppedEarly when it does not answer."""

    def __init__(self, state: State, url: str) -> None:
        self._state = state
        self.url = url
        self._system, root = reached(url)
        self._root = root.rstrip("/")
        kinds = self._system.protocol
        self._whole = bool(_ATOMIC & ({kinds} if isinstance(kinds, str) else set(kinds)))

    @cached_property
    def _sizes(self) -> dict[str, int]:
        with _answering(self.url):
            if not self._system.exists(self._root):
                return {}
            found: dict[str, dict[str, Any]] = self._system.find(self._root, detail=True)
        start = len(self._root) + 1
        return {name[start:]: int(told["size"] or 0) for name, told in found.items()}

    def size(self, path: str) -> int | None:
        """Bytes of a file, None if it is not there; by one list of all, made when it is first asked for."""
        return self._sizes.get(path)

    def open(self, path: str) -> BinaryIO:
        """A file to be read; raises OSError."""
        file: BinaryIO = self._system.open(f"{self._root}/{path}", "rb")
        return file

    def delete(self, path: str) -> None:
        """Take a file away, if it is there."""
        if self._sizes.pop(path, None) is not None:
            with _answering(self.url):
                self._system.rm_file(f"{self._root}/{path}")

    def files(self, folder: str) -> Iterator[str]:
        """All files below a folder."""
        return (name for name in sorted(self._sizes) if name.startswith(f"{folder}/"))

    def take(self, paths: list[str], last: list[str]) -> None:
        """Send files, and take them from this disk but for those of `last`."""
        for path in (*paths, *last):
            local = self._state.out / path
            with _answering(self.url):
                self._put(local, f"{self._root}/{path}")
            self._sizes[path] = local.stat().st_size
        for path in paths:
            Disk(self._state.out).delete(path)

    def fetch(self, folder: str) -> None:
        """Get the files of a folder that are not on this disk."""
        for path in self.files(folder):
            local = self._state.out / path
            if not local.exists():
                local.parent.mkdir(parents=True, exist_ok=True)
                with _answering(self.url):
                    self._system.get_file(f"{self._root}/{path}", str(local))

    def _put(self, local: Path, remote: str) -> None:
        folder, _, name = remote.rpartition("/")
        if self._whole:
            self._system.put_file(str(local), remote)
            return
        self._system.makedirs(folder, exist_ok=True)
        part = f"{folder}/.{name}.part"
        self._system.put_file(str(local), part)
        if self._system.exists(remote) and "file" not in self._system.protocol:  # not every one renames onto a file
            self._system.rm_file(remote)
        self._system.mv(part, remote)


def reached(url: str) -> tuple[Any, str]:
    """The file system of fsspec for a URL, and the path there; raises MissingDependencyError and OutputError."""
    try:
        from fsspec.core import url_to_fs

        system: tuple[Any, str] = url_to_fs(url)
    except ImportError as error:
        line = " ".join(str(error).split())
        raise MissingDependencyError(f"{url}: needs fsspec: pip install 'newscopy[cloud]' ({line})") from error
    except Exception as error:  # each kind of store has its own
        raise OutputError(f"{url}: {type(error).__name__}: {' '.join(str(error).split())}") from error
    return system


@contextmanager
def _answering(url: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # each kind of store has its own
        line = " ".join(f"{type(error).__name__}: {error}".split())
        raise StoppedEarly(f"stopped: {url}: {line}; run the same command again to go on") from error
