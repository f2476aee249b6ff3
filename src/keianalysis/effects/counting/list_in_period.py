"""A project list as it counts in one period, every amount in one price level."""

from __future__ import annotations

from dataclasses import replace

from keianalysis.effects.counting.funds import with_funds
from keianalysis.effects.counting.prices import at_prices, price_level
from keianalysis.effects.counting.sites import with_shared_sites
from keianalysis.effects.counting.spending import in_period
from keianalysis.model.observations import Period
from keianalysis.readers.projects.model import Portfolio


def count_in(portfolio: Portfolio, period: Period) -> Portfolio:
    """Return what of a list counts in a period, in the prices of its last year.

    A list that is in one price level already stays in it.

    A project that ended before the period, that is planned, or that neither began nor was decided on by
    its end, is left out. Of the others the part that was spent in the period is known, what a fund paid
    out has its sources, and the jobs of a site that several rows share are divided over them.

    Raises
    ------
    BadData
        With every price year from which the index cannot bring an amount to the level of the result.
    """
    priced = portfolio if portfolio.price_year else at_prices(portfolio, price_level(period))
    rows = with_funds(with_shared_sites(priced.projects))
    counted = (in_period(project, period) for project in rows)
    return replace(priced, projects=tuple(project for project in counted if project is not None))
