"""A page's tree to the text that a browser shows, and where in the markup each line of it stands.

The text follows the rules of innerText (WHATWG HTML, "The innerText steps"): blocks and br end lines, cells of a table
of data are parted by tabs, white space collapses outside pre, and what is not shown is left out. Links that touch each
other and are alone on their line get a line each: they are chips, tabs or menus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from newscopy.readers.page.families import told_by

UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object", "embed", "canvas", "audio",
     "video", "map", "datalist", "textarea", "applet", "noembed", "meta", "link", "base", "source", "track", "param",
     "annotation", "annotation-xml", "rp"}
)  # fmt: skip
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
     "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p",
     "pre", "search", "section", "select", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "xmp", "td", "th",
     "frameset", "noframes"}
)  # fmt: skip
_STRONG, _EMPHASIS = frozenset({"b", "strong"}), frozenset({"em", "i"})
_CELLS = frozenset({"td", "th"})
_PRE = frozenset({"pre", "listing", "xmp"})
# Children by which a table is there for the layout: its cells are blocks.
_LAYOUT = ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "br", "form", "article", "section")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
# Scripts take these off when the page is there: what saved the page saved it too early, or the reader's would.
_SHOWN_LATER = frozenset({"html", "body", "main", "article"})
_SPACES = re.compile("[ \t\n\r\f]+")
_BLANK = " \t\n\r\f"
_WHITE = frozenset(_BLANK)
_MARKS = {
    name: 1 << number
    for number, name in enumerate(("headline", "articlebody", "description", "author", "datepublished", "time", "tag"))
}
_TELLING = frozenset({"style", "hidden", "itemprop", "rel"})
MARKS = tuple(_MARKS)
"""What microdata, rel and time say, as bits in this order."""
_ITEMS = {
    "headline": "headline", "name": "", "articlebody": "articlebody", "description": "description", "author": "author",
    "creator": "author", "datepublished": "datepublished", "datemodified": "datepublished", "keywords": "tag",
    "articlesection": "tag", "alternativeheadline": "description", "text": "",
}  # fmt: skip


def _told_by(key: str, value: str, tag: str) -> int:
    """The marks that an attribute gives; less than zero if it hides the element."""
    if key == "style":
        return -1 if tag not in _SHOWN_LATER and _HIDING.search(value) else 0
    if key == "hidden":
        return -1 if tag not in _SHOWN_LATER and value != "until-found" else 0
    if key == "rel":
        return _MARKS["author"] if "author" in value else _MARKS["tag"] if "tag" in value.split() else 0
    found = 0
    for word in value.lower().split():
        found |= _MARKS.get(_ITEMS.get(word, ""), 0)
    return found


class Place:
    """A block element of the tree: where lines stand. The parent of the root is the root itself."""

    __slots__ = ("depth", "families", "marks", "names", "number", "parent", "tag")

    def __init__(self, number: int, tag: str, parent: Place | None, names: str, families: int, marks: int) -> None:
        self.number = number
        self.tag = tag
        self.parent: Place = parent or self
        self.names = names
        self.families = families
        self.marks = marks
        self.depth: int = parent.depth + 1 if parent else 0


class Stretch(NamedTuple):
    """A half-open stretch of the shown text that is marked: `kind` as in model.Mark, `url` of a link."""

    kind: str
    start: int
    end: int
    url: str | None


class Picture(NamedTuple):
    """An image and the block it stands in."""

    url: str
    words: str
    place: Place


@dataclass
class Line:
    """A line of the shown text: where it is, and what marks it.

    links, strong, emphasis: characters so marked. families, marks: of inline elements. soft: a lone br parts it from
    the line before, in the same block.
    """

    start: int
    end: int
    place: Place
    links: int
    strong: int
    emphasis: int
    families: int
    marks: int
    soft: bool


@dataclass
class Shown:
    """What a page shows: its text, its lines, and what is marked or pictured in it. `hidden` counts blocks left out."""

    text: str = ""
    lines: list[Line] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    hidden: int = 0


def shown(root: etree._Element) -> Shown:
    """The text that a browser would show of a tree, without running its scripts."""
    return _Walk().of(root)


class _Walk:
    """Goes through a tree once; `marks` of the line at hand are held until it ends."""

    def __init__(self) -> None:
        self.page = Shown()
        self.out: list[str] = []
        self.at = 0
        self.start = -1
        self.blank = False
        self.breaks = 0
        self.soft = False
        self.place = Place(0, "html", None, "", 0, 0)
        self.page.places.append(self.place)
        self.link: str | None = None
        self.link_start = self.link_end = -1
        self.strong = self.emphasis = self.pre = 0
        self.strong_start = self.emphasis_start = -1
        self.families = self.marks = 0
        self.linked = self.strengthened = self.emphasised = 0
        self.tables: list[bool] = []

    def of(self, root: etree._Element) -> Shown:
        """The page; elements are entered and left in order, without recursion."""
        walk = etree.iterwalk(root, events=("start", "end"))
        undo: list[tuple[object, ...]] = []
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in UNSEEN or not isinstance(tag, str):
                    walk.skip_subtree()
                    undo.append(())
                    continue
                undo.append(self.enter(element, tag, walk))
                text = element.text
                if text:
                    if text.isspace() and not self.pre:
                        self.blank = True
                    else:
                        self.say(text)
            else:
                before = undo.pop()
                if before:
                    self.leave(tag, before)
                text = element.tail
                if text:
                    if text.isspace() and not self.pre:
                        self.blank = True
                    else:
                        self.say(text)
        self.flush()
        self.page.text = "".join(self.out)
        return self.page

    def enter(self, element: etree._Element, tag: str, walk: etree.iterwalk) -> tuple[object, ...]:
        """Go into an element; gives what has to be put back when it is left, () if it is not shown."""
        names, marks = "", 0
        for key, value in element.items():
            if key == "class" or key == "id":
                names = f"{names} {value}" if names else value
            elif key in _TELLING:
                marks |= _told_by(key, value, tag)
        if marks < 0 or (tag == "dialog" and element.get("open") is None):
            self.page.hidden += tag in BLOCKS
            walk.skip_subtree()
            return ()
        families = told_by(names) if names else 0
        if tag in BLOCKS:
            return self.enter_block(element, tag, names, families, marks)
        if tag == "br":
            soft = self.start >= 0
            self.flush()
            self.breaks += 1
            self.soft = soft
            return ()
        if tag == "img":
            self.picture(element)
            return ()
        if tag == "time":
            marks |= _MARKS["time"]
        before = (False, self.families, self.marks, self.link, tag)
        self.families |= families
        self.marks |= marks
        if tag == "a":
            self.open_link(element.get("href"))
        elif tag in _STRONG:
            self.strong += 1
            if self.strong == 1:
                self.strong_start = self.at
        elif tag in _EMPHASIS:
            self.emphasis += 1
            if self.emphasis == 1:
                self.emphasis_start = self.at
        return before

    def enter_block(
        self, element: etree._Element, tag: str, names: str, families: int, marks: int
    ) -> tuple[object, ...]:
        if tag == "table":
            self.tables.append(next(element.iter(*_LAYOUT[:2], *_LAYOUT[3:]), None) is not None or _nested(element))
        if tag in _CELLS and self.tables and not self.tables[-1]:
            if self.start >= 0:
                self.tab()
        else:
            self.flush()
            self.breaks = max(self.breaks, 2 if tag == "p" else 1)
        before = (True, self.place, self.families, self.marks)
        self.place = Place(len(self.page.places), tag, self.place, names, families, marks | self.marks)
        self.page.places.append(self.place)
        # What inline elements around a block say belongs to the block.
        self.place.families |= self.families
        self.families = self.marks = 0
        self.pre += tag in _PRE
        return before

    def leave(self, tag: str, before: tuple[object, ...]) -> None:
        """Come out of an element, with what `enter` gave."""
        if before[0]:
            if not (tag in _CELLS and self.tables and not self.tables[-1]):
                self.flush()
                self.breaks = max(self.breaks, 2 if tag == "p" else 1)
            if tag == "table":
                self.tables.pop()
            self.pre -= tag in _PRE
            _, self.place, self.families, self.marks = before  # type: ignore[assignment]
            return
        _, self.families, self.marks, link, _ = before  # type: ignore[assignment]
        if tag == "a":
            self.close_link()
            self.link_end = self.at
            self.link = link  # type: ignore[assignment]
            self.link_start = self.at
        elif tag in _STRONG:
            self.strong -= 1
            if not self.strong:
                self.close("strong", self.strong_start)
        elif tag in _EMPHASIS:
            self.emphasis -= 1
            if not self.emphasis:
                self.close("emphasis", self.emphasis_start)

    def say(self, text: str) -> None:
        """Show a text with its white space collapsed, or inside pre as it stands."""
        if self.pre:
            first, *others = text.split("\n")
            self.show(first, "")
            for other in others:
                self.flush()
                self.breaks += 1
                self.show(other, "")
        elif text.isascii():
            self.show(" ".join(text.split()), text)
        else:
            self.show(_SPACES.sub(" ", text).strip(_BLANK), text)

    def show(self, said: str, whole: str) -> None:
        """Put words on the line at hand; `whole` tells of blanks around them."""
        if not said or (self.start < 0 and self.pre and said.isspace()):
            self.blank = True
            return
        if self.start < 0:
            if self.breaks and self.at:
                self.out.append("\n" * self.breaks)
                self.at += self.breaks
            self.start = self.at
            self.breaks = 0
        elif not self.pre and (self.blank or whole[:1] in _WHITE):
            self.out.append(" ")
            self.at += 1
        self.blank = whole[-1:] in _WHITE
        size = len(said)
        if self.link is not None:
            self.linked += size
        if self.strong:
            self.strengthened += size
        if self.emphasis:
            self.emphasised += size
        self.inline_families |= self.families
        self.inline_marks |= self.marks
        self.out.append(said)
        self.at += size

    inline_families = inline_marks = 0

    def tab(self) -> None:
        """Part two cells of a table of data."""
        self.out.append("\t")
        self.at += 1
        self.blank = False

    def flush(self) -> None:
        """End the line at hand, if there is one."""
        if self.start >= 0:
            self.page.lines.append(
                Line(self.start, self.at, self.place, self.linked, self.strengthened, self.emphasised,
                     self.inline_families, self.inline_marks, self.soft)
            )  # fmt: skip
            self.breaks = 1
            self.soft = False
        elif self.soft:
            self.soft = False
        self.start = -1
        self.blank = False
        self.linked = self.strengthened = self.emphasised = 0
        self.inline_families = self.inline_marks = 0

    def open_link(self, url: str | None) -> None:
        touching = self.start >= 0 and self.at == self.link_end and not self.blank
        if touching and self.linked >= self.at - self.start:
            self.flush()
            self.breaks = 1
        if self.link is not None:
            self.close_link()
        self.link = url.strip() if url else self.link
        self.link_start = self.at

    def close_link(self) -> None:
        if self.link:
            self.close("link", self.link_start, self.link)

    def close(self, kind: str, start: int, url: str | None = None) -> None:
        if self.at > start:
            self.page.stretches.append(Stretch(kind, start, self.at, url))

    def picture(self, element: etree._Element) -> None:
        url = next((element.get(key) for key in ("src", "data-src", "data-original") if element.get(key)), None)
        if url and not url.startswith("data:"):
            self.page.pictures.append(Picture(url.strip(), element.get("alt") or "", self.place))
        elif (data := element.get("data-src") or element.get("data-original")):
            self.page.pictures.append(Picture(data.strip(), element.get("alt") or "", self.place))


def _nested(table: etree._Element) -> bool:
    return any(inner is not table for inner in table.iter("table"))
