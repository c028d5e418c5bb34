"""Trains the net that tells which line goes on with the one above.

The truth comes from the page as a browser shows it, where a paragraph is one line: two lines of another dump are joined
if their letters stand side by side inside one of its lines, and apart if they meet at the end of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from gold import UNKNOWN, Classes, Dump, letters
from torch import nn

from newscopy.structure import blocks, joints, words
from newscopy.structure.blocks import CLOSERS, SENTENCE_ENDS
from newscopy.structure.counts import count

HIDDEN = 32
_LOOKED_AT = 30
_FEWEST = 8
_PROSE = 80


def truth(dump: Dump, texts: Sequence[str]) -> Classes:
    """For each line but the first: 1 goes on with the one above, 0 does not, UNKNOWN."""
    keys = [letters(text) for text in texts]
    copy = "\0".join(letters(text) for section in dump.story["sections"] for text in section["paragraphs"])
    shown = [(key, line.strip()) for line in dump.inner.split("\n") if (key := letters(line))]
    # What a menu looked like before it was torn nobody can tell, and it does not matter.
    sentences = [key for key, line in shown if len(key) >= _PROSE and line.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS]
    prose = "\0".join([copy, *sentences])
    known = "\0".join(["", copy, *(key for key, _ in shown), ""])
    result = np.full(max(0, len(keys) - 1), UNKNOWN)
    for at, (above, below) in enumerate(pairwise(keys)):
        tail, head = above[-_LOOKED_AT:], below[:_LOOKED_AT]
        if len(tail) + len(head) < _FEWEST:
            continue
        if tail + head in prose:
            result[at] = 1
        elif tail + head in known:
            continue
        elif f"{tail}\0{head}" in known or f"{tail}\0" in known or f"\0{head}" in known:
            result[at] = 0
    return result


def measured(dump: Dump) -> tuple[Any, Classes]:
    """The rows of a dump's joints, each with its neighbours, and their truth."""
    found = blocks.unglued(dump.text, words.load()["section"])
    if len(found) < 2:
        return np.zeros((0, joints.COLUMNS), np.float32), np.zeros(0, np.int64)
    return joints.measure(found, count(found)[0]), truth(dump, found.texts())


def train(data: Sequence[Dump], seed: int, epochs: int = 12) -> dict[str, Any]:
    """The weights under the names that newscopy.structure.joints reads."""
    torch.manual_seed(seed)
    pages = [(rows, classes) for rows, classes in map(measured, data) if len(rows)]
    every = np.concatenate([rows for rows, _ in pages])
    mean, spread = every.mean(0), every.std(0) + 1e-2
    wide, target = [], []
    for rows, classes in pages:
        rows = np.pad((rows - mean) / spread, ((1, 1), (0, 0)))
        near = np.concatenate((rows[:-2], rows[1:-1], rows[2:]), axis=1)
        wide.append(near[classes != UNKNOWN])
        target.append(classes[classes != UNKNOWN])
    inputs = torch.from_numpy(np.concatenate(wide).astype(np.float32))
    truths = torch.from_numpy(np.concatenate(target).astype(np.float32))
    model = nn.Sequential(nn.Linear(inputs.shape[1], HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
    size = 2048
    steps = epochs * len(inputs) // size
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 5e-3, total_steps=steps + 1)
    for _ in range(steps):
        chosen = torch.randint(len(inputs), (size,))
        loss = nn.functional.binary_cross_entropy_with_logits(model(inputs[chosen])[:, 0], truths[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    first, last = model[0], model[2]
    return {
        "joint_mean": mean,
        "joint_spread": spread,
        "joint_in_w": first.weight.detach().numpy().T,
        "joint_in_b": first.bias.detach().numpy(),
        "joint_out_w": last.weight.detach().numpy()[0],
        "joint_out_b": last.bias.detach().numpy()[0],
    }


def report(data: Sequence[Dump], weights: dict[str, Any]) -> str:
    """Joins that were missed and made falsely, of those whose truth is known."""
    missed = false = joins = known = 0
    for rows, classes in map(measured, data):
        if len(rows):
            found = joints.chances(rows, weights) > 0.5
            missed += int(((classes == 1) & ~found).sum())
            false += int(((classes == 0) & found).sum())
            joins += int((classes == 1).sum())
            known += int((classes != UNKNOWN).sum())
    return f"{missed} of {joins} missed, {false} of {known - joins} false"
