"""A Story as the object that Superdesk reads as ninjs: keys of ninjs 1 with its own beside them."""

from __future__ import annotations

from typing import Any

from newscopy.model import Byline, Category, Story
from newscopy.topics.writing import in_use, subject_codes
from newscopy.writers.identity import identifier
from newscopy.writers.newsml.see_also import see_also
from newscopy.writers.ninjs.facts import SCHEMES, in_utc, instants, markup, printed_byline, status
from newscopy.writers.ninjs.options import NinjsOptions

# What Superdesk takes for an item that tells none.
_PRIORITY = 5


def superdesk_object(story: Story, options: NinjsOptions) -> dict[str, Any]:
    """The object; times are in UTC in whole seconds, since others are refused."""
    first, version = (in_utc(instant) for instant in instants(story, options))
    timed = options.embargo if options.embargo != "open" else None
    own = identifier(story, options.authority)
    made = {
        "guid": own,
        "uri": own,
        "version": str(options.item_version),
        "type": "text",
        "language": story.language,
        "headline": story.headline,
        "slugline": story.slugline,
        "byline": printed_byline(story),
        "firstcreated": first,
        "versioncreated": version,
        "embargoed": in_utc(timed) if timed else None,
        "pubstatus": status(options),
        "urgency": options.urgency,
        "priority": _PRIORITY,
        "ednote": options.ed_note,
        "description_text": story.standfirst,
        "body_html": markup(story),
        "located": story.dateline.place if story.dateline else None,
        "source": options.provider or (story.dateline.agency if story.dateline else None),
        "copyrightholder": options.copyright_holder,
        "copyrightnotice": options.copyright_notice,
        "usageterms": options.usage_terms,
        "keywords": list(story.keywords),
        "genre": [{"name": options.genre.replace("_", " "), "code": options.genre}] if options.genre else None,
        "subject": _subjects(story, options),
        "authors": [_author(byline) for byline in story.bylines],
        "associations": _associations(story, version),
    }
    return {key: value for key, value in made.items() if value is not None and value not in ([], {})}


def _subjects(story: Story, options: NinjsOptions) -> list[dict[str, str]]:
    """The categories, and the Subject Codes of Media Topics, which Superdesk knows by itself."""
    categories = in_use(story, options.topics)
    codes = [{"name": name, "code": code.partition(":")[2]} for code, name in subject_codes(categories, options.topics)]
    return [*map(_subject, categories), *codes]


def _subject(category: Category) -> dict[str, str]:
    """A Subject Code has no scheme: that is how Superdesk knows it."""
    scheme, _, code = (category.qcode or "").partition(":")
    if not code:
        return {"name": category.name, "code": category.name}
    if scheme == "subj":
        return {"name": category.name, "code": code}
    return {"name": category.name, "code": code, "scheme": SCHEMES.get(scheme, scheme)}


def _author(byline: Byline) -> dict[str, str]:
    return {"name": byline.name, "role": byline.role} if byline.role else {"name": byline.name}


def _associations(story: Story, version: str) -> dict[str, dict[str, str]]:
    """Related stories with an address, by a name that keeps their order."""
    return {
        f"related--{rank}": {
            "guid": related.url,
            "type": "text",
            "headline": related.title,
            "versioncreated": version,
        }
        for rank, related in enumerate(see_also(story.body, story.id), 1)
        if related.url
    }
