"""Checks NITF 3.6, in its namespace or without one: safe to read, each element in its place, facts well written."""

from __future__ import annotations

from lxml import etree

from newscopy.formats import Finding, Validator
from newscopy.g2 import NITF
from newscopy.safe_xml import finding, parse, root_name
from newscopy.validators.nitf_rules import errors_and_warnings
from newscopy.validators.official import nitf_schema_findings


def claims(data: bytes) -> bool:
    """True if the root element is called nitf, whatever its namespace: a wrong one is an error, not a miss."""
    return root_name(data) == "nitf"


def check(data: bytes) -> list[Finding]:
    """What is wrong, by line; an empty list if nothing is."""
    root = parse(data, names_a_dtd=True)
    return [root] if isinstance(root, Finding) else document(root)


def document(root: etree._Element, *, inside: bool = False) -> list[Finding]:
    """What is wrong with a nitf element, alone or `inside` a document of another standard, by line."""
    space = etree.QName(root).namespace
    if space not in (None, NITF):
        return [finding(root, f"nitf: {space} is not NITF's namespace: use {NITF}, or none")]
    return sorted(errors_and_warnings(root, inside=inside), key=lambda found: found.line or 0)


VALIDATOR = Validator("nitf", claims, check, nitf_schema_findings)
