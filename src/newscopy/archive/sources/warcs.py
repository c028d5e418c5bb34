"""Web archives: the pages of a WARC, the texts of a WET.

Read here, and not with a library, as those end in silence where a file breaks off and stop at the first bad byte.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newscopy.archive.records import LONGEST, Damage, Entries, Entry, NoStory, Record
from newscopy.archive.sources.markup import html_record
from newscopy.archive.sources.settings import Settings
from newscopy.archive.sources.streams import Stream, opened
from newscopy.errors import ReadError
from newscopy.evidence import Evidence

_BLOCK = 64 * 1024
_LONGEST_LINE = 64 * 1024
_START = re.compile(rb"(?:^|\n)(?=WARC/[01]\.\d+\r?\n)")
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class _Record:
    """A record of the file: its headers with names in lower case; `content` is None if it is too long."""

    start: int
    headers: dict[str, str]
    content: bytes | None
    length: int


class _Bytes:
    """Bytes of a stream that can be given back."""

    def __init__(self, reader: BinaryIO, at: int) -> None:
        self._reader = reader
        self._back = b""
        self.at = at

    def line(self) -> bytes:
        """Up to and with the next line feed; b"" at the end."""
        return self._counted(self._line())

    def take(self, length: int) -> bytes:
        """So many bytes, or what there is."""
        return self._counted(self._bytes(length))

    def give_back(self, data: bytes) -> None:
        """Put bytes in front of what comes next."""
        self._back = data + self._back
        self.at -= len(data)

    def _counted(self, data: bytes) -> bytes:
        self.at += len(data)
        return data

    def _line(self) -> bytes:
        end = self._back.find(b"\n") + 1
        if end:
            line, self._back = self._back[:end], self._back[end:]
            return line
        line, self._back = self._back, b""
        return line + self._reader.readline(_LONGEST_LINE)

    def _bytes(self, length: int) -> bytes:
        data, self._back = self._back[:length], self._back[length:]
        return data + self._reader.read(length - len(data)) if len(data) < length else data


def entries(path: Path, compression: str | None, settings: Settings, mark: int, number: int) -> Entries:
    """An entry for each page that was answered, and for each text made of one; requests and the like are none."""
    del settings
    stream, reader = opened(path, compression, resume=True)
    with stream:
        if mark:
            stream.seek_plain(mark)
        for record in _records(stream, _Bytes(reader, mark)):
            if isinstance(record, Damage):
                yield record
            elif record.headers.get("warc-type") in ("response", "resource", "conversion"):
                number += 1
                yield _entry(record, f"record {number}", path.name, compression)
        yield from stream.damage


def _records(stream: Stream, data: _Bytes) -> Iterator[_Record | Damage]:
    while line := data.line():
        if not line.strip():
            continue
        start = data.at - len(line)
        if not line.startswith(b"WARC/"):
            if not stream.damage:
                yield Damage(stream.offset, "what stands here is no WARC record; looking for the next")
            while (line := data.line()) and not line.startswith(b"WARC/"):
                pass
            data.give_back(line)
            continue
        yield _record(stream, data, start)


def _record(stream: Stream, data: _Bytes, start: int) -> _Record | Damage:
    headers = _headers(data)
    told = headers.get("content-length", "")
    if not told.isdecimal():
        return Damage(stream.offset, "a record does not say how long it is; looking for the next")
    length = int(told)
    content: bytes | None
    if length > LONGEST:
        left = length
        while left and (block := data.take(min(left, _BLOCK))):
            left -= len(block)
        content, got = None, length - left
    else:
        content = data.take(length)
        got = len(content)
    if got < length:
        return Damage(stream.offset, f"the file breaks off inside the record of {headers.get('warc-target-uri', '?')}")
    end = data.take(4)
    if end != b"\r\n\r\n":
        data.give_back(end)
        return _misjudged(stream, data, headers, content or b"")
    return _Record(start, headers, content, length)


def _misjudged(stream: Stream, data: _Bytes, headers: dict[str, str], content: bytes) -> Damage:
    """A record is not as long as it says: go on with the next one, which may lie inside what was taken for it."""
    inside = _START.search(content)
    if inside:
        data.give_back(content[inside.end() :])
    uri = headers.get("warc-target-uri", "?")
    return Damage(stream.offset, f"the record of {uri} is broken or not as long as it says, and was not read")


def _headers(data: _Bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    while (line := data.line()).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip()
    return found


def _entry(record: _Record, key: str, file: str, compression: str | None) -> Entry:
    def load() -> bytes:
        if record.content is None:
            raise ReadError(f"{record.length:,} bytes are too long for a story; the limit is {LONGEST:,}")
        return record.content

    def read(data: bytes) -> Record:
        uri = record.headers.get("warc-target-uri", "").strip("<>") or f"{file}, {key}"
        place = uri.partition("://")[2].partition("?")[0]
        if record.headers["warc-type"] == "conversion":
            return Record(uri, data, "text", place=place)
        kind = record.headers.get("content-type", "").lower()
        if kind.startswith("application/http"):
            return _answer(data, uri, place)
        if not kind.startswith(_HTML):
            raise NoStory(kind.partition(";")[0] or "of no known kind")
        return html_record(uri, data, Evidence(), place)

    return Entry(key, load, read, mark=None if compression else record.start)


def _answer(data: bytes, uri: str, place: str) -> Record:
    """The page that a server sent."""
    parts = _Bytes(io.BytesIO(data), 0)
    status = parts.line().decode("latin-1").split()
    headers = _headers(parts)
    kind = headers.get("content-type", "").lower()
    if len(status) < 2 or status[1] != "200":
        raise NoStory(f"an answer with the status {' '.join(status[1:2])}")
    if not kind.startswith(_HTML):
        raise NoStory(kind.partition(";")[0] or "of no known kind")
    body = parts.take(len(data))
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    body = _unpacked(body, headers.get("content-encoding", "").lower())
    charset = re.search(r"charset=[\"']?([\w-]+)", kind)
    return html_record(uri, _decoded(body, charset[1]) if charset else body, Evidence(), place)


def _joined(body: bytes) -> bytes:
    """The chunks of an answer as one; what was archived joined already stays as it is."""
    parts, at = list[bytes](), 0
    while (end := body.find(b"\r\n", at)) >= 0:
        try:
            size = int(body[at:end].partition(b";")[0], 16)
        except ValueError:
            return body if not parts else b"".join([*parts, body[at:]])
        if not size:
            break
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 4 + size
    return b"".join(parts)


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity", "utf-8"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ReadError(f"the page is packed as {encoding}, which is not read")
    for bits in (47, -15):
        try:
            unpacker = zlib.decompressobj(bits)
            made = unpacker.decompress(body, LONGEST + 1)
        except zlib.error:
            continue
        if len(made) > LONGEST:
            raise ReadError(f"more than {LONGEST:,} bytes are too long for a story")
        return made
    if body.lstrip().startswith(b"<"):  # unpacked by whoever archived it
        return body
    raise ReadError("the page cannot be unpacked")


def _decoded(body: bytes, charset: str) -> bytes | str:
    try:
        return body.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return body
