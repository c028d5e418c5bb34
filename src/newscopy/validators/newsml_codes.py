"""Whether every code of a NewsML-G2 document can be resolved, without asking the network."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newscopy.formats import Finding
from newscopy.g2 import CATALOG, CATALOG_ALIASES, CATALOG_VERSION, NAR, iptc_catalog_version
from newscopy.safe_xml import finding

# Attributes that hold codes on every element of the standard that has them.
_CODED_NAMES = """
accesstype aspect creator encoding format hashtype how jobtitle mode part pubconstraint qcode rel rendition
representation role scope severity target type valueunit why
"""
_CODED = frozenset(_CODED_NAMES.split())
# HTML-like elements of the standard, on which role and rel are plain words.
_PLAIN = frozenset({"a", "span", "inline", "ruby"})


def unresolved_codes(root: etree._Element) -> Iterator[Finding]:
    """A Finding for each alias that no catalog of the document defines, and for each catalog we do not know.

    Where such a catalog is referred to, an alias may be defined there, and is only warned of.
    """
    known = {scheme.get("alias") or "" for scheme in root.iter(f"{{{NAR}}}scheme")}
    unknown_catalog = False
    for reference in root.iter(f"{{{NAR}}}catalogRef"):
        version = iptc_catalog_version(reference.get("href") or "")
        if version is not None:
            known |= CATALOG_ALIASES
        if version is None or version > CATALOG_VERSION:
            unknown_catalog = True
            message = f"catalogRef: {reference.get('href')!r} is not known here, so its own codes cannot be checked"
            yield finding(reference, message, "warning")
    for alias, element in _first_uses(root).items():
        if alias not in known:
            yield _unresolved(alias, element, unknown_catalog)


def _unresolved(alias: str, element: etree._Element, unknown_catalog: bool) -> Finding:
    cure = (
        f'add <catalogRef href="{CATALOG}"/>'
        if alias in CATALOG_ALIASES
        else f'declare it in a <catalog> with <scheme alias="{alias}" uri="…"/>, or use literal'
    )
    message = f"{etree.QName(element).localname}: no catalog says what {alias}: means: {cure}"
    return finding(element, message, "warning" if unknown_catalog else "error")


def _first_uses(root: etree._Element) -> dict[str, etree._Element]:
    """Each alias with the first element that uses it."""
    uses: dict[str, etree._Element] = {}
    for element in root.iter(f"{{{NAR}}}*"):
        if etree.QName(element).localname in _PLAIN:
            continue
        for key, value in element.attrib.items():
            if key in _CODED:
                for code in str(value).split():
                    alias, colon, _ = code.partition(":")
                    if colon:
                        uses.setdefault(alias, element)
    return uses
