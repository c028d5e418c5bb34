"""Checks files against what they claim to be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newscopy import formats
from newscopy.formats import Finding


@dataclass(frozen=True)
class Verdict:
    """The format a file claims to be, or None if no validator knows it, and all that is to be said about it."""

    format: str | None
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """True when a validator knows the file and finds no error; warnings are allowed."""
        return self.format is not None and all(finding.severity != "error" for finding in self.findings)


def judge(data: bytes, schemas: Path | None = None) -> Verdict:
    """The verdict on a file's bytes, and on that of the standard's own schema where `schemas` is a folder with it.

    Raises MissingDependencyError if the check needs what is not installed, and ReadError if the folder has no schema.
    """
    for validator in formats.validators():
        if validator.claims(data):
            found = list(validator.check(data))
            if schemas is not None and validator.official is not None:
                found += validator.official(data, schemas)
            return Verdict(validator.name, tuple(found))
    return Verdict(
        None, (Finding("error", f"not a file we can check; we know: {', '.join(formats.names('validators'))}"),)
    )
