"""Checks ninjs of versions 1, 2 and 3, and Superdesk's dialect: keys and values by our own table, text fit to print."""

from __future__ import annotations

import json
from typing import Any

from newscopy.formats import Finding, Validator
from newscopy.ninjs_keys import version_of
from newscopy.validators.json_place import place
from newscopy.validators.json_text import MARK, text_of
from newscopy.validators.ninjs_rules import Said, problems
from newscopy.validators.official import ninjs_schema_findings

# An object of ninjs has one of these, and what else is JSON has hardly two of them.
_SIGNS = frozenset(
    {"uri", "guid", "headlines", "bodies", "headline", "body_html", "body_xhtml", "body_text", "standard"}
)


def claims(data: bytes) -> bool:
    """True for a JSON object that names itself as news objects do; a Story's JSON is told before."""
    data = data.removeprefix(MARK)
    if data.lstrip()[:1] != b"{":
        return False
    try:
        item = json.loads(data)
    except (ValueError, RecursionError):
        # A file that breaks off is still told by its keys.
        return b'"uri"' in data or b'"guid"' in data
    return bool({"uri", "guid"} & item.keys()) or len(_SIGNS & item.keys()) > 1


def check(data: bytes) -> list[Finding]:
    """What is wrong, by line; an empty list if nothing is."""
    text = text_of(data)
    if isinstance(text, Finding):
        return [text]
    try:
        item = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return [Finding("error", f"not JSON: {error.msg}", error.lineno)]
    except RecursionError:
        return [Finding("error", "not JSON that can be read: values are nested too deep", 1)]
    except ValueError as error:
        return [Finding("error", f"not JSON: {error}", 1)]
    version = version_of(item)
    found = [_finding(text, said) for said in problems(item, version)]
    if version is None:
        message = "Superdesk's dialect, which is no valid ninjs of IPTC: systems other than Superdesk may refuse it"
        found.append(Finding("warning", message, 1))
    return sorted(found, key=lambda finding: finding.line or 0)


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON: take it out")


def _finding(text: str, said: Said) -> Finding:
    pointer, line = place(text, said.path)
    return Finding(said.severity, f"{pointer}: {said.message}", line)


VALIDATOR = Validator("ninjs", claims, check, ninjs_schema_findings)
