"""Trains the net that tells which line goes on with the one above.

The truth comes from the page as a browser shows it, where a paragraph is one line: two lines of another dump are joined
if their letters stand side by side inside one of its lines, and apart if they meet at the end of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import nets
import numpy as np
import torch
from gold import UNKNOWN, Classes, Dump, letters
from nets import Net
from torch import nn

from newscopy.structure import blocks, joints, words
from newscopy.structure.blocks import CLOSERS, SENTENCE_ENDS
from newscopy.structure.counts import count

HIDDEN, CROP, BATCH, RATE, DROP = 32, 400, 24, 4e-3, 0.1
SAMPLED = 7
_LOOKED_AT = 30
_FEWEST = 8
_PROSE = 80
_TITLED = 10


def truth(dump: Dump, texts: Sequence[str]) -> Classes:
    """For each line but the first: 1 goes on with the one above, 0 does not, UNKNOWN."""
    keys = [letters(text) for text in texts]
    copy = "\0".join(letters(text) for section in dump.story["sections"] for text in section["paragraphs"])
    shown = [(key, line.strip()) for line in dump.inner.split("\n") if (key := letters(line))]
    # What a menu looked like before it was torn nobody can tell, and it does not matter.
    sentences = [key for key, line in shown if len(key) >= _PROSE and line.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS]
    prose = "\0".join([copy, *sentences])
    known = "\0".join(["", copy, *(key for key, _ in shown), ""])
    title = letters(dump.story["title"] or "")
    result = np.full(max(0, len(keys) - 1), UNKNOWN)
    for at, (above, below) in enumerate(pairwise(keys)):
        tail, head = above[-_LOOKED_AT:], below[:_LOOKED_AT]
        if len(tail) + len(head) < _FEWEST:
            continue
        opens, ends = len(head) >= _TITLED and title.startswith(head), len(tail) >= _TITLED and title.endswith(tail)
        if (opens or ends) and tail + head not in title:
            # Browsers show a kicker and its headline as one line where they are one heading.
            result[at] = 0
            continue
        if tail + head in prose:
            result[at] = 1
        elif tail + head in known:
            continue
        elif f"{tail}\0{head}" in known or f"{tail}\0" in known or f"\0{head}" in known:
            result[at] = 0
    return result


def measured(dump: Dump) -> tuple[Any, Classes]:
    """The rows of a dump's joints, and their truth."""
    lexicon = words.load()
    found = blocks.unglued(dump.text, lexicon["section"])
    if len(found) < 2:
        return np.zeros((0, joints.COLUMNS), np.float32), np.zeros(0, np.int64)
    return joints.measure(found, *count(found), lexicon["function"]), truth(dump, found.texts())


def train(data: Sequence[Dump], seed: int, epochs: int = 6) -> dict[str, Any]:
    """The weights under the names that newscopy.structure.joints reads."""
    torch.manual_seed(seed)
    chance = np.random.RandomState(seed)
    pages = [(rows, classes) for rows, classes in map(measured, data) if len(rows)]
    sample = np.concatenate([rows[::SAMPLED] for rows, _ in pages])
    scale = (sample.mean(0), sample.std(0) + 1e-2)
    model = Net(joints.COLUMNS, 1, HIDDEN, joints.REACHES, whole=False, drop=DROP)
    steps = epochs * (len(pages) // BATCH)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    model.train()
    for _ in range(epochs):
        order = chance.permutation(len(pages)).tolist()
        for at in range(0, len(order) - BATCH + 1, BATCH):
            rows, told, mask = _batch([pages[number] for number in order[at : at + BATCH]], scale, chance)
            known = told != UNKNOWN
            scores = model(rows, mask)[:, :, 0]
            loss = nn.functional.binary_cross_entropy_with_logits(scores[known], told[known].float())
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    model.eval()
    return nets.exported(model, scale, "joint_")


def _batch(
    chosen: Sequence[tuple[Any, Classes]], scale: nets.Scale, chance: np.random.RandomState
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Stretches of the pages: rows, truth, and 1 for each joint that is not beyond a page's end."""
    longest = min(CROP, max(len(told) for _, told in chosen))
    rows = np.zeros((len(chosen), longest, joints.COLUMNS), np.float32)
    known = np.full((len(chosen), longest), UNKNOWN)
    mask = np.zeros((len(chosen), longest, 1), np.float32)
    for number, (found, told) in enumerate(chosen):
        low = chance.randint(0, max(0, len(told) - longest) + 1)
        part = slice(low, low + longest)
        rows[number, : len(told[part])] = np.clip((found[part] - scale[0]) / scale[1], -6, 6)
        known[number, : len(told[part])] = told[part]
        mask[number, : len(told[part])] = 1
    return torch.from_numpy(rows), torch.from_numpy(known), torch.from_numpy(mask)


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
