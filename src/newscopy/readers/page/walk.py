"""A page's tree to the text that a browser shows, and where in the markup each line of it stands.

The text follows the rules of innerText (WHATWG HTML, "The innerText steps"): blocks and br end lines, cells of a table
of data are parted by tabs, white space collapses outside pre, and what is not shown is left out. Links that follow each
other and are alone on their line get a line each: they are chips, tabs, trails or menus.
"""

from __future__ import annotations

import re

from lxml import etree

from newscopy.readers.page.families import families, told_by
from newscopy.readers.page.shown import MARKS, Line, Picture, Place, Shown, Stretch

UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object", "embed", "canvas", "audio",
     "video", "map", "datalist", "textarea", "applet", "noembed", "meta", "link", "base", "source", "track", "param",
     "annotation", "annotation-xml", "rp"}
)  # fmt: skip
_HEADINGS = frozenset({"h6", "h5", "h4", "h3", "h2", "h1"})
_PICTURED = frozenset({"figure", "figcaption"})
_CELLS = frozenset({"td", "th"})
_PRE = frozenset({"pre", "listing", "xmp"})
_COUNTED = _HEADINGS | _PICTURED | _PRE
_ROOTS = frozenset({"html", "body", "frameset", "noframes"})
_SECTIONS = frozenset({"main", "section", "article", "nav", "aside", "header", "footer", "hgroup", "search"})
_FLOW = frozenset({"p", "div", "blockquote", "address", "center", "hr", "dialog"})
_LISTS = frozenset({"ul", "ol", "menu", "dir", "li", "dl", "dt", "dd"})
_TABLES = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr"})
_FORMS = frozenset({"form", "fieldset", "legend", "button", "select", "optgroup", "option", "details", "summary"})
# WHATWG HTML, "Rendering": what a browser sets as blocks or rows; of forms, what stands apart from the text around it.
BLOCKS = _ROOTS | _SECTIONS | _HEADINGS | _FLOW | _PRE | _PICTURED | _LISTS | _TABLES | _CELLS | _FORMS
_STRONG, _EMPHASIS = frozenset({"b", "strong"}), frozenset({"em", "i"})
# Children by which a table is there for the layout: its cells are blocks.
_LAYOUT = ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "br", "form", "article", "section")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
# Scripts take these off when the page is there: what saved the page saved it too early, or the reader's would.
_SHOWN_LATER = frozenset({"html", "body", "main", "article"})
_SPACES = re.compile("[ \t\n\r\f]+")
_BLANK = " \t\n\r\f"
_WHITE = frozenset(_BLANK)
_BREAKING = frozenset(_BLANK + "\xa0")
_COLONS = ":：|"
_MARKS = {name: 1 << number for number, name in enumerate(MARKS)}
_TELLING = frozenset({"style", "hidden", "itemprop", "rel"})
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


def shown(root: etree._Element) -> Shown:
    """The text that a browser would show of a tree, without running its scripts."""
    return _Walk().of(root)


def _items(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes of an element; lxml-stubs says that they may be bytes, which HTML's never are."""
    return element.items()  # type: ignore[return-value]


def _bit(family: str) -> int:
    return 1 << families().index(family)


_Before = tuple[bool, Place, int, int, str | None, bool]
"""Whether an element is a block, and place, families, marks and link before it; whether it is a part of a line."""


class _Walk:
    """Goes through a tree once; what marks the line at hand is held until it ends."""

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
        self.inline_families = self.inline_marks = 0
        self.linked = self.strengthened = self.emphasised = 0
        self.tables: list[bool] = []
        self.heading = self.pictured = 0
        self.parted = False
        # Where an inline element was left last, and whether one was entered since then.
        self.left, self.entered = -1, False
        self.credit, self.kicker = _bit("credit"), _bit("kicker")

    def of(self, root: etree._Element) -> Shown:
        """The page; elements are entered and left in order, without recursion."""
        walk = etree.iterwalk(root, events=("start", "end"))
        undo: list[_Before | None] = []
        for event, element in walk:
            if event == "start":
                tag = element.tag
                before = None if tag in UNSEEN or not isinstance(tag, str) else self.enter(element, tag)
                undo.append(before)
                if before is None:
                    walk.skip_subtree()
                    continue
                text = element.text
            else:
                before = undo.pop()
                if before is not None:
                    self.leave(element.tag, before)
                text = element.tail
            if not text:
                continue
            if text.isspace() and not self.pre:
                self.blank = True
            else:
                self.say(text)
        self.flush()
        self.page.text = shown = "".join(self.out)
        self.page.stretches = [kept for one in self.page.stretches if (kept := _trimmed(one, shown)).end > kept.start]
        return self.page

    def enter(self, element: etree._Element, tag: str) -> _Before | None:
        """Go into an element; gives what has to be put back when it is left, None if nothing in it is shown."""
        names, marks = "", 0
        for key, value in _items(element):
            if key == "class" or key == "id":
                names = f"{names} {value}" if names else value
            elif key in _TELLING:
                marks |= _told_by(key, value, tag)
        if marks < 0 or (tag == "dialog" and element.get("open") is None):
            self.page.hidden += tag in BLOCKS
            return None
        families = told_by(names) if names else 0
        if tag in BLOCKS:
            return self.enter_block(element, tag, names, families, marks)
        if tag == "br":
            soft = self.start >= 0
            self.flush()
            self.breaks += 1
            self.soft = soft
            return None
        if tag == "img":
            self.picture(element)
            return None
        self.entered = True
        parts = bool(families) and self.is_part(families, tag)
        if parts and self.pictured:
            self.end_line()
        before = (False, self.place, self.families, self.marks, self.link, parts)
        self.families |= families
        self.marks |= marks
        if tag == "a":
            self.open_link(element.get("href"))
        elif tag == "time":
            self.marks |= _MARKS["time"]
        elif tag in _STRONG:
            self.strong += 1
            if self.strong == 1:
                self.strong_start = self.at
        elif tag in _EMPHASIS:
            self.emphasis += 1
            if self.emphasis == 1:
                self.emphasis_start = self.at
        return before

    def enter_block(self, element: etree._Element, tag: str, names: str, families: int, marks: int) -> _Before:
        """Begin a block; in a heading it begins no line, and in a table of data a cell goes on with the row's."""
        if tag == "table":
            self.tables.append(next(element.iter(*_LAYOUT), None) is not None or _nested(element))
        if tag in _CELLS and self.tables and not self.tables[-1]:
            if self.start >= 0:
                self.tab()
        elif self.heading:
            self.blank = True
        else:
            if self.start >= 0:
                self.flush()
            self.soft = False
            if self.breaks < 2:
                self.breaks = 2 if tag == "p" else 1
        before = (True, self.place, self.families, self.marks, self.link, self.is_part(families, tag))
        if tag in _COUNTED:
            self.heading += tag in _HEADINGS
            self.pictured += tag in _PICTURED
            self.pre += tag in _PRE
        # What inline elements around a block say belongs to the block.
        self.place = Place(len(self.page.places), tag, self.place, names, families | self.families, marks | self.marks)
        self.page.places.append(self.place)
        self.families = self.marks = 0
        return before

    def leave(self, tag: str, before: _Before) -> None:
        """Come out of an element, with what `enter` gave."""
        is_block, place, self.families, self.marks, link, parts = before
        if is_block:
            if tag in _COUNTED:
                self.heading -= tag in _HEADINGS
                self.pictured -= tag in _PICTURED
                self.pre -= tag in _PRE
            if self.heading:
                self.blank = True
                self.parted = self.parted or parts
            elif not (tag in _CELLS and self.tables and not self.tables[-1]):
                if self.start >= 0:
                    self.flush()
                self.soft = False
                if self.breaks < 2:
                    self.breaks = 2 if tag == "p" else 1
            if tag == "table":
                self.tables.pop()
            self.place = place
            return
        self.left, self.entered = self.at, False
        if parts and self.pictured:
            self.end_line()
        self.parted = self.parted or (parts and self.heading > 0)
        if tag == "a":
            self.close_link()
            self.link_end = self.at
            self.link = link
            self.link_start = self.at
        elif tag in _STRONG:
            self.strong -= 1
            if not self.strong:
                self.close("strong", self.strong_start)
        elif tag in _EMPHASIS:
            self.emphasis -= 1
            if not self.emphasis:
                self.close("emphasis", self.emphasis_start)

    def is_part(self, families: int, tag: str) -> bool:
        """True for the credit in a caption and the kicker in a heading, which are lines of their own."""
        if self.pictured and families & self.credit:
            return True
        return bool(self.heading and families & self.kicker) and tag != "a"

    def end_line(self, breaks: int = 1) -> None:
        """End the line at hand, with so many line ends at least before the next one."""
        self.flush()
        self.breaks = max(self.breaks, breaks)

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
        if self.parted:
            # A kicker inside the heading is a line of its own, unless a colon, hidden or not, makes them one.
            self.parted = False
            if said[0] in _COLONS:
                self.blank = False
            elif self.start >= 0:
                self.end_line()
        if self.start < 0:
            if self.breaks and self.at:
                self.out.append("\n" * self.breaks)
                self.at += self.breaks
            self.start = self.at
            self.breaks = 0
        elif not self.pre and (self.blank or whole[:1] in _WHITE) and not (self.heading and said[0] == ":"):
            if self.entered and self.left == self.at:
                self.page.seams.append(self.at)
            self.out.append(" ")
            self.at += 1
        self.blank = whole[-1:] in _WHITE or (self.heading > 0 and said == ":")
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
        if self.start >= 0 and self.at == self.link_end and self.linked >= self.at - self.start:
            self.end_line()
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
        """Note an image; what is loaded later names its address in another attribute."""
        for key in ("src", "data-src", "data-original"):
            url = (element.get(key) or "").strip()
            if url and not url.startswith("data:"):
                self.page.pictures.append(Picture(url, element.get("alt") or "", self.place, self.at))
                return


def _trimmed(stretch: Stretch, text: str) -> Stretch:
    """A stretch without white space at its ends; a mark is opened before it is known what comes first."""
    start, end = stretch.start, stretch.end
    while start < end and text[start] in _BREAKING:
        start += 1
    while end > start and text[end - 1] in _BREAKING:
        end -= 1
    same = start == stretch.start and end == stretch.end
    return stretch if same else stretch._replace(start=start, end=end)


def _nested(table: etree._Element) -> bool:
    return any(inner is not table for inner in table.iter("table"))
