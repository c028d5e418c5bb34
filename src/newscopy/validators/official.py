"""Checks against IPTC's own schemas, which newscopy does not ship: they are files in a folder of the user's.

The newest NewsML-G2*All-Power*.xsd, nitf-3-*.xsd and ninjs-schema_N.json are taken, wherever below the folder they lie.
Nothing is fetched; what a schema refers to must lie beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from newscopy.errors import MissingDependencyError, ReadError
from newscopy.formats import Finding
from newscopy.g2 import NITF
from newscopy.ninjs_keys import version_of
from newscopy.safe_xml import parse
from newscopy.validators.json_place import place

_BRACES = re.compile(r"\{[^{}]*\}")
_NUMBERS = re.compile(r"\d+")
_NITF_ROOT = f"{{{NITF}}}nitf"
_GEOJSON = "https://geojson.org/schema/GeoJSON.json"


def newsml_schema_findings(data: bytes, folder: Path) -> list[Finding]:
    """What the NewsML-G2 schema says of a document, and the NITF schema of the NITF in it."""
    root = parse(data)
    if isinstance(root, Finding):
        return []  # the first check has told
    found = list(_xsd_findings(root, _xsd(_newest(folder, "NewsML-G2*All-Power*.xsd"))))
    inner = list(root.iter(_NITF_ROOT))
    for nitf in inner:
        found += _xsd_findings(nitf, _xsd(_newest(folder, "nitf-3-[0-9].xsd")))
    return found


def nitf_schema_findings(data: bytes, folder: Path) -> list[Finding]:
    """What the NITF schema says of a document; one without namespace is taken as if it had NITF's."""
    root = parse(data, names_a_dtd=True)
    if isinstance(root, Finding):
        return []
    for element in root.iter(etree.Element):
        if etree.QName(element).namespace is None:
            element.tag = f"{{{NITF}}}{element.tag}"
    return list(_xsd_findings(root, _xsd(_newest(folder, "nitf-3-[0-9].xsd"))))


def ninjs_schema_findings(data: bytes, folder: Path) -> list[Finding]:
    """What the schema of the object's own version of ninjs says of it, formats of dates and addresses included."""
    try:
        text = data.decode()
        item = json.loads(text)
    except (ValueError, RecursionError):
        return []
    version = version_of(item) if isinstance(item, dict) else None
    if version is None:
        return []
    errors = _json_schema(_newest(folder, f"ninjs-schema_{version.partition('.')[0]}.*.json"), folder).iter_errors(item)
    found = []
    for error in sorted(errors, key=lambda error: list(map(str, error.absolute_path))):
        pointer, line = place(text, list(error.absolute_path))
        found.append(Finding("error", f"{pointer}: {error.message} (the standard's own schema)", line))
    return found


def _newest(folder: Path, pattern: str) -> Path:
    """The file of the highest version; raises ReadError if there is none."""
    files = sorted(folder.rglob(pattern), key=lambda path: [int(number) for number in _NUMBERS.findall(path.stem)])
    if not files:
        raise ReadError(f"{folder}: holds no {pattern}: get the schema from iptc.org and put it there")
    return files[-1]


@cache
def _xsd(path: Path) -> etree.XMLSchema:
    try:
        return etree.XMLSchema(etree.parse(path, etree.XMLParser(no_network=True, resolve_entities=False)))
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise ReadError(f"{path}: is no schema that can be used: {error}") from error


def _xsd_findings(root: etree._Element, schema: etree.XMLSchema) -> Iterator[Finding]:
    if schema.validate(root):
        return
    for entry in schema.error_log:  # type: ignore[attr-defined]  # lxml's stubs do not tell that it is iterable
        message = _BRACES.sub("", entry.message)
        yield Finding("error", f"{message} (the standard's own schema)", entry.line or None)


@cache
def _json_schema(path: Path, folder: Path) -> Any:
    try:
        from jsonschema import FormatChecker
        from jsonschema.validators import validator_for
        from referencing import Registry, Resource
    except ImportError as error:
        raise MissingDependencyError(
            "checking ninjs against its schema needs jsonschema: pip install 'newscopy[validate]'"
        ) from error
    try:
        schema = json.loads(path.read_bytes())
        # Places refer to GeoJSON's schema by an address; a copy in the folder stands in for it, or nothing does.
        copy = next(folder.rglob("GeoJSON*.json"), None)
        geojson = json.loads(copy.read_bytes()) if copy else {}
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: is no schema that can be used: {error}") from error
    kind = validator_for(schema)
    registry: Any = Registry().with_resource(_GEOJSON, Resource.from_contents(geojson, _default_draft(geojson)))
    return kind(schema, registry=registry, format_checker=FormatChecker())


def _default_draft(schema: Any) -> Any:
    from referencing.jsonschema import DRAFT7, specification_with

    return specification_with(schema["$schema"]) if "$schema" in schema else DRAFT7
