"""Tar archives, plain or compressed, read once from front to back."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path, PurePosixPath
from typing import Any

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, Record
from newscopy.archive.sources.junk import is_junk
from newscopy.archive.sources.names import Names
from newscopy.archive.sources.settings import Settings
from newscopy.archive.sources.streams import Stream, opened
from newscopy.errors import ReadError


class _Header(tarfile.TarInfo):
    """Remembers that the blocks that end an archive were met; without them it was cut off."""

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> Any:
        """The next header of an archive."""
        try:
            return super().fromtarfile(tarfile)
        except _END:
            tarfile.ended = True
            raise


_BLOCK = 256 * 1024
_END: type[Exception] = tarfile.EOFHeaderError  # type: ignore[attr-defined]


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry for each file in the archive; links and devices are none, and names of members lead nowhere."""
    del settings, mark, number
    stream, reader = opened(path, compression)
    with stream:
        try:
            with tarfile.open(
                fileobj=reader, mode="r|", bufsize=_BLOCK, tarinfo=_Header, errors="surrogateescape"
            ) as archive:
                yield from _members(stream, archive)
                ended = getattr(archive, "ended", False)
        except (tarfile.TarError, EOFError, OSError, ValueError, UnicodeError) as error:
            if not stream.damage:
                yield Damage(stream.offset, f"the tar archive is broken: {' '.join(str(error).split())}")
        else:
            yield from _rest(stream, reader, ended=ended)
        yield from stream.damage


def _members(stream: Stream, archive: tarfile.TarFile) -> Entries:
    names = Names()
    for member in archive:
        archive.members = []  # type: ignore[attr-defined]  # or it keeps each header for good
        if not member.isreg() or is_junk(member.name):
            continue
        yield _entry(stream, archive, member, names.fresh(member.name))


def _entry(stream: Stream, archive: tarfile.TarFile, member: tarfile.TarInfo, key: str) -> Entry:
    def load() -> bytes:
        if member.size > LONGEST:
            raise ReadError(f"{member.size:,} bytes are too long for a story; the limit is {LONGEST:,}")
        try:
            file = archive.extractfile(member)
            return file.read() if file else b""
        except (tarfile.TarError, EOFError) as error:
            raise ReadError(f"the archive breaks off inside it, at byte {stream.offset:,}") from error

    def record(data: bytes) -> Record:
        path = PurePosixPath(member.name)
        return Record(path.name, data, place=str(path.with_suffix("")))

    return Entry(key, load, record)


def _rest(stream: Stream, reader: io.BufferedReader, *, ended: bool) -> Entries:
    """What stands behind the archive: nothing but zeros, or it is not all of it."""
    if not ended and not stream.damage:
        yield Damage(stream.offset, "the tar archive breaks off: its end mark is missing")
        return
    more = False
    while chunk := reader.read(1 << 20):
        more = more or bool(chunk.strip(b"\0"))
    if more:
        yield Damage(stream.offset, "data stands behind the end of the tar archive and was not read")
