"""The nets and their weights: a dense layer, residual convolutions, and a score for each class, in plain numpy."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscopy.errors import OptionError

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
WEIGHTS = Path(__file__).parent / "labeller.npz"
VERSION = 4
"""Of the columns in joints.py and features.py: weights are of use only with the columns they were made with."""
_SLICE = 32
_ALONE = 2**18
_CLIP = 6.0


def scores(rows: Floats, weights: Weights, net: str, reaches: Sequence[int]) -> Floats:
    """The scores of a net for each row, shape (rows, classes), from numbers that are scaled here.

    One dense layer, then for each of `reaches` a residual convolution over a row and the two so far from it; the middle
    one sees the whole page, too, if the net has weights for that. `net` is what the names of its weights begin with.
    Raises OptionError for weights that were made with other columns.
    """
    size, columns = rows.shape
    known = len(weights.get(f"{net}mean", ()))
    if columns != known:
        told = f"{known} columns; here are {columns}"
        raise OptionError(f"weights of a labeller for {told}: texts and saved pages have each their own")
    # All layers work on whole slices (see `product`); the rows beyond the page stay zero.
    scaled = padded((rows - weights[f"{net}mean"]) / weights[f"{net}spread"], _CLIP)
    hidden = _layer(scaled, weights[f"{net}in_w"], weights[f"{net}in_b"], size)
    beside = np.zeros((len(hidden), 3, hidden.shape[1]), np.float32)
    for number, reach in enumerate(reaches):
        beside[:, 1] = hidden
        beside[reach:, 0], beside[:reach, 0] = hidden[:-reach], 0
        beside[:-reach, 2], beside[-reach:, 2] = hidden[reach:], 0
        bias = weights[f"{net}conv{number}_b"]
        if number == len(reaches) // 2 and f"{net}page_w" in weights:
            bias = bias + hidden[:size].max(axis=0) @ weights[f"{net}page_w"]
        hidden += _layer(beside.reshape(len(hidden), -1), weights[f"{net}conv{number}_w"], bias, size)
    result: Floats = product(hidden, weights[f"{net}out_w"])[:size] + weights[f"{net}out_b"]
    return result


def _layer(rows: Floats, weights: Floats, bias: Floats, size: int) -> Floats:
    """A dense layer of which only the first `size` rows are of the page."""
    made = product(rows, weights)
    made += bias
    np.maximum(made, 0, out=made)
    made[size:] = 0
    return made


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
    size = _SLICE
    while size * weights.size > _ALONE and size > 1:
        size //= 2
    result: Floats = (rows.reshape(-1, size, rows.shape[1]) @ weights).reshape(-1, weights.shape[1])
    return result


@cache
def load(path: Path | None = None) -> Weights:
    """The weights in a file that training/ has made, as 32-bit numbers; the packaged ones if none is named.

    Raises OptionError for a file that holds none, or those of another version of the columns.
    """
    place = path or WEIGHTS
    try:
        with place.open("rb") as file, np.lib.npyio.NpzFile(file) as stored:
            version = int(stored["version"])
            weights = {name: stored[name].astype(np.float32) for name in stored.files if stored[name].dtype.kind == "f"}
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise OptionError(f"{place}: no weights of a labeller: {error}") from error
    if version != VERSION:
        raise OptionError(f"{place}: weights of version {version}; this newscopy needs {VERSION}: train anew")
    return weights
