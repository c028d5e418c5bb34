"""contentMeta: what the copy says of itself: dates, places, people, topics, headline and summary."""

from __future__ import annotations

from lxml import etree

from newscopy.g2 import NAR, OWN_ALIAS, resolves
from newscopy.model import Byline, Category, Story, Timestamp
from newscopy.topics.writing import in_use, subject_codes
from newscopy.writers.newsml.instants import content_date
from newscopy.writers.newsml.item_meta import named
from newscopy.writers.newsml.options import NewsmlOptions

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNDETERMINED = "und"
"""BCP 47 for a language that nobody has told; readers look for a tag, so one is always written."""

KICKER = f"{OWN_ALIAS}:kicker"
JOB_TITLE = f"{OWN_ALIAS}:jobTitle"
FILED_FROM = f"{OWN_ALIAS}:filedFrom"
PUBLISHED = f"{OWN_ALIAS}:published"
UPDATED = f"{OWN_ALIAS}:updated"
DATELINE_DATE = f"{OWN_ALIAS}:datelineDate"


def add_content_meta(item: etree._Element, story: Story, options: NewsmlOptions) -> None:
    """contentMeta: administrative facts first, then descriptive ones, then what only we have names for."""
    meta = etree.SubElement(item, f"{{{NAR}}}contentMeta")
    _add_administrative(meta, story, options)
    _add_descriptive(meta, story, options)
    _add_own_properties(meta, story)


def _add_administrative(meta: etree._Element, story: Story, options: NewsmlOptions) -> None:
    if options.urgency:
        _say(meta, "urgency", str(options.urgency))
    if story.published and story.published.value:
        _say(meta, "contentCreated", content_date(story.published.value))
    if story.updated and story.updated.value:
        _say(meta, "contentModified", content_date(story.updated.value))
    if story.dateline and story.dateline.place:
        named(meta, "located", story.dateline.place, type="cpnat:geoArea")
    if story.dateline and story.dateline.agency:
        named(meta, "infoSource", story.dateline.agency)
    for byline in story.bylines:
        _add_creator(meta, byline)


def _add_descriptive(meta: etree._Element, story: Story, options: NewsmlOptions) -> None:
    etree.SubElement(meta, f"{{{NAR}}}language", {"tag": story.language or UNDETERMINED})
    if options.genre:
        genre = etree.SubElement(meta, f"{{{NAR}}}genre", {"qcode": f"genre:{options.genre}"})
        etree.SubElement(genre, f"{{{NAR}}}name", {_XML_LANG: "en"}).text = options.genre.replace("_", " ")
    for keyword in story.keywords:
        _say(meta, "keyword", keyword)
    _add_subjects(meta, story, options)
    _say(meta, "slugline", story.slugline)
    _say(meta, "headline", story.headline)
    if story.kicker is not None:
        etree.SubElement(meta, f"{{{NAR}}}headline", {"role": KICKER}).text = story.kicker
    _say(meta, "dateline", story.dateline.text if story.dateline else None)
    _say(meta, "by", story.byline)
    _say(meta, "creditline", options.credit or (story.dateline.agency if story.dateline else None))
    if story.standfirst is not None:
        etree.SubElement(meta, f"{{{NAR}}}description", {"role": "drol:summary"}).text = story.standfirst


def _add_own_properties(meta: etree._Element, story: Story) -> None:
    """The dates as printed, and what of them contentCreated and contentModified cannot hold."""
    _add_date(meta, PUBLISHED, story.published)
    _add_date(meta, UPDATED, story.updated)
    if story.dateline and story.dateline.date:
        _add_date(meta, DATELINE_DATE, Timestamp(value=None, text=story.dateline.date))


def _add_date(meta: etree._Element, rel: str, timestamp: Timestamp | None) -> None:
    if timestamp is None:
        return
    told = timestamp.value is None or content_date(timestamp.value) == timestamp.value
    if told and timestamp.text is None:
        return
    element = etree.SubElement(meta, f"{{{NAR}}}contentMetaExtProperty", {"rel": rel})
    if not told and timestamp.value:
        element.set("value", timestamp.value)
    if timestamp.text is not None:
        element.set("literal", timestamp.text)


def _add_creator(meta: etree._Element, byline: Byline) -> None:
    creator = named(meta, "creator", byline.name)
    for role, text in ((JOB_TITLE, byline.role), (FILED_FROM, byline.place)):
        if text is not None:
            etree.SubElement(creator, f"{{{NAR}}}note", {"role": role}).text = text
    if byline.organisation is not None:
        named(etree.SubElement(creator, f"{{{NAR}}}personDetails"), "affiliation", byline.organisation)


def _add_subjects(meta: etree._Element, story: Story, options: NewsmlOptions) -> None:
    """The categories, and for readers that know no Media Topics their Subject Codes, which have no name here."""
    categories = in_use(story, options.topics)
    for category in categories:
        _add_subject(meta, category)
    for code, _ in subject_codes(categories, options.topics):
        etree.SubElement(meta, f"{{{NAR}}}subject", {"type": "cpnat:abstract", "qcode": code})


def _add_subject(meta: etree._Element, category: Category) -> None:
    """A topic by its code; a code of a scheme that IPTC's catalog does not know is kept as a literal."""
    code = category.qcode or category.name
    identified = "qcode" if category.qcode and resolves(category.qcode) else "literal"
    subject = etree.SubElement(meta, f"{{{NAR}}}subject", {"type": "cpnat:abstract", identified: code})
    etree.SubElement(subject, f"{{{NAR}}}name").text = category.name


def _say(parent: etree._Element, tag: str, text: str | None) -> None:
    if text is not None:
        etree.SubElement(parent, f"{{{NAR}}}{tag}").text = text
