"""Checks NewsML-G2: safe to read, in line with our profile, its codes resolvable, its text fit to print.

A newsItem is checked whole, alone or in a newsMessage, and NITF in it by the rules of NITF. Of a packageItem the codes,
the groups and what they refer to are checked; of a newsMessage its header, and that no item stands in it twice.
"""

from __future__ import annotations

from lxml import etree

from newscopy.formats import Finding, Validator
from newscopy.g2 import MEDIA_TYPES, NAR
from newscopy.safe_xml import finding, parse, root_name
from newscopy.validators.check_nitf import document
from newscopy.validators.newsml_codes import unresolved_codes
from newscopy.validators.newsml_package import packages_and_messages
from newscopy.validators.newsml_profile import g2_name, profile
from newscopy.validators.newsml_rules import errors_and_warnings
from newscopy.validators.newsml_text import unfit_text
from newscopy.validators.official import newsml_schema_findings


def claims(data: bytes) -> bool:
    """True if the root element is one of NewsML-G2's, whatever its namespace: a wrong one is an error, not a miss."""
    return root_name(data) in MEDIA_TYPES


def check(data: bytes) -> list[Finding]:
    """What is wrong, by line; an empty list if nothing is."""
    root = parse(data)
    if isinstance(root, Finding):
        return [root]
    name = g2_name(root)
    if name not in MEDIA_TYPES:
        found = etree.QName(root)
        message = f"{found.localname}: is not of NewsML-G2: the root is one of {', '.join(MEDIA_TYPES)} in {NAR}"
        return [finding(root, message)]
    findings = list(unresolved_codes(root))
    for item in root.iter(f"{{{NAR}}}newsItem"):
        findings += _item(item)
    findings += packages_and_messages(root)
    return sorted(findings, key=lambda found: found.line or 0)


def _item(item: etree._Element) -> list[Finding]:
    kind = item.find(f"{{{NAR}}}itemMeta/{{{NAR}}}itemClass")
    nature = "" if kind is None else (kind.get("qcode") or "").strip()
    if kind is not None and nature.startswith("ninat:") and nature != "ninat:text":
        return [finding(kind, f"itemClass: {nature} is no text item, and no other kind is checked here")]
    findings = [*errors_and_warnings(item), *unfit_text(item)]
    for nitf in item.iterfind(f"{{{NAR}}}contentSet/{{{NAR}}}inlineXML/{{*}}nitf"):
        findings += document(nitf, inside=True)
    told = any(found.severity == "error" for found in findings)
    # The schema decides; the rules explain. Where no rule explains, the schema's own words must do.
    if not told and not profile().schema.validate(item):
        findings.append(_unexplained(item))
    return findings


def _unexplained(item: etree._Element) -> Finding:
    """What libxml2 says of the last validation; of its guesses, one about a value is the most likely to be right."""
    log = profile().schema.error_log
    entry = next((entry for entry in log if "value" in entry.message or "datatype" in entry.message), log[0])
    message = f"does not follow the profile for text, schemas/newsml-text.rng; look near here: {entry.message}"
    return Finding("error", f"newsItem: {message}", entry.line) if entry.line else finding(item, message)


VALIDATOR = Validator("newsml", claims, check, newsml_schema_findings)
