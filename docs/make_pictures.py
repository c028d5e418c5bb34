"""Draw the pictures of the documentation: docs/raw-and-page.png, a sample's text as it came beside its first printed
page, docs/gallery/, a page of each house style, and docs/review-page.png, the review page of the samples, for which
Playwright and a Chromium must be there.

Run `python docs/make_pictures.py` where newscopy is installed; pdftoppm (poppler-utils) turns pages into pictures.
What was discarded is grey in the text; the rest is what became the story.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from PIL import Image
from weasyprint import HTML

import newscopy
from newscopy.corrections.basis import of_segments, of_source
from newscopy.model import Role, Story
from newscopy.review import page as review
from newscopy.review import payload
from newscopy.writers.printing.styles import style_names

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "browser-dump" / "source.txt"
PICTURE = ROOT / "docs" / "raw-and-page.png"
REVIEW = ROOT / "docs" / "review-page.png"
GALLERY = ROOT / "docs" / "gallery"
# What each style is shown with: a sample with a pull quote, one from right to left, one in ideographs.
SHOWN = ("subheadings-and-pull-quote", "arabic", "japanese")

_WIDTH = 640  # pixels of each of the two pages
_GAP = 24
_THUMB = 330  # pixels of a page in the gallery
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


def first_page(pdf: bytes, width: int = _WIDTH) -> Image.Image:
    """The first page as a picture of that many pixels across."""
    command = ["pdftoppm", "-png", "-r", "160", "-f", "1", "-l", "1", "-"]
    page = Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))
    return page.convert("RGB").resize((width, round(page.height * width / page.width)), Image.Resampling.LANCZOS)


def side_by_side(*pages: Image.Image) -> Image.Image:
    """Pages on a grey table."""
    width = sum(page.width + _GAP for page in pages) + _GAP
    table = Image.new("RGB", (width, max(page.height for page in pages) + 2 * _GAP), "#d9d7d2")
    at = _GAP
    for page in pages:
        table.paste(page, (at, _GAP))
        at += page.width + _GAP
    return table


def draw_gallery() -> None:
    """A picture for each house style: the first page of the stories it is shown with."""
    stories = [newscopy.read((ROOT / "samples" / name / "source.txt").read_bytes()) for name in SHOWN]
    for style in style_names():
        pages = [first_page(newscopy.write(story, "pdf", style=style), _THUMB) for story in stories]
        _save(side_by_side(*pages), GALLERY / f"{style}.png", colours=32)


def draw_review() -> None:
    """The review page of the samples, with the one of the first picture open."""
    from playwright.sync_api import sync_playwright

    texts = [(path.parent.name, path.read_bytes()) for path in sorted((ROOT / "samples").glob("*/source.txt"))]
    stories = [(newscopy.read(data, name=f"{name}.txt"), data) for name, data in texts]
    told = [
        payload.told(story, of_source(story, data, "") or of_segments(story), from_source=True)
        for story, data in stories
    ]
    told.sort(key=lambda one: one.entry["sure"])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "review.html")
        path.write_bytes(review.page(told, "Review of samples"))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 860})
        tab.goto(path.as_uri())
        tab.locator(".story", has_text="Night buses").click()
        _save(Image.open(io.BytesIO(tab.screenshot())).convert("RGB"), REVIEW, 128)
        browser.close()


def _save(picture: Image.Image, path: Path, colours: int) -> None:
    path.parent.mkdir(exist_ok=True)
    picture.quantize(colours, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)


def main() -> None:
    """Draw all pictures."""
    data = SAMPLE.read_bytes()
    story = newscopy.read(data, name=SAMPLE.name)
    raw = HTML(string=raw_page(data.decode(), story)).write_pdf()
    picture = side_by_side(first_page(raw), first_page(newscopy.write(story, "pdf")))
    _save(picture, PICTURE, _COLOURS)
    draw_gallery()
    draw_review()


if __name__ == "__main__":
    main()
