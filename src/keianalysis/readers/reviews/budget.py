"""Reader of the ``budget.csv`` of a review: the lines of a programme budget as printed."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.lineage import rows_of
from keianalysis.model.rows import require
from keianalysis.model.tables import ROW, Line, read_table, read_text, text_rows

EXPENDITURE: Final = "expenditure"
INCOME: Final = "income"
NET: Final = "net"
SIDES: Final = (EXPENDITURE, INCOME, NET)
LINES: Final = ("item", "policy_total", "product_total", "side_total", "programme_total")
OF_PRODUCT: Final = ("item", "policy_total", "product_total")
"""The kinds of line that belong to one product; the others sum over products."""

COLUMNS: Final = ("side", "product_code", "product", "line", "category")
"""The columns that say what a line is; those of its amounts bear years."""

OF_YEAR: Final = re.compile(r"(?:account|budget)_([0-9]{4})")
OF_DIFFERENCE: Final = re.compile(r"difference_([0-9]{4})_([0-9]{4})")
REMEDIES: Final = {
    "known-column": "Remove it, or name it account_YEAR, budget_YEAR, difference_YEAR_YEAR"
    f" or: {', '.join(COLUMNS)}.",
    "amounts-present": "Add a column account_YEAR or budget_YEAR.",
    "difference-years": "Print both years that the difference is of, each in a column of its own.",
    "known-side": f"Use one of: {', '.join(SIDES)}.",
    "known-line": f"Use one of: {', '.join(LINES)}.",
    "item-category": "Name the category of the item as printed, such as Inkoop or Subsidie.",
    "category-of-item": "Leave the category of a total empty, or call the line an item.",
    "product-code": "Write the code of the product as printed, such as 9.1.",
    "product-name": "Write the name of the product as printed.",
    "product-one-name": "Give the product the same name on all its lines.",
    "known-product": "Use the code of a product total of the same side, or add that total.",
    "no-product": "Leave product code and product empty on a total over products.",
    "net-side": "Put the programme total, and nothing else, on the side net.",
    "whole-euro": "Write whole euros without separators and without decimals, such as -167500.",
    "income-negative": "Write income with a minus sign, or move the line to the expenditure.",
    "line-once": "Keep one line for each item and each total.",
    "total-has-parts": "Add the lines that the total is the sum of.",
    "total-present": "Add the missing total as printed.",
}
_CODE: Final = re.compile(r"[0-9]+(\.[0-9]+)*")
_WHOLE: Final = re.compile(r"-?[0-9]{1,15}")
_NEEDED: Final = {"product_total": ("item", "policy_total"), "side_total": ("product_total",)}


@dataclass(frozen=True)
class BudgetLine:
    """One printed line of the budget; ``amounts`` are whole euro by column, income negative."""

    side: str
    product_code: str
    product: str
    line: str
    category: str
    amounts: Mapping[str, int]
    row: int
    lineage: str


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """Return ``text`` in lower-case ASCII letters, digits and underscores, for use in an id."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_text.lower()).strip("_")


def amount_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of amounts, in their order: ``account_``, ``budget_``, ``difference_``."""
    return tuple(name for name in names if OF_YEAR.fullmatch(name) or OF_DIFFERENCE.fullmatch(name))


def year_of(column: str) -> int | None:
    """Return the year of an amount; nothing for a difference between two."""
    found = OF_YEAR.fullmatch(column)
    return int(found[1]) if found else None


def compared(column: str, names: Iterable[str]) -> tuple[str, str] | None:
    """Return the columns whose amounts a difference subtracts, the first less the second.

    Nothing for an amount of a year, or where one of the two is not among the columns ``names``.
    """
    found = OF_DIFFERENCE.fullmatch(column)
    if found is None:
        return None
    of_year = {year_of(name): name for name in names if year_of(name)}
    first, second = (of_year.get(int(year)) for year in found.groups())
    return None if first is None or second is None else (first, second)


def is_part(sector: str) -> bool:
    """Tell whether a sector names a line of a budget, such as ``income:total`` or ``expenditure:9.1``."""
    side, _, part = sector.partition(":")
    return side in SIDES and part != ""


def read_budget(path: Path) -> pd.DataFrame:
    """Return the programme budget, one row a printed line, in the order of the file.

    Columns are ``COLUMNS``, the amounts of the file as whole euro (income is negative; a difference
    is its first year minus its second), then ``row`` (line in the file) and ``lineage`` (file and row).

    Raises
    ------
    BadData
        With every fault of the file: first those of its shape (encoding, columns, ragged rows),
        and when the shape is right those of its content.
    """
    table = _read_shape(path)
    faults = _content_faults(text_rows(table), path.name)
    if faults:
        raise BadData(faults)
    amounts = amount_columns(map(str, table.columns))
    whole = table.astype(dict.fromkeys(amounts, "int64"))
    return whole.assign(lineage=rows_of(path.name, table[ROW]))[[*COLUMNS, *amounts, ROW, "lineage"]]


def lines_of(budget: pd.DataFrame) -> list[BudgetLine]:
    """Return the rows of a table of ``read_budget`` as budget lines.

    Raises
    ------
    UnknownColumn
        When the table lacks a column.
    """
    require(budget, [*COLUMNS, ROW, "lineage"])
    return [
        BudgetLine(
            **{name: record[name] for name in ("side", "product_code", "product", "line", "category")},
            amounts={name: int(record[name]) for name in amount_columns(record)},
            row=int(record[ROW]),
            lineage=record["lineage"],
        )
        for record in text_rows(budget)
    ]


def _read_shape(path: Path) -> pd.DataFrame:
    """Return the file as text, or raise BadData with every fault of its columns and rows."""
    unknown = _column_faults(path)
    try:
        table = read_table(path, COLUMNS)
    except BadData as error:
        raise BadData([*error.faults, *unknown]) from None
    if unknown:
        raise BadData(unknown)
    return table


def _column_faults(path: Path) -> list[Fault]:
    """Return the columns that no budget has, and differences of years that the file does not have."""
    header = list(dict.fromkeys(next(csv.reader(io.StringIO(read_text(path), newline="")), [])))
    amounts = amount_columns(header)
    unknown = [name for name in header if name not in (*COLUMNS, *amounts)]
    loose = [name for name in amounts if year_of(name) is None and compared(name, amounts) is None]
    faults = [_fault(path.name, 1, name, "known-column", "the column is unknown") for name in unknown]
    faults += [
        _fault(path.name, 1, name, "difference-years", "lacks a year that it compares") for name in loose
    ]
    if header and not any(map(year_of, amounts)):
        faults.append(_fault(path.name, 1, "", "amounts-present", "no column has amounts of a year"))
    return faults


def _fault(file: str, row: int, column: str, rule: str, message: str) -> Fault:
    return Fault(file, row, column, rule, message, REMEDIES[rule])


def _content_faults(records: Sequence[Line], file: str) -> list[Fault]:
    """Return every fault of the lines themselves and of how they hang together."""
    products = {(r["side"], r["product_code"]) for r in records if r["line"] == "product_total"}
    broken = [
        _fault(file, int(record[ROW]), column, rule, f"{record[column]!r} breaks the rule {rule}")
        for record in records
        for rule, column, holds in (*_line_rules(record, products), *_amount_rules(record))
        if not holds
    ]
    whole_table = (_doubled, _renamed, _without_parts, _missing_totals)
    return [*broken, *(fault for check in whole_table for fault in check(records, file))]


def _line_rules(record: Line, products: Set[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """Return rule, column and whether it holds, for what the line says that it is."""
    side, kind, code = record["side"], record["line"], record["product_code"]
    known = side in SIDES and kind in LINES
    over_products = known and kind not in OF_PRODUCT
    return [
        ("known-side", "side", side in SIDES),
        ("known-line", "line", kind in LINES),
        ("net-side", "side", not known or (side == NET) == (kind == "programme_total")),
        ("item-category", "category", kind != "item" or slug(record["category"]) != ""),
        ("category-of-item", "category", not known or kind == "item" or record["category"] == ""),
        ("product-code", "product_code", kind != "product_total" or _CODE.fullmatch(code) is not None),
        ("product-name", "product", kind not in OF_PRODUCT or record["product"].strip() != ""),
        ("known-product", "product_code", not known or over_products or (side, code) in products),
        ("no-product", "product_code", not over_products or code == ""),
        ("no-product", "product", not over_products or record["product"] == ""),
    ]


def _amount_rules(record: Line) -> Iterator[tuple[str, str, bool]]:
    """Yield rule, column and whether it holds, for every amount of a line."""
    for column in amount_columns(record):
        whole = _WHOLE.fullmatch(record[column]) is not None
        yield "whole-euro", column, whole
        # A difference has no fixed sign: income may rise or fall between two years.
        signed = whole and year_of(column) is not None and record["side"] == INCOME
        yield "income-negative", column, not signed or int(record[column]) <= 0


def _doubled(records: Sequence[Line], file: str) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    for record in records:
        key = (record["side"], record["product_code"], record["line"], slug(record["category"]))
        first = seen.setdefault(key, int(record[ROW]))
        if first != int(record[ROW]):
            yield _fault(file, int(record[ROW]), "line", "line-once", f"the line is on row {first} already")


def _renamed(records: Sequence[Line], file: str) -> Iterator[Fault]:
    names: dict[str, str] = {}
    for record in records:
        code, name = record["product_code"], record["product"]
        if code and name.strip() and name != names.setdefault(code, name):
            message = f"product {code} is called {names[code]!r} before and {name!r} here"
            yield _fault(file, int(record[ROW]), "product", "product-one-name", message)


def _without_parts(records: Sequence[Line], file: str) -> Iterator[Fault]:
    lines = {(r["side"], code, r["line"]) for r in records for code in (r["product_code"], "")}
    for record in records:
        side, code = record["side"], record["product_code"]
        for part in _NEEDED.get(record["line"], ()):
            if (side, code, part) not in lines:
                message = f"{code or 'this total'} has no {part} on the side {side}"
                yield _fault(file, int(record[ROW]), "line", "total-has-parts", message)


def _missing_totals(records: Sequence[Line], file: str) -> Iterator[Fault]:
    present = {(r["side"], r["line"]) for r in records}
    for side, line in ((EXPENDITURE, "side_total"), (INCOME, "side_total"), (NET, "programme_total")):
        if (side, line) not in present:
            yield _fault(file, 0, "line", "total-present", f"the {line} of the side {side} is missing")
