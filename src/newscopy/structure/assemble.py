"""Labelled blocks to a Story, with a segment for every stretch of the source."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from newscopy.model import Category, Dateline, DiscardReason, Role, Story
from newscopy.structure import (
    bylines,
    categories,
    datelines,
    languages,
    mail,
    picture_credits,
    provenance,
    related,
    stamps,
    titles,
    wires,
)
from newscopy.structure.blocks import Block, Blocks, Divided, ends_sentence
from newscopy.structure.decode import Source
from newscopy.structure.draft import Draft
from newscopy.structure.label import BY_HAND, FIELD, POINTER, STEP, Label
from newscopy.structure.names import is_particle
from newscopy.structure.signatures import Signature
from newscopy.structure.words import Lexicon, fold

_BULLET = re.compile(r"^(?:[*•●◦▪■►–-]\s+|(?P<number>\d{1,2})(?:[.)]\s+|[．）]\s*|\u3000+))")
_COLON = re.compile(r"^(?:【[^】]{2,20}】|[^:：]{2,40}[:：])\s*")
_BRACKETED = re.compile(r"^【[^】]{2,20}】\s*(?=\S)")
_WORDS = re.compile(r"\w+")
# Looked up for each block: a member of an Enum by its name takes a fifth of a microsecond (Python 3.11).
_HEADLINE, _PARAGRAPH, _DISCARDED = Role.HEADLINE, Role.PARAGRAPH, Role.DISCARDED
# Doubtful lines stay single, so that a person can be shown just these.
_SURE = 0.8
# The dateline opens one of so many first paragraphs; what decks above it, as old papers have several, are taken for.
_OPENINGS, _DECKS = 4, frozenset({Role.PARAGRAPH, Role.SUBHEADING, Role.KICKER})
# A deck has so many letters at least: "Summary" is none.
_SHORTEST_DECK = 8
_OLD_DECKS = _DECKS | {Role.CAPTION}
# Who reports, behind a Chinese and behind a Korean dateline.
_REPORTERS = re.compile(
    r"\s*[（(](?P<han>[^（）()]{0,4}(?:记者|記者)[^（）()]{2,20})[）)]|"
    r"\s*(?P<hangul>[\uac00-\ud7a3]{2,4}(?:[·,] ?[\uac00-\ud7a3]{2,4}){0,3} ?(?:기자|특파원)) ?="
)
_DASHED = re.compile(r"[-–—] (\S.*\S) [-–—]")
# How agencies end a story, or this take of it, behind its last words.
_SIGNED_OFF = re.compile(r"\s*(?:[（(](?:完|了|终|終|끝|SIGNED|ENDS?|sigue|segue|more)[）)]|\((?:ANSA|EFE|AGI)\)\.?)$")
# Who owns a page, and of so many signs of copyright.
_OWNED, _MOST_OWNERS = re.compile(r"©([^\n©]{1,120})"), 20
# From which confidence on a name beside a date is believed.
_SIGNED = 0.55
# A deck that was taken for copy may stand above the paragraph that the dateline opens.
_DATELINED = 3


def assemble(
    source: Source,
    blocks: Blocks | Divided,
    labels: Sequence[Label],
    lexicon: Lexicon,
    language: str | None,
    domain: str,
    media_type: str = "text/plain",
) -> Story:
    """The Story of a labelled page; `language` is found from its text if it is None.

    `media_type` is that of the file; the text of a page is what its markup shows. `blocks` and `labels` go
    together one to one and must not be empty.
    """
    headline = next((at for at, label in enumerate(labels) if label.role is _HEADLINE), None)
    title = "" if headline is None else blocks.texts[headline]
    draft = _Draft(source, lexicon, language or _language(blocks, labels, lexicon), title, media_type)
    labels = _with_decks(labels, blocks, lexicon, draft.language)
    at, size = 0, len(labels)
    while at < size:
        label = labels[at]
        first = at
        at += 1
        if label.role is not _DISCARDED:
            draft.add(blocks[first], label)
            continue
        # Neighbours that are discarded for one reason, each for sure, are one stretch.
        while at < size and label.confidence >= _SURE:
            role, sure, reason = labels[at]
            if role is not _DISCARDED or reason != label.reason or sure < _SURE:
                break
            if sure < label.confidence:
                label = labels[at]
            at += 1
        draft.discard(blocks.start[first], blocks.end[at - 1], label)
    part = f"-{source.part}" if source.part else ""
    return draft.story(f"tag:{domain},2026:{source.sha256[:16]}{part}")


def _with_decks(
    labels: Sequence[Label], blocks: Blocks | Divided, lexicon: Lexicon, language: str | None
) -> Sequence[Label]:
    """The labels, where lines that end no sentence stand between the headline and the dateline: standfirsts.

    So are lines in capitals between a headline in capitals and the copy.
    """
    roles = [label.role for label in labels]
    if Role.HEADLINE not in roles:
        return labels
    headline = roles.index(Role.HEADLINE)
    old = blocks.texts[headline].isupper()
    copy = list(islice((at for at, role in enumerate(roles) if role is _PARAGRAPH), _OPENINGS))
    opening = next((at for at in copy if datelines.parse(blocks.texts[at], lexicon)), 0)
    loud = old and opening < headline
    if loud:
        opening = next((at for at in copy if at > headline and not blocks.texts[at].isupper()), 0)
    decked = list(labels)
    decks = _OLD_DECKS if old else _DECKS
    for at in range(headline + 1, opening):
        ends = ends_sentence(blocks.texts[at])
        if len(blocks.texts[at]) < _SHORTEST_DECK:
            continue
        deck = roles[at] in decks or (
            old and roles[at] is Role.BYLINE and _says_something(blocks.texts[at], lexicon.of(language))
        )
        if deck and (blocks.texts[at].isupper() if loud else not ends) and labels[at].reason != BY_HAND:
            decked[at] = Label(Role.STANDFIRST, labels[at].confidence, "stands between headline and dateline")
    return decked


def _says_something(text: str, lexicon: Lexicon) -> bool:
    """True of a line with a word between others that no name has ("Lifeboat Out All Night")."""
    return any(fold(word) in lexicon["function"] and not is_particle(word) for word in text.split()[1:-1])


def _language(blocks: Blocks | Divided, labels: Sequence[Label], lexicon: Lexicon) -> str | None:
    told = []
    length = 0
    for at, label in enumerate(labels):
        if label.role is not _DISCARDED:
            told.append(blocks.texts[at])
            length += len(told[-1])
            if length >= languages.ENOUGH:
                break
    return languages.tell(" ".join(told or blocks.texts), lexicon)


class _Draft(Draft):
    """What a block of each role adds to a draft: one method a role."""

    def add(self, block: Block, label: Label) -> None:
        """Take a block that belongs to the story."""
        _HANDLERS[label.role](self, block, label)

    def headline(self, block: Block, label: Label) -> None:
        if "/headline" in self.texts:
            self._append("subheading", block, label)
            return
        if label.reason != BY_HAND:
            block = self._without_what_leads_to(block, label)
        self.headline_at = len(self.stretches)
        self._keep(block, label, "/headline")
        self.texts["/headline"] = mail.without_subject(titles.bare(block.text).removesuffix(wires.TITLED))

    def _without_what_leads_to(self, block: Block, label: Label) -> Block:
        """The headline alone; a trail that is glued to it goes to the categories, a kicker to its field."""
        found = titles.parts(block.text, self.lexicon)
        if found.trail:
            trail, block = _halves(self.bare, block, found.trail)
            self.category(trail, Label(Role.CATEGORY, label.confidence, "a trail that is glued to the headline"))
        if found.kicker:
            kicker, block = _halves(self.bare, block, found.kicker)
            kicker = kicker._replace(text=titles.bare(kicker.text))
            self.kicker(kicker, Label(Role.KICKER, label.confidence, "stands on the headline's line"))
        return block

    def kicker(self, block: Block, label: Label) -> None:
        self._text("kicker", block, label, " ")

    def standfirst(self, block: Block, label: Label) -> None:
        self._text("standfirst", block, label, "\n")
        # Some papers print the dateline there, which counts if none opens the copy.
        if self.placed is None and (found := datelines.parse(block.text, self.lexicon, self.bare)):
            self.placed = self._dated(found.dateline)

    def slugline(self, block: Block, label: Label) -> None:
        self._text("slugline", block, label, " ")

    def category(self, block: Block, label: Label) -> None:
        known = {fold(category.name) for category in self.categories}
        names = categories.split(block.text, self.title, self.lexicon)
        if len(names) > 1:
            names = [name for name in names if not self._is_site(name)] or names
        if not names and label.reason in (BY_HAND, STEP):
            names = [block.text]
        fresh = list({fold(name): name for name in reversed(names) if fold(name) not in known}.values())[::-1]
        if not fresh:
            self._discard(block, DiscardReason.DUPLICATE if names else DiscardReason.NAVIGATION)
            return
        self._keep(block, label, f"/categories/{len(self.categories)}/name")
        self.categories += [Category(name=name) for name in fresh]

    def _is_site(self, name: str) -> bool:
        """The site's own name stands behind the sign of copyright, too."""
        return any(re.search(rf"\b{re.escape(name)}\b", owner, re.IGNORECASE) for owner in self._owners)

    @cached_property
    def _owners(self) -> Sequence[str]:
        """What stands behind the signs of copyright."""
        return _OWNED.findall(self.bare)[:_MOST_OWNERS] if "©" in self.bare else ()

    def byline(self, block: Block, label: Label) -> None:
        parsed = bylines.parse(block.text, self.lexicon)
        if parsed is None and label.reason == FIELD:
            parsed = bylines.listed(block.text)
        if parsed is None and label.reason != BY_HAND and self._says_nothing(block.text):
            self._discard(block, DiscardReason.FURNITURE)
            return
        if (
            parsed is not None
            and parsed.names
            and label.reason != BY_HAND
            and stamps.relative(block.text, self.lexicon)
        ):
            # "Ann Lee | 4 hours ago": what names the hour says nothing in a byline.
            self.timestamp(block, label._replace(role=Role.TIMESTAMP))
            return
        at = len(self.stretches)
        self.signed.append(Signature(block.text, parsed, at, label.confidence, at))
        if parsed is None or parsed.date is not None:
            self.dated.append((block.text, None, at))
        self._keep(block, label, "/byline")

    def _says_nothing(self, text: str) -> bool:
        """All its words stand in any sentence ("By and")."""
        return all(fold(word) in self.lexicon["function"] for word in _WORDS.findall(text))

    def timestamp(self, block: Block, label: Label) -> None:
        parsed = bylines.parse(block.text, self.lexicon)
        at = len(self.stretches)
        # In capitals above the headline stands the head of a printed page.
        paper = label.reason == FIELD or ("/headline" not in self.texts and block.text.isupper())
        if parsed is not None and parsed.bylines and parsed.names and parsed.confidence >= _SIGNED and not paper:
            # Name and date on one line; the date keeps the line, the names are told apart.
            self.signed.append(Signature(block.text[slice(*parsed.names)], parsed, at, label.confidence))
        self.dated.append((block.text, at, at))
        self._keep(block, label, "/published/text")

    def dateline_alone(self, block: Block, label: Label) -> None:
        if self.dateline is not None:
            self._append("paragraph", block, label)
            return
        found = datelines.parse(block.text + " - x", self.lexicon)
        place = found.dateline.place if found else None
        agency = found.dateline.agency if found else None
        self.dateline = self._dated(Dateline(text=block.text, place=place, agency=agency))
        self._keep(block, label, "/dateline/text")

    def _dated(self, dateline: Dateline) -> Dateline:
        """The dateline with its day, where it prints one with its year and leaves no doubt which it is."""
        found = stamps.choose([dateline.text], self.lexicon, self.language).published
        return dateline if found is None or found.value is None else dateline.model_copy(update={"date": found.value})

    def paragraph(self, block: Block, label: Label) -> None:
        mark = _SIGNED_OFF.search(block.text) if label.reason != BY_HAND else None
        if mark is None or not mark.start():
            self._paragraph(block, label)
            return
        said, end = _halves(self.bare, block, mark.start())
        self._paragraph(said, label)
        self._discard(end, DiscardReason.FURNITURE)

    def _paragraph(self, block: Block, label: Label) -> None:
        at = len(self.body)
        found = None
        if self.opening == sys.maxsize:
            self.opening = len(self.stretches)
        if self.dateline is None and self.copied < _DATELINED:
            found = datelines.parse(block.text, self.lexicon, self.bare)
        self.copied += 1
        self.closing = len(self.stretches)
        if found is None:
            self._append("paragraph", block, label)
            return
        self.dateline = self._dated(found.dateline)
        if reporters := _REPORTERS.match(block.text, found.length):
            names = reporters["han"] or reporters["hangul"]
            signed = bylines.parse(names, self.lexicon)
            self.signed.append(Signature(names, signed, len(self.stretches), label.confidence))
        cut = _offset_of(self.bare, block, len(found.dateline.text))
        start, end = block.spans[0][0], block.spans[-1][1]
        dateline = Label(Role.DATELINE, label.confidence, "a place and an agency open the copy")
        self.stretches.append((start, cut, dateline, f"/body/{at}/text"))
        self.stretches.append((cut, end, label, f"/body/{at}/text"))
        self.body.append({"kind": "paragraph", "text": block.text})

    def subheading(self, block: Block, label: Label) -> None:
        # So AFP has them: "- An odd smell -".
        dashed = _DASHED.fullmatch(block.text) if label.reason != BY_HAND else None
        self._append("subheading", block, label, text=dashed[1] if dashed else block.text)

    def list_item(self, block: Block, label: Label) -> None:
        match = _BULLET.match(block.text)
        text = block.text[match.end() :] if match else block.text
        self._append("list_item", block, label, text=text or block.text, ordered=bool(match and match["number"]))

    def quote(self, block: Block, label: Label) -> None:
        self._append("quote", block, label)

    def pull_quote(self, block: Block, label: Label) -> None:
        if self._open("pull_quote", "attribution") and len(block.text) < 100 and _is_source(block.text):
            self._complete("attribution", block, label, block.text.lstrip("—–- "))
        else:
            self._append("pull_quote", block, label)

    def caption(self, block: Block, label: Label) -> None:
        cut = picture_credits.start(block.text, self.lexicon)
        if cut == len(block.text):
            self._caption(block, label)
            return
        said, credit = _halves(self.bare, block, cut)
        self._append("caption", said, label)
        credited = Label(Role.CREDIT, label.confidence, "who made the picture, behind its caption")
        self._complete("credit", credit, credited, picture_credits.bare(credit.text))

    def _caption(self, block: Block, label: Label) -> None:
        """A caption without a credit, unless one that names itself stands right above it, as the BBC has them."""
        at, stretch = self.credited or (-1, -1)
        self.credited = None
        if at < 0 or at != len(self.body) - 1:
            self._append("caption", block, label)
            return
        start, end, credit, _ = self.stretches[stretch]
        self.stretches[stretch] = (start, end, credit, f"/body/{at}/credit")
        self.body[at]["credit"] = self.body[at]["text"]
        self._complete("text", block, label)

    def credit(self, block: Block, label: Label) -> None:
        named = picture_credits.named(block.text, self.lexicon)
        if self._open("caption", "credit") and not named:
            self._complete("credit", block, label)
            return
        self._append("caption", block, label, text=named or block.text)
        if named:
            self.credited = len(self.body) - 1, len(self.stretches) - 1

    def related_title(self, block: Block, label: Label) -> None:
        said = block.text
        if label.reason != BY_HAND:
            said = related.title(_BRACKETED.sub("", said), self.lexicon, led=label.reason == POINTER)
        self._append("related", block, label, title=said)

    def related_summary(self, block: Block, label: Label) -> None:
        if self._open("related", "summary"):
            self._complete("summary", block, label)
        else:
            self._append("paragraph", block, label)

    def tag(self, block: Block, label: Label) -> None:
        words = categories.tags(_COLON.sub("", block.text))
        fresh = [word for word in words if word not in self.keywords]
        if not fresh:
            self._discard(block, DiscardReason.DUPLICATE)
            return
        self._keep(block, label, f"/keywords/{len(self.keywords)}")
        self.keywords += fresh

    def note(self, block: Block, label: Label) -> None:
        self._append("note", block, label)


_HANDLERS = {
    Role.HEADLINE: _Draft.headline,
    Role.KICKER: _Draft.kicker,
    Role.STANDFIRST: _Draft.standfirst,
    Role.SLUGLINE: _Draft.slugline,
    Role.CATEGORY: _Draft.category,
    Role.BYLINE: _Draft.byline,
    Role.TIMESTAMP: _Draft.timestamp,
    Role.DATELINE: _Draft.dateline_alone,
    Role.PARAGRAPH: _Draft.paragraph,
    Role.SUBHEADING: _Draft.subheading,
    Role.LIST_ITEM: _Draft.list_item,
    Role.QUOTE: _Draft.quote,
    Role.PULL_QUOTE: _Draft.pull_quote,
    Role.CAPTION: _Draft.caption,
    Role.CREDIT: _Draft.credit,
    Role.RELATED_TITLE: _Draft.related_title,
    Role.RELATED_SUMMARY: _Draft.related_summary,
    Role.TAG: _Draft.tag,
    Role.NOTE: _Draft.note,
}


def _is_source(text: str) -> bool:
    """A line that names who said the quote above: a dash, or names without a sentence."""
    return text[0] in "—–-" or (text[-1] not in '.!?…"”»' and bylines.looks_like_name(text.split(",")[0].strip()))


def _halves(source: str, block: Block, length: int) -> tuple[Block, Block]:
    """A block cut behind so many characters of its text."""
    cut = _offset_of(source, block, length)
    before = [(start, min(end, cut)) for start, end in block.spans if start < cut]
    behind = [(max(start, cut), end) for start, end in block.spans if end > cut]
    while source[behind[0][0]].isspace():
        behind[0] = (behind[0][0] + 1, behind[0][1])
    return Block(block.text[:length].rstrip(), tuple(before)), Block(block.text[length:].lstrip(), tuple(behind))


def _offset_of(source: str, block: Block, length: int) -> int:
    """The offset in the source just behind the block's first `length` characters.

    Behind the lines of a block may stand the hyphens of broken words.
    """
    wanted = provenance.nonblank(block.text[:length])
    found = 0
    for start, end in block.spans:
        for at in range(start, end):
            found += source[at] == wanted[found]
            if found == len(wanted):
                return at + 1
    return block.spans[-1][1]
