"""The lexicon: the words that stand around the copy on news pages, as data, one TOML file a language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from newscopy.errors import OptionError

_PACKAGED = Path(__file__).parent / "lexicon"
ANY_LANGUAGE = "und"
"""The file for names that belong to no language: agencies, networks, picture agencies."""

UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter of a script in which words stand without spaces, or with endings glued to them (Korean)."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_LETTERS = re.compile(r"[^\W_]+")
_RUNS = re.compile(r"[^\W\d_]+")
_OUTSIDE = " :.,;|/!?>›»·•-–—"
# What NFKC makes of letters that are typed as one, beside what is composed again.
_TYPED = {
    unicodedata.normalize("NFKC", letter): letter
    for letter in "\u0e33\u0eb3\u09dc\u09dd\u09df\u0587\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f"
}
_DECOMPOSED = re.compile("|".join(_TYPED))
_LANGUAGE_NAME = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Phrases by kind ("byline", "share" …), all of them folded: over all languages, and by language."""

    phrases: Mapping[str, frozenset[str]]
    languages: Mapping[str, Mapping[str, frozenset[str]]]

    def __getitem__(self, kind: str) -> frozenset[str]:
        """The phrases of a kind in all languages; empty for a kind that no file has."""
        return self.phrases.get(kind, frozenset())

    def knows(self, folded: str, *kinds: str) -> bool:
        """True if a folded phrase is of one of the kinds, in any language."""
        return folded in (self[kinds[0]] if len(kinds) == 1 else _of_any(self, kinds))

    def of(self, language: str | None) -> Lexicon:
        """This lexicon for one language and what belongs to none; all of it if `language` is unknown or None."""
        primary = (language or "").lower().split("-")[0]
        return _for_language(self, primary) if primary in self.languages else self


def fold(text: str) -> str:
    """A phrase in the form in which phrases are compared.

    NFKC, without case, with one kind of apostrophe and space, and without punctuation around it.
    """
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
        # Turkish "İ" folds to an "i" with a dot above, which its lower-case words do not have.
        text = text.casefold().replace("i\u0307", "i")
    return " ".join(text.split()).strip(_OUTSIDE)


def letters(text: str) -> str:
    """The letters and digits of a text without case: what two printings of it share."""
    return "".join(_LETTERS.findall(text.casefold()))


def spellings(phrase: str) -> Iterator[str]:
    """A folded phrase in the forms in which texts spell it, which are compared letter by letter.

    Folding made "ss" of "ß", and of letters of Thai, Lao, Bengali, Hindi and Armenian two, which are typed as one.
    """
    yield phrase
    if "ss" in phrase:
        yield phrase.replace("ss", "ß")
    if not phrase.isascii() and (typed := _DECOMPOSED.sub(lambda found: _TYPED[found[0]], phrase)) != phrase:
        yield typed


class Searched:
    """Phrases that are looked for in lines, as whole words, in any case.

    A regular expression of hundreds of phrases is slow; few lines have the first word of one, and only these are
    searched. `form` is the expression around that of the phrases, "{}" stands for it.
    """

    def __init__(self, phrases: Iterable[str], form: str = "{}") -> None:
        known = [spelling for phrase in phrases for spelling in spellings(phrase)]
        self._pattern = re.compile(form.replace("{}", any_of(known)), re.IGNORECASE)
        self._opening = frozenset(run for phrase in known for run in _RUNS.findall(_plainer(phrase))[:1])
        self._unspaced = tuple(_plainer(phrase).split(" ")[0] for phrase in known if UNSPACED.match(phrase))

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where one stands."""
        return self._pattern.search(text) if self._may_stand_in(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The one that opens the text."""
        return self._pattern.match(text) if self._may_stand_in(text) else None

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """All places where one stands."""
        return self._pattern.finditer(text) if self._may_stand_in(text) else ()

    def _may_stand_in(self, text: str) -> bool:
        plain = _plainer(text)
        if not self._opening.isdisjoint(_RUNS.findall(plain)):
            return True
        return not text.isascii() and any(map(plain.__contains__, self._unspaced))


def _plainer(text: str) -> str:
    """A text as regular expressions see it that look past case: for them the Turkish letters are an "i", too."""
    return text.casefold() if text.isascii() else text.replace("İ", "i").replace("ı", "i").casefold()


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases as whole words; in scripts without spaces, wherever they stand."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        (unspaced if UNSPACED.match(phrase) else spaced).append(re.escape(phrase).replace(r"\ ", r"\s+"))
    whole = rf"(?<![^\W\d_])(?:{'|'.join(spaced)})(?![^\W\d_])" if spaced else "(?!)"
    return rf"(?:{whole}|{'|'.join(unspaced)})" if unspaced else f"(?:{whole})"


@cache
def load(extra: Path | None = None) -> Lexicon:
    """The packaged lexicon, with a newsroom's own folder of TOML files added to it.

    A file is named after its language ("de.toml", "und.toml"); its keys are kinds, each a text of phrases with
    commas between them, or a list. Raises OptionError, with file and reason, for a folder or file it cannot use.
    """
    tables: dict[str, dict[str, frozenset[str]]] = {}
    for folder in (_PACKAGED, extra):
        if folder is not None:
            for path in _files(folder):
                _add(tables.setdefault(path.stem.lower().split("-")[0], {}), _phrases_in(path))
    return _joined(tables)


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise OptionError(f"{folder}: no word lists here; it must hold files like en.toml")
    for path in files:
        if not _LANGUAGE_NAME.fullmatch(path.stem.lower()):
            raise OptionError(f"{path}: name the file after its language, such as en.toml, or und.toml")
    return files


def _phrases_in(path: Path) -> dict[str, frozenset[str]]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise OptionError(f"{path}: {error}") from error
    for kind, phrases in table.items():
        if not isinstance(phrases, str) and not _all_text(phrases):
            raise OptionError(
                f"{path}: {kind} must be a text of phrases with commas between them, or a list of phrases"
            )
    return {kind: _folded(phrases) for kind, phrases in table.items()}


def _all_text(phrases: object) -> bool:
    return isinstance(phrases, list) and all(isinstance(phrase, str) for phrase in phrases)


def _folded(phrases: str | list[str]) -> frozenset[str]:
    """Each phrase folded; a text is folded once as a whole, which is what makes loading quick."""
    whole = phrases if isinstance(phrases, str) else ",".join(phrase.replace(",", " ") for phrase in phrases)
    return frozenset(phrase.strip(_OUTSIDE) for phrase in fold(whole).split(",")) - {""}


def _add(table: dict[str, frozenset[str]], more: Mapping[str, frozenset[str]]) -> None:
    for kind, phrases in more.items():
        table[kind] = table.get(kind, frozenset()) | phrases


def _joined(tables: Mapping[str, Mapping[str, frozenset[str]]]) -> Lexicon:
    kinds = sorted({kind for table in tables.values() for kind in table})
    phrases = {kind: frozenset().union(*(table.get(kind, ()) for table in tables.values())) for kind in kinds}
    languages = {language: MappingProxyType(dict(table)) for language, table in tables.items()}
    return Lexicon(MappingProxyType(phrases), MappingProxyType(languages))


@cache
def _of_any(lexicon: Lexicon, kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(lexicon[kind] for kind in kinds))


@cache
def _for_language(lexicon: Lexicon, primary: str) -> Lexicon:
    tables = {name: lexicon.languages[name] for name in (primary, ANY_LANGUAGE) if name in lexicon.languages}
    return _joined(tables)
