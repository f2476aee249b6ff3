"""The programme: its budget over the years, its leverage beside others, and the verdicts."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from keianalysis.exhibits.words import labels, review_row, source_row
from keianalysis.figures.charts import Chart, interval_chart, line_chart, verdict_overview
from keianalysis.observations import records

RATIOS: Final = (
    ("Province Limburg 2013", "project investment per provincial euro", True),
    ("OP EFRO Noord 2007-2013", "total per EU euro", True),
    ("SNN annual report 2011", "investment provoked per subsidy euro", True),
    ("MKB Fonds Drenthe", "other financiers per fund euro", False),
    ("Scottish Enterprise capital grants 2017-2022", "private leverage per public pound", False),
)
"""Ratios of other programmes; the flag says that own money is in the numerator, so one is taken off."""

OTHERS: Final = {
    "nl": "de genoemde programma's, rij voor rij in effect_coefficients.csv",
    "en": "the programmes named, row by row in effect_coefficients.csv",
}
THEMES: Final = {
    "nl": {
        "general": "algemeen",
        "innovation": "innovatie en starters",
        "labour_market": "arbeidsmarkt",
        "location": "vestigingsklimaat",
        "leisure": "vrijetijdseconomie",
        "agribusiness": "agribusiness en chemie",
        "effects": "effecten",
        "budget": "begroting",
    },
    "en": {
        "general": "general",
        "innovation": "innovation and starters",
        "labour_market": "labour market",
        "location": "business location",
        "leisure": "leisure",
        "agribusiness": "agribusiness and chemistry",
        "effects": "effects",
        "budget": "budget",
    },
}


def budget_path(amounts: pd.DataFrame, budget: pd.DataFrame, language: str) -> Chart:
    """Draw the expenditure of each product over the years, in million euro."""
    spent = budget[(budget["side"] == "expenditure") & (budget["line"] == "product_total")]
    products = {f"expenditure:{row.product_code}": row.product for row in records(spent)}
    rows = amounts[amounts["sector"].isin(products)]
    drawn = pd.DataFrame(
        {
            "series": [products[sector] for sector in rows["sector"]],
            "year": [int(end[:4]) for end in rows["period_end"]],
            "value": rows["value"] / 1_000_000,
        }
    )
    titles = {
        "nl": "Innovatie bepaalt het verloop van de begroting",
        "en": "Innovation drives the path of the budget",
    }
    units = {
        "nl": "lasten in miljoen euro; 2012 rekening, daarna begroting",
        "en": "expenditure in million euro; 2012 account, then budget",
    }
    return line_chart(drawn, labels("budget-path", titles, units, rows, language), decimals=1)


def coefficient_rows(coefficients: pd.DataFrame, method: str, parameter: str) -> list[Any]:
    """Return the published ratios of a method and parameter as named tuples."""
    is_wanted = (coefficients["method"] == method) & (coefficients["parameter"] == parameter)
    return records(coefficients[is_wanted])


def with_others(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return rows with one for the other programmes that stand beside them, for the source line."""
    return pd.concat([rows, source_row(OTHERS[language], "published")])


def leverage(implied: pd.DataFrame, coefficients: pd.DataFrame, claims: pd.DataFrame, language: str) -> Chart:
    """Draw euros of others per provincial euro: what the printed totals allow, beside others."""
    own = implied[implied["measure"] == "leverage_others"].iloc[0]
    name = {"nl": "KEI, uit de gedrukte totalen", "en": "KEI, from the printed totals"}[language]
    rows = [{"label": name, "low": own["low"], "value": own["value"], "high": own["high"]}]
    for method, parameter, own_money in RATIOS:
        for row in coefficient_rows(coefficients, method, parameter):
            ends = [row.low, row.central, row.high]
            known = [end for end in ends if pd.notna(end)]
            less = 1.0 if own_money else 0.0
            middle = row.central if pd.notna(row.central) else known[0]
            rows.append(
                {"label": method, "low": min(known) - less, "value": middle - less, "high": max(known) - less}
            )
    titles = {
        "nl": "De gedrukte totalen dwingen niet tot vijf euro van anderen per provinciale euro",
        "en": "The printed totals do not force five euros of others per provincial euro",
    }
    units = {"nl": "euro van anderen per eigen euro", "en": "euros of others per own euro"}
    reference = {"nl": "de review: minimaal 5", "en": "the review: at least 5"}[language]
    words = labels("leverage", titles, units, with_others(implied, language), language)
    printed = float(claims.loc[claims["measure"] == "leverage_others", "value"].iloc[0])
    return interval_chart(
        pd.DataFrame(rows), words, decimals=1, reference=printed, reference_label=reference, highlight=name
    )


def verdicts(table: pd.DataFrame, language: str) -> Chart:
    """Draw how many claims of each theme got which verdict (columns theme and verdict).

    The rows of the budget table are left out: they are many and would hide the claims.
    """
    claims = table[table["theme"] != "budget"]
    counts = claims.groupby(["theme", "verdict"], sort=False).size().reset_index(name="count")
    names = THEMES[language]
    drawn = counts.assign(theme=[names[theme] for theme in counts["theme"]])
    titles = {
        "nl": "Oordeel over de gedrukte getallen, per thema",
        "en": "Verdict on the printed numbers, by theme",
    }
    units = {"nl": "aantal uitspraken", "en": "number of claims"}
    rows = review_row()
    return verdict_overview(drawn, labels("verdicts", titles, units, rows, language))


def public_share(explained: pd.DataFrame, language: str) -> Chart:
    """Draw which share of the printed totals the publicly known project amounts can explain."""
    rows = explained[explained["measure"].str.endswith("_public_share")]
    names = {
        "investment_province_public_share": {"nl": "geld van de provincie", "en": "money of the province"},
        "investment_total_public_share": {"nl": "geld van alle partijen", "en": "money of all parties"},
    }
    drawn = rows.assign(label=[names[measure][language] for measure in rows["measure"]])
    titles = {
        "nl": "Openbare bronnen verklaren zeker maar een klein deel van de gedrukte totalen",
        "en": "Public sources surely explain only a small part of the printed totals",
    }
    units = {
        "nl": "procent van het gedrukte totaal: zeker (stip) tot ten hoogste",
        "en": "percent of the printed total: surely (dot) to at most",
    }
    sources = {"nl": "openbare bronnen, rij voor rij in", "en": "public sources, row by row in"}[language]
    others = source_row(f"{sources} programme_projects_public.csv", "")
    words = labels("public-share", titles, units, pd.concat([rows, others]), language)
    return interval_chart(drawn, words, decimals=0)
