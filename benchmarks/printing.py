"""Long runs of the printer: memory over thousands of stories, and books of hundreds of pages.

    python benchmarks/printing.py [--stories 5000] [--pages 500]

Stories are made of a seeded list of words, each another. CPU seconds and the largest resident size of this process;
the book is measured first, as the size only grows.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import newscopy
from newscopy import formats
from newscopy.formats import Book
from newscopy.model import Category, Paragraph, PullQuote, Related, SourceInfo, Story, Subheading, Timestamp

WORDS = (
    *("harbour", "council", "tide", "lamp", "ferry", "winter", "bread", "market", "river", "station", "quiet"),
    *("morning", "vote", "engine", "letter", "window", "school", "bridge", "garden", "pilot", "strike", "budget"),
)
SOURCE = SourceInfo(name="made.txt", media_type="text/plain", encoding="utf-8", sha256="0" * 64, length=0)


def stories(seed: int) -> Iterator[Story]:
    """Stories of some 900 words without end."""
    chance = random.Random(seed)

    def sentence() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(8, 18))).capitalize() + "."

    for number in count(1):
        body = [Paragraph(text=" ".join(sentence() for _ in range(4))) for _ in range(17)]
        body[5:5] = [Subheading(text=sentence()[:50])]
        body[9:9] = [PullQuote(text=sentence(), attribution="Ines Valdor")]
        body[12:12] = [Related(title=sentence(), url="https://example.org/x")]
        yield Story(
            id=f"made:{number}",
            language="en",
            headline=sentence()[:70],
            standfirst=sentence(),
            byline="By Mara Quill",
            published=Timestamp(value=f"2024-05-{number % 28 + 1:02}"),
            categories=(Category(name=chance.choice(("World", "Sport", "Culture"))),),
            body=tuple(body),
            source=SOURCE,
        )


def largest() -> int:
    """The largest resident size so far, in megabytes (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def resident() -> int:
    """The resident size now, in megabytes."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() // 2**20


def book(pages: int) -> None:
    """One volume of at least so many pages."""
    writer = formats.writer("pdf")
    assert writer.bind is not None
    made = stories(1)
    taken = [next(made) for _ in range(pages // 3 + 1)]
    start = time.process_time()
    (volume,) = writer.bind(taken, writer.options(), Book("Clippings", volume_pages=10 * pages))
    spent = time.process_time() - start
    print(f"book of {len(taken)} stories: {spent:.1f} s, {len(volume) / 2**20:.1f} MB file, {largest()} MB of memory")


def run(number: int) -> None:
    """So many stories one after the other, and the memory on the way."""
    start = time.process_time()
    for done, story in zip(range(1, number + 1), stories(2), strict=False):
        newscopy.write(story, "pdf")
        if done in (100, 500) or done % 1000 == 0:
            each = (time.process_time() - start) / done * 1000
            print(f"{done:6} stories: {resident()} MB now, {each:.0f} ms each", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=5000)
    parser.add_argument("--pages", type=int, default=500)
    arguments = parser.parse_args()
    book(arguments.pages)
    run(arguments.stories)


if __name__ == "__main__":
    main()
