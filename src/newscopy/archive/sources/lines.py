"""The lines of a file, plain or compressed, none of them longer in memory than a story may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newscopy.archive.records import LONGEST, Damage
from newscopy.archive.sources.streams import opened
from newscopy.errors import ReadError

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Line:
    """A line with its line end, and the byte at which it starts in the decompressed data; `cut` if it is too long."""

    start: int
    data: bytes
    cut: bool = False

    def content(self) -> bytes:
        """Its bytes; raises ReadError if there are too many."""
        if self.cut:
            raise ReadError(f"a line of more than {LONGEST:,} bytes is too long for a story")
        return self.data


def lines(path: Path, compression: str | None, start: int = 0) -> Iterator[Line | Damage]:
    """Each line in turn from a byte on, which is 0 where the file is compressed; damage comes last."""
    stream, reader = opened(path, compression, resume=True)
    with stream:
        if start:
            stream.seek_plain(start)
        at = start
        while data := reader.readline(LONGEST + 1):
            length = len(data)
            cut = length > LONGEST
            while cut and not data.endswith(b"\n") and (data := reader.readline(LONGEST)):
                length += len(data)
            yield Line(at, b"" if cut else data.removeprefix(_MARK) if at == 0 else data, cut)
            at += length
        yield from stream.damage
