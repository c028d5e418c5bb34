"""Names of months and weekdays in some sixty languages, from calendar.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_TABLE = Path(__file__).with_suffix(".toml")
# Norwegian pages say "no"; CLDR has its two written forms.
_SAME = MappingProxyType({"no": "nb", "tl": "fil", "iw": "he", "in": "id"})
_HEBREW_IN = "ב"


def months_called(name: str, language: str | None = None) -> tuple[int, ...]:
    """The months, 1 to 12, that `name` can mean: one in most cases, none if it is no month's name.

    The language's own name comes first ("listopad" is October in Croatian, November in Polish).
    """
    for key in _keys(name):
        own = _months_of(_primary(language)).get(key) if language else None
        found = own or _all_months().get(key)
        if found:
            return found
    return ()


def month_names() -> frozenset[str]:
    """All names of months that mean one month whatever the language, casefolded."""
    return frozenset(name for name, months in _all_months().items() if len(months) == 1)


def is_weekday(word: str) -> bool:
    """True for the name of a weekday, or one word of it, in any language."""
    return fold_name(word) in _weekday_words()


def fold_name(name: str) -> str:
    """A name without case and final full stop; the dot of a Turkish capital İ does not matter."""
    return unicodedata.normalize("NFKC", name).casefold().replace("i\u0307", "i").strip(". ")


def _keys(name: str) -> tuple[str, ...]:
    """What to look a name up by: itself, without accents (as capitals are often printed), without a Hebrew "in"."""
    key = fold_name(name)
    if key.isascii():
        return (key,)
    return (key, key.removeprefix(_HEBREW_IN)) if key.startswith(_HEBREW_IN) else (key, _without_accents(key))


def _without_accents(key: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", key) if not unicodedata.combining(char))


def _primary(language: str | None) -> str:
    primary = (language or "").lower().split("-")[0]
    return _SAME.get(primary, primary)


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_TABLE.read_text("utf-8"))


@cache
def _months_of(primary: str) -> Mapping[str, tuple[int, ...]]:
    """Names to months for one language and its regions."""
    return _merged({code: text for code, text in _tables()["months"].items() if code.split("_")[0] == primary})


@cache
def _all_months() -> Mapping[str, tuple[int, ...]]:
    return _merged(_tables()["months"])


def _merged(texts: Mapping[str, str]) -> Mapping[str, tuple[int, ...]]:
    """Names, and the same without accents unless another month is called so, to the months they mean."""
    exact: dict[str, set[int]] = {}
    for text in texts.values():
        for number, forms in enumerate(text.split(";"), 1):
            for form in forms.split(","):
                exact.setdefault(fold_name(form), set()).add(number)
    exact.pop("", None)  # Chinese, Japanese, Korean and Vietnamese months are numbers
    bare: dict[str, set[int]] = {}
    for name, months in exact.items():
        if not name.isascii():
            bare.setdefault(_without_accents(name), set()).update(months)
    merged = {**bare, **exact}
    return MappingProxyType({name: tuple(sorted(months)) for name, months in merged.items()})


@cache
def _weekday_words() -> frozenset[str]:
    texts = _tables()["weekdays"].values()
    return frozenset(fold_name(word) for text in texts for word in re.split(r"[,\s-]+", text)) - {""}
