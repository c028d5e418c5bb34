"""Sites made up from a grammar: pages of several designs with known answers, every word invented.

Each design has standing furniture of its own, some of it in whole paragraphs, boxes inside the copy, pointers to other
stories of the site, and content that repeats: section labels, bylines, the title of a weekly column.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

_PLACES = (
    "Harrow Bay", "Quillmoor", "Stenby", "Upper Tarn", "Port Esk", "Lowmarsh", "Fennick", "Averley", "Dunwater", "Calder Point",
    "Brackwell", "Ostrey", "Wick Hollow", "Marlow Reach", "Pennant Cross",
)  # fmt: skip
_PEOPLE = (
    "Ines Calloway", "Tomas Wick", "Rhea Lindqvist", "Osman Pell", "Clara Vance", "Jory Haddow", "Mina Okafor", "Piet Larkin",
    "Sanna Brook", "Elias Thorne",
)  # fmt: skip
_THINGS = (
    "the sea wall", "the night ferry", "the fish market", "the old lighthouse", "the tram depot", "the school kitchen",
    "the town archive", "the swing bridge", "the salt works", "the bus station", "the rowing club", "the reservoir",
    "the grain store", "the observatory",
)  # fmt: skip
_DOES = ("repair", "sell", "close", "reopen", "rebuild", "lease", "share", "paint", "insure", "move")
_WHO = (
    "The council", "A group of parents", "The harbour master", "An engineer", "The mayor", "A retired teacher",
    "The rowing club", "A court", "The regional bank", "The fire brigade",
)  # fmt: skip
_SAYS = (
    "said on Tuesday that", "told reporters that", "found in a report that", "warned last winter that",
    "wrote in a letter that", "has long argued that", "denied for weeks that", "agreed in the end that",
)  # fmt: skip
_WHAT = (
    "nobody had asked what it would cost to {} {}", "it would take years to {} {}", "the plan to {} {} came too late",
    "there was no money left to {} {}", "the vote to {} {} had been closer than expected",
    "a firm from {place} had offered to {} {}", "the neighbours in {place} would rather {} {}",
)  # fmt: skip
_AFTER = (
    "", ", although {count} people had signed against it", ", and that {count} jobs depended on it",
    ", which {person} called a mistake", ", as it had in {year}", ", but the last word lies with {place}",
)  # fmt: skip
_HEADS = (
    "{place} votes to {does} {thing}", "Who will {does} {thing}?", "{person}: “We cannot {does} {thing}”",
    "After {count} days, {place} may {does} {thing}", "Why {thing} of {place} divides a town",
    "{place} asks the court to {does} {thing}",
)  # fmt: skip
_SECTIONS = ("Politics", "Culture", "Business", "Sport", "Science")
_MONTHS = ("March", "May", "June", "September", "October")
STANDING, TEASER, COPY = "standing", "teaser", "copy"


@dataclass(frozen=True)
class MadePage:
    """A page as HTML, and of each of its lines, in order, what it is.

    lines: text, kind (standing furniture, teaser or copy) and role.
    """

    html: str
    lines: tuple[tuple[str, str, str], ...]


class _Writer:
    """Writes the words of one page."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def _of(self, pattern: str) -> str:
        pick = self.chance.choice
        return pattern.format(
            pick(_DOES), pick(_THINGS), place=pick(_PLACES), person=pick(_PEOPLE), thing=pick(_THINGS), does=pick(_DOES),
            count=self.chance.randint(12, 940), year=self.chance.randint(1961, 2019),
        )  # fmt: skip

    def sentence(self) -> str:
        pick = self.chance.choice
        return f"{pick(_WHO)} of {pick(_PLACES)} {pick(_SAYS)} {self._of(pick(_WHAT))}{self._of(pick(_AFTER))}."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(1, 4)))

    def head(self) -> str:
        return self._of(self.chance.choice(_HEADS))

    def cross(self) -> str:
        return self._of(
            self.chance.choice(("A vote in {place}", "What {place} fears", "The cost of {thing}", "How it began"))
        )

    def date(self) -> str:
        pick = self.chance
        return f"{pick.randint(1, 28)} {pick.choice(_MONTHS)} 2024, {pick.randint(6, 22)}:{pick.randint(10, 59)}"


class _Page:
    """A page that is being put together."""

    def __init__(self, number: int, design: str, heads: Sequence[str]) -> None:
        self.chance = random.Random(f"{design} {number}")
        self.words = _Writer(self.chance)
        self.number = number
        self.head = heads[number]
        self.heads = heads
        self.html: list[str] = []
        self.lines: list[tuple[str, str, str]] = []

    def open(self, *tags: str) -> None:
        self.html += [f"<{tag}>" for tag in tags]

    def close(self, *tags: str) -> None:
        self.html += [f"</{tag}>" for tag in tags]

    def put(self, tag: str, text: str, role: str, kind: str = COPY, link: bool = False) -> None:
        name = tag.partition(" ")[0]
        inner = f'<a href="/p">{escape(text)}</a>' if link else escape(text)
        self.html.append(f"<{tag}>{inner}</{name}>")
        self.lines.append((text, kind, role))

    def standing(self, tag: str, *texts: str, link: bool = False) -> None:
        for text in texts:
            self.put(tag, text, "discarded", STANDING, link)

    def teasers(self, tag: str, count: int, summary: str = "") -> None:
        others = [head for at, head in enumerate(self.heads) if at != self.number]
        for head in self.chance.sample(others, count):
            self.put(tag, head, "related_title", TEASER, link=True)
            if summary:
                self.put(summary, self.words.sentence(), "related_summary", TEASER)

    def copy(
        self, tag: str = "p", low: int = 5, high: int = 12, cross: str = "h2", inside: Callable[[], None] | None = None
    ) -> None:
        count = self.chance.randint(low, high)
        box = self.chance.randint(2, count - 2)
        for at in range(count):
            if cross and at and at % 4 == 0:
                self.put(cross, self.words.cross(), "subheading")
            if inside is not None and at == box:
                inside()
            self.put(tag, self.words.paragraph(), "paragraph")

    def done(self, title: str) -> MadePage:
        head = f"<title>{escape(self.head)} | {escape(title)}</title>"
        body = "\n".join(self.html)
        return MadePage(f"<!DOCTYPE html><html><head>{head}</head><body>\n{body}\n</body></html>", tuple(self.lines))


def _courier(page: _Page) -> MadePage:
    page.open("header", 'nav class="menu"', "ul")
    page.standing("li", "Home", *_SECTIONS, "Weather", "Jobs", "Sign in", link=True)
    page.close("ul", "nav", "header")
    page.open("main", "article")
    page.put("span class=section", page.chance.choice(_SECTIONS), "category")
    page.put("h1", page.head, "headline")
    page.put("p class=byline", f"By {page.chance.choice(_PEOPLE)}", "byline")
    page.put("time", page.words.date(), "timestamp")
    page.open('div class="share"', "ul")
    page.standing("li", "Share on the square", "Send by post", "Print this page")
    page.close("ul", "div")

    def box() -> None:
        page.open('div class="letter"')
        page.standing("h3", "The Courier in your letter box")
        page.standing(
            "p",
            "Every morning at six we write to you what the night has brought. It costs nothing, and you can leave at any time.",
        )
        page.close("div")

    page.copy(inside=box)
    page.close("article", "main")
    page.open("aside")
    page.standing("h2", "Read next")
    page.teasers("h3", 4)
    page.close("aside")
    page.open("footer")
    page.standing(
        "p",
        "The Harrow Bay Courier is printed by its readers. Since 1911 it belongs to those who buy it, and nobody else may tell it what to write.",
    )
    page.standing("div", "About us", "Privacy", "Terms")
    page.close("footer")
    return page.done("The Courier")


def _soup(page: _Page) -> MadePage:
    page.open('div class="x1"')
    page.standing('div class="x2"', "DAILY TARN", "News", "Pictures", "Letters", "Dead of the week", link=True)
    page.standing('div class="x3"', "Most read now")
    page.teasers('div class="x4"', 5)
    page.close("div")
    page.open('div class="x5"')
    page.put('div class="x6"', page.head, "headline")
    page.put('div class="x7"', page.words.sentence(), "standfirst")
    page.put('div class="x8"', f"{page.chance.choice(_PEOPLE)}, {page.words.date()}", "byline")
    page.copy('div class="x9"', cross='div class="x10"')
    page.standing(
        'div class="x9"',
        "You have read this far, so you know what our reporters do all day. They sit in meetings that last until midnight, so that you do not have to.",
        "If a hundred more people give us the price of a coffee each month, we can send someone to every meeting in every town. Will you be one of them?",
        "We have never taken money from those we write about. Help us to keep it that way, today and for as long as there is a Daily Tarn.",
    )
    page.standing('div class="x11"', "Yes, I will help", "Not now")
    page.standing('div class="x3"', "From other towns")
    page.teasers('div class="x4"', 6, 'div class="x12"')
    page.standing('div class="x13"', f"{page.chance.randint(0, 300)} comments", "Write a comment", "Imprint", "Contact")
    page.close("div")
    return page.done("Daily Tarn")


def _wire(page: _Page) -> MadePage:
    page.standing("div", "ESK PRESS SERVICE", "Client area", "Order copy", "Rates")
    page.put("h2", page.head, "headline")
    page.put("div class=stamp", page.words.date(), "timestamp")
    page.copy("p", 5, 9, cross="")
    page.standing(
        "p",
        "This copy was written for subscribers of the Esk Press Service. It may be shortened, but not changed, and must carry the name of the service.",
        "The service was founded by eleven newspapers of the coast, and reports from forty towns in three languages on every day of the year.",
    )
    page.standing("div", "End of copy", "Back to the list")
    return page.done("Esk Press Service")


def _magazine(page: _Page) -> MadePage:
    author = page.chance.choice(_PEOPLE[:3])
    page.open('div class="top"')
    page.standing("div", "Quill", "Issues", "Essays", "Shop", "Basket (0)")
    page.close("div")
    page.open('article class="essay"')
    page.put('p class="over"', page.chance.choice(_SECTIONS), "kicker")
    page.put('h1 class="title"', page.head, "headline")
    page.put('p class="intro"', page.words.sentence(), "standfirst")
    page.put('p class="author"', f"By {author}", "byline")

    def box() -> None:
        page.standing(
            'p class="note"',
            "This essay first appeared in the printed Quill, which comes out four times a year and is never read on a screen by its makers.",
        )

    page.copy('p class="text"', 7, 14, 'h3 class="cross"', box)
    page.standing(
        'p class="text"',
        "Quill pays its writers before it pays its printers. Subscribe for a year, and the next four issues will come to your door.",
    )
    page.close("article")
    page.open('div class="more"')
    page.standing("h4", "More essays")
    page.teasers("h5", 3, "p")
    page.close("div")
    page.standing(
        'div class="foot"',
        "Quill is a quarterly of the Fennick Society. All rights are with the authors.",
        "Masthead",
        "Stockists",
    )
    return page.done("Quill")


def _portal(page: _Page) -> MadePage:
    page.open('div id="cmp"')
    page.standing(
        "p",
        "We and our 412 partners keep small files on your machine. They tell us which pages you read, and help us to show you what you may want to buy.",
        "You may refuse each of them alone, or all of them at once, and change your mind whenever you like at the foot of each page.",
    )
    page.standing("div", "Accept all", "Settings")
    page.close("div")
    page.open('div class="bar"', "ul")
    page.standing(
        "li",
        "Mail",
        "News",
        "Markets",
        "Stars",
        "Games",
        "Horoscope",
        "Travel",
        "Shopping",
        "Dating",
        "Help",
        link=True,
    )
    page.close("ul", "div")
    page.open('div class="main"')
    page.put('div class="crumb"', page.chance.choice(_SECTIONS), "category")
    page.put('h1 class="head"', page.head, "headline")
    page.put('div class="meta"', page.words.date(), "timestamp")

    def box() -> None:
        page.standing(
            'div class="box"', "Watch on the portal: our pictures of the week, with the sound that belongs to them."
        )
        page.teasers('div class="box"', 1)

    page.copy("p", 5, 10, "h2", box)
    page.close("div")
    page.open('div class="grid"')
    page.standing("h2", "You may like this too")
    page.teasers('div class="card"', 8, 'div class="cardtext"')
    page.close("div")
    page.standing("div", "Portal of the coast", "Imprint", "Protection of youth", "Media data")
    return page.done("Portal")


def _column(page: _Page) -> MadePage:
    page.open("nav")
    page.standing("div", "The Stenby Observer", "Town", "Region", "Opinion", "Family notices")
    page.close("nav")
    page.open("article")
    page.put("p class=series", "Letter from the pier", "kicker")
    page.put("h1", page.head, "headline")
    page.put("p class=by", "By Rhea Lindqvist", "byline")
    page.put("p class=date", page.words.date(), "timestamp")
    page.copy("p", 4, 8, cross="")
    page.standing(
        "p",
        "Rhea Lindqvist has kept the kiosk at the end of the pier for thirty years. She writes here every Friday, and answers letters if they are short.",
    )
    page.close("article")
    page.open("section")
    page.standing("h2", "Letters of the last weeks")
    page.teasers("li", 3)
    page.close("section")
    page.standing(
        "footer",
        "The Stenby Observer, Quay 3. Printed on Thursdays, read on Fridays, wrapped around fish on Saturdays.",
    )
    return page.done("The Stenby Observer")


def _board(page: _Page) -> MadePage:
    """An old page of tables, without a class or an id."""
    page.open("table", "tr", "td")
    page.standing("div", "Wick Hollow Parish Board", "Notices", "Minutes", "Hall hire", "Bells")
    page.html.append("</td><td>")
    page.put("b", page.head, "headline")
    page.html.append("<br>")
    page.copy("p", 5, 8, cross="")
    page.standing(
        "p",
        "Whoever finds an error in these notes may tell the clerk, who will put it right before the bells ring on Sunday evening.",
    )
    page.standing("center", "Page made by hand in Wick Hollow since the year of the flood", "Write to the clerk")
    page.close("td", "tr", "table")
    return page.done("Parish Board")


def _stream(page: _Page) -> MadePage:
    """Cards without end: the story is one of them, and names of classes are made by a machine."""
    page.open('div class="css-1aq"')
    page.standing('div class="css-7zz"', "For you", "Near you", "Saved", "Following")
    page.close("div")
    page.open('div class="css-9kq"')
    page.teasers('div class="css-2bb"', 2, 'div class="css-2bc"')
    page.close("div")
    page.open('div class="css-5pl"')
    page.put('div class="css-5pm"', page.chance.choice(_SECTIONS), "category")
    page.put('div class="css-5pn"', page.head, "headline")
    page.put('div class="css-5po"', page.words.date(), "timestamp")

    def box() -> None:
        page.standing(
            'div class="css-5px"',
            "Turn on messages, and we tell you as soon as there is more to say about this town and its people.",
        )

    page.copy('div class="css-5pp"', 5, 10, 'div class="css-5pq"', box)
    page.close("div")
    page.standing('div class="css-3gg"', "More like this", "Show fewer of these")
    page.teasers('div class="css-2bb"', 6, 'div class="css-2bc"')
    page.standing(
        'div class="css-3gh"',
        "You have seen everything for now. Come back when the tide has turned, or look at what others near you are reading.",
    )
    return page.done("Stream")


DESIGNS: dict[str, Callable[[_Page], MadePage]] = {
    "courier": _courier, "soup": _soup, "wire": _wire, "magazine": _magazine, "portal": _portal, "column": _column,
    "board": _board, "stream": _stream,
}  # fmt: skip


def pages_of(design: str, count: int) -> list[MadePage]:
    """The pages of a site, always the same for a design and a count."""
    heads = [_Writer(random.Random(f"{design} head {number}")).head() for number in range(count)]
    return [DESIGNS[design](_Page(number, design, heads)) for number in range(count)]
