"""A profile as a file: JSON, an entry a line, so that it can be read, compared and mended (docs/profiles.md)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from newscopy.errors import OptionError
from newscopy.structure.blocks import Blocks
from newscopy.structure.furniture import Furniture, Seen, key
from newscopy.structure.net import CLASSES

VERSION = 1
_LARGEST = 256 << 20
# A page is one of a site if it has half of what stands on the site's pages, if a quarter of its own lines are the
# site's, or two long ones. Of pairs of a page and another publisher's site (benchmarks/RESULTS.md) one in a thousand
# has .42 or .24 in common, mostly where two papers have one owner.
_STANDING, _OWN, _FEWEST, _LONG, _LONG_ONES = 0.5, 0.25, 3, 40, 2


class Profile:
    """What is known of one site or several."""

    def __init__(self, sites: Iterable[Furniture]) -> None:
        self.sites = tuple(sites)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, site in enumerate(self.sites):
            for line in {**site.lines, **site.taught}:
                self._having[line].append(number)

    def of(self, blocks: Blocks) -> Furniture | None:
        """The site that a page is one of, told by the lines that it shares with it; None if it is of none.

        A line says the less the more sites have it.
        """
        lines = dict.fromkeys(filter(None, map(key, blocks.texts)))
        alike: dict[int, list[str]] = defaultdict(list)
        say: Counter[int] = Counter()
        for line in lines:
            having = self._having.get(line, ())
            for number in having:
                alike[number].append(line)
                say[number] += 60 // len(having) or 1  # whole numbers, whose sums are the same in any order
        best = max(say, key=lambda number: (say[number], -number), default=None)
        return None if best is None or not _is_of(self.sites[best], alike[best], len(lines)) else self.sites[best]


def _is_of(site: Furniture, alike: Sequence[str], count: int) -> bool:
    """True if what a page of `count` lines has in common with a site makes it one of its pages."""
    standing = sum(seen.pages for seen in site.lines.values())
    shared = sum(seen.pages for line in alike if (seen := site.lines.get(line)))
    return (
        (standing > 0 and shared >= _STANDING * standing)
        or (len(alike) >= _FEWEST and len(alike) >= _OWN * count)
        or sum(len(line) >= _LONG for line in alike) >= _LONG_ONES
    )


def load(path: Path) -> Profile:
    """The profile in a file; raises OptionError, which says what is wrong with it, if it is none."""
    try:
        told = path.stat()
    except OSError as error:
        raise OptionError(f"{path}: no profile: {error.strerror or error}") from error
    return _loaded(path, told.st_size, told.st_mtime_ns)


@lru_cache(maxsize=4)
def _loaded(path: Path, size: int, changed: int) -> Profile:
    del changed  # another file under the same name
    if size > _LARGEST:
        raise OptionError(f"{path}: no profile: {size:,} bytes are more than any has")
    try:
        return parse(path.read_bytes(), str(path))
    except OSError as error:
        raise OptionError(f"{path}: no profile: {error.strerror or error}") from error


def _usable(path: Path) -> Path:
    load(path)
    return path


Usable = Annotated[Path, AfterValidator(_usable)]
"""The file of a profile, in the options of a reader; one that cannot be used is refused before anything is read."""


def parse(data: bytes, name: str) -> Profile:
    """The profile in the bytes of a file called `name`; raises OptionError."""
    cure = "mend it, or make it again with newscopy learn"
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise OptionError(f"{name}: no profile, or one that is cut off or broken ({error}): {cure}") from error
    if not isinstance(told, dict) or told.get("newscopy") != "profile":
        raise OptionError(f"{name}: no profile: newscopy learn makes one")
    if told.get("version") != VERSION:
        raise OptionError(
            f"{name}: a profile of version {told.get('version')!r}; this newscopy knows version {VERSION}: {cure}"
        )
    try:
        return Profile(site.furniture() for site in _File.model_validate(told).sites)
    except ValidationError as error:
        first = error.errors()[0]
        place = " / ".join(str(part) for part in first["loc"])
        raise OptionError(f"{name}: {place}: {' '.join(first['msg'].split())}: {cure}") from error


def dump(profile: Profile) -> bytes:
    """The profile as a file; the same profile gives the same bytes."""
    sites = ",\n".join(_site(site) for site in profile.sites)
    return f'{{"newscopy": "profile", "version": {VERSION}, "sites": [\n{sites}\n]}}\n'.encode()


def rows(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """What a profile says, for people: site, on how many pages and where or as what, line."""
    for site in profile.sites:
        for line, seen in site.lines.items():
            place = "above the copy" if seen.before * 2 > seen.pages else ""
            place = "below the copy" if seen.after * 2 > seen.pages else place or "around the copy"
            yield site.name, f"on {seen.pages} of {site.pages} pages, {place}", line
        for told, what in ((site.taught, "corrected"), (site.shapes, "corrected, lines of the shape")):
            for line, said in told.items():
                yield site.name, f"{what}: {', '.join(f'{name} {times}' for name, times in said.items())}", line


def _known(name: str) -> str:
    if name not in CLASSES:
        raise ValueError(f"no class {name!r}; there are: {', '.join(CLASSES)}")
    return name


_Count = Annotated[int, Field(ge=0, le=1 << 31, strict=True)]
_Told = dict[str, dict[Annotated[str, AfterValidator(_known)], _Count]]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Site(_Strict):
    name: str
    pages: _Count
    lines: dict[str, tuple[_Count, _Count, _Count]] = {}
    taught: _Told = {}
    shapes: _Told = {}
    corrected: _Count = 0

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        for line, (pages, before, after) in self.lines.items():
            if not 0 < pages <= self.pages or before + after > pages:
                raise ValueError(
                    f"{line!r} cannot be on {pages} of {self.pages} pages, {before} and {after} of them so"
                )
        return self

    def furniture(self) -> Furniture:
        """The site as it is used."""
        lines = {line: Seen(*seen) for line, seen in self.lines.items()}
        return Furniture(self.name, self.pages, lines, self.taught, self.shapes, self.corrected)


class _File(_Strict):
    newscopy: Literal["profile"]
    version: int
    sites: tuple[_Site, ...]


def _site(site: Furniture) -> str:
    head = f'{{"name": {_json(site.name)}, "pages": {site.pages}'
    if site.corrected:
        head += f', "corrected": {site.corrected}'
    parts: Sequence[tuple[str, Mapping[str, Any]]] = (
        ("lines", site.lines),
        ("taught", site.taught),
        ("shapes", site.shapes),
    )
    for name, values in parts:
        if values:
            entries = ",\n".join(f"  {_json(line)}: {_json(value)}" for line, value in values.items())
            head += f', "{name}": {{\n{entries}}}'
    return head + "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
