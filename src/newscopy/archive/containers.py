"""The output of a shard: a file for each story, or one container a format that holds them all."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Protocol

from newscopy import formats
from newscopy.archive.output import make_last, part_in, put_in_place, write_whole
from newscopy.archive.shards import FILES
from newscopy.errors import OutputError
from newscopy.formats import Options
from newscopy.model import Story

_FRAME = 100
_SKIPPABLE, _SEEKABLE = 0x184D2A5E, 0x8F92EAB1
# Packed already: packing it again only costs time.
_PACKED = (".docx", ".pdf")
_EPOCH = (1980, 1, 1, 0, 0, 0)

Written = tuple[str, int, str]
"""A file below the output folder, its size and its SHA-256."""


class _Container(Protocol):
    suffix: str

    def add(self, story: Story, data: bytes, place: PurePosixPath) -> None:
        """Take a story, in whole or not at all."""

    def close(self) -> None:
        """Write what belongs at the end."""

    def leave(self) -> None:
        """Let go of the file, whatever is in it."""


class Lines:
    """JSON Lines in zstd, a frame for each hundred stories, with the table of frames that zstd's seekable format has.

    Every zstd program reads it; one that knows the table can begin at any frame.
    """

    suffix = ".jsonl.zst"

    def __init__(self, path: Path) -> None:
        import zstandard

        self._file = path.open("xb")
        self._compressor = zstandard.ZstdCompressor(level=3, write_checksum=True)
        self._waiting: list[bytes] = []
        self._frames: list[tuple[int, int]] = []

    def add(self, story: Story, data: bytes, place: PurePosixPath) -> None:
        """Take the line of a story."""
        del story, place
        self._waiting.append(data)
        if len(self._waiting) == _FRAME:
            self._flush()

    def close(self) -> None:
        """Write the last frame and the table."""
        if self._waiting:
            self._flush()
        table = b"".join(struct.pack("<II", *frame) for frame in self._frames)
        footer = struct.pack("<IBI", len(self._frames), 0, _SEEKABLE)
        self._file.write(struct.pack("<II", _SKIPPABLE, len(table) + len(footer)) + table + footer)
        self._file.close()

    def leave(self) -> None:
        """Let go of the file."""
        with suppress(OSError):
            self._file.close()

    def _flush(self) -> None:
        data = b"".join(self._waiting)
        frame = self._compressor.compress(data)
        self._file.write(frame)
        self._frames.append((len(frame), len(data)))
        self._waiting = []


class Zip:
    """A zip with a member for each story."""

    def __init__(self, path: Path, member_suffix: str) -> None:
        self.suffix = f"{member_suffix}.zip"
        self._member_suffix = member_suffix
        self._method = zipfile.ZIP_STORED if member_suffix in _PACKED else zipfile.ZIP_DEFLATED
        self._file = path.open("xb")
        self._zip = zipfile.ZipFile(self._file, "w", self._method)

    def add(self, story: Story, data: bytes, place: PurePosixPath) -> None:
        """Add a member; its time is always the same, so that the same stories give the same bytes."""
        del story
        member = zipfile.ZipInfo(f"{place}{self._member_suffix}", _EPOCH)
        member.external_attr = 0o644 << 16
        self._zip.writestr(member, data, self._method)

    def close(self) -> None:
        """Write the list of members."""
        self._zip.close()
        self._file.close()

    def leave(self) -> None:
        """Let go of the file, to which the zip would write its list yet."""
        self._zip.fp = None
        with suppress(OSError):
            self._file.close()


class Message:
    """One file that the writer of the format makes of all stories, such as a newsMessage."""

    def __init__(self, path: Path, writer: formats.Writer, options: Options) -> None:
        self.suffix = writer.suffix
        self._path = path
        self._writer = writer
        self._options = options
        self._stories: list[Story] = []

    def add(self, story: Story, data: bytes, place: PurePosixPath) -> None:
        """Keep a story for the end."""
        del data, place
        self._stories.append(story)

    def close(self) -> None:
        """Write the file."""
        assert self._writer.stream is not None
        with self._path.open("xb") as file:
            for piece in self._writer.stream(self._stories, self._options):
                file.write(piece)

    def leave(self) -> None:
        """Forget the stories."""
        self._stories = []


class Outputs(Protocol):
    """Everything that a shard makes, or some of its formats."""

    def add(self, name: str, story: Story, data: bytes, place: PurePosixPath) -> list[Written]:
        """Take what a format made of a story; gives the files that are there at once."""

    def finish(self) -> list[Written]:
        """Put in its place what is not yet there, and give it; all of it lasts from then on."""

    def drop(self) -> None:
        """Leave nothing half done behind."""


def outputs(out: Path, parts: Path, shard: int, writing: Mapping[str, Options], layout: str, below: str) -> Outputs:
    """Where the formats of a shard go; `below` is a folder of the output folder that holds all of it."""
    apart = {name for name in writing if layout == FILES and not formats.writer(name).gathers}
    containers = Containers(out, parts, shard, {name: writing[name] for name in writing if name not in apart}, below)
    return Both(Files(out, parts, below), containers, apart) if apart else containers


class Both:
    """Files for some formats, containers for the others."""

    def __init__(self, files: Files, containers: Containers, apart: AbstractSet[str]) -> None:
        self._files = files
        self._containers = containers
        self._apart = apart

    def add(self, name: str, story: Story, data: bytes, place: PurePosixPath) -> list[Written]:
        """Take what a format made of a story; raises OutputError."""
        return (self._files if name in self._apart else self._containers).add(name, story, data, place)

    def finish(self) -> list[Written]:
        """Files first, as a container is there when it is whole."""
        return self._files.finish() + self._containers.finish()

    def drop(self) -> None:
        """Leave nothing half done behind."""
        self._containers.drop()


class Containers:
    """Formats that a shard makes, each in a container; nothing of it is seen before `finish`."""

    def __init__(self, out: Path, parts: Path, shard: int, writing: Mapping[str, Options], below: str) -> None:
        self._out = out
        self._below = below
        self._shard = shard
        self._parts = {name: part_in(parts) for name in writing}
        self._open: dict[str, _Container] = {}
        self._writing = writing

    def add(self, name: str, story: Story, data: bytes, place: PurePosixPath) -> list[Written]:
        """Take what a format made of a story."""
        if name not in self._open:
            self._open[name] = self._opened(name)
        self._open[name].add(story, data, place)
        return []

    def finish(self) -> list[Written]:
        """Put the containers in their places; a format that no story was written in has none."""
        written = []
        for name, container in self._open.items():
            container.close()
            path = PurePosixPath(self._below, name, f"{self._shard:05d}{container.suffix}")
            (self._out / path).parent.mkdir(parents=True, exist_ok=True)
            with self._parts[name].open("rb") as file:
                told = hashlib.file_digest(file, "sha256").hexdigest()
            size = self._parts[name].stat().st_size
            put_in_place(self._parts[name], self._out / path)
            written.append((str(path), size, told))
        return written

    def drop(self) -> None:
        """Leave nothing behind."""
        for container in self._open.values():
            container.leave()
        for part in self._parts.values():
            with suppress(OSError):
                part.unlink()

    def _opened(self, name: str) -> _Container:
        writer, part = formats.writer(name), self._parts[name]
        if writer.joins:
            return Lines(part)
        return Message(part, writer, self._writing[name]) if writer.stream else Zip(part, writer.suffix)


class Files:
    """A file for each story and format, each whole as soon as it is seen."""

    def __init__(self, out: Path, parts: Path, below: str) -> None:
        self._out = out
        self._below = below
        self._parts = parts

    def add(self, name: str, story: Story, data: bytes, place: PurePosixPath) -> list[Written]:
        """Write what a format made of a story; raises OutputError."""
        del story
        path = self._below / place.with_name(place.name + formats.writer(name).suffix)
        try:
            write_whole(self._out / path, data, self._parts, lasting=False)
        except UnicodeEncodeError as error:
            raise OutputError(f"{path!s:.80}: not a name for a file") from error
        return [(str(path), len(data), hashlib.sha256(data).hexdigest())]

    def finish(self) -> list[Written]:
        """Make sure that what was written lasts."""
        make_last(self._out)
        return []

    def drop(self) -> None:
        """What was written is whole, and is written again by whoever does the shard."""
