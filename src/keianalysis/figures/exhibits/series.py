"""Series over years and comparisons with the Netherlands: starters, land, vacancy, and the like."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from keianalysis.figures.charts import Chart, column_chart, dumbbell_chart, line_chart
from keianalysis.figures.exhibits.words import claim_rows, labels
from keianalysis.language import numbers
from keianalysis.model.measures import label
from keianalysis.model.regions import DRENTHE, NETHERLANDS, shown
from keianalysis.model.rows import loose

BREAK: Final = 2015
OQ_COUNTED: Final = {"nl": "secties O-Q meegeteld", "en": "sections O-Q counted"}


def lines(
    name: str, results: pd.DataFrame, titles: dict[str, str], units: dict[str, str], language: str,
    *, by: str = "region", decimals: int = 0, breaks: dict[int, str] | None = None,
) -> Chart:  # fmt: skip
    """Draw one line a region, or another column that ``by`` names, over years; Drenthe first."""
    results = results.sort_values("region", key=lambda names: names != DRENTHE, kind="stable")
    drawn = pd.DataFrame(
        {
            "series": [_series_name(row, by, language) for row in loose(results)],
            "year": [int(end[:4]) for end in results["period_end"]],
            "value": results["value"],
            "low": results["low"],
            "high": results["high"],
            "is_break": results["status"] == "break",
        }
    )
    years = set(drawn["year"])
    fitting = {year: text for year, text in (breaks or {}).items() if min(years) < year <= max(years)}
    text = labels(name, titles, units, results, language)
    return line_chart(drawn.drop_duplicates(["series", "year"]), text, decimals=decimals, breaks=fitting)


def _series_name(row: Any, by: str, language: str) -> str:
    if by == "measure":
        return label(row.measure, language)
    return shown(row.region, language) if by == "region" else str(getattr(row, by))


def columns(
    name: str, results: pd.DataFrame, titles: dict[str, str], units: dict[str, str], language: str,
    *, decimals: int = 0,
) -> Chart:  # fmt: skip
    """Draw one column a year."""
    drawn = pd.DataFrame(
        {"year": [int(end[:4]) for end in results["period_end"]], "value": results["value"].tolist()}
    )
    return column_chart(
        drawn.drop_duplicates("year"), labels(name, titles, units, results, language), decimals=decimals
    )


def starters(results: pd.DataFrame, language: str) -> Chart:
    """Draw births of establishments in Drenthe over the years, with the break of 2015."""
    broken = results["period_end"].max() >= f"{BREAK}-12-31"
    titles = {
        "nl": f"Starters in Drenthe volgens CBS{f', met een reeksbreuk in {BREAK}' if broken else ''}",
        "en": f"Starters in Drenthe by CBS{f', with a break in {BREAK}' if broken else ''}",
    }
    units = {"nl": "oprichtingen van vestigingen per jaar", "en": "births of establishments a year"}
    breaks = {BREAK: OQ_COUNTED[language]}
    return lines("starters", results, titles, units, language, breaks=breaks)


def land_issued(results: pd.DataFrame, claims: pd.DataFrame, language: str) -> Chart:
    """Draw the land issued in Drenthe by year: published figures, and what the review prints."""
    printed = claims[claims["measure"] == "business_park_land_issued"].drop_duplicates("period_end")
    published = results[results["region"] == DRENTHE]
    both = pd.concat([published, claim_rows(printed)])
    titles = {
        "nl": "Uitgifte van bedrijventerrein in Drenthe, per jaar",
        "en": "Business-park land issued in Drenthe, by year",
    }
    units = {"nl": "hectare uitgegeven in Drenthe", "en": "hectares issued in Drenthe"}
    return columns("land-issued", both.sort_values("period_end"), titles, units, language)


def unemployment(results: pd.DataFrame, language: str) -> Chart:
    """Draw unemployment by survey in Drenthe and the Netherlands."""
    titles = {
        "nl": "Werkloosheid volgens de enquête, in Drenthe en Nederland",
        "en": "Unemployment by survey, in Drenthe and the Netherlands",
    }
    units = {"nl": "procent van de beroepsbevolking", "en": "percentage of the labour force"}
    return lines("unemployment", results, titles, units, language, decimals=1)


def stays_share(results: pd.DataFrame, language: str) -> Chart:
    """Draw the share of Drenthe in Dutch nights, by kind of guest."""
    titles = {
        "nl": "Aandeel van Drenthe in de Nederlandse overnachtingen",
        "en": "Share of Drenthe in Dutch overnight stays",
    }
    units = {"nl": "procent van de overnachtingen", "en": "percentage of overnight stays"}
    return lines("stays-share", results, titles, units, language, by="measure", decimals=1)


def population_growth(results: pd.DataFrame, language: str) -> Chart:
    """Draw the yearly growth of the population in Drenthe and the Netherlands."""
    titles = {
        "nl": "De bevolkingsgroei van Drenthe naast die van Nederland",
        "en": "Population growth of Drenthe beside the Netherlands",
    }
    units = {"nl": "procent per jaar", "en": "percentage a year"}
    return lines("population-growth", results, titles, units, language, decimals=2)


def gdp_growth(results: pd.DataFrame, language: str) -> Chart:
    """Draw the growth of the economy of Drenthe, one line a release (column release)."""
    titles = {
        "nl": "Economische groei van Drenthe volgens elke publicatie",
        "en": "Economic growth of Drenthe in every release",
    }
    units = {"nl": "volumegroei van het bbp, procent per jaar", "en": "growth of GDP, percentage a year"}
    named = results.assign(release=[_released(date, language) for date in results["release_date"]])
    return lines("gdp-growth", named, titles, units, language, by="release", decimals=1)


def _released(date: str, language: str) -> str:
    word = {"nl": "publicatie", "en": "release"}[language]
    return f"{word} {numbers.release(date, language)}"


def vacancy(results: pd.DataFrame, language: str) -> Chart:
    """Draw Drenthe against the Netherlands for offices and shops (columns region, measure, value)."""
    wide = results.pivot_table(index="measure", columns="region", values="value", sort=False)
    pair = (DRENTHE, shown(NETHERLANDS, language))
    drawn = wide.reindex(columns=[DRENTHE, NETHERLANDS]).set_axis(list(pair), axis=1).reset_index()
    drawn = drawn.assign(measure=[label(name, language) for name in drawn["measure"]])
    titles = {
        "nl": "Leegstand in Drenthe tegen Nederland",
        "en": "Vacancy in Drenthe against the Netherlands",
    }
    units = {"nl": "procent van de vloeroppervlakte", "en": "percentage of floor space"}
    return dumbbell_chart(drawn, labels("vacancy", titles, units, results, language), pair=pair)
