"""Archives of invented stories, the same for the same number: about 3 kB each, from a small grammar."""

from __future__ import annotations

import html
import io
import json
import random
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

PLACES = ("Ellan", "Harrow Bay", "Osk", "Tessaly", "Brindle", "Port Quill", "Marrow Hills", "Vesper", "Lorne", "Cask")
NAMES = ("Nora Quillfeather", "Ada Ferris", "Tom Bracket", "Ines Colophon", "Piet Serif", "Mara Ligature")
SECTIONS = ("Politics", "World News", "Business", "Sport", "Weather", "Culture")
WHO = ("the harbour board", "the ferry company", "the town council", "the teachers' union", "the football club")
DID = ("agreed to rebuild", "refused to close", "voted to sell", "promised to repair", "asked the court to open")
WHAT = ("the old bridge", "two schools", "the night train", "the fish market", "the public baths", "a second stadium")
WHY = (
    "after eleven years of talks",
    "because the money has run out",
    "although neighbours had objected",
    "before the first frost arrives",
    "while the minister was abroad",
)


def parts(number: int) -> tuple[list[str], list[str]]:
    """The lines above the text of a story - section, headline, byline, date - and its paragraphs."""
    chance = random.Random(number)
    pick = chance.choice

    def sentence() -> str:
        who = pick(WHO)
        return f"{who[0].upper()}{who[1:]} of {pick(PLACES)} {pick(DID)} {pick(WHAT)} {pick(WHY)}, {pick(NAMES)} said."

    headline = f"{pick(PLACES)} {pick(DID).split()[0]} {pick(WHAT)} number {number}"
    day = f"May {chance.randint(1, 28)}, 20{chance.randint(10, 24)}"
    paragraphs = [" ".join(sentence() for _ in range(chance.randint(2, 4))) for _ in range(chance.randint(7, 12))]
    return [pick(SECTIONS), headline, f"By {pick(NAMES)}", day], paragraphs


def story(number: int) -> str:
    """The raw text of a story, with what stands around it on a page."""
    head, paragraphs = parts(number)
    return "\n\n".join([*head, *paragraphs, "Share this article", "Subscribe to our newsletter"]) + "\n"


def page(number: int) -> str:
    """The same story as a page."""
    (section, headline, byline, day), paragraphs = parts(number)
    text = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{html.escape(headline)} - The Paper</title></head><body>\n"
        f"<nav><a href=/>Home</a><a href=/s>{section}</a></nav>\n<article><h1>{html.escape(headline)}</h1>\n"
        f"<p class=byline>{byline}</p><time>{day}</time>\n{text}</article>\n"
        "<aside>Share this article</aside><footer>Subscribe to our newsletter</footer></body></html>\n"
    )


def make(path: Path, count: int) -> None:
    """Write an archive of `count` stories, .jsonl or .tar, with .zst if wanted; without a suffix, a folder of texts.

    A folder whose name ends in "html" holds pages.
    """
    if not path.suffix:
        suffix, text = ("html", page) if path.name.endswith("html") else ("txt", story)
        for number in range(count):
            place = path / f"{number // 1000:03d}" / f"{number:07d}.{suffix}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text(number), "utf-8")
        return
    with ExitStack() as stack:
        file: BinaryIO = stack.enter_context(path.open("wb"))
        if path.suffix == ".zst":
            import zstandard

            file = stack.enter_context(zstandard.ZstdCompressor(write_checksum=True).stream_writer(file))
        if ".tar" in path.suffixes:
            _tar(file, count)
        else:
            for line in lines(count):
                file.write(line)


def lines(count: int, spoilt: dict[int, str] | None = None) -> Iterator[bytes]:
    """The stories as JSON Lines; a word is put into those that are to be spoilt."""
    for number in range(count):
        word = (spoilt or {}).get(number, "")
        yield json.dumps({"id": f"n{number:07d}", "text": word + story(number)}).encode() + b"\n"


def _tar(file: BinaryIO, count: int) -> None:
    with tarfile.open(fileobj=file, mode="w|") as archive:
        for number in range(count):
            data = story(number).encode()
            member = tarfile.TarInfo(f"{number // 1000:03d}/{number:07d}.txt")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
