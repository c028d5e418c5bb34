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
    # All layers work on whole slices (see `product`); the rows beyond the page stay zero, and so do those before and
    # behind that a convolution sees.
    scaled = _sliced(size, columns)
    of_page = scaled[:size]
    np.subtract(rows, weights[f"{net}mean"], out=of_page)
    of_page /= weights[f"{net}spread"]
    np.minimum(of_page, _CLIP, out=of_page)
    np.maximum(of_page, -_CLIP, out=of_page)
    height, width = len(scaled), weights[f"{net}in_b"].size
    edge = max(reaches)
    around = np.zeros((edge + height + edge, width), np.float32)
    hidden = around[edge : edge + height]
    _layer(scaled, weights[f"{net}in_w"], weights[f"{net}in_b"], size, hidden)
    made = np.empty_like(hidden)
    for number, reach in enumerate(reaches):
        bias = weights[f"{net}conv{number}_b"]
        if number == len(reaches) // 2 and f"{net}page_w" in weights:
            bias = bias + hidden[:size].max(axis=0) @ weights[f"{net}page_w"]
        beside = _beside(around, edge, reach, height)
        hidden += _layer(beside, weights[f"{net}conv{number}_w"], bias, size, made)
    result: Floats = product(hidden, weights[f"{net}out_w"])[:size] + weights[f"{net}out_b"]
    return result


def _beside(around: Floats, edge: int, reach: int, height: int) -> Floats:
    """Each of the rows between the edges, and the two that stand so far from it, as one row."""
    down, across = around.strides
    shape, strides = (height, 3, around.shape[1]), (down, reach * down, across)
    seen: Floats = np.ndarray(shape, np.float32, around, (edge - reach) * down, strides)
    return seen.reshape(height, -1)


def _layer(rows: Floats, weights: Floats, bias: Floats, size: int, out: Floats) -> Floats:
    """A dense layer of which only the first `size` rows are of the page."""
    np.add(product(rows, weights), bias, out=out)
    np.maximum(out, 0, out=out)
    out[size:] = 0
    return out


def padded(rows: Floats) -> Floats:
    """The rows in whole slices, as `product` takes them, with zeros behind them."""
    whole = _sliced(*rows.shape)
    whole[: len(rows)] = rows
    return whole


def _sliced(rows: int, columns: int) -> Floats:
    """Room for so many rows, in whole slices; those behind them are zero."""
    whole = np.empty((-(-rows // _SLICE) * _SLICE, columns), np.float32)
    whole[rows:] = 0
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
