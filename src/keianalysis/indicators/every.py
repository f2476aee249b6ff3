"""Every indicator that may bear on a printed statement, from one state of the data."""

from __future__ import annotations

import pandas as pd

from keianalysis.indicators import employment, labour_market, location, profile, starters
from keianalysis.model import observations as obs
from keianalysis.model.claims import periods_of
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.reads import Observations


def indicators_for(
    observations: Observations, claims: pd.DataFrame, about: Territory | None = None
) -> pd.DataFrame:
    """Return every indicator that may bear on a claim, computed from one state of the data."""
    here = about or home()
    rates = periods_of(claims, "starter_rate_mean", "starters_mean")
    ages = periods_of(claims, "population_growth_rate_change", "population_65_plus_share_change")
    year_ends = {str(day) for day in claims["period_end"] if str(day).endswith("-12-31")}
    return obs.combine(
        [
            employment.jobs_implied(observations),
            employment.change_within_release(observations),
            employment.linked_mean_annual_change(
                observations, periods_of(claims, "jobs_fulltime_mean_annual_change"), territory=here
            ),
            employment.employees(observations, territory=here),
            employment.employees_change(observations, territory=here),
            employment.employees_change(observations, groups=True, territory=here),
            starters.starters_cbs(observations, territory=here),
            starters.establishments_cbs(observations, territory=here),
            starters.starter_rate_cbs(observations, territory=here),
            starters.starter_rate_cbs_lisa(observations),
            starters.starter_rate_means(observations, rates, territory=here),
            starters.starters_means(observations, rates, territory=here),
            starters.share_of_netherlands(observations, territory=here),
            starters.share_of_netherlands_change(
                observations, periods_of(claims, "starter_rate_gap_change"), territory=here
            ),
            starters.sole_trader_change(
                observations, periods_of(claims, "solo_establishments_change"), territory=here
            ),
            starters.bankruptcies_change(observations, territory=here),
            starters.bankruptcies_scaled(observations, territory=here),
            labour_market.net_participation_national_def(observations, territory=here),
            labour_market.participation_gaps(observations, territory=here),
            labour_market.unemployment_national_def(observations, territory=here),
            labour_market.labour_force_change(
                observations, periods_of(claims, "labour_force_change"), territory=here
            ),
            *(labour_market.registered_rate_at(observations, day) for day in sorted(year_ends)),
            labour_market.benefit_share_of_netherlands(observations, territory=here),
            labour_market.benefit_share_change(
                observations, periods_of(claims, "unemployment_registered_rate_gap_change"), territory=here
            ),
            labour_market.low_educated_changes(observations, territory=here),
            location.directly_available_share(observations),
            location.issuable_backcast(observations, territory=here),
            location.issued_scaled(observations, claims, territory=here),
            profile.population_growth(observations, territory=here),
            profile.share_65_plus(observations, territory=here),
            profile.growth_rate_change(observations, ages, territory=here),
            profile.ageing(observations, ages, territory=here),
        ]
    )
