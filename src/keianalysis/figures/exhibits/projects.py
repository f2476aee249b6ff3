"""A project list in figures: money, leverage, jobs, and how sure all of it is."""

from __future__ import annotations

from typing import Final, NamedTuple

import pandas as pd

from keianalysis.effects.assumptions import assumptions
from keianalysis.figures.charts import Chart, interval_chart, stacked_bars, tornado_chart, waterfall_chart
from keianalysis.figures.exhibits.programme import coefficient_rows, filled, named, with_others
from keianalysis.figures.exhibits.project_words import (
    FROM_THE_LIST,
    RESULTS,
    STRUCTURAL,
    own,
    payers,
    theme_names,
)
from keianalysis.figures.exhibits.words import claim_rows, labels, word
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.measures import label
from keianalysis.model.rows import typed_rows
from keianalysis.readers.projects.model import SOURCES

MILLION: Final = 1_000_000
MOST_BARS: Final = 8
LEAST_SWING: Final = 0.01
"""Part of the largest swing below which an input is left out of the figure."""

PRICES: Final = (
    ("printed totals (implied)", "EUR total investment per direct temporary person-year", False),
    ("Province Limburg 2013", "temporary jobs per EUR million project investment", True),
    ("EIB", "construction output per full-time job", False),
    ("EIB", "construction output per extra person-year", False),
)
"""Euro per person-year of other programmes; the flag says that the source gives jobs per million."""

PER_MILLION: Final = (
    ("printed totals (implied)", "structural jobs per EUR million total"),
    ("OP EFRO Noord 2007-2013", "jobs per EUR million total"),
    ("Province Limburg 2013", "structural jobs per EUR million project investment"),
    ("EC cohesion report on Objective 2", "jobs created or maintained per EUR million invested"),
)


class _Reading(NamedTuple):
    measure: str
    low: float
    value: float
    high: float


def theme_money(effects: pd.DataFrame) -> pd.DataFrame:
    """Return the known amounts of each theme by source, without what is zero."""
    parts = [f"investment_{source}" for source in SOURCES]
    rows = effects[effects["measure"].isin(parts) & (effects["value"] > 0)]
    return rows[rows["sector"].str.startswith("theme:")]


def money(rows: pd.DataFrame, language: str) -> Chart:
    """Draw the known money of each theme by source, in million euro (rows of ``theme_money``)."""
    names, themes = payers(language), theme_names(language)
    parts = {f"investment_{source}": name for source, name in zip(SOURCES, names, strict=True)}
    drawn = pd.DataFrame(
        {
            "category": [themes[sector.removeprefix("theme:")] for sector in rows["sector"]],
            "part": [parts[measure] for measure in rows["measure"]],
            "value": rows["value"] / MILLION,
        }
    )
    most = drawn.groupby("part", sort=False)["value"].sum().idxmax()
    words = labels("project-money", rows, language, most=most)
    return stacked_bars(drawn, words, decimals=1, parts=names)


def leverage(rows: pd.DataFrame, claims: pd.DataFrame, language: str) -> Chart:
    """Draw the ratios to provincial money of the list, beside the sentence of the review."""
    drawn = rows.assign(label=[label(measure, language) for measure in rows["measure"]])
    printed = claims[claims["measure"] == "leverage_others"]
    reference = float(printed["value"].iloc[0]) if len(printed) else None
    told = word("project-leverage", "reference", language)
    used = pd.concat([rows, claim_rows(printed)])
    own_ratio = rows.loc[rows["measure"] == "leverage_others", "value"]
    value = numbers.number(float(own_ratio.iloc[0]), 2, language) if own_ratio.notna().any() else ""
    words = labels("project-leverage", used, language, f"title.{'known' if value else 'open'}", value=value)
    return interval_chart(
        drawn, words, decimals=2, reference=reference, reference_label=told if reference else ""
    )


def person_years(rows: pd.DataFrame, coefficients: pd.DataFrame, language: str) -> Chart:
    """Draw euro per person-year of the list beside that of other programmes."""
    drawn = [_own(rows, language)]
    for method, parameter, is_inverse in PRICES:
        for row in coefficient_rows(coefficients, method, parameter):
            name = named(method, parameter, language)
            value = MILLION / row.central if is_inverse else row.central
            drawn.append({"label": name, "low": row.low, "value": value, "high": row.high})
    used = with_others(rows, coefficients, ((method, parameter) for method, parameter, _ in PRICES))
    words = labels("project-person-years", used, language, value=_value(rows, 0, language))
    return interval_chart(filled(drawn), words, decimals=0, highlight=own(language))


def structural_per_million(rows: pd.DataFrame, coefficients: pd.DataFrame, language: str) -> Chart:
    """Draw structural jobs per million euro of all parties beside Dutch and European programmes."""
    drawn = [_own(rows, language)]
    for method, parameter in PER_MILLION:
        for row in coefficient_rows(coefficients, method, parameter):
            years = f" {row.context}" if method.startswith("EC ") else ""
            name = named(method, parameter, language) + years
            drawn.append({"label": name, "low": row.low, "value": row.central, "high": row.high})
    used = with_others(rows, coefficients, PER_MILLION)
    words = labels("project-per-million", used, language, value=_value(rows, 1, language))
    return interval_chart(filled(drawn), words, decimals=1, highlight=own(language))


def structural(sums: pd.DataFrame, banded: pd.DataFrame, language: str) -> Chart:
    """Draw the structural jobs as plain sums, as bands, under stress and net."""
    readings = pd.concat([sums, banded])
    readings = readings[readings["measure"].isin(STRUCTURAL)]
    found = {row.measure: row for row in typed_rows(readings, _Reading)}
    names = section("projects.structural")[language]
    rows = [
        {"label": names[name], **{end: getattr(found[name], end) for end in ("low", "value", "high")}}
        for name in STRUCTURAL
        if name in found
    ]
    words = labels("project-structural", readings, language)
    return interval_chart(pd.DataFrame(rows), words, decimals=0)


def tornado(moved: pd.DataFrame, shares: pd.DataFrame, effects: pd.DataFrame, language: str) -> Chart:
    """Draw which input moves one result most alone, the largest on top, and its part of the variance.

    ``moved`` are rows of ``sensitivity.tornado``, ``shares`` those of ``variance.variance_shares``.
    """
    result = str(moved["result"].iloc[0])
    rows = moved[moved["swing"] >= LEAST_SWING * moved["swing"].max()].head(MOST_BARS)
    parts = shares[shares["result"] == result].set_index("input")["total"]
    rows = rows.assign(share=100 * rows["moved"].map(parts))
    drawn = rows.assign(label=[input_label(name, language) for name in rows["moved"]])
    most = str(drawn["label"].iloc[0])
    moving = most[:1].upper() + most[1:]
    words = labels(RESULTS[result], effects, language, result=label(result, language), most=moving)
    return tornado_chart(drawn, words, base=float(rows["base"].iloc[0]))


def input_label(name: str, language: str) -> str:
    """Return the name of an assumption, or of a range of the list, for a reader."""
    known, texts = assumptions(), FROM_THE_LIST[language]
    if name in known:
        return known[name].labels[language]
    if name in SOURCES:
        return texts["money"].format(payer=section("projects.payers")[language][name])
    return texts[name]


def waterfall(table: pd.DataFrame, effects: pd.DataFrame, language: str) -> Chart:
    """Draw what is left of the gross structural jobs after each step to net."""
    known = assumptions()
    gross, last = (word("waterfall", name, language) for name in ("gross", "net"))
    names = [gross if step == "gross" else known[step].labels[language] for step in table["step"]]
    gross_jobs, net_jobs = (numbers.number(table["value"].iloc[at], 0, language) for at in (0, -1))
    words = labels("waterfall", effects, language, before=gross_jobs, after=net_jobs)
    return waterfall_chart(table.assign(step=names), words, last=last)


def _value(rows: pd.DataFrame, decimals: int, language: str) -> str:
    return numbers.number(float(rows["value"].iloc[0]), decimals, language)


def _own(rows: pd.DataFrame, language: str) -> dict[str, object]:
    row = rows.iloc[0]
    return {"label": own(language), "low": row["low"], "value": row["value"], "high": row["high"]}
