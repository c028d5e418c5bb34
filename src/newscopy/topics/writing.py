"""The codes that leave with a story: those in use, and the Subject Codes that older readers know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newscopy.model import Category, Story
from newscopy.topics.vocabulary import Vocabulary, load

_TOPIC, _SUBJECT = "medtop:", "subj:"
# The seventeen top topics have the numbers of the seventeen Subject Codes that they came from.
_TOP = frozenset(f"{number:02}000000" for number in range(1, 18))


def in_use(story: Story, topics: Path | None) -> tuple[Category, ...]:
    """The story's categories; with an imported vocabulary, a retired topic is the nearest one above it in use."""
    if topics is None:
        return story.categories
    vocabulary = load(topics)
    return tuple(_in_use(category, vocabulary) for category in story.categories)


def subject_codes(categories: tuple[Category, ...], topics: Path | None) -> Iterator[tuple[str, str]]:
    """Code and name of each Subject Code that a Media Topic has and that is not among the categories itself.

    Without an imported vocabulary only those of the top topics are known.
    """
    vocabulary = load(topics) if topics else None
    seen = {category.qcode for category in categories}
    for category in categories:
        code = _subject_code(category.qcode or "", vocabulary)
        if code and code not in seen:
            seen.add(code)
            yield code, category.name


def _in_use(category: Category, vocabulary: Vocabulary) -> Category:
    code = category.qcode
    current = vocabulary.current(code) if code and code in vocabulary.topics else code
    return category if current == code else Category(name=category.name, qcode=current)


def _subject_code(code: str, vocabulary: Vocabulary | None) -> str | None:
    number = code.removeprefix(_TOPIC)
    if code.startswith(_TOPIC) and number in _TOP:
        return _SUBJECT + number
    return vocabulary.subject_of(code) if vocabulary else None
