"""What stands on a page in a form that leaves no doubt, whatever a model thinks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from newscopy.model import DiscardReason, Role
from newscopy.structure import categories, documents, fields, headlines, mail, related, titles, wires
from newscopy.structure.blocks import Blocks
from newscopy.structure.characters import KIND
from newscopy.structure.features import Page
from newscopy.structure.label import FIELD, POINTER, Label
from newscopy.structure.words import Lexicon, fold, letters

# What writers of releases and wire copy put below the last line.
_END = re.compile(
    r"(?:#{3}|#\s#\s#|[-–—]\s?30\s?[-–—]|(?:[-–—*/]+\s?|[\[(])(?:ends?|ende|fin|fine|slut|einde)(?:\s?[-–—*]+|[\])])?|ENDS)",
    re.IGNORECASE,
)
_OPENS_END = "#-–—*/[(eE"
_ADDRESSES = re.compile(r"Visible links\b|1\. +(?:https?|file|mailto):")
_DASHES = "—–-"
_GRAM = 5
_CHIP_REACH = 4
_SHORTEST_TITLE = 15
_SHORTEST_CAPTION = 25
_SHORTEST_QUOTE = 20
_QUOTE_REACH = 4
_LONGEST_KICKER = 5
_LONGEST_END = 5
# What Telegram copies above a post ("Orrin Live, [22.11.2026 19:48]").
_POSTED = re.compile(r".{1,60}, \[\d{1,2}\.\d{1,2}\.\d{4} \d{1,2}:\d{2}(?::\d{2})?\]")
# What messengers put above what is sent on.
_SENT_ON = re.compile(
    r"(?:forwarded from|переслано (?:из|от)|weitergeleitet (?:aus|von)|transféré (?:de|depuis)|reenviado de)\b"
    r"|diteruskan$",
    re.IGNORECASE,
)
# Captions of a gallery at the top ("2 of 3 | The bell of Orrin").
_COUNTED = re.compile(r"\d{1,3} of \d{1,3} \| \S")
# What words say of what stands behind them: tags of so many words at most, or the title of another story of so many at
# least, of characters in scripts that have no blanks; how long the line is, in columns, and how far below the copy.
_LED = re.compile(
    r"(?:[*•·●◦▪■►🔹👉-]\s*)?(?:【(?P<bracketed>[^】]{2,20})】|(?P<said>[^:：|]{2,40}?)\s?[:：|])\s*(?P<rest>\S.*)"
)
_LONGEST, _BELOW = 300, 4
_TAG, _FEWEST_WORDS = 4, 3
_WIDE, _FEWEST_WIDE = 1.5, 8
_STEP = re.compile(r"\s*[›»>]\s*|/\s+")
_FIELDS = ("byline", "photo", "published", "updated")
# What opens with such a phrase is no title of another story, however often it stands in a row.
_NO_TITLES = ("advert", "subscription", "share", "consent")


def end_of_copy(blocks: Blocks, page: Page) -> int | None:
    """The block that says that the copy ends ("###", "-30-", "[ends]"), where more of it stands above than below.

    So does the one that heads the addresses of lynx's links.
    """
    short = np.flatnonzero(page.letters[:-1] <= _LONGEST_END).tolist()
    texts = blocks.texts
    marks = [at for at in short if at and texts[at][0] in _OPENS_END and _END.fullmatch(texts[at])]
    if "References" in texts:
        at = texts.index("References")
        marks += [at] if at + 1 < len(texts) and _ADDRESSES.match(texts[at + 1]) else []
    told = np.cumsum(np.where(page.prose, page.width, 0)).tolist() if marks else []
    return next((at for at in marks if told[at] > 0 and told[at] >= told[-1] - told[at]), None)


def for_the_desk(blocks: Blocks) -> dict[int, Label]:
    """The labels of a wire's slugline and of lines to the editors below it, by the number of the block.

    The head of a mail is for the desk, too, and so are the names of fields; what they name is what they say.
    """
    found: dict[int, Label] = {}
    for at in range(min(wires.TOP + wires.BELOW, len(blocks))):
        if at >= wires.TOP and not found:
            break
        text = blocks.texts[at]
        if at < wires.TOP and wires.is_slug(text):
            found[at] = Label(Role.SLUGLINE, 0.9, "a slugline as wires have it")
        elif found and at < wires.TOP and wires.is_loud(text):
            found[at] = Label(Role.SLUGLINE, 0.8, "words with hyphens below the number of the message")
        elif (at < wires.TOP and wires.is_message(text)) or (found and wires.is_to_editors(text)):
            found[at] = Label(Role.DISCARDED, 0.9, DiscardReason.FURNITURE.value)
        elif found and text.endswith(wires.TITLED):
            # Or behind who wrote it, right below the headline.
            signed = wires.is_signed(text) and at - 1 not in found
            if signed:
                found[at] = Label(Role.BYLINE, 0.9, "ends in the sign that agencies put behind a byline")
            title = at - 1 if signed else at
            found[title] = Label(Role.HEADLINE, 0.9, "stands at the sign that agencies put behind a headline")
            break
    if wires.OPENS in blocks.lines.text:
        marks = (at for at in range(min(wires.MARKED, len(blocks))) if wires.is_mark(blocks.texts[at]))
        found |= dict.fromkeys(marks, Label(Role.DISCARDED, 0.9, DiscardReason.FURNITURE.value))
    if _SENT_ON.match(blocks.texts[0]):
        found[0] = Label(Role.DISCARDED, 0.9, DiscardReason.FURNITURE.value)
    if ", [" in blocks.texts[0] and _POSTED.fullmatch(blocks.texts[0]):
        found[0] = Label(Role.TIMESTAMP, 0.9, "who posted it in a channel, and when")
    named = _named(blocks)
    titled = any(label.role is Role.HEADLINE for label in named.values())
    return found | mail.head(blocks, titled=titled) | named


def other_documents(blocks: Blocks) -> dict[int, Label]:
    """The labels of what stands around the first document of a database's export, such as its cover and the others.

    Only a document whose parts are named is believed to be one.
    """
    first, stop = np.searchsorted(blocks.first, documents.first(blocks.lines)).tolist()
    if not (first or stop < len(blocks)) or not fields.find(blocks.lines):
        return {}
    cover = Label(Role.DISCARDED, 0.95, DiscardReason.FURNITURE.value)
    other = Label(Role.DISCARDED, 0.95, DiscardReason.OTHER_STORY.value)
    return dict.fromkeys(range(first), cover) | dict.fromkeys(range(stop, len(blocks)), other)


def _named(blocks: Blocks) -> dict[int, Label]:
    """The labels of parts that fields name."""
    roles = fields.roles(blocks.lines)
    at = (np.searchsorted(blocks.first, list(roles), side="right") - 1).tolist() if roles else ()
    furniture = Label(Role.DISCARDED, 0.95, DiscardReason.FURNITURE.value)
    # Of a block of several lines the first says what it is.
    lines = reversed(list(zip(at, roles.values(), strict=True)))
    return {one: furniture if role is Role.DISCARDED else Label(role, 0.95, FIELD) for one, role in lines}


def certain(
    blocks: Blocks, page: Page, headline: int, sections: NDArray[np.bool_], lexicon: Lexicon
) -> dict[int, Label]:
    """Labels by place in the list of blocks; `headline` is the number of the headline's block, -1 if there is none.

    `sections` tells of which blocks it is not out of the question that they are section labels.
    """
    found: dict[int, Label] = {}
    for at in np.flatnonzero(page.keys[1:] == page.keys[:-1]).tolist():
        if at >= headline:
            found |= _twins(at, blocks, page, headline, lexicon)
    said: dict[int, str] = {}
    for at in np.flatnonzero(blocks.counts.first == KIND["quote"]).tolist():
        if at >= headline and at not in found:
            found |= _pulled(at, blocks, page, said)
    found |= _told_in_front(blocks, page, headline, lexicon)
    counted = [at for at, text in enumerate(blocks.texts) if text[0].isdigit() and _COUNTED.match(text)]
    found |= dict.fromkeys(counted, Label(Role.CAPTION, 0.85, "a caption of a gallery, with its number"))
    chips = _trail(blocks, headline, lexicon) or _chips(blocks, headline, sections, lexicon)
    return found | _kicker(blocks, page, headline) | chips


def _twins(at: int, blocks: Blocks, page: Page, headline: int, lexicon: Lexicon) -> dict[int, Label]:
    """A title twice in a row is a card for another story; a sentence that says it again is its summary. Above the copy,
    or above who made a picture, it is the caption of that, once for those who do not see it.
    """
    above = headline < at < page.body[0] and page.keys[at] != page.keys[headline]
    if page.letters[at] >= _SHORTEST_CAPTION and (above or headlines.pictured(at, blocks, page, lexicon)):
        return {
            at: Label(Role.CAPTION, 0.8, "a line that stands twice in a row, as that of a picture does"),
            at + 1: Label(Role.DISCARDED, 0.95, DiscardReason.DUPLICATE.value),
        }
    if any(page.leads(kind)[at] for kind in _NO_TITLES):
        return {}
    if page.prose[at] or page.letters[at] < _SHORTEST_TITLE or at < page.body[0]:
        return {}
    found = {
        at: Label(Role.RELATED_TITLE, 0.9, "a title that stands twice in a row"),
        at + 1: Label(Role.DISCARDED, 0.95, DiscardReason.DUPLICATE.value),
    }
    below = at + 2
    if below < len(blocks) and page.width[below] < 300 and _says_again(blocks.texts[at], blocks.texts[below]):
        found[below] = Label(Role.RELATED_SUMMARY, 0.8, "the sentence below says the title again")
    return found


def _pulled(at: int, blocks: Blocks, page: Page, said: dict[int, str]) -> dict[int, Label]:
    """A quotation that a paragraph nearby says too was pulled out of it; who said it may stand below.

    `said` keeps the letters of blocks that were looked at.
    """
    if page.width[at] > 250 or page.letters[at] < _SHORTEST_QUOTE:
        return {}
    around = [
        other
        for other in range(max(0, at - _QUOTE_REACH), min(len(blocks), at + _QUOTE_REACH + 1))
        if page.letters[other] > page.letters[at]
    ]
    for other in (at, *around):
        if other not in said:
            said[other] = letters(blocks.texts[other])
    if not any(said[at] in said[other] for other in around):
        return {}
    found = {at: Label(Role.PULL_QUOTE, 0.9, "a quotation that a paragraph nearby says too")}
    if at + 1 < len(blocks) and blocks.texts[at + 1][0] in _DASHES and page.width[at + 1] < 100:
        found[at + 1] = Label(Role.PULL_QUOTE, 0.9, "a dash and a name below a quotation")
    return found


def _told_in_front(blocks: Blocks, page: Page, headline: int, lexicon: Lexicon) -> dict[int, Label]:
    """What the words before a colon say of what stands behind them, in the copy or below it."""
    first, end = max(headline, page.body[0]) + 1, page.body[1] + _BELOW
    found: dict[int, Label] = {}
    for at, _, listed in _led("tag", first, len(blocks), blocks, page, lexicon):
        if page.width[at] <= _LONGEST and all(len(name.split()) <= _TAG for name in categories.tags(listed)):
            found[at] = Label(Role.TAG, 0.9, "a list behind a word for tags")
    for at, _, title in _led("on_topic", first, end, blocks, page, lexicon):
        # A subject alone behind the words heads a list: "More on this topic: Harbours".
        wide = page.width[at] > _WIDE * len(blocks.texts[at]) and len(title) >= _FEWEST_WIDE
        if page.width[at] <= _LONGEST and (wide or len(title.split()) >= _FEWEST_WORDS):
            found[at] = Label(Role.RELATED_TITLE, 0.85, POINTER)
    for at in range(first, min(end, len(blocks))):
        # "Also readFerries stay in port".
        text = blocks.texts[at]
        if page.width[at] <= _LONGEST and related.touched(text, lexicon) and len(text.split()) > _FEWEST_WORDS:
            found[at] = Label(Role.RELATED_TITLE, 0.8, POINTER)
    for at, phrase, _ in _led("note", headline + 1, end, blocks, page, lexicon):
        # "Update: 4 March" may be a date, and "Source: Northwire" a signature.
        if not lexicon.knows(phrase, *_FIELDS):
            found[at] = Label(Role.NOTE, 0.85, "words of the desk about the story")
    return found


def _led(
    kind: str, first: int, end: int, blocks: Blocks, page: Page, lexicon: Lexicon
) -> Iterator[tuple[int, str, str]]:
    """The blocks from `first` to `end` with a phrase of a kind and a colon, or one in brackets as in Japanese, in
    front; the phrase, and what is behind.
    """
    for at in (np.flatnonzero(page.leads(kind)[first:end]) + first).tolist():
        found = _LED.fullmatch(blocks.texts[at])
        if found is not None and (phrase := fold(found["bracketed"] or found["said"])) in lexicon[kind]:
            yield at, phrase, found["rest"]


def _kicker(blocks: Blocks, page: Page, headline: int) -> dict[int, Label]:
    """A short line right above the headline, with little above it and no word of furniture in it; or any short line
    from which a colon leads to the headline.
    """
    at = headline - 1
    if at >= 0 and titles.goes_on(blocks.texts[headline]) and len(blocks.texts[at].split()) <= _LONGEST_KICKER:
        return {at: Label(Role.KICKER, 0.8, "a colon leads from it to the headline")}
    if not 0 <= at <= 2 or not blocks.blanks[headline] or page.width[at] < 6:
        return {}
    if len(blocks.texts[at].split()) > _LONGEST_KICKER or page.cues.counts[at].any():
        return {}
    return {at: Label(Role.KICKER, 0.7, "a short line right above the headline, at the top")}


def _trail(blocks: Blocks, headline: int, lexicon: Lexicon) -> dict[int, Label]:
    """A trail right above the headline: it leads from the site's first page there, or ends in the headline."""
    for at in range(headline - 1, max(-1, headline - 1 - _CHIP_REACH), -1):
        text = blocks.texts[at]
        steps = _STEP.split(text) if len(text) <= _LONGEST else []
        leads = len(steps) > 1 and lexicon.knows(fold(steps[0]), "navigation")
        ends = len(steps) > 2 and letters(steps[-1]) == letters(blocks.texts[headline])
        if (leads or ends) and categories.split(text, blocks.texts[headline], lexicon):
            return {at: Label(Role.CATEGORY, 0.85, "a trail that leads to the headline")}
    return {}


def _chips(blocks: Blocks, headline: int, sections: NDArray[np.bool_], lexicon: Lexicon) -> dict[int, Label]:
    """Section names above the headline: glued into one line, or a few in a row; many in a row are a menu."""
    known = lexicon["section"]
    run: list[int] = []
    for at in range(headline - 1, -1, -1):
        if fold(blocks.texts[at]) in known:
            run.append(at)
        elif run or at <= headline - _CHIP_REACH:
            break
    glued = [at for at in run if any(_touch(blocks, at, other) for other in (at - 1, at + 1))]
    chosen = glued or ([at for at in run if sections[at]] if len(run) <= categories.MOST_IN_A_ROW else [])
    return {at: Label(Role.CATEGORY, 0.8, "a section name above the headline") for at in chosen}


def _touch(blocks: Blocks, at: int, other: int) -> bool:
    """Two blocks cut from one line, without a blank between them."""
    if not 0 <= other < len(blocks):
        return False
    first, second = sorted((at, other))
    return blocks.end[first] == blocks.start[second]


def _says_again(title: str, summary: str) -> bool:
    title, summary = letters(title), letters(summary)
    grams = {title[at : at + _GRAM] for at in range(len(title) - _GRAM + 1)}
    return bool(grams) and sum(gram in summary for gram in grams) / len(grams) > 0.3
