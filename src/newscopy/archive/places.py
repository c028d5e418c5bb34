"""Where the exports of a story go: names that no two stories share, on no disk, whatever an archive calls them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath

_LONGEST = 120
_LONGEST_SLUG = 60
_UNFIT = re.compile(r"[^\w.-]+")
# Names that Windows keeps for devices, whatever their suffix.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def fingerprint(*parts: str) -> str:
    """12 hexadecimal digits that tell stories apart: no two of a billion stories share them but by great bad luck."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def below(folder: str, shard: int, place: str, key: str) -> PurePosixPath:
    """A place for a story out of an archive whose own name is `folder`.

    The name that the story has there is kept as far as it is harmless, with its folders; a fingerprint makes it one of
    a kind. Stories without folders are spread by shard, as a folder of a million files serves nobody.
    """
    *folders, name = [piece for piece in (_slug(part) for part in place.replace("\\", "/").split("/")) if piece] or [""]
    mark = fingerprint(folder, key)
    last = f"{name}-{mark}" if name else mark
    spread = folders[-8:] or [f"{shard:05d}"]
    return PurePosixPath(*_parts(folder), *spread, last)


@lru_cache(16)
def _parts(folder: str) -> tuple[str, ...]:
    return tuple(part for part in (_slug(part) for part in folder.split("/")) if part)


def apart(place: PurePosixPath, key: str) -> PurePosixPath:
    """A place that is taken, made one of a kind."""
    return place.with_name(f"{short(place.name)}-{fingerprint(key)}")


def short(name: str) -> str:
    """A name cut so that with a suffix it is not too long for a disk."""
    return name.encode()[:_LONGEST].decode("utf-8", "ignore") if len(name.encode("utf-8", "replace")) > 200 else name


def same(place: PurePosixPath) -> str:
    """A place as a disk sees it that ignores case and normalises letters, as those of macOS and Windows do."""
    return unicodedata.normalize("NFC", str(place)).casefold()


def _slug(text: str) -> str:
    """Letters and digits of any script, lower case, nothing that leads elsewhere or that a system has plans for."""
    if text.isascii():
        slug = _UNFIT.sub("-", text[: 2 * _LONGEST_SLUG].lower())[:_LONGEST_SLUG].strip(".-_ ")
    else:
        plain = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode()).casefold()
        slug = _UNFIT.sub("-", plain)[:_LONGEST_SLUG].encode()[:_LONGEST].decode("utf-8", "ignore").strip(".-_ ")
    return f"{slug}-" if _RESERVED.match(slug) else slug
