"""What printed numbers allow, for whole columns at a time; see ``intervals.printed_interval`` for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from keianalysis.model.measures import measure_list

Floats = npt.NDArray[np.float64]
OPEN: Final = np.nan


def printed_bounds(
    measures: pd.Series, value: Floats, decimals: npt.ArrayLike, wording: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Return the lowest and highest values that printed numbers allow; missing and open ends are NaN.

    The printed unit follows from ``decimals``, or from the coarser rounding of the measure if it has one.
    Both ends are the floats nearest to the decimal numbers.
    """
    places = np.broadcast_to(np.asarray(decimals, dtype=np.int64), value.shape)
    unit = _units(measures, places)
    size = np.abs(value)
    words = np.broadcast_to(np.asarray(wording, dtype=object), value.shape)
    low, high = (_chosen(words, ends) for ends in _ends(size, unit))
    falls = value < 0
    low, high = np.where(falls, -high, low), np.where(falls, -low, high)
    digits = np.maximum(places, 0) + 2
    return _rounded(low, digits), _rounded(high, digits)


def _units(measures: pd.Series, places: npt.NDArray[np.int64]) -> Floats:
    coarse = {name: one.rounded_to for name, one in measure_list().items() if one.rounded_to is not None}
    rounded = measures.map({name: float(unit) for name, unit in coarse.items()}).to_numpy(np.float64)
    return np.where(np.isnan(rounded), 10.0 ** -places.astype(np.float64), rounded)


def _ends(size: Floats, unit: Floats) -> Sequence[dict[str, Floats]]:
    none = np.full(size.shape, OPEN)
    below, above = size - unit / 2, size + unit / 2
    low = {"exact": below, "about": below, "slightly_above": size, "slightly_below": size - unit}
    high = {"exact": above, "about": above, "slightly_above": size + unit, "slightly_below": size}
    return low | {"at_least": size, "at_most": none}, high | {"at_least": none, "at_most": size}


def _chosen(words: npt.NDArray[np.object_], ends: dict[str, Floats]) -> Floats:
    return np.select([words == word for word in ends], list(ends.values()), OPEN)


def _rounded(values: Floats, digits: npt.NDArray[np.int64]) -> Floats:
    """Return values rounded each to its own number of digits, so that no trace of binary halves stays."""
    found = values.copy()
    for count in np.unique(digits):
        here = digits == count
        found[here] = np.round(values[here], int(count))
    return found
