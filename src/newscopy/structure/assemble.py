"""Labelled blocks to a Story, with a segment for every stretch of the source."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from operator import itemgetter

from newscopy.model import Byline, Category, Dateline, DiscardReason, Notice, Role, Story, Timestamp
from newscopy.structure import bylines, categories, datelines, doubt, languages, provenance, signatures, stamps
from newscopy.structure.blocks import Block, Blocks, Divided
from newscopy.structure.decode import Source
from newscopy.structure.label import Label
from newscopy.structure.signatures import Signature
from newscopy.structure.words import Lexicon, fold

_BULLET = re.compile(r"^(?:[*•●◦▪■►–-]|(?P<number>\d{1,2})[.)])\s+")
_SENTENCE = re.compile(r".+?[.!?…。！？؟।](?=\s|$|[\"”»’)])[\"”»’)]*", re.DOTALL)
_LONGEST_HEADLINE = 200
_COLON = re.compile(r"^[^:：]{2,30}[:：]\s*")
_LANGUAGE_SAMPLE = 500
_confidence = itemgetter(1)
# Doubtful lines stay single, so that a person can be shown just these.
_SURE = 0.8
# From which confidence on a name beside a date is believed.
_SIGNED = 0.55
# A deck that was taken for copy may stand above the paragraph that the dateline opens.
_DATELINED = 3
_TEXTS = frozenset({"text", "title", "summary", "credit", "attribution"})


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
    title = next((blocks[at].text for at, label in enumerate(labels) if label.role is Role.HEADLINE), "")
    draft = _Draft(source, lexicon, language or _language(blocks, labels, lexicon), title, media_type)
    at, size = 0, len(labels)
    while at < size:
        label = labels[at]
        first = at
        at += 1
        if label.role is not Role.DISCARDED:
            draft.add(blocks[first], label)
            continue
        while at < size and _same_discard(label, labels[at]):
            label = min(label, labels[at], key=_confidence)
            at += 1
        draft.discard(blocks.start[first], blocks.end[at - 1], label)
    return draft.story(f"tag:{domain},2026:{source.sha256[:16]}")


def _same_discard(label: Label, other: Label) -> bool:
    """Neighbours that are discarded for one reason, each for sure, are one stretch."""
    return other.role is Role.DISCARDED and other.reason == label.reason and min(label[1], other[1]) >= _SURE


def _language(blocks: Blocks | Divided, labels: Sequence[Label], lexicon: Lexicon) -> str | None:
    told = []
    length = 0
    for at, label in enumerate(labels):
        if label.role is not Role.DISCARDED and length < languages.ENOUGH:
            told.append(blocks[at].text)
            length += len(told[-1])
    return languages.tell(" ".join(told or [block.text for block in blocks]), lexicon)


class _Draft:
    """A Story in the making: fields by role, and for each stretch of the source where its text went."""

    def __init__(self, source: Source, lexicon: Lexicon, language: str | None, title: str, media_type: str) -> None:
        self.source = source
        self.media_type = media_type
        self.lexicon = lexicon
        self.language = language
        self.title = title
        self.texts: dict[str, str] = {}
        self.stretches: list[tuple[int, int, Label, str | None]] = []
        self.body: list[dict[str, object]] = []
        self.categories: list[Category] = []
        self.bylines: list[Byline] = []
        self.signed: list[Signature] = []
        self.keywords: list[str] = []
        # Lines that may tell a date; which stretch each is, None if it tells something else too; and its place.
        self.dated: list[tuple[str, int | None, int]] = []
        self.headline_at = 0
        self.published: Timestamp | None = None
        self.updated: Timestamp | None = None
        self.dateline: Dateline | None = None
        self.notices: list[Notice] = list(source.notices)
        self.other_story = -1
        # The stretch of the first paragraph, and how many there are.
        self.opening = sys.maxsize
        self.copied = 0

    def add(self, block: Block, label: Label) -> None:
        """Take a block that belongs to the story."""
        _HANDLERS[label.role](self, block, label)

    def discard(self, start: int, end: int, label: Label) -> None:
        """Note a stretch of the source that does not belong to the story."""
        if self.other_story < 0 and label.reason == DiscardReason.OTHER_STORY.value:
            self.other_story = start
        self.stretches.append((start, end, label, None))

    def story(self, story_id: str) -> Story:
        """The finished Story; a headline is made from the first sentence if none was found."""
        headline = self.texts.get("/headline") or self._made_headline()
        self._settle_bylines()
        self._settle_dates()
        if self.published is None and self.updated is None and self.dateline is not None and self.dateline.date:
            self.published = Timestamp(value=self.dateline.date, text=None)
        if self.published is None and self.updated is not None and self.updated.value is not None:
            self.published = Timestamp(value=self.updated.value[:10], text=None)
            message = "no date of publication is printed: the day of the update stands for it"
            self.notices.append(Notice(code="published-from-update", message=message))
        if not any(block["kind"] == "paragraph" for block in self.body):
            self.notices.append(Notice(code="no-body", message="no paragraphs were found"))
        if self.other_story >= 0:
            start = self.other_story
            message = "the text holds another story, which was discarded"
            self.notices.append(Notice(code="other-story", message=message, start=start, end=self.stretches[-1][1]))
        sure = doubt.confidence((label.role, label.confidence) for _, _, label, _ in self.stretches)
        if sure < doubt.DOUBTFUL:
            message = f"the structure is doubtful: that headline and paragraphs are right is {sure:.0%} likely"
            self.notices.append(Notice(code="low-confidence", message=message))
        self._place_related()
        sample = " ".join(self._running("paragraph"))[:_LANGUAGE_SAMPLE]
        return Story.model_validate(
            {
                "id": story_id,
                "language": self.language,
                "direction": languages.direction(self.language, sample or headline),
                "headline": headline,
                "kicker": self.texts.get("/kicker"),
                "standfirst": self.texts.get("/standfirst"),
                "slugline": self.texts.get("/slugline"),
                "categories": self.categories,
                "bylines": self.bylines,
                "byline": self.texts.get("/byline"),
                "dateline": self.dateline,
                "published": self.published,
                "updated": self.updated,
                "keywords": self.keywords,
                "body": self.body,
                "source": self.source.info(self.media_type),
                "segments": self._segments(),
                "notices": self.notices,
            }
        )

    def _place_related(self) -> None:
        """What stands behind the last paragraph is "end", what stands between paragraphs "inline"."""
        last = max((at for at, part in enumerate(self.body) if part["kind"] == "paragraph"), default=-1)
        for part in self.body[last + 1 :]:
            if part["kind"] == "related":
                part["placement"] = "end"

    def _running(self, *kinds: str) -> list[str]:
        return [str(block["text"]) for block in self.body if block["kind"] in kinds]

    def _made_headline(self) -> str:
        first = next(iter(self._running("paragraph", "list_item", "quote")), "")
        first = first or " ".join(self.source.text.split())
        sentence = _SENTENCE.match(first)
        made = " ".join((sentence.group() if sentence else first).split())
        if len(made) > _LONGEST_HEADLINE:
            made = made[:_LONGEST_HEADLINE].rsplit(" ", 1)[0] + " …"
        self.notices.append(
            Notice(code="no-headline", message="no headline was found: the first sentence stands for it")
        )
        return made

    def _segments(self) -> list[dict[str, object]]:
        """As plain values: the Story validates them all in one go."""
        told = [(target, self.source.text[start:end]) for start, end, _, target in self.stretches]
        untold = provenance.untold(told, self._values())
        return [
            {
                "start": start,
                "end": end,
                "role": label.role,
                "target": target,
                "confidence": round(label.confidence, 3),
                "reason": label.reason,
                "text": self.source.text[start:end] if target is None or target in untold else None,
            }
            for start, end, label, target in self.stretches
        ]

    def _values(self) -> dict[str, str]:
        values = dict(self.texts)
        for at, block in enumerate(self.body):
            for name, value in block.items():
                if name in _TEXTS:
                    values[f"/body/{at}/{name}"] = str(value)
        for name, stamp in (("published", self.published), ("updated", self.updated)):
            if stamp is not None and stamp.text is not None:
                values[f"/{name}/text"] = stamp.text
        values |= {f"/categories/{at}/name": category.name for at, category in enumerate(self.categories)}
        values |= {f"/keywords/{at}": word for at, word in enumerate(self.keywords)}
        if self.dateline is not None:
            values["/dateline/text"] = self.dateline.text
        return values

    def _keep(self, block: Block, label: Label, target: str) -> None:
        self.stretches.append((block.spans[0][0], block.spans[-1][1], label, target))

    def _discard(self, block: Block, reason: DiscardReason) -> None:
        self.discard(block.spans[0][0], block.spans[-1][1], Label(Role.DISCARDED, 0.8, reason.value))

    def _text(self, name: str, block: Block, label: Label, glue: str) -> None:
        """A field of running text; more blocks of the same role are added to it."""
        target = f"/{name}"
        self.texts[target] = self.texts[target] + glue + block.text if target in self.texts else block.text
        self._keep(block, label, target)

    def _append(self, kind: str, block: Block, label: Label, **more: object) -> None:
        """A block of the body as plain values, which the Story validates; its text is the block's if not given."""
        part: dict[str, object] = {"kind": kind, **more}
        name = "title" if "title" in more else "text"
        part.setdefault(name, block.text)
        self._keep(block, label, f"/body/{len(self.body)}/{name}")
        self.body.append(part)

    def _complete(self, name: str, block: Block, label: Label, text: str | None = None) -> None:
        """Add a text to the last block of the body; the block's own if none is given."""
        self.body[-1][name] = text or block.text
        self._keep(block, label, f"/body/{len(self.body) - 1}/{name}")

    def _open(self, kind: str, name: str) -> bool:
        """The last block of the body is of this kind and still lacks this text."""
        return bool(self.body) and self.body[-1]["kind"] == kind and name not in self.body[-1]

    # One method a role ------------------------------------------------------------------------------------------

    def headline(self, block: Block, label: Label) -> None:
        if "/headline" in self.texts:
            self._append("subheading", block, label)
        else:
            self.headline_at = len(self.stretches)
            self._text("headline", block, label, " ")
            # So agencies end a headline (IPTC 7901).
            self.texts["/headline"] = self.texts["/headline"].removesuffix(" =")

    def kicker(self, block: Block, label: Label) -> None:
        self._text("kicker", block, label, " ")

    def standfirst(self, block: Block, label: Label) -> None:
        self._text("standfirst", block, label, "\n")

    def slugline(self, block: Block, label: Label) -> None:
        self._text("slugline", block, label, " ")

    def category(self, block: Block, label: Label) -> None:
        known = {fold(category.name) for category in self.categories}
        names = categories.split(block.text, self.title, self.lexicon)
        fresh = list({fold(name): name for name in reversed(names) if fold(name) not in known}.values())[::-1]
        if not fresh:
            self._discard(block, DiscardReason.DUPLICATE if names else DiscardReason.NAVIGATION)
            return
        self._keep(block, label, f"/categories/{len(self.categories)}/name")
        self.categories += [Category(name=name) for name in fresh]

    def byline(self, block: Block, label: Label) -> None:
        parsed = bylines.parse(block.text, self.lexicon)
        at = len(self.stretches)
        self.signed.append(Signature(block.text, parsed, at, at))
        if parsed is None or parsed.date is not None:
            self.dated.append((block.text, None, at))
        self._keep(block, label, "/byline")

    def timestamp(self, block: Block, label: Label) -> None:
        parsed = bylines.parse(block.text, self.lexicon)
        at = len(self.stretches)
        if parsed is not None and parsed.bylines and parsed.names and parsed.confidence >= _SIGNED:
            # Name and date on one line; the date keeps the line, the names are told apart.
            self.signed.append(Signature(block.text[slice(*parsed.names)], parsed, at))
        self.dated.append((block.text, at, at))
        self._keep(block, label, "/published/text")

    def _settle_bylines(self) -> None:
        """Who wrote the story, from all the lines that may tell; those that do not count are discarded."""
        chosen = signatures.choose(self.signed, self.opening)
        for line in self.signed:
            if line not in chosen and line.stretch is not None:
                self._drop(line.stretch)
        # A line that keeps its stretch comes before names that stand beside a date.
        printed = [line.text for line in chosen if line.stretch is not None]
        printed = printed or [line.text for line in chosen[:1]]
        if printed:
            self.texts["/byline"] = "\n".join(printed)
        for line in chosen:
            names = {byline.name.casefold() for byline in self.bylines}
            people = line.parsed.bylines if line.parsed else ()
            self.bylines += [byline for byline in people if byline.name.casefold() not in names]

    def _drop(self, stretch: int) -> None:
        """Discard a stretch after all."""
        start, end, label, _ = self.stretches[stretch]
        furniture = Label(Role.DISCARDED, label.confidence, DiscardReason.FURNITURE.value)
        self.stretches[stretch] = (start, end, furniture, None)

    def _settle_dates(self) -> None:
        """Publication and last change, from all the lines that may tell; what tells neither is discarded."""
        # The nearest to the headline tells the date; today's stands far above it, those of other stories far below.
        self.dated.sort(key=lambda line: abs(line[2] - self.headline_at) * (2 if line[2] < self.headline_at else 1))
        choice = stamps.choose([line[0] for line in self.dated], self.lexicon, self.language)
        held: dict[int, str] = {}
        for name, found, line in (
            ("published", choice.published, choice.published_line),
            ("updated", choice.updated, choice.updated_line),
        ):
            if found is None or line is None:
                continue
            text = self.dated[line][0][found.start : found.end]
            setattr(self, name, Timestamp(value=found.value, text=text))
            held.setdefault(line, f"/{name}/text")
            if len(found.readings) > 1:
                message = f"{text} can be {' or '.join(found.readings)}"
                self.notices.append(Notice(code="ambiguous-date", message=message))
            elif found.relative:
                message = f"{text!r} counts from a moment that the text does not tell"
                self.notices.append(Notice(code="relative-date", message=message))
        for line, (_, at, _) in enumerate(self.dated):
            if at is not None and line in held:
                start, end, label, _ = self.stretches[at]
                self.stretches[at] = (start, end, label, held[line])
            elif at is not None:
                self._drop(at)

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
        at = len(self.body)
        found = None
        if self.opening == sys.maxsize:
            self.opening = len(self.stretches)
        if self.dateline is None and self.copied < _DATELINED:
            found = datelines.parse(block.text, self.lexicon)
        self.copied += 1
        if found is None:
            self._append("paragraph", block, label)
            return
        self.dateline = self._dated(found.dateline)
        cut = _offset_of(self.source.text, block, len(found.dateline.text))
        start, end = block.spans[0][0], block.spans[-1][1]
        dateline = Label(Role.DATELINE, label.confidence, "a place and an agency open the copy")
        self.stretches.append((start, cut, dateline, f"/body/{at}/text"))
        self.stretches.append((cut, end, label, f"/body/{at}/text"))
        self.body.append({"kind": "paragraph", "text": block.text})

    def subheading(self, block: Block, label: Label) -> None:
        self._append("subheading", block, label)

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
        self._append("caption", block, label)

    def credit(self, block: Block, label: Label) -> None:
        if self._open("caption", "credit"):
            self._complete("credit", block, label)
        else:
            self._append("caption", block, label)

    def related_title(self, block: Block, label: Label) -> None:
        title = _COLON.sub("", block.text)
        text = title if label.reason.startswith("opens like a pointer") and len(title) > 15 else block.text
        self._append("related", block, label, title=text)

    def related_summary(self, block: Block, label: Label) -> None:
        if self._open("related", "summary"):
            self._complete("summary", block, label)
        else:
            self._append("paragraph", block, label)

    def tag(self, block: Block, label: Label) -> None:
        words = [word for word in re.split(r"\s*[,;|•·#]\s*", _COLON.sub("", block.text)) if word.strip()]
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


def _offset_of(source: str, block: Block, length: int) -> int:
    """The offset in the source just behind the block's first `length` characters."""
    wanted = len(provenance.nonblank(block.text[:length]))
    at = block.spans[0][0]
    while wanted:
        wanted -= not source[at].isspace()
        at += 1
    return at
