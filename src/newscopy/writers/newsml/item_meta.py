"""itemMeta and rightsInfo: what the item is, who manages it, when it was made, and what it points to."""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from newscopy import __version__
from newscopy.g2 import NAR
from newscopy.model import Story
from newscopy.writers.identity import authority_of
from newscopy.writers.newsml.instants import first_created, version_created
from newscopy.writers.newsml.options import NewsmlOptions
from newscopy.writers.newsml.see_also import see_also
from newscopy.writers.xhtml_body import said

# A management title is shown in lists; the headline itself is never cut.
_TITLE_LENGTH = 200
# The name that W3C's XML Encryption gives to the function; IPTC's own list has no machine-readable copy.
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_PROVIDER_CODE = re.compile(r"nprov:\S+")


def add_hop_history(item: etree._Element, story: Story, options: NewsmlOptions) -> None:
    """hopHistory, where it is asked for: newscopy made this of something else when this version was made."""
    if not options.hop_history:
        return
    moment = version_created(story, options.version_created)
    hop = etree.SubElement(etree.SubElement(item, f"{{{NAR}}}hopHistory"), f"{{{NAR}}}hop")
    hop.attrib.update({"seq": "1", "timestamp": moment})
    named(hop, "party", "newscopy")
    etree.SubElement(hop, f"{{{NAR}}}action", {"qcode": "hopaction:transformed", "target": "hatarget:content"})


def add_rights_info(item: etree._Element, options: NewsmlOptions) -> None:
    """rightsInfo, where the options tell anything of the rights."""
    holder, notice, terms = options.copyright_holder, options.copyright_notice, options.usage_terms
    if not (holder or notice or terms):
        return
    rights = etree.SubElement(item, f"{{{NAR}}}rightsInfo")
    if holder:
        named(rights, "copyrightHolder", holder)
    if notice:
        etree.SubElement(rights, f"{{{NAR}}}copyrightNotice").text = notice
    if terms:
        etree.SubElement(rights, f"{{{NAR}}}usageTerms").text = terms


def add_item_meta(item: etree._Element, story: Story, options: NewsmlOptions) -> None:
    """itemMeta, its children in the order the schema fixes."""
    meta = etree.SubElement(item, f"{{{NAR}}}itemMeta")
    etree.SubElement(meta, f"{{{NAR}}}itemClass", {"qcode": "ninat:text"})
    _add_provider(meta, story, options)
    version = version_created(story, options.version_created)
    etree.SubElement(meta, f"{{{NAR}}}versionCreated").text = version
    etree.SubElement(meta, f"{{{NAR}}}firstCreated").text = first_created(story, options.first_created, version)
    if options.embargo:
        # An empty element is an embargo whose end is not known.
        etree.SubElement(meta, f"{{{NAR}}}embargoed").text = None if options.embargo == "open" else options.embargo
    etree.SubElement(meta, f"{{{NAR}}}pubStatus", {"qcode": f"stat:{options.status}"})
    etree.SubElement(meta, f"{{{NAR}}}generator", {"versioninfo": __version__}).text = "newscopy"
    etree.SubElement(meta, f"{{{NAR}}}title").text = shortened(story.headline, _TITLE_LENGTH)
    if options.ed_note:
        etree.SubElement(meta, f"{{{NAR}}}edNote").text = options.ed_note
    if options.signal:
        etree.SubElement(meta, f"{{{NAR}}}signal", {"qcode": f"sig:{options.signal}"})
    _add_hash(meta, story)
    _add_links(meta, story)


def named(parent: etree._Element, tag: str, name: str, **attributes: str) -> etree._Element:
    """A party, place or subject that we know by its name only."""
    element = etree.SubElement(parent, f"{{{NAR}}}{tag}", {**attributes, "literal": name})
    etree.SubElement(element, f"{{{NAR}}}name").text = name
    return element


def shortened(text: str, length: int) -> str:
    """The text, or if it is longer than `length` characters its start up to a word's end, and an ellipsis."""
    if len(text) <= length:
        return text
    start = text[:length]
    return (start.rpartition(" ")[0] or start[:-1]).rstrip() + "…"


def _add_provider(meta: etree._Element, story: Story, options: NewsmlOptions) -> None:
    provider = options.provider or options.authority or authority_of(story.id) or "unknown"
    if _PROVIDER_CODE.fullmatch(provider):
        etree.SubElement(meta, f"{{{NAR}}}provider", {"qcode": provider})
    else:
        named(meta, "provider", provider)


def _add_hash(meta: etree._Element, story: Story) -> None:
    """A fingerprint of the words of the body, each block on a line: the same words have the same one."""
    words = "\n".join(said(story.body)).encode()
    etree.SubElement(meta, f"{{{NAR}}}hash", {"hashtypeuri": _SHA256}).text = hashlib.sha256(words).hexdigest()


def _add_links(meta: etree._Element, story: Story) -> None:
    for rank, related in enumerate(see_also(story.body, story.id), 1):
        link = etree.SubElement(meta, f"{{{NAR}}}link", {"rel": "irel:seeAlso", "rank": str(rank)})
        if related.url:
            link.set("href", related.url)
        etree.SubElement(link, f"{{{NAR}}}title").text = related.title
        if related.summary is not None:
            etree.SubElement(link, f"{{{NAR}}}description", {"role": "drol:summary"}).text = related.summary
