"""A house style, frozen: the parts that are the same for every story of one language, deflated once."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from newscopy.errors import TemplateError
from newscopy.writers.docx import fitting, story_part
from newscopy.writers.docx.package import Part, deflated
from newscopy.writers.docx.sources import Source, from_folder, from_reference

_REQUIRED = ("document.xml", "styles.xml", "numbering.xml", "settings.xml", "theme.xml")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PACKAGE_TYPE = "application/vnd.openxmlformats-package"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "[Content_Types].xml"
# A part's kind is told by the start of its file's name, so that a style may bring header-first.xml and the like.
_KINDS = ("styles", "numbering", "settings", "fontTable", "theme", "header", "footer")


@dataclass(frozen=True)
class House:
    """What a story of one language and direction needs of its style.

    frozen: the finished parts, those around the Story's own part among them. document: the text before and after the
    body's paragraphs. numbering: the part's text without its end tag. headed: headers and footers that carry the
    headline, by part name, cut where it goes. relationships: the XML of document.xml.rels without its end tag. types:
    that of [Content_Types].xml without its end tag, for documents with more parts than a story's; it is frozen too.
    """

    frozen: tuple[Part, ...]
    document: tuple[str, str]
    numbering: str
    headed: Mapping[str, tuple[str, ...]]
    relationships: str
    types: str


@lru_cache(maxsize=64)
def house(
    folder: Path,
    paper: tuple[int, int],
    language: str | None,
    rtl: bool,
    reference: Path | None = None,
    galley: bool = False,
) -> House:
    """The style of a folder, fitted to a paper (width and height in twentieths of a point) and a language.

    A `reference` document brings its styles, page and headers instead; a `galley` has numbered lines and room for the
    pen. Raises TemplateError that names the file, and the line where XML is broken.
    """
    source = source_of(folder, reference)
    missing = [name for name in _REQUIRED if name.removesuffix(".xml") not in source.trees]
    if missing:
        raise TemplateError(f"{source.name}: the DOCX style lacks {', '.join(missing)}")
    trees = {stem: deepcopy(tree) for stem, tree in source.trees.items()}
    parts = {stem: tree for stem, tree in trees.items() if stem != "document" and _kind(stem)}
    _fit(source, trees, paper, language, rtl=rtl, galley=galley)
    texts = {stem: _text(tree) for stem, tree in parts.items() if stem != "numbering"}
    headed = {f"word/{stem}.xml": tuple(text.split(fitting.HEADLINE)) for stem, text in texts.items()}
    types = _content_types(parts, source.suffixes)
    return House(
        frozen=(
            deflated(TYPES, types + "</Types>"),
            deflated("_rels/.rels", _package_relationships()),
            *story_part.frozen(),
            *source.extra,
            *(deflated(name, pieces[0]) for name, pieces in headed.items() if len(pieces) == 1),
        ),
        document=_around(_text(trees["document"]), source.name),
        numbering=_text(trees["numbering"]).removesuffix("</w:numbering>"),
        headed=MappingProxyType({name: pieces for name, pieces in headed.items() if len(pieces) > 1}),
        relationships=_document_relationships(parts),
        types=types,
    )


@lru_cache(maxsize=16)
def source_of(folder: Path, reference: Path | None) -> Source:
    """The parts of a folder, or of a reference document on top of it, read once; raises as `house` does."""
    return from_folder(folder) if reference is None else from_reference(reference, folder)


def _fit(
    source: Source,
    trees: Mapping[str, etree._Element],
    paper: tuple[int, int],
    language: str | None,
    *,
    rtl: bool,
    galley: bool,
) -> None:
    try:
        fitting.fit_styles(trees["styles"], language, rtl=rtl, fonts=not source.kept)
        fitting.fit_page(trees["document"], None if source.kept else paper, rtl=rtl)
        if galley:
            fitting.fit_galley(trees["styles"], trees["document"])
        _check_references(trees)
        for stem, tree in trees.items():
            if _kind(stem) in ("header", "footer"):
                fitting.fit_edge(tree, language, rtl=rtl)
    except LookupError as error:
        raise TemplateError(f"{source.name}: {error.args[0]}") from error


def _check_references(trees: Mapping[str, etree._Element]) -> None:
    """Raises LookupError if the page names a header or footer that the folder does not hold."""
    for element in trees["document"].iter():
        name = element.get(f"{{{_OFFICE}}}id")
        if name is not None and name not in trees:
            raise LookupError(f"document.xml refers to {name}.xml, which is not there")


def _text(tree: etree._Element) -> str:
    return _DECLARATION + etree.tostring(tree, encoding="unicode")


def _around(document: str, source: str) -> tuple[str, str]:
    """The text before and after the place of the body's paragraphs: right before the last section's properties."""
    before, found, after = document.rpartition("<w:sectPr")
    if not found:
        raise TemplateError(f"{source}/document.xml: no w:sectPr at the end of w:body; it holds the page's margins")
    return before, found + after


def _kind(stem: str) -> str | None:
    return next((kind for kind in _KINDS if stem.partition("-")[0] == kind), None)


def _content_types(parts: Mapping[str, etree._Element], suffixes: Iterable[str]) -> str:
    overrides = [("document", f"{_WORD_TYPE}.document.main+xml")]
    overrides += [(stem, _THEME_TYPE if stem == "theme" else f"{_WORD_TYPE}.{_kind(stem)}+xml") for stem in parts]
    return "".join(
        (
            _DECLARATION,
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
            f'<Default Extension="rels" ContentType="{_PACKAGE_TYPE}.relationships+xml"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
            *(f'<Default Extension="{suffix}" ContentType="{_picture_type(suffix)}"/>' for suffix in suffixes),
            f'<Override PartName="/docProps/core.xml" ContentType="{_PACKAGE_TYPE}.core-properties+xml"/>',
            f'<Override PartName="/{story_part.PROPERTIES}" ContentType="{story_part.PROPERTIES_TYPE}"/>',
            *(f'<Override PartName="/word/{stem}.xml" ContentType="{kind}"/>' for stem, kind in overrides),
        )
    )


def _picture_type(suffix: str) -> str:
    return mimetypes.guess_type(f"a.{suffix}")[0] or "application/octet-stream"


def _package_relationships() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def edge_type(stem: str) -> str:
    """The content type of a header or footer, by its file's name without the suffix."""
    return f"{_WORD_TYPE}.{_kind(stem)}+xml"


def edge_relationship(stem: str) -> str:
    """The relationship of a header or footer, which is called as its file."""
    return f'<Relationship Id="{stem}" Type="{_OFFICE}/{_kind(stem)}" Target="{stem}.xml"/>'


def _document_relationships(parts: Mapping[str, etree._Element]) -> str:
    """Each part's relationship is called as its file: what w:headerReference and the like name in document.xml."""
    return f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">' + "".join(
        (
            *(edge_relationship(stem) for stem in parts),
            f'<Relationship Id="story" Type="{_OFFICE}/customXml" Target="../{story_part.PART}"/>',
        )
    )
