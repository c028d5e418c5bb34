"""Brings together what a page prints and what its head says: what is printed stands, what is missing is filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from newscopy import evidence
from newscopy.model import Byline, Category, Dateline, Metadatum, Notice, Role, Segment, Story, Timestamp
from newscopy.readers.page.metadata import FRONT_MATTER, Metadata
from newscopy.structure import bylines
from newscopy.structure.blocks import seen
from newscopy.structure.names import is_sign
from newscopy.structure.words import Lexicon, fold, letters

_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|org|net|de|jpg|png)/", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
# The day that a page prints is that of its town, the instant in its head often that of Greenwich.
_ZONES = timedelta(days=1)
_LONGEST_NAME = 80
# Whoever put the page up, as programs for sites call them.
_ACCOUNTS = frozenset({"admin", "administrator", "editor", "root", "super user", "superuser", "user", "webmaster"})
# How sure a line is a byline that names one whom the head does not know.
_SURELY = 0.5
_MOST_NAMES = 10
# What may part a kicker from the headline on its line, and how many words it has at most.
_PARTED, _LONGEST_KICKER = re.compile(r"\s[–—|/-]\s|:\s"), 6


def agreed(story: Story, head: Metadata, text: str, lexicon: Lexicon) -> Story:
    """The Story with its byline, dates, category and language from both; where they differ, a notice tells it.

    `text` is what the page shows. A name in the head that is no more than the site's own does not count against people
    whom the page names.
    """
    changes: dict[str, Any] = {}
    notices = list(story.notices)
    _title(story, head, text, changes, notices)
    _authors(story, head, text, lexicon, changes, notices)
    _dates(story, head, changes, notices)
    if not story.categories:
        _category(head, text, changes)
    if head.typed:
        _typed(story, head, text, changes)
    tag = _TAG.fullmatch(head.language)
    if tag and (story.language is None or head.language.lower().split("-")[0] == story.language):
        changes["language"] = _cased(head.language)
    changes["source"] = story.source.model_copy(update={"metadata": _listed(head)})
    changes["notices"] = tuple(notices)
    return story.model_copy(update=changes)


def _title(story: Story, head: Metadata, text: str, changes: dict[str, Any], notices: list[Notice]) -> None:
    """The head's title where the page prints none; it may say it with other words, which is no fault.

    Where it is the end of the printed line, what stands before it is the kicker.
    """
    made_up = [notice for notice in notices if notice.code == "no-headline"]
    title = next(iter(head.titles), None)
    if not made_up:
        _kicker(story, head, text, changes)
    elif title:
        changes["headline"] = _UNFIT.sub(" ", title)
        notices[:] = [notice for notice in notices if notice not in made_up]
        notices.append(Notice(code="headline-from-metadata", message="no headline is printed: the page's title stands"))


def _kicker(story: Story, head: Metadata, text: str, changes: dict[str, Any]) -> None:
    """The words before the headline on its line, where the head's title is the rest of the line alone."""
    told = {letters(title) for title in head.titles}
    places = [at for at, segment in enumerate(story.segments) if segment.target == "/headline"]
    if story.kicker is not None or letters(story.headline) in told or len(places) != 1:
        return
    whole = story.segments[places[0]]
    line = text[whole.start : whole.end]
    for found in _PARTED.finditer(line):
        kicker, rest = line[: found.start()], line[found.end() :]
        if letters(rest) in told and len(kicker.split()) <= _LONGEST_KICKER:
            cut = whole.start + found.end()
            before = {"end": cut, "target": "/kicker", "text": line[: found.end()], "role": Role.KICKER}
            behind = {"start": cut, "text": None if seen(rest) == rest else rest}
            parts = (whole.model_copy(update=before), whole.model_copy(update=behind))
            segments = (*story.segments[: places[0]], *parts, *story.segments[places[0] + 1 :])
            changes |= {"kicker": seen(kicker), "headline": seen(rest), "segments": segments}
            return


def _authors(
    story: Story, head: Metadata, text: str, lexicon: Lexicon, changes: dict[str, Any], notices: list[Notice]
) -> None:
    told = _people(head.authors, lexicon)
    # Beside people the paper's or its owner's own name is a signature of the page, not of the story.
    told = tuple(person for person in told if not _is_site(person.name, head)) or told
    if not told:
        return
    if not story.bylines:
        changes["bylines"] = told
        changes["byline"] = story.byline or ", ".join(person.name for person in told)
        return
    if all(_is_site(person.name, head) for person in told):
        # The account under which the page was put up, where people sign the story itself.
        signed = tuple(one for one in story.bylines if not _is_site(one.name, head)) or story.bylines
        changes["bylines"] = told if _is_doubted(story, lexicon) else signed
        return
    said, stands = (", ".join(person.name for person in people) for people in (told, story.bylines))
    if all(is_sign(person.name) or _is_site(person.name, head) for person in story.bylines):
        # The letters of a desk, or the paper's own name, for one whom the head names.
        changes["bylines"] = told
        notices.append(_differs("bylines", said, stands, stands="the first"))
        return
    printed = {letters(person.name): person for person in story.bylines}
    known = {letters(person.name) for person in told}
    confirmed = [key for key in printed if any(key in other or other in key for other in known)]
    if confirmed:
        # What the head does not know stood beside the names, or belongs to a picture; whom it names besides is signed.
        shown = letters(text)
        named = [printed.get(letters(person.name), person) for person in told if letters(person.name) in shown]
        signing = _signing(story, confirmed, text, lexicon).union(confirmed)
        beside = [key for key in printed if key in signing]
        named += [printed[key] for key in beside if not any(_overlap(key, letters(one.name)) for one in named)]
        places = {key: place for place, key in enumerate(printed)}
        changes["bylines"] = tuple(sorted(named, key=lambda one: places.get(letters(one.name), len(places))))
    else:
        notices.append(_differs("bylines", said, stands))


def _is_doubted(story: Story, lexicon: Lexicon) -> bool:
    """True where only signs and agencies were found, below the copy's first lines ("(sak/Reuters)"), and in doubt."""
    opening = next((one.start for one in story.segments if one.role is Role.PARAGRAPH), 0)
    signed = [one for one in story.segments if one.role is Role.BYLINE]
    sure = any(one.start < opening or one.confidence >= _SURELY for one in signed)
    return not sure and all(is_sign(one.name) or fold(one.name) in lexicon["agency"] for one in story.bylines)


def _signing(story: Story, confirmed: Sequence[str], text: str, lexicon: Lexicon) -> set[str]:
    """Those who sign with one whom the head knows: on its line, which says "by", on one that is surely a byline, or on
    one right beside it.
    """
    lines = [(one, text[one.start : one.end]) for one in story.segments]
    known = [one.role is Role.BYLINE and any(key in letters(line) for key in confirmed) for one, line in lines]
    beside = [before or behind for before, behind in zip([False, *known], [*known[1:], False], strict=False)]
    sure = {
        line
        for (one, line), near in zip(lines, beside, strict=True)
        if one.role is Role.BYLINE and (near or one.confidence >= _SURELY)
    }
    found: set[str] = set()
    for line in (story.byline or "").split("\n"):
        parsed = bylines.parse(line, lexicon)
        if parsed is None:
            continue
        names = {letters(person.name) for person in parsed.bylines}
        people = all(bylines.looks_like_name(person.name) for person in parsed.bylines)
        if (parsed.confidence >= bylines.CUED and names & set(confirmed)) or (people and line in sure):
            found |= names
    return found


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _people(authors: Sequence[str], lexicon: Lexicon) -> tuple[Byline, ...]:
    found: dict[str, Byline] = {}
    for author in authors:
        name = _UNFIT.sub(" ", author).strip()
        if (
            not name
            or fold(name) in _ACCOUNTS
            or _ADDRESS.search(name)
            or len(name) > _LONGEST_NAME
            or _is_credit(name, lexicon)
        ):
            continue
        parsed = bylines.parse(name, lexicon)
        people = parsed.bylines if parsed and parsed.bylines else (Byline(name=name),)
        for person in people:
            found.setdefault(letters(person.name), person)
    found.pop("", None)
    return tuple(found.values())[:_MOST_NAMES]


def _is_credit(name: str, lexicon: Lexicon) -> bool:
    """True for the credit of a picture ("(Image: Northwire)"), which some pages have among the authors."""
    cue, colon, _ = name.strip("()[] ").partition(":")
    return bool(colon) and fold(cue) in lexicon["photo"]


def _is_site(name: str, head: Metadata) -> bool:
    """True for the name of the paper itself: as its head has it, or as its address begins."""
    key = letters(name)
    owners = [letters(name) for name in (head.site, *head.publishers) if letters(name)]
    return bool(key) and (any(_overlap(key, owner) for owner in owners) or key in letters(head.host))


def _dates(story: Story, head: Metadata, changes: dict[str, Any], notices: list[Notice]) -> None:
    published = next(filter(None, map(evidence.instant, head.published)), None)
    modified = next(filter(None, map(evidence.instant, head.modified)), None)
    if published is None:
        return
    made_up = [notice for notice in notices if notice.code in ("published-from-update", "relative-date")]
    printed = story.published
    if printed is None or printed.value is None or made_up:
        changes["published"] = Timestamp(value=published, text=printed.text if printed else None)
        notices[:] = [notice for notice in notices if notice not in made_up and notice.code != "ambiguous-date"]
    elif not _same_day(printed.value, published):
        if story.updated is None and modified and _same_day(printed.value, modified):
            changes |= {
                "published": Timestamp(value=published),
                "updated": printed,
                "segments": _moved(changes.get("segments", story.segments)),
            }
        elif _before(printed.value, published):
            # Nothing prints a day before it is written: the head tells when the page was made anew.
            notices.append(_differs("published", published, printed.value))
        else:
            changes["published"] = Timestamp(value=published, text=printed.text)
            notices.append(_differs("published", published, printed.value, stands="the first"))
    # Programs put the same instant as both into the head of a page; who types both means it.
    means_it = modified is not None and (head.typed or modified[:16] != published[:16])
    if story.updated is None and "updated" not in changes and means_it:
        changes["updated"] = Timestamp(value=modified)


def _moved(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments when what was taken for the day of publication is that of the last change."""
    moved = {"target": "/updated/text"}
    return tuple(
        segment.model_copy(update=moved) if segment.target == "/published/text" else segment for segment in segments
    )


def _same_day(printed: str, told: str) -> bool:
    """True where two values agree as far as both go; the same instant may be two days in two time zones."""
    shared = min(len(printed), len(told), 10)
    if printed[:shared] == told[:shared]:
        return True
    if shared < 10 or len(told) == 10:
        return False
    return abs(date.fromisoformat(printed[:10]) - date.fromisoformat(told[:10])) <= _ZONES and told.endswith("Z")


def _before(printed: str, told: str) -> bool:
    """True where a page prints a whole date that is earlier than any time zone makes that of its head."""
    if len(printed) < 10 or len(told) < 10:
        return len(printed) >= 10 and printed[: len(told)] < told
    return date.fromisoformat(told[:10]) - date.fromisoformat(printed[:10]) > _ZONES


def _category(head: Metadata, text: str, changes: dict[str, Any]) -> None:
    """The section of the head that the page shows, too, or all of those that were typed with the story."""
    shown = text.casefold()
    names = [_UNFIT.sub(" ", name) for name in head.sections if name and "/" not in name and len(name.split()) < 5]
    found = names if head.typed else [name for name in names if fold(name) in shown][:1]
    if found:
        changes["categories"] = tuple(Category(name=name) for name in found)


def _typed(story: Story, head: Metadata, text: str, changes: dict[str, Any]) -> None:
    """What was typed in front of the copy as fields of the story, and is not printed."""
    if not story.keywords:
        changes["keywords"] = tuple(_UNFIT.sub(" ", word) for word in head.keywords)
    told = {name.removeprefix(FRONT_MATTER): _UNFIT.sub(" ", value) for name, value in head.others}
    for field in ("kicker", "standfirst", "slugline", "dateline"):
        value = told.get(field)
        if not value or getattr(story, field) is not None:
            continue
        # A place or a topic is said in the copy, too: only a line of its own prints it.
        printed = letters(text) if field == "standfirst" else {letters(line) for line in text.split("\n")}
        if letters(value) not in printed:
            changes[field] = Dateline(text=value) if field == "dateline" else value


def _listed(head: Metadata) -> tuple[Metadatum, ...]:
    """All that the head says, by the field it speaks of; what the Story took of it is listed too."""
    pairs = [
        *(("headline", value) for value in head.titles), *(("standfirst", value) for value in head.descriptions),
        *(("bylines", value) for value in head.authors), *(("published", value) for value in head.published),
        *(("updated", value) for value in head.modified), *(("categories", value) for value in head.trail),
        *(("categories", value) for value in head.sections), *(("keywords", value) for value in head.keywords),
        ("address", head.address), ("site", head.site), ("window", head.window), ("language", head.language),
        *(("kind", value) for value in head.kinds), *head.others,
    ]  # fmt: skip
    told = dict.fromkeys((name, _UNFIT.sub(" ", value).strip()) for name, value in pairs)
    return tuple(Metadatum(name=name, value=value) for name, value in told if value)


def _cased(tag: str) -> str:
    """A language tag as BCP 47 recommends to write it (RFC 5646 §2.1.1)."""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in others)])


def _subtag(part: str) -> str:
    return part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower()


def _differs(field: str, told: str, printed: str, stands: str = "the second") -> Notice:
    message = f"{field}: the page's metadata say {told!r}, the page prints {printed!r}; {stands} stands"
    return Notice(code="metadata-differs", message=message)
