"""The observation table: one number, about one measure, region, sector and period.

Published facts and computed indicators have this one shape, so that checking is a join and a
revision is two rows with two release dates.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from keianalysis.model.errors import MixedVintages
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import ClaimInput, Input, Lineage, ObservationInput, lineage_of
from keianalysis.model.rows import first_row, require, typed_rows
from keianalysis.tracking.read_log import Observations, Watched, everything, reworked, rows_of, unread

LAST_DAY: Final = "9999-12-31"
"""The as-of date on which everything that was ever released is public."""

CONTRACT: Final = (
    "measure",
    "region",
    "region_code",
    "sector",
    "period_start",
    "period_end",
    "unit",
    "value",
    "decimals",
    "wording",
    "status",
    "release_date",
    "basis",
    "source",
    "lineage",
)
"""The columns that ``results.csv`` promises, in this order."""

EXTRA: Final = ("low", "high", "id", "note")
"""What every table carries behind the contract: the bounds of the value, its id and a remark."""

COLUMNS: Final = CONTRACT + EXTRA
NUMBER: Final = ("measure", "region", "sector", "period_start", "period_end", "unit")
"""What makes two rows speak of the same number, whoever released it and when."""

KEY: Final = (*NUMBER, "release_date", "source")

UNITS: Final = (
    "jobs",
    "count",
    "count_per_year",
    "persons",
    "pct",
    "pct_point",
    "pct_per_year",
    "per_1000_inhabitants",
    "eur",
    "ha",
    "m2",
    "nights",
    "years",
    "calendar_year",
    "ratio",
    "eur_per_person_year",
    "eur_per_fte",
    "jobs_per_million_eur",
    "person_years",
    "fte",
    "places",
    "rank",
)
UNSETTLED: Final = ("unreliable", "provisional", "revised_provisional", "not_final")
"""Why a number may still change, the strongest doubt first. Of the last its source says nothing."""

WITHOUT_VALUE: Final = ("suppressed", "secret", "unknown", "impossible")
"""Why there is no number: hidden by our gate, hidden by its publisher, not known, or not able to exist."""

BEHIND_GATE: Final = "keianalysis.register"
"""How the source of a number begins that was computed from a register, behind its disclosure gate."""

STATUSES: Final = ("", *UNSETTLED, *WITHOUT_VALUE, "break", "sample")
BASES: Final = (
    "published",
    "published_later",
    "release_unknown",
    "computed",
    "register",
    "sample",
)


COMPUTED: Final = "keianalysis."
"""How the source of a computed row begins."""

Inputs = pd.DataFrame | Mapping[str, list[Any]]
"""The rows behind a computed row: a table, or the columns of ``INPUT_COLUMNS`` alone, which is quicker."""


def is_date(text: str) -> bool:
    """Tell whether ``text`` is a day as YYYY-MM-DD."""
    try:
        return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


@dataclass(frozen=True)
class Period:
    """A day (start equals end), a span, or the two days that a change compares."""

    start: str
    end: str

    @classmethod
    def day(cls, iso: str) -> Period:
        """Return the period of a level on one day."""
        return cls(iso, iso)

    @classmethod
    def year(cls, first: int, last: int | None = None) -> Period:
        """Return one calendar year, or the span from ``first`` to ``last``."""
        return cls(f"{first}-01-01", f"{last or first}-12-31")

    @property
    def span(self) -> tuple[str, str]:
        """The calendar years that the period speaks of, where it speaks of whole years.

        A flow over 2012, a level on 31 December 2012 and a change between the ends of 2011 and 2012
        all speak of 2012. Any other period stands for itself.
        """
        if not self.end.endswith("-12-31"):
            return self.start, self.end
        if self.start.endswith("-12-31") and self.start != self.end:
            return f"{int(self.start[:4]) + 1}-01-01", self.end
        if self.start == self.end:
            return f"{self.end[:4]}-01-01", self.end
        return self.start, self.end


def public_from(release_date: str, period_end: str) -> str:
    """Return the first day on which a row is surely public, as an ISO date.

    A year or a month counts from its last day. A row without a release date counts from the end of
    its period.
    """
    if not release_date:
        return period_end
    if len(release_date) == 4:
        return f"{release_date}-12-31"
    if len(release_date) == 7:
        year, month = int(release_date[:4]), int(release_date[5:])
        return f"{release_date}-{calendar.monthrange(year, month)[1]:02d}"
    return release_date


def observation_id(row: Sequence[str]) -> str:
    """Return the short stable id of an observation from the values of its ``KEY``."""
    return hashlib.sha256("|".join(row).encode()).hexdigest()[:12]


def with_ids(table: pd.DataFrame) -> pd.DataFrame:
    """Return ``table`` with the column ``id`` made from the key."""
    blocks = (table.iloc[first : first + BLOCK] for first in range(0, len(table), BLOCK))
    ids = [pd.Series(_ids(block), dtype="str") for block in blocks]
    made = pd.concat(ids, ignore_index=True) if ids else pd.Series(dtype="str")
    return table.assign(id=made.set_axis(table.index))


BLOCK: Final = 100_000
"""Rows whose texts are held one by one at a time: a million of them would take half a gigabyte."""


def _ids(table: pd.DataFrame) -> list[str]:
    keys = zip(*(table[name].astype("str").tolist() for name in KEY), strict=True)
    return [observation_id(key) for key in keys]


def empty() -> pd.DataFrame:
    """Return an observation table without rows."""
    return _empty().copy()


@cache
def _empty() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=_dtype(name)) for name in COLUMNS})


def _dtype(name: str) -> str:
    return {"value": "float64", "low": "float64", "high": "float64", "decimals": "int64"}.get(name, "str")


def combine(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Stack observation tables; a row that occurs twice (same id) is kept once."""
    filled = [table for table in tables if len(table)]
    if not filled:
        return empty()
    return pd.concat(filled, ignore_index=True).drop_duplicates("id", ignore_index=True)


def public_on(observations: Observations, date: str) -> Observations:
    """Return what was public on ``date`` as ``as_of`` does, of a watched table as a watched one."""
    return reworked(lambda rows: as_of(rows, date), observations)


def as_of(observations: pd.DataFrame, date: str) -> pd.DataFrame:
    """Return what was public on ``date``: of each number the newest release.

    Where two sources released the same number on the same day the most precise one stays.

    Raises
    ------
    ValueError
        When ``date`` is not an ISO date.
    """
    if not is_date(date):
        raise ValueError(f"{date!r} is not a day as YYYY-MM-DD")
    require(observations, COLUMNS)
    days = public_days(observations)
    public = days <= date
    order = _newest_last(observations[public], days[public])
    newest = order.drop_duplicates(list(NUMBER), keep="last")
    return observations.loc[newest.index.sort_values()].reset_index(drop=True)


def public_days(observations: pd.DataFrame) -> pd.Series:
    """Return for each row the first day on which it is surely public; see ``public_from``."""
    release = observations["release_date"]
    days = release.map({text: public_from(text, "") for text in release.unique()}).astype("str")
    return days.where(release != "", observations["period_end"])


def _newest_last(rows: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """Return what makes numbers of ``rows``, the release that counts behind the others of its number."""
    # Sorted by numbers that stand for texts: texts themselves take ten times as long.
    keys = [
        -pd.factorize(rows["source"], sort=True)[0],
        rows["decimals"].to_numpy(),
        pd.factorize(days, sort=True)[0],
    ]
    return rows[list(NUMBER)].iloc[np.lexsort(keys)]


def revisions(observations: Observations) -> pd.DataFrame:
    """Return the numbers with more than one dated release, one row a release, oldest first."""
    rows = everything(observations)
    dated = rows[(rows["release_date"] != "") & rows["value"].notna()]
    releases = dated.groupby(list(NUMBER))["release_date"].transform("nunique")
    return dated[releases > 1].sort_values([*NUMBER, "release_date"]).reset_index(drop=True)


def select(observations: Observations, **wanted: str | Iterable[str]) -> pd.DataFrame:
    """Return the rows whose columns equal the wanted value, or one of the wanted values.

    Out of a watched table only the wanted measures are read; without a measure that is everything.
    """
    allowed = {name: [one] if isinstance(one, str) else list(one) for name, one in wanted.items()}
    require(unread(observations), allowed)
    table = _taken(observations, allowed.pop("measure", None))
    rows = pd.Series(True, index=table.index)
    for column, values in allowed.items():
        rows &= table[column].isin(values)
    return table[rows]


def _taken(observations: Observations, measures: list[str] | None) -> pd.DataFrame:
    if measures is None:
        return everything(observations)
    if isinstance(observations, Watched):
        return observations.of(measures)
    return rows_of(observations, measures)


class Observation(NamedTuple):
    """One row of an observation table; its fields are the columns, see docs and ``COLUMNS``."""

    measure: str
    region: str
    region_code: str
    sector: str
    period_start: str
    period_end: str
    unit: str
    value: float
    decimals: int
    wording: str
    status: str
    release_date: str
    basis: str
    source: str
    lineage: str
    low: float
    high: float
    id: str
    note: str

    @property
    def period(self) -> Period:
        """The period that the number is about."""
        return Period(self.period_start, self.period_end)

    @property
    def quantity(self) -> Quantity:
        """The value with its bounds."""
        return Quantity.of(self.value, self.low, self.high)

    @property
    def origin(self) -> Lineage:
        """What the number was made from."""
        return lineage_of(self.lineage)

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return int(self.period_end[:4])


def records(observations: pd.DataFrame) -> list[Observation]:
    """Return the rows of an observation table as records."""
    return typed_rows(observations, Observation)


def first(observations: pd.DataFrame) -> Observation | None:
    """Return the first row of an observation table, nothing when it has none."""
    return first_row(observations, Observation)


def quantity(row: Observation) -> Quantity:
    """Return value and bounds of one row."""
    return row.quantity


def same_release(rows: Inputs) -> str:
    """Return the one release date of ``rows``.

    Raises
    ------
    MixedVintages
        When the rows come from more than one release: registers rewrite their past with each
        release, and a change across two of them may have the wrong sign.
    """
    releases = sorted(set(rows["release_date"]))
    if len(releases) != 1:
        named = ", ".join(release or "unknown" for release in releases)
        raise MixedVintages(f"numbers from different releases ({named}) do not form one change")
    return str(releases[0])


INPUT_COLUMNS: Final = ("id", "status", "release_date", "period_end", "source")
"""What a computed row takes from the rows that it was made from."""


@dataclass(frozen=True)
class Result:
    """One computed number on its way to an observation row.

    ``inputs`` are the rows it was made from, ``claims`` the printed statements, ``origins`` what else
    it rests on. ``release_date`` is that of the newest input unless given.
    """

    measure: str
    region: str
    period: Period
    unit: str
    quantity: Quantity | None
    inputs: Inputs
    sector: str = "total"
    region_code: str = ""
    decimals: int = 1
    note: str = ""
    claims: Sequence[str] = field(default=())
    origins: Sequence[Input] = field(default=())
    release_date: str | None = None

    def row(self, function: str) -> dict[str, object]:
        """Return the observation as a mapping of columns; without a quantity it says why there is none."""
        value, low, high = (
            (float(self.quantity.value), float(self.quantity.low), float(self.quantity.high))
            if self.quantity is not None
            else (float("nan"),) * 3
        )
        used = {name: list(self.inputs[name]) for name in INPUT_COLUMNS}
        rows: list[Input] = [ObservationInput(name) for name in used["id"]]
        stated: list[Input] = [ClaimInput(name) for name in self.claims]
        return {
            "measure": self.measure,
            "region": self.region,
            "region_code": self.region_code,
            "sector": self.sector,
            "period_start": self.period.start,
            "period_end": self.period.end,
            "unit": self.unit,
            "value": value,
            "decimals": self.decimals,
            "wording": "exact",
            "status": self._status(set(used["status"])),
            "release_date": self._release(used) if self.release_date is None else self.release_date,
            "basis": "sample" if "sample" in used["status"] else "computed",
            "source": f"{COMPUTED}{function} | {'; '.join(publishers(used['source']))}",
            "lineage": str(Lineage(function, (*rows, *stated, *self.origins))),
            "low": low,
            "high": high,
            "note": self.note,
        }

    def _status(self, found: set[str]) -> str:
        if self.quantity is None:
            return next((reason for reason in WITHOUT_VALUE if reason in found), "suppressed")
        return next((status for status in ("sample", *UNSETTLED, "break") if status in found), "")

    @staticmethod
    def _release(used: dict[str, list[str]]) -> str:
        """Return the newest release among the inputs, empty when one of them is undated."""
        releases = used["release_date"]
        if not releases or "" in releases:
            return ""
        return str(
            max(zip(releases, used["period_end"], strict=True), key=lambda pair: public_from(*pair))[0]
        )


def publishers(sources: Iterable[str]) -> list[str]:
    """Return who is behind sources, each once: the publisher, or the inputs of a computed number."""
    found: dict[str, None] = {}
    for source in sources:
        name, _, rest = source.partition(" | ")
        behind = rest.split("; ") if name.startswith(COMPUTED) else [name]
        found |= dict.fromkeys(part for part in behind if part)
    return list(found)


def table_of(results: Iterable[Result], function: str) -> pd.DataFrame:
    """Return results of the computation named ``function`` as an observation table."""
    rows: dict[str, dict[str, object]] = {}
    for result in results:
        row = result.row(function)
        name = observation_id([str(row[column]) for column in KEY])
        rows.setdefault(name, row | {"id": name})
    if not rows:
        return empty()
    return pd.DataFrame({column: [row[column] for row in rows.values()] for column in COLUMNS})
