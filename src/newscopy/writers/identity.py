"""The identifier that leaves with a story, vouched for by whom the desk says."""

from __future__ import annotations

import re

from newscopy.model import Story

# RFC 4151 and RFC 3085: the authority is the part after the scheme's name.
_AUTHORITY = re.compile(r"(tag:|urn:newsml:)([^:,]+)(?=[:,])")


def identifier(story: Story, authority: str | None) -> str:
    """The story's id; with `authority` in the place of its own, if it is an identifier that has one."""
    return _AUTHORITY.sub(rf"\g<1>{authority}", story.id, count=1) if authority else story.id


def authority_of(identifier: str) -> str | None:
    """The domain that vouches for an identifier; None if it names none."""
    match = _AUTHORITY.match(identifier)
    return match[2] if match else None
