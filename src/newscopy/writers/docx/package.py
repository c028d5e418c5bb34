"""The zip package of a DOCX, from parts that are deflated once and used for many stories.

python-docx parses, serialises and deflates its whole template for every document, and that is nearly all the
time it takes; here only the story's own parts are deflated. Every entry carries the oldest date a zip can hold,
so the same parts give the same bytes. Format: PKWARE APPNOTE 6.3, without ZIP64.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct

from newscopy.errors import WriteError

_LOCAL = Struct("<4s5H3I2H")
_CENTRAL = Struct("<4s6H3I5H2I")
_END = Struct("<4s4H2IH")
_VERSION = 20  # 2.0, the version that introduced deflate
_DEFLATED = 8
_STORED = 0
_DATE = 0x21  # 1980-01-01 in MS-DOS form
# Beyond this a package needs ZIP64; half of what 32 bits hold leaves room for headers.
_LIMIT = 2**31


@dataclass(frozen=True)
class Part:
    """One file of the package: its name, its bytes as they are packed and how, length and CRC-32 of the plain ones."""

    name: str
    packed: bytes
    length: int
    crc: int
    method: int = _DEFLATED


def deflated(name: str, content: str | bytes, level: int = 9, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> Part:
    """A part from its plain content; text becomes UTF-8. The default is for what is packed once and used often."""
    data = content.encode() if isinstance(content, str) else content
    squeezer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    return Part(name, squeezer.compress(data) + squeezer.flush(), len(data), zlib.crc32(data))


def quickly_deflated(name: str, content: str) -> Part:
    """A part of one story's own: letters are coded and repetitions not sought, in a third of zlib's usual time."""
    return deflated(name, content, level=1, strategy=zlib.Z_HUFFMAN_ONLY)


def stored(name: str, content: str | bytes) -> Part:
    """A part as it is: for some hundred bytes, setting up to deflate them would take longer than all the rest."""
    data = content.encode() if isinstance(content, str) else content
    return Part(name, data, len(data), zlib.crc32(data), _STORED)


def packed(parts: Iterable[Part]) -> bytes:
    """The zip file of the parts, in their order. Raises WriteError if it would pass two gigabytes."""
    files: list[bytes] = []
    entries: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode()
        common = (_VERSION, 0, part.method, 0, _DATE, part.crc, len(part.packed), part.length, len(name), 0)
        entries.append(_CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, offset) + name)
        files.append(_LOCAL.pack(b"PK\x03\x04", *common) + name + part.packed)
        offset += len(files[-1])
        if max(offset, part.length) > _LIMIT:
            raise WriteError(f"the story is too long for one DOCX: {part.name} takes it past 2 GB")
    directory = b"".join(entries)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), offset, 0)
    return b"".join((*files, directory, end))
