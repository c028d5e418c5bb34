"""Section names as Media Topics: by a table of the commonest names, a table of the user's, and IPTC's vocabulary.

A name is a topic only if it is one of the names listed, whole, in the story's language or in English. Anything else
stays a name without a code: a wrong topic is worse than none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newscopy.errors import OptionError
from newscopy.model import Category, Story
from newscopy.topics.vocabulary import Vocabulary, folded

_TOP = "medtop:"
# Sites in many languages have English section names too.
_ELSEWHERE = "en"


def with_topics(story: Story, own: Mapping[str, str], vocabulary: Vocabulary | None) -> Story:
    """The story with a code for each category that has none and whose name is known.

    `own` is the user's table, which is asked first, then the common names, then the vocabulary.
    """
    coded = tuple(
        category if category.qcode else _coded(category, story.language, own, vocabulary)
        for category in story.categories
    )
    return story if coded == story.categories else story.model_copy(update={"categories": coded})


def topic_of(name: str, language: str | None) -> str | None:
    """The Media Topic that a common section name stands for; without a language, in whatever language it is."""
    names = _common()
    if language is None:
        return next((table[folded(name)] for table in names.values() if folded(name) in table), None)
    for tag in (language.partition("-")[0].lower(), _ELSEWHERE):
        code = names.get(_SAME.get(tag, tag), {}).get(folded(name))
        if code:
            return code
    return None


_SAME = MappingProxyType({"nb": "no", "nn": "no", "iw": "he", "in": "id", "yue": "zh"})


def own_table(path: Path) -> Mapping[str, str]:
    """A user's TOML of section names: "Local sport" = "medtop:15000000".

    Raises OptionError if the file cannot be read, or a value is no code.
    """
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise OptionError(f"{path}: no table of section names that can be read: {error}") from error
    for name, code in table.items():
        if not isinstance(code, str) or not code.partition(":")[2] or any(sign.isspace() for sign in code):
            raise OptionError(f'{path}: {name}: {code!r} is no code: write it like "medtop:15000000"')
    return MappingProxyType({folded(name): code for name, code in table.items()})


def _coded(category: Category, language: str | None, own: Mapping[str, str], vocabulary: Vocabulary | None) -> Category:
    code = own.get(folded(category.name)) or topic_of(category.name, language)
    if code is None and vocabulary is not None:
        code = vocabulary.code_of(category.name)
    return Category(name=category.name, qcode=code) if code else category


@cache
def _common() -> Mapping[str, Mapping[str, str]]:
    """By language, the folded names and their codes."""
    table = tomllib.loads((files("newscopy.topics") / "sections.toml").read_text(encoding="utf-8"))
    made: dict[str, dict[str, str]] = {}
    for code, languages in table.items():
        for language, names in languages.items():
            made.setdefault(language, {}).update({folded(name): _TOP + code for name in names.split(",")})
    return MappingProxyType(made)
