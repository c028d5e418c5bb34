"""The encoding of a saved page: its byte order mark, then what its bytes are, then what its head says."""

from __future__ import annotations

import codecs
import hashlib
import re

from newscopy.model import Notice
from newscopy.structure.decode import Source, told

# WHATWG HTML looks for the declaration in the first 1,024 bytes; saved pages have comments before it.
_HEAD = 16_384
_DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]{2,40})""",
    re.IGNORECASE,
)
# WHATWG Encoding, "Names and labels": what pages call these is read as what browsers read.
_READ_AS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso8859-1": "cp1252", "windows-1252": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "tis-620": "cp874", "windows-874": "cp874",
    "iso-8859-11": "cp874", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
}  # fmt: skip
# So many characters that a declared encoding does not have, against those it has beyond ASCII, are scars.
_SCARS = 20
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
MAX_BYTES = 64 * 1024 * 1024
"""Pages saved with their pictures inside are some ten megabytes."""


def decoded(data: bytes | str, name: str) -> Source:
    """The markup of a page, with unfit characters as they stand; raises as structure.decode does.

    What is valid UTF-8 beyond ASCII is UTF-8, whatever is declared: text of other encodings hardly ever is.
    """
    raw, text, encoding, notices = _told(data, name)
    return Source(name, text, encoding, hashlib.sha256(raw).hexdigest(), tuple(notices))


def _told(data: bytes | str, name: str) -> tuple[bytes, str, str, list[Notice]]:
    if isinstance(data, str) or len(data) > MAX_BYTES or data.startswith(_MARKS) or _is_utf8(data):
        return told(data, name, MAX_BYTES)
    declared = declared_in(data)
    if declared is None:
        return told(data, name, MAX_BYTES)
    text = data.decode(declared, "replace")
    lost = text.count("\ufffd")
    if lost * _SCARS > sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text)):
        return told(data, name, MAX_BYTES)
    scars = [Notice(code="bytes-replaced", message=f"{lost} places are not valid {declared}")] if lost else []
    return data, text, declared, scars


def declared_in(data: bytes) -> str | None:
    """The encoding that a page declares, by the name of Python's codec; None if it declares none that is known."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii").lower()
    label = _READ_AS.get(label, label)
    try:
        codec = codecs.lookup(label)
    except LookupError:
        return None
    # What could be read so far in ASCII is in none of these.
    if codec.name.startswith(("utf-16", "utf-32", "utf-7")) or not _is_text(label):
        return None
    return None if codec.name == "utf-8" else label


def _is_utf8(data: bytes) -> bool:
    """True for valid UTF-8; escapes in ASCII may be those of ISO-2022."""
    if data.isascii():
        return b"\x1b" not in data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_text(label: str) -> bool:
    """True for codecs from bytes to text; Python has others, such as "hex" and "zip"."""
    try:
        "a".encode(label)
    except (LookupError, UnicodeError):
        return False
    return True
