"""The sentences of the report: each a view of results, worded by sign and number."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from keianalysis.language import numbers
from keianalysis.model.edition import Edition
from keianalysis.model.lineage import from_claims
from keianalysis.model.observations import Observation, first, records, select
from keianalysis.model.regions import NETHERLANDS
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.report.document import Number, Paragraph, Span, sentence
from keianalysis.report.lookup import count_of_verdicts
from keianalysis.report.tables.number_texts import ROWS, sign
from keianalysis.report.text.texts import SENTENCES


class Writer:
    """Writes the sentences of one edition from its results."""

    def __init__(self, results: pd.DataFrame, verdicts: pd.DataFrame, edition: Edition) -> None:
        self.results = results.dropna(subset=["value"])
        self.verdicts = verdicts
        self.year = edition.year
        self.language = edition.language
        self.territory = edition.territory
        self.here = self.territory.name
        self.texts = self.territory.told(SENTENCES[edition.language], edition.language)

    def row(self, measure: str, region: str = "", **wanted: str) -> Observation | None:
        """Return the result of a measure for the year reported on, or nothing."""
        rows = select(self.results, measure=measure, region=region or self.here, **wanted)
        rows = rows[rows["period_end"].str[:4] == str(self.year)].sort_values(["basis", "release_date"])
        return first(rows)

    def number(self, row: Observation, view: str) -> Number:
        """Return a view of a row as a bound number."""
        return Number(ROWS[view](row, self.language), row.id, view)

    def count(self, result: str) -> Number:
        """Return how many verdicts a name counts, bound to it."""
        count = count_of_verdicts(self.verdicts, result.partition(":")[2])
        return Number(numbers.number(float(count), 0, self.language), result, "count")

    def shown(self, row: Observation, *, size: bool = False) -> Number:
        """Return the value of a row as a bound number; ``size`` drops the sign."""
        return self.number(row, "size" if size else "value")

    def moved(self, row: Observation) -> Number:
        """Return in words how a row grew or shrank, bound to it."""
        return self.number(row, "moved")

    def bounds(self, row: Observation) -> Number:
        """Return the bounds of a row as a bound number."""
        return self.number(row, "bounds")

    def range_of(self, row: Observation) -> Number:
        """Return the range of a row at its own precision, open where it has no high, as a bound number."""
        return self.number(row, "range")

    def year_of(self, row: Observation) -> Number:
        """Return the year of a row as a bound number."""
        return self.number(row, "year")

    def day_of(self, row: Observation) -> Number:
        """Return the last day of a row in words, bound to it."""
        return self.number(row, "day")

    def release_of(self, row: Observation) -> Number:
        """Return the release that a row comes from in words, bound to it."""
        return self.number(row, "release")

    def period_of(self, row: Observation) -> Number:
        """Return the two days that a change compares in words, bound to it."""
        return self.number(row, "compared")

    def both(self, name: str, measure: str) -> Iterator[Paragraph]:
        """Yield a sentence that sets the territory beside the Netherlands."""
        here, there = self.row(measure), self.row(measure, NETHERLANDS)
        if here is not None and there is not None:
            show = self.moved if name in ("population", "economy") else self.shown
            fields = {"own": show(here), "national": show(there)}
            when = {"day": self.day_of(here), "year": self.year_of(here)}
            used = {field: when[field] for field in when if f"{{{field}}}" in self.texts[name]}
            yield sentence(self.texts[name], **fields, **used)

    def beside(self, name: str, gap: Observation, **told: Number) -> Paragraph:
        """Return a sentence on which side of the Netherlands it is, and how far; or that it is level."""
        if sign(gap) == 0:
            return sentence(self.texts[f"{name}_level"], **told)
        return sentence(
            self.texts[name], **told, gap=self.shown(gap, size=True), side=self.number(gap, "side")
        )


def general(write: Writer) -> Iterator[Paragraph]:
    """Yield what the register says of employment, and how population and economy moved."""
    for measure in ("jobs_fulltime", "jobs_total"):
        change = write.row(f"{measure}_change", unit="pct", sector="total", basis="computed")
        level = write.row(measure, sector="total")
        if change is not None and level is not None:
            yield _employment(write, measure, change, level)
            break
    for name, measure in (
        ("population", "population_growth_rate"),
        ("ageing", "population_65_plus_share"),
        ("economy", "gdp_growth"),
    ):
        yield from write.both(name, measure)


def _employment(write: Writer, measure: str, change: Observation, level: Observation) -> Paragraph:
    """Return level and change of one release, with the level a year earlier that it implies."""
    implied = select(write.results, measure=f"{measure}_implied", release_date=change.release_date)
    before = first(select(implied, region=write.here, period_end=change.period_start))
    told: dict[str, Span] = {
        "release": write.release_of(change),
        "jobs": write.texts[measure],
        "period": write.period_of(change),
        "level": write.shown(level),
    }
    if sign(change) == 0:
        return sentence(write.texts["jobs_same"], **told)
    told |= {"verb": write.number(change, "direction"), "change": write.shown(change, size=True)}
    if before is None:
        return sentence(write.texts["jobs_moved"], **told)
    return sentence(write.texts["jobs"], **told, before=write.shown(before))


def vintages(write: Writer) -> Iterator[Paragraph]:
    """Yield, for the newest releases of the register, how each rewrote the level of the one before."""
    levels = select(write.results, measure="jobs_fulltime", region=write.here, sector="total")
    known = {row.period_end: row for row in records(levels)}
    implied = select(write.results, measure="jobs_fulltime_implied", region=write.here)
    recent = implied[implied["period_end"] >= f"{write.year - 1}-01-01"].sort_values("period_end")
    for before in records(recent):
        old = known.get(before.period_end)
        level = known.get(f"{int(before.period_end[:4]) + 1}{before.period_end[4:]}")
        if old is not None and level is not None and level.release_date == before.release_date:
            yield sentence(
                write.texts["vintages"],
                old_release=write.release_of(old),
                old_day=write.day_of(old),
                old_level=write.shown(old),
                new_release=write.release_of(level),
                revised=write.shown(before),
                new_day=write.day_of(level),
                new_level=write.shown(level),
            )


def innovation(write: Writer) -> Iterator[Paragraph]:
    """Yield births of establishments and their rate."""
    count, rate = write.row("starters_cbs", sector="total"), write.row("starter_rate_cbs")
    if count is not None and rate is not None:
        yield sentence(
            write.texts["births"],
            year=write.year_of(count),
            count=write.shown(count),
            bounds=write.bounds(count),
            rate=write.shown(rate),
        )


def labour_market(write: Writer) -> Iterator[Paragraph]:
    """Yield unemployment by survey, and the gap in participation."""
    yield from write.both("unemployment", "unemployment_rate_eurostat")
    gap = write.row("net_participation_gap") or write.row("net_participation_national_def_gap")
    if gap is not None:
        yield write.beside("participation", gap, year=write.year_of(gap))


def location(write: Writer) -> Iterator[Paragraph]:
    """Yield years of supply of business-park land, and office vacancy."""
    for region, place in ((write.here, "here"), (NETHERLANDS, "country")):
        supply = select(write.results, measure="business_park_years_of_supply", region=region)
        for row in records(supply.sort_values("period_end").tail(1)):
            yield sentence(
                write.texts["supply"],
                place=write.texts[place],
                day=write.day_of(row),
                years=write.shown(row),
            )
    rate, gap = write.row("office_vacancy_rate"), write.row("office_vacancy_rate_gap")
    if rate is not None and gap is not None and not rate.origin.claims:
        yield write.beside("offices", gap, year=write.year_of(rate), rate=write.shown(rate))


def leisure(write: Writer) -> Iterator[Paragraph]:
    """Yield spending and the share in Dutch nights."""
    spending = write.row("leisure_spending")
    if spending is not None:
        yield sentence(write.texts["spending"], year=write.year_of(spending), amount=write.shown(spending))
    share = write.row("overnight_stays_all_accommodation_share_of_nl")
    if share is not None:
        yield sentence(write.texts["stays"], year=write.year_of(share), share=write.shown(share))


def agribusiness(write: Writer) -> Iterator[Paragraph]:
    """Yield the published change in jobs of agribusiness and chemistry."""
    for sector in ("agribusiness", "chemistry"):
        row = write.row("jobs_total_change", sector=sector)
        if row is not None:
            yield _sector(write, row)


def _sector(write: Writer, row: Observation) -> Paragraph:
    """Return how the jobs of a sector rose or fell, or that they did not."""
    told: dict[str, Span] = {
        "sector": sector_shown(row.sector, write.language),
        "period": write.period_of(row),
    }
    if sign(row) == 0:
        return sentence(write.texts["sector_same"], **told)
    verb, change = write.number(row, "direction"), write.shown(row, size=True)
    return sentence(write.texts["sector"], **told, verb=verb, change=change)


def effects(write: Writer) -> Iterator[Paragraph]:
    """Yield what the printed totals of the effect monitor imply."""
    printed = write.results[from_claims(write.results["lineage"])]
    rows = {row.measure: row for row in records(printed)}
    leverage = rows.get("leverage_others")
    if leverage is not None:
        yield sentence(
            write.texts["leverage"],
            low=write.number(leverage, "low"),
            high=write.number(leverage, "high"),
            value=write.number(leverage, "middle"),
        )
    person_year = rows.get("eur_per_person_year")
    if person_year is not None:
        yield sentence(
            write.texts["person_year"], value=write.shown(person_year), bounds=write.bounds(person_year)
        )
    structural = rows.get("jobs_structural_per_million_total")
    if structural is not None:
        low, high = (write.number(structural, end) for end in ("low", "high"))
        yield sentence(write.texts["structural"], low=low, high=high)


def budget(write: Writer) -> Iterator[Paragraph]:
    """Yield how many totals and differences of the budget are exact, and how many are rounding."""
    if (write.verdicts["theme"] == "budget").any():
        yield sentence(write.texts["budget"], total=write.count("verdicts:budget:total"))
        for name in ("exact", "rounding"):
            if count_of_verdicts(write.verdicts, f"budget:{name}"):
                count = write.count(f"verdicts:budget:{name}")
                yield sentence(write.texts[f"budget_{name}"], **{name: count})
