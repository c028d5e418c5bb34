"""Matrix products and weights: all that the nets need of linear algebra."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscopy.errors import OptionError

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
WEIGHTS = Path(__file__).parent / "labeller.npz"
VERSION = 2
"""Of the columns in joints.py and features.py: weights are of use only with the columns they were made with."""
_SLICE = 32
_ALONE = 2**18


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
