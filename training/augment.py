"""Other forms in which the same page might have come: what a newsroom pastes is seldom what a browser shows."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import replace

from gold import Dump, letters
from numpy.random import RandomState

_SHORTEST_BODY, _SHORTEST_INDENTED = 60, 40
_COLUMNS, _INDENTS, _HYPHENS, _HYPHENS_IN_COLUMNS, _SPACED = 0.1, 0.35, 0.1, 0.6, 0.1


def forms(dump: Dump, chance: RandomState) -> list[Dump]:
    """Two other forms of a page as a browser shows it: hard-wrapped in one, cut or re-typed in the other."""
    wrapped = _wrapped(dump.text, chance)
    change = _CHANGES[chance.randint(len(_CHANGES))]
    changed = change(dump.text, dump, chance)
    if chance.rand() < 0.3:
        wrapped = _without_furniture(wrapped, dump, chance)
    return [
        replace(dump, kind=kind, text=text)
        for kind, text in (("wrapped", wrapped), ("changed", changed))
        if text.strip()
    ]


def typed(dump: Dump, chance: RandomState) -> Dump:
    """A page as a typewriter, a wire or a narrow column would have it: indents, words broken, lines with space between.

    Only which lines belong together is learned from it: with as many of these the labeller found less on other pages.
    """
    column = chance.rand() < _COLUMNS
    edge = chance.randint(28, 56) if column else chance.randint(55, 96)
    hyphens = chance.rand() < (_HYPHENS_IN_COLUMNS if column else _HYPHENS)
    indent = " " * chance.randint(2, 6) if chance.rand() < _INDENTS else ""
    blank = chance.rand() < (0.5 if indent else 0.85)
    between = "\n\n" if chance.rand() < _SPACED else "\n"
    lines = []
    for line in dump.text.split("\n"):
        lines += _set(line, edge, indent if len(line) > _SHORTEST_INDENTED else "", hyphens=hyphens)
        if blank and len(line) > _SHORTEST_BODY:
            lines.append("")
    return replace(dump, kind="typed", text=between.join(lines))


def _set(line: str, edge: int, indent: str, *, hyphens: bool) -> list[str]:
    """One line broken where the next word does not fit, with `hyphens` inside words too."""
    rows, row = [], indent
    for word in line.split():
        gap = " " if row.strip() else ""
        room = edge - len(row) - len(gap) - 1
        if room + 1 >= len(word):
            row += gap + word
            continue
        if hyphens and word.isalpha() and room >= 2 and len(word) - room >= 2:
            rows.append(f"{row}{gap}{word[:room]}-")
            word = word[room:]
        else:
            rows.append(row)
        while len(word) > edge:
            rows.append(word[:edge])
            word = word[edge:]
        row = word
    return [*rows, row]


def _wrapped(text: str, chance: RandomState) -> str:
    """Every line broken at a right edge; paragraphs apart by blank lines, or by an indent."""
    edge, blank, indent = chance.randint(55, 96), chance.rand() < 0.8, "    " if chance.rand() < 0.3 else ""
    lines = []
    for line in text.split("\n"):
        lines += textwrap.wrap(line, edge, initial_indent=indent if len(line) > edge else "", break_on_hyphens=False)
        if blank and len(line) > _SHORTEST_BODY:
            lines.append("")
    return "\n".join(lines)


def _without_furniture(text: str, dump: Dump, chance: RandomState) -> str:
    """From near the headline, or near the first paragraph, to soon after the last one, as people select it."""
    lines = text.split("\n")
    keys = [letters(line) for line in lines]
    copy = {letters(text) for section in dump.story["sections"] for text in section["paragraphs"]}
    joined = "\0".join(copy)
    body = [at for at, key in enumerate(keys) if len(key) > 30 and key in joined]
    if not body:
        return text
    title = letters(dump.story["title"] or "?")
    heads = [at for at, key in enumerate(keys[: body[0]]) if key and (key == title or (len(key) > 20 and key in title))]
    low = max(0, (heads[-1] if heads else body[0]) - chance.randint(0, 4))
    return "\n".join(lines[low : body[-1] + 1 + chance.randint(0, 6)])


def _brief(text: str, dump: Dump, chance: RandomState) -> str:
    """The headline, what stands with it, and the first few paragraphs: a story as short as briefs are."""
    lines = _without_furniture(text, dump, chance).split("\n")
    long = [at for at, line in enumerate(lines) if len(line) > _SHORTEST_BODY]
    return "\n".join(lines[: long[min(len(long), chance.randint(1, 5)) - 1] + 1]) if long else text


def _without_blanks(text: str, dump: Dump, chance: RandomState) -> str:
    return re.sub(r"\n[\s\n]*\n", "\n", text)


def _double_spaced(text: str, dump: Dump, chance: RandomState) -> str:
    return re.sub(r"\n+", "\n\n", text)


def _capitals(text: str, dump: Dump, chance: RandomState) -> str:
    """The headline in capitals, as typewriters and some pages have it."""
    title = dump.story["title"] or ""
    return text.replace(title, title.upper()) if len(title) > 10 else _without_blanks(text, dump, chance)


def _fragment(text: str, dump: Dump, chance: RandomState) -> str:
    """Copy without its headline, or only the end of it."""
    lines = _without_furniture(text, dump, chance).split("\n")
    return "\n".join(lines[chance.randint(0, max(1, len(lines) // 3)) :])


_CHANGES: tuple[Callable[[str, Dump, RandomState], str], ...] = (
    _without_furniture,
    _without_furniture,
    _brief,
    _without_blanks,
    _double_spaced,
    _capitals,
    _fragment,
)
