"""A Story as an object of IPTC's ninjs 3.2, or 2.3, whose keys have small letters only."""

from __future__ import annotations

from typing import Any

from newscopy.model import Category, Story
from newscopy.topics.writing import in_use
from newscopy.writers.identity import identifier
from newscopy.writers.newsml.instants import full_instant
from newscopy.writers.newsml.see_also import see_also
from newscopy.writers.ninjs.facts import SCHEMES, instants, markup, printed_byline, status, uri
from newscopy.writers.ninjs.options import NinjsOptions
from newscopy.writers.xhtml_body import said

AUTHOR = "http://cv.iptc.org/newscodes/contentprodpartyrole/author"
GENRES = "http://cv.iptc.org/newscodes/genre/"
SEE_ALSO = "http://cv.iptc.org/newscodes/itemrelation/seeAlso"


def standard_object(story: Story, options: NinjsOptions) -> dict[str, Any]:
    """The object; keys without a value are left out."""
    first, version = instants(story, options)
    published = story.published.value if story.published else None
    timed = options.embargo if options.embargo != "open" else None
    own = identifier(story, options.authority)
    made = {
        "uri": uri(own),
        "type": "text",
        "representationType": "full",
        "version": str(options.item_version),
        "firstCreated": first,
        "versionCreated": version,
        "contentCreated": full_instant(published) if published else None,
        "embargoedUntil": timed,
        "pubStatus": status(options),
        "urgency": options.urgency,
        "copyrightHolder": options.copyright_holder,
        "copyrightNotice": options.copyright_notice,
        "usageTerms": options.usage_terms,
        "edNote": options.ed_note,
        "language": story.language,
        "by": printed_byline(story),
        "slugline": story.slugline,
        "located": story.dateline.place if story.dateline else None,
        "headlines": _texts(("main", story.headline), ("kicker", story.kicker)),
        "descriptions": _texts(("summary", story.standfirst)),
        "bodies": _bodies(story),
        "people": [{"name": byline.name, "rel": AUTHOR} for byline in story.bylines],
        "genres": [{"name": options.genre.replace("_", " "), "uri": GENRES + options.genre}] if options.genre else None,
        "subjects": [_subject(category) for category in in_use(story, options.topics)],
        "infoSources": [{"name": story.dateline.agency}] if story.dateline and story.dateline.agency else None,
        "associations": _associations(story),
        "altIds": [{"role": "guid", "value": own}] if uri(own) != own else None,
        "standard": {
            "name": "ninjs",
            "version": options.version,
            "schema": f"https://www.iptc.org/std/ninjs/ninjs-schema_{options.version}.json",
        },
    }
    kept = {key: value for key, value in made.items() if value is not None and value != []}
    return kept if options.version == "3.2" else _as_second(kept)


def _texts(*texts: tuple[str, str | None]) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in texts if text is not None]


def _bodies(story: Story) -> list[dict[str, Any]]:
    """The words alone, and with their markup."""
    texts = [text for text in said(story.body) if text]
    plain = {
        "role": "main",
        "contentType": "text/plain",
        "charCount": sum(map(len, texts)),
        "wordCount": sum(len(text.split()) for text in texts),
        "value": "\n\n".join(texts),
    }
    return [plain, {"role": "main", "contentType": "application/xhtml+xml", "value": markup(story)}]


def _subject(category: Category) -> dict[str, str]:
    scheme, _, code = (category.qcode or "").partition(":")
    if scheme in SCHEMES:
        return {"name": category.name, "uri": uri(SCHEMES[scheme] + code)}
    return {"name": category.name, "literal": category.qcode} if category.qcode else {"name": category.name}


def _associations(story: Story) -> list[dict[str, Any]]:
    """Related stories that have an address; ninjs has no place for one without, so that stays in the body only."""
    return [
        {
            "name": f"related-{rank}",
            "rel": SEE_ALSO,
            "uri": related.url,
            "type": "text",
            "representationType": "partial",
            "headlines": [{"value": related.title}],
        }
        for rank, related in enumerate(see_also(story.body, story.id), 1)
        if related.url
    ]


def _as_second(made: dict[str, Any]) -> dict[str, Any]:
    """The object as ninjs 2.3 has it: other keys, and no relation of an association."""
    renamed = {("embargoed" if key == "embargoedUntil" else key): value for key, value in made.items()}
    for association in renamed.get("associations", []):
        del association["rel"]
    return {key.lower(): _lowered(value) for key, value in renamed.items()}


def _lowered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.lower(): _lowered(part) for key, part in value.items()}
    return [_lowered(part) for part in value] if isinstance(value, list) else value
