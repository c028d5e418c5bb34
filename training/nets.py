"""The nets of newscopy.structure.dense, to be trained, and their weights in the form in which they are read there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from newscopy.structure import dense

Scale = tuple[Any, Any]
"""Mean and spread of each column."""


class Net(nn.Module):
    """A dense layer, a residual convolution for each reach, and scores; `whole`: the middle one sees the whole page."""

    def __init__(
        self, columns: int, outputs: int, width: int, reaches: Sequence[int], *, whole: bool, drop: float
    ) -> None:
        super().__init__()
        self.inner = nn.Linear(columns, width)
        self.convs = nn.ModuleList(nn.Conv1d(width, width, 3, padding=reach, dilation=reach) for reach in reaches)
        self.whole = nn.Linear(width, width, bias=False) if whole else None
        self.out = nn.Linear(width, outputs)
        self.drop = nn.Dropout(drop)

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.drop(torch.relu(self.inner(rows))) * mask
        for number, conv in enumerate(self.convs):
            mixed = conv(hidden.transpose(1, 2)).transpose(1, 2)
            if number == len(self.convs) // 2 and self.whole is not None:
                mixed = mixed + self.whole(hidden.max(dim=1).values)[:, None]
            hidden = (hidden + self.drop(torch.relu(mixed))) * mask
        result: torch.Tensor = self.out(hidden)
        return result


def exported(model: Net, scale: Scale, prefix: str = "") -> dict[str, Any]:
    """The weights as dense.scores reads them, their names with a prefix."""
    weights = {"mean": scale[0], "spread": scale[1], "in_w": model.inner.weight.T, "in_b": model.inner.bias}
    for number, conv in enumerate(model.convs):
        # (out, in, tap) to (tap * in, out): left, middle, right, as the run time lays them side by side.
        weights[f"conv{number}_w"] = conv.weight.permute(2, 1, 0).reshape(-1, conv.weight.shape[0])
        weights[f"conv{number}_b"] = conv.bias
    if model.whole is not None:
        weights["page_w"] = model.whole.weight.T
    weights["out_w"], weights["out_b"] = model.out.weight.T, model.out.bias
    return {
        prefix + name: np.asarray(value.detach() if torch.is_tensor(value) else value, np.float32)
        for name, value in weights.items()
    }


def load_into(model: Net, weights: dense.Weights) -> None:
    """The opposite of `exported`, without the scale."""
    width = weights["in_w"].shape[1]
    state = {
        "inner.weight": weights["in_w"].T,
        "inner.bias": weights["in_b"],
        "whole.weight": weights["page_w"].T,
        "out.weight": weights["out_w"].T,
        "out.bias": weights["out_b"],
    }
    for number in range(len(model.convs)):
        state[f"convs.{number}.weight"] = weights[f"conv{number}_w"].reshape(3, width, width).transpose(2, 1, 0)
        state[f"convs.{number}.bias"] = weights[f"conv{number}_b"]
    model.load_state_dict({name: torch.tensor(np.ascontiguousarray(value)).float() for name, value in state.items()})
