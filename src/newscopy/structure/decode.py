"""Bytes to Source: text in which every character can be carried by every format we write.

A byte order mark decides; else UTF-8 over the whole input; else UTF-16 told by its NUL bytes; else
charset-normalizer's guess. Text that somebody before us read in a wrong encoding is put right. Whatever was guessed or
replaced is told in a notice.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newscopy.errors import DecodeError, StructureError
from newscopy.model import Notice, SourceInfo
from newscopy.structure.mojibake import repaired

MAX_BYTES = 32 * 1024 * 1024
"""A story is a few kilobytes; what is longer than this is a dump of something else, or a mistake."""

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF media file"),
    (b"PK\x03\x04", "a zip archive (or DOCX)"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"{\\rtf", "rich text, which -f rtf reads"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Outlook file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# XML 1.0 §2.2 forbids the first groups; C1 controls are nearly always leftovers of Windows-1252.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# More bad bytes than one in fifty good multi-byte sequences, and the text is not UTF-8 with scars.
_SCARS = 50


@dataclass(frozen=True)
class Source:
    """The decoded input. All offsets of a Story count characters of `text`.

    part: the number of the document, where the bytes hold several, 0 where they are one.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    notices: tuple[Notice, ...] = ()
    part: int = 0

    def info(self, media_type: str = "text/plain") -> SourceInfo:
        """What the Story keeps of it."""
        return SourceInfo(
            name=_UNFIT.sub("\ufffd", self.name),
            media_type=media_type,
            encoding=self.encoding,
            sha256=self.sha256,
            length=len(self.text),
        )


def decode(data: bytes | str, name: str) -> Source:
    """The text of an input, each unfit character replaced by exactly one other, so that offsets hold.

    Text that is given as `str` counts as UTF-8. Raises DecodeError if the bytes are no text, StructureError
    if there is nothing but blanks or far too much.
    """
    raw, text, encoding, notices = told(data, name, MAX_BYTES)
    text, replaced = _fit(text)
    if not text or text.isspace():
        raise StructureError(f"{name}: the file is empty" if not text else f"{name}: the file is blank")
    notices += replaced + _bidi(text)
    return Source(name, text, encoding, hashlib.sha256(raw).hexdigest(), tuple(notices))


def told(data: bytes | str, name: str, most: int) -> tuple[bytes, str, str, list[Notice]]:
    """The bytes of an input, its text as it stands, its encoding and what is to be said of that; raises as `decode`."""
    if len(data) > most:
        raise StructureError(f"{name}: {len(data):,} bytes are too long for one story; the limit is {most:,}")
    if isinstance(data, str):
        text, raw = _encoded(data)
        encoding, notices = "utf-8", list[Notice]()
    else:
        raw = data
        text, encoding, notices = _to_text(data, name)
    text, put_right = repaired(text)
    return raw, text, encoding, notices + put_right


def drawn(source: Source, text: str, notices: Sequence[Notice] = ()) -> Source:
    """The Source of a text that was drawn out of another one, such as the words that a page's markup shows.

    Unfit characters are replaced one for one, as in `decode`.
    """
    text, replaced = _fit(text)
    return replace(source, text=text, notices=(*source.notices, *notices, *replaced, *_bidi(text)))


def _to_text(data: bytes, name: str) -> tuple[str, str, list[Notice]]:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise DecodeError(f"{name}: this is {what}, not text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, name)
    if "\x00" in text:
        return _with_nuls(data, text, name)
    return text, "utf-8", []


def _marked(data: bytes, encoding: str) -> tuple[str, str, list[Notice]]:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    return text, encoding, [_notice("bytes-replaced", f"{lost} places are not valid {encoding}")] if lost else []


def _with_nuls(data: bytes, text: str, name: str) -> tuple[str, str, list[Notice]]:
    """NULs at every other byte are UTF-16 without a mark; a few are stray controls; many are no text."""
    guess = _utf16(data)
    if guess:
        return guess[0], guess[1], [_notice("encoding-guessed", f"no byte order mark: read as {guess[1]}")]
    if text.count("\x00") * 10 > len(text):
        raise DecodeError(f"{name}: binary data, not text ({text.count(chr(0))} NUL bytes)")
    return text, "utf-8", []


def _utf16(data: bytes) -> tuple[str, str] | None:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(even, odd) * 20 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    printable = sum(char.isprintable() or char.isspace() for char in text[:4096])
    return (text, encoding) if printable * 20 >= len(text[:4096]) * 19 else None


def _not_utf8(data: bytes, name: str) -> tuple[str, str, list[Notice]]:
    guess = _utf16(data) if b"\x00" in data else None
    if guess:
        return guess[0], guess[1], [_notice("encoding-guessed", f"no byte order mark: read as {guess[1]}")]
    scarred = data.decode("utf-8", "replace")
    bad = scarred.count("\ufffd")
    good = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", scarred))
    if good and bad * _SCARS <= good:
        return scarred, "utf-8", [_notice("bytes-replaced", f"{bad} bytes are not valid utf-8: {_bad_bytes(data)}")]
    text, encoding = _guessed(data, name)
    return text, encoding, [_notice("encoding-guessed", f"not valid utf-8: read as {encoding}")]


def _bad_bytes(data: bytes) -> str:
    """The first of them, with their offsets, so that nothing is lost without a trace."""
    found: list[str] = []
    start = 0
    while len(found) < 10:
        try:
            data[start:].decode("utf-8")
            break
        except UnicodeDecodeError as error:
            found.append(f"0x{data[start + error.start]:02x} at byte {start + error.start}")
            start += error.end
    return ", ".join(found)


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # 60 ms, and most texts are UTF-8

    if data.count(0) * 50 > len(data):
        raise DecodeError(f"{name}: binary data, not text ({data.count(0)} NUL bytes)")
    western = data.decode("cp1252", "replace")
    best = from_bytes(data, cp_isolation=None).best()
    # On short Western texts the guesser prefers look-alike code pages (cp1250, mac_roman …): Windows-1252 wins
    # where it gives nothing but letters and signs of Western European text.
    if _is_western(western):
        return western, "windows-1252"
    if best is None:
        raise DecodeError(f"{name}: not text in any encoding we know")
    text = str(best)
    if sum(char.isprintable() or char.isspace() for char in text) * 20 < len(text) * 19:
        raise DecodeError(f"{name}: binary data, not text")
    return text, best.encoding.replace("_", "-")


def _is_western(text: str) -> bool:
    """True when what is beyond ASCII is what Western European newspapers print, and stands alone inside words."""
    others = re.findall(r"[^\x00-\x7f]+", text)
    usual = "ÄÖÜäöüßÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝàáâãåæçèéêëìíîïñòóôõøùúûýÿŒœŠšŽžŸ“”„‘’‚–—…«»‹›€£¥§©®™°·•¿¡ªº½¼¾±´\xa0"
    return bool(others) and all(len(run) <= 3 and all(char in usual for char in run) for run in others)


def _encoded(text: str) -> tuple[str, bytes]:
    """The text and its bytes; surrogate pairs, as some JSON dumps leave them, become the one character they mean."""
    try:
        return text, text.encode()
    except UnicodeEncodeError:
        joined = _SURROGATES.sub(
            lambda pair: pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text
        )
        return joined, joined.encode("utf-8", "replace")


def _fit(text: str) -> tuple[str, list[Notice]]:
    """Replace what XML forbids, one character for one, and say what was replaced and where."""
    found = [(match.start(), match.group()) for match in _UNFIT.finditer(text)]
    if not found:
        return text, []
    counts = Counter(char for _, char in found)
    kinds = ", ".join(f"U+{ord(char):04X} ×{count}" for char, count in sorted(counts.items()))
    places = ", ".join(str(start) for start, _ in found[:20]) + (" …" if len(found) > 20 else "")
    notice = Notice(
        code="characters-replaced",
        message=f"{len(found)} characters that XML cannot carry were replaced ({kinds}) at {places}",
        start=found[0][0],
        end=found[0][0] + 1,
    )
    return _UNFIT.sub(lambda match: _replacement(match.group()), text), [notice]


def _replacement(char: str) -> str:
    if char in "\x0b\x0c":
        return " "
    if char == "\x85":
        return "\n"
    if "\x80" <= char <= "\x9f":
        return char.encode("latin-1").decode("cp1252", "replace")
    return "\ufffd"


def _bidi(text: str) -> list[Notice]:
    count = sum(map(text.count, _BIDI))
    if not count:
        return []
    first = min(at for at in map(text.find, _BIDI) if at >= 0)
    message = f"{count} bidirectional controls can make text look different from what it says"
    return [Notice(code="bidi-controls", message=message, start=first, end=first + 1)]


def _notice(code: str, message: str) -> Notice:
    return Notice(code=code, message=message)
