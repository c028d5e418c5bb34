"""Zip archives. The list of members stands at the end; where it is broken, the members are found one behind another."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, Record, content_of
from newscopy.archive.sources.junk import is_junk
from newscopy.archive.sources.names import Names
from newscopy.archive.sources.settings import Settings
from newscopy.errors import ReadError
from newscopy.safe_zip import UNREADABLE

MOST_MEMBERS = 1_000_000
_MOST_TIMES = 1000
_ALWAYS_FINE = 1 << 30
_UTF8 = 0x800
_ENCRYPTED = 0x1
_LENGTHS_FOLLOW = 0x8
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_MARK = b"PK\x03\x04"
_DIRECTORY_MARK = b"PK\x01\x02"
_STORED, _DEFLATED = 0, 8


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry for each file in the archive; names of members lead nowhere."""
    del compression, settings, mark, number
    try:
        with zipfile.ZipFile(path) as archive:
            _check_places(archive, path)
            yield from _listed(archive, path)
    except zipfile.BadZipFile as error:
        yield Damage(path.stat().st_size, f"the list of members is broken ({error}); they were looked for one by one")
        yield from _found(path)


def _check_places(archive: zipfile.ZipFile, path: Path) -> None:
    """Raise BadZipFile if the first member or the last is not where the list says."""
    with path.open("rb") as file:
        for member in archive.infolist()[:1] + archive.infolist()[-1:]:
            file.seek(max(0, member.header_offset))
            if member.header_offset < 0 or file.read(len(_LOCAL_MARK)) != _LOCAL_MARK:
                raise zipfile.BadZipFile(f"{member.filename} is not where it says")


def _listed(archive: zipfile.ZipFile, path: Path) -> Entries:
    members = archive.infolist()
    size, total = path.stat().st_size, sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        yield Damage(size, f"{len(members):,} members are more than the {MOST_MEMBERS:,} we read: pack it as tar")
        return
    if total > _ALWAYS_FINE and total > _MOST_TIMES * size:
        yield Damage(size, f"expands to more than {_MOST_TIMES:,} times its size: not read")
        return
    names = Names()
    for member in members:
        name = _name(member)
        if member.is_dir() or is_junk(name):
            continue
        key = names.fresh(name)
        yield Entry(key, _loader(archive, member), _recorder(name), version=f"{member.CRC:08x} {member.file_size}")


def _name(member: zipfile.ZipInfo) -> str:
    """Its name; tools that do not say so write UTF-8 all the same."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _loader(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    def load() -> bytes:
        if member.flag_bits & _ENCRYPTED:
            raise ReadError("it is encrypted")
        if member.file_size > LONGEST:
            raise ReadError(f"{member.file_size:,} bytes are too long for a story; the limit is {LONGEST:,}")
        try:
            return archive.read(member)
        except UNREADABLE as error:
            raise ReadError(f"it cannot be unpacked: {error}") from error

    return load


def _recorder(name: str) -> Callable[[bytes], Record]:
    path = PurePosixPath(name.replace("\\", "/"))
    return lambda data: Record(path.name, data, place=str(path.with_suffix("")))


def _found(path: Path) -> Entries:
    """Members by the headers in front of them, up to the first that is broken or missing."""
    number = 0
    with path.open("rb") as file:
        for offset, name, data in _walk(file):
            if isinstance(data, str):
                yield Damage(offset, data)
                return
            number += 1
            if name.endswith("/") or is_junk(name):
                continue
            yield Entry(f"{name} ({number})", content_of(data), _recorder(name))


def _walk(file: BinaryIO) -> Iterator[tuple[int, str, bytes | str]]:
    """Offset, name and content of each member; in the place of the content what keeps the rest from being read."""
    while (header := file.read(_LOCAL.size)).startswith(_LOCAL_MARK) and len(header) == _LOCAL.size:
        offset = file.tell() - _LOCAL.size
        _, _, flags, method, _, _, checksum, packed, size, name_length, extra = _LOCAL.unpack(header)
        name = file.read(name_length).decode("utf-8" if flags & _UTF8 else "cp437", "surrogateescape")
        file.seek(extra, 1)
        if flags & _ENCRYPTED or method not in (_STORED, _DEFLATED) or (method == _STORED and flags & _LENGTHS_FOLLOW):
            yield offset, name, f"{name} is packed in a way that needs the list of members"
            return
        data = _inflated(file) if method == _DEFLATED else file.read(min(packed, LONGEST + 1))
        if data is None or (method == _STORED and len(data) < packed):
            yield offset, name, f"the archive breaks off inside {name}"
            return
        if flags & _LENGTHS_FOLLOW:
            checksum = _lengths(file)
        elif len(data) != size:
            yield offset, name, f"{name} is not as long as it says"
            return
        if zlib.crc32(data) != checksum:
            yield offset, name, f"the content of {name} is broken"
            return
        yield offset, name, data
    if header and not header.startswith(_DIRECTORY_MARK):
        yield file.tell() - len(header), "", "the archive breaks off here"


def _inflated(file: BinaryIO) -> bytes | None:
    """The content of a deflated member, the file then standing behind it; None if it breaks off or is too long."""
    unpacker, parts, length = zlib.decompressobj(-15), list[bytes](), 0
    while not unpacker.eof:
        chunk = file.read(8192)
        try:
            parts.append(unpacker.decompress(chunk))
        except zlib.error:
            return None
        length += len(parts[-1])
        if not chunk or length > LONGEST:
            return None
    file.seek(-len(unpacker.unused_data), 1)
    return b"".join(parts)


def _lengths(file: BinaryIO) -> int:
    """The checksum of the record that follows a member packed on the fly; its mark may be missing."""
    record = file.read(16)
    if record[:4] == b"PK\x07\x08":
        return int.from_bytes(record[4:8], "little")
    file.seek(-min(4, len(record)), 1)
    return int.from_bytes(record[:4], "little")
