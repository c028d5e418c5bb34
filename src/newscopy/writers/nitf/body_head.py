"""body.head of a NITF document: headline, rights, byline, dateline and summary, as a page shows them.

The first byline and the first dateline are the printed lines. After them come one byline class="author" for each
person or agency that is told apart, and a dateline class="filed" for the place and date. Where no byline was printed
the names make one, class="made": a reader that finds a person before any text fails.
"""

from __future__ import annotations

from lxml import etree

from newscopy.g2 import NITF
from newscopy.model import Byline, Dateline, Story
from newscopy.writers.inline import append_text
from newscopy.writers.nitf.norms import norm
from newscopy.writers.nitf.options import NitfOptions


def add_body_head(body: etree._Element, story: Story, options: NitfOptions) -> None:
    """body.head, its children in the order the schema fixes."""
    head = etree.SubElement(body, f"{{{NITF}}}body.head")
    hedline = etree.SubElement(head, f"{{{NITF}}}hedline")
    etree.SubElement(hedline, f"{{{NITF}}}hl1").text = story.headline
    if story.kicker is not None:
        etree.SubElement(hedline, f"{{{NITF}}}hl2", {"class": "kicker"}).text = story.kicker
    if options.copyright_notice:
        etree.SubElement(head, f"{{{NITF}}}rights").text = options.copyright_notice
    _add_bylines(head, story)
    if story.dateline and story.dateline.agency:
        distributor = etree.SubElement(head, f"{{{NITF}}}distributor")
        etree.SubElement(distributor, f"{{{NITF}}}org").text = story.dateline.agency
    if story.dateline:
        _add_datelines(head, story.dateline)
    if story.standfirst is not None:
        abstract = etree.SubElement(head, f"{{{NITF}}}abstract")
        append_text(etree.SubElement(abstract, f"{{{NITF}}}p"), story.standfirst, f"{{{NITF}}}br")


def _add_bylines(head: etree._Element, story: Story) -> None:
    if story.byline is not None:
        etree.SubElement(head, f"{{{NITF}}}byline").text = story.byline
    elif story.bylines:
        names = ", ".join(byline.name for byline in story.bylines)
        etree.SubElement(head, f"{{{NITF}}}byline", {"class": "made"}).text = names
    for byline in story.bylines:
        _add_author(head, byline)


def _add_author(head: etree._Element, byline: Byline) -> None:
    author = etree.SubElement(head, f"{{{NITF}}}byline", {"class": "author"})
    etree.SubElement(author, f"{{{NITF}}}person").text = byline.name
    if byline.role is not None:
        etree.SubElement(author, f"{{{NITF}}}byttl").text = byline.role
    if byline.organisation is not None:
        title = etree.SubElement(author, f"{{{NITF}}}byttl")
        etree.SubElement(title, f"{{{NITF}}}org").text = byline.organisation
    if byline.place is not None:
        etree.SubElement(author, f"{{{NITF}}}location").text = byline.place
    for part in list(author)[:-1]:
        part.tail = ", "


def _add_datelines(head: etree._Element, dateline: Dateline) -> None:
    etree.SubElement(head, f"{{{NITF}}}dateline").text = dateline.text
    day = norm(dateline.date) if dateline.date else None
    if dateline.place is None and day is None:
        return
    filed = etree.SubElement(head, f"{{{NITF}}}dateline", {"class": "filed"})
    if dateline.place is not None:
        location = etree.SubElement(filed, f"{{{NITF}}}location")
        etree.SubElement(location, f"{{{NITF}}}city").text = dateline.place
    if day is not None:
        etree.SubElement(filed, f"{{{NITF}}}story.date", {"norm": day})
