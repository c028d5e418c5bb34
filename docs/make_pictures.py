"""Draw docs/raw-and-page.png, the picture of the README: a sample's text as it came, and its first printed page.

Run `python docs/make_pictures.py` where newscopy is installed; pdftoppm (poppler-utils) turns pages into pictures.
What was discarded is grey in the text; the rest is what became the story.
"""

from __future__ import annotations

import io
import subprocess
from html import escape
from pathlib import Path

from PIL import Image
from weasyprint import HTML

import newscopy
from newscopy.model import Role, Story

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "browser-dump" / "source.txt"
PICTURE = ROOT / "docs" / "raw-and-page.png"

_WIDTH = 640  # pixels of each of the two pages
_GAP = 24
_COLOURS = 224  # a palette keeps the file small
_SHEET = """
@page { size: A4; margin: 12mm; background: #fbfbf8 }
pre { font: 7.7pt/1.42 "DejaVu Sans Mono", monospace; white-space: pre-wrap; color: #111; margin: 0 }
s { text-decoration: none; color: #a9a59d }
"""


def raw_page(text: str, story: Story) -> str:
    """The text as an HTML page in which discarded stretches are grey."""
    pieces = []
    at = 0
    for segment in story.segments:
        pieces.append(escape(text[at : segment.start]))
        stretch = escape(text[segment.start : segment.end])
        pieces.append(f"<s>{stretch}</s>" if segment.role is Role.DISCARDED else stretch)
        at = segment.end
    return f"<!DOCTYPE html><style>{_SHEET}</style><pre>{''.join(pieces)}{escape(text[at:])}</pre>"


def first_page(pdf: bytes) -> Image.Image:
    """The first page as a picture _WIDTH pixels wide."""
    command = ["pdftoppm", "-png", "-r", "160", "-f", "1", "-l", "1", "-"]
    page = Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))
    return page.convert("RGB").resize((_WIDTH, round(page.height * _WIDTH / page.width)), Image.Resampling.LANCZOS)


def side_by_side(left: Image.Image, right: Image.Image) -> Image.Image:
    """Two pages on a grey table."""
    table = Image.new("RGB", (2 * _WIDTH + 3 * _GAP, left.height + 2 * _GAP), "#d9d7d2")
    table.paste(left, (_GAP, _GAP))
    table.paste(right, (_WIDTH + 2 * _GAP, _GAP))
    return table


def main() -> None:
    """Draw the picture."""
    data = SAMPLE.read_bytes()
    story = newscopy.read(data, name=SAMPLE.name)
    raw = HTML(string=raw_page(data.decode(), story)).write_pdf()
    picture = side_by_side(first_page(raw), first_page(newscopy.write(story, "pdf")))
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
