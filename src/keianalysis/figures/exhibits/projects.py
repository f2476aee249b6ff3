"""A project list in figures: money, leverage, jobs, and how sure all of it is."""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.effects.assumptions import assumptions
from keianalysis.figures.charts import Chart, interval_chart, stacked_bars, tornado_chart, waterfall_chart
from keianalysis.figures.exhibits.programme import coefficient_rows, filled, named, with_others
from keianalysis.figures.exhibits.project_words import (
    FROM_THE_LIST,
    OWN,
    PAYERS,
    RESULTS,
    STRUCTURAL,
    THEMES,
)
from keianalysis.figures.exhibits.words import claim_rows, labels
from keianalysis.model.measures import label
from keianalysis.model.rows import loose
from keianalysis.readers.projects.model import SOURCES

MILLION: Final = 1_000_000
MOST_BARS: Final = 8
LEAST_SWING: Final = 0.01
"""Part of the largest swing below which an input is left out of the figure."""

PRICES: Final = (
    ("KEI published (implied)", "EUR total investment per direct temporary person-year", False),
    ("Province Limburg 2013", "temporary jobs per EUR million project investment", True),
    ("EIB", "construction output per full-time job", False),
    ("EIB", "construction output per extra person-year", False),
)
"""Euro per person-year of other programmes; the flag says that the source gives jobs per million."""

PER_MILLION: Final = (
    ("KEI published (implied)", "structural jobs per EUR million total"),
    ("OP EFRO Noord 2007-2013", "jobs per EUR million total"),
    ("Province Limburg 2013", "structural jobs per EUR million project investment"),
    ("EC cohesion report on Objective 2", "jobs created or maintained per EUR million invested"),
)


def theme_money(effects: pd.DataFrame) -> pd.DataFrame:
    """Return the known amounts of each theme by source, without what is zero."""
    parts = [f"investment_{source}" for source in SOURCES]
    rows = effects[effects["measure"].isin(parts) & (effects["value"] > 0)]
    return rows[rows["sector"].str.startswith("theme:")]


def money(rows: pd.DataFrame, language: str) -> Chart:
    """Draw the known money of each theme by source, in million euro (rows of ``theme_money``)."""
    payers = dict(zip(SOURCES, PAYERS[language], strict=True))
    parts = {f"investment_{source}": name for source, name in payers.items()}
    drawn = pd.DataFrame(
        {
            "category": [THEMES[language][sector.removeprefix("theme:")] for sector in rows["sector"]],
            "part": [parts[measure] for measure in rows["measure"]],
            "value": rows["value"] / MILLION,
        }
    )
    titles = {"nl": "Wie de projecten van elk thema betaalt", "en": "Who pays the projects of each theme"}
    units = {"nl": "bekende bedragen in miljoen euro", "en": "known amounts in million euro"}
    words = labels("project-money", titles, units, rows, language)
    return stacked_bars(drawn, words, decimals=1, parts=PAYERS[language])


def leverage(rows: pd.DataFrame, claims: pd.DataFrame, language: str) -> Chart:
    """Draw the ratios to provincial money of the list, beside the sentence of the review."""
    drawn = rows.assign(label=[label(measure, language) for measure in rows["measure"]])
    titles = {
        "nl": "De hefboom van de projecten, in drie definities",
        "en": "The leverage of the projects, by three definitions",
    }
    units = {"nl": "euro per provinciale euro", "en": "euros per provincial euro"}
    printed = claims[claims["measure"] == "leverage_others"]
    reference = float(printed["value"].iloc[0]) if len(printed) else None
    text = {"nl": "de review: minimaal 5 van anderen", "en": "the review: at least 5 of others"}[language]
    used = pd.concat([rows, claim_rows(printed)])
    words = labels("project-leverage", titles, units, used, language)
    return interval_chart(
        drawn, words, decimals=2, reference=reference, reference_label=text if reference else ""
    )


def person_years(rows: pd.DataFrame, coefficients: pd.DataFrame, language: str) -> Chart:
    """Draw euro per person-year of the list beside that of other programmes."""
    drawn = [_own(rows, language)]
    for method, parameter, is_inverse in PRICES:
        for row in coefficient_rows(coefficients, method, parameter):
            name = named(method, parameter, language)
            value = MILLION / row.central if is_inverse else row.central
            drawn.append({"label": name, "low": row.low, "value": value, "high": row.high})
    titles = {
        "nl": "Wat een persoonsjaar tijdelijk werk kost, naast andere programma's",
        "en": "What a person-year of temporary work takes, beside other programmes",
    }
    units = {
        "nl": "euro van alle partijen per persoonsjaar, in de prijzen van de bron",
        "en": "euros of all parties per person-year, in the prices of the source",
    }
    used = with_others(rows, coefficients, ((method, parameter) for method, parameter, _ in PRICES))
    words = labels("project-person-years", titles, units, used, language)
    return interval_chart(filled(drawn), words, decimals=0, highlight=OWN[language])


def structural_per_million(rows: pd.DataFrame, coefficients: pd.DataFrame, language: str) -> Chart:
    """Draw structural jobs per million euro of all parties beside Dutch and European programmes."""
    drawn = [_own(rows, language)]
    for method, parameter in PER_MILLION:
        for row in coefficient_rows(coefficients, method, parameter):
            years = f" {row.context}" if method.startswith("EC ") else ""
            name = named(method, parameter, language) + years
            drawn.append({"label": name, "low": row.low, "value": row.central, "high": row.high})
    titles = {
        "nl": "Structurele banen per miljoen euro, naast andere programma's",
        "en": "Structural jobs per million euro, beside other programmes",
    }
    units = {
        "nl": "banen per miljoen euro van alle partijen, bruto",
        "en": "jobs per million euro of all parties, gross",
    }
    used = with_others(rows, coefficients, PER_MILLION)
    words = labels("project-per-million", titles, units, used, language)
    return interval_chart(filled(drawn), words, decimals=1, highlight=OWN[language])


def structural(sums: pd.DataFrame, banded: pd.DataFrame, language: str) -> Chart:
    """Draw the structural jobs as plain sums, as bands, under stress and net."""
    readings = pd.concat([sums, banded])
    readings = readings[readings["measure"].isin(STRUCTURAL)]
    found = {row.measure: row for row in loose(readings)}
    rows = [
        {"label": words[language], **{end: getattr(found[name], end) for end in ("low", "value", "high")}}
        for name, words in STRUCTURAL.items()
        if name in found
    ]
    titles = {
        "nl": "Structurele werkgelegenheid: hoe ruim de marge is, hangt af van de leeswijze",
        "en": "Structural employment: how wide the range is depends on the reading",
    }
    units = {"nl": "voltijdbanen", "en": "full-time equivalents"}
    words = labels("project-structural", titles, units, readings, language)
    return interval_chart(pd.DataFrame(rows), words, decimals=0)


def tornado(moved: pd.DataFrame, effects: pd.DataFrame, language: str) -> Chart:
    """Draw which input moves one result most, the largest on top (rows of ``sensitivity.tornado``)."""
    result = str(moved["result"].iloc[0])
    rows = moved[moved["swing"] >= LEAST_SWING * moved["swing"].max()].head(MOST_BARS)
    drawn = rows.assign(label=[input_label(name, language) for name in rows["moved"]])
    name, dutch, english = RESULTS[result]
    shown = label(result, language)
    titles = {"nl": f"Wat de {shown} het meest verschuift", "en": f"What moves {shown} most"}
    words = labels(name, titles, {"nl": dutch, "en": english}, effects, language)
    return tornado_chart(drawn, words, base=float(rows["base"].iloc[0]))


def input_label(name: str, language: str) -> str:
    """Return the name of an assumption, or of a range of the list, for a reader."""
    known, texts = assumptions(), FROM_THE_LIST[language]
    if name in known:
        return known[name].labels[language]
    if name in SOURCES:
        return texts["money"].format(payer=PAYERS[language][SOURCES.index(name)])
    return texts[name]


def waterfall(table: pd.DataFrame, effects: pd.DataFrame, language: str) -> Chart:
    """Draw what is left of the gross structural jobs after each step to net."""
    known = assumptions()
    gross = {"nl": "bruto", "en": "gross"}[language]
    names = [gross if step == "gross" else known[step].labels[language] for step in table["step"]]
    titles = {
        "nl": "Van bruto naar netto structurele werkgelegenheid",
        "en": "From gross to net structural employment",
    }
    units = {
        "nl": "voltijdbanen, alles op de middenwaarde",
        "en": "full-time equivalents, everything at its centre",
    }
    last = {"nl": "netto", "en": "net"}[language]
    words = labels("waterfall", titles, units, effects, language)
    return waterfall_chart(table.assign(step=names), words, last=last)


def _own(rows: pd.DataFrame, language: str) -> dict[str, object]:
    row = rows.iloc[0]
    return {"label": OWN[language], "low": row["low"], "value": row["value"], "high": row["high"]}
