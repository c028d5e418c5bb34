"""Compressed files as streams of bytes that prove their end: where the data breaks off or is broken, they say so."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from newscopy.archive.records import Damage

# Small, as a few bytes can expand into a thousand times as many.
_STEP = 8 * 1024
_MOST_TIMES = 1000
_ALWAYS_FINE = 1 << 30
_MAGIC = ((b"\x1f\x8b\x08", "gz"), (b"\x28\xb5\x2f\xfd", "zst"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"))
_GZIP_START = _MAGIC[0][0]
_NAMES = {"gz": "gzip", "zst": "zstd", "bz2": "bzip2", "xz": "xz"}


class _Decompressor(Protocol):
    """What the libraries have in common."""

    @property
    def eof(self) -> bool:
        """True behind the last byte of a member."""

    @property
    def unused_data(self) -> bytes:
        """What was given and lies behind it."""

    def decompress(self, data: bytes, /) -> bytes:
        """What the data expands into."""


def compression_of(head: bytes) -> str | None:
    """ "gz", "zst", "bz2" or "xz", told from the first bytes; None for plain files."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


class Stream(io.RawIOBase):
    """The decompressed bytes of a file that consists of one or more compressed members.

    After the last byte, `damage` says whether the file ended as it should. With `resume`, reading goes on with the
    next member behind a broken one, and a line feed stands for what is lost between them.
    """

    def __init__(self, path: Path, compression: str | None, *, resume: bool = False) -> None:
        self._file = path.open("rb")
        self._start: Callable[[], _Decompressor] | None = _starter(compression) if compression else None
        self._kind = _NAMES.get(compression or "", "")
        self._resume = resume and compression == "gz"
        self._member: _Decompressor | None = None
        self._input = b""
        self._ready = memoryview(b"")
        self._read = 0
        self._given = 0
        self._ended = False
        self.damage: list[Damage] = []
        self.member_start = 0
        """Where the member starts that is being read."""

    def readable(self) -> bool:
        """True, always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what comes next; 0 at the end."""
        if self._start is None:
            return self._file.readinto(buffer)
        while not self._ready and not self._ended:
            self._ready = memoryview(self._next())
            self._given += len(self._ready)
        taken = min(len(self._ready), len(buffer))
        buffer[:taken] = self._ready[:taken]
        self._ready = self._ready[taken:]  # a view: nothing is copied
        return taken

    def seek_plain(self, offset: int) -> None:
        """Go to a byte of a file that is not compressed, before anything was read."""
        self._file.seek(offset)

    @property
    def offset(self) -> int:
        """The byte of the file up to which its data has been used."""
        return self._file.tell() if self._start is None else self._read - len(self._input)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _next(self) -> bytes:
        assert self._start is not None
        if not self._input and not self._more():
            return self._at_end()
        if self._member is None:
            if not self._input.strip(b"\0"):  # padding, as tapes and some writers leave it
                self._input = b""
                return b""
            self._member, self.member_start = self._start(), self.offset
        data, self._input = self._input, b""
        try:
            made = self._member.decompress(data)
        except Exception as error:  # noqa: BLE001 - each library has its own
            return self._broken(data, error)
        if self._member.eof:
            self._input, self._member = self._member.unused_data, None
        if self._given > _ALWAYS_FINE and self._given > _MOST_TIMES * self._read:
            self._end(f"expands to more than {_MOST_TIMES:,} times its size: not read further")
            return b""
        return made

    def _more(self) -> bool:
        self._input = self._file.read(_STEP)
        self._read += len(self._input)
        return bool(self._input)

    def _at_end(self) -> bytes:
        self._ended = True
        if self._member is not None:
            self._end(f"the {self._kind} data breaks off")
        return b""

    def _broken(self, data: bytes, error: Exception) -> bytes:
        self._input, self._member = data, None
        self.damage.append(Damage(self.offset, f"the {self._kind} data is broken: {_plain(error)}"))
        if not self._resume or not self._find_member():
            self._ended = True
            return b""
        return b"\n"

    def _find_member(self) -> bool:
        """Go to the next start of a gzip member; one that starts by chance only breaks at once, and is passed over."""
        self._input = self._input[1:]
        while True:
            at = self._input.find(_GZIP_START)
            if at >= 0:
                self._input = self._input[at:]
                return True
            kept = self._input[-2:]
            if not self._more():
                return False
            self._input = kept + self._input

    def _end(self, message: str) -> None:
        self._ended = True
        self.damage.append(Damage(self.offset, message))


def opened(path: Path, compression: str | None, *, resume: bool = False) -> tuple[Stream, io.BufferedReader]:
    """The stream, and a buffer on it to read from."""
    stream = Stream(path, compression, resume=resume)
    return stream, io.BufferedReader(stream, 256 * 1024)


def head_of(path: Path, compression: str | None, length: int = 8192) -> bytes:
    """The first bytes inside a file."""
    stream, reader = opened(path, compression)
    with stream:
        return reader.read(length)


def _plain(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text.rpartition(": ")[2] or type(error).__name__


def _starter(compression: str) -> Callable[[], _Decompressor]:
    if compression == "gz":
        return lambda: zlib.decompressobj(wbits=31)
    if compression == "zst":
        import zstandard

        decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        return lambda: decompressor.decompressobj()
    if compression == "bz2":
        import bz2

        return lambda: bz2.BZ2Decompressor()
    import lzma

    return lambda: lzma.LZMADecompressor()
