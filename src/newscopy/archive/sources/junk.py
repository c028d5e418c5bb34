"""What systems and editors leave behind in folders and archives; hidden files start with a dot."""

from __future__ import annotations

import re
from fnmatch import translate
from pathlib import PurePosixPath

_PATTERNS = (".*", "*~", "~$*", "*.part", "*.tmp", "*.swp", "Thumbs.db", "desktop.ini", "__MACOSX")
_JUNK = re.compile("|".join(translate(pattern) for pattern in _PATTERNS))


def is_junk(name: str) -> bool:
    """True if a file, or a folder that it is in, is nobody's story."""
    return any(_JUNK.match(part) for part in PurePosixPath(name).parts if part not in (".", ".."))
