"""Matrix products and weights: all that the nets need of linear algebra."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
WEIGHTS = Path(__file__).parent / "labeller.npz"
_SLICE = 32


def padded(rows: Floats, most: float = np.inf) -> Floats:
    """The rows in whole slices, as `product` takes them, with zeros behind them; values are cut at +-most."""
    size = len(rows)
    whole = np.zeros((-(-size // _SLICE) * _SLICE, rows.shape[1]), np.float32)
    np.clip(rows, -most, most, out=whole[:size])
    return whole


def product(rows: Floats, weights: Floats) -> Floats:
    """The matrix product of `padded` rows, in slices so small that OpenBLAS starts no threads for them.

    Its threads doubled the processor time of reading a page (benchmarks/RESULTS.md), and a result that depends on
    how many there are is none of ours. The limit is 2**18 multiplications.
    """
    result: Floats = (rows.reshape(-1, _SLICE, rows.shape[1]) @ weights).reshape(-1, weights.shape[1])
    return result


@cache
def load() -> Weights:
    """The packaged weights, as 32-bit numbers."""
    return read(WEIGHTS)


def read(path: Path) -> Weights:
    """The weights in a file that training/ has made."""
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files if stored[name].dtype.kind == "f"}
