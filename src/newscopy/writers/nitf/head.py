"""head of a NITF document: title, our own meta elements, subjects, and docdata."""

from __future__ import annotations

from lxml import etree

from newscopy import __version__
from newscopy.g2 import NITF
from newscopy.model import Category, Story, Timestamp
from newscopy.topics.writing import in_use, subject_codes
from newscopy.writers.identity import identifier
from newscopy.writers.nitf.norms import holds, norm
from newscopy.writers.nitf.options import NitfOptions

SLUGLINE = "anpa-keyword"
"""The name that American agencies gave the slugline; readers look for it."""
OWN = "newscopy-"
"""What the names of our own meta elements start with."""


def add_head(root: etree._Element, story: Story, options: NitfOptions) -> None:
    """head, its children in the order the schema fixes."""
    head = etree.SubElement(root, f"{{{NITF}}}head")
    etree.SubElement(head, f"{{{NITF}}}title").text = story.headline
    _add_metas(head, story)
    _add_subjects(head, story, options)
    _add_docdata(head, story, options)


def _add_metas(head: etree._Element, story: Story) -> None:
    _meta(head, "generator", f"newscopy {__version__}")
    _meta(head, SLUGLINE, story.slugline)
    if story.direction == "rtl":
        _meta(head, f"{OWN}direction", story.direction)
    _add_date(head, "published", story.published, in_docdata=True)
    _add_date(head, "updated", story.updated, in_docdata=False)
    if story.dateline and story.dateline.date and not holds(story.dateline.date):
        _meta(head, f"{OWN}dateline-date", story.dateline.date)


def _add_date(head: etree._Element, name: str, timestamp: Timestamp | None, *, in_docdata: bool) -> None:
    """What date.issue cannot hold of a date, and the date as printed."""
    if timestamp is None:
        return
    if timestamp.value and not (in_docdata and holds(timestamp.value)):
        _meta(head, f"{OWN}{name}", timestamp.value)
    _meta(head, f"{OWN}{name}-text", timestamp.text)


def _add_subjects(head: etree._Element, story: Story, options: NitfOptions) -> None:
    """IPTC Subject Codes, those of Media Topics included: the only codes for which NITF has an attribute."""
    categories = in_use(story, options.topics)
    coded = [(code, category.name) for category in categories if (code := _subject_code(category))]
    coded += ((code.partition(":")[2], name) for code, name in subject_codes(categories, options.topics))
    if not (coded or options.genre):
        return
    tobject = etree.SubElement(head, f"{{{NITF}}}tobject", {"tobject.type": "news"})
    if options.genre:
        etree.SubElement(tobject, f"{{{NITF}}}tobject.property", {"tobject.property.type": options.genre})
    for code, name in coded:
        etree.SubElement(
            tobject, f"{{{NITF}}}tobject.subject", {"tobject.subject.refnum": code, "tobject.subject.type": name}
        )


def _subject_code(category: Category) -> str:
    scheme, _, code = (category.qcode or "").partition(":")
    return code if scheme == "subj" and code.isascii() and code.isdigit() else ""


def _add_docdata(head: etree._Element, story: Story, options: NitfOptions) -> None:
    own = identifier(story, options.authority)
    status: str = "embargoed" if options.embargo and options.status == "usable" else options.status
    docdata = etree.SubElement(head, f"{{{NITF}}}docdata", {"management-status": status})
    if options.signal == "correction":
        _fact(docdata, "correction", {"info": _one_line(options.ed_note), "id-string": own})
    _fact(docdata, "doc-id", {"id-string": own})
    if options.urgency:
        _fact(docdata, "urgency", {"ed-urg": str(options.urgency)})
    if story.published and story.published.value:
        _fact(docdata, "date.issue", {"norm": norm(story.published.value)})
    if options.embargo and options.embargo != "open":
        _fact(docdata, "date.release", {"norm": norm(options.embargo)})
    _fact(docdata, "ed-msg", {"info": _one_line(options.ed_note)})
    if options.version > 1:
        _fact(docdata, "du-key", {"version": str(options.version), "key": story.slugline})
    _fact(docdata, "doc.copyright", {"holder": options.copyright_holder})
    _fact(docdata, "doc.rights", {"limitations": _one_line(options.usage_terms)})
    _add_keywords(docdata, story)
    _add_categories(docdata, in_use(story, options.topics))


def _add_keywords(docdata: etree._Element, story: Story) -> None:
    if story.keywords:
        keys = etree.SubElement(docdata, f"{{{NITF}}}key-list")
        for keyword in story.keywords:
            etree.SubElement(keys, f"{{{NITF}}}keyword", {"key": keyword})


def _add_categories(docdata: etree._Element, categories: tuple[Category, ...]) -> None:
    """Every section label by its name, with its code whatever the scheme."""
    if categories:
        content = etree.SubElement(docdata, f"{{{NITF}}}identified-content")
        for category in categories:
            code = {"value": category.qcode} if category.qcode else {}
            etree.SubElement(content, f"{{{NITF}}}classifier", {"type": "category", **code}).text = category.name


def _fact(docdata: etree._Element, name: str, values: dict[str, str | None]) -> None:
    """An element with those of its attributes that are known; none if none is."""
    known = {key: value for key, value in values.items() if value}
    if known:
        etree.SubElement(docdata, f"{{{NITF}}}{name}", known)


def _meta(head: etree._Element, name: str, content: str | None) -> None:
    if content is not None:
        etree.SubElement(head, f"{{{NITF}}}meta", {"name": name, "content": content})


def _one_line(text: str | None) -> str | None:
    """Text for an attribute, where readers turn a line feed into a blank anyway."""
    return text and " ".join(text.split())
