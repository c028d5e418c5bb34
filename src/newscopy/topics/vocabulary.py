"""IPTC's vocabulary of Media Topics: names in its languages, parents, retired codes, and the older Subject Codes."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from pathlib import Path

from newscopy.errors import OptionError

_EDGES = " .:·|»«>-–—"


@dataclass(frozen=True)
class Topic:
    """One topic: names by BCP 47 tag; the code above it, None at the top; its Subject Code, if one matches exactly."""

    names: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    retired: bool = False
    subject: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """Topics by their QCode, such as "medtop:15000000"; `released` is what the file says of its age."""

    topics: Mapping[str, Topic]
    released: str | None = None

    def current(self, code: str) -> str | None:
        """The code itself, or the nearest one above a retired code that is not; None if there is none."""
        seen = set()
        while code in self.topics and code not in seen:
            if not self.topics[code].retired:
                return code
            seen.add(code)
            code = self.topics[code].parent or ""
        return None

    def subject_of(self, code: str) -> str | None:
        """The Subject Code that matches a topic, or the nearest topic above it that has one."""
        seen = set()
        while code in self.topics and code not in seen:
            subject = self.topics[code].subject
            if subject:
                return subject
            seen.add(code)
            code = self.topics[code].parent or ""
        return None

    def code_of(self, name: str) -> str | None:
        """The one topic in use that has exactly this name in some language; None if there is none or several."""
        codes = self._by_name.get(folded(name), frozenset())
        return next(iter(codes)) if len(codes) == 1 else None

    @cached_property
    def _by_name(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for code, topic in self.topics.items():
            for name in () if topic.retired else topic.names.values():
                found.setdefault(folded(name), set()).add(code)
        return {name: frozenset(codes) for name, codes in found.items()}


def folded(name: str) -> str:
    """A name for comparison: without case, outer punctuation, and blanks of other widths."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split()).strip(_EDGES)


def cache_place() -> Path:
    """Where an imported vocabulary is kept for this user: $NEWSCOPY_CACHE, else the place the system has for caches."""
    told = os.environ.get("NEWSCOPY_CACHE")
    if told:
        return Path(told) / "topics.json"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "newscopy" / "topics.json"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "newscopy" / "Cache" / "topics.json"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newscopy" / "topics.json"


def dumped(vocabulary: Vocabulary) -> bytes:
    """The vocabulary as the JSON of the cache."""
    topics = {code: asdict(topic) for code, topic in sorted(vocabulary.topics.items())}
    return json.dumps({"released": vocabulary.released, "topics": topics}, ensure_ascii=False, indent=0).encode()


@cache
def load(path: Path) -> Vocabulary:
    """The vocabulary of a cache file; raises OptionError if it is none."""
    try:
        made = json.loads(path.read_bytes())
        topics = {code: Topic(**topic) for code, topic in made["topics"].items()}
        return Vocabulary(topics, made["released"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise OptionError(
            f"{path}: no imported topics: make them with `newscopy topics import FILE` ({error!r})"
        ) from error
