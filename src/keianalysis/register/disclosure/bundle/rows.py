"""Rows that say what their number is of: each of a register is one that was released, or is empty."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from keianalysis.language.numbers import HIDDEN as MARK
from keianalysis.model.observations import BEHIND_GATE
from keianalysis.register.disclosure.bundle.markup import Bound
from keianalysis.register.disclosure.bundle.objects import Row
from keianalysis.register.disclosure.bundle.secrets import KEY, PUBLIC, Secrets

EMPTY: Final = ("", MARK)
DAYS: Final = ("day", "released", "period", "year", "start", "end")
"""The views of a result that tell when it is of."""

CLOSE: Final = 1e-9
"""How far two writings of one number may lie apart, as a part of it."""


def row_faults(row: Row, secrets: Secrets) -> Iterator[str]:
    """Yield what a row tells that it may not."""
    where = f"{row['region']}, {row['sector']}"
    if not row.get("source", BEHIND_GATE).startswith(BEHIND_GATE):
        yield from _other(row, secrets)
    elif row.get("id", "") not in secrets.released:
        if row["value"] not in EMPTY or _key(row) in secrets.keys:
            yield f"a figure of the register that was not released stands in it: {where}"
    elif math.isnan(value := secrets.released[row["id"]]):
        if any(row.get(name, "") not in EMPTY for name in ("value", "low", "high", "bounds")):
            yield f"a hidden number of {where} stands in it"
        if any(map(str.isdigit, row.get("note", ""))):
            yield f"the note of a hidden figure holds a number: {where}"
    elif not math.isclose(_number(row["value"]), value, rel_tol=CLOSE):
        yield f"a figure of the register has another value than was released: {where}"


def bound_faults(number: Bound, secrets: Secrets) -> Iterator[str]:
    """Yield that a number of a page shows a hidden figure; when it is of may stand there."""
    value = secrets.released.get(number.result, 0.0)
    if math.isnan(value) and number.view not in DAYS and any(map(str.isdigit, number.text)):
        yield f"the hidden figure {number.result} is told in it"


def _other(row: Row, secrets: Secrets) -> Iterator[str]:
    """Yield the hidden cells of which a row that was computed of other figures tells a number."""
    if row.get("basis") in PUBLIC:
        return
    told = (row["region"], row["sector"], *(row.get(name, "") for name in ("value", "low", "high", "note")))
    for region, sector in secrets.leaks(told):
        yield f"a hidden number of {region}, {sector} stands in it"


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in KEY)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
