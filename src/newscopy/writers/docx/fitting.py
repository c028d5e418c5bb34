"""Fits a style's parts to a story's language, direction and paper; done once for each, on the parsed parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscopy.writers.docx.text import directed, escaped
from newscopy.writers.docx.tongue import tongue
from newscopy.writers.labels import labels

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_NAMESPACE}}}"
# What an editor writes into a header or footer, alone in a run.
_HEADLINE_SLOT = "{headline}"
_PAGE_SLOT = "{page of pages}"
HEADLINE = "<w:r><w:t>{headline}</w:t></w:r>"
"""The run that the headline's own runs replace, as it stands in a fitted part."""
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
# Elements that the schema wants before w:bidi in w:pPr and in w:sectPr (ECMA-376 Part 1, 17.3.1.26 and 17.6.17).
_BEFORE_BIDI = frozenset(
    f"{W}{name}"
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN",
        "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
        "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection",
    )
)  # fmt: skip

_BEFORE_NUMBERS = frozenset(
    f"{W}{name}"
    for name in (
        "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
        "pgBorders",
    )
)  # fmt: skip

# 62 mm in twentieths of a point, as in the galley for PDF; and two lines in 240ths of one.
_GALLEY_MARGIN = 3515
_DOUBLE = "480"
_BORDERS = {f"{W}{side}": at for at, side in enumerate(("top", "left", "bottom", "right", "between", "bar"))}


def fit_styles(styles: etree._Element, language: str | None, *, rtl: bool, fonts: bool = True) -> None:
    """Set languages and `fonts` of the defaults; right to left, turn the default paragraph and mirror side borders.

    Raises LookupError if the defaults are missing.
    """
    if fonts:
        defaults = _one(styles, "docDefaults/rPrDefault/rPr", "styles.xml")
        lang, faces = _one(defaults, "lang", "styles.xml"), _one(defaults, "rFonts", "styles.xml")
    else:
        # A reference document may say nothing of them, and its fonts stay as they are.
        defaults = _made(styles, "docDefaults/rPrDefault/rPr")
        lang, faces = _made(defaults, "lang"), etree.Element(f"{W}rFonts")
    words = tongue(language)
    for element, name, value in (
        (lang, "val", words.latin),
        (lang, "eastAsia", words.east_asian),
        (lang, "bidi", words.complex),
        (faces, "eastAsia", words.east_asian_font),
        (faces, "cs", words.complex_font),
    ):
        if value:
            element.set(W + name, value)
    if rtl:
        _turn((_one if fonts else _made)(styles, "docDefaults/pPrDefault/pPr"))
        for borders in styles.iter(f"{W}pBdr"):
            _mirror(borders)


def fit_page(document: etree._Element, paper: tuple[int, int] | None, *, rtl: bool) -> None:
    """Set the paper's width and height, if given; raises LookupError if the page has no size to set."""
    section = _one(document, "body/sectPr", "document.xml")
    if paper is not None:
        size = _one(section, "pgSz", "document.xml")
        for name, value in zip(("w", "h"), paper, strict=True):
            size.set(f"{W}{name}", str(value))
    if rtl:
        _turn(section)


def fit_galley(styles: etree._Element, document: etree._Element) -> None:
    """Make it a proof: lines numbered through, double spaced, with a wide outer margin for the pen.

    Raises LookupError if the page has no section.
    """
    section = _one(document, "body/sectPr", "document.xml")
    if section.find(f"{W}lnNumType") is None:
        numbers = etree.Element(f"{W}lnNumType", {f"{W}countBy": "1", f"{W}restart": "continuous"})
        section.insert(sum(1 for child in section if child.tag in _BEFORE_NUMBERS), numbers)
    margins = section.find(f"{W}pgMar")
    if margins is not None:
        outer = f"{W}left" if section.find(f"{W}bidi") is not None else f"{W}right"
        margins.set(outer, str(max(int(margins.get(outer, "0")), _GALLEY_MARGIN)))
    for spacing in styles.iter(f"{W}spacing"):
        if spacing.get(f"{W}line") is not None:
            spacing.set(f"{W}line", _DOUBLE)
            spacing.set(f"{W}lineRule", "auto")


def fit_edge(edge: etree._Element, language: str | None, *, rtl: bool) -> None:
    """Turn a header's or footer's paragraphs, and put the page's number where the slot is."""
    for paragraph in edge.iter(f"{W}p"):
        if rtl:
            properties = paragraph.find(f"{W}pPr")
            if properties is None:
                properties = etree.Element(f"{W}pPr")
                paragraph.insert(0, properties)
            _turn(properties)
    for run in list(edge.iter(f"{W}r")):
        text = run.findtext(f"{W}t")
        if text == _PAGE_SLOT:
            _replace(run, _page_runs(labels(language).page, rtl=rtl))
        elif text == _HEADLINE_SLOT:
            _replace(run, HEADLINE)


def _page_runs(label: str, *, rtl: bool) -> str:
    """ "Page {page} of {pages}" as runs, the numbers as fields that Word counts itself."""
    made = []
    for piece in re.split(r"(\{\w+\})", label):
        if piece in _FIELDS:
            made.append(_field(_FIELDS[piece], "<w:rPr><w:rtl/></w:rPr>" if rtl else ""))
        elif piece:
            made += [_label_run(text, rtl=right) for text, right in directed(piece, rtl=rtl)]
    return "".join(made)


def _label_run(text: str, *, rtl: bool) -> str:
    properties = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _field(name: str, properties: str) -> str:
    """A field with "1" as its last known result; a program that counts pages replaces it."""
    return "".join(
        f"<w:r>{properties}{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )


def _replace(run: etree._Element, runs: str) -> None:
    parent = run.getparent()
    if parent is None:
        return
    at = parent.index(run)
    parent[at : at + 1] = list(etree.fromstring(f'<w:p xmlns:w="{_NAMESPACE}">{runs}</w:p>'))


def _turn(properties: etree._Element) -> None:
    """Add w:bidi where the schema wants it."""
    if properties.find(f"{W}bidi") is None:
        at = sum(1 for child in properties if child.tag in _BEFORE_BIDI)
        properties.insert(at, etree.Element(f"{W}bidi"))


def _mirror(borders: etree._Element) -> None:
    """Swap left and right, which are sides of the sheet even in a paragraph that runs right to left."""
    sides = {child.tag: child for child in borders}
    left, right = sides.pop(f"{W}left", None), sides.pop(f"{W}right", None)
    if left is not None:
        left.tag = f"{W}right"
    if right is not None:
        right.tag = f"{W}left"
    borders[:] = sorted(borders, key=lambda border: _BORDERS.get(str(border.tag), len(_BORDERS)))


def _steps(path: str) -> Iterator[str]:
    return (f"{W}{step}" for step in path.split("/"))


def _made(root: etree._Element, path: str) -> etree._Element:
    """The element at a path, made where it is missing; defaults stand first in their parents."""
    for step in _steps(path):
        found = root.find(step)
        if found is None:
            found = etree.Element(step)
            root.append(found) if step.endswith(("lang", "pPrDefault")) else root.insert(0, found)
        root = found
    return root


def _one(root: etree._Element, path: str, file: str = "styles.xml") -> etree._Element:
    found = root.find("/".join(_steps(path)))
    if found is None:
        raise LookupError(f"{file} has no w:{path.replace('/', '/w:')}")
    return found
