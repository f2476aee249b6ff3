"""The tables of an edition as one Excel workbook, equal to the byte at every run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.language.numbers import HIDDEN, is_kept_back
from keianalysis.model.observations import BEHIND_GATE
from keianalysis.report.document import Document
from keianalysis.report.tables.cells import (
    LINE,
    LONGEST_TEXT,
    TITLE,
    TOP,
    Cell,
    Grid,
    Value,
    fit_sheet,
    look_of,
    number_formats,
    plain_value,
    sheet_names,
    write_header,
)
from keianalysis.report.tables.code_lists import code_lists
from keianalysis.report.tables.columns import (
    CONTRACTS,
    FIGURES,
    field_of,
    heading,
    lists_used,
    read_typed,
    shown_table,
    table_files,
    table_texts,
)
from keianalysis.report.tables.report_sheets import Listed, write_listed
from keianalysis.report.tables.writing import written
from keianalysis.report.text.words import WORDS, WORKBOOK_WORDS

FRONT: Final = 3
"""The sheets before the tables: cover, contents and notes."""
REPORT: Final = "report.html"
VALUE: Final = "value"
STATES: Final = ("status", "state")
"""The columns that say why a value is empty."""
REGISTER_FIGURES: Final = "figures/register-"


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook: its name below the edition, its file, its texts and its rows."""

    name: str
    file: str
    title: str
    description: str
    rows: pd.DataFrame


def edition_sheets(folder: Path, language: str) -> list[Sheet]:
    """Return every table of an edition in a fixed order, as its file holds it."""
    found = []
    for name, path in table_files(folder).items():
        title, description = table_texts(name, path, language)
        file = path.relative_to(folder).as_posix()
        found.append(Sheet(name, file, title, description, read_typed(name, path)))
    return found


def render_workbook(
    document: Document, tables: Sequence[Sheet], out: Path, shown: Sequence[Listed] = ()
) -> Path:
    """Write cover, contents and notes of ``document``, then each table that has rows on its own sheet.

    Parameters
    ----------
    document
        Gives title, language, sources and whether the data are a sample, which every sheet then says.
    tables
        ``results`` and ``verdicts`` keep the names of their columns and their codes; every other table
        is shown in the language of the document, its headers with the unit that all rows share. Where a
        table has the columns ``value`` and ``decimals``, each value is shown with the decimals of its row.
        A text longer than a cell may be is cut, and says which file has it whole.
    out
        The file to write.
    shown
        The tables that the report shows, which come before the others.

    Raises
    ------
    ValueError
        When a number is infinite, or a text of cover, contents or notes is longer than a cell may be.
    """
    words = WORKBOOK_WORDS[document.language]
    filled = [table for table in tables if len(table.rows)]
    names = sheet_names(
        [
            *(words[name] for name in ("cover", "contents", "notes")),
            *(_tab(one, document) for one in filled),
            *(f"{words['sample']} {one.name}" if one.sample else one.name for one in shown),
        ]
    )
    # The tables of the edition keep their names, and stand behind those of the report.
    behind = FRONT + len(filled)
    names = [*names[:FRONT], *names[behind:], *names[FRONT:behind]]
    grids, own = [Grid(name) for name in names], FRONT + len(shown)
    _cover(grids[0], document)
    named = dict(zip((one.name for one in filled), names[own:], strict=True))
    _contents(grids[1], document, named, tables, list(zip(names[FRONT:own], shown, strict=True)))
    _notes(grids[2], document, filled)
    for grid, one in zip(grids[FRONT:own], shown, strict=True):
        write_listed(grid, one, document.language)
    for grid, table in zip(grids[own:], filled, strict=True):
        _table(grid, table, document.language)
    out.write_bytes(written(grids, document.title, document.language, document.edition))
    return out


def _tab(table: Sheet, document: Document) -> str:
    """Return what the tab of a table says: a figure the name of its files, which stays as titles change."""
    mark = f"{WORKBOOK_WORDS[document.language]['sample']} " if document.sample else ""
    return mark + (Path(table.file).stem if table.name.startswith(f"{FIGURES}/") else table.title)


def _cover(grid: Grid, document: Document) -> None:
    words = WORKBOOK_WORDS[document.language]
    lines = [document.title, document.subtitle, f"{words['edition']}: {document.edition}"]
    if document.sample:
        lines.append(WORDS[document.language]["sample"])
    if document.colophon:
        lines += ["", WORDS[document.language]["colophon"]]
        lines += [f"{name}: {told}" for name, told in document.colophon]
    for row, line in enumerate(lines):
        grid.add([Cell(line or None, TOP if row else TITLE)])
    grid.widths, grid.heights = [100], {0: 2 * LINE}


def _notes(grid: Grid, document: Document, tables: Sequence[Sheet]) -> None:
    """Explain what holds for all sheets, every column of the tables, and every code that they use."""
    language = document.language
    words = WORKBOOK_WORDS[language]
    rows = [(words["general"], "", words[name]) for name in ("empty", "precision", "text", "codes")]
    columns = [(one, str(column)) for one in tables for column in one.rows.columns]
    for table, column in columns:
        if not table.name.startswith(f"{FIGURES}/"):
            told = field_of(table.name, column).description(language)
            rows.append((table.title, _head(table, column, language), told))
    for name in lists_used(((table.name, column) for table, column in columns), language):
        listed = code_lists(language)[name].values()
        rows += [(words["code_of"].format(name=words[name]), one.code, one.told) for one in listed]
    rows += [(words["sources"], "", source) for source in document.sources]
    write_header(grid, [words["about"], words["column"], words["meaning"]])
    _rows(grid, rows)


def _contents(
    grid: Grid,
    document: Document,
    names: Mapping[str, str],
    tables: Sequence[Sheet],
    shown: Sequence[tuple[str, Listed]],
) -> None:
    """List every table; one without rows has no sheet, and its line no link."""
    words = WORKBOOK_WORDS[document.language]
    write_header(grid, [words[name] for name in ("sheet", "table", "description", "file", "rows")])
    grid.links = {row: name for row, (name, _) in enumerate(shown, start=1)}
    first = 1 + len(shown)
    grid.links |= {row: names[one.name] for row, one in enumerate(tables, start=first) if one.name in names}
    _rows(
        grid,
        [(name, one.title, words["in_report"], REPORT, len(one.rows)) for name, one in shown]
        + [
            (names.get(one.name, words["no_sheet"]), one.title, one.description, one.file, len(one.rows))
            for one in tables
        ],
    )


def _rows(grid: Grid, rows: Iterable[tuple[Value, ...]]) -> None:
    """Write plain rows under the header; an empty text leaves its cell empty."""
    for values in rows:
        grid.add(Cell(None if value == "" else value, TOP) for value in values)
    fit_sheet(grid)


def _table(grid: Grid, table: Sheet, language: str) -> None:
    names = [str(name) for name in table.rows.columns]
    is_contract = table.name in CONTRACTS
    shown = table.rows if is_contract else shown_table(table.name, table.rows, language)
    write_header(grid, [_head(table, name, language) for name in names])
    is_kept_back = _kept_back(table)
    columns: list[list[Cell]] = []
    for place, name in enumerate(names):
        values = [_fitting(plain_value(value), table.file, language) for value in shown.iloc[:, place]]
        if name == VALUE:
            values = [HIDDEN if kept else value for value, kept in zip(values, is_kept_back, strict=True)]
        formats = number_formats(values, table.rows, name)
        looks = (look_of(name, value) for value in values)
        columns.append(list(map(Cell, values, looks, formats)))
    for cells in zip(*columns, strict=True):
        grid.add(cells)
    fit_sheet(grid)
    grid.header = table.title


def _kept_back(table: Sheet) -> pd.Series[bool]:
    """Return which rows have no value because it is kept back, by the columns that say why and of what.

    A figure says nothing of its sources: its name tells whether it was drawn from a register.
    """
    rows = table.rows
    found = pd.Series(False, index=rows.index)
    if VALUE not in rows.columns:
        return found
    of_register = BEHIND_GATE if table.name.startswith(REGISTER_FIGURES) else ""
    sources = rows["source"] if "source" in rows.columns else pd.Series(of_register, index=rows.index)
    for name in (name for name in STATES if name in rows.columns):
        found |= pd.Series(map(is_kept_back, rows[name].astype(str), sources), index=rows.index, dtype=bool)
    return found & rows[VALUE].isna()


def _fitting(value: Value, file: str, language: str) -> Value:
    """Return a value that a cell can hold: a longer text ends in the name of the file that has it whole."""
    if not isinstance(value, str) or len(value) <= LONGEST_TEXT:
        return value
    mark = WORKBOOK_WORDS[language]["cut"].format(file=file)
    return value[: LONGEST_TEXT - len(mark)] + mark


def _head(table: Sheet, column: str, language: str) -> str:
    """Return the header of a column: its name where that is promised, else its title with the unit."""
    if table.name in CONTRACTS:
        return column
    units = table.rows["unit"].dropna().unique() if "unit" in table.rows.columns else ()
    return heading(table.name, column, language, map(str, units))
