"""How often a label is right that newscopy is so sure of: by block and by story, on pages with gold.

Then, what is gained by who looks at the least sure lines alone, as `newscopy review` puts them first.

    python benchmarks/calibration.py --data FOLDER --folds PREFIX.npz [--kind innertext …]

Each page is labelled by the net that never saw its publisher, as in accuracy.py. Blocks count whose class the gold
knows; a related heading is right when it is discarded. A story is right when score.py calls it perfect and its headline
right: headline and all paragraphs, and none too many.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "training")]
from accuracy import FOLDS, Scorer  # noqa: E402
from gold import BLIND, CLASS, KINDS, UNKNOWN, Dump, classes, dumps, fold_of  # noqa: E402

from newscopy.model import Role  # noqa: E402
from newscopy.structure import blocks, dense, doubt, net, words  # noqa: E402
from newscopy.structure.assemble import assemble  # noqa: E402
from newscopy.structure.decode import decode  # noqa: E402
from newscopy.structure.label import Label, label  # noqa: E402

BLOCKS = (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.01)
STORIES = (0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.01)
# Deciles of the blocks, and the shares of them that somebody may look at.
DECILES, LOOKED_AT = 10, (0.01, 0.02, 0.05, 0.1, 0.2)
Told = tuple[float, bool]


def right(told: Label, known: int) -> bool:
    """True if a label says what the gold says; what the gold does not keep must be discarded."""
    if known in (CLASS["other"], CLASS["related_heading"]):
        return told.role is Role.DISCARDED
    wanted = net.CLASSES[known]
    # A dateline opens a paragraph; a quotation that is a block of its own is one too.
    return told.role.value == wanted or (wanted == "paragraph" and told.role in (Role.QUOTE, Role.DATELINE))


def judged(dump: Dump, weights: dense.Weights, scorer: Scorer) -> tuple[list[Told], Told | None]:
    """(how sure, whether right) for the blocks of a page, and for its story if the gold can tell."""
    lexicon = words.load()
    source = decode(dump.text, dump.name)
    found = blocks.build(source.text, lexicon, weights)
    labels = label(found, lexicon, weights)
    known = classes(found, dump)
    told = [
        (one.confidence, right(one, what))
        for one, what in zip(labels, known.tolist(), strict=True)
        if what not in (UNKNOWN, BLIND)
    ]
    story = assemble(source, found, labels, lexicon, None, "x")
    sure = doubt.confidence((segment.role, segment.confidence) for segment in story.segments)
    score = scorer.module.score_story(
        scorer.gold[dump.name], story.model_dump(mode="json"), dump.text, scorer.noted.get(dump.name)
    )
    counted = scorer.module.summary_of(score)
    if "perfect" not in counted:
        return told, None
    return told, (sure, counted["perfect"] == 1 and counted.get("headline", 1) == 1)


def table(title: str, told: Sequence[Told], edges: Sequence[float]) -> None:
    """How many lie between two edges, how sure they are on average, and what share of them is right."""
    print(f"\n{title}, {len(told):,}\n{'sure':>16}{'how many':>10}{'stated':>9}{'right':>9}")
    for low, high in pairwise(edges):
        within = [(sure, fine) for sure, fine in told if low <= sure < high]
        if within:
            stated, share = (sum(values) / len(within) for values in zip(*within, strict=True))
            print(f"{low:8.3f}–{min(high, 1):<7.3f}{len(within):10,}{stated:9.3f}{share:9.3f}")


def looked_at(told: Sequence[Told]) -> None:
    """What share of all errors is among the least sure blocks, and how honest each tenth of the blocks is."""
    ordered = sorted(told)
    wrong = sum(not fine for _, fine in ordered)
    print(f"\n{wrong:,} of {len(ordered):,} blocks are wrong; of these are among the least sure")
    for share in LOOKED_AT:
        first = ordered[: round(share * len(ordered))]
        print(f"{share:8.0%}{sum(not fine for _, fine in first) / max(1, wrong):9.3f}")
    print("\nTenths of the blocks, by how sure they are")
    for number in range(DECILES):
        part = ordered[number * len(ordered) // DECILES : (number + 1) * len(ordered) // DECILES]
        stated, right_ones = (sum(values) / len(part) for values in zip(*part, strict=True))
        print(f"{number + 1:8}{stated:9.3f}{right_ones:9.3f}")


def pages(data: Path, kinds: Sequence[str]) -> Iterator[Dump]:
    """The pages that have text."""
    return (dump for dump in dumps(data, kinds) if dump.text.strip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True, help="PREFIX.npz of the five files PREFIX.foldN.npz")
    parser.add_argument("--kind", action="append", choices=KINDS)
    arguments = parser.parse_args()
    scorer = Scorer(arguments.data)
    nets = [dense.load(arguments.folds.with_suffix(f".fold{fold}.npz")) for fold in range(FOLDS)]
    by_block: list[Told] = []
    by_story: list[Told] = []
    for dump in pages(arguments.data, arguments.kind or KINDS):
        told, story = judged(dump, nets[fold_of(dump.publisher, FOLDS)], scorer)
        by_block += told
        by_story += [story] if story else []
    table("Blocks", by_block, BLOCKS)
    table("Stories", by_story, STORIES)
    looked_at(by_block)


if __name__ == "__main__":
    main()
