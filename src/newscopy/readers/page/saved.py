"""A saved page opened: its shown text as a Source, the hints of its lines, and what its head says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from newscopy.errors import StructureError
from newscopy.model import Notice
from newscopy.readers.page import markdown
from newscopy.readers.page.columns import hints
from newscopy.readers.page.encoding import decoded
from newscopy.readers.page.metadata import Metadata, metadata
from newscopy.readers.page.shown import Place, Shown
from newscopy.readers.page.walk import shown
from newscopy.structure.blocks import Blocks
from newscopy.structure.decode import Source, decode, drawn
from newscopy.structure.hints import Hints, build
from newscopy.structure.words import Lexicon

# libxml2 stops at 2,048 levels. Elements that only group others go then; each tag becomes the end of a line.
_GROUPING = re.compile(r"</?(?:div|span|font|b|i|center|section|blockquote|ul|li|table|tbody|tr|td|p)\b[^<>]*>", re.I)
# libxml2 compares each attribute of an element with all before it: 200,000 of them would take minutes.
_HUGE_TAG, _MOST_ATTRIBUTES = 65_536, 5_000
_NAME = re.compile(r"[A-Za-z][\w:-]{0,50}")
# libxml2 drops what stands behind these; a browser shows it (WHATWG HTML, "The after body insertion mode").
_ENDS = re.compile(rb"</(?:body|html)(?=[\s/>])[^<>]*>", re.I)
_MOST_SHOWN = 4_000_000
# Elements that say what they hold.
_TELLING = frozenset(
    {"h1", "h2", "h3", "h4", "article", "main", "section", "figure", "nav", "header", "footer", "aside"}
)
HTML, MARKDOWN = "text/html", "text/markdown"


@dataclass(frozen=True, eq=False)
class SavedPage:
    """What a saved page holds. The offsets of all of it count characters of `source.text`, the shown text."""

    source: Source
    shown: Shown
    head: Metadata
    hints: Hints
    media_type: str

    @cached_property
    def by_words(self) -> bool:
        """True of a page whose marks say less than its words (benchmarks/RESULTS.md).

        Markdown of whole pages makes a paragraph of each line of a menu; pages of the nineties are tables with line
        breaks, or nothing but these, without an element or a class that says what it holds.
        """
        if self.media_type == MARKDOWN:
            return True
        if self.head.titles or not _TELLING.isdisjoint(place.tag for place in self.shown.places):
            return False
        tabled = sum(_stands_in_table(line.place) for line in self.shown.lines)
        return 2 * tabled > len(self.shown.lines) or not any(place.names for place in self.shown.places)

    @property
    def titles(self) -> list[str] | None:
        """What the headline may say where the file has a field for it: that, or a heading of the first level."""
        if not (self.head.typed and self.head.titles):
            return None
        headings = (line for line in self.shown.lines if line.place.tag == "h1")
        return [*self.head.titles, *(self.shown.text[line.start : line.end] for line in headings)]

    def blocks(self, lexicon: Lexicon) -> Blocks:
        """The blocks of the shown text, as the markup tells them."""
        return build(self.source.text, lexicon["section"], self.hints)


def _stands_in_table(place: Place) -> bool:
    while place.number and place.tag != "td":
        place = place.parent
    return place.tag == "td"


def opened(data: bytes | str, name: str, media_type: str = HTML) -> SavedPage:
    """The page in the bytes of a file of HTML or Markdown; nothing is fetched and no script is run.

    Raises DecodeError if they are no text, and StructureError for a page that is too large or shows no text.
    """
    root, page, source = _shown(data, name, media_type)
    head = metadata(root)
    # What a program made of a page has the title of its window above, which nobody typed for the story.
    head.typed = media_type == MARKDOWN and not head.window
    return SavedPage(source, page, head, hints(page, head), media_type)


def shown_text(data: bytes | str, name: str, media_type: str = HTML) -> Source:
    """The Source of a page's shown text alone; raises as `opened` does."""
    return _shown(data, name, media_type)[2]


def _shown(data: bytes | str, name: str, media_type: str) -> tuple[etree._Element, Shown, Source]:
    whole = decode(data, name) if media_type == MARKDOWN else decoded(data, name)
    root, notices = _tree(markdown.page(whole.text, name) if media_type == MARKDOWN else whole.text)
    page = shown(root) if root is not None else Shown()
    if root is None or not page.lines:
        raise StructureError(f"{name}: the page shows no text{_made_by_scripts(root)}")
    if len(page.text) > _MOST_SHOWN:
        size = f"{len(page.text):,} characters; the limit of one story is {_MOST_SHOWN:,}"
        raise StructureError(f"{name}: the page shows {size}")
    return root, page, drawn(whole, page.text, notices)


def _tree(text: str) -> tuple[etree._Element | None, tuple[Notice, ...]]:
    text = _without_huge_tags(text)
    root, cut = _parsed(text)
    if not cut:
        return root, ()
    message = "elements are nested more than 2,048 deep: those that only group others were taken out"
    root, cut = _parsed(_GROUPING.sub("<br>", text))
    return root, (Notice(code="deep-nesting", message=message),)


def _without_huge_tags(text: str) -> str:
    """The markup with elements that have thousands of attributes bare of them."""
    half = _HUGE_TAG // 2
    if all(text.find("<", at, at + half) >= 0 for at in range(0, len(text) - half + 1, half)):
        return text
    pieces = text.split("<")
    for at in [at for at, piece in enumerate(pieces) if len(piece) > _HUGE_TAG]:
        tag, end, rest = pieces[at].partition(">")
        name = _NAME.match(tag)
        if at and name and len(tag) > _HUGE_TAG and len(tag.split()) > _MOST_ATTRIBUTES:
            pieces[at] = name[0] + end + rest
    return "<".join(pieces)


def _parsed(text: str) -> tuple[etree._Element | None, bool]:
    """The root, None if there is no element, and whether the parser gave up before the end."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, recover=True
    )
    try:
        root = etree.fromstring(_ENDS.sub(b"", text.encode("utf-8", "replace")), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, False
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _made_by_scripts(root: etree._Element | None) -> str:
    scripts = root is not None and next(root.iter("script"), None) is not None
    return "; its scripts make it: save it from a browser that has run them" if scripts else ""
