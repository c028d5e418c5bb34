"""Scores newscopy on a folder of real pages with gold.

    python benchmarks/accuracy.py --data FOLDER [--kind innertext …] [--out predictions.jsonl]

FOLDER holds gold.jsonl.gz, raw/KIND.jsonl.gz, perhaps annotations.jsonl, and score.py beside or above it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import newscopy

KINDS = ("innertext", "inscriptis", "soup", "resiliparse", "lynx")
SHOWN = (
    "headline", "para_F1", "perfect", "sub_F1", "text_F1", "standfirst", "byline_R", "byline_P", "date", "date_wrong",
    "word_F1", "category_F1", "related_F1",
)  # fmt: skip


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def predict(raw: Path, out: Path) -> float:
    """Write the story of each page that has one; the CPU seconds that reading took."""
    spent = 0.0
    with out.open("w", encoding="utf-8") as target:
        for row in rows(raw):
            start = time.process_time()
            try:
                story = newscopy.read(row["text"], name=row["id"])
            except newscopy.NewscopyError as error:
                print(f"{row['id']}: {error}", file=sys.stderr)
                continue
            finally:
                spent += time.process_time() - start
            target.write(f'{{"id": {json.dumps(row["id"])}, "story": {story.model_dump_json()}}}\n')
    return spent


def score(data: Path, kind: str, predictions: Path) -> dict[str, float]:
    scorer = next(path for folder in (data, data.parent) if (path := folder / "score.py").exists())
    command = [sys.executable, str(scorer), str(predictions), "--json", "--gold", str(data / "gold.jsonl.gz")]
    command += ["--raw", str(data / "raw" / f"{kind}.jsonl.gz")]
    if (data / "annotations.jsonl").exists():
        command += ["--annotations", str(data / "annotations.jsonl")]
    done: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--out", type=Path, help="keep the predictions of the last kind here")
    arguments = parser.parse_args()
    print(f"{'':12}" + "".join(f"{name:>12}" for name in (*SHOWN, "ms a page")))
    totals: list[dict[str, float]] = []
    for kind in arguments.kind or KINDS:
        raw = arguments.data / "raw" / f"{kind}.jsonl.gz"
        with tempfile.TemporaryDirectory() as folder:
            predictions = arguments.out or Path(folder) / "predictions.jsonl"
            spent = predict(raw, predictions)
            found = score(arguments.data, kind, predictions)
        found["ms a page"] = spent * 1000 / sum(1 for _ in rows(raw))
        totals.append(found)
        print(f"{kind:12}" + "".join(f"{found.get(name, float('nan')):12.3f}" for name in (*SHOWN, "ms a page")))
    if len(totals) > 1:
        means = {name: sum(found.get(name, 0) for found in totals) / len(totals) for name in (*SHOWN, "ms a page")}
        print(f"{'mean':12}" + "".join(f"{means[name]:12.3f}" for name in means))


if __name__ == "__main__":
    main()
