"""The stories of a record, read as the options of a run say, with what an archive and people say of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newscopy import evidence, formats
from newscopy.archive.batch import without_doubt
from newscopy.archive.records import Record
from newscopy.archive.shards import Options
from newscopy.corrections import basis
from newscopy.corrections.correct import correct
from newscopy.corrections.records import Corrections
from newscopy.errors import CorrectionError, ReadError
from newscopy.model import Story
from newscopy.topics.reading import TopicOptions, topics_told


class Reading:
    """Reads records; `corrections` count for the stories that they are of.

    profile: what was learned of the inputs, for runs that learn.
    """

    def __init__(self, options: Options, corrections: Corrections, profile: Path | None = None) -> None:
        self._options = options
        self._corrections = corrections
        self._profile = profile if options.learn else None
        self._readers: dict[str, tuple[formats.Reader, formats.ReadOptions]] = {}

    def stories(self, record: Record) -> Iterator[Story | ReadError]:
        """Each story of a record, or why it cannot be read or is refused; raises ReadError if there is none at all."""
        reader, options = self._reader(self._options.reader or record.reader or formats.read_format_of(record.name))
        if reader.read_many is not None:
            told = reader.read_many(record.data, record.name, options)
        else:
            told = iter((evidence.apply(reader.read(record.data, record.name, options), record.evidence),))
        for story in told:
            made = story if isinstance(story, ReadError) else self._corrected(story, record, options)
            yield made if isinstance(made, ReadError) else without_doubt(made, strict=self._options.strict)

    def _reader(self, name: str) -> tuple[formats.Reader, formats.ReadOptions]:
        if name not in self._readers:
            reader = formats.reader(name)
            given = dict(self._options.reading.get(name, {}))
            if self._profile is not None and "profile" in reader.options.model_fields:
                given["profile"] = self._profile
            self._readers[name] = reader, formats.made_options(reader.options, given, name)
        return self._readers[name]

    def _corrected(self, story: Story, record: Record, options: formats.ReadOptions) -> Story | CorrectionError:
        wanted = self._corrections.of(story.source.sha256, story.id)
        if not wanted:
            return story
        try:
            text = basis.of_source(story, record.data, record.name)
            made = correct(story, wanted, text, getattr(options, "lexicon", None))
            return topics_told(made, options) if isinstance(options, TopicOptions) else made
        except CorrectionError as error:
            return error
