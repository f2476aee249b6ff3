"""The tables that the report shows, as sheets of its workbook: numbers as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from babel.numbers import get_decimal_symbol, get_group_symbol

from keianalysis.language.catalogue import section
from keianalysis.language.numbers import MINUS, WORDS
from keianalysis.report.document import Block, Cell, Chapter, Document, Folded, Number, Spark, Table, Verdicts
from keianalysis.report.tables.cells import COUNTED, TOP, Grid, fit_sheet, write_header
from keianalysis.report.tables.cells import Cell as SheetCell
from keianalysis.report.text.words import WORDS as REPORT_WORDS

KEY_FIGURES: Final = ("-figures", "-years")
"""How the names of tables with a column a year end: those of all chapters share one sheet."""
THEMED: Final = "-claims"
SCALES: Final = {"million": (1_000_000, ",,"), "billion": (1_000_000_000, ",,,")}
"""The words for large amounts, with what they multiply by and how a format divides by it again."""
YEAR: Final = re.compile(r"\d{4}")
SHEET_WORDS: Final = section("workbook.words")


@dataclass(frozen=True)
class Listed:
    """A table of the report: what its tab and the contents call it, its headings and its rows."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()
    sample: bool = False


def report_tables(document: Document) -> list[Listed]:
    """Return the tables of a report in its order, the key figures of all chapters first and together."""
    words = REPORT_WORDS[document.language]
    key_figures: list[tuple[str, Table]] = []
    others: list[tuple[str, Table | Verdicts]] = []
    for chapter in document.chapters:
        for block in _walk(chapter):
            if isinstance(block, Table) and block.name.endswith(KEY_FIGURES):
                key_figures.append((chapter.title, block))
            elif isinstance(block, Table | Verdicts):
                others.append((chapter.title, block))
    listed = [
        _table(block) if isinstance(block, Table) else _verdicts(block, title, words)
        for title, block in others
    ]
    return [*_together(key_figures, document.language), *listed]


def _walk(chapter: Chapter) -> Iterator[Block]:
    for block in chapter.blocks:
        yield block
        if isinstance(block, Folded):
            yield from block.blocks


def _together(tables: list[tuple[str, Table]], language: str) -> Iterator[Listed]:
    """Yield one table of all key figures: a row an indicator, a column a year, the years in order."""
    if not tables:
        return
    words = SHEET_WORDS[language]
    years = sorted({name for _, table in tables for name in table.columns if YEAR.fullmatch(name)})
    plain = list(dict.fromkeys(name for _, table in tables for name in table.columns))
    before = [name for name in plain if not YEAR.fullmatch(name) and plain.index(name) < 2]
    after = [name for name in plain if not YEAR.fullmatch(name) and name not in before]
    columns = (*before, *years, *after)
    rows = tuple(
        (title, *(dict(zip(table.columns, row, strict=True)).get(name, "") for name in columns))
        for title, table in tables
        for row in table.rows
    )
    numeric = frozenset(range(1 + len(before), 1 + len(before) + len(years)))
    name, title = words["key_figures"], words["key_figures_title"]
    sample = any(table.sample for _, table in tables)
    yield Listed(name, title, (words["chapter"], *columns), rows, numeric, sample)


def _table(table: Table) -> Listed:
    """Return a table without its small drawings, which a sheet cannot hold."""
    drawn = {place for row in table.rows for place, cell in enumerate(row) if isinstance(cell, Spark)}
    kept = [place for place in range(len(table.columns)) if place not in drawn]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    numeric = frozenset(number for number, place in enumerate(kept) if place in table.numeric)
    columns = tuple(table.columns[place] for place in kept)
    return Listed(_tab(table.caption), table.caption, columns, rows, numeric, table.sample)


def _tab(caption: str) -> str:
    """Return what the tab of a table says: its caption up to where that goes on to explain."""
    return caption.partition(":")[0].partition(";")[0]


def _verdicts(block: Verdicts, chapter: str, words: dict[str, str]) -> Listed:
    """Return a list of verdicts; the one of a theme is called by its chapter."""
    names = ("statement", "printed", "recomputed", "nearest", "verdict", "reason")
    rows = tuple(
        (one.statement, one.printed, one.recomputed, one.nearest, one.verdict_label, one.reason)
        for one in block.rows
    )
    tab = chapter if block.name.endswith(THEMED) else _tab(block.caption)
    return Listed(tab, block.caption, tuple(words[name] for name in names), rows, frozenset({1, 2, 3}))


def write_listed(grid: Grid, table: Listed, language: str) -> None:
    """Write a table of the report; what reads as one number is a number, and looks as the report has it."""
    write_header(grid, table.columns)
    for row in table.rows:
        grid.add(SheetCell(_text(cell) or None, TOP) for cell in row)
    fit_sheet(grid)
    for cells, row in zip(grid.rows[1:], table.rows, strict=True):
        for place in table.numeric:
            cells[place] = number_cell(_text(row[place]), language)
    grid.header = table.title


def _text(cell: Cell) -> str:
    if isinstance(cell, Spark):
        return ""
    return cell.text if isinstance(cell, Number) else cell


def number_cell(text: str, language: str) -> SheetCell:
    """Return a cell with the number that a text writes, in a format that shows the text again.

    A text without a number, or with more than one, stays a text.
    """
    group, comma = get_group_symbol(language), get_decimal_symbol(language)
    groups, point = re.escape(group), re.escape(comma)
    numeral = rf"\d{{1,3}}(?:{groups}\d{{3}})+(?:{point}\d+)?|\d+(?:{point}\d+)?"
    found = re.fullmatch(rf"(\D*?)([{MINUS}+]?)(€\s?)?({numeral})(\D*)", text)
    falling = WORDS[language]["falling"].partition("{")[0]
    # A fall told in words has its sign in the words.
    if found is None or found[1].startswith(falling):
        return SheetCell(text or None, TOP)
    before, sign, euro, digits, after = found.groups(default="")
    whole, _, decimals = digits.partition(comma)
    size = float(f"{whole.replace(group, '')}.{decimals or 0}")
    divided = ""
    for name, (times, commas) in SCALES.items():
        if after.strip().startswith(WORDS[language][name]):
            size, divided = round(size * times), commas
    is_grouped = group in whole or bool(divided)
    pattern = ("#,##0" if is_grouped else "0") + ("." + "0" * len(decimals) if decimals else "") + divided
    shown = f"{_quoted(before + euro)}{pattern}{_quoted(after)}"
    signed = f"{shown};{MINUS}{shown}" if sign != "+" else f"+{shown};{MINUS}{shown};{shown}"
    return SheetCell(-size if sign == MINUS else size, COUNTED, signed)


def _quoted(text: str) -> str:
    """Return words of a number format; a quotation mark cannot stand in one."""
    clean = text.replace('"', "")
    return f'"{clean}"' if clean else ""
