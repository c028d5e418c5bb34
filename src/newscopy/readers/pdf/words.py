"""The words of a PDF as a text: its lines in the order in which they are drawn, those of a paragraph as one.

PDFium tells characters and their places. A paragraph ends where there is room below it, where the next is set in or in
other letters, and below a short line. What stands at the head or foot of one page after another comes last, so that it
parts no sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from newscopy.errors import MissingDependencyError, SchemaError, StructureError

_MOST = 4_000_000
# PDFium's signs of a word that was broken at the end of a line.
_BROKEN = re.compile("(?<=[^\\W\\d_])[\ufffe\x02](?=[^\\W\\d_])")
_SENTENCE = (".", "!", "?", "…", "。", "！", "？", "”", "»", '"')
# From how much more than the usual step from line to line there is room between two, and how much larger, smaller or
# bolder letters may be that are alike.
_ROOM, _SIZE, _BOLDER = 1.12, 1.08, 200
# How many sizes of its letters a line is set in where it opens a paragraph, and how many at most in a column.
_INDENT = (0.7, 4.0)
# The step from line to line, in sizes of letters, where there are no two.
_STEP = 1.2
# How many lines before and behind a line may be in its column.
_NEAR = 100
# How much of its column a line takes that goes on in the next.
_FULL = 0.75
# So many lines from the head and the foot of a page may be printed on every page, on so much of the pages.
_EDGE, _OFTEN, _FEWEST_PAGES = 2, 0.5, 2


class _Line(NamedTuple):
    """A line as it is drawn: places in points from its page's foot and left side, size and weight of its letters."""

    text: str
    foot: float
    left: float
    right: float
    size: float
    weight: int


def words(data: bytes, name: str) -> str:
    """The words of all pages.

    Raises MissingDependencyError without pypdfium2, SchemaError if the file is damaged or locked, and StructureError if
    there are no words, or far too many.
    """
    pages = [list(page) for page in _pages(data, name)]
    if not any(pages):
        raise StructureError(f"{name}: the PDF has no words: its pages are pictures, or empty")
    running = _running(pages)
    heads = [[line for line in _at_edges(page) if _plain(line) in running] for page in pages]
    gone = {id(line) for head in heads for line in head}
    own = [[line for line in page if id(line) not in gone] for page in pages]
    rest = [line.text for head in heads for line in head]
    text = "".join(_set(own))
    return "\n\n".join([text.strip("\n"), *rest]) if rest else text


def _pages(data: bytes, name: str) -> Iterator[Iterator[_Line]]:
    try:
        import pypdfium2
    except ImportError as error:
        told = "it carries no Story of newscopy's, and its words need pypdfium2: pip install 'newscopy[pdftext]'"
        raise MissingDependencyError(f"{name}: {told}") from error
    try:
        document = pypdfium2.PdfDocument(data)
        room = _MOST
        for page in document:
            text = page.get_textpage()
            room -= text.count_chars()
            if room < 0:
                raise StructureError(f"{name}: the PDF has more than {_MOST:,} characters: too many for one story")
            yield _lines(text)
    except pypdfium2.PdfiumError as error:
        raise SchemaError(f"{name}: the PDF is damaged: {error}") from error


def _lines(page: Any) -> Iterator[_Line]:
    """The lines of a page that are not blank."""
    import pypdfium2.raw as pdfium

    at = 0
    for text in page.get_text_range().split("\r\n"):
        said = _BROKEN.sub("", text).replace("\ufffe", "-").replace("\x02", "-").strip()
        if said:
            first = at + len(text) - len(text.lstrip())
            left, foot, _, _ = page.get_charbox(first, loose=True)
            _, _, right, _ = page.get_charbox(at + len(text.rstrip()) - 1, loose=True)
            size, weight = pdfium.FPDFText_GetFontSize(page, first), pdfium.FPDFText_GetFontWeight(page, first)
            yield _Line(said, foot, left, right, float(size) or 1, int(weight))
        at += len(text) + len("\r\n")


def _running(pages: Sequence[Sequence[_Line]]) -> frozenset[tuple[str, int]]:
    """What stands at the head or foot of many pages in letters of one size, but for its figures."""
    found: Counter[tuple[str, int]] = Counter()
    for page in pages:
        found.update({_plain(line) for line in _at_edges(page)})
    least = max(_FEWEST_PAGES, _OFTEN * len(pages))
    return frozenset(line for line, count in found.items() if count >= least)


def _at_edges(page: Sequence[_Line]) -> list[_Line]:
    """The topmost and the lowest lines of a page, in whatever order they are drawn."""
    feet = sorted(line.foot for line in page)
    low, high = (feet[min(_EDGE, len(feet)) - 1], feet[-min(_EDGE, len(feet))]) if feet else (0, 0)
    return [line for line in page if not low < line.foot < high]


def _plain(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.size)


def _set(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """The lines of the pages, with what belongs between each two."""
    steps = [(above, line) for page in pages for above, line in pairwise(page) if _follows(above, line)]
    sizes = sorted((above.foot - line.foot) / line.size for above, line in steps)
    usual = sizes[len(sizes) // 4] if sizes else _STEP
    set_in = sum(_is_indented(line, _column(page, at)) for page in pages for at, line in enumerate(page))
    indents = set_in > sum(size > _ROOM * usual for size in sizes)
    above: _Line | None = None
    beside: Sequence[_Line] = ()
    for page in pages:
        for at, line in enumerate(page):
            column = _column(page, at)
            if above is not None:
                wraps = _wraps(above, line, beside) and not _is_indented(line, column)
                parted = _parts(above, line, usual, first=at == 0, goes_on=wraps and indents)
                yield "\n\n" if parted else _between(above.text, line.text) if wraps else "\n"
            yield line.text
            above, beside = line, column
    yield "\n"


def _between(above: str, below: str) -> str:
    """What belongs between two lines of a paragraph; whoever reads the text knows what becomes of a hyphen."""
    if above.endswith("-"):
        return "\n"
    return "" if all(east_asian_width(char) in "WF" for char in (above[-1], below[0])) else " "


def _wraps(above: _Line, line: _Line, column: Sequence[_Line]) -> bool:
    """A line takes most of its column, or leaves no room for the first word of the next."""
    left, right = min(other.left for other in column), max(other.right for other in column)
    letter = (above.right - above.left) / len(above.text)
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return above.right - left >= _FULL * (right - left) or above.right + word * letter > right


def _is_indented(line: _Line, column: Sequence[_Line]) -> bool:
    """Set in from where most lines of its column begin."""
    lefts = sorted(other.left for other in column)
    return line.left - lefts[len(lefts) // 3] >= _INDENT[0] * line.size


def _column(page: Sequence[_Line], at: int) -> list[_Line]:
    """The lines near a line, and it, that are set as it is, below each other."""
    return [other for other in page[max(0, at - _NEAR) : at + _NEAR] if _in_column(other, page[at])]


def _in_column(one: _Line, other: _Line) -> bool:
    return _alike(one, other) and abs(one.left - other.left) <= _INDENT[1] * other.size


def _follows(above: _Line, line: _Line) -> bool:
    """In the same column, right below."""
    return _alike(above, line) and 0 < above.foot - line.foot < 3 * line.size


def _alike(one: _Line, other: _Line) -> bool:
    large, small = max(one.size, other.size), min(one.size, other.size)
    return large <= _SIZE * small and abs(one.weight - other.weight) < _BOLDER


def _parts(above: _Line, line: _Line, usual: float, *, first: bool, goes_on: bool) -> bool:
    """Whether an empty line belongs between two lines.

    At the end of a column or page a paragraph ends with a sentence, but for one that `goes_on` by what indents tell.
    """
    step = above.foot - line.foot
    if not _alike(above, line):
        return True
    if first or step <= 0:
        return above.text.endswith(_SENTENCE) and not goes_on
    return step > _ROOM * usual * line.size
