"""The programme: its budget over the years, its leverage beside others, and the verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from keianalysis.figures.charts import Chart, interval_chart, line_chart, stacked_bars, verdict_overview
from keianalysis.figures.exhibits.words import claim_rows, labels, word
from keianalysis.language import numbers
from keianalysis.language.catalogue import section, text
from keianalysis.model.observations import COMPUTED
from keianalysis.model.reviews import budget_words
from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import read_table


class _Wanted(NamedTuple):
    """A ratio of another programme to draw; ``own_money`` says whether its numerator holds own money."""

    method: str
    parameter: str
    own_money: str


class OtherRatio(NamedTuple):
    """A published ratio of another programme: its central value and its bounds, as far as known."""

    method: str
    parameter: str
    low: float
    central: float
    high: float
    context: str


class _Product(NamedTuple):
    product_code: str
    product: str


@cache
def ratios_of_others() -> tuple[tuple[str, str, bool], ...]:
    """Return the ratios of other programmes to draw, by method and parameter.

    The flag says that own money is in the numerator, so one is taken off.
    """
    table = read_table(Path(str(files("keianalysis.figures.exhibits") / "ratios.csv")), _Wanted._fields)
    return tuple((row.method, row.parameter, row.own_money == "yes") for row in typed_rows(table, _Wanted))


NAMES: Final = section("programmes.names")
"""What other programmes are called in a figure, by parameter or by method."""

THEMES: Final = section("themes.short")


def budget_path(amounts: pd.DataFrame, budget: pd.DataFrame, language: str) -> Chart:
    """Draw the expenditure of each product over the years, in million euro."""
    spent = budget[(budget["side"] == "expenditure") & (budget["line"] == "product_total")]
    names = budget_words("products", language)
    products = {
        f"expenditure:{row.product_code}": names.get(row.product_code, row.product)
        for row in typed_rows(spent, _Product)
    }
    rows = amounts[amounts["sector"].isin(products)]
    drawn = pd.DataFrame(
        {
            "series": [products[sector] for sector in rows["sector"]],
            "year": [int(end[:4]) for end in rows["period_end"]],
            "value": rows["value"] / 1_000_000,
        }
    )
    told = text("exhibits.budget-path.title", language, **_widest(drawn, language))
    return line_chart(drawn, labels("budget-path", rows, language, told=told), decimals=1)


def _widest(drawn: pd.DataFrame, language: str) -> dict[str, object]:
    """Return the series whose lowest and highest value lie furthest apart, with both and their years."""
    spread = drawn.groupby("series", sort=False)["value"].agg(lambda values: values.max() - values.min())
    product = str(spread.idxmax())
    own = drawn[drawn["series"] == product].set_index("year")["value"]
    return {
        "product": product,
        "low": numbers.number(own.min(), 1, language),
        "low_year": own.idxmin(),
        "high": numbers.number(own.max(), 1, language),
        "high_year": own.idxmax(),
    }


def coefficient_rows(coefficients: pd.DataFrame, method: str, parameter: str) -> list[OtherRatio]:
    """Return the published ratios of a method and parameter."""
    is_wanted = (coefficients["method"] == method) & (coefficients["parameter"] == parameter)
    return typed_rows(coefficients[is_wanted], OtherRatio)


def named(method: str, parameter: str, language: str) -> str:
    """Return the name of another programme, or of what it measures, for a reader."""
    names = NAMES[language]
    return names.get(parameter, names.get(method, method))


def filled(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Return rows to draw; a single number is a range of no width, and not one without bounds."""
    table = pd.DataFrame(rows)
    is_single = table["low"].isna() & table["high"].isna()
    return table.assign(
        low=table["low"].where(~is_single, table["value"]),
        high=table["high"].where(~is_single, table["value"]),
    )


def with_others(
    rows: pd.DataFrame, coefficients: pd.DataFrame, wanted: Iterable[tuple[str, str]]
) -> pd.DataFrame:
    """Return rows with the ratios that stand beside them, by method and parameter, for the source line."""
    chosen = set(wanted)
    pairs = zip(coefficients["method"], coefficients["parameter"], strict=True)
    return pd.concat([rows, coefficients[[pair in chosen for pair in pairs]]])


def leverage(implied: pd.DataFrame, coefficients: pd.DataFrame, claims: pd.DataFrame, language: str) -> Chart:
    """Draw euros of others per provincial euro: what the printed totals allow, beside others."""
    own = implied[implied["measure"] == "leverage_others"].iloc[0]
    name = word("leverage", "own", language)
    rows = [{"label": name, "low": own["low"], "value": own["value"], "high": own["high"]}]
    for method, parameter, own_money in ratios_of_others():
        for row in coefficient_rows(coefficients, method, parameter):
            less = 1.0 if own_money else 0.0
            ends = {"low": row.low - less, "value": row.central - less, "high": row.high - less}
            rows.append({"label": named(method, parameter, language)} | ends)
    reference = word("leverage", "reference", language)
    used = with_others(
        implied, coefficients, ((method, parameter) for method, parameter, _ in ratios_of_others())
    )
    printed = float(claims.loc[claims["measure"] == "leverage_others", "value"].iloc[0])
    form = "forced" if own["low"] >= printed else "excluded" if own["high"] < printed else "open"
    words = labels("leverage", used, language, f"title.{form}", printed=numbers.number(printed, 0, language))
    return interval_chart(
        filled(rows), words, decimals=2, reference=printed, reference_label=reference, highlight=name
    )


def verdicts(table: pd.DataFrame, language: str) -> Chart:
    """Draw how many claims of each theme got which verdict (columns theme and verdict).

    The rows of the budget table are left out: they are many and would hide the claims.
    """
    claims = table[table["theme"] != "budget"]
    counts = claims.groupby(["theme", "verdict"], sort=False).size().reset_index(name="count")
    names = THEMES[language]
    drawn = counts.assign(theme=[names[theme] for theme in counts["theme"]])
    rows = claim_rows(claims, COMPUTED)
    words = labels("verdicts", rows, language, f"title.{_prevailing(claims)}")
    return verdict_overview(drawn, words)


def _prevailing(claims: pd.DataFrame) -> str:
    """Return the group in which more than half of all claims are, or that there is none."""
    sizes = claims["group"].value_counts()
    return str(sizes.idxmax()) if len(sizes) and 2 * sizes.max() > len(claims) else "none"


def public_share(explained: pd.DataFrame, language: str) -> Chart:
    """Draw which share of the printed totals publicly known amounts surely explain, and what is left."""
    rows = explained[explained["measure"].str.endswith("_public_share")]
    names = [word("public-share", measure, language) for measure in rows["measure"]]
    sure, open_part = (word("public-share", part, language) for part in ("sure", "open"))
    drawn = pd.DataFrame(
        {
            "category": [*names, *names],
            "part": [sure] * len(rows) + [open_part] * len(rows),
            "value": [*rows["value"], *(100 - rows["value"])],
        }
    )
    payers = rows["measure"].str.removeprefix("investment_").str.removesuffix("_public_share")
    shown = [numbers.number(value, 0, language) for value in rows["value"]]
    told = text("exhibits.public-share.title", language, **dict(zip(payers, shown, strict=True)))
    words = labels("public-share", rows, language, told=told)
    return stacked_bars(drawn, words, decimals=0, parts=(sure, open_part))
