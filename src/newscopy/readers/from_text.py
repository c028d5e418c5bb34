"""Reads a Story from raw text: the way bytes - lines - blocks - labels - Story."""

from __future__ import annotations

import re
from pathlib import Path

from newscopy.errors import InternalError, LossError
from newscopy.formats import Reader
from newscopy.model import Notice, Story
from newscopy.profiles import profile as profiles
from newscopy.structure import blocks, dense, net, provenance
from newscopy.structure.assemble import assemble
from newscopy.structure.decode import Source, decode
from newscopy.structure.furniture import Laid
from newscopy.structure.label import label
from newscopy.structure.words import load
from newscopy.topics.reading import TopicOptions, topics_told

_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,4} +[^\s#]", re.MULTILINE)
_LINK = re.compile(r"\[[^\]\n]+\]\(https?://")
# So many headings of Markdown are no accident, or one with so many links.
_FEWEST = 2


class TextOptions(TopicOptions):
    """lexicon: a folder of word lists of your own, a TOML file a language, which are added to the packaged ones.

    weights: those of a labeller that was taught further with pages of your own (training/README.md). profile: what
    stands on page after page of a site, as `newscopy learn` makes it.
    """

    lexicon: Path | None = None
    weights: Path | None = None
    profile: profiles.Usable | None = None


def read(data: bytes | str, name: str, options: TextOptions) -> Story:
    """The story in a text; every non-blank character of it is in one of the Story's segments.

    Raises DecodeError if the bytes are no text, StructureError if there is nothing to read, and OptionError for word
    lists, weights or a profile that cannot be used.
    """
    source = decode(data, name)
    story = told(source, options)
    if notice := _of_another_format(source.text):
        story = story.model_copy(update={"notices": (*story.notices, notice)})
    return story


def told(source: Source, options: TextOptions, media_type: str = "text/plain") -> Story:
    """The story in a text that was decoded, or drawn out of a file of a type; raises OptionError as `read` does."""
    lexicon, weights = load(options.lexicon), dense.load(options.weights)
    found = blocks.build(source.text, lexicon, weights)
    known = profiles.load(options.profile).of(found) if options.profile else None
    labels = label(found, lexicon, weights, known=known)
    story = assemble(source, found, labels, lexicon, options.language, options.id_domain, media_type)
    try:
        provenance.check(story, source.text)
    except LossError as error:
        raise InternalError(f"{error}: please report this text") from error
    return topics_told(story, options)


def _of_another_format(text: str) -> Notice | None:
    """A word on text that is markup: its marks would be read as words."""
    if _PAGE.match(text):
        return Notice(code="markup", message="the text is an HTML page: -f html reads its elements")
    headings = len(_HEADING.findall(text)) if "#" in text else 0
    if headings >= _FEWEST or (headings and len(_LINK.findall(text)) >= _FEWEST):
        return Notice(code="markup", message="the text has the marks of Markdown: -f markdown reads them")
    return None


def lay_out(data: bytes | str, name: str, options: TextOptions) -> Laid:
    """The blocks of a text, before they are labelled; raises what `read` does."""
    return laid(decode(data, name), options)


def laid(source: Source, options: TextOptions) -> Laid:
    """The same of a text that was decoded."""
    lexicon = load(options.lexicon)
    found = blocks.build(source.text, lexicon, dense.load(options.weights))
    return Laid(found, net.page_of(found, lexicon), None)


READER = Reader("text", (".txt", ".text"), read, TextOptions, lay_out=lay_out)
