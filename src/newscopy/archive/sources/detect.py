"""Tells by its content what a file is: one story, or a source that holds many."""

from __future__ import annotations

import re
import tarfile
from dataclasses import dataclass
from pathlib import Path

from newscopy.archive.sources.settings import Settings
from newscopy.archive.sources.streams import compression_of, head_of
from newscopy.errors import ReadError

_HEAD = 16 * 1024
_BLOCK = 512
# Files with these names hold one story each, and are not opened to look.
_PLAIN = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml",
    ".nitf", ".newsml", ".ninjs", ".docx", ".pdf", ".rtf",
)  # fmt: skip
_LINES = (".jsonl", ".ndjson", ".jsonlines")
_TABLES = (".csv", ".tsv")
_PACKED = re.compile(r"\.(gz|zst|bz2|xz)$", re.IGNORECASE)
_TAR_NAMES = (".tar", ".tgz", ".tbz2", ".txz", ".tzst")
_ROOT = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml.*?\?>)?(?:\s|<!--.*?-->|<\?.*?\?>)*<([\w:]+)", re.DOTALL)
_MAIL = re.compile(rb"^(?:received|message-id|mime-version|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(rb"^[A-Za-z][\w-]*:[ \t]?\S?")
_OPEN_PACKAGES = (b"[Content_Types].xml", b"mimetype", b"_rels/.rels", b"word/", b"docProps/")


@dataclass(frozen=True)
class Found:
    """What a file is: the name of a kind of source, and how it is compressed."""

    kind: str
    compression: str | None = None


def detect(path: Path, settings: Settings) -> Found | None:
    """What a file is as a source; None if it holds one story, as far as can be told.

    Raises ReadError if it cannot be opened.
    """
    name = path.name.lower()
    if settings.ends is None and name.endswith(_PLAIN):
        return None
    try:
        head = head_of(path, None, _HEAD)
        compression = compression_of(head)
        inner = head_of(path, compression, _HEAD) if compression else head
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}") from error
    except (LookupError, ValueError) as error:
        raise ReadError(f"{path}: {error}") from error
    inner_name = _PACKED.sub("", name)
    kind = _kind(inner, inner_name, settings)
    if kind is None and compression:
        kind = "tar" if inner_name.endswith(_TAR_NAMES) else "single"
    if kind in ("zip", "parquet", "message") and compression:
        kind = "single"
    return Found(kind, compression) if kind else None


def _kind(head: bytes, name: str, settings: Settings) -> str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None if head[30:60].startswith(_OPEN_PACKAGES) else "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if _is_tar(head):
        return "tar"
    if re.match(rb"WARC/[01]\.\d+\r?\n", head):
        return "warc"
    if (root := _ROOT.match(head)) is not None:
        return "items" if _is_feed(root[1], head) else None
    if name.endswith(_LINES) or _is_json_lines(head):
        return "lines"
    if name.endswith(_TABLES):
        return "table"
    if head.startswith(b"From ") and _MAIL.search(head):
        return "mbox"
    if name.endswith(".eml") or _is_mail(head):
        return "message"
    return "texts" if settings.ends is not None and b"\0" not in head else None


def _is_tar(head: bytes) -> bool:
    if head[257:262] == b"ustar":
        return True
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def _is_feed(root: bytes, head: bytes) -> bool:
    return root in (b"rss", b"rdf:RDF") or (root == b"feed" and b"http://www.w3.org/2005/Atom" in head)


def _is_json_lines(head: bytes) -> bool:
    lines = [line for line in head.split(b"\n") if line.strip()]
    return len(lines) > 1 and all(
        line.startswith(b"{") and (line.rstrip().endswith(b"}") or line is lines[-1]) for line in lines
    )


def _is_mail(head: bytes) -> bool:
    front = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = front.split(b"\n")
    return bool(_MAIL.search(front)) and all(_HEADER.match(line) or line[:1] in (b" ", b"\t") for line in lines)
