"""The list of fields: every column of every table of an edition, with its titles, meaning and type.

A table is named as its file is below the edition, without the ending: ``results``, ``today``,
``figures/starters``. A column is looked for in the list under its own table, then under ``figures`` for
the data of a figure, then under ``*``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.language.loading import LANGUAGES
from keianalysis.model.intervals import decimal_of
from keianalysis.model.measures import measure_list
from keianalysis.model.regions import shown
from keianalysis.model.territories import territories
from keianalysis.report.drawings import svg_text
from keianalysis.report.tables.code_lists import SEVERAL, code_lists, read_rows, shown_code
from keianalysis.report.tables.number_texts import without_idle_digits

COLUMNS: Final = (
    "table",
    "name",
    "type",
    "unit",
    "codes",
    "refers_to",
    "title_nl",
    "title_en",
    "description_nl",
    "description_en",
)
TABLE_COLUMNS: Final = (
    "table",
    "key",
    "unit",
    "title_nl",
    "title_en",
    "description_nl",
    "description_en",
)
EVERY: Final = "*"
FIGURES: Final = "figures"
CONTRACTS: Final = ("results", "verdicts")
"""The tables whose column names and codes are promised, in every language."""
LINES: Final = ("series", "year")
HERE: Final = "here"
"""The column of a pair that bears the name of the territory of the edition."""

IN_YEAR: Final = "in_year"
"""Stands for every column of a figure that bears the number of a year."""

OF_THE_ROW: Final = "row"
"""In the place of a unit: that of the column ``unit``, or of the whole table."""
CAST: Final = ("number", "integer", "boolean")
"""The types that are not read as text; a date stays ISO text."""


@dataclass(frozen=True)
class Field:
    """One column: its type, its unit, its list of codes, and its texts by language."""

    name: str
    type: str = "any"
    unit: str = ""
    codes: str = ""
    refers_to: str = ""
    titles: tuple[str, str] = ("", "")
    descriptions: tuple[str, str] = ("", "")

    def title(self, language: str) -> str:
        """Return what a reader calls the column."""
        return self.titles[language == "en"] or self.name

    def description(self, language: str) -> str:
        """Return what the column holds, in one sentence."""
        return self.descriptions[language == "en"]


@dataclass(frozen=True)
class Listed:
    """One table: the columns that make its rows unique, the unit of its numbers, and its texts."""

    key: tuple[str, ...] = ()
    unit: str = ""
    titles: tuple[str, str] = ("", "")
    descriptions: tuple[str, str] = ("", "")

    def title(self, language: str) -> str:
        """Return the title of the table; a figure has its own."""
        return self.titles[language == "en"]

    def description(self, language: str) -> str:
        """Return what the table holds, in one sentence."""
        return self.descriptions[language == "en"]


@cache
def field_list() -> dict[tuple[str, str], Field]:
    """Return every entry of ``columns.csv`` by table and name."""
    return {
        (row["table"], row["name"]): Field(
            row["name"], row["type"], row["unit"], row["codes"], row["refers_to"], *_texts(row)
        )
        for row in read_rows(_packaged("columns.csv"), COLUMNS)
    }


@cache
def table_list() -> dict[str, Listed]:
    """Return every entry of ``tables.csv`` by table."""
    rows = read_rows(_packaged("tables.csv"), TABLE_COLUMNS)
    return {row["table"]: Listed(tuple(row["key"].split()), row["unit"], *_texts(row)) for row in rows}


def listed(name: str) -> Listed:
    """Return what the list says of a table; the figure of an indicator has one row a series and year."""
    drawn = name.removeprefix(f"{FIGURES}/").replace("-", "_")
    return table_list().get(name, Listed(LINES if drawn in measure_list() else ()))


def _packaged(name: str) -> Path:
    return Path(str(files("keianalysis.report.tables") / name))


def _texts(row: Mapping[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    return (row["title_nl"], row["title_en"]), (row["description_nl"], row["description_en"])


def entry_of(table: str, column: str) -> tuple[str, str] | None:
    """Return the place of a column in the list, nothing where it has none.

    A figure that compares a pair names its columns in the language of the edition: such a column is
    found by its title, that of the territory under ``here``, and a year by being one.
    """
    groups = [table, *([FIGURES] if table.startswith(f"{FIGURES}/") else []), EVERY]
    places = [(group, column) for group in groups]
    titled = [place for place, one in field_list().items() if place[0] == table and column in one.titles]
    own = [(table, HERE)] if column in _territories() else []
    own += [(FIGURES, IN_YEAR)] if table.startswith(f"{FIGURES}/") and column.isdigit() else []
    return next((place for place in [*places, *titled, *own] if place in field_list()), None)


@cache
def _territories() -> frozenset[str]:
    """Return the names of all territories, in every language."""
    return frozenset(shown(name.name, language) for name in territories().values() for language in LANGUAGES)


def field_of(table: str, column: str) -> Field:
    """Return what the list says of a column; one that it does not know has its name alone."""
    place = entry_of(table, column)
    return Field(column) if place is None else replace(field_list()[place], name=column)


def unit_of(name: str, column: str, units: Iterable[str] = ()) -> str:
    """Return the one unit of a column, empty where it has none or more than one.

    ``units`` are those in the column ``unit`` of the table, where it has one.
    """
    unit = field_of(name, column).unit
    if unit != OF_THE_ROW:
        return unit
    found = {*units} or {listed(name).unit}
    return found.pop() if len(found) == 1 else ""


def heading(name: str, column: str, language: str, units: Iterable[str] = ()) -> str:
    """Return what stands above a column: its title, and its unit where all its values share one."""
    title, unit = field_of(name, column).title(language), unit_of(name, column, units)
    return f"{title} ({shown_code('unit', unit, language)})" if unit else title


def shown_rows(path: Path, language: str) -> list[list[str]]:
    """Return the data of a figure as a reader of a language sees them, the headings first."""
    name = f"{FIGURES}/{path.stem}"
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = csv.reader(handle)
    fields = [field_of(name, column) for column in header]
    return [
        [heading(name, column, language) for column in header],
        *([_shown(field, value, language) for field, value in zip(fields, row, strict=True)] for row in rows),
    ]


def _shown(field: Field, value: str, language: str) -> str:
    if value and field.type == "number":
        return without_idle_digits(decimal_of(float(value)), language)
    return _coded(field.codes, value, language)


def _coded(codes: str, value: str, language: str) -> str:
    return shown_code(codes, value, language) if codes and value else value


def shown_table(name: str, table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return a table with its codes as a reader of a language calls them."""
    coded = {column: field_of(name, str(column)).codes for column in table.columns}
    return table.assign(
        **{
            str(column): [_coded(codes, value, language) for value in table[column]]
            for column, codes in coded.items()
            if codes
        }
    )


def lists_used(names: Iterable[tuple[str, str]], language: str) -> list[str]:
    """Return the lists of codes that columns use and that can be explained code by code, each once."""
    used = [field_of(*name).codes.removesuffix(SEVERAL) for name in names]
    return [codes for codes in dict.fromkeys(used) if codes in code_lists(language)]


def table_files(folder: Path) -> dict[str, Path]:
    """Return the tables of an edition by name: those of the list in its order, others, then figures."""
    order = list(table_list())
    kept = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    names = sorted(kept, key=lambda name: order.index(name) if name in order else len(order))
    drawn = {f"{FIGURES}/{path.stem}": path for path in sorted((folder / FIGURES).glob("*.csv"))}
    return {name: kept[name] for name in names} | drawn


def table_texts(name: str, path: Path, language: str) -> tuple[str, str]:
    """Return title and description of a table; those of a figure stand in its drawing."""
    if name.startswith(f"{FIGURES}/"):
        drawing = path.with_suffix(".svg").read_text("utf-8")
        return svg_text(drawing, "title"), svg_text(drawing, "desc")
    found = listed(name)
    return found.title(language) or name, found.description(language)


def read_typed(name: str, path: Path) -> pd.DataFrame:
    """Return a table of an edition from its file, each column of the type that the list gives it."""
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    types = {column: field_of(name, column).type for column in table.columns}
    return table.assign(
        **{column: _cast(table[column], type_) for column, type_ in types.items() if type_ in CAST}
    )


def _cast(values: pd.Series[str], type_: str) -> pd.Series[Any]:
    if type_ == "boolean":
        return values.map({"True": True, "False": False}).astype("boolean")
    numbers: pd.Series[Any] = pd.to_numeric(values)
    return numbers.astype("Int64") if type_ == "integer" else numbers.astype("float64")
