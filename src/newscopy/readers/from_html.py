"""Reads a Story from a saved page: its shown text takes the way of a text, with its markup as hints beside it."""

from __future__ import annotations

from pathlib import Path

from newscopy.errors import InternalError, LossError
from newscopy.formats import Reader
from newscopy.model import Story
from newscopy.profiles import profile as profiles
from newscopy.readers.page.agreement import agreed
from newscopy.readers.page.forms import formed
from newscopy.readers.page.kinds import kind_told
from newscopy.readers.page.marks import marked
from newscopy.readers.page.saved import MARKDOWN, SavedPage, opened
from newscopy.readers.page.seams import beside_dates, parted, without_kickers
from newscopy.structure import dense, net, provenance
from newscopy.structure.assemble import assemble
from newscopy.structure.furniture import Laid
from newscopy.structure.label import label
from newscopy.structure.words import load
from newscopy.topics.reading import TopicOptions, topics_told

WEIGHTS = dense.WEIGHTS.with_name("labeller-html.npz")


class HtmlOptions(TopicOptions):
    """lexicon: a folder of word lists of your own, a TOML file a language, which are added to the packaged ones.

    weights: those of a labeller of pages that was taught further with pages of your own (training/README.md); of one of
    texts for Markdown.
    profile: what stands on page after page of a site, as `newscopy learn` makes it.
    """

    lexicon: Path | None = None
    weights: Path | None = None
    profile: profiles.Usable | None = None


def read(data: bytes | str, name: str, options: HtmlOptions) -> Story:
    """The story in a page; every non-blank character that the page shows is in one of the Story's segments.

    Raises DecodeError if the bytes are no text, StructureError if the page shows nothing or is too large, and
    OptionError for word lists, weights or a profile that cannot be used.
    """
    return told(opened(data, name), options)


def told(page: SavedPage, options: HtmlOptions) -> Story:
    """The story of a page that was opened; raises OptionError as `read` does."""
    lexicon, weights = load(options.lexicon), _weights(page, options)
    blocks = page.blocks(lexicon)
    known = profiles.load(options.profile).of(blocks) if options.profile else None
    labels = label(blocks, lexicon, weights, page.hints, known, page.titles, by_words=page.by_words)
    labels = formed(labels, blocks, page, lexicon, learned=known is not None)
    story = assemble(page.source, blocks, labels, lexicon, options.language, options.id_domain, page.media_type)
    story = beside_dates(parted(marked(story, page.shown), page.shown, lexicon), page.shown)
    story = without_kickers(story, page.shown)
    story = agreed(story, page.head, page.source.text, lexicon)
    try:
        provenance.check(story, page.source.text)
    except LossError as error:
        raise InternalError(f"{error}: please report this page") from error
    return topics_told(kind_told(story, page.shown, page.head), options)


def _weights(page: SavedPage, options: HtmlOptions) -> dense.Weights:
    """Those of the labeller of pages; of that of texts where the words of a page alone are looked at."""
    if not page.by_words:
        return dense.load(options.weights or WEIGHTS)
    return dense.load(options.weights if page.media_type == MARKDOWN else None)


def lay_out(data: bytes | str, name: str, options: HtmlOptions) -> Laid:
    """The blocks of a page, before they are labelled; raises what `read` does."""
    return laid(opened(data, name), options)


def laid(page: SavedPage, options: HtmlOptions) -> Laid:
    """The same of a page that was opened."""
    lexicon = load(options.lexicon)
    blocks = page.blocks(lexicon)
    seen = None if page.by_words else page.hints
    return Laid(blocks, net.page_of(blocks, lexicon, seen), page.hints)


READER = Reader("html", (".html", ".htm", ".xhtml"), read, HtmlOptions, lay_out=lay_out)
