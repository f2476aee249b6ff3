"""Which assumption moves each result most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

import pandas as pd

from keianalysis.effects import additionality, structural_jobs, temporary_jobs
from keianalysis.effects.assumptions import Assumption, at_level
from keianalysis.effects.groups import known_sum
from keianalysis.effects.leverage import drawn_leverage
from keianalysis.effects.readings import Centre
from keianalysis.readers.projects.model import SOURCES, Portfolio

FROM_THE_LIST: Final = (
    *SOURCES,
    "total",
    "fund",
    "part_spent",
    "created",
    "jobs_on_site",
    "at_risk",
    "leave_province",
    "attribution",
)
COLUMNS: Final = ("result", "moved", "base", "at_low", "at_high", "swing")


def tornado(portfolio: Portfolio, used: Mapping[str, Assumption]) -> pd.DataFrame:
    """Return what each result becomes with one assumption at its low and at its high, the rest central.

    A range of the list, such as ``created``, moves in all projects at once. Columns ``COLUMNS``; the
    largest swing of a result comes first, and what does not move it is left out.
    """
    used = at_level(used, portfolio.price_year)
    base = central_results(portfolio, Centre(used))
    moved = [_moved(portfolio, used, name, base) for name in (*used, *FROM_THE_LIST)]
    table = pd.DataFrame([row for rows in moved for row in rows], columns=list(COLUMNS))
    table = table[table["swing"] > 0].sort_values("swing", ascending=False, kind="stable")
    order = {name: place for place, name in enumerate(base)}
    return table.sort_values("result", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def _moved(
    portfolio: Portfolio, used: Mapping[str, Assumption], name: str, base: Mapping[str, Decimal]
) -> Iterator[tuple[object, ...]]:
    low, high = (central_results(portfolio, Centre(used, {name: end})) for end in ("low", "high"))
    for result, value in base.items():
        ends = low.get(result, value), high.get(result, value)
        yield result, name, float(value), *(float(end) for end in ends), float(abs(ends[1] - ends[0]))


def central_results(portfolio: Portfolio, reading: Centre) -> dict[str, Decimal]:
    """Return each result of the whole list in one reading, as far as it is known."""
    projects = portfolio.projects
    found: dict[str, Decimal] = {}
    ratio = drawn_leverage(projects, reading)
    if ratio is not None:
        found["leverage_others"] = ratio.value
    work, _ = known_sum(projects, lambda p: temporary_jobs.direct(p, reading))
    if work is not None:
        found["jobs_temporary_direct"] = work.amount.value
        found["jobs_temporary_indirect"] = temporary_jobs.indirect(work, reading).amount.value
    jobs, _ = known_sum(projects, lambda p: structural_jobs.structural(p, reading))
    if jobs is not None:
        found["jobs_structural"] = jobs.amount.value
    left, _ = known_sum(projects, lambda p: additionality.net(p, reading))
    if left is not None:
        found["jobs_structural_net"] = left.amount.value
    return found


def waterfall_table(portfolio: Portfolio, used: Mapping[str, Assumption]) -> pd.DataFrame:
    """Return what is left of the gross structural jobs after each step, all at the centre.

    Losses of retained jobs that are in them already are not taken again. Columns step (``gross``, each
    loss, the multiplier) and value (fte). Empty without known jobs.
    """
    steps = additionality.summed_waterfall(portfolio.projects, Centre(used))
    rows = [(name, float(left.amount.value)) for name, left in steps]
    return pd.DataFrame(rows, columns=["step", "value"])
