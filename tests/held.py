"""A Story as a format can hold it: what a round trip must give back."""

from __future__ import annotations

from newscopy.model import Story
from told_again import as_told

_NOT_HELD = {"source", "segments", "notices"}


def held(story: Story) -> dict[str, object]:
    """All fields that NewsML-G2 and NITF hold, as they hold them.

    Addresses that are not safe to follow and what the Story says of its own reading are not held; a date without a
    value and words says nothing; a code that is the very name is not told apart from none.
    """
    empty = {
        name: None
        for name in ("published", "updated")
        if (stamp := getattr(story, name)) is not None and stamp.value is None and stamp.text is None
    }
    as_it_comes_back = story.model_copy(update={"body": tuple(as_told(block) for block in story.body), **empty})
    return as_it_comes_back.model_dump(mode="json", exclude=_NOT_HELD)
