"""Checks files against what they claim to be."""

from __future__ import annotations

from dataclasses import dataclass

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


def judge(data: bytes) -> Verdict:
    """The verdict on a file's bytes; raises MissingDependencyError if the check needs what is not installed."""
    for validator in formats.validators():
        if validator.claims(data):
            return Verdict(validator.name, tuple(validator.check(data)))
    return Verdict(
        None, (Finding("error", f"not a file we can check; we know: {', '.join(formats.names('validators'))}"),)
    )
