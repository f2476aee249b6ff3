"""A review of a programme: what identifies it, and the tables that it consists of.

A review is a folder of data below ``data/raw/reviews``. Nothing outside that folder knows a claim, a
date, a year or a region of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from keianalysis.model.errors import BadData, Fault, WrongCall
from keianalysis.model.folders import DEFAULT, project_root
from keianalysis.model.rows import Row, typed_rows
from keianalysis.model.spelling import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DEFAULT", "REVIEWS", "Review"]

REVIEWS: Final = Path("data", "raw", "reviews")
BRIDGES: Final = (
    *("ratio", "difference", "rounding", "part_of_whole"),
    *("between_parts", "mean_between_years", "direction"),
)
"""The kinds of bridge over which evidence on something else may reach a claim."""

FACTS: Final = "review.toml"
"""The file that makes a folder a review."""


@dataclass(frozen=True)
class PrintedBudget:
    """Where the budget of a review was printed: publisher and document, and when that became public."""

    source: str = ""
    release_date: str = ""


@dataclass(frozen=True)
class Review:
    """What identifies a review, and its tables by name.

    ``last_year`` is the last year that it reports on, ``years`` the first and the last of its
    programme that it looks back on, ``hours`` the hours a week that make a job full-time, ``holders`` the
    publishers whose numbers are its own.
    """

    name: str
    edition: str
    date: str
    territory: str
    years: tuple[int, int]
    last_year: int
    hours: int
    titles: Mapping[str, str]
    short: Mapping[str, str]
    introductions: Mapping[str, str]
    sources: tuple[tuple[str, tuple[str, ...]], ...] = ()
    holders: tuple[str, ...] = ()
    printed_budget: PrintedBudget = PrintedBudget()
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    @property
    def claims(self) -> pd.DataFrame:
        """What it printed, one row a claim."""
        return self.tables["claims"]

    def rows(self, table: str, kind: type[Row], column: str) -> Mapping[str, Sequence[Row]]:
        """Return the rows of a table as records of one kind, by what stands in a column."""
        key = (table, kind, column)
        if key not in self._by_column:
            found: dict[str, list[Row]] = {}
            for row in typed_rows(self.tables[table], kind):
                found.setdefault(str(getattr(row, column)), []).append(row)
            self._by_column[key] = found
        return cast(Mapping[str, Sequence[Row]], self._by_column[key])

    @cached_property
    def _by_column(self) -> dict[tuple[str, type[NamedTuple], str], Mapping[str, Sequence[NamedTuple]]]:
        return {}

    @property
    def counted(self) -> pd.DataFrame:
        """The named projects that meet its period, with the readings in which their money counts."""
        return self.tables["counted_projects"]


def facts(folder: Path) -> dict[str, Any]:
    """Return what ``review.toml`` of a folder tells; raises BadData when it cannot be read."""
    try:
        return tomllib.loads((folder / FACTS).read_bytes().decode("utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        file, remedy = f"{folder.name}/{FACTS}", "Mend the file; docs/reviews.md shows what it holds."
        raise BadData([Fault(file, 0, "", "readable", str(error), remedy)]) from None


def review_of_edition(edition: str, root: Path | None = None) -> str:
    """Return the name of the review whose edition has a name; the default where none has."""
    names = [
        name for name in review_names(root) if facts(review_folder(name, root)).get("edition") == edition
    ]
    return names[0] if names else DEFAULT


@cache
def names_of_reviews(root: Path | None = None) -> tuple[str, ...]:
    """Return what reports call the reviews of the project, where that holds years, and their own phrases."""
    told = [facts(review_folder(name, root)) for name in review_names(root)]
    names = [text for one in told for key in ("title", "short") for text in one.get(key, {}).values()]
    names += [phrase for one in told for phrase in one.get("phrases", ())]
    return tuple(name for name in names if any(sign.isdigit() for sign in name))


@cache
def introductions(language: str, root: Path | None = None) -> tuple[str, ...]:
    """Return the sentence with which a report introduces each review of the project."""
    told = [facts(review_folder(name, root)) for name in review_names(root)]
    return tuple(one["introduction"][language] for one in told if language in one.get("introduction", {}))


@cache
def budget_words(kind: str, language: str, root: Path | None = None) -> dict[str, str]:
    """Return what readers call the ``products`` or the ``categories`` of the budgets of the reviews."""
    told = [facts(review_folder(name, root)).get(kind, {}) for name in review_names(root)]
    return {code: texts[language] for one in told for code, texts in one.items()}


def programme_years(name: str = DEFAULT, root: Path | None = None) -> tuple[int, int]:
    """Return first and last year of the programme of a review, beyond those it looks back on too."""
    told = facts(review_folder(name, root))
    first, last = told.get("programme", told["years"])
    return first, last


def edition_of(name: str = DEFAULT, root: Path | None = None) -> str:
    """Return the name of the edition of a review."""
    return str(facts(review_folder(name, root))["edition"])


def reviews_folder(root: Path | None = None) -> Path:
    """Return the folder that holds a folder for each review."""
    return (root or project_root()) / REVIEWS


def review_names(root: Path | None = None) -> list[str]:
    """Return the names of the reviews that the project holds."""
    return sorted(path.parent.name for path in reviews_folder(root).glob(f"*/{FACTS}"))


def review_folder(name: str = DEFAULT, root: Path | None = None) -> Path:
    """Return the folder of a review; raises WrongCall with the nearest name for an unknown one."""
    known = review_names(root)
    if name not in known:
        raise WrongCall(f"there is no review {name}{did_you_mean(name, known)}; add its folder to {REVIEWS}")
    return reviews_folder(root) / name
