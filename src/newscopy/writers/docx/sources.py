"""Where a document's looks come from: the folder of a house style, or a reference document on top of one."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from newscopy.errors import TemplateError
from newscopy.safe_zip import broken
from newscopy.writers.docx.package import Part, deflated

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "word/document.xml"
# List numbers of a reference document are counted on from here, to stay apart from our own.
_SHIFT = 100
_SETTINGS = ("mirrorMargins", "evenAndOddHeaders")
_EDGES = ("header", "footer")


@dataclass(frozen=True)
class Source:
    """A style's parts as XML, by their names without a suffix; what else its headers need; and what messages call it.

    `kept`: paper, fonts and margins are the source's own and stay. `borrowed` are the styles of Word's own that a
    reference document lacks, by their ids, so that the house style's stand in.
    """

    name: str
    trees: Mapping[str, etree._Element]
    extra: tuple[Part, ...] = ()
    suffixes: tuple[str, ...] = ()
    kept: bool = False
    borrowed: Mapping[str, str] = field(default_factory=dict)


def from_folder(folder: Path) -> Source:
    """The parts in a folder; raises TemplateError that names the file, and the line where XML is broken."""
    try:
        return Source(str(folder), {p.stem: _tree(p.read_bytes(), str(p)) for p in sorted(folder.glob("*.xml"))})
    except OSError as error:
        raise TemplateError(f"{error.filename or folder}: {error.strerror}") from error


def from_reference(path: Path, folder: Path) -> Source:
    """The styles, margins, page size, headers and footers of a Word document, on top of a folder's parts.

    Raises TemplateError if it cannot be read, or is no Word document.
    """
    ours = from_folder(folder)
    package = _package(path)
    document = _part(package, _DOCUMENT, path)
    section = document.find(f"{W}body/{W}sectPr")
    targets = _targets(package, _DOCUMENT)
    trees = dict(ours.trees)
    if "styles" in targets:
        theirs = _part(package, targets["styles"], path)
        trees["styles"], borrowed = _merged_styles(trees["styles"], theirs)
        if "numbering" in targets:
            trees["numbering"] = _merged_numbering(trees["numbering"], _part(package, targets["numbering"], path))
    else:
        borrowed = {}
    if "theme" in targets:
        trees["theme"] = _part(package, targets["theme"], path)
    if "settings" in targets:
        trees["settings"] = _with_settings(trees["settings"], _part(package, targets["settings"], path))
    extra: list[Part] = []
    if section is not None:
        for stem in [stem for stem in trees if stem.startswith(_EDGES)]:
            del trees[stem]
        edges = _edges(package, section, path)
        trees |= {stem: tree for stem, (tree, _) in edges.items()}
        for stem, (_, part) in edges.items():
            extra += _belongings(package, part, stem)
        body = trees["document"] = deepcopy(trees["document"])
        place = body.find(f"{W}body")
        if place is not None:
            place[:] = [section]
    unique = tuple({part.name: part for part in extra}.values())
    suffixes = tuple(sorted({name.rpartition(".")[2] for part in unique if not (name := part.name).endswith(".rels")}))
    return Source(str(path), trees, unique, suffixes, kept=section is not None, borrowed=borrowed)


def _package(path: Path) -> Mapping[str, bytes]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError(f"reference: {path}: {error.strerror or error}") from error
    damage = broken(data)
    if damage:
        raise TemplateError(f"reference: {path} is no Word document: {damage}")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if _DOCUMENT not in parts:
        raise TemplateError(f"reference: {path} is no Word document: it has no {_DOCUMENT}")
    return parts


def _part(package: Mapping[str, bytes], name: str, path: Path) -> etree._Element:
    if name not in package:
        raise TemplateError(f"reference: {path} lacks its part {name}")
    return _tree(package[name], f"reference: {path}: {name}")


def _tree(data: bytes, shown: str) -> etree._Element:
    parser = etree.XMLParser(
        remove_blank_text=True, remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateError(f"{shown}: line {error.lineno}: {error.msg}") from error


def _relationships(package: Mapping[str, bytes], part: str) -> list[etree._Element]:
    folder, name = posixpath.split(part)
    data = package.get(f"{folder}/_rels/{name}.rels")
    return [] if data is None else list(_tree(data, f"{name}.rels").iterchildren(_RELATIONSHIP))


def _targets(package: Mapping[str, bytes], part: str) -> dict[str, str]:
    """The parts that a part refers to inside the package, by the last word of the kind of relationship."""
    return {
        link.get("Type", "").rpartition("/")[2]: _target(part, link)
        for link in _relationships(package, part)
        if link.get("TargetMode") != "External"
    }


def _target(part: str, link: etree._Element) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), link.get("Target", ""))).lstrip("/")


def _edges(package: Mapping[str, bytes], section: etree._Element, path: Path) -> dict[str, tuple[etree._Element, str]]:
    """Headers and footers of a section under names of ours, which the section then refers to; others are dropped."""
    parts = {link.get("Id"): _target(_DOCUMENT, link) for link in _relationships(package, _DOCUMENT)}
    found: dict[str, tuple[etree._Element, str]] = {}
    for reference in list(section):
        key = reference.get(f"{R}id")
        if key is None:
            continue
        kind = str(reference.tag).removeprefix(W).removesuffix("Reference")
        part = parts.get(key)
        if kind not in _EDGES or part is None:
            section.remove(reference)
            continue
        stem = f"{kind}-{reference.get(f'{W}type', 'default')}"
        reference.set(f"{R}id", stem)
        found[stem] = (_part(package, part, path), part)
    return found


def _belongings(package: Mapping[str, bytes], part: str, stem: str) -> list[Part]:
    """The relationships of a header or footer, and the pictures that they lead to."""
    links = _relationships(package, part)
    if not links:
        return []
    folder, name = posixpath.split(part)
    targets = [_target(part, link) for link in links if link.get("TargetMode") != "External"]
    return [
        deflated(f"word/_rels/{stem}.xml.rels", package[f"{folder}/_rels/{name}.rels"]),
        *(deflated(target, package[target]) for target in targets if target in package),
    ]


def _merged_styles(ours: etree._Element, theirs: etree._Element) -> tuple[etree._Element, dict[str, str]]:
    """Their styles under our ids where names agree, with ours that they lack; and which of Word's own those are."""
    merged = deepcopy(theirs)
    by_name = {_name(style): style for style in merged.iterchildren(f"{W}style")}
    taken = {style.get(f"{W}styleId") for style in by_name.values()}
    new_ids: dict[str, str] = {}
    lacking = []
    for style in ours.iterchildren(f"{W}style"):
        key, known = style.get(f"{W}styleId") or "", by_name.get(_name(style))
        if known is None:
            lacking.append(style)
        elif known.get(f"{W}styleId") != key:
            new_ids[known.get(f"{W}styleId") or ""] = key
    for key in set(new_ids.values()) & taken - set(new_ids):
        new_ids[str(key)] = f"{key}-theirs"
    _rename(merged.iterchildren(f"{W}style"), new_ids)
    for element in merged.iter(f"{W}numId"):
        element.set(f"{W}val", str(int(element.get(f"{W}val", "0")) + _SHIFT))
    merged.extend(_unbased(deepcopy(style)) for style in lacking)
    if merged.find(f"{W}docDefaults") is None and (own := ours.find(f"{W}docDefaults")) is not None:
        merged.insert(0, deepcopy(own))
    words_own = (style for style in lacking if style.get(f"{W}customStyle") is None)
    return merged, {str(style.get(f"{W}styleId")): _title(style) for style in words_own}


def _rename(styles: Iterable[etree._Element], new_ids: Mapping[str, str]) -> None:
    for style in styles:
        key = style.get(f"{W}styleId") or ""
        style.set(f"{W}styleId", new_ids.get(key, key))
        for reference in ("basedOn", "next", "link"):
            element = style.find(f"{W}{reference}")
            if element is not None:
                value = element.get(f"{W}val", "")
                element.set(f"{W}val", new_ids.get(value, value))


def _unbased(style: etree._Element) -> etree._Element:
    """A style that is no default: the reference has its own."""
    if style.get(f"{W}default") is not None:
        del style.attrib[f"{W}default"]
    return style


def _name(style: etree._Element) -> str:
    return f"{style.get(f'{W}type')} {_title(style).lower()}"


def _title(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def _merged_numbering(ours: etree._Element, theirs: etree._Element) -> etree._Element:
    """Our lists first, then theirs under shifted numbers."""
    merged = deepcopy(ours)
    shifted = deepcopy(theirs)
    for element in shifted.iter(f"{W}abstractNum", f"{W}num", f"{W}abstractNumId"):
        for attribute in (f"{W}abstractNumId", f"{W}numId", f"{W}val"):
            value = element.get(attribute)
            if value is not None:
                element.set(attribute, str(int(value) + _SHIFT))
    for picture in list(shifted.iter(f"{W}lvlPicBulletId")):
        parent = picture.getparent()
        if parent is not None:
            parent.remove(picture)
    at = len(merged.findall(f"{W}abstractNum"))
    for position, element in enumerate(shifted.findall(f"{W}abstractNum")):
        merged.insert(at + position, element)
    merged.extend(shifted.findall(f"{W}num"))
    return merged


def _with_settings(ours: etree._Element, theirs: etree._Element) -> etree._Element:
    """Our settings, with those of theirs that say how pages face each other."""
    merged = deepcopy(ours)
    for name in _SETTINGS:
        element = theirs.find(f"{W}{name}")
        if element is not None and merged.find(f"{W}{name}") is None:
            place = 1 if name == "mirrorMargins" else _before(merged, "characterSpacingControl")
            merged.insert(place, deepcopy(element))
    return merged


def _before(settings: etree._Element, name: str) -> int:
    return next((at for at, child in enumerate(settings) if child.tag == f"{W}{name}"), len(settings))
