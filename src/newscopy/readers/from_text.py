"""Reads a Story from raw text: the way bytes - lines - blocks - labels - Story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newscopy.errors import InternalError, LossError, StructureError
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

if TYPE_CHECKING:
    from newscopy.readers.from_html import HtmlOptions
    from newscopy.readers.page.saved import SavedPage

_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,4}) +[^\s#]")
_LINK = re.compile(r"\]\(https?://")
# So many headings are no accident, if half of them are of lower levels or there are links; or one with so many links;
# or links alone.
_FEWEST, _MANY = 2, 8
_HTML, _MARKDOWN = "an HTML page", "Markdown"


class TextOptions(TopicOptions):
    """lexicon: a folder of word lists of your own, a TOML file a language, which are added to the packaged ones.

    weights: those of a labeller that was taught further with pages of your own (training/README.md). profile: what
    stands on page after page of a site, as `newscopy learn` makes it.
    """

    lexicon: Path | None = None
    weights: Path | None = None
    profile: profiles.Usable | None = None


class RawTextOptions(TextOptions):
    """markup: whether a text that is an HTML page, or has the marks of Markdown, is read as one."""

    markup: bool = True


def read(data: bytes | str, name: str, options: RawTextOptions) -> Story:
    """The story in a text; every non-blank character of it is in one of the Story's segments.

    A text that is an HTML page or has the marks of Markdown is read as one, with a notice. Raises DecodeError if the
    bytes are no text, StructureError if there is nothing to read, and OptionError for word lists, weights or a profile
    that cannot be used.
    """
    source = decode(data, name)
    marked = _markup(source.text)
    if marked and options.markup and (page := _opened(data, name, marked)):
        from newscopy.readers import from_html

        story = from_html.told(page, _page_options(options, marked))
        message = f"the text is {marked}, and was read as such: -O markup=no reads it as it stands"
    else:
        story = told(source, options)
        message = f"the text is {marked}: -O markup=yes reads it as such"
    notices = (Notice(code="markup", message=message),) if marked else ()
    return story.model_copy(update={"notices": (*story.notices, *notices)}) if notices else story


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


def _markup(text: str) -> str | None:
    """What a text is that is markup: its marks would be read as words."""
    if _PAGE.match(text):
        return _HTML
    links = len(_LINK.findall(text)) if "](http" in text else 0
    levels = list(_levels(text)) if "#" in text else []
    marked = len(levels) >= _FEWEST and (links > 0 or 2 * levels.count("#") <= len(levels))
    return _MARKDOWN if marked or (levels and links >= _FEWEST) or links >= _MANY else None


def _levels(text: str) -> Iterator[str]:
    """The marks of Markdown's headings: they stand between empty lines, comments of a program do not."""
    lines = ["", *text.splitlines(), ""]
    for at in range(1, len(lines) - 1):
        found = _HEADING.match(lines[at]) if lines[at].startswith("#") else None
        if found and not lines[at - 1].strip() and not lines[at + 1].strip():
            yield found[1]


def _opened(data: bytes | str, name: str, marked: str) -> SavedPage | None:
    """The page that a text is; None if it shows nothing as such."""
    from newscopy.readers.page import saved  # lxml, and only pages need it

    try:
        return saved.opened(data, name, saved.HTML if marked == _HTML else saved.MARKDOWN)
    except StructureError:
        return None


def _page_options(options: TextOptions, marked: str) -> HtmlOptions:
    """The options of a page that was kept as a text; weights are those of a labeller of texts, as Markdown takes it."""
    from newscopy.readers.from_html import HtmlOptions

    told = {name: getattr(options, name) for name in HtmlOptions.model_fields}
    return HtmlOptions(**told | ({"weights": None} if marked == _HTML else {}))


def lay_out(data: bytes | str, name: str, options: RawTextOptions) -> Laid:
    """The blocks of a text, before they are labelled; raises what `read` does."""
    source = decode(data, name)
    marked = _markup(source.text) if options.markup else None
    if marked and (page := _opened(data, name, marked)):
        from newscopy.readers import from_html

        return from_html.laid(page, _page_options(options, marked))
    return laid(source, options)


def laid(source: Source, options: TextOptions) -> Laid:
    """The same of a text that was decoded."""
    lexicon = load(options.lexicon)
    found = blocks.build(source.text, lexicon, dense.load(options.weights))
    return Laid(found, net.page_of(found, lexicon), None)


READER = Reader("text", (".txt", ".text"), read, RawTextOptions, lay_out=lay_out)
