"""What holds for every project list: sums add up, money adds work, net is no more than gross."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keianalysis.effects.assumptions import LOSSES, Assumption, assumptions
from keianalysis.effects.monitor import effect_monitor
from keianalysis.effects.uncertainty import bands
from keianalysis.model.intervals import Quantity
from keianalysis.model.observations import Period
from keianalysis.readers.projects import Portfolio, Project
from keianalysis.readers.projects.model import ACTIVITIES, SOURCES, THEMES, Retention

pytestmark = pytest.mark.slow

YEARS = Period.year(2011, 2013)
SPENDING = [
    dict(zip(ACTIVITIES, (Decimal(share) / 4 for share in quarters), strict=True))
    for quarters in ((4, 0, 0, 0, 0), (1, 1, 1, 1, 0), (0, 0, 0, 0, 4))
]


@st.composite
def ranges(draw: st.DrawFn, most: int, parts: int = 1) -> Quantity:
    low, high = sorted(draw(st.tuples(st.integers(0, most), st.integers(0, most))))
    return Quantity(Decimal(low + high) / 2 / parts, Decimal(low) / parts, Decimal(high) / parts)


SHARES = ranges(100, parts=100)


@st.composite
def projects(draw: st.DrawFn, number: int, *, known: bool) -> Project:
    """Return a project; with ``known`` every number is there."""
    theme = draw(st.sampled_from(THEMES))
    amounts: Any = ranges(10**6)
    jobs: Any = ranges(50)
    site: Any = st.builds(Retention, ranges(500), SHARES, SHARES, SHARES)
    if not known:
        amounts, jobs, site = (st.none() | numbers for numbers in (amounts, jobs, site))
    return Project(
        f"P{number}", f"Project {number}", theme, "running", "2011-01-01", "2013-12-31",
        {source: draw(amounts) for source in SOURCES}, None, draw(st.sampled_from(SPENDING)),
        draw(jobs), draw(site),
        "study", f"list.csv#{number}",
    )  # fmt: skip


@st.composite
def portfolios(draw: st.DrawFn, *, known: bool = True) -> Portfolio:
    size = draw(st.integers(1, 5))
    return Portfolio("list.csv", tuple(draw(projects(number, known=known)) for number in range(1, size + 1)))


def whole(portfolio: Portfolio, used: dict[str, Assumption] | None = None) -> pd.DataFrame:
    table = effect_monitor(portfolio, used or assumptions(), YEARS)
    return table[table["sector"] == "total"].set_index("measure")


ADDING = (
    *(f"investment_{source}" for source in SOURCES),
    "investment_total",
    "jobs_temporary_direct",
    "jobs_temporary_indirect",
    "jobs_structural",
    "jobs_structural_net",
)


@settings(max_examples=25)
@given(portfolios(known=False))
def test_projects_and_themes_add_to_the_whole(portfolio: Portfolio) -> None:
    table = effect_monitor(portfolio, assumptions(), YEARS)
    for measure in ADDING:
        rows = table[table["measure"] == measure]
        total = rows[rows["sector"] == "total"].iloc[0]
        for kind in ("theme:", "project:"):
            parts = rows[rows["sector"].str.startswith(kind)]
            assert abs(parts["low"].sum() - total["low"]) < 1e-6 * max(1, total["low"])
            values = parts["value"].sum()
            assert pd.isna(total["value"]) or abs(values - total["value"]) < 1e-6 * max(1, values)


@settings(max_examples=25)
@given(portfolios())
def test_all_money_is_the_sum_of_its_sources_and_no_less_than_that_of_the_province(
    portfolio: Portfolio,
) -> None:
    rows = whole(portfolio)
    for end in ("low", "value", "high"):
        sources = float(rows.loc[[f"investment_{source}" for source in SOURCES], end].sum())
        assert abs(rows.loc["investment_total", end] - sources) < 1e-6 * max(1, sources)
        assert rows.loc["investment_total", end] >= rows.loc["investment_province", end] - 1e-6


@settings(max_examples=25)
@given(portfolios(known=False))
def test_low_is_not_above_value_and_value_not_above_high(portfolio: Portfolio) -> None:
    rows = effect_monitor(portfolio, assumptions(), YEARS).dropna(subset=["value"])
    slack = 1e-9 * rows["value"].abs()
    assert (rows["low"] <= rows["value"] + slack).all()
    assert (rows["high"].isna() | (rows["value"] <= rows["high"] + slack)).all()


@settings(max_examples=25)
@given(portfolios(), st.sampled_from(SOURCES), st.integers(1, 10**6))
def test_more_money_never_lowers_all_money_or_the_work(portfolio: Portfolio, source: str, more: int) -> None:
    first, *others = portfolio.projects
    amounts = dict(first.amounts)
    amount = amounts[source]
    assert amount is not None
    richer = replace(first, amounts=amounts | {source: amount + Quantity.of(more)})
    before, after = whole(portfolio), whole(replace(portfolio, projects=(richer, *others)))
    for measure in ("investment_total", "jobs_temporary_direct"):
        for end in ("low", "value", "high"):
            assert after.loc[measure, end] >= before.loc[measure, end]


@settings(max_examples=25)
@given(portfolios(), st.lists(SHARES, min_size=len(LOSSES), max_size=len(LOSSES)))
def test_net_is_no_more_than_gross_at_a_multiplier_of_one(
    portfolio: Portfolio, losses: list[Quantity]
) -> None:
    used = assumptions()
    changed = {name: replace(used[name], quantity=loss) for name, loss in zip(LOSSES, losses, strict=True)}
    one = {"structural_multiplier": replace(used["structural_multiplier"], quantity=Quantity.of(1))}
    rows = whole(portfolio, used | changed | one)
    for end in ("low", "value", "high"):
        assert 0 <= rows.loc["jobs_structural_net", end] <= rows.loc["jobs_structural", end] + 1e-9


@settings(max_examples=15)
@given(portfolios())
def test_bands_lie_inside_the_plain_sums(portfolio: Portfolio) -> None:
    rows = whole(portfolio)
    for band in bands(portfolio, assumptions(), draws=200):
        if band.group.sector == "total":
            plain = rows.loc[band.measure]
            slack = 1e-9 * max(1.0, band.high)
            assert plain["low"] - slack <= band.low <= band.median <= band.high
            assert pd.isna(plain["high"]) or band.high <= plain["high"] + slack


def halved(quantity: Quantity | None) -> Quantity | None:
    """Return half of a range, nothing of what is unknown."""
    return None if quantity is None else quantity * Quantity.of("0.5")


@settings(max_examples=15)
@given(portfolios(known=False))
def test_splitting_a_project_in_two_changes_nothing(portfolio: Portfolio) -> None:
    first, *others = portfolio.projects
    kept = first.retention
    half = replace(
        first,
        amounts={source: halved(amount) for source, amount in first.amounts.items()},
        created=halved(first.created),
        retention=None if kept is None else replace(kept, on_site=kept.on_site * Quantity.of("0.5")),
    )
    parts = (replace(half, phase="1"), replace(half, phase="2"))
    before, after = whole(portfolio), whole(replace(portfolio, projects=(*parts, *others)))
    for measure in (*ADDING, "jobs_pro_rata_province", "projects", "projects_unknown_amounts"):
        for end in ("low", "value", "high"):
            one, other = before.loc[measure, end], after.loc[measure, end]
            assert (pd.isna(one) and pd.isna(other)) or abs(one - other) < 1e-6 * max(1, abs(one))


@settings(max_examples=15)
@given(portfolios(), st.booleans())
def test_a_site_that_rows_share_counts_once(portfolio: Portfolio, is_stated_twice: bool) -> None:
    first, *others = portfolio.projects
    alone = replace(first, site="park")
    more = replace(alone, project_id="P0", created=None, retention=None)
    more = replace(alone, project_id="P0") if is_stated_twice else more
    before, after = whole(portfolio), whole(replace(portfolio, projects=(alone, *others, more)))
    for measure in ("jobs_structural_created", "jobs_structural_retained", "jobs_structural"):
        for end in ("low", "value", "high"):
            assert abs(before.loc[measure, end] - after.loc[measure, end]) < 1e-6


@settings(max_examples=15)
@given(portfolios())
def test_the_shares_of_all_funders_add_to_the_jobs_of_the_projects_with_money(portfolio: Portfolio) -> None:
    paid = tuple(p for p in portfolio.projects if p.total is not None and p.total.value > 0)
    if not paid:
        return
    rows = whole(replace(portfolio, projects=paid))
    shares = rows.loc[[f"jobs_pro_rata_{source}" for source in SOURCES]]
    jobs = rows.loc["jobs_structural"]
    assert abs(shares["value"].sum() - jobs["value"]) < 1e-6 * max(1, jobs["value"])
    assert shares["low"].sum() <= jobs["low"] + 1e-6
    assert shares["high"].sum() >= jobs["high"] - 1e-6
