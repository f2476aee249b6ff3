"""The effect monitor: what a project list says of money, leverage and jobs, as observations."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from keianalysis.effects.assumptions import Assumption, at_level
from keianalysis.effects.counting import count_in
from keianalysis.effects.groups import groups, table_of
from keianalysis.effects.readings import Bounds, Centre
from keianalysis.effects.rows.jobs import job_rows, work_rows
from keianalysis.effects.rows.money import money_rows
from keianalysis.model import observations as obs
from keianalysis.model.observations import Period
from keianalysis.model.territories import Territory
from keianalysis.readers.projects.model import Portfolio


def effect_monitor(
    portfolio: Portfolio,
    used: Mapping[str, Assumption],
    period: Period,
    territory: Territory | None = None,
) -> pd.DataFrame:
    """Return money, leverage and jobs of every project, theme, instrument and the whole list in a period.

    Sectors are ``project:ID``, ``theme:NAME``, ``instrument:NAME`` and ``total``. Sums are plain sums of
    lows and of highs, in the prices of the last year of the period. What is unknown is counted, named and
    in no sum. Units: eur, ratio, count, person_years, fte, places, eur_per_person_year, eur_per_fte,
    jobs_per_million_eur. A list of which nothing counts in the period has no rows.

    Raises
    ------
    BadData
        With every amount that cannot be brought to the prices of the result.
    """
    counted, priced = basis(portfolio, used, period)
    if not counted.projects:
        return obs.empty()
    bounds, centre = Bounds(priced), Centre(priced)
    rows = [
        (group, row)
        for group in groups(counted)
        for row in (*money_rows(group), *work_rows(group, bounds, centre), *job_rows(group, bounds, priced))
    ]
    return table_of(counted, period, rows, territory)


def basis(
    portfolio: Portfolio, used: Mapping[str, Assumption], period: Period
) -> tuple[Portfolio, dict[str, Assumption]]:
    """Return what of a list counts in a period, and the assumptions, both in one price level.

    A list that was counted already is left as it is.
    """
    counted = portfolio if portfolio.price_year else count_in(portfolio, period)
    return counted, at_level(used, counted.price_year)
