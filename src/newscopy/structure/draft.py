"""A Story in the making: its fields, and for each stretch of the source where its text went."""

from __future__ import annotations

import re
import sys

from newscopy.model import Byline, Category, Dateline, DiscardReason, Notice, Role, Story, Timestamp
from newscopy.structure import doubt, languages, overlays, provenance, signatures, stamps
from newscopy.structure.blocks import Block
from newscopy.structure.decode import Source
from newscopy.structure.label import Label
from newscopy.structure.signatures import Signature
from newscopy.structure.words import Lexicon

_SENTENCE = re.compile(r".+?[.!?…。！？؟।](?=\s|$|[\"”»’)])[\"”»’)]*", re.DOTALL)
_LONGEST_HEADLINE = 200
_LANGUAGE_SAMPLE = 500
_OTHER_STORY = DiscardReason.OTHER_STORY.value
_TEXTS = frozenset({"text", "title", "summary", "credit", "attribution"})

# Offsets in the source, half-open, and the field that holds what stands there; None if it is discarded.
_Stretch = tuple[int, int, Label, str | None]


class Draft:
    """A Story in the making: fields by role, and for each stretch of the source where its text went."""

    def __init__(self, source: Source, lexicon: Lexicon, language: str | None, title: str, media_type: str) -> None:
        self.source = source
        self.bare = overlays.bare(source.text)
        self.media_type = media_type
        self.lexicon = lexicon
        self.language = language
        self.title = title
        self.texts: dict[str, str] = {}
        self.stretches: list[_Stretch] = []
        self.body: list[dict[str, object]] = []
        self.categories: list[Category] = []
        self.bylines: list[Byline] = []
        self.signed: list[Signature] = []
        self.keywords: list[str] = []
        # Lines that may tell a date; which stretch each is, None if it tells something else too; and its place.
        self.dated: list[tuple[str, int | None, int]] = []
        self.headline_at = 0
        # The block and the stretch of a credit that names itself, whose caption may follow.
        self.credited: tuple[int, int] | None = None
        self.published: Timestamp | None = None
        self.updated: Timestamp | None = None
        # The dateline, and that of the standfirst.
        self.dateline: Dateline | None = None
        self.placed: Dateline | None = None
        self.notices: list[Notice] = list(source.notices)
        self.other_story = -1
        # The stretches of the first and of the last paragraph, and how many there are.
        self.opening = sys.maxsize
        self.closing = 0
        self.copied = 0

    def discard(self, start: int, end: int, label: Label) -> None:
        """Note a stretch of the source that does not belong to the story."""
        if self.other_story < 0 and label.reason == _OTHER_STORY:
            self.other_story = start
        self.stretches.append((start, end, label, None))

    def story(self, story_id: str) -> Story:
        """The finished Story; a headline is made from the first sentence if none was found."""
        headline = self.texts.get("/headline") or self._made_headline()
        self._settle_bylines()
        self._settle_dates()
        self.dateline = self.dateline or self.placed
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
        sure = doubt.confidence(label[:2] for _, _, label, _ in self.stretches)
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
        stretches, text = self._with_overlays(), self.source.text
        told = [(target, text[start:end]) for start, end, _, target in stretches]
        untold = provenance.untold(told, self._values())
        return [
            {
                "start": start,
                "end": end,
                "role": role,
                "target": target,
                "confidence": round(sure, 3),
                "reason": reason,
                "text": text[start:end] if target is None or target in untold else None,
            }
            for start, end, (role, sure, reason), target in stretches
        ]

    def _with_overlays(self) -> list[_Stretch]:
        """The stretches, and between them what programs wrote there beside the words."""
        text = self.source.text
        if self.bare == text:
            return self.stretches
        found: list[_Stretch] = []
        overlay = Label(Role.DISCARDED, 1.0, DiscardReason.FURNITURE.value)
        bounds = [0, *(end for _, end, _, _ in self.stretches)], [*(one[0] for one in self.stretches), len(text)]
        for at, (low, high) in enumerate(zip(*bounds, strict=True)):
            between = text[low:high].strip()
            if between and not self.bare[low:high].strip():
                start = text.index(between, low)
                found.append((start, start + len(between), overlay, None))
            found += self.stretches[at : at + 1]
        return found

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
            # "AP" below "Associated Press" is nobody else.
            names |= {"".join(word[0] for word in name.split()) for name in names if " " in name}
            people = line.parsed.bylines if line.parsed else ()
            self.bylines += [byline for byline in people if byline.name.casefold() not in names]
            if line.parsed and self.bylines and not people:
                last = self.bylines[-1]
                known = {"role": last.role or line.parsed.role, "place": last.place or line.parsed.place}
                self.bylines[-1] = last.model_copy(update=known)

    def _drop(self, stretch: int) -> None:
        """Discard a stretch after all."""
        start, end, label, _ = self.stretches[stretch]
        furniture = Label(Role.DISCARDED, label.confidence, DiscardReason.FURNITURE.value)
        self.stretches[stretch] = (start, end, furniture, None)

    def _drop_others_dates(self) -> None:
        """Drop dates inside the copy that say nothing of what they are, if another one stands above it."""
        if not any(self.opening < line[2] < self.closing for line in self.dated):
            return
        told = [stamps.stamps(text, self.lexicon, self.language) for text, _, _ in self.dated]
        if not any(line[2] < self.opening and found for line, found in zip(self.dated, told, strict=True)):
            return
        kept = []
        for line, found in zip(self.dated, told, strict=True):
            inside = self.opening < line[2] < self.closing
            if inside and line[1] is not None and found and all(stamp.kind is None for stamp in found):
                self._drop(line[1])
            else:
                kept.append(line)
        self.dated = kept

    def _settle_dates(self) -> None:
        """Publication and last change, from all the lines that may tell; what tells neither is discarded."""
        # The nearest to the headline tells the date; today's stands far above it, those of other stories far below.
        self.dated.sort(key=lambda line: abs(line[2] - self.headline_at) * (2 if line[2] < self.headline_at else 1))
        self._drop_others_dates()
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
