"""Stories as they are typed, printed and sent: how many paragraphs come back whole from each way to set them.

    python benchmarks/layouts.py --data ../shared/bench/news

The first paragraphs of each story's gold, below its headline, are set and read again. The packaged nets have seen these
stories, so that the differences between the ways count, not the figures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import fill

import newscopy

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from gold import rows

_FEWEST, _MOST = 4, 12
WAYS: dict[str, Callable[[Sequence[str]], str]] = {
    "parted by empty lines": "\n\n".join,
    "a line each": "\n".join,
    "wrapped at 72, empty lines": lambda told: "\n\n".join(fill(text, 72) for text in told),
    "wrapped at 60, empty lines": lambda told: "\n\n".join(fill(text, 60) for text in told),
    "wrapped at 72, indents": lambda told: "\n".join(fill(text, 72, initial_indent="   ") for text in told),
    "wrapped at 72": lambda told: "\n".join(fill(text, 72) for text in told),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    gold = list(rows(parser.parse_args().data / "gold.jsonl.gz"))
    stories = [(row["title"], paragraphs) for row in gold if len(paragraphs := copy(row)) >= _FEWEST]
    print(f"{len(stories)} stories; F1 of whole paragraphs")
    for name, way in WAYS.items():
        right = told = found = 0
        for title, paragraphs in stories:
            wanted = {text.replace(" ", "") for text in paragraphs}
            got = {text.replace(" ", "") for text in newscopy.read(f"{title}\n\n{way(paragraphs)}", "text").paragraphs}
            right, told, found = right + len(wanted & got), told + len(wanted), found + len(got)
        print(f"{name:30} {2 * right / (told + found):.3f}")


def copy(row: dict[str, object]) -> list[str]:
    """The first paragraphs of a story, each on a line."""
    sections: list[dict[str, list[str]]] = row["sections"]  # type: ignore[assignment]
    told = [" ".join(text.split()) for section in sections for text in section["paragraphs"]]
    return [text for text in told if text][:_MOST]


if __name__ == "__main__":
    main()
