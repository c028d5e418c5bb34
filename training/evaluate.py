"""Cross-validated scores: each page is labelled by the net that never saw its publisher.

    python training/evaluate.py --data FOLDER --weights PREFIX.npz --folds 5 [--kind innertext …]

PREFIX.foldN.npz are the files that `train.py --folds` writes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "benchmarks")]
from accuracy import KINDS, SHOWN, score  # noqa: E402
from gold import rows  # noqa: E402
from train import fold_of  # noqa: E402

from newscopy.errors import NewscopyError  # noqa: E402
from newscopy.structure import decoding, net, words  # noqa: E402
from newscopy.structure.assemble import assemble  # noqa: E402
from newscopy.structure.decode import decode  # noqa: E402


def weights(path: Path) -> net.Weights:
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files if stored[name].dtype.kind == "f"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--out", type=Path, default=Path("predictions.jsonl"))
    arguments = parser.parse_args()
    nets = {}
    for fold in range(arguments.folds):
        path = arguments.weights.with_suffix(f".fold{fold}.npz")
        if path.exists():
            nets[fold] = weights(path)
    gold = {row["id"]: row for row in rows(arguments.data / "gold.jsonl.gz")}
    print(f"{'':12}" + "".join(f"{name:>12}" for name in SHOWN))
    totals = []
    for kind in arguments.kind or KINDS:
        with arguments.out.open("w", encoding="utf-8") as out:
            for row in rows(arguments.data / "raw" / f"{kind}.jsonl.gz"):
                model = nets.get(fold_of(gold[row["id"]]["publisher"], arguments.folds))
                try:
                    source = decode(row["text"], row["id"])
                except NewscopyError:
                    continue
                if model is None:
                    continue
                blocks = net.blocks_of(source.text)
                page = net.page_of(blocks)
                labels = decoding.decode(blocks, page, net.chances(page, model))
                story = assemble(source, blocks, labels, words.load(), None, "x")
                out.write(f'{{"id": {json.dumps(row["id"])}, "story": {story.model_dump_json()}}}\n')
        found = score(arguments.data, kind, arguments.out)
        totals.append(found)
        print(f"{kind:12}" + "".join(f"{found.get(name, float('nan')):12.3f}" for name in SHOWN), flush=True)
    print(f"{'mean':12}" + "".join(f"{sum(f.get(n, 0) for f in totals) / len(totals):12.3f}" for n in SHOWN))


if __name__ == "__main__":
    main()
