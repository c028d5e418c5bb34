"""Labels by rules: the run of prose first, then what stands before it, inside it and after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newscopy.model import DiscardReason, Role
from newscopy.structure import bylines, dates, words
from newscopy.structure.blocks import Block
from newscopy.structure.cues import Cues
from newscopy.structure.features import Features, measure
from newscopy.structure.label import Label

# Blocks before the prose in which a headline, its byline and its date are looked for.
_HEAD_REACH = 40
# Blocks before the run of prose that may still belong to the copy.
_LEAD_REACH = 12
_CATEGORY_REACH = 8
_MOST_CATEGORIES = 3
_BULLET = re.compile(r"^(?:[*•●◦▪■►–-]|\d{1,2}[.)])\s+\S")
_SEPARATOR = re.compile(r"^(?:[-=_*#~]{3,}|-\s*30\s*-)$")
_DISCARDS = (
    ("consent", DiscardReason.CONSENT),
    ("advert", DiscardReason.ADVERT),
    ("subscription", DiscardReason.SUBSCRIPTION),
    ("share", DiscardReason.SHARE),
    ("network", DiscardReason.SHARE),
    ("comments", DiscardReason.COMMENTS),
    ("legal", DiscardReason.LEGAL),
    ("related_heading", DiscardReason.RELATED_HEADING),
    ("navigation", DiscardReason.NAVIGATION),
    ("section", DiscardReason.NAVIGATION),
)


@cache
def tools() -> tuple[Cues, words.Lexicon]:
    """The lexicon and its cues, made once a process."""
    lexicon = words.load()
    kinds = {kind: phrases for kind, phrases in lexicon.phrases.items() if kind not in ("function", "joiner", "place")}
    return Cues(kinds, lexicon["function"]), lexicon


def apply(blocks: Sequence[Block]) -> list[Label]:
    """One label for each block; `blocks` must not be empty."""
    cues, lexicon = tools()
    page = _Page(blocks, measure(blocks, cues, lexicon.phrases["function"]), lexicon)
    page.cut_other_stories()
    page.find_headline()
    page.label_head()
    page.label_body()
    page.label_rest()
    return [found if found is not None else page.discard(at) for at, found in enumerate(page.labels)]


class _Page:
    """A page in work: blocks and features as they came, labels as they are found."""

    def __init__(self, blocks: Sequence[Block], features: Features, lexicon: words.Lexicon) -> None:
        self.blocks = blocks
        self.features = features
        self.lexicon = lexicon
        self.labels: list[Label | None] = [None] * len(blocks)
        self.headline = -1
        self.first, self.last = features.body
        self.end = len(blocks)
        self._with_date: dict[int, bool] = {}
        self._reasons = _reasons(features)

    def set(self, at: int, role: Role, confidence: float, reason: str) -> None:
        if self.labels[at] is None:
            self.labels[at] = Label(role, confidence, reason)

    def cue(self, at: int, *kinds: str) -> bool:
        cues = self.features.cues
        return any(kind in cues and cues[kind][at] for kind in kinds)

    def leads(self, at: int, *kinds: str) -> bool:
        return any(self.features.leads[kind][at] for kind in kinds if kind in self.features.leads)

    def discard(self, at: int) -> Label:
        known = self._reasons[at]
        if known is not None:
            return Label(Role.DISCARDED, 0.8, known)
        before_body = at < self.first and self.features.words[at] <= 6
        reason = DiscardReason.NAVIGATION if before_body else DiscardReason.FURNITURE
        return Label(Role.DISCARDED, 0.6, reason.value)

    def cut_other_stories(self) -> None:
        """Behind a line of dashes or an end mark, a new headline with prose after it opens another story."""
        f = self.features
        for at in range(1, len(self.blocks) - 2):
            if not _SEPARATOR.match(self.blocks[at].text) or not any(f.prose[:at]):
                continue
            after = range(at + 1, min(len(self.blocks), at + 8))
            opens = not f.ends[at + 1] and 15 <= f.width[at + 1] <= 200
            if opens and any(f.prose[other] for other in after) and not f.prose[at + 1]:
                self.end = at
                self.labels[at] = Label(Role.DISCARDED, 0.9, DiscardReason.FURNITURE.value)
                for other in range(at + 1, len(self.blocks)):
                    self.labels[other] = Label(Role.DISCARDED, 0.8, DiscardReason.OTHER_STORY.value)
                prose = [other for other in range(at) if f.prose[other]]
                self.first, self.last = prose[0], prose[-1] + 1
                return

    # Before the prose ------------------------------------------------------------------------------------------

    def find_headline(self) -> None:
        f = self.features
        if not any(f.prose[self.first : self.last]):
            self._headline_without_prose()
            return
        scores = {at: self._headline_score(at) for at in range(max(0, self.first - _HEAD_REACH), self.first + 1)}
        scores |= {at: self._headline_score(at) for at in range(min(4, self.first))}
        best = max(scores, key=lambda at: (scores[at], at), default=-1)
        above = best - 1
        if (
            best > 0
            and self.blocks[best].blanks
            and _is_title_above(above, f, self.blocks)
            and scores.get(above, -1) > 0
        ):
            best = above
        if best >= 0 and scores[best] > 0:
            self.headline = best
            self.set(
                best, Role.HEADLINE, min(0.95, 0.45 + scores[best] / 10), "the line before the prose most like a title"
            )
            for at, key in enumerate(f.keys[: self.last]):
                if at != best and key == f.keys[best]:
                    self.set(at, Role.DISCARDED, 0.9, DiscardReason.DUPLICATE.value)

    def _headline_without_prose(self) -> None:
        """A page without prose: a single line, or menus only; the first long line may be a title."""
        f = self.features
        candidates = [
            at for at in range(self.end) if 15 <= f.width[at] <= 250 and not self.cue(at, "navigation", "consent")
        ]
        if candidates:
            self.headline = candidates[0]
            self.set(candidates[0], Role.HEADLINE, 0.3, "the first line that could be a title")

    def _headline_score(self, at: int) -> float:
        f = self.features
        text = self.blocks[at].text
        width, count = int(f.width[at]), int(f.words[at])
        wide = f.caseless[at] > 0.3
        if self.labels[at] or not 12 <= width <= 260 or (count < 3 and not wide) or (f.prose[at] and at != self.first):
            return -1
        if at == self.first and (width > 180 or at + 1 >= self.last):
            return -1
        score = 2.0 * min(width, 80) / 80 + 6.0 * float(f.overlap[at])
        score -= 2.5 if f.ends[at] and text[-1] not in "?!…" else 0
        score -= 1.0 if f.stops[at] > 1 or re.search(r"[.] [^\W\d_]", text) else 0
        score -= 1.0 if width > 150 else 0
        score += min(2, int(f.repeats[at])) * 0.8 if f.repeats[at] < 3 else -1
        score -= 0.035 * max(0, self.first - at)
        kinds = (
            "share",
            "consent",
            "subscription",
            "advert",
            "legal",
            "photo",
            "picture_agency",
            "published",
            "updated",
        )
        score -= 2.0 * self.leads(at, *kinds, "related_heading", "byline")
        score -= 1.0 * self.cue(at, "reading_time", "ago", "picture_agency")
        score -= 1.0 * self.leads(at, "navigation") + 1.0 * bool(
            re.search(r"[:–-]$|\([^()]*\)$|(?:foto|photo|bild)s?:", text, re.IGNORECASE)
        )
        score += 1.0 * self._is_signed(at)
        score -= 1.5 * (width < 60 and self._dated(at))
        score -= 1.5 if f.capitals[at] == count and count <= 3 and not wide else 0
        # The title of the browser's tab: "Headline | Site".
        score -= 1.0 if re.search(r"\s[|•·–—-]\s[^|•·]{2,30}$", text) and at < 3 else 0
        return score

    def _label_categories(self) -> None:
        """Section names above the headline: those glued into one line, or a few in a row; many in a row are a menu."""
        known = self.lexicon["section"]
        run = []
        for at in range(self.headline - 1, max(-1, self.headline - _CATEGORY_REACH - 1), -1):
            if words.fold(self.blocks[at].text) in known and self.labels[at] is None:
                run.append(at)
            elif run:
                break
        glued = [at for at in run if any(self._touches(at, other) for other in (at - 1, at + 1))]
        for at in glued or (run if len(run) <= _MOST_CATEGORIES else []):
            self.set(at, Role.CATEGORY, 0.8 if glued else 0.7, "a section name above the headline")

    def _touches(self, at: int, other: int) -> bool:
        """Two blocks cut from one line, without a blank between them."""
        if not 0 <= other < len(self.blocks):
            return False
        first, second = sorted((at, other))
        return self.blocks[first].spans[-1][1] == self.blocks[second].spans[0][0]

    def _is_signed(self, at: int) -> bool:
        """A byline or a date stands within a few lines behind."""
        behind = range(at + 1, min(len(self.blocks), at + 5))
        return any(
            self.features.width[other] < 110
            and (self.leads(other, "byline", "published", "updated") or self._dated(other))
            for other in behind
        )

    def _dated(self, at: int) -> bool:
        if at not in self._with_date:
            f = self.features
            likely = f.digits[at] > 0 and f.width[at] < 120
            self._with_date[at] = likely and bool(dates.find(self.blocks[at].text))
        return self._with_date[at]

    def label_head(self) -> None:
        f = self.features
        start = max(0, (self.headline if self.headline >= 0 else self.first) - 12)
        for at in range(start, min(max(self.first + 3, self.headline + 8), self.end)):
            if self.labels[at] is not None:
                continue
            text = self.blocks[at].text
            if f.width[at] < 200 and not f.prose[at]:
                self._label_furniture_of_head(at, text)
        self._label_categories()
        above = self.headline - 1
        if (
            0 <= above <= 2
            and self.blocks[self.headline].blanks
            and f.words[above] <= 5
            and self._reasons[above] is None
        ):
            self.set(above, Role.KICKER, 0.6, "a short line right above the headline, at the top")
        self._label_standfirst()
        self._label_far_date()

    def _label_far_date(self) -> None:
        """No date beside the headline: the nearest short line with one counts, before or after the story."""
        if any(
            found is not None and found.role in (Role.TIMESTAMP, Role.BYLINE) and self._dated(at)
            for at, found in enumerate(self.labels)
        ):
            return
        centre = self.headline if self.headline >= 0 else self.first
        reach = sorted(range(max(0, centre - 25), min(self.end, self.last + 12)), key=lambda at: (abs(at - centre), at))
        for at in reach:
            if (
                self.labels[at] is None
                and self.features.width[at] < 90
                and self._dated(at)
                and not self.features.prose[at]
            ):
                self.set(at, Role.TIMESTAMP, 0.4, "the date nearest to the headline")
                return

    def _label_furniture_of_head(self, at: int, text: str) -> None:
        f = self.features
        after = self.headline >= 0 and at > self.headline
        if self._dated(at) and self.headline - 6 <= at:
            self.set(at, Role.TIMESTAMP, 0.8, "a date beside the headline")
            parsed = bylines.parse(text, self.lexicon) if f.upper[at] + f.lower[at] > 12 else None
            if parsed is not None and parsed.bylines and self.leads(at, "byline"):
                self.labels[at] = Label(Role.BYLINE, 0.8, "names and a date")
            return
        near = self.headline - 2 <= at
        if near and (self.leads(at, "byline") or after) and not self.leads(at, "photo", "picture_agency"):
            parsed = bylines.parse(text, self.lexicon)
            if parsed is not None and parsed.bylines and (parsed.confidence >= 0.5):
                self.set(at, Role.BYLINE, parsed.confidence, "names beside the headline")
                return
        if after and self.cue(at, "photo", "picture_agency") and f.width[at] < 200:
            self.set(at, Role.CREDIT if f.words[at] <= 6 else Role.CAPTION, 0.6, "words of a picture credit")

    def _label_standfirst(self) -> None:
        """The first sentences behind the headline, if a byline, a date or a picture parts them from the prose."""
        if self.headline < 0:
            return
        f = self.features
        for at in range(self.headline + 1, min(self.headline + 4, self.last)):
            if self.labels[at] is not None:
                continue
            if not 50 <= f.width[at] <= 420 or self.cue(at, "photo", "picture_agency"):
                continue
            behind = self.labels[at + 1 : at + 4]
            broken = any(
                found is not None and found.role in (Role.BYLINE, Role.TIMESTAMP, Role.CREDIT) for found in behind
            )
            if broken or (not f.ends[at] and at + 1 < self.last):
                self.set(at, Role.STANDFIRST, 0.6, "the sentence between headline and byline")
            return

    # Inside and after the prose --------------------------------------------------------------------------------

    def label_body(self) -> None:
        start = max(self.headline + 1, self.first - _LEAD_REACH) if self.headline >= 0 else self.first
        for at in range(min(start, self.first), min(self.last, self.end)):
            if self.labels[at] is None:
                self._label_in_body(at)

    def _label_in_body(self, at: int) -> None:
        f = self.features
        text = self.blocks[at].text
        if at < self.first:
            if self.headline >= 0 and (f.prose[at] or (f.width[at] > 60 and f.ends[at] and not self._is_furniture(at))):
                self.set(at, Role.PARAGRAPH, 0.6, "prose between headline and body")
            return
        if self._is_twin(at) or self._is_pulled(at):
            return
        if f.prose[at]:
            if self._is_furniture(at) and f.width[at] < 250:
                return
            if self.leads(at, "photo", "picture_agency") and f.width[at] < 160:
                self.set(at, Role.CAPTION, 0.6, "words of a picture credit")
                return
            role = Role.LIST_ITEM if _BULLET.match(text) else Role.PARAGRAPH
            self.set(at, role, 0.9, "prose")
            return
        self._label_short(at, text)

    def _is_twin(self, at: int) -> bool:
        """A title twice in a row is a card for another story; a sentence that says it again is its summary."""
        f = self.features
        if at + 1 >= self.end or f.keys[at] != f.keys[at + 1] or f.prose[at] or f.words[at] < 3:
            return False
        self.set(at, Role.RELATED_TITLE, 0.8, "a title that stands twice in a row")
        self.set(at + 1, Role.DISCARDED, 0.9, DiscardReason.DUPLICATE.value)
        if at + 2 < self.end and _says_again(f.keys[at], f.keys[at + 2]) and f.stops[at + 2] <= 1:
            self.set(at + 2, Role.RELATED_SUMMARY, 0.7, "the sentence below says the title again")
        return True

    def _is_pulled(self, at: int) -> bool:
        """A quotation that a paragraph nearby says too was pulled out of it; who said it may stand below."""
        f = self.features
        if f.width[at] > 250 or not _quoted(self.blocks[at].text) or len(f.keys[at]) < 20:
            return False
        around = [other for other in range(max(0, at - 4), min(self.last, at + 5)) if other != at]
        if not any(f.keys[at] in _letters(self.blocks[other].text) for other in around):
            return False
        self.set(at, Role.PULL_QUOTE, 0.8, "a quotation that a paragraph nearby says too")
        if at + 1 < self.end and self.blocks[at + 1].text[0] in "—–-" and f.width[at + 1] < 100:
            self.set(at + 1, Role.PULL_QUOTE, 0.8, "a dash and a name below a quotation")
        return True

    def _label_short(self, at: int, text: str) -> None:
        f = self.features
        if self._is_furniture(at) or _SEPARATOR.match(text) or f.repeats[at] > 1:
            return
        if self.leads(at, "related_heading"):
            rest = re.sub(r"^[^:：]{2,30}[:：]\s*", "", text)
            if rest != text and len(rest) > 15:
                self.set(at, Role.RELATED_TITLE, 0.7, "opens like a pointer to another story")
            return
        if self.cue(at, "photo", "picture_agency") and f.width[at] < 250 and not _quoted(text):
            self.set(at, Role.CREDIT if f.words[at] <= 5 else Role.CAPTION, 0.6, "words of a picture credit")
            return
        if _BULLET.match(text) and f.words[at] > 1:
            self.set(at, Role.LIST_ITEM, 0.7, "opens with a bullet or number")
            return
        running = f.function[at] > 0.12 or f.caseless[at] > 0.3
        if f.ends[at] and (running or _quoted(text) or f.words[at] >= 4):
            question = text[-1] in "?？؟" and f.width[at] < 90
            if not question:
                self.set(at, Role.PARAGRAPH, 0.7, "a sentence inside the prose")
                return
        if f.width[at] >= 100 and running:
            self.set(at, Role.PARAGRAPH, 0.6, "long, inside the prose")
            return
        follows = any(f.prose[other] for other in range(at + 1, min(self.last, at + 3)))
        if follows and 6 <= f.width[at] <= 110 and f.words[at] >= 1 and not self._is_label(at):
            self.set(at, Role.SUBHEADING, 0.6, "a short line before prose")

    def _is_label(self, at: int) -> bool:
        """A line of furniture words only: a date, a network, a name of the site's section."""
        text = self.blocks[at].text
        known = text.casefold().rstrip(" :") in self.lexicon.phrases["section"]
        return (
            known
            or self.cue(at, "network", "reading_time", "ago")
            or (self.features.width[at] < 40 and self._dated(at))
        )

    def _is_furniture(self, at: int) -> bool:
        f = self.features
        kinds = ("consent", "advert", "subscription", "share", "comments", "legal", "navigation")
        leads = self.leads(at, *kinds)
        several = sum(int(f.cues[kind][at]) for kind in kinds if kind in f.cues)
        if f.prose[at]:
            return (leads and several >= 2 and f.width[at] < 160) or several >= 4
        return (leads and f.width[at] < 90) or several >= 3 or (several >= 2 and f.width[at] < 160)

    def label_rest(self) -> None:
        """Behind the prose: a related list under its heading, corrections and tags; the rest is discarded."""
        f = self.features
        related = False
        for at in range(self.last, self.end):
            if self.labels[at] is not None:
                continue
            text = self.blocks[at].text
            if self.leads(at, "related_heading") and f.words[at] <= 6:
                related = True
            elif self.leads(at, "note") and f.width[at] > 40:
                self.set(at, Role.NOTE, 0.6, "opens like a note of the desk")
            elif related and self._is_furniture(at):
                related = False
            elif related and f.words[at] >= 4 and f.width[at] >= 25 and not f.prose[at]:
                self.set(at, Role.RELATED_TITLE, 0.6, "a title below a heading for related stories")
            elif self.leads(at, "tag") and ":" in text and f.width[at] < 200:
                self.set(at, Role.TAG, 0.6, "opens like a list of tags")


def _reasons(features: Features) -> list[str | None]:
    """For each block the reason to discard it that its words give, the first of _DISCARDS that they do."""
    reasons: list[str | None] = [None] * len(features.keys)
    for kind, reason in reversed(_DISCARDS):
        for at, count in enumerate(features.cues.get(kind, ())):
            if count:
                reasons[at] = reason.value
    return reasons


def _is_title_above(at: int, f: Features, blocks: Sequence[Block]) -> bool:
    """The line above the best candidate is a shorter title of its own: then the candidate is its standfirst."""
    own, below = f.width[at], f.width[at + 1]
    return (
        20 <= own < below and below >= 60 and f.words[at] >= 4 and not f.ends[at] and (at == 0 or blocks[at].blanks > 0)
    )


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _quoted(text: str) -> bool:
    return text[0] in "\"“„«‘'「『"


def _says_again(title: str, summary: str) -> bool:
    grams = {title[at : at + 5] for at in range(len(title) - 4)}
    return bool(grams) and sum(gram in summary for gram in grams) / len(grams) > 0.3
