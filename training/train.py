"""Makes the labeller's weights from folders of pages with gold.

    python training/train.py --data FOLDER... [--folds 5] [--out src/newscopy/structure/labeller.npz]

With --folds it also trains on all but a fifth of the publishers, five times over, and writes the predictions for
each held-out page; without, it trains on everything and writes the weights. Deterministic for a seed. Needs the
extra `training` (PyTorch, CPU).
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).parent))
from gold import CLASS, UNKNOWN, Example, examples

from newscopy.structure import matrix, net

WIDTH = 48
CROP = 320
BATCH = 16
# Rare classes that matter say more: a page has one headline and a hundred menu lines.
SAY = {
    "headline": 3.0, "standfirst": 2.0, "subheading": 2.0, "byline": 2.0, "timestamp": 2.0, "category": 2.0,
    "kicker": 2.0, "related_title": 1.5, "caption": 1.5, "credit": 1.5, "pull_quote": 2.0, "related_summary": 1.5,
}  # fmt: skip
# What a block may be of which the gold says only that it is no text of the story.
OPEN = [number for name, number in CLASS.items() if name not in ("headline", "paragraph", "subheading", "list_item")]


class Net(nn.Module):
    """The same net as newscopy.structure.net, to be trained."""

    def __init__(self, columns: int, width: int = WIDTH) -> None:
        super().__init__()
        self.inner = nn.Linear(columns, width)
        self.convs = nn.ModuleList(nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in net.DILATIONS)
        self.whole = nn.Linear(width, width, bias=False)
        self.out = nn.Linear(width, len(net.CLASSES))
        self.drop = nn.Dropout(0.15)

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.drop(torch.relu(self.inner(rows))) * mask
        for number, conv in enumerate(self.convs):
            mixed = conv(hidden.transpose(1, 2)).transpose(1, 2)
            if number == len(net.DILATIONS) // 2:
                mixed = mixed + self.whole(hidden.max(dim=1).values)[:, None]
            hidden = (hidden + self.drop(torch.relu(mixed))) * mask
        result: torch.Tensor = self.out(hidden)
        return result


def train(data: list[Example], epochs: float, seed: int, rate: float = 3e-3, start: Net | None = None,
          scale: tuple[Any, Any] | None = None) -> tuple[Net, tuple[Any, Any]]:  # fmt: skip
    """A net trained on the examples; with `start`, one that is trained further."""
    torch.manual_seed(seed)
    chance = np.random.RandomState(seed)
    if scale is None:
        sample = np.concatenate([example.page.rows for example in data[::3]])
        scale = (sample.mean(0), sample.std(0) + 1e-2)
    model = start or Net(data[0].page.rows.shape[1])
    model.train()
    say = torch.ones(len(net.CLASSES))
    for name, weight in SAY.items():
        say[CLASS[name]] = weight
    steps = int(epochs * len(data) / BATCH)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.15)
    order: list[int] = []
    for step in range(steps):
        if len(order) < BATCH:
            order = list(chance.permutation(len(data)))
        chosen = [data[order.pop()] for _ in range(BATCH)]
        rows, classes, mask, weight = batch(chosen, scale, chance)
        loss = loss_of(model(rows, mask), classes, mask[:, :, 0], weight, say)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            print(f"  step {step} of {steps}: {loss.item():.4f}", file=sys.stderr, flush=True)
    model.eval()
    return model, scale


def batch(chosen: list[Example], scale: tuple[Any, Any], chance: np.random.RandomState) -> tuple[torch.Tensor, ...]:
    """Random stretches of the pages, with some features erased."""
    columns = chosen[0].page.rows.shape[1]
    longest = min(CROP, max(len(example.classes) for example in chosen))
    rows = np.zeros((BATCH, longest, columns), np.float32)
    classes = np.zeros((BATCH, longest), np.int64)
    mask = np.zeros((BATCH, longest), np.float32)
    for number, example in enumerate(chosen):
        size = len(example.classes)
        low = 0
        if size > longest:
            low = max(0, min(size - longest, example.page.body[0] - chance.randint(20, 120)))
            if chance.rand() < 0.25:
                low = chance.randint(0, size - longest + 1)
        part = np.clip((example.page.rows[low : low + longest] - scale[0]) / scale[1], -6, 6)
        part[:, chance.rand(columns) < 0.04] = 0
        rows[number, : len(part)] = part
        classes[number, : len(part)] = example.classes[low : low + longest]
        mask[number, : len(part)] = 1
    weight = torch.tensor([example.weight for example in chosen])
    return torch.from_numpy(rows), torch.from_numpy(classes), torch.from_numpy(mask)[:, :, None], weight


def loss_of(
    scores: torch.Tensor, classes: torch.Tensor, mask: torch.Tensor, weight: torch.Tensor, say: torch.Tensor
) -> torch.Tensor:
    """Cross-entropy, with open labels and a page's one headline against all its other blocks."""
    logs = torch.log_softmax(scores, dim=2)
    known = classes.clamp(min=0)
    exact = -logs.gather(2, known[:, :, None])[:, :, 0] * say[known]
    loose = -torch.logsumexp(logs[:, :, OPEN], dim=2)
    each = torch.where(classes == UNKNOWN, loose, exact) * mask * weight[:, None]
    lead = CLASS["headline"]
    rest = [number for number in range(scores.shape[2]) if number != lead]
    margin = scores[:, :, lead] - torch.logsumexp(scores[:, :, rest], dim=2)
    margin = margin.masked_fill(mask == 0, -1e9)
    is_head = (classes == lead) & (mask > 0)
    has = is_head.any(dim=1)
    ranked = torch.logsumexp(margin, dim=1) - torch.logsumexp(margin.masked_fill(~is_head, -1e9), dim=1)
    return (each.sum() + 3 * (ranked * weight)[has].sum()) / mask.sum()


def exported(model: Net, scale: tuple[Any, Any]) -> dict[str, Any]:
    """The weights under the names and in the shapes that newscopy.structure.net reads."""
    weights = {"mean": scale[0], "spread": scale[1]}
    weights["in_w"], weights["in_b"] = model.inner.weight.T, model.inner.bias
    for number, conv in enumerate(model.convs):
        # (out, in, tap) to (tap * in, out): left, middle, right, as the run time lays them side by side.
        weights[f"conv{number}_w"] = conv.weight.permute(2, 1, 0).reshape(-1, conv.weight.shape[0])
        weights[f"conv{number}_b"] = conv.bias
    weights["page_w"] = model.whole.weight.T
    # What a class said too much in training is taken back, so that the probabilities are honest.
    said = torch.tensor([SAY.get(name, 1.0) for name in net.CLASSES])
    weights["out_w"], weights["out_b"] = model.out.weight.T, model.out.bias - torch.log(said)
    return {
        name: np.asarray(value.detach() if torch.is_tensor(value) else value, np.float32)
        for name, value in weights.items()
    }


def fold_of(publisher: str, folds: int) -> int:
    return int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % folds


def load(arguments: argparse.Namespace) -> dict[str, list[Example]]:
    """The examples by folder name; kept in --cache between runs."""
    if arguments.cache and arguments.cache.exists():
        with arguments.cache.open("rb") as source:
            kept: dict[str, list[Example]] = pickle.load(source)
            return kept
    data = {}
    for folder in arguments.data:
        weight = 0.5 if folder.name == "silver" else 1.0
        kinds = ("innertext", "inscriptis", "soup", "resiliparse", "lynx")
        data[folder.name] = list(examples(folder, kinds, weight))
        print(folder.name, len(data[folder.name]), "examples", file=sys.stderr)
    if arguments.cache:
        with arguments.cache.open("wb") as target:
            pickle.dump(data, target)
    return data


def thinned(data: list[Example], share: float, seed: int) -> list[Example]:
    """All innertext pages and a share of the others."""
    chance = np.random.RandomState(seed)
    return [example for example in data if example.kind == "innertext" or chance.rand() < share]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only-fold", type=int, default=-1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/newscopy/structure/labeller.npz"))
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    torch.use_deterministic_algorithms(True)
    data = load(arguments)
    gold = data.pop("news")
    other = thinned([example for found in data.values() for example in found], 0.25, arguments.seed)
    folds = range(arguments.folds) if arguments.folds else [None]
    for fold in folds:
        if arguments.only_fold >= 0 and fold != arguments.only_fold:
            continue
        start = time.time()
        mine = [e for e in gold if fold is None or fold_of(e.publisher, arguments.folds) != fold]
        early, scale = train(other + mine, arguments.epochs, arguments.seed)
        model, scale = train(
            mine + thinned(other, 0.0, 1)[::3], 2 * arguments.epochs, arguments.seed + 1, 2e-3, early, scale
        )
        weights = exported(model, scale)
        path = arguments.out if fold is None else arguments.out.with_suffix(f".fold{fold}.npz")
        save(path, weights)
        print(f"{path}: {time.time() - start:.0f} s", file=sys.stderr)


def save(path: Path, weights: dict[str, Any]) -> None:
    halves = {name: value.astype(np.float16) for name, value in weights.items()}
    np.savez_compressed(path, version=np.int64(matrix.VERSION), **halves)


if __name__ == "__main__":
    main()
