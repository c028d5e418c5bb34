"""Makes the labeller's weights from folders of pages with gold.

    python training/train.py --data FOLDER... [--folds 5] [--cache FILE] [--out src/newscopy/structure/labeller.npz]

Three steps: a net that joins lines, a labeller that learns from all folders but the one named "news", and the same
labeller taught further by "news" and by the annotated pages; the last two for each net of the labeller, with a seed of
its own. With --folds they are done once for each part of the publishers without them, in whatever folder, and the
joining net sees nothing of "news"; benchmarks/accuracy.py --folds scores these. Without, everything is learned from,
and --out gets the weights. With --start, finished weights are taught the pages of --data too. Deterministic for a seed.
Needs the extra `training`.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))
import augment
import joins
import nets
from examples import Example, Varied
from gold import BLIND, CLASS, KINDS, UNKNOWN, Dump, classes, dumps, fold_of, names
from nets import Net

import pages
from newscopy.structure import dense, features, net, words
from newscopy.structure.blocks import build

WIDTH = 64
CROP = 320
BATCH = 16
# Rare classes that matter say more: a page has one headline and a hundred menu lines.
SAY = {
    "headline": 3.0, "standfirst": 2.0, "subheading": 2.0, "byline": 2.0, "timestamp": 2.0, "category": 2.0,
    "kicker": 2.0, "related_title": 1.5, "caption": 1.5, "credit": 1.5, "pull_quote": 2.0, "related_summary": 1.5,
}  # fmt: skip
# What a block may be of which the gold says only that it is no text of the story.
OPEN = [number for name, number in CLASS.items() if name not in ("headline", "paragraph", "subheading", "list_item")]
ERASED = 0.04
# There are fewer saved pages than texts, and more that could be learned by heart of each.
PAGES_DROP, PAGES_ERASED, PAGES_HIDDEN = 0.25, 0.08, 0.1
# Batches of pages of like length are cut out of so many pages.
POOL = 8 * BATCH
EARLY, LATE, FURTHER = 3e-3, 2e-3, 3e-4
# How often the pages of "news" are among those of the last part, which pages of other folders outnumber.
NEWS_SAID = 3


def labeller(columns: int, width: int = WIDTH, drop: float = 0.15) -> Net:
    """The net of newscopy.structure.net."""
    return Net(columns, len(net.CLASSES), width, net.DILATIONS, whole=True, drop=drop)


def measured(data: Sequence[Dump], weights: dict[str, Any]) -> list[Example]:
    """Examples of the dumps; those without any text of the gold are left out."""
    found = []
    for dump in data:
        blocks = build(dump.text, words.load(), weights)
        told = classes(blocks, dump)
        if (told == CLASS["paragraph"]).any():
            page = net.page_of(blocks, words.load())
            found.append(
                Example(dump.name, dump.publisher, dump.kind, page.rows.astype(np.float16), told, page.body[0],
                        dump.weight, dump.noted is not None)
            )  # fmt: skip
    return found


def train(
    data: Sequence[Example], steps: int, seed: int, rate: float, start: tuple[Net, Any] | None = None
) -> tuple[Net, Any]:
    """A net trained on the examples and the scale of its columns; with `start`, one that is taught further."""
    torch.manual_seed(seed)
    chance = np.random.RandomState(seed)
    if start is None:
        sample = np.concatenate([example.rows for example in data[::3]]).astype(np.float32)
        scale = (sample.mean(0), sample.std(0) + 1e-2)
        model = labeller(sample.shape[1], drop=PAGES_DROP if data[0].kind == "html" else 0.15)
    else:
        model, scale = start
    model.train()
    say = torch.ones(len(net.CLASSES))
    for name, weight in SAY.items():
        say[CLASS[name]] = weight
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.15)
    varied = Varied(data, chance)
    batches: list[list[int]] = []
    total = 0.0
    for step in range(steps):
        if not batches:
            batches = shuffled([len(example.classes) for example in data], chance)
        chosen = [varied.of(data[number]) for number in batches.pop()]
        rows, told, mask, weight = batch(chosen, scale, chance)
        loss = loss_of(model(rows, mask), told, mask[:, :, 0], weight, say)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
        if step % 200 == 199:
            print(f"  step {step + 1} of {steps}: {total / 200:.4f}", file=sys.stderr, flush=True)
            total = 0.0
    model.eval()
    return model, scale


def shuffled(sizes: Sequence[int], chance: np.random.RandomState) -> list[list[int]]:
    """All examples by number, in batches of pages of like length, in an order of chance."""
    order = chance.permutation(len(sizes)).tolist()
    batches = []
    for low in range(0, len(order), POOL):
        pool = sorted(order[low : low + POOL], key=lambda number: min(sizes[number], CROP))
        batches += [pool[at : at + BATCH] for at in range(0, len(pool) - BATCH + 1, BATCH)]
    chance.shuffle(batches)
    return batches


def batch(chosen: Sequence[Example], scale: Any, chance: np.random.RandomState) -> tuple[torch.Tensor, ...]:
    """Stretches of the pages, with some columns erased."""
    columns = chosen[0].rows.shape[1]
    longest = min(CROP, max(len(example.classes) for example in chosen))
    rows = np.zeros((BATCH, longest, columns), np.float32)
    told = np.zeros((BATCH, longest), np.int64)
    mask = np.zeros((BATCH, longest), np.float32)
    for number, example in enumerate(chosen):
        size = len(example.classes)
        low = 0
        if size > longest:
            low = max(0, min(size - longest, example.start - chance.randint(20, 120)))
            if chance.rand() < 0.25:
                low = chance.randint(0, size - longest + 1)
        part = np.clip((example.rows[low : low + longest] - scale[0]) / scale[1], -6, 6)
        part[:, chance.rand(columns) < (PAGES_ERASED if example.kind == "html" else ERASED)] = 0
        if example.kind == "html":
            for group in pages.GROUPS:
                if chance.rand() < PAGES_HIDDEN:
                    part[:, columns - pages.COLUMNS :][:, group] = 0
        if chance.rand() < 0.15:
            part[:, features.BLANK_COLUMNS] = 0
        rows[number, : len(part)] = part
        told[number, : len(part)] = example.classes[low : low + longest]
        mask[number, : len(part)] = 1
    weight = torch.tensor([example.weight for example in chosen])
    return torch.from_numpy(rows), torch.from_numpy(told), torch.from_numpy(mask)[:, :, None], weight


def loss_of(
    scores: torch.Tensor, told: torch.Tensor, mask: torch.Tensor, weight: torch.Tensor, say: torch.Tensor
) -> torch.Tensor:
    """Cross-entropy, with open labels, and a page's one headline against all its other blocks."""
    logs = torch.log_softmax(scores, dim=2)
    known = told.clamp(min=0)
    exact = -logs.gather(2, known[:, :, None])[:, :, 0] * say[known]
    loose = -torch.logsumexp(logs[:, :, OPEN], dim=2)
    each = torch.where(told == UNKNOWN, loose, exact) * mask * (told != BLIND) * weight[:, None]
    lead = CLASS["headline"]
    rest = [number for number in range(scores.shape[2]) if number != lead]
    margin = scores[:, :, lead] - torch.logsumexp(scores[:, :, rest], dim=2)
    margin = margin.masked_fill(mask == 0, -1e9)
    is_head = (told == lead) & (mask > 0)
    has = is_head.any(dim=1)
    ranked = torch.logsumexp(margin, dim=1) - torch.logsumexp(margin.masked_fill(~is_head, -1e9), dim=1)
    return (each.sum() + 3 * (ranked * weight)[has].sum()) / mask.sum()


def exported(model: Net, scale: Any, name: str) -> dict[str, Any]:
    """The weights as newscopy.structure.net reads them."""
    weights = nets.exported(model, scale, name)
    # What a class said too much in training is taken back, so that the probabilities are honest.
    return {**weights, f"{name}out_b": (weights[f"{name}out_b"] - _said()).astype(np.float32)}


def imported(weights: dense.Weights, name: str) -> tuple[Net, Any]:
    """The opposite of `exported`: a net to be taught further, and the scale of its columns."""
    own = {known.removeprefix(name): value for known, value in weights.items() if known.startswith(name)}
    model = labeller(*own["in_w"].shape)
    nets.load_into(model, {**own, "out_b": own["out_b"] + _said()})
    return model, (own["mean"], own["spread"])


def _said() -> Any:
    return np.log([SAY.get(name, 1.0) for name in net.CLASSES])


@dataclass
class Material:
    """What is learned from: the joining net's weights, the examples of "news", and all others."""

    joints: dict[str, Any]
    news: list[Example]
    other: list[Example]


def teach_further(folders: Sequence[Path], known: dense.Weights, arguments: argparse.Namespace) -> None:
    """Teach finished weights the pages of some folders too; the joining net stays as it is."""
    chance = np.random.RandomState(arguments.seed)
    found = [dump for folder in folders for dump in dumps(folder, KINDS)]
    found += [form for dump in found if dump.kind == "innertext" for form in augment.forms(dump, chance)]
    examples = measured(found, known)
    weights = {name: value for name, value in known.items() if name.startswith("joint_")}
    for name in net.NETS:
        if f"{name}mean" in known:
            late = train(examples, arguments.steps[1], arguments.seed, FURTHER, imported(known, name))
            weights |= exported(*late, name)
    save(arguments.out, weights)


def _apart(folders: Sequence[Path]) -> Iterator[tuple[Path, set[str]]]:
    """Each folder with the names that one behind it has, too: a page is learned as the last of them tells it."""
    for at, folder in enumerate(folders):
        yield folder, {name for later in folders[at + 1 :] for name in names(later)}


def prepare(folders: Sequence[Path], seed: int, *, hide_news: bool) -> Material:
    """Read the folders, train the joining net, and measure all pages and two other forms of each."""
    chance = np.random.RandomState(seed)
    news: list[Dump] = []
    other: list[Dump] = []
    for folder, without in _apart(folders):
        silver = folder.name == "silver"
        found = list(dumps(folder, KINDS, 0.5 if silver else 1.0, without))
        more = [form for dump in found if dump.kind == "innertext" for form in augment.forms(dump, chance)]
        if silver:
            found = [dump for dump in found if dump.kind == "innertext" or chance.rand() < 0.25]
            more = more[::4]
        (news if folder.name == "news" else other).extend(found + more)
    start = time.time()
    teaching = other if hide_news else other + news
    printed = [augment.typed(dump, chance) for dump in teaching if dump.kind == "innertext"]
    weights = joins.train([*teaching, *printed], seed)
    for kind in (*KINDS, "wrapped"):
        print(f"joins in {kind}:", joins.report([dump for dump in news if dump.kind == kind], weights), file=sys.stderr)
    shown = [augment.typed(dump, chance) for dump in news if dump.kind == "innertext"]
    print("joins in typed:", joins.report(shown, weights), file=sys.stderr)
    material = Material(weights, measured(news, weights), measured(other, weights))
    print(f"{len(material.news)} + {len(material.other)} examples in {time.time() - start:.0f} s", file=sys.stderr)
    return material


def prepare_pages(folders: Sequence[Path]) -> Material:
    """Read the saved pages of the folders, and measure them with the hints of their markup."""
    start = time.time()
    found: dict[bool, list[Example]] = {True: [], False: []}
    for folder, without in _apart(folders):
        for dump, page in pages.pages(folder, without):
            rows, told, body = pages.measured(dump, page)
            if (told == CLASS["paragraph"]).any():
                example = Example(dump.name, dump.publisher, dump.kind, rows, told, body, 1.0, dump.noted is not None)
                found[folder.name == "news"].append(example)
    print(f"{len(found[True])} + {len(found[False])} pages in {time.time() - start:.0f} s", file=sys.stderr)
    return Material({}, found[True], found[False])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--start", type=Path, help="weights to teach further, with the pages of --data alone")
    parser.add_argument("--html", action="store_true", help="make the labeller of saved pages, from html.jsonl.gz")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, nargs=2, default=(1200, 900), help="steps of the second and third part")
    parser.add_argument("--cache", type=Path, help="keep what was measured here, and the early net")
    parser.add_argument("--out", type=Path, default=Path("src/newscopy/structure/labeller.npz"))
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    if arguments.start:
        teach_further(arguments.data, dense.load(arguments.start), arguments)
        return
    if arguments.cache and arguments.cache.exists():
        with arguments.cache.open("rb") as source:
            material = pickle.load(source)
    else:
        material = (
            prepare_pages(arguments.data)
            if arguments.html
            else prepare(arguments.data, arguments.seed, hide_news=bool(arguments.folds))
        )
        if arguments.cache:
            with arguments.cache.open("wb") as target:
                pickle.dump(material, target)
    folds: list[int | None] = list(range(arguments.folds)) or [None]
    parts = [(fold, number) for fold in folds for number in range(len(net.NETS))]
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        made = list(pool.map(partial(taught, material, arguments), parts))
    for at, fold in enumerate(folds):
        path = arguments.out if fold is None else arguments.out.with_suffix(f".fold{fold}.npz")
        weights = dict(material.joints)
        for one in made[at * len(net.NETS) : (at + 1) * len(net.NETS)]:
            weights |= one
        save(path, weights)


def taught(material: Material, arguments: argparse.Namespace, part: tuple[int | None, int]) -> dict[str, Any]:
    """The weights of one of the labeller's nets: the second and third step, without one part of the publishers."""
    fold, number = part

    def chosen(examples: Sequence[Example]) -> list[Example]:
        return [one for one in examples if fold is None or fold_of(one.publisher, arguments.folds) != fold]

    start = time.time()
    seed = arguments.seed + 10 * number
    other = chosen(material.other)
    early = train(other, arguments.steps[0], seed, EARLY)
    read = [example for example in other if example.annotated]
    rest = [example for example in other if not example.annotated][::6]
    late = train([*chosen(material.news) * NEWS_SAID, *read, *rest], arguments.steps[1], seed + 1, LATE, early)
    print(f"net {number} of fold {fold}: {time.time() - start:.0f} s", file=sys.stderr)
    return exported(*late, net.NETS[number])


def save(path: Path, weights: dict[str, Any]) -> None:
    halves = {name: np.asarray(value).astype(np.float16) for name, value in weights.items()}
    np.savez_compressed(path, version=np.int64(dense.VERSION), **halves)


if __name__ == "__main__":
    main()
