"""The first pass over many inputs: counts what stands on page after page of each site, and takes in corrections."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from newscopy import formats
from newscopy.archive import history, planning, reading, shards
from newscopy.archive.output import write_whole
from newscopy.archive.plan import Chosen, Request
from newscopy.archive.records import Entry, Record
from newscopy.archive.shards import Options, Plan, Shard, SourceFile
from newscopy.archive.state import State
from newscopy.archive.stories import Reading
from newscopy.corrections import records
from newscopy.corrections.records import Corrections, RoleCorrection
from newscopy.errors import CorrectionError, NoInputError, ReadError
from newscopy.formats import Reader, ReadOptions
from newscopy.model import Story
from newscopy.profiles import profile
from newscopy.profiles.counting import Sketch, rank_of
from newscopy.profiles.profile import Profile
from newscopy.profiles.teaching import Corrected, Stretch, taught
from newscopy.structure.furniture import Furniture, key, where

HOST, FOLDER, NONE = "host", "folder", "none"
NOTHING = "nothing was learned: no two different pages of one site have a line in common (another --group may help)"
_LARGEST = 2 << 20
"""Bytes of a page that is counted; larger ones are no usual pages of their site."""
_HEAD = 200_000
_MOST_CORRECTED = 500
_LINK = re.compile(
    rb"<(?:link\b[^>]*\brel\s*=\s*[\"']?canonical\b|meta\b[^>]*\bproperty\s*=\s*[\"']?og:url\b)[^>]*>", re.IGNORECASE
)
_ADDRESS = re.compile(rb"(?:href|content)\s*=\s*[\"']?\s*(https?://[^\s\"'>]+)", re.IGNORECASE)


@dataclass
class Learned:
    """A profile, from how many pages it was counted, and how many corrected pages it was taught by."""

    profile: Profile
    pages: int = 0
    corrected: int = 0


@dataclass
class _Pass:
    options: Options
    group: str
    corrections: Corrections
    sketch: Sketch = field(default_factory=Sketch)
    corrected: list[tuple[int, str, Record]] = field(default_factory=list)
    pages: int = 0
    readers: dict[str, tuple[Reader, ReadOptions]] = field(default_factory=dict)


def options_of(
    reader: str | None, options: tuple[tuple[str, str], ...], include: tuple[str, ...], exclude: tuple[str, ...]
) -> Options:
    """How pages are read that are only learned from; raises FormatError and OptionError."""
    chosen = Chosen(Request((), reader, options), [reader] if reader else formats.names("readers"))
    reading_options = {name: model.model_dump(mode="json") for name, model in chosen.reading.items()}
    return Options({}, reading_options, reader, include=include, exclude=exclude)


def learn(arguments: Sequence[str], options: Options, group: str, files: Sequence[Path] = ()) -> Learned:
    """The profile of the sites of what the arguments name, taught by files of corrections.

    Raises NoInputError if there is nothing to learn from, CorrectionError for corrections that are broken or of none
    of these pages.
    """
    corrections = records.load(files) if files else Corrections()
    with tempfile.TemporaryDirectory(prefix="newscopy-") as name:
        path = Path(name, "plan")
        plan = planning.freeze(arguments, options, Path(name, "out"), path, None)
        found = of_plan(plan, (shards.shard_at(path, line) for line in plan.lines), group, corrections)
    if not found.pages:
        raise NoInputError(f"{' '.join(arguments)}: no text or saved page to learn from")
    if files and not found.corrected:
        names = ", ".join(map(str, files))
        raise CorrectionError(f"{names}: none of the corrections is of these pages, or these have changed since")
    return found


def write(found: Learned, path: Path) -> None:
    """Write the profile; raises OutputError."""
    write_whole(path, profile.dump(found.profile))


def told(found: Learned) -> Iterator[str]:
    """What was learned, in lines; also that there was nothing to learn."""
    for site in found.profile.sites:
        more = f", {len(site.taught):,} lines and {len(site.shapes):,} shapes of corrected pages" if site.shapes else ""
        yield f"{site.name}: {len(site.lines):,} lines that stand on several of {site.pages:,} pages{more}"
    if not any(site.lines or site.shapes for site in found.profile.sites):
        yield NOTHING


def of_plan(plan: Plan, all_shards: Iterable[Shard], group: str, corrections: Corrections) -> Learned:
    """The profile of the sites of a plan's stories, whatever their order and that of its shards."""
    work = _Pass(plan.options, group, corrections)
    for shard in all_shards:
        source = plan.sources[shard.source]
        copies = {number for number, _ in shard.copies}
        for number, entry in enumerate(reading.entries(source, shard, plan.options)):
            if number not in copies:
                _take(work, source, entry, of_files=bool(shard.items))
    reading.forget()
    found = Profile(work.sketch.sites())
    corrected = _first(work.corrected)
    return Learned(_taught(work, found, corrected) if corrected else found, work.pages, len(corrected))


def into_plan(plan: Plan, all_shards: Iterable[Shard], state: State) -> tuple[str, str]:
    """Learn the profile of a plan that is being frozen, and keep it beside the plan; gives its name and digest.

    The corrections that the run has had are taken in.
    """
    found = of_plan(plan, all_shards, plan.options.learn or HOST, history.load(state))
    data = profile.dump(found.profile)
    write_whole(state.fresh_profile, data)
    return state.profile.name, hashlib.sha256(data).hexdigest()


def _take(work: _Pass, source: SourceFile, entry: Entry, *, of_files: bool) -> None:
    """Count an entry, if it is one of those that are kept; what cannot be read is told when it is converted."""
    rank = rank_of(f"{source.label or Path(source.path).name}\0{entry.key}")
    folder = _folder(source, entry, of_files=of_files)
    site = {FOLDER: folder, NONE: "all"}.get(work.group)
    if not (work.corrections.records or work.sketch.wants(site, rank)):
        work.pages += 1
        return
    with suppress(Exception):  # of a page that cannot be read nothing is learned, whatever is wrong with it
        record = entry.record(entry.load())
        _count(work, record, site or _host(record) or folder, rank)


def _count(work: _Pass, record: Record, site: str, rank: int) -> None:
    data = record.data if isinstance(record.data, bytes) else record.data.encode("utf-8", "surrogatepass")
    reader, options = _reader(work, record)
    if reader.lay_out is None or len(data) > _LARGEST:
        return
    work.pages += 1
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in work.corrections.sources:
        work.corrected.append((rank, site, record))
        if len(work.corrected) > 2 * _MOST_CORRECTED:
            work.corrected = _first(work.corrected)
    elif not work.sketch.wants(site, rank):
        return
    blocks, page, _ = reader.lay_out(record.data, record.name, options)
    work.sketch.add(site, rank, where(list(map(key, blocks.texts)), page))


def _first(corrected: list[tuple[int, str, Record]]) -> list[tuple[int, str, Record]]:
    return sorted(corrected, key=lambda one: one[:2])[:_MOST_CORRECTED]


def _taught(work: _Pass, found: Profile, corrected: Sequence[tuple[int, str, Record]]) -> Profile:
    """The profile taught by corrected pages, which are read as people have seen them: with what was counted alone."""
    seen: dict[str, list[Corrected]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="newscopy-") as name:
        path = Path(name, "counted.profile")
        path.write_bytes(profile.dump(found))
        stories = Reading(replace(work.options, strict=False, learn=work.group), work.corrections, path)
        for _, site, record in corrected:
            reader, options = _reader(work, record)
            if reader.lay_out is None:
                continue
            with suppress(ReadError):  # told when it is converted
                laid = reader.lay_out(record.data, record.name, options)
                for story in stories.stories(record):
                    if isinstance(story, Story):
                        seen[site].append(Corrected(laid, _segments(story), _by_hand(work.corrections, story)))
    sites = {site.name: site for site in found.sites}
    for name, pages in seen.items():
        sites[name] = taught(sites.get(name) or Furniture(name, len(pages), {}), pages)
    return Profile(sites[name] for name in sorted(sites))


def _segments(story: Story) -> list[Stretch]:
    return [(one.start, one.end, one.role.value, one.reason) for one in story.segments]


def _by_hand(corrections: Corrections, story: Story) -> list[tuple[int, int]]:
    every = corrections.of(story.source.sha256, story.id)
    return [(one.start, one.end) for one in every if isinstance(one, RoleCorrection)]


def _reader(work: _Pass, record: Record) -> tuple[Reader, ReadOptions]:
    name = work.options.reader or record.reader or formats.read_format_of(record.name)
    if name not in work.readers:
        reader = formats.reader(name)
        work.readers[name] = reader, formats.made_options(reader.options, work.options.reading.get(name, {}), name)
    return work.readers[name]


def _folder(source: SourceFile, entry: Entry, *, of_files: bool) -> str:
    """The first folder below what was named, or its own name if the page lies in no folder."""
    parts = PurePosixPath(entry.key).parts if of_files or source.kind in ("zip", "tar") else ()
    above = Path(source.path).name
    return parts[0] if len(parts) > 1 else above


def _host(record: Record) -> str:
    """The host of a page, where its source or its head names its address."""
    address = record.name if "://" in record.name else ""
    if not address:
        head = record.data[:_HEAD]
        link = _LINK.search(head if isinstance(head, bytes) else head.encode("utf-8", "surrogatepass"))
        found = _ADDRESS.search(link[0]) if link else None
        address = found[1].decode("ascii", "replace") if found else ""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
