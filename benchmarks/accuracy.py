"""Scores newscopy on a folder of real pages with gold, and other programs beside it.

    python benchmarks/accuracy.py --data FOLDER [--kind innertext …] [--peers] [--languages] [--folds PREFIX.npz]
    python benchmarks/accuracy.py --data FOLDER --kind html2text --kind trafilatura [--folds PREFIX.npz]

FOLDER holds gold.jsonl.gz, raw/KIND.jsonl.gz, perhaps annotations.jsonl and html.jsonl.gz, and score.py beside or above
it. With --folds each page is labelled by the net that never saw its publisher (training/train.py --folds makes these);
without, by the packaged one, which may have learned from the very pages. The kinds html2text and trafilatura are the
Markdown that these make of the HTML. --peers runs other programs on the HTML of the
same pages.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "training")]
from gold import KINDS, fold_of, rows  # noqa: E402
from peers import PEERS  # noqa: E402

import newscopy  # noqa: E402
from newscopy.structure import blocks, dense, words  # noqa: E402
from newscopy.structure.assemble import assemble  # noqa: E402
from newscopy.structure.decode import decode  # noqa: E402
from newscopy.structure.label import label  # noqa: E402

SHOWN = (
    "headline", "para_F1", "para_P", "para_R", "perfect", "sub_F1", "text_F1", "standfirst", "byline_R", "byline_P",
    "date", "date_wrong", "word_F1", "category_F1", "related_F1",
)  # fmt: skip
FOLDS = 5
HTML = "html"
# Programs that make Markdown of a page's HTML: of all of it, and of what they hold for its story.
MARKDOWN = ("html2text", "trafilatura")
Predict = Callable[[dict[str, Any], str], dict[str, Any]]


class Scorer:
    """The scorer that lies with the data, and the gold of a folder."""

    def __init__(self, data: Path) -> None:
        self.module = _module(next(path for folder in (data, data.parent) if (path := folder / "score.py").exists()))
        self.gold = {row["id"]: row for row in rows(data / "gold.jsonl.gz")}
        self.noted = {row["id"]: row for row in rows(data / "annotations.jsonl")}

    def totals(self, dumps: Iterable[dict[str, Any]], predict: Predict) -> dict[str, Counter[str]]:
        """Counts by language, and under "all" those of all pages; the CPU seconds spent are counted as "spent"."""
        by_language: dict[str, Counter[str]] = defaultdict(Counter)
        for row in dumps:
            gold = self.gold.get(row["id"])
            if gold is None or not row["text"].strip():
                continue
            start = time.process_time()
            story = predict(gold, row["text"])
            spent = time.process_time() - start
            found = self.module.score_story(gold, story, row["text"], self.noted.get(row["id"]))
            for name in ("all", gold.get("lang") or "?"):
                by_language[name].update(found)
                by_language[name].update({"spent": spent, "pages": 1})
        return by_language

    def line(self, name: str, total: Counter[str]) -> str:
        """A row of the table."""
        found = self.module.summary_of(total)
        shown = "".join(f"{found[key]:9.3f}" if key in found else f"{'–':>9}" for key in SHOWN)
        return f"{name:22}{shown}{1000 * total['spent'] / total['pages']:9.1f}{total['pages']:7.0f}"


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packaged(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """What newscopy makes of a text."""
    try:
        return json.loads(newscopy.read(text, name=gold["id"]).model_dump_json())
    except newscopy.NewscopyError as error:
        print(f"{gold['id']}: {error}", file=sys.stderr)
        return {}


def packaged_page(pages: dict[str, str], gold: dict[str, Any], text: str) -> dict[str, Any]:
    """What newscopy makes of the HTML of a page."""
    try:
        return json.loads(newscopy.read(pages[gold["id"]], "html", name=gold["id"]).model_dump_json())
    except newscopy.NewscopyError as error:
        print(f"{gold['id']}: {error}", file=sys.stderr)
        return {}


def cross_validated(prefix: Path) -> Predict:
    """The same with the weights that never saw the page's publisher."""
    # All of them, or a page would be scored by a net that has seen it.
    nets = [dense.load(prefix.with_suffix(f".fold{fold}.npz")) for fold in range(FOLDS)]

    def predict(gold: dict[str, Any], text: str) -> dict[str, Any]:
        weights = nets[fold_of(gold["publisher"], FOLDS)]
        source = decode(text, gold["id"])
        found = blocks.build(source.text, words.load(), weights)
        story = assemble(source, found, label(found, words.load(), weights), words.load(), None, "x")
        return json.loads(story.model_dump_json())

    return predict


def cross_validated_pages(prefix: Path, pages: dict[str, str]) -> Predict:
    """What newscopy makes of the HTML, with the weights that never saw the page's publisher."""
    nets = [prefix.with_suffix(f".fold{fold}.npz") for fold in range(FOLDS)]

    def predict(gold: dict[str, Any], text: str) -> dict[str, Any]:
        weights = nets[fold_of(gold["publisher"], FOLDS)]
        try:
            story = newscopy.read(pages[gold["id"]], "html", name=gold["id"], weights=weights)
        except newscopy.NewscopyError as error:
            print(f"{gold['id']}: {error}", file=sys.stderr)
            return {}
        return json.loads(story.model_dump_json())

    return predict


def markdown_of(program: str, html: str) -> str:
    """The Markdown that a program makes of a page's HTML; "" where it fails."""
    if program == "html2text":
        import html2text

        maker = html2text.HTML2Text()
        maker.body_width = 0
        return str(maker.handle(html))
    import trafilatura

    return trafilatura.extract(html, output_format="markdown", include_formatting=True, include_links=True) or ""


def of_markdown(prefix: Path | None, pages: dict[str, str], program: str) -> Predict:
    """What newscopy makes of a program's Markdown, with the weights that never saw the page's publisher."""

    def predict(gold: dict[str, Any], text: str) -> dict[str, Any]:
        fold = prefix and prefix.with_suffix(f".fold{fold_of(gold['publisher'], FOLDS)}.npz")
        try:
            made = markdown_of(program, pages[gold["id"]])
            story = newscopy.read(made, "markdown", name=gold["id"], **({"weights": fold} if fold else {}))
        except Exception as error:  # noqa: BLE001 - whatever it is, it may be the other program's
            print(f"{gold['id']}: {error}", file=sys.stderr)
            return {}
        return json.loads(story.model_dump_json())

    return predict


def of_html(pages: dict[str, str], peer: Callable[[str], dict[str, Any]]) -> Predict:
    """What another program makes of the page's HTML; nothing where it fails."""

    def predict(gold: dict[str, Any], text: str) -> dict[str, Any]:
        try:
            return peer(pages[gold["id"]])
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the other program's
            print(f"{gold['id']}: {type(error).__name__}: {error}", file=sys.stderr)
            return {}

    return predict


def dumps(data: Path, kind: str) -> Iterator[dict[str, Any]]:
    """The pages of a folder in one kind of dump."""
    return rows(data / "raw" / f"{kind}.jsonl.gz")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--kind", action="append", choices=(*KINDS, HTML, *MARKDOWN))
    parser.add_argument("--html-folds", type=Path, help="the same as --folds, for the kind html")
    parser.add_argument("--folds", type=Path, help="PREFIX.npz of the five files PREFIX.foldN.npz")
    parser.add_argument("--peers", action="store_true", help="also run other programs on the HTML")
    parser.add_argument("--languages", action="store_true", help="a row for each language, too")
    parser.add_argument("--out", type=Path, help="keep the predictions of the last kind here")
    arguments = parser.parse_args()
    scorer = Scorer(arguments.data)
    pages = {row["id"]: row["html"] for row in rows(arguments.data / "html.jsonl.gz")}
    of_text = cross_validated(arguments.folds) if arguments.folds else packaged
    of_page = (
        cross_validated_pages(arguments.html_folds, pages) if arguments.html_folds else partial(packaged_page, pages)
    )
    kept: list[str] = []

    def keeping(gold: dict[str, Any], text: str, predict: Predict) -> dict[str, Any]:
        story = predict(gold, text)
        kept.append(json.dumps({"id": gold["id"], "story": story}))
        return story

    print(f"{'':22}" + "".join(f"{name[:8]:>9}" for name in SHOWN) + f"{'ms':>9}{'pages':>7}")
    means: list[dict[str, float]] = []
    for kind in arguments.kind or (HTML, *KINDS):
        kept.clear()
        chosen, dump = (of_page, "innertext") if kind == HTML else (of_text, kind)
        if kind in MARKDOWN:
            chosen, dump = of_markdown(arguments.folds, pages, kind), "innertext"
        totals = scorer.totals(dumps(arguments.data, dump), partial(keeping, predict=chosen))
        means.append(scorer.module.summary_of(totals["all"]))
        for language in sorted(totals, key=lambda name: -totals[name]["pages"]):
            if language == "all" or arguments.languages:
                print(scorer.line(kind if language == "all" else f"  {language}", totals[language]), flush=True)
    if len(means) > 1:
        print(
            f"{'mean':22}" + "".join(f"{sum(found.get(key, 0) for found in means) / len(means):9.3f}" for key in SHOWN)
        )
    if arguments.out:
        arguments.out.write_text("\n".join(kept) + "\n", "utf-8")
    if arguments.peers:
        for name, peer in PEERS.items():
            print(
                scorer.line(name, scorer.totals(dumps(arguments.data, "innertext"), of_html(pages, peer))["all"]),
                flush=True,
            )


if __name__ == "__main__":
    main()
