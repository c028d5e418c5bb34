"""Reads a Story from raw text: the way bytes - lines - blocks - labels - Story."""

from __future__ import annotations

from newscopy.errors import InternalError, LossError
from newscopy.formats import Reader
from newscopy.model import Story
from newscopy.structure import blocks, dense, provenance
from newscopy.structure.assemble import assemble
from newscopy.structure.decode import decode
from newscopy.structure.label import label
from newscopy.structure.words import load
from newscopy.topics.reading import TopicOptions, topics_told


def read(data: bytes | str, name: str, options: TopicOptions) -> Story:
    """The story in a text; every non-blank character of it is in one of the Story's segments.

    Raises DecodeError if the bytes are no text and StructureError if there is nothing to read.
    """
    source = decode(data, name)
    lexicon = load()
    found = blocks.build(source.text, lexicon["section"], dense.load())
    story = assemble(source, found, label(found), lexicon, options.language, options.id_domain)
    try:
        provenance.check(story, source.text)
    except LossError as error:
        raise InternalError(f"{error}: please report this text") from error
    return topics_told(story, options)


READER = Reader("text", (".txt", ".text"), read, TopicOptions)
