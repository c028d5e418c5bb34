"""Checks a DOCX against the Office Open XML schemas and Word's own rules, with openxml-audit."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from newscopy.errors import MissingDependencyError
from newscopy.formats import Finding, Validator
from newscopy.safe_zip import UNREADABLE, broken

if TYPE_CHECKING:
    from openxml_audit import ValidationError

_TYPES = "[Content_Types].xml"
_MAIN = b"wordprocessingml.document.main+xml"


def claims(data: bytes) -> bool:
    """True for a zip whose table of contents says it is a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_TYPES) as types:
            return _MAIN in types.read(2**20)
    except (KeyError, *UNREADABLE):
        return b"word/document.xml" in data  # a damaged one: check() says what is wrong with it


def check(data: bytes) -> list[Finding]:
    """What is wrong with the package and its parts.

    Raises MissingDependencyError if openxml-audit is not installed.
    """
    try:
        from openxml_audit import OpenXmlValidator
    except ImportError as error:
        raise MissingDependencyError('checking DOCX needs openxml-audit: pip install "newscopy[validate]"') from error
    damage = broken(data)
    if damage:
        return [Finding("error", damage)]
    with tempfile.TemporaryDirectory(prefix="newscopy-") as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(data)
        result = OpenXmlValidator().validate(path)
    return [_finding(problem) for problem in result.errors]


def _finding(problem: ValidationError) -> Finding:
    severity = "error" if problem.severity.value == "error" else "warning"
    place = f"{problem.part_uri}: " if problem.part_uri else ""
    return Finding(severity, place + " ".join(problem.description.split()))


VALIDATOR = Validator("docx", claims, check)
