"""Location: business-park land, and vacancy of offices and shops."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from keianalysis.indicators.arithmetic import inputs, series, share
from keianalysis.indicators.computation import indicator, the_claims
from keianalysis.model import observations as obs
from keianalysis.model.claims import Claim, claim_period, claim_quantity, claim_records, printed_number
from keianalysis.model.intervals import HUNDRED, mean
from keianalysis.model.observations import Period, Result, quantity
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.territories import Territory, home
from keianalysis.tracking.read_log import Observations

PRINTED_RATES: Final = ("office_vacancy_rate", "shop_vacancy_rate")


@indicator("location.directly_available_share", makes=("business_park_land_directly_available_share",))
def directly_available_share(observations: Observations) -> Iterable[Result]:
    """Return directly available land as a percentage of issuable land, for the Netherlands."""
    return share(
        observations,
        "business_park_land_directly_available",
        "business_park_land_issuable",
        "business_park_land_directly_available_share",
        [NETHERLANDS],
    )


@indicator("location.years_of_supply", makes=("business_park_years_of_supply",))
def years_of_supply(
    observations: Observations, years: int = 2, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return issuable land over the mean yearly issue of the ``years`` before, in years.

    Fewer years are used where fewer are published, at least one; the lineage names them.
    """
    results, here = [], territory or home()
    for region in (here.name, NETHERLANDS):
        issued = series(observations, measure="business_park_land_issued", region=region)
        for year, stock in series(observations, measure="business_park_land_issuable", region=region).items():
            used = [issued[past] for past in range(year - years, year) if past in issued]
            if used:
                results.append(
                    Result(
                        "business_park_years_of_supply",
                        region,
                        Period.day(stock.period_end),
                        "years",
                        quantity(stock) / mean(quantity(row) for row in used),
                        inputs(stock, *used),
                        region_code=stock.region_code,
                        decimals=0,
                    )
                )
    return results


@indicator("location.issuable_backcast", makes=("business_park_land_issuable_backcast",))
def issuable_backcast(observations: Observations, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return the issuable land a year before a published stock: the stock plus what was issued.

    Unit ha. It assumes that no land was added or withdrawn in that year.
    """
    here = territory or home()
    stocks = series(observations, measure="business_park_land_issuable", region=here.name)
    issued = series(observations, measure="business_park_land_issued", region=here.name)
    return (
        Result(
            "business_park_land_issuable_backcast",
            here.name,
            Period.day(f"{year - 1}-01-01"),
            "ha",
            quantity(stock) + quantity(issued[year - 1]),
            inputs(stock, issued[year - 1]),
            region_code=here.code,
            decimals=0,
        )
        for year, stock in stocks.items()
        if year - 1 in issued
    )


@indicator("location.issued_scaled", makes=("business_park_land_issued_scaled",), asks=the_claims)
def issued_scaled(
    observations: Observations, claims: pd.DataFrame, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return what a printed yearly issue becomes when it moves along with the Dutch issue (ha).

    For each two neighbouring years in which the review prints one and the Netherlands publishes
    both: printed(year) x national(other) / national(year).
    """
    here = territory or home()
    national = series(observations, measure="business_park_land_issued", region=NETHERLANDS)
    printed = claims[claims["measure"] == "business_park_land_issued"]
    results = []
    for claim in claim_records(printed):
        year = int(claim.period_end[:4])
        for other in (year - 1, year + 1):
            if year in national and other in national:
                count = claim_quantity(claim)
                results.append(
                    Result(
                        "business_park_land_issued_scaled",
                        here.name,
                        Period.year(other),
                        "ha",
                        count * quantity(national[other]) / quantity(national[year]),
                        inputs(national[year], national[other]),
                        region_code=here.code,
                        claims=[claim.claim_id],
                    )
                )
    return results


@indicator("location.office_vacancy_implied", makes=("office_vacancy_rate_implied",))
def office_vacancy_implied(
    observations: Observations, *, territory: Territory | None = None
) -> Iterable[Result]:
    """Return the Dutch office vacancy rate that the rate of the territory and its gap imply (pct)."""
    here = (territory or home()).name
    rates = series(observations, measure="office_vacancy_rate", region=here)
    gaps = series(observations, measure="office_vacancy_rate_gap", region=here)
    return (
        Result(
            "office_vacancy_rate_implied",
            NETHERLANDS,
            Period.day(rate.period_end),
            "pct",
            quantity(rate) - quantity(gaps[year]),
            inputs(rate, gaps[year]),
            region_code="NL01",
        )
        for year, rate in rates.items()
        if year in gaps
    )


@indicator("location.floor_space_implied", makes=("shop_floor_space_implied",), asks=None)
def floor_space_implied(claims: pd.DataFrame, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return the total shop floor space that the printed vacant space and rate imply (m2)."""
    here = territory or home()
    vacant = printed_number(claims, "shop_vacant_floor_space", region=here.name)
    rate = printed_number(claims, "shop_vacancy_rate", region=here.name)
    if vacant is None or rate is None:
        return []
    return [
        Result(
            "shop_floor_space_implied",
            here.name,
            claim_period(vacant),
            "m2",
            HUNDRED * claim_quantity(vacant) / claim_quantity(rate),
            obs.empty(),
            region_code=here.code,
            decimals=-4,
            claims=[vacant.claim_id, rate.claim_id],
        )
    ]


@indicator("location.printed_vacancy", makes=("office_vacancy_rate", "shop_vacancy_rate"), asks=None)
def printed_vacancy(claims: pd.DataFrame, *, territory: Territory | None = None) -> Iterable[Result]:
    """Return the printed vacancy rates of the territory and the Netherlands for offices and shops (pct).

    The Dutch office rate is not printed; it follows from that of the territory and the printed gap.
    """
    here = territory or home()
    own = {measure: printed_number(claims, measure, region=here.name) for measure in PRINTED_RATES}
    gap = printed_number(claims, "office_vacancy_rate_gap", region=here.name)
    wanted = [
        ("office_vacancy_rate", here, (own["office_vacancy_rate"],)),
        ("office_vacancy_rate", None, (own["office_vacancy_rate"], gap)),
        ("shop_vacancy_rate", here, (own["shop_vacancy_rate"],)),
        ("shop_vacancy_rate", None, (printed_number(claims, "shop_vacancy_rate", region=NETHERLANDS),)),
    ]
    return (
        _printed_rate(measure, where, [one for one in used if one is not None])
        for measure, where, used in wanted
        if None not in used
    )


def _printed_rate(measure: str, here: Territory | None, used: list[Claim]) -> Result:
    """Return the first printed rate, less the printed gap where there is one."""
    first, *gaps = (claim_quantity(claim) for claim in used)
    rate = first - gaps[0] if gaps else first
    return Result(
        measure,
        here.name if here else NETHERLANDS,
        claim_period(used[0]),
        "pct",
        rate,
        obs.empty(),
        region_code=here.code if here else "NL01",
        claims=[claim.claim_id for claim in used],
    )
