"""What a page is where it is no story, or no whole one: told in a notice, so that nobody takes it for one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from newscopy.model import Caption, Notice, Paragraph, Role, Segment, Story
from newscopy.readers.page.families import families
from newscopy.readers.page.metadata import Metadata
from newscopy.readers.page.shown import MARKS, Line, Shown, article_of

# Copy of fewer characters is a teaser, a message or nothing: a brief of two sentences has more.
_BRIEF, _SHORT = 200, 900
# Share of a page's characters that are links, from which it is a list of them: news pages with a story have .2 to .5.
_LINKED = 0.7
_FEWEST_LINKS = 15
_LONG = 60
# So many times or pictures make a ticker or a gallery.
_TIMES, _PICTURES = 6, 8
_ERROR = re.compile(
    r"\b(?:40[0-9]|410|50[0-4])\b|\bnot found\b|nicht gefunden|non trouvée?|introuvable|no encontrad|non trovat"
    r"|niet gevonden|ikke funnet|hittades inte|nie znaleziono|не найден|bad gateway"
    r"|service unavailable|access denied|forbidden"
    r"|just a moment|are you a robot|verify you are human",
    re.IGNORECASE,
)
_LIVE, _CONSENT, _WALL = (1 << families().index(name) for name in ("live", "consent", "subscription"))
_TIME = 1 << MARKS.index("time")
# Another article's running text against that of the story, from which the page holds two.
_OTHER = 0.4


def kind_told(story: Story, page: Shown, head: Metadata) -> Story:
    """The Story with a notice of what its page looks like, if that is anything but one story."""
    copy = sum(len(block.text) for block in story.body if isinstance(block, Paragraph))
    found = next((notice for told in _KINDS if (notice := told(story, page, head, copy))), None)
    return story.model_copy(update={"notices": (*story.notices, found)}) if found else story


def _error(story: Story, page: Shown, head: Metadata, copy: int) -> Notice | None:
    said = f"{head.window} | {story.headline}"
    if copy < _SHORT and _ERROR.search(said):
        return _notice("error-page", f"this looks like the message of a server, not like a story: {said[:80]!r}")
    return None


def _consent(story: Story, page: Shown, head: Metadata, copy: int) -> Notice | None:
    if copy >= 2 * _SHORT:
        return None
    asked = sum(_size(line) for line in page.lines if _size(line) >= _LONG and _told(line) & _CONSENT)
    running = sum(_size(line) for line in page.lines if _size(line) >= _LONG)
    if asked > 0.5 * running and copy - asked < _SHORT:
        return _notice("consent-wall", "this looks like a page that asks for consent, with no story behind it")
    return None


def _links(story: Story, page: Shown, head: Metadata, copy: int) -> Notice | None:
    count = sum(1 for line in page.lines if line.links)
    share = sum(line.links for line in page.lines) / sum(map(_size, page.lines))
    if copy < _SHORT and share > _LINKED and count >= _FEWEST_LINKS:
        return _notice(
            "list-of-links", f"this looks like a list of links, not like a story: {share:.0%} of its words are"
        )
    return None


def _live(story: Story, page: Shown, head: Metadata, copy: int) -> Notice | None:
    times = _inside(story.segments, [line for line in page.lines if line.marks & _TIME or line.place.marks & _TIME])
    ticker = sum(1 for line in times if _told(line) & _LIVE)
    if "LiveBlogPosting" in head.kinds or ticker >= _TIMES:
        return _notice(
            "live-blog", "this looks like a live blog: its paragraphs are posts of their own, the latest first"
        )
    return None


def _gallery(story: Story, page: Shown, head: Metadata, copy: int) -> Notice | None:
    captions = sum(isinstance(block, Caption) for block in story.body)
    paragraphs = sum(isinstance(block, Paragraph) for block in story.body)
    named = any("Gallery" in kind for kind in head.kinds)
    if (named or captions >= _PICTURES) and captions > paragraphs:
        return _notice("gallery", f"this looks like a gallery: {captions} captions and {paragraphs} paragraphs")
    return None


def _wall(story: Story, page: Shown, head: Metadata, copy: int) -> Notice | None:
    if copy < _SHORT and (head.for_free is False or (copy < 2 * _BRIEF and any(_told(x) & _WALL for x in page.lines))):
        return _notice(
            "paywall", "this looks like the beginning of a story that is for subscribers: the rest is missing"
        )
    return None


def _second(story: Story, page: Shown, head: Metadata, copy: int) -> Notice | None:
    masses: Counter[int] = Counter()
    for line in page.lines:
        if _size(line) >= _LONG and line.links * 2 < _size(line):
            masses[article_of(line.place)] += _size(line)
    del masses[0]
    most = masses.most_common(2)
    if len(most) == 2 and most[1][1] > max(_OTHER * most[0][1], _SHORT):
        return _notice("other-story", "the page holds more than one article; the others were discarded")
    return None


_KINDS: tuple[Callable[[Story, Shown, Metadata, int], Notice | None], ...] = (
    _error, _consent, _links, _live, _gallery, _wall, _second,
)  # fmt: skip


def _inside(segments: tuple[Segment, ...], lines: list[Line]) -> list[Line]:
    """The lines between the first and the last paragraph."""
    copy = [segment for segment in segments if segment.role is Role.PARAGRAPH]
    return [line for line in lines if copy and copy[0].start <= line.start < copy[-1].end]


def _told(line: Line) -> int:
    """The families of a line and of the elements around it, but for the page itself."""
    found, place = line.families, line.place
    while place.number:
        found |= place.families if place.tag != "body" else 0
        place = place.parent
    return found


def _size(line: Line) -> int:
    return line.end - line.start


def _notice(code: str, message: str) -> Notice:
    return Notice(code=code, message=message)
