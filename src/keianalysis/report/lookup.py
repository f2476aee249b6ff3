"""Everything that the numbers of one edition are written from, and the number that a name stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple, cast

import pandas as pd

from keianalysis.effects.assumptions import assumptions
from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.language import numbers
from keianalysis.model.claims import Claim, claims_by_id
from keianalysis.model.edition import Edition
from keianalysis.model.errors import UnknownColumn
from keianalysis.model.monitored.listed import CURRENT
from keianalysis.model.observations import COMPUTED, Observation, records
from keianalysis.model.reviews import Review
from keianalysis.model.rows import Row
from keianalysis.model.verdicts import Verdict, verdict_records
from keianalysis.proof.decide import GROUPS
from keianalysis.readers.sources import reviewed
from keianalysis.report.document import Number
from keianalysis.report.origins.registered import newest_registered
from keianalysis.report.tables.kept import TABLES, Kept
from keianalysis.report.tables.listed import LISTED
from keianalysis.report.tables.number_texts import (
    ROWS,
    nearest,
    power,
    power_share,
    printed,
    recomputed,
    without_idle_digits,
)

EVERY: Final[Mapping[str, Kept[Any]]] = {**TABLES, **LISTED}
"""The tables beside the results, by name."""

COUNTED: Final = {
    "consistency": "status",
    "revisions": "cause",
    "today": "answer",
    "changes": "change",
    "monitored": "standing",
}
"""The column whose values a kept table counts."""

TALLY: Final = {
    group: tuple(verdict for verdict, other in GROUPS.items() if other == group)
    for group in dict.fromkeys(GROUPS.values())
}
"""The verdicts of each of the three groups for readers."""

WAYS: Final = {"up": 1.0, "down": -1.0}


def _moved_well(rows: pd.DataFrame) -> pd.Series:
    """Return 1 and -1 for the indicators of a monitor that moved in this year the good way or the bad."""
    this_year = rows[rows["standing"] == CURRENT]
    return this_year["moved"].astype("float64") * this_year["good"].map(WAYS).astype("float64")


def _beside_well(rows: pd.DataFrame) -> pd.Series:
    """Return 1 and -1 for the indicators that are better or worse this year than those of the country."""
    this_year = rows[rows["standing"] == CURRENT]
    return this_year["beside"].astype("float64") * this_year["good"].map(WAYS).astype("float64")


COUNTS: Final[Mapping[str, Callable[[pd.DataFrame], float]]] = {
    "all": len,
    "conflicts": len,
    "tied": lambda rows: (rows["status"] != "alone").sum(),
    "changed": lambda rows: (rows["difference"].fillna(0) != 0).sum(),
    "signs": lambda rows: rows["sign_change"].sum(),
    "judged": lambda rows: _moved_well(rows).count(),
    "well": lambda rows: (_moved_well(rows) == 1).sum(),
    "badly": lambda rows: (_moved_well(rows) == -1).sum(),
    "better": lambda rows: (_beside_well(rows) == 1).sum(),
    "worse": lambda rows: (_beside_well(rows) == -1).sum(),
}
"""What else is counted of a kept table."""


@dataclass(frozen=True)
class Lookup:
    """Everything that numbers of one edition are written from."""

    edition: Edition
    results: pd.DataFrame
    verdicts: pd.DataFrame
    claims: pd.DataFrame
    kept: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def _written(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def review(self) -> Review:
        """The review that the edition recomputes; the default in a monitor."""
        return reviewed(self.edition.name)

    @cached_property
    def rows(self) -> dict[str, Observation]:
        """The results by id."""
        return {row.id: row for row in records(self.results)}

    @cached_property
    def has_sample_projects(self) -> bool:
        """Whether the project list of the edition is synthetic."""
        return bool((self.results.loc[self.results["measure"] == "projects", "basis"] == "sample").any())

    @cached_property
    def judged(self) -> dict[str, Verdict]:
        """The verdicts by claim."""
        return {row.claim_id: row for row in verdict_records(self.verdicts)}

    @cached_property
    def stated(self) -> dict[str, Claim]:
        """The claims by id."""
        return claims_by_id(self.claims)

    def statement(self, name: str) -> str:
        """Return what a claim of the review, or an amount of its budget table, says in words."""
        if name not in self.stated:
            # An edition of before had no words for the amounts of the budget.
            text = getattr(self.judged[name], f"statement_{self.edition.language}") or name
            return f"{text[:1].upper()}{text[1:]}"
        claim = self.stated[name]
        return str(claim.summary_nl if self.edition.language == "nl" else claim.summary)

    @cached_property
    def _by_key(self) -> dict[str, Mapping[str, NamedTuple]]:
        return {}

    def rows_of(self, table: Kept[Row]) -> Mapping[str, Row]:
        """Return the rows of a kept table by what names them; raises KeyError where there is no table."""
        if table.name not in self._by_key:
            self._by_key[table.name] = table.by_key(self.kept[table.name])
        return cast(Mapping[str, Row], self._by_key[table.name])

    def number(self, result: str, view: str = "value") -> Number:
        """Return a number of the report, bound to what it shows; raises UnknownColumn like ``text``."""
        return Number(self.text(result, view), result, view)

    def text(self, result: str, view: str) -> str:
        """Return what a view of a result reads.

        Raises
        ------
        UnknownColumn
            When the edition has no such result, or no such view of it.
        """
        key = (result, view)
        try:
            if key not in self._written:
                self._written[key] = self._text(result, view)
            return self._written[key]
        except KeyError:
            raise UnknownColumn(f"this edition has no {view} of {result}") from None

    def _text(self, result: str, view: str) -> str:
        kind, _, name = result.partition(":")
        language = self.edition.language
        if result in self.rows:
            return ROWS[view](self.rows[result], language)
        if kind in ("claim", "verdict"):
            if (kind, view) == ("claim", "statement"):
                return self.statement(name)
            if (kind, view) == ("verdict", "label"):
                return VERDICT_NAMES[language][self.judged[name].verdict]
            write = {
                "claim": {"printed": printed},
                "verdict": {
                    "recomputed": recomputed,
                    "nearest": nearest,
                    "power": power,
                    "power_share": power_share,
                },
            }[kind][view]
            return write(self.judged[name], self.stated.get(name), language)
        if kind in EVERY and view != "count":
            return self._of_kept(EVERY[kind], name, view)
        if kind == "assumption":
            return without_idle_digits(getattr(assumptions()[name].quantity, view), language)
        if kind == "edition":
            told = {"year": self.review.date[:4], "reported": str(self.edition.year)}
            if "changes" in self.kept and len(self.kept["changes"]):
                # The name of an edition has its year in the middle, and a code behind it.
                told["since"] = str(self.kept["changes"]["since"].iloc[0]).split("-")[1]
            told["as_of"] = numbers.day(self.edition.as_of, language)
            return told[view]
        return numbers.number(float(self.count(result)), 0, language)

    def _of_kept(self, table: Kept[Row], name: str, view: str) -> str:
        return table.views[view](self.rows_of(table)[name], self.edition.language)

    @cached_property
    def _published_by(self) -> Counter[str]:
        return Counter(published_sources(self.results))

    def count(self, result: str) -> int:
        """Return how many rows a name such as ``verdicts:confirmed`` counts; raises KeyError for others."""
        kind, _, name = result.partition(":")
        if kind == "source":
            return self._published_by[name]
        if result == "register:suppressed":
            return int(newest_registered(self.results, self.edition.year)["value"].isna().sum())
        if kind == "verdicts":
            return count_of_verdicts(self.verdicts, name)
        if kind == "results":
            computed = self.results["source"].str.startswith(COMPUTED)
            return int({"all": computed | True, "computed": computed, "published": ~computed}[name].sum())
        rows = self.kept["conflicts" if result == "consistency:conflicts" else kind]
        return int(COUNTS[name](rows) if name in COUNTS else (rows[COUNTED[kind]] == name).sum())


def published_sources(results: pd.DataFrame) -> pd.Series[str]:
    """Return the publisher of each published row."""
    published = results[~results["source"].str.startswith(COMPUTED)]
    return published["source"].str.partition(" | ")[0]


def count_of_verdicts(verdicts: pd.DataFrame, name: str) -> int:
    """Return how many verdicts a name counts: ``confirmed``, ``budget:exact``, ``leisure:confirmed``."""
    theme, _, kind = name.rpartition(":")
    if theme and theme != "budget":
        own = verdicts["theme"] == theme
        return int(own.sum() if kind == "all" else (own & verdicts["verdict"].isin(TALLY[kind])).sum())
    budget, rows = verdicts["theme"] == "budget", verdicts["verdict"]
    groups = {
        "claims": ~budget,
        "budget": budget,
        "budget:total": budget,
        "budget:exact": budget & (rows == "derived"),
        "budget:rounding": budget & (rows == "rounding"),
        **{group: ~budget & rows.isin(verdicts_of) for group, verdicts_of in TALLY.items()},
        "later": verdicts["later_release"] != "",
    }
    return int(groups[name].sum() if name in groups else (~budget & (rows == name)).sum())
