"""Freezes what the arguments of a run name into a plan: looks at every file, counts every story, finds every damage."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from newscopy.archive import places, shards, sources
from newscopy.archive.changes import same_but_for_files
from newscopy.archive.copies import Copies
from newscopy.archive.folders import Rules, Tally, walk
from newscopy.archive.reading import file_entry
from newscopy.archive.records import Damage, Entry
from newscopy.archive.shards import Broken, Item, Options, Plan, Shard, SourceFile
from newscopy.archive.sources.detect import Found, detect
from newscopy.archive.sources.names import Seen
from newscopy.archive.sources.settings import Settings
from newscopy.errors import MissingDependencyError, ReadError

_SMALL = 1000
"""Plain files up to which a run is simply done again when it was broken off, and needs no plan."""


def is_archive(
    arguments: Sequence[str], settings: Settings, skip: Path | None, rules: Rules, *, resumable: bool
) -> bool:
    """True if the arguments name a file that holds many stories, or more plain files than are done in a moment.

    Of plain files alone any number is none, if what is made of them is one stream, where nothing can be gone on with.
    """
    count = 0
    for argument in arguments:
        for path in walk(Path(argument), skip, Tally(), rules) if Path(argument).is_dir() else [Path(argument)]:
            count += 1
            if (resumable and count > _SMALL) or _found(path, settings) is not None:
                return True
    return False


def freeze(
    arguments: Sequence[str],
    options: Options,
    out: Path,
    path: Path,
    old: Plan | None,
    also: Callable[[Plan, Iterable[Shard]], tuple[str, str]] | None = None,
) -> Plan:
    """Write the plan of a run, and give it as it was frozen.

    Archives that have not changed since the `old` plan are not read again. What `also` makes of the plan and its shards
    is a file that the plan depends on, by name and digest, beside those that its options name.
    """
    planner = _Planner(arguments, options, out, old)
    plan = planner.plan
    draft = shards.Draft(plan, path)
    try:
        for shard in planner.shards() if planner.copies is None else _marked(planner, planner.copies, path):
            draft.add(shard)
        if plan.layout == shards.AUTO:
            plan.layout = old.layout if old else shards.FILES if plan.stories <= shards.MOST_FILES else shards.SHARDS
        if also is not None:
            plan.options = replace(plan.options, files=(*plan.options.files, also(plan, draft.shards())))
        draft.end()
    finally:
        draft.close()
    return plan


def _marked(planner: _Planner, copies: Copies, path: Path) -> Iterator[Shard]:
    """The shards with the copies among their stories, which are known when all stories were seen."""
    with tempfile.TemporaryFile(dir=path.parent, buffering=0) as file:
        places = []
        for shard in planner.shards():
            places.append(file.tell())
            left = memoryview(pickle.dumps(shard))
            with shards.told(path):
                while left:  # on a disk that fills, a write may take a part
                    left = left[file.write(left) :]

        def shard_at(number: int) -> Shard:
            file.seek(places[number])
            found: Shard = pickle.load(file)
            return found

        yield from copies.marked(len(places), shard_at, planner.plan.sources)


class _Planner:
    def __init__(self, arguments: Sequence[str], options: Options, out: Path, old: Plan | None) -> None:
        self.arguments = arguments
        self.options = options
        self.out = out
        self.old = old
        self.settings = Settings(options.fields, options.ends)
        self.rules = Rules(options.include, options.exclude)
        self.tally = Tally()
        self.taken = Seen()
        self.next = 0
        self.plan = Plan(options, options.layout)
        self.copies = Copies() if options.once else None

    def shards(self) -> Iterator[Shard]:
        """All shards, in the order of the arguments: the plain files of each, then its archives."""
        for argument in self.arguments:
            path = Path(argument)
            files = walk(path, self.out, self.tally, self.rules) if path.is_dir() else iter([path])
            yield from self._of(files, path if path.is_dir() else path.parent)
        self.plan.ignored, self.plan.linked = self.tally.ignored, len(self.tally.linked)

    def _of(self, files: Iterator[Path], root: Path) -> Iterator[Shard]:
        archives: list[tuple[Path, Found]] = []
        items: list[Item] = []
        source, frozen = -1, 0
        for path in files:
            found = _found(path, self.settings)
            if found is not None:
                archives.append((path, found))
                continue
            if source < 0:
                source = self._source(SourceFile(str(root.absolute()), "", "files"))
            items.append(self._item(path, root))
            if self.copies is not None:
                entry = file_entry(root, items[-1])
                self.copies.add(entry, _loaded(entry))
            if len(items) == self.options.stories_from(frozen):
                yield self._of_files(source, items)
                frozen, items = frozen + len(items), []
        if items:
            yield self._of_files(source, items)
        for path, found in archives:
            yield from self._of_archive(path, root, found)

    def _item(self, path: Path, root: Path) -> Item:
        below = PurePosixPath(path.relative_to(root))
        place = below.with_name(places.short(below.stem) or below.name)
        if places.same(place) in self.taken:
            place = places.apart(place, str(path))
        self.taken.add(places.same(place))
        return Item(str(below), str(place), *shards.stamp(path))

    def _of_files(self, source: int, items: Sequence[Item]) -> Shard:
        content = shards.content_of(self.plan.sources[source], items)
        return self._shard(Shard(-1, source, 0, len(items), 0, content, tuple(items)))

    def _of_archive(self, path: Path, root: Path, found: Found) -> Iterator[Shard]:
        label = str(PurePosixPath(path.relative_to(root)))
        spec = SourceFile(str(path.absolute()), label, found.kind, found.compression, *shards.stamp(path))
        source = self._source(spec)
        if self.copies is None and self._known(spec):
            yield from self._again(source, spec)
            return
        open_shard: _Open | None = None
        number = 0
        try:
            for entry in sources.entries(path, found, self.settings):
                if isinstance(entry, Damage):
                    self.plan.broken.append(Broken(label, entry.offset, entry.message))
                    continue
                if open_shard is None:
                    open_shard = _Open(number, entry.mark or 0)
                data = _loaded(entry) if entry.version is None or self.copies is not None else None
                open_shard.add(entry, data)
                if self.copies is not None:
                    self.copies.add(entry, data)
                number += 1
                if open_shard.count == self.options.stories_from(open_shard.first):
                    yield self._shard(open_shard.shard(source))
                    open_shard = None
        except MissingDependencyError as error:
            self.plan.broken.append(Broken(label, 0, str(error)))
        except ReadError as error:
            self.plan.broken.append(Broken(label, 0, str(error)))
        if open_shard is not None:
            yield self._shard(open_shard.shard(source))

    def _known(self, spec: SourceFile) -> bool:
        return self.old is not None and same_but_for_files(self.old.options, self.options) and spec in self.old.sources

    def _again(self, source: int, spec: SourceFile) -> Iterator[Shard]:
        """The shards of an archive that has not changed."""
        assert self.old is not None
        label, before = spec.label, self.old.sources.index(spec)
        self.plan.broken += [one for one in self.old.broken if one.source == label]
        for shard in self.old.shards:
            if shard.source == before:
                yield self._shard(replace(shard, source=source))

    def _source(self, source: SourceFile) -> int:
        self.plan.sources.append(source)
        return len(self.plan.sources) - 1

    def _shard(self, shard: Shard) -> Shard:
        self.next += 1
        return replace(shard, id=self.next - 1)


class _Open:
    """A shard that entries are still added to."""

    def __init__(self, first: int, mark: int) -> None:
        self.first = first
        self.mark = mark
        self.count = 0
        self._content = hashlib.sha256()

    def add(self, entry: Entry, data: bytes | ReadError | None) -> None:
        """Take an entry with its content, which is not needed where its version tells whether it has changed."""
        version = data if isinstance(data, bytes) and entry.version is None else (entry.version or str(data)).encode()
        key = entry.key.encode("utf-8", "surrogateescape")
        self._content.update(b"%d %d " % (len(key), len(version)) + key + version)
        self.count += 1

    def shard(self, source: int) -> Shard:
        return Shard(-1, source, self.first, self.count, self.mark, self._content.hexdigest())


def _loaded(entry: Entry) -> bytes | ReadError:
    """The content of an entry, which can be asked for once; or why there is none."""
    try:
        return entry.load()
    except ReadError as error:
        return error


def _found(path: Path, settings: Settings) -> Found | None:
    """What kind of archive a file is; None for a plain file, and for one that fails when it is read."""
    try:
        return detect(path, settings)
    except ReadError:
        return None
