"""Series over years and comparisons with the Netherlands: starters, land, vacancy, and the like."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.figures.charts import Chart, Labels, column_chart, dumbbell_chart, line_chart
from keianalysis.figures.exhibits.findings import moved
from keianalysis.figures.exhibits.words import claim_rows, indicator_labels, labels, word
from keianalysis.language import numbers
from keianalysis.language.choices import direction
from keianalysis.model.measures import label
from keianalysis.model.observations import records
from keianalysis.model.regions import NETHERLANDS, shown
from keianalysis.model.territories import Territory, home

BREAK: Final = 2015


def lines(
    name: str, results: pd.DataFrame, language: str, title: str = "title",
    *, by: str = "region", decimals: int = 0, breaks: dict[int, str] | None = None,
    territory: Territory | None = None, words: Labels | None = None, told: str = "", **fields: object,
) -> Chart:  # fmt: skip
    """Draw one line a region, or another column that ``by`` names, over years; the territory first.

    ``words`` are the labels where they are not those of ``exhibits.toml`` under the name, and ``told`` is
    the title where the rows make it.
    """
    here = (territory or home()).name
    results = results.sort_values("region", key=lambda names: names != here, kind="stable")
    drawn = pd.DataFrame(
        {
            "series": _series_names(results, by, language),
            "year": [int(end[:4]) for end in results["period_end"]],
            "value": results["value"],
            "low": results["low"],
            "high": results["high"],
            "is_break": _broken(results),
        }
    )
    years = set(drawn["year"])
    fitting = {year: text for year, text in (breaks or {}).items() if min(years) < year <= max(years)}
    text = words or labels(name, results, language, title, told=told, territory=territory, **fields)
    return line_chart(drawn.drop_duplicates(["series", "year"]), text, decimals=decimals, breaks=fitting)


def _broken(results: pd.DataFrame) -> pd.Series:
    """Tell which rows begin a series anew: a break that one release reports of a year is one of every region.

    A change of method, which is what breaks a series, is one of the whole survey or register.
    """
    reported = results["status"] == "break"
    release = [results[name] for name in ("measure", "source", "release_date", "period_end")]
    return reported.groupby(release, dropna=False).transform("any")


def _series_names(results: pd.DataFrame, by: str, language: str) -> list[str]:
    if by == "measure":
        return [label(name, language) for name in results["measure"]]
    if by == "region":
        return [shown(name, language) for name in results["region"]]
    return [str(name) for name in results[by]]


def columns(
    name: str, results: pd.DataFrame, language: str,
    *, decimals: int = 0, told: str = "", territory: Territory | None = None,
) -> Chart:  # fmt: skip
    """Draw one column a year; ``told`` is the title."""
    drawn = pd.DataFrame(
        {"year": [int(end[:4]) for end in results["period_end"]], "value": results["value"].tolist()}
    )
    words = labels(name, results, language, told=told, territory=territory)
    return column_chart(drawn.drop_duplicates("year"), words, decimals=decimals)


def starters(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw births of establishments in the territory over the years, with the break of 2015."""
    begun = results["period_end"].str[:4] == str(BREAK)
    marked = results.assign(status=results["status"].where(~begun, "break"))
    told = moved("starters", marked, language, territory)
    breaks = {BREAK: word("starters", "break", language)}
    return lines("starters", results, language, told=told, breaks=breaks, territory=territory)


def land_issued(
    results: pd.DataFrame, claims: pd.DataFrame, language: str, *, territory: Territory | None = None
) -> Chart:
    """Draw the land issued in the territory by year: published figures, and what the review prints."""
    printed = claims[claims["measure"] == "business_park_land_issued"].drop_duplicates("period_end")
    published = results[results["region"] == (territory or home()).name]
    both = pd.concat([published, claim_rows(printed)]).sort_values("period_end")
    told = moved("land-issued", both, language, territory)
    return columns("land-issued", both, language, told=told, territory=territory)


def unemployment(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw unemployment by survey in the territory and the Netherlands."""
    marked = results.assign(status=results["status"].mask(_broken(results), "break"))
    told = moved("unemployment", marked, language, territory)
    return lines("unemployment", results, language, decimals=1, told=told, territory=territory)


def stays_share(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw the share of the territory in Dutch nights, by kind of guest; the largest is in the title."""
    newest = results[results["period_end"] == results["period_end"].max()]
    largest = newest.sort_values("value")["measure"].iloc[-1]
    kind = {"kind": label(largest, language)}
    told = moved("stays-share", results[results["measure"] == largest], language, territory, **kind)
    return lines("stays-share", results, language, by="measure", decimals=1, told=told, territory=territory)


def population_growth(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw the yearly growth of the population in the territory and the Netherlands."""
    told = moved("population-growth", results, language, territory)
    return lines("population-growth", results, language, decimals=2, told=told, territory=territory)


def gdp_growth(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw the growth of the economy of the territory, one line a release (column release)."""
    named = results.assign(release=[_released(date, language) for date in results["release_date"]])
    newest = results[results["release_date"] == results["release_date"].max()].sort_values("period_end")
    last = records(newest)[-1]
    size = numbers.quantity(abs(last.value), last.unit, int(last.decimals), language)
    title = f"title.{direction(numbers.rounded(last.value, int(last.decimals)))}"
    return lines(
        "gdp-growth", named, language, title, by="release", decimals=1, territory=territory,
        size=size, year=last.year,
    )  # fmt: skip


def _released(date: str, language: str) -> str:
    return word("gdp-growth", "release", language, date=numbers.release(date, language))


def by_region(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw an indicator in the territory and the Netherlands, with the words that ``indicators.toml`` has.

    The figure is named after its measure.
    """
    name, decimals = str(results["measure"].iloc[0]), int(results["decimals"].max())
    words = indicator_labels(name, results, language, territory=territory)
    return lines(name, results, language, decimals=max(decimals, 0), words=words, territory=territory)


def vacancy(results: pd.DataFrame, language: str, *, territory: Territory | None = None) -> Chart:
    """Draw the territory against the Netherlands for offices and shops (columns region, measure, value)."""
    wide = results.pivot_table(index="measure", columns="region", values="value", sort=False)
    here = (territory or home()).name
    pair = (shown(here, language), shown(NETHERLANDS, language))
    drawn = wide.reindex(columns=[here, NETHERLANDS]).set_axis(list(pair), axis=1).reset_index()
    drawn = drawn.assign(measure=[label(name, language) for name in drawn["measure"]])
    words = labels("vacancy", results, language, f"title.{_vacant(drawn, pair)}", territory=territory)
    return dumbbell_chart(drawn, words, pair=pair)


def _vacant(drawn: pd.DataFrame, pair: tuple[str, str]) -> str:
    """Return whether the territory has more or less vacancy than the Netherlands in all that is known."""
    apart = (drawn[pair[0]] - drawn[pair[1]]).dropna()
    if apart.empty:
        return "alone"
    return "more" if (apart > 0).all() else "less" if (apart < 0).all() else "mixed"
