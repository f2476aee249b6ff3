"""The functions that lineages name, found under the names with which they declared themselves."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Final

from keianalysis.effects import monitor, printed_totals, public_money, uncertainty, visible
from keianalysis.indicators import budget, every
from keianalysis.indicators.computation import COMPUTATIONS
from keianalysis.register import release

LOADED: Final = (budget, every, monitor, printed_totals, public_money, release, uncertainty, visible)
"""What is loaded with these modules has declared itself."""


def function_of(name: str) -> Callable[..., Any] | None:
    """Return the function that a lineage names, None when this version does not have it."""
    found = COMPUTATIONS.get(name)
    return inspect.unwrap(found.function) if found is not None else None


def formula(name: str) -> str:
    """Return in words what a function computes: the first sentence of its documentation."""
    found = function_of(name)
    if found is None:
        return "a function of another version of keianalysis"
    return (inspect.getdoc(found) or "").partition("\n")[0]
