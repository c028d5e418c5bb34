"""How the time of reading grows with the text, for texts that are hard on a reader.

    python benchmarks/growth.py [--largest 100000]

Each kind of text is made in three sizes, each ten times the one before; processor time is that of one reading, with all
that the Story's proof costs.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable

import newscopy

WORDS = [
    "the", "harbour", "council", "ferry", "rain", "vote", "school", "bridge", "night", "says", "after", "people",
    "river", "plan", "city", "over", "money", "workers", "storm",
]  # fmt: skip


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def copy(chance: random.Random, lines: int) -> str:
    return "\n\n".join(sentence(chance, chance.randint(2, 40)) for _ in range(lines))


def column(chance: random.Random, lines: int) -> str:
    """One paragraph in a narrow column, with a word broken at the end of each line."""
    return (
        "harbour " + "\n".join(f"{chance.choice(WORDS)} of the old quay and its har-" for _ in range(lines)) + "\nbour"
    )


def menu(chance: random.Random, lines: int) -> str:
    return "\n".join(f"{chance.choice(WORDS).title()} {chance.choice(WORDS)}" for _ in range(lines))


def quotations(chance: random.Random, lines: int) -> str:
    return "\n\n".join(f'"{sentence(chance, 20)}"' for _ in range(lines))


def dated(_: random.Random, lines: int) -> str:
    return "\n".join(["Updated 3 May 2024 by Ann Lee"] * lines)


def repeated(_: random.Random, lines: int) -> str:
    return "\n\n".join(["Council backs the new wall at the harbour"] * lines)


def long_line(chance: random.Random, lines: int) -> str:
    return " ".join(sentence(chance, 12) for _ in range(lines // 6))


def no_blank(_: random.Random, lines: int) -> str:
    return "x" * (lines * 10)


TEXTS: dict[str, Callable[[random.Random, int], str]] = {
    "paragraphs": copy,
    "a column of broken words": column,
    "a menu": menu,
    "quotations": quotations,
    "dated bylines": dated,
    "one line again and again": repeated,
    "one line of sentences": long_line,
    "one line without a blank": no_blank,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=100_000, help="lines of the largest text")
    largest = parser.parse_args().largest
    newscopy.read("Warm\n\nThe first text loads what reading needs.")
    print(f"{'':26}" + "".join(f"{lines:>24,}" for lines in (largest // 100, largest // 10, largest)))
    for name, made in TEXTS.items():
        cells = []
        for lines in (largest // 100, largest // 10, largest):
            text = made(random.Random(name), lines)
            start = time.process_time()
            newscopy.read(text)
            spent = time.process_time() - start
            cells.append(f"{spent:12.3f} s {spent / len(text) * 1e6:6.2f} µs/ch")
        print(f"{name:26}" + "".join(f"{cell:>24}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
